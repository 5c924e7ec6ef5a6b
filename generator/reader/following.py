"""Which cells of a workbook follow from something that was typed over or deleted in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.expression.block import Address
from generator.expression.dependencies import Dependencies
from generator.reader.official_cells import CellState, OfficialCell, OfficialTable
from generator.workbook.plan import WorkbookPlan

Rows = dict[Address, set[int]]
"""Cells: rows of a block (from 0) by block and column."""
_CAUSES = (
    CellState.EQUAL,
    CellState.OVERWRITTEN,
    CellState.CHANGED,
    CellState.FAULTY,
    CellState.BROKEN,
)
"""What makes cells that read it differ; a value that is the same in print may be another below it."""


def following(plan: WorkbookPlan, tables: Mapping[str, OfficialTable], gone: Iterable[str]) -> Rows:
    """The cells that read one that is not as it should be, or read one that does.

    `gone` are the defined names whose cells were deleted. Cells that are causes themselves are among
    them only where they read another cause.
    """
    causes: Rows = {}
    for table in tables.values():
        for cell in table.odd:
            for column in _columns(plan, cell):
                causes.setdefault((cell.target.block, column), set()).add(cell.target.row)
    for name in gone:
        if name in plan.book.names:
            block, columns = plan.book.range_columns(name)
            causes |= {(block.name, column.name): set(range(block.rows)) for column in columns}
    return _reached(plan, causes) if causes else {}


def _columns(plan: WorkbookPlan, cell: OfficialCell) -> Iterator[str]:
    """The columns in which a cell is a cause: all of them where its row is gone."""
    if cell.state is CellState.MISSING:
        yield from plan.book.blocks[cell.target.block].columns
    elif cell.state in _CAUSES:
        yield cell.target.column


def _reached(plan: WorkbookPlan, causes: Rows) -> Rows:
    dependencies = Dependencies(plan.book)
    found: Rows = {}
    waiting = list(causes.items())
    while waiting:
        source, rows = waiting.pop()
        for reader in dependencies.readers(source):
            count = plan.book.blocks[reader.column[0]].rows
            known = found.setdefault(reader.column, set())
            more = set(reader.rows_touched(rows, count)) - known
            if more:
                known |= more
                waiting.append((reader.column, more))
    return found
