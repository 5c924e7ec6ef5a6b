"""An amount in a cell of a table."""

from __future__ import annotations

import re
from decimal import Decimal

_AMOUNT = re.compile(r"-?\d{1,15}(?:,\d{1,6})*(?:\.\d{1,8})?")
_BLANKS = ("", "-", "--", "/", "无", "\\")


def amount_of(plain: str) -> Decimal | None:
    """The amount that a folded cell shows; a blank shows zero; None when it shows no amount.

    Example:
        >>> amount_of("1,290.59"), amount_of(""), amount_of("(12.5)"), amount_of("暂无")
        (Decimal('1290.59'), Decimal('0'), Decimal('-12.5'), None)
    """
    if plain in _BLANKS:
        return Decimal(0)
    negative = plain.startswith("(") and plain.endswith(")")
    figure = plain[1:-1] if negative else plain
    if not _AMOUNT.fullmatch(figure):
        return None
    number = Decimal(figure.replace(",", ""))
    return -number if negative else number


def difference(found: Decimal, expected: Decimal) -> str:
    """How much more or less.

    Example:
        >>> difference(Decimal("12"), Decimal("1250.5"))
        '-1,238.5'
    """
    return f"{found - expected:+,f}"
