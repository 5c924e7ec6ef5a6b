"""Numbers that are no money: counts, weights, areas. Exact, and written in one way."""

from __future__ import annotations

import re
from decimal import Decimal

from generator.model.amount import HALF_WIDTH

MOST_DIGITS = 15
"""Spreadsheets keep so many digits of a number."""
_NUMBER = r"[-+]?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]*)?|[-+]?\.[0-9]+"
_ALONE = re.compile(_NUMBER)
_WITH_UNIT = re.compile(rf"(?P<number>{_NUMBER})\s*(?P<unit>[^0-9.,\s]{{1,8}})")


def plain_number(written: str) -> str:
    """A number without separators and needless zeros; "" when the text is none, or has too many digits.

    Example:
        >>> plain_number("１,234.50"), plain_number("10.0"), plain_number("约 4")
        ('1234.5', '10', '')
    """
    line = written.translate(HALF_WIDTH).strip()
    return number_text(Decimal(line.replace(",", ""))) if _ALONE.fullmatch(line) else ""


def half_width_number(written: str) -> str:
    """A number with the decimals that it was written with, in half width; "" when the text is none.

    Example:
        >>> half_width_number("９０.０"), half_width_number("约 4")
        ('90.0', '')
    """
    line = written.translate(HALF_WIDTH).strip()
    return line if _ALONE.fullmatch(line) else ""


def number_text(number: Decimal) -> str:
    """A number as plain text; "" when a spreadsheet would not keep all of its digits."""
    bare = number.normalize()
    if len(bare.as_tuple().digits) > MOST_DIGITS or abs(bare.adjusted()) > MOST_DIGITS:
        return ""
    return f"{bare:f}" if bare else "0"


def number_and_unit(written: str) -> tuple[str, str]:
    """The number and the unit of a text such as “4 批” or “25%”; blank when it is nothing of the kind.

    Example:
        >>> number_and_unit("25％"), number_and_unit("12 月 31 日前")
        (('25', '%'), ('', ''))
    """
    found = _WITH_UNIT.fullmatch(written.translate(HALF_WIDTH).strip())
    number = "" if found is None else plain_number(found["number"])
    return (number, found["unit"]) if found is not None and number else ("", "")
