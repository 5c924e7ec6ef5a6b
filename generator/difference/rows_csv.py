"""A difference as a list for spreadsheets: one row for each field, table cell and verdict that changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.difference.comparison import Difference
from generator.difference.entries import LedgerDifference
from generator.difference.matching import FEN, Change
from generator.difference.registers import RegisterDifference, RowHappening
from generator.difference.said import (
    Entered,
    exact,
    field_changes,
    line_words,
    register_fields,
    register_key,
    unit_fields,
    unit_happening,
    unit_words,
)
from generator.difference.tables import TableDifference
from generator.difference.units import UnitPair
from generator.difference.words import (
    COLUMNS,
    FIELDS,
    HAPPENINGS,
    REGISTER_HAPPENINGS,
    ROW_HAPPENINGS,
    SECTIONS,
    UNIT_HAPPENINGS,
    YUAN,
    say,
)
from generator.formula_guard import begins_like_formula
from generator.messages import Language
from generator.model.amount import yuan
from generator.model.budget import RegisterEntry
from generator.reply.csv_text import csv_text
from generator.reply.printable import one_line


def difference_csv(difference: Difference, language: Language = "zh") -> str:
    """A difference to be opened in a spreadsheet.

    Shape:   the columns of `words.COLUMNS`. The total of each list and table stands before its rows,
             changed or not. Amounts are whole, without separators; one that is not there is blank. Text
             that begins like a formula has an apostrophe before it.
    """
    rows = _Rows(difference, language).all()
    return csv_text([[column[language] for column in COLUMNS], *(row.cells() for row in rows)])


@dataclass(frozen=True, slots=True)
class _Row:
    """One row. `before` and `after` are texts or amounts; `gain` is what an amount gained in `measure`."""

    part: str
    happening: str
    of: str
    field: str
    before: str | Decimal | None = None
    after: str | Decimal | None = None
    gain: Decimal | None = None
    measure: str = ""
    rows: tuple[str, str] = ("", "")

    def cells(self) -> list[str]:
        texts = (
            self.part,
            self.happening,
            self.of,
            self.field,
            self.before,
            self.after,
            self.gain,
            self.measure,
        )
        return [*map(_cell, texts), *self.rows]


class _Rows:
    """The rows of one difference."""

    def __init__(self, difference: Difference, language: Language) -> None:
        self.difference = difference
        self.language = language
        self.layouts = difference.before.layout, difference.after.layout

    def all(self) -> Iterator[_Row]:
        entries = self.difference.entries
        for name, ledger in entries.ledgers.items():
            yield from self._ledger(SECTIONS[name][self.language], ledger)
        changed = UNIT_HAPPENINGS["changed"][self.language]
        facts, units, checks = (SECTIONS[name][self.language] for name in ("facts", "units", "checks"))
        for fact in entries.facts:
            yield _Row(facts, changed, "", FIELDS[fact.fact][self.language], fact.before, fact.after)
        for pair in entries.units.changes:
            yield from self._unit(units, pair)
        if entries.units.reordered:
            yield _Row(units, changed, "", say("order", self.language))
        for register in entries.registers:
            yield from self._register(register)
        for table in self.difference.changed_tables:
            yield from self._table(table)
        for check in self.difference.checks:
            before, after = (each.verdict.value if each else None for each in (check.before, check.after))
            told = f"{check.id} {check.result.sentence(self.language)}"
            yield _Row(checks, changed, told, say("verdict", self.language), before, after)

    def _ledger(self, part: str, ledger: LedgerDifference[Entered]) -> Iterator[_Row]:
        total, measure = say("sum", self.language), YUAN[self.language]
        amounts = yuan(ledger.before_fen), yuan(ledger.after_fen), yuan(ledger.fen)
        yield _Row(part, total, "", FIELDS[FEN][self.language], *amounts, measure)
        for change in ledger.changes:
            yield from self._line(part, change)

    def _line(self, part: str, change: Change[Entered]) -> Iterator[_Row]:
        """The amount of a line that is new, gone or has another; then every other field that changed."""
        happening = HAPPENINGS[change.happening][self.language]
        of = line_words(change, self.layouts, self.language)
        before, after = change.before, change.after
        rows = _row_number(before), _row_number(after)
        if FEN in change.differs or not change.differs:
            amounts = _amount(before), _amount(after), yuan(change.fen)
            field, measure = FIELDS[FEN][self.language], YUAN[self.language]
            yield _Row(part, happening, of, field, *amounts, measure, rows)
        for name, old, new in field_changes(change):
            yield _Row(part, happening, of, FIELDS[name][self.language], old, new, rows=rows)

    def _unit(self, part: str, pair: UnitPair) -> Iterator[_Row]:
        """A unit that is new or gone; of one that changed every field."""
        happening = UNIT_HAPPENINGS[unit_happening(pair)][self.language]
        unit = unit_words(pair)
        if not pair.differs:
            yield _Row(part, happening, unit, "")
        for name, before, after in unit_fields(pair):
            yield _Row(part, happening, unit, FIELDS[name][self.language], before, after)

    def _register(self, difference: RegisterDifference) -> Iterator[_Row]:
        """A row of a register that is new or gone; of one that changed every field."""
        part = difference.register.sheet
        for change in difference.changes:
            happening = REGISTER_HAPPENINGS[change.happening][self.language]
            of = register_key(difference, change)
            rows = _row_number(change.before), _row_number(change.after)
            if not change.differs:
                yield _Row(part, happening, of, "", rows=rows)
            for field, before, after in register_fields(difference, change, self.language):
                yield _Row(part, happening, of, field, before, after, rows=rows)
        if difference.reordered:
            changed = REGISTER_HAPPENINGS[RowHappening.CHANGED][self.language]
            yield _Row(part, changed, "", say("order", self.language))

    def _table(self, table: TableDifference) -> Iterator[_Row]:
        name, measure = table.table.table, table.table.unit
        total = say("sum", self.language)
        for each in table.totals:
            cell = each.cell
            yield _Row(name, total, each.label, cell.heading, cell.before, cell.after, cell.change, measure)
        for row in table.rows:
            happening = ROW_HAPPENINGS[row.happening][self.language]
            if not row.cells or row.is_renamed:
                field = FIELDS["name"][self.language]
                yield _Row(name, happening, row.label, field, row.before, row.after)
            for cell in row.cells:
                before = cell.before if row.before else None
                after = cell.after if row.after else None
                yield _Row(name, happening, row.label, cell.heading, before, after, cell.change, measure)


def _row_number(entry: Entered | RegisterEntry | None) -> str:
    return str(entry.origin.row or "") if entry else ""


def _amount(entry: Entered | None) -> Decimal | None:
    return None if entry is None or entry.fen is None else yuan(entry.fen)


def _cell(value: str | Decimal | None) -> str:
    """Amounts as they are; texts on one line, and never a formula."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return exact(value)
    line = one_line(value)
    return f"'{line}" if begins_like_formula(line) else line
