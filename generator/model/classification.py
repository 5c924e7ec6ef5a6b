"""Dated lists of classification codes (政府收支分类科目).

One list holds every year: a row is in force (现行) from `since` to `until`, both included.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from pathlib import Path

from generator.model.list_file import (
    ListError,
    ListFault,
    ListRow,
    is_year,
    list_text,
    rows_of,
    year_faults,
)
from generator.model.wording import plain_code, plain_name

LEVELS = {3: "类", 5: "款", 7: "项"}
"""The level (级次) that a number of digits stands for."""

DIGITS = {level: digits for digits, level in LEVELS.items()}
CERTAINTIES = ("official", "seen", "known", "doubtful")

_HEADINGS = ("code", "name", "level", "parent", "since", "until", "certainty", "source")


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a classification (科目), in force from `since` to `until` (None: open).

    `budgets` names the budgets that may use it (empty: all). `certainty` is official (from the
    book that a bureau gave us), seen (in a document), known (general knowledge) or doubtful; `source`
    says where.
    """

    code: str
    name: str
    level: str
    parent: str
    budgets: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    certainty: str = "known"
    source: str = ""

    def in_force(self, year: int) -> bool:
        """Whether the code exists in that budget year.

        Example:
            >>> Code("21006", "中医药", "款", "210", until=2023).in_force(2024)
            False
        """
        return (self.since or year) <= year <= (self.until or year)

    def overlaps(self, other: Code) -> bool:
        """Whether there is a year in which both are in force."""
        since = max(self.since or 0, other.since or 0)
        return since <= min(self.until or 9999, other.until or 9999)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


@dataclass(frozen=True, eq=False)
class CodeList:
    """One book (科目表), for instance 支出功能分类 or 部门预算支出经济分类, with all its years."""

    book: str
    codes: tuple[Code, ...]
    _years: dict[int, _Year] = field(default_factory=dict, init=False, repr=False)

    def in_force(self, year: int) -> tuple[Code, ...]:
        """The codes of a year in order, each parent above its children: 201, 20101, 2010101."""
        return self._year(year).codes

    def find(self, code: str, year: int) -> Code | None:
        """The code as it stands in that year, or None."""
        return self._year(year).by_code.get(code)

    def any_year(self, code: str) -> tuple[Code, ...]:
        """Every dated row of a code, oldest first; empty for a code that never was."""
        return self._by_code.get(code, ())

    def named(self, name: str, year: int) -> tuple[Code, ...]:
        """The codes of a year that have this name; width of brackets and blanks do not count."""
        return self._year(year).by_name.get(plain_name(name), ())

    def classes(self, year: int) -> tuple[Code, ...]:
        """The 类 of a year, in order: the rows of the tables of income and expenditure."""
        return tuple(code for code in self.in_force(year) if code.level == "类")

    def children(self, code: str, year: int) -> tuple[Code, ...]:
        """The codes one level below, in order."""
        return self._year(year).children.get(code, ())

    def nearest(self, code_or_name: str, year: int, count: int = 3) -> tuple[Code, ...]:
        """The codes of the year that were probably meant, best first.

        A mistyped code is first looked for among the codes of its own 款, then among those that are one
        slip of the hand away; a name among the names.
        """
        digits = plain_code(code_or_name)
        if digits.isdecimal():
            return self._nearest_to_code(digits, year, count)
        return self._nearest_to_name(plain_name(code_or_name), year, count)

    def _nearest_to_code(self, digits: str, year: int, count: int) -> tuple[Code, ...]:
        codes = self._year(year)
        length = min(codes.lengths, key=lambda known: (abs(known - len(digits)), -known), default=0)
        siblings = [
            code
            for code in codes.children.get(digits[: length - 2], ())
            if length > 3 and code.code != digits
        ]
        best = _most_similar(digits, [(code.code, code) for code in siblings], 0.0)[:count]
        slips = {codes.by_code[slip] for slip in _one_slip(digits) if slip in codes.by_code}
        others = [(code.code, code) for code in slips.difference(best) if len(code.code) == length]
        return tuple([*best, *_most_similar(digits, others, 0.0)][:count])

    def _nearest_to_name(self, name: str, year: int, count: int) -> tuple[Code, ...]:
        if not name:
            return ()
        named = [(plain_name(code.name), code) for code in self.in_force(year)]
        return tuple(_most_similar(name, named, 0.5)[:count])

    def _year(self, year: int) -> _Year:
        if year not in self._years:
            self._years[year] = _Year.of(code for code in self.codes if code.in_force(year))
        return self._years[year]

    @cached_property
    def _by_code(self) -> dict[str, tuple[Code, ...]]:
        rows: dict[str, tuple[Code, ...]] = {}
        for code in sorted(self.codes, key=lambda code: code.since or 0):
            rows[code.code] = (*rows.get(code.code, ()), code)
        return rows


