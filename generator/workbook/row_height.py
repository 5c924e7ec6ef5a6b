"""Row heights (in points): room for the lines that a wrapped text needs in its column."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from unicodedata import east_asian_width

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
