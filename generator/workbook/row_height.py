"""Row heights (in points): room for the lines that a wrapped text needs in its column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import ceil
from unicodedata import east_asian_width

from generator.expression.block import Block
from generator.expression.habits import Fault
from generator.expression.nodes import Value
from generator.workbook.sheet import Lines, Sheet
from generator.workbook.styles import properties

TITLE_HEIGHT = 26.0
LINE, PADDING = 14.0, 5.0
ONE_LINE = LINE + PADDING


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
    return LINE * max(lines, least_lines) + PADDING


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

    def heights(self, rows: Iterable[int], values: Values) -> Iterable[tuple[int, float]]:
        texts = [(values(self._block.name, name), width) for name, width in self._columns]
        for row in rows:
            if row in self.sheet_rows:
                place = row - self._block.top
                shown = [(str(column[place] or ""), width) for column, width in texts]
                in_use = any(text for text, _ in shown)
                yield row, height_for(shown, self._lines.used if in_use else self._lines.unused)


def _wraps(sheet: Sheet, block: str, column: str) -> bool:
    """Whether the first row of a column wraps its text."""
    style = sheet.styles.get((block, column), "")
    return "text_wrap" in properties(style if isinstance(style, str) else style[0])
