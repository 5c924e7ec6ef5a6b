"""The official tables of a returned workbook against what the entries give, cell by cell, three ways:
our value, the stored value, the presence of the formula.

Rows are matched in their order; where formulas are gone or broken, by the texts that head them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from generator.expression.excel import FormulaWriter, column_letters
from generator.expression.habits import Fault
from generator.expression.nodes import Expression, Value
from generator.layout import schema
from generator.reader.official_cells import CellState, OfficialCell, OfficialTable
from generator.reader.official_figures import Figures, Labels, OfficialBlock, figures_of, official_blocks
from generator.reader.official_values import (
    cell_text,
    difference,
    is_constant,
    label,
    plain,
    same,
    same_as_printed,
    shape,
    shows,
)
from generator.reader.places import Located, Places
from generator.reader.submission import Target
from generator.spreadsheet.raw_book import ErrorValue, RawBook, RawSheet, RawValue, shown
from generator.workbook import naming
from generator.workbook.check_code import CODE_LINE
from generator.workbook.plan import WorkbookPlan

GONE = "#REF!"
"""What stands in a formula instead of a cell that was deleted."""
_OUTDATED = (CellState.STALE, CellState.CHANGED, CellState.DIFFERENT)
"""Cells that show something else than expected, though nobody need have typed over them."""


class OfficialReader:
    """Compares the official tables of one workbook with a plan of what was typed in it.

    Where the workbook's own formulas understand less than we do, `read` are the figures of the entries
    as we read them: a cell that shows these is as good, and these are what is expected.
    """

    def __init__(
        self, book: RawBook, places: Places, plan: WorkbookPlan, read: Mapping[str, Figures] | None = None
    ) -> None:
        self.book, self.places, self.plan, self.read = book, places, plan, read or {}
        self.formulas = FormulaWriter(plan.book)

    def tables(self) -> dict[str, OfficialTable]:
        """Every block of the official tables that is in the file."""
        return {
            block.name: _TableReader(self, block, located).read()
            for block in official_blocks(self.plan.layout)
            if (located := self.places.blocks.get(block.name)) is not None
        }


class _TableReader:
    """Compares one block."""

    def __init__(self, reader: OfficialReader, block: OfficialBlock, located: Located) -> None:
        self.reader, self.located, self.unit = reader, located, block.unit
        self.block = reader.plan.book.blocks[block.name]
        self.sheet: RawSheet = reader.book.sheets[located.sheet]
        self.leaves = [leaf for leaf in block.leaves if leaf.name in located.columns]
        self.heads = [leaf.name for leaf in self.leaves if leaf.shows is not None]
        own = figures_of(reader.plan, block)
        self.counted = Figures(own.values, own.used, tuple(self.heads))
        read = reader.read.get(block.name)
        self.as_read = None if read is None else Figures(read.values, read.used, tuple(self.heads))
        self.sees_formulas = reader.book.knows_formulas or bool(self.sheet.formulas)
        """Whether a cell without a formula is one whose formula is gone."""
        seen, known = [located.columns[leaf.name] for leaf in self.leaves], set(located.columns.values())
        self.inserted = [column for column in range(min(seen), max(seen)) if column not in known]
        """Columns that somebody put into the table."""

    def read(self) -> OfficialTable:
        """Compare with what the sheet counts, or with what we read where that alone can be meant."""
        lying = self._lying_rows()
        rows = self._matched(lying, self.counted)
        read_rows = rows if self.as_read is None else self._matched(lying, self.as_read)
        self.figures, self.other, shown_rows = self.counted, self.as_read, rows
        if self.as_read is not None and self._shows(lying, self.as_read):
            self.figures, self.other, shown_rows = self.as_read, self.counted, read_rows
        odd: list[OfficialCell] = []
        for row in range(self.figures.used):
            if row in shown_rows:
                odd += self._row(row, shown_rows[row])
            elif any(shows(self.figures.values[leaf.name][row]) for leaf in self.leaves):
                odd.append(self._missing(row))
        taken = set(shown_rows.values())
        odd += [cell for row in lying if row not in taken for cell in self._surplus(row)]
        odd += [cell for row in lying for cell in self._between(row)]
        return OfficialTable(tuple(odd), rows, read_rows)

    def _shows(self, lying: Sequence[int], figures: Figures) -> bool:
        """Whether these figures are what the table shows, or ought to: no formula in it counts anything."""
        columns = self.located.columns.values()
        if self.sees_formulas and not any(
            (row, column) in self.sheet.formulas for row in lying for column in columns
        ):
            return True
        labels = [self._labels(row) for row in lying[: figures.used]]
        return labels == figures.labels and labels != self.counted.labels

    def _lying_rows(self) -> list[int]:
        """The rows of the file's table that hold a formula or something to see, in order."""
        columns = [self.located.columns[leaf.name] for leaf in self.leaves]
        marked = self.reader.places.marked_rows.get(self.located.sheet, frozenset())
        lying = []
        for row in range(self.located.top, self.located.bottom + 1):
            cells = self.sheet.cells.get(row, {})
            if row not in marked and any(
                (row, column) in self.sheet.formulas or cells.get(column) not in (None, "")
                for column in columns
            ):
                lying.append(row)
        return lying

    def _matched(self, lying: Sequence[int], figures: Figures) -> dict[int, int]:
        """Which row of the file shows which row of the block."""
        own, theirs = figures.labels, [self._labels(row) for row in lying]
        in_order = dict(zip(range(figures.used), lying, strict=False))
        if own == theirs[: figures.used] or self._recalculates(in_order, figures, lying):
            return in_order
        printed = [row for row in lying if self._is_printed(row)]
        found: dict[int, int] = {}
        matcher = SequenceMatcher(None, own, [self._labels(row) for row in printed], autojunk=False)
        for kind, start, end, other, other_end in matcher.get_opcodes():
            if kind in ("equal", "replace"):
                found.update(zip(range(start, end), printed[other:other_end], strict=False))
        return found

    def _recalculates(self, in_order: Mapping[int, int], figures: Figures, lying: Sequence[int]) -> bool:
        """Whether the rows of a growing table would be right, in their order, once recalculated."""
        if naming.KEY not in self.block.columns or not self.sees_formulas or len(lying) < figures.used:
            return False
        columns = self.located.columns.values()
        formulas = [
            [self.sheet.formulas[row, column] for column in columns if (row, column) in self.sheet.formulas]
            for row in in_order.values()
        ]
        return all(formulas) and not any(GONE in each for row in formulas for each in row)

    def _labels(self, row: int) -> Labels:
        """The labels of a row of the file."""
        cells = self.sheet.cells.get(row, {})
        return tuple(label(shown(cells.get(self.located.columns[name]))) for name in self.heads)

    def _is_printed(self, row: int) -> bool:
        """Whether a row shows something, and not the check code."""
        values = [self.sheet.value(row, self.located.columns[leaf.name]) for leaf in self.leaves]
        return any(value not in (None, "") for value in values) and not any(
            isinstance(value, str) and value.startswith(CODE_LINE) for value in values
        )

    def _row(self, row: int, lying: int) -> Iterator[OfficialCell]:
        for leaf in self.leaves:
            stored = self.sheet.value(lying, self.located.columns[leaf.name])
            expected = self.figures.values[leaf.name][row]
            state, formula = self._state(leaf, row, lying, stored, expected)
            if state is None:
                continue
            if self.other is not None:
                state, expected = self._read_otherwise(leaf, row, state, stored, expected)
            if state is not None:
                yield self._cell(state, leaf, row, lying, stored, expected, formula)

    def _read_otherwise(
        self,
        leaf: schema.Heading,
        row: int,
        state: CellState,
        stored: RawValue | None,
        expected: Value | Fault,
    ) -> tuple[CellState | None, Value | Fault]:
        """What became of a cell that the sheet and we count differently, and what we expect in it: a
        formula may show either, a value has to be ours.
        """
        other = self._other(leaf, row)
        if other is None:
            return state, expected
        read = other if self.figures is self.counted else expected
        if state in (CellState.EQUAL, CellState.OVERWRITTEN):
            return (CellState.EQUAL if same_as_printed(stored, read) else CellState.OVERWRITTEN), read
        return (None if state in _OUTDATED and same(stored, other) else state), read

    def _other(self, leaf: schema.Heading, row: int) -> Value | Fault | None:
        """The other reading of a cell: of the row with the same labels."""
        at = None if self.other is None else self.other.by_labels.get(self.figures.labels[row])
        return None if at is None or self.other is None else self.other.values[leaf.name][at]

    def _content(self, leaf: schema.Heading, row: int) -> object:
        """What stands in a cell of a fresh workbook; rows beyond the plan are as its last one."""
        return self.block.columns[leaf.name].at(min(row, self.block.rows - 1), self.block.rows)

    def _formula(self, leaf: schema.Heading, row: int) -> str:
        """The formula that ought to stand in a cell, without the sign =; "" where none ought to."""
        content = self._content(leaf, row)
        if not isinstance(content, Expression):
            return ""
        return self.reader.formulas.formula(content, self.block, row).removeprefix("=")

    def _state(
        self, leaf: schema.Heading, row: int, lying: int, stored: RawValue | None, expected: Value | Fault
    ) -> tuple[CellState | None, str]:
        """What became of the cell, with the formula that stands there; None when it is as it should be."""
        formula = self.sheet.formulas.get((lying, self.located.columns[leaf.name]))
        state: CellState | None = None
        if formula and GONE in formula:
            state = CellState.BROKEN
        elif isinstance(stored, ErrorValue):
            state = CellState.FAULTY
        elif formula is None or is_constant(formula):
            state = self._without_formula(leaf, row, stored, expected)
        elif not same(stored, expected):
            state = self._with_formula(leaf, row, formula, stored)
        return state, formula or ""

    def _without_formula(
        self, leaf: schema.Heading, row: int, stored: RawValue | None, expected: Value | Fault
    ) -> CellState | None:
        if not self.sees_formulas:
            return None if same_as_printed(stored, expected) else CellState.DIFFERENT
        if not same_as_printed(stored, expected):
            return CellState.OVERWRITTEN
        is_lost = isinstance(self._content(leaf, row), Expression) and plain(expected) not in (None, "")
        return CellState.EQUAL if is_lost or not same(stored, expected) else None

    def _with_formula(
        self, leaf: schema.Heading, row: int, formula: str, stored: RawValue | None
    ) -> CellState:
        """Of a cell with another value than expected."""
        own = self._formula(leaf, row)
        is_own = not formula or stored is None or shape(formula) == shape(own)
        return CellState.STALE if is_own else CellState.CHANGED

    def _cell(
        self,
        state: CellState,
        leaf: schema.Heading,
        row: int,
        lying: int,
        stored: RawValue | None,
        expected: Value | Fault,
        formula: str = "",
    ) -> OfficialCell:
        unit = self.unit if leaf.shows is None else ""
        own = self._formula(leaf, row) if state in (CellState.CHANGED, CellState.BROKEN) else ""
        return OfficialCell(
            state,
            Target(self.block.name, leaf.name, row),
            self.sheet.name,
            f"{column_letters(self.located.columns[leaf.name])}{lying + 1}",
            leaf.heading,
            cell_text(stored, unit),
            cell_text(plain(expected), unit),
            difference(stored, expected, unit),
            formula,
            own,
        )

    def _missing(self, row: int) -> OfficialCell:
        """A row that the file does not have; it is told by its labels and its first amount."""
        values = self.figures.values
        amount = next((leaf for leaf in self.leaves if leaf.shows is None), self.leaves[-1])
        labels = " ".join(
            text for name in self.heads if (text := str(plain(values[name][row]) or "").strip())
        )
        expected = cell_text(plain(values[amount.name][row]), self.unit)
        target = Target(self.block.name, amount.name, row)
        return OfficialCell(CellState.MISSING, target, self.sheet.name, "", amount.heading, labels, expected)

    def _surplus(self, lying: int) -> Iterator[OfficialCell]:
        """What stands in a row that shows nothing in ours; the check code belongs there."""
        read = None if self.other is None else self.other.by_labels.get(self._labels(lying))
        for leaf in self.leaves:
            column = self.located.columns[leaf.name]
            stored, formula = self.sheet.value(lying, column), self.sheet.formulas.get((lying, column))
            if (
                read is not None
                and self.other is not None
                and same(stored, self.other.values[leaf.name][read])
            ):
                continue
            state = CellState.SURPLUS if formula is None else CellState.STALE
            if formula and GONE in formula:
                state = CellState.BROKEN
            elif isinstance(stored, ErrorValue):
                state = CellState.FAULTY
            elif stored in (None, "") or stored == 0 or shown(stored).startswith(CODE_LINE):
                continue
            row = min(self.figures.used, self.block.rows - 1)
            yield self._cell(state, leaf, row, lying, stored, "", formula or "")

    def _between(self, lying: int) -> Iterator[OfficialCell]:
        """What stands in columns that were inserted into the table."""
        for column in self.inserted:
            value = self.sheet.value(lying, column)
            if value not in (None, ""):
                cell, target = f"{column_letters(column)}{lying + 1}", Target(self.block.name, "", 0)
                state, stored = CellState.SURPLUS, cell_text(value, "")
                yield OfficialCell(state, target, self.sheet.name, cell, "", stored, cell_text("", ""))
