"""How wide a text runs, and how many lines it takes: for the official fonts and for what stands in for them.

Widths are in ems, so that they hold for every size of type.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_DIGIT, _CAPITAL, _WIDEST, _POINT = 0.565, 0.75, 1.0, 0.5
"""Latin signs: 0.5 in 仿宋, more in the fonts that may stand in for it; the wider counts."""
_WIDE_LETTERS = "%mwMW@"
_BOLD = 1.06
_PIECE = re.compile(r"\s|[“‘（《〈【≥≤]*(?:[!-~]+|[^\s])[”’）》〉】，。、；：！？]*")
"""What stays together on a line: a number or a word, a Chinese character, either with its punctuation."""
_SLACK = 0.01


def text_width(text: str, *, is_bold: bool = False) -> float:
    """The width of a text in ems: 1 for a Chinese character, about half of it for a digit.

    Example:
        >>> text_width("合计"), text_width("合计 1"), text_width("100", is_bold=True)
        (2.0, 3.06, 1.8)
    """
    return round(sum(map(_sign_width, text)) * (_BOLD if is_bold else 1.0), 2)


@lru_cache(maxsize=4096)
def pieces(text: str, *, is_bold: bool = False) -> tuple[float, ...]:
    """The widths of what no line may part, in order.

    Example:
        >>> pieces("共 250.00 万元。")
        (1.0, 0.5, 3.32, 0.5, 1.0, 2.0)
    """
    return tuple(text_width(piece, is_bold=is_bold) for piece in _PIECE.findall(text))


def set_in(parts: Sequence[float], room: float) -> tuple[int, float]:
    """How many lines so many ems wide the pieces take, and how wide the last is. A piece too wide breaks.

    Example:
        >>> set_in(pieces("共 250.00 万元。"), 5), set_in(pieces("123456"), 3)
        ((2, 3.5), (2, 0.39))
    """
    lines, used = 1, 0.0
    for width in parts:
        if used and used + width > room + _SLACK:
            lines, used = lines + 1, 0.0
        used += width
        if used > room + _SLACK:
            more = math.ceil(used / room - _SLACK) - 1
            lines, used = lines + more, used - more * room
    return lines, round(used, 2)


def broken(text: str, first: float, further: float) -> list[str]:
    """The lines of a text: the first is so many ems wide at most, the further ones so many.

    Example:
        >>> broken("关于 2024 年收支预算的说明", 8, 5)
        ['关于 2024 年收', '支预算的说', '明']
    """
    lines, used, room = [""], 0.0, first
    for piece in _PIECE.findall(text):
        width = text_width(piece)
        if used and used + width > room + _SLACK:
            lines.append("")
            used, room = 0.0, further
        lines[-1] += piece
        used += width
    return [line.strip() for line in lines]


def _sign_width(sign: str) -> float:
    if unicodedata.east_asian_width(sign) in "WFA" or sign in _WIDE_LETTERS:
        return _WIDEST
    if sign.isupper():
        return _CAPITAL
    return _DIGIT if sign.isalnum() or sign in "<=>+-" else _POINT
