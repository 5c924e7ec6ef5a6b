"""Comments (批注) in the file: how large their boxes are, and which ranges their cells make up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil
from typing import Any

from generator.expression.excel import column_letters
from generator.workbook.row_height import text_width
from generator.workbook.styles import BODY_FONT

AUTHOR = "财政预算收件"
_FONT_SIZE, _LINE_PIXELS, _BOX_PIXELS, _BOX_SIGNS = 9, 17, 340, 52
"""A line of the box holds so many half-width characters."""
_MOST_RANGES = 200
"""How many ranges one conditional format has; programs read long lists of ranges slowly."""


def comment_shape(text: str) -> dict[str, Any]:
    """What XlsxWriter wants to know of a comment: a box high enough for its text."""
    lines = sum(max(1, ceil(text_width(line) / _BOX_SIGNS)) for line in text.split("\n"))
    return {
        "author": AUTHOR,
        "font_name": BODY_FONT,
        "font_size": _FONT_SIZE,
        "width": _BOX_PIXELS,
        "height": _LINE_PIXELS * (lines + 1),
    }


def ranges_of(cells: Iterable[tuple[int, int]]) -> Iterator[str]:
    """Cells (row and column from 0) as lists of ranges, cells below each other as one.

    Example:
        >>> list(ranges_of([(6, 8), (7, 8), (9, 8), (6, 2)]))
        ['C7 I7:I8 I10']
    """
    runs: list[list[int]] = []
    for column, row in sorted({(column, row) for row, column in cells}):
        if runs and runs[-1][0] == column and runs[-1][2] == row - 1:
            runs[-1][2] = row
        else:
            runs.append([column, row, row])
    written = []
    for column, first, last in runs:
        letters = column_letters(column)
        written.append(f"{letters}{first + 1}" + (f":{letters}{last + 1}" if last > first else ""))
    for start in range(0, len(written), _MOST_RANGES):
        yield " ".join(written[start : start + _MOST_RANGES])
