"""A difference as text for a terminal: totals first, then every fact, unit, line, table row and check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from generator.difference.comparison import CheckChange, Difference
from generator.difference.entries import LedgerDifference
from generator.difference.matching import Change
from generator.difference.registers import RegisterChange, RegisterDifference
from generator.difference.said import (
    Entered,
    field_words,
    gain,
    line_words,
    money,
    printed,
    printed_gain,
    register_fields,
    register_key,
    unit_fields,
    unit_happening,
    unit_words,
    where_they_part,
)
from generator.difference.summary import sides, totals
from generator.difference.tables import RowChange, RowHappening, TableDifference
from generator.difference.units import UnitPair
from generator.difference.words import (
    HAPPENINGS,
    REGISTER_HAPPENINGS,
    ROW_HAPPENINGS,
    SECTIONS,
    UNIT_HAPPENINGS,
    YUAN,
    say,
)
from generator.messages import Language
from generator.reply.printable import one_line

_GAP = "  "
_AMOUNTS = 3
"""Amount before, amount after, change: the columns that end in line."""


def difference_text(difference: Difference, language: Language = "zh") -> str:
    """A difference in words.

    Shape:   both sides; what became of each list, the tables and the checks; then the details of all
             that changed. Amounts stand before the words, so that they are in line at any width. Lines
             end in a line break, and no sign of a file can move the cursor.
    """
    details = _Details(difference, language).paragraphs()
    paragraphs = [list(sides(difference, language)), list(totals(difference, language)), *details]
    return "\n\n".join("\n".join(map(one_line, lines)) for lines in paragraphs) + "\n"


class _Details:
    """Everything that changed, paragraph by paragraph."""

    def __init__(self, difference: Difference, language: Language) -> None:
        self.difference = difference
        self.language = language
        self.layouts = difference.before.layout, difference.after.layout

    def paragraphs(self) -> Iterator[list[str]]:
        entries = self.difference.entries
        if entries.facts:
            facts = (field_words(each.fact, each.before, each.after, self.language) for each in entries.facts)
            yield [self._heading("facts"), *(_GAP + fact for fact in facts)]
        if entries.units.changes:
            yield [self._heading("units"), *map(self._unit, entries.units.changes)]
        for name, ledger in entries.ledgers.items():
            if ledger.changes:
                yield list(self._lines(name, ledger))
        for register in entries.registers:
            if register.changes:
                yield list(self._register(register))
        for table in self.difference.changed_tables:
            yield list(self._table(table))
        if self.difference.checks:
            yield [self._heading("checks"), *map(self._check, self.difference.checks)]

    def _say(self, name: str, **values: object) -> str:
        return say(name, self.language, **values)

    def _heading(self, name: str, measure: str = "") -> str:
        section = SECTIONS[name][self.language]
        return self._say(
            "heading", section=self._say("in", what=section, measure=measure) if measure else section
        )

    def _unit(self, pair: UnitPair) -> str:
        happening = UNIT_HAPPENINGS[unit_happening(pair)][self.language]
        changes = [field_words(*field, self.language) for field in unit_fields(pair)]
        told = (happening, unit_words(pair), self._say("then").join(changes))
        return _GAP + _GAP.join(filter(None, told))

    def _lines(self, name: str, ledger: LedgerDifference[Entered]) -> Iterator[str]:
        """The lines of a list by what happened to them."""
        yield self._heading(name, YUAN[self.language])
        for happening, words in HAPPENINGS.items():
            changes = [change for change in ledger.changes if change.happening is happening]
            if changes:
                yield _GAP + self._say("lines_of", word=words[self.language], count=len(changes))
                heads = ("amount_before", "amount_after", "change", "rows", "line")
                rows = [[self._say(head) for head in heads], *map(self._line, changes)]
                yield from (_GAP * 2 + row for row in in_line(rows, _AMOUNTS + 1))

    def _line(self, change: Change[Entered]) -> list[str]:
        before, after = (
            "" if entry is None else money(entry.fen, self.language)
            for entry in (change.before, change.after)
        )
        rows = [str(entry.origin.row or "") if entry else "" for entry in (change.before, change.after)]
        at = "→".join(rows) if any(rows) else ""
        return [before, after, gain(change.fen), at, line_words(change, self.layouts, self.language)]

    def _register(self, difference: RegisterDifference) -> Iterator[str]:
        """The rows of a register by what happened to them."""
        yield self._say("heading", section=difference.register.sheet)
        for happening, words in REGISTER_HAPPENINGS.items():
            changes = [change for change in difference.changes if change.happening is happening]
            if changes:
                yield _GAP + self._say("lines_of", word=words[self.language], count=len(changes))
                yield from (_GAP * 2 + self._register_row(difference, change) for change in changes)

    def _register_row(self, difference: RegisterDifference, change: RegisterChange) -> str:
        nothing = self._say("nothing")
        told = [where_they_part(register_key(difference, change), "")[0]]
        for field, *both in register_fields(difference, change, self.language):
            before, after = where_they_part(*both)
            told.append(
                self._say("field_became", field=field, before=before or nothing, after=after or nothing)
            )
        return self._say("then").join(told)

    def _table(self, table: TableDifference) -> Iterator[str]:
        yield self._table_heading(table)
        if table.before is None or table.after is None:
            yield _GAP + self._say("table_added" if table.before is None else "table_removed")
        elif not table.rows_before or not table.rows_after:
            yield _GAP + self._say("no_longer_empty" if table.rows_after else "became_empty")
        heads = [self._say(head) for head in ("amount_before", "amount_after", "change", "row_and_column")]
        rows = [heads, *(cells for row in table.rows for cells in self._row(row))]
        yield from (_GAP + row for row in in_line(rows, _AMOUNTS))

    def _table_heading(self, table: TableDifference) -> str:
        shown = table.table
        titled = self._say("in", what=f"{shown.table} {shown.title}", measure=shown.unit)
        parts = []
        for total in table.totals:
            before, after = printed(total.cell.before), printed(total.cell.after)
            change = printed_gain(total.cell.change)
            told = self._say("moved", before=before, after=after, change=change) if change else after
            parts.append(f"{total.label} {told}")
        heading = self._say("heading", section=titled)
        return self._say("after_heading", heading=heading, what=self._say("then").join(parts))

    def _row(self, row: RowChange) -> Iterator[list[str]]:
        """The amounts of a row that changed; one line for a row without any."""
        label = row.label
        if row.is_renamed:
            label = self._say("became", before=row.before, after=row.after)
        if row.happening is not RowHappening.CHANGED:
            label = self._say("told", word=ROW_HAPPENINGS[row.happening][self.language], what=label)
        for cell in row.cells:
            yield [
                printed(cell.before) if row.before else "",
                printed(cell.after) if row.after else "",
                printed_gain(cell.change),
                self._say("cell", row=label, column=cell.heading),
            ]
        if not row.cells:
            yield ["", "", "", label]

    def _check(self, change: CheckChange) -> str:
        verdicts = (each.verdict if each else self._say("no_check") for each in (change.before, change.after))
        before, after = verdicts
        became = self._say("became", before=before, after=after)
        return _GAP + _GAP.join((change.id, became, change.result.sentence(self.language)))


def in_line(rows: Sequence[Sequence[str]], right: int) -> Iterator[str]:
    """Rows as lines: the first `right` columns end in line, the others follow as they are.

    Chinese signs are two columns wide.

    Example:
        >>> list(in_line([["原数", "明细"], ["1.00", "甲"], ["10.00", "乙"]], 1))
        [' 原数  明细', ' 1.00  甲', '10.00  乙']
    """
    widths = [max(cell_len(row[place]) for row in rows) for place in range(right)]
    for row in rows:
        padded = [" " * (width - cell_len(cell)) + cell for cell, width in zip(row, widths, strict=False)]
        yield _GAP.join([*padded, *row[right:]])
