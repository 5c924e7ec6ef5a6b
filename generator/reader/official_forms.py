"""The forms (绩效目标表) of a returned workbook: cells in which somebody typed over a formula.

Slots stand where they were issued, as nobody may insert rows there; one whose headings stand elsewhere is
told once instead of every cell of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.expression.block import Block
from generator.expression.excel import column_letters
from generator.expression.nodes import Constant, Expression
from generator.reader.official_cells import CellState, OfficialCell
from generator.reader.official_values import cell_text, difference, is_constant, plain, same, same_as_printed
from generator.reader.submission import Target
from generator.spreadsheet.raw_book import RawBook, RawSheet, RawValue
from generator.workbook.form_sheet import HEAD, PlacedForm
from generator.workbook.plan import WorkbookPlan


def typed_over(book: RawBook, plan: WorkbookPlan) -> Iterator[OfficialCell]:
    """The cells of forms that hold something else than a formula, against what the plan gives.

    Sheets that are gone or have another name are told elsewhere.

    Raises: PartError when the sheet of a form cannot be read.
    """
    sheets = {sheet.name: sheet for sheet in book.sheets}
    for placed in plan.forms:
        sheet = sheets.get(placed.sheet.name)
        if sheet is not None:
            sees_formulas = book.knows_formulas or bool(sheet.formulas)
            yield from _FormReader(plan, placed, sheet, sees_formulas).odd()


class _FormReader:
    """Compares the sheet of one form."""

    def __init__(self, plan: WorkbookPlan, placed: PlacedForm, sheet: RawSheet, sees_formulas: bool) -> None:
        self._plan, self._placed, self._name = plan, placed, sheet.name
        self._cells, self._formulas = sheet.cells, sheet.formulas
        self._sees_formulas = sees_formulas
        self._heads = {slot.head for slot in placed.slots}
        form, columns = placed.form, placed.columns
        self._stated = {
            (columns[column], HEAD + row): (
                form.label_of(row, column),
                form.unit if cell.is_amount else "",
            )
            for row, column, cell in form.placed()
            if not cell.label
        }
        """What the values of the head state, and the unit of amounts, by column and row of its block."""

    def odd(self) -> Iterator[OfficialCell]:
        """All cells that are not as they should be, slot by slot."""
        for slot in self._placed.slots:
            head, listed = (self._plan.book.blocks[name] for name in (slot.head, slot.indicators))
            if self._is_moved(head):
                yield self._cell(head, self._placed.columns[0], head.rows - 1, CellState.MISSING)
                continue
            for block in (head, listed):
                for column in self._placed.columns:
                    for row in range(block.rows):
                        state = self._state(block, column, row)
                        if state is not None:
                            yield self._cell(block, column, row, state)

    def _is_moved(self, head: Block) -> bool:
        """Whether none of the headings of a slot in use stands where it belongs.

        A formula without a value, as programs leave it that do not calculate, may be the right one.
        """
        row = head.rows - 1
        if self._plan.evaluation.column(head.name, self._placed.columns[0])[row] == "":
            return False
        for name in self._placed.columns:
            at = (head.top + row, head.columns[name].position)
            stored, expected = self._value(*at), self._plan.evaluation.column(head.name, name)[row]
            if same(stored, expected) or (stored in (None, "", 0) and at in self._formulas):
                return False
            if f'"{expected}"' in (self._formulas.get(at) or ""):  # its formula, with a stale value
                return False
            if self._is_uncomputed(stored, expected):
                return False
        return True

    def _is_uncomputed(self, stored: RawValue | None, expected: object) -> bool:
        """Whether a program that saves .xls may have left 0 for a text that it did not compute."""
        return not self._sees_formulas and stored == 0 and isinstance(expected, str)

    def _state(self, block: Block, column: str, row: int) -> CellState | None:
        """What became of a cell; None when it is as it should be."""
        at = (block.top + row, block.columns[column].position)
        formula, content = self._formulas.get(at), block.columns[column].at(row, block.rows)
        if formula is not None and (isinstance(content, Constant) or not is_constant(formula)):
            return None
        stored = self._value(*at)
        if not isinstance(content, Expression):
            return None if stored in (None, "") else CellState.SURPLUS
        expected = self._plan.evaluation.column(block.name, column)[row]
        if self._is_uncomputed(stored, expected):
            return None
        if same_as_printed(stored, expected):
            return CellState.EQUAL if self._sees_formulas and plain(expected) not in (None, "") else None
        return CellState.OVERWRITTEN if self._sees_formulas else CellState.DIFFERENT

    def _cell(self, block: Block, column: str, row: int, state: CellState) -> OfficialCell:
        position = block.columns[column].position
        stored = self._value(block.top + row, position)
        expected = self._plan.evaluation.column(block.name, column)[row]
        heading, unit = column, ""
        if block.name in self._heads:
            heading, unit = self._stated.get((column, row), ("", ""))
        return OfficialCell(
            state,
            Target(block.name, column, row),
            self._name,
            f"{column_letters(position)}{block.top + row + 1}",
            heading,
            cell_text(stored, unit),
            cell_text(plain(expected), unit),
            difference(stored, expected, unit),
        )

    def _value(self, row: int, column: int) -> RawValue | None:
        return self._cells.get(row, {}).get(column)