@dataclass(frozen=True, slots=True)
class _Year:
    """The codes of one year, ready to be looked up."""

    codes: tuple[Code, ...]
    by_code: dict[str, Code]
    by_name: dict[str, tuple[Code, ...]]
    children: dict[str, tuple[Code, ...]]
    lengths: frozenset[int]

    @classmethod
    def of(cls, codes: Iterable[Code]) -> _Year:
        ordered = tuple(sorted(codes, key=lambda code: code.code))
        by_name: dict[str, list[Code]] = defaultdict(list)
        children: dict[str, list[Code]] = defaultdict(list)
        for code in ordered:
            by_name[plain_name(code.name)].append(code)
            children[code.parent].append(code)
        return cls(
            ordered,
            {code.code: code for code in ordered},
            {name: tuple(named) for name, named in by_name.items()},
            {parent: tuple(below) for parent, below in children.items()},
            frozenset(len(code.code) for code in ordered),
        )


def _one_slip(digits: str) -> set[str]:
    """What somebody may have meant: one digit wrong, missing or too many, or two exchanged.

    Example:
        >>> {"21", "13", "2", "112"} <= _one_slip("12")
        True
    """
    places = range(len(digits))
    slips = {digits[:at] + digits[at + 1 :] for at in places}
    for digit in "0123456789":
        slips |= {digits[:at] + digit + digits[at + 1 :] for at in places}
        slips |= {digits[:at] + digit + digits[at:] for at in range(len(digits) + 1)}
    slips |= {digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in places[:-1]}
    return slips - {digits}


def _most_similar(word: str, candidates: Iterable[tuple[str, Code]], least: float) -> list[Code]:
    """The candidates by likeness to `word`; those below `least` are left out."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(word)
    scored: list[tuple[float, str, Code]] = []
    for written, code in candidates:
        matcher.set_seq1(written)
        if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
            continue
        score = matcher.ratio()
        if score >= least:
            scored.append((-score, code.code, code))
    return [code for _, _, code in sorted(scored, key=lambda entry: entry[:2])]


def load_code_list(path: Path, book: str) -> CodeList:
    """Read one book from a CSV file.

    Shape:   columns code, name, level, parent, since, until, certainty, source and, for function
             codes, budgets (joined by ";").
    Raises:  ListError, naming every wrong line of the file at once; OSError.
    """
    return _code_list(list_text(path), path.name, book)


@lru_cache(maxsize=16)
def _code_list(text: str, file: str, book: str) -> CodeList:
    """The same text is read once, however many years use it."""
    faults: list[ListFault] = []
    dated: list[tuple[int, Code]] = []
    for row in rows_of(text, file, _HEADINGS, optional=("budgets",)):
        code = _code(row)
        wrong = _row_faults(row)
        faults += [ListFault(file, row.line, found, expected) for found, expected in wrong]
        dated.append((row.line, code))
    faults += _list_faults(file, dated)
    if faults:
        raise ListError(sorted(faults, key=lambda fault: fault.line))
    return CodeList(book, tuple(code for _, code in dated))


def _code(row: ListRow) -> Code:
    return Code(
        row["code"],
        row["name"],
        row["level"],
        row["parent"],
        tuple(budget for budget in row["budgets"].split(";") if budget),
        int(row["since"]) if is_year(row["since"]) else None,
        int(row["until"]) if is_year(row["until"]) else None,
        row["certainty"],
        row["source"],
    )


def _row_faults(row: ListRow) -> list[tuple[str, str]]:
    """What is wrong with a row by itself: (found, expected)."""
    wrong: list[tuple[str, str]] = []
    code, level = row["code"], row["level"]
    if not (code.isascii() and code.isdigit() and len(code) in LEVELS):
        wrong.append((f"code {code!r}", "3, 5 or 7 digits"))
    elif LEVELS[len(code)] != level:
        wrong.append((f"level {level!r}", f"{LEVELS[len(code)]} for a code of {len(code)} digits"))
    elif row["parent"] != (code[:-2] if len(code) > 3 else ""):
        wrong.append((f"parent {row['parent']!r}", f"{code[:-2] if len(code) > 3 else 'blank'}"))
    if not row["name"]:
        wrong.append(("no name", "the name of the code"))
    wrong += year_faults(row)
    if row["certainty"] not in CERTAINTIES:
        wrong.append((f"certainty {row['certainty']!r}", " or ".join(CERTAINTIES)))
    return wrong


def _list_faults(file: str, rows: Sequence[tuple[int, Code]]) -> list[ListFault]:
    """What is wrong between rows: a code twice in one year, a code without its parent."""
    faults: list[ListFault] = []
    by_code: dict[str, list[tuple[int, Code]]] = defaultdict(list)
    for line, code in rows:
        for earlier, other in by_code[code.code]:
            if code.overlaps(other):
                found = f"{code} again"
                expected = f"other years than line {earlier} ({other})"
                faults.append(ListFault(file, line, found, expected))
        by_code[code.code].append((line, code))
    for line, code in rows:
        if code.parent and not any(code.overlaps(above) for _, above in by_code[code.parent]):
            found = f"{code} without {code.parent}"
            faults.append(ListFault(file, line, found, f"a row {code.parent} in the same years"))
    return faults
