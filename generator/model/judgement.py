"""What a code list says about a code that somebody wrote (科目审核).

Codes and names change by year and our lists have gaps: what the list merely does not know is
doubted, what contradicts it is refused.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.classification import DIGITS, LEVELS, Code, CodeList
from generator.model.funding import PUBLIC_BUDGETS
from generator.model.wording import plain_code, plain_name


class Verdict(enum.Enum):
    """The kinds of judgement."""

    UNKNOWN = enum.auto()
    """The list has no such code in any year."""
    ENDED = enum.auto()
    """The code is no longer in force."""
    NOT_YET = enum.auto()
    """The code comes into force in a later year."""
    DOUBTFUL = enum.auto()
    """The list itself is not sure of the code."""
    MALFORMED = enum.auto()
    """Not the digits of a code."""
    WRONG_LEVEL = enum.auto()
    """A code of another level: a 款 where a 项 is wanted."""
    OTHER_BOOK = enum.auto()
    """A code of another classification: an economic code where a function code is wanted."""
    WRONG_BUDGET = enum.auto()
    """The code exists, but not in the budget that pays."""
    OTHER_NAME = enum.auto()
    """The written name is the name of another code."""
    NAME_DIFFERS = enum.auto()
    """The written name is not that of the list, nor of any other code."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One verdict; `details` says what it rests on, as text ready for a sentence."""

    verdict: Verdict
    details: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A code as somebody wrote it: in which year, at which level, paid by which budget.

    `name` is the name written beside it, "" when none; `budget` is "" when it does not matter.
    """

    code: str
    year: int
    level: str
    name: str = ""
    budget: str = ""


def judge(codes: CodeList, question: Question, others: Sequence[CodeList] = ()) -> tuple[Judgement, ...]:
    """Compare a written code and name with the list; nothing to say gives an empty tuple.

    `others` are the books that somebody could take for this one.
    """
    written = plain_code(question.code)
    rows = codes.any_year(written)
    common = {"book": codes.book, "year": str(question.year), "level": question.level}
    common |= {"digits": str(DIGITS[question.level])}
    if not rows:
        for other in others:
            if other.any_year(written):
                shown = other.find(written, question.year) or other.any_year(written)[-1]
                details = {"other_book": other.book, "name": shown.name}
                return (_judgement(Verdict.OTHER_BOOK, common | details),)
    if not _is_code(written, question.level):
        return (_wrong_digits(codes, question, written, common),)
    if not rows:
        near = _probably_meant(codes, written, question)
        return (_judgement(Verdict.UNKNOWN, common | {"nearest": _listed(near)}),)
    code = codes.find(written, question.year)
    if code is None:
        return (_not_in_force(codes, rows, question, common),)
    return tuple(_about_known(codes, code, question, common))


def _is_code(written: str, level: str) -> bool:
    return written.isascii() and written.isdigit() and len(written) == DIGITS[level]


def _probably_meant(codes: CodeList, written: str, question: Question) -> list[Code]:
    """The nearest codes, one of the same 款 that has the written name first."""
    siblings = [code for code in codes.named(question.name, question.year) if code.parent == written[:-2]]
    near = [code for code in codes.nearest(written, question.year) if code not in siblings]
    return [*siblings, *near][:3]


def _wrong_digits(codes: CodeList, question: Question, written: str, common: dict[str, str]) -> Judgement:
    """The code is no code of the wanted level."""
    found = codes.find(written, question.year) or next(iter(codes.any_year(written)), None)
    if found is None:
        near = codes.nearest("".join(sign for sign in written if sign.isdecimal()), question.year)
        wanted = [code for code in near if code.level == question.level]
        return _judgement(Verdict.MALFORMED, common | {"nearest": _listed(wanted)})
    below = [
        code
        for code in codes.in_force(question.year)
        if code.level == question.level and code.code.startswith(written)
    ]
    above = codes.find(written[: DIGITS[question.level]], question.year)
    near_by = below[:3] or ([above] if above else [])
    details = {"found_level": LEVELS[len(written)], "name": found.name, "nearest": _listed(near_by)}
    return _judgement(Verdict.WRONG_LEVEL, common | details)


def _not_in_force(
    codes: CodeList, rows: Sequence[Code], question: Question, common: dict[str, str]
) -> Judgement:
    """The code exists in other years only."""
    ended = [row for row in rows if row.until is not None and row.until < question.year]
    if not ended:
        details = {"name": rows[0].name, "since": str(rows[0].since)}
        return _judgement(Verdict.NOT_YET, common | details)
    last = ended[-1]
    ended_in = last.until or 0
    new = [code for code in codes.children(last.parent, question.year) if (code.since or 0) > ended_in]
    namesakes = codes.named(last.name, question.year)
    successors = [code for code in namesakes if code.level == last.level and code not in new]
    near = [*new, *successors][:3] or codes.nearest(last.code, question.year)
    details = {"name": last.name, "until": str(last.until), "nearest": _listed(near)}
    return _judgement(Verdict.ENDED, common | details)


def _about_known(codes: CodeList, code: Code, question: Question, common: dict[str, str]) -> list[Judgement]:
    common = common | {"name": code.name}
    judgements: list[Judgement] = []
    if code.certainty == "doubtful":
        judgements.append(_judgement(Verdict.DOUBTFUL, common))
    if question.budget in PUBLIC_BUDGETS and code.budgets and question.budget not in code.budgets:
        details = {"budget": question.budget, "budgets": "、".join(code.budgets)}
        judgements.append(_judgement(Verdict.WRONG_BUDGET, common | details))
    if question.name.strip() and plain_name(question.name) != plain_name(code.name):
        judgements.append(_about_name(codes, code, question, common))
    return judgements


def _about_name(codes: CodeList, code: Code, question: Question, common: dict[str, str]) -> Judgement:
    """The written name is not that of the code."""
    written = question.name.strip()
    namesakes = sorted(
        codes.named(written, question.year),
        key=lambda other: (other.parent != code.parent, other.level != code.level, other.code),
    )
    common = common | {"listed": str(code)}
    former = {plain_name(row.name) for row in codes.any_year(code.code)}
    if not namesakes or plain_name(written) in former:
        return _judgement(Verdict.NAME_DIFFERS, common)
    return _judgement(Verdict.OTHER_NAME, common | {"nearest": _listed(namesakes[:3])})


def _judgement(verdict: Verdict, details: dict[str, str]) -> Judgement:
    return Judgement(verdict, tuple(details.items()))


def _listed(codes: Sequence[Code]) -> str:
    return "、".join(str(code) for code in codes)
