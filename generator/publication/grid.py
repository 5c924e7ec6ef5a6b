"""A grid with cells that span rows and columns, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class Spanning(Protocol):
    """A cell with its place in a grid (from 0) and its spans."""

    @property
    def row(self) -> int:
        """The row that it begins in."""

    @property
    def column(self) -> int:
        """The column that it begins in."""

    @property
    def rows(self) -> int:
        """How many rows it spans."""

    @property
    def columns(self) -> int:
        """How many columns it spans."""


Spans = TypeVar("Spans", bound=Spanning)


@dataclass(frozen=True, slots=True)
class Slot(Generic[Spans]):
    """A place in a row of a grid: where it begins, how wide it is, its cell (None: nothing stands there).

    `begins`: whether the cell begins in this row or comes down from above.
    """

    column: int
    columns: int
    cell: Spans | None = None
    begins: bool = True


def slots(cells: Sequence[Spans], rows: int, columns: int) -> list[list[Slot[Spans]]]:
    """The places of each row, from left to right, without gap.

    Raises: ValueError when cells overlap or reach out of the grid.
    """
    taken: dict[tuple[int, int], Spans] = {}
    for cell in cells:
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                if (row, column) in taken or row >= rows or column >= columns:
                    raise ValueError(
                        f"a cell has no room at row {row}, column {column} of {rows} by {columns}"
                    )
                taken[row, column] = cell
    return [_slots_of(row, columns, taken) for row in range(rows)]


def _slots_of(row: int, columns: int, taken: dict[tuple[int, int], Spans]) -> list[Slot[Spans]]:
    found: list[Slot[Spans]] = []
    column = 0
    while column < columns:
        cell = taken.get((row, column))
        found.append(
            Slot(column, 1) if cell is None else Slot(column, cell.columns, cell, begins=cell.row == row)
        )
        column += found[-1].columns
    return found
