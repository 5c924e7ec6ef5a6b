"""Merged cells in an entry list: what stands in the first of them counts for all."""

from __future__ import annotations

from generator.expression.excel import column_letters
from generator.reader.typed_lists import ReadList
from generator.spreadsheet.raw_book import Area, RawValue

_WIDEST = 20
"""How many columns of a merged area are looked at."""


class MergedCells:
    """The merged cells of one list."""

    def __init__(self, read: ReadList) -> None:
        self.read = read
        last = max((row.row for row in read.rows), default=read.located.first)
        self.cells: dict[tuple[int, int], Area] = {
            (row, column): area
            for area in read.sheet.merged
            for row in range(max(area.top, read.located.first), min(area.bottom, last) + 1)
            for column in range(area.left, min(area.right, area.left + _WIDEST) + 1)
        }

    def value(self, row: int, field: str) -> RawValue | None:
        """What a blank cell of a merged area shows."""
        area = self._area(row, field)
        return None if area is None else self.read.sheet.value(area.top, area.left)

    def first_cell(self, row: int, field: str) -> str:
        """The address of the first cell of the merged area that a cell belongs to; "" when it is alone."""
        area = self._area(row, field)
        return "" if area is None else f"{column_letters(area.left)}{area.top + 1}"

    def last_cell(self, row: int, field: str) -> str:
        """The address of the last cell of the area in the column of a field."""
        area = self._area(row, field)
        return "" if area is None else self.read.cell(area.bottom, field)

    def _area(self, row: int, field: str) -> Area | None:
        """The area that goes down over several rows, and begins in the column of the field."""
        column = self.read.located.columns[field]
        area = self.cells.get((row, column))
        return area if area is not None and area.left == column and area.top < row else None
