"""A difference in a few lines: both sides, how much of everything changed, and what the totals became."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.difference.comparison import Difference, Side
from generator.difference.entries import LedgerDifference
from generator.difference.matching import Happening
from generator.difference.registers import RegisterDifference
from generator.difference.said import Entered, gain, money, unit_happening
from generator.difference.words import HAPPENINGS, REGISTER_HAPPENINGS, SECTIONS, UNIT_HAPPENINGS, say
from generator.messages import Language


def sides(difference: Difference, language: Language) -> Iterator[str]:
    """What is compared, and what of it could not take part."""
    both = {"before": difference.before, "after": difference.after}
    for word, side in both.items():
        yield f"{say(word, language)}  {side.name}  {_department(side, language)}"
    for side in both.values():
        if side.left_out:
            sheets = [
                say("sheet_rows", language, sheet=sheet, count=count)
                for sheet, count in side.left_out.items()
            ]
            listed = say("listed", language).join(sheets)
            count = sum(side.left_out.values())
            yield say("left_out", language, name=side.name, count=count, sheets=listed)
        if side.missing:
            yield say("missing", language, name=side.name, sheets=say("listed", language).join(side.missing))
    before, after = difference.years
    if before != after:
        yield say("years", language, before=before, after=after)


def totals(difference: Difference, language: Language) -> Iterator[str]:
    """How many lines, units, tables and checks changed; the totals, and the check code."""
    if difference.is_empty:
        yield say("equal" if difference.is_certain else "equal_as_read", language)
    for name, ledger in difference.entries.ledgers.items():
        if ledger.changes or name != "previous":
            yield from _ledger(name, ledger, language)
    code = _check_code(difference.check_codes, language)
    if difference.is_empty:
        yield code
        return
    yield from _department_totals(difference, language)
    tables = [table.table.table for table in difference.changed_tables]
    if tables:
        yield say("tables", language, count=len(tables), tables=say("listed", language).join(tables))
    else:
        yield say("no_tables", language)
    checks = say("checks" if difference.checks else "no_checks", language, count=len(difference.checks))
    yield say("then", language).join((checks, code))


def _department(side: Side, language: Language) -> str:
    department = side.department
    named = department.name
    if department.code:
        named = say("named", language, name=department.name, code=department.code)
    return say("side", language, department=named, year=department.year)


def _ledger(name: str, ledger: LedgerDifference[Entered], language: Language) -> Iterator[str]:
    """What became of a list; lines that differ in words only are told apart."""
    section = SECTIONS[name][language]
    before, after = (money(fen, language) for fen in (ledger.before_fen, ledger.after_fen))
    total = say("total", language, section=section, amount=after)
    if ledger.fen:
        change = gain(ledger.fen)
        total = say("total_changed", language, section=section, before=before, after=after, change=change)
    counts = dict(ledger.counts)
    apart = counts.pop(Happening.APART, 0)
    if counts:
        told = _counted({HAPPENINGS[word][language]: counts.get(word, 0) for word in HAPPENINGS}, language)
        lines = sum(counts.values())
        yield say("lines", language, section=section, count=lines, counts=told, total=total)
    else:
        yield say("no_lines", language, section=section, total=total)
    if apart:
        yield say("apart", language, section=section, count=apart)


def _department_totals(difference: Difference, language: Language) -> Iterator[str]:
    facts, units = difference.entries.facts, difference.entries.units
    if facts:
        yield say("facts", language, count=len(facts))
    if units.changes:
        happened = [unit_happening(pair) for pair in units.changes]
        counts = {words[language]: happened.count(word) for word, words in UNIT_HAPPENINGS.items()}
        yield say("units", language, count=len(happened), counts=_counted(counts, language))
    if units.reordered:
        yield say("units_reordered", language)
    for each in difference.entries.registers:
        yield from _register(each, language)


def _register(difference: RegisterDifference, language: Language) -> Iterator[str]:
    section = difference.register.sheet
    if difference.changes:
        counts = {REGISTER_HAPPENINGS[word][language]: count for word, count in difference.counts.items()}
        told, count = _counted(counts, language), len(difference.changes)
        yield say("register", language, section=section, count=count, counts=told)
    if difference.reordered:
        yield say("register_reordered", language, section=section)


def _check_code(codes: tuple[str, str], language: Language) -> str:
    before, after = codes
    if before == after:
        return say("check_code", language, code=after)
    return say("check_code_changed", language, before=before, after=after)


def _counted(counts: Mapping[str, int], language: Language) -> str:
    told = [say("counted", language, word=word, count=count) for word, count in counts.items() if count]
    return say("and", language).join(told)
