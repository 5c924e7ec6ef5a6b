"""Row heights (in points): room for the lines that a wrapped text needs in its column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import ceil, inf
from unicodedata import east_asian_width

from generator.expression.block import Block
from generator.expression.habits import Fault
from generator.expression.nodes import Value
from generator.workbook.sheet import Lines, Merge, Sheet
from generator.workbook.styles import properties

TITLE_HEIGHT = 26.0
LINE, PADDING = 14.0, 5.0
ONE_LINE = LINE + PADDING
TALLEST = 409.0
"""Spreadsheets have no higher rows."""


def text_width(text: str) -> int:
    """How wide a text is, in half-width characters.

    Example:
        >>> text_width("表1 合计")
        8
    """
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in text)


def height_for(texts: Iterable[tuple[str, float]], least_lines: int = 1) -> float:
    """The height for texts in columns of the given widths, at least `least_lines` lines.

    Example:
        >>> height_for([("合计", 10.0)])
        19.0
    """
    lines = max((ceil(text_width(text) / max(width - 1, 1)) for text, width in texts), default=1)
    return min(LINE * max(lines, least_lines) + PADDING, TALLEST)


Values = Callable[[str, str], Sequence[Value | Fault]]
"""The values of a column, by block and column."""


class RowHeights:
    """How high the rows of a sheet are: fixed, or high enough for the texts that stand in them now."""

    def __init__(self, sheet: Sheet, blocks: Mapping[str, Block]) -> None:
        titles = {label.row: TITLE_HEIGHT for label in sheet.labels if label.style == "title-left"}
        self._least, self._fixed = titles, sheet.heights
        self._wrapped = [_WrappedBlock(sheet, blocks[name], lines) for name, lines in sheet.wrapped.items()]

    def all(self, values: Values) -> dict[int, float]:
        """The height of each row that has one of its own."""
        rows = {row for block in self._wrapped for row in block.sheet_rows}
        return self._least | self.wrapped(rows, values) | self._fixed

    def wrapped(self, rows: Iterable[int], values: Values) -> dict[int, float]:
        """The heights of those of the given sheet rows that are as high as their texts."""
        heights: dict[int, float] = {}
        wanted = [row for row in rows if row not in self._fixed]
        for block in self._wrapped:
            for row, height in block.heights(wanted, values):
                heights[row] = max(height, heights.get(row, 0.0))
        return heights


class _WrappedBlock:
    """A block whose rows are as high as the texts of its wrapped columns need."""

    def __init__(self, sheet: Sheet, block: Block, lines: Lines) -> None:
        self.sheet_rows = range(block.top, block.top + block.rows)
        self._block, self._lines = block, lines
        self._columns = [
            (column.name, sheet.widths[column.position])
            for column in block.columns.values()
            if _wraps(sheet, block.name, column.name)
        ]
        self._merged = {
            (merge.column, merge.row): _merged_width(sheet, block, merge)
            for merge in sheet.merges
            if merge.block == block.name
        }

    def heights(self, rows: Iterable[int], values: Values) -> Iterable[tuple[int, float]]:
        texts = [(name, values(self._block.name, name), width) for name, width in self._columns]
        for row in rows:
            if row in self.sheet_rows:
                place = row - self._block.top
                shown = [
                    (str(column[place] or ""), self._merged.get((name, place), width))
                    for name, column, width in texts
                ]
                room = self._lines.apart.get(place, self._lines)
                lines = room.used if any(text for text, _ in shown) else room.unused
                if lines:
                    yield row, height_for(shown, lines)


def _merged_width(sheet: Sheet, block: Block, merge: Merge) -> float:
    """How wide a merged cell is; what goes down over several rows has room enough there."""
    if merge.rows > 1:
        return inf
    first = block.columns[merge.column].position
    return sum(sheet.widths[column] for column in range(first, merge.last_column + 1))


def _wraps(sheet: Sheet, block: str, column: str) -> bool:
    """Whether a row of a column wraps its text."""
    style = sheet.styles.get((block, column), "")
    return any("text_wrap" in properties(each) for each in ({style} if isinstance(style, str) else {*style}))
