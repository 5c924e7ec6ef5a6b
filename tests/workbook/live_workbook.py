"""A written workbook that a person has open: type into cells, see what the formulas make of it.

The formulas are computed by IronCalc from the file alone. Our own engine can be told the same, so
that the two can be compared while things are wrong.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import ironcalc

from generator.expression.block import Block, Book, Column
from generator.expression.evaluate import Evaluation
from generator.expression.excel import column_letters
from generator.workbook import naming
from generator.workbook.plan import WorkbookPlan
from generator.workbook.writer import write_workbook
from tests.oracles.aliases import renamed
from tests.oracles.bare_copy import spelled_out, stand_ins, write_bare_copy
from tests.oracles.package import Package
from tests.oracles.stored import Fault, StoredCell, Value, stored

Typed = Decimal | int | str | None
"""What is typed into a cell; None empties it, as the Delete key does."""
Address = tuple[str, str]
"""Sheet and cell, such as ("表3", "E10")."""


class LiveWorkbook:
    """One workbook, written by the real writer and opened in IronCalc."""

    def __init__(self, plan: WorkbookPlan) -> None:
        with tempfile.TemporaryDirectory(prefix="budgetbook-") as folder:
            path, bare = Path(folder) / "book.xlsx", Path(folder) / "bare.xlsx"
            write_workbook(plan, path)
            self._cells = stored(path)
            write_bare_copy(path, self._cells, bare)
            with Package(path) as package:
                self._alias = stand_ins(package.defined_names())
            self._model = ironcalc.load_from_xlsx(str(bare), "en", "UTC", "en")
        self._sheets = list(self._cells)
        self._stale = True

    @contextmanager
    def typed(self, entries: Mapping[Address, Typed]) -> Iterator[None]:
        """The workbook with these entries, formulas overwritten where there are some."""
        for address, value in entries.items():
            self._type(address, value)
        try:
            yield
        finally:
            for address in entries:
                self._restore(address)

    def value(self, sheet: str, cell: str) -> Value:
        """What a cell holds now."""
        if self._stale:
            self._model.evaluate()
            self._stale = False
        column, row = _position(cell)
        found = self._model.get_cell_value(self._sheets.index(sheet), row, column)
        if isinstance(found, float):
            return Decimal(repr(found))
        if isinstance(found, str) and found.startswith("#"):
            kind = self._model.get_cell_type(self._sheets.index(sheet), row, column)
            return Fault(found) if kind == ironcalc.CellType.ErrorValue else found
        return None if found == "" and cell not in self._cells[sheet] else found

    def written(self, sheet: str) -> dict[str, Value]:
        """Every cell of a sheet as it was written, before anybody typed."""
        return {address: cell.value for address, cell in self._cells[sheet].items()}

    def values(self, sheet: str) -> dict[str, Value]:
        """Every cell that was written on a sheet, with what it holds now."""
        return {cell: self.value(sheet, cell) for cell in self._cells[sheet]}

    def cells(self, sheet: str) -> dict[str, StoredCell]:
        """Every cell that was written on a sheet, with what it holds now and how it shows that."""
        return {
            address: replace(cell, value=self.value(sheet, address))
            for address, cell in self._cells[sheet].items()
        }

    def _type(self, address: Address, value: Typed) -> None:
        column, row = _position(address[1])
        sheet = self._sheets.index(address[0])
        self._stale = True
        if value is None:
            self._model.clear_cell_contents(sheet, row, column)
        elif isinstance(value, str):
            self._model.update_cell_with_text(sheet, row, column, value)
        else:
            self._model.update_cell_with_number(sheet, row, column, float(value))

    def _restore(self, address: Address) -> None:
        column, row = _position(address[1])
        sheet = self._sheets.index(address[0])
        self._stale = True
        cell = self._cells[address[0]].get(address[1])
        if cell is not None and cell.formula is not None:
            formula = "=" + renamed(spelled_out(cell.formula), self._alias)
            self._model.update_cell_with_formula(sheet, row, column, formula)
        elif cell is None or cell.value is None:
            self._model.clear_cell_contents(sheet, row, column)
        else:
            assert isinstance(cell.value, Decimal | str)
            self._type(address, cell.value)


def _position(cell: str) -> tuple[int, int]:
    letters = cell.rstrip("0123456789")
    column: int = ironcalc.column_number_from_name(letters)
    return column, int(cell[len(letters) :])


def cell_of(block: Block, column: str, row: int) -> str:
    """The address of a cell of a block; `row` counts from 0."""
    return f"{column_letters(block.columns[column].position)}{block.top + row + 1}"


def retyped(plan: WorkbookPlan, entries: Mapping[Address, Typed]) -> WorkbookPlan:
    """The plan as our own engine sees it once these entries were typed.

    Official tables read the ledgers and never each other, so that figures typed over in one of them
    leave the other tables and the ledgers as they are.
    """
    touched = {sheet for sheet, _ in entries}
    follow = {naming.CHECKS, naming.WORKINGS, naming.CONTENTS, naming.COVER}
    settled = touched <= {*plan.layout.tables, naming.CHECKS}
    book = Book()
    for block in plan.book.blocks.values():
        if settled and block.sheet not in touched | follow:
            columns = [
                Column(column.name, column.position, plan.evaluation.column(block.name, column.name))  # type: ignore[arg-type]
                for column in block.columns.values()
            ]
        else:
            columns = [_retyped_column(block, column, entries) for column in block.columns.values()]
        book.add(Block.of(block.name, block.sheet, block.top, block.rows, columns))
    book.names.update(plan.book.names)
    return replace(plan, book=book, evaluation=Evaluation(book))


def _retyped_column(block: Block, column: Column, entries: Mapping[Address, Typed]) -> Column:
    letters = column_letters(column.position)
    first, last = block.top + 1, block.top + block.rows
    changed = {
        row - first: value
        for (sheet, cell), value in entries.items()
        if sheet == block.sheet and cell.rstrip("0123456789") == letters
        if first <= (row := int(cell[len(letters) :])) <= last
    }
    if not changed:
        return column
    content = [changed.get(row, column.at(row, block.rows)) for row in range(block.rows)]
    return Column(column.name, column.position, content)
