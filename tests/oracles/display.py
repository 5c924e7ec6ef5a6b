"""What a cell shows: a value through a number format.

Only the formats that our workbooks use; an unknown one is an error, never a guess. Like the
spreadsheet programs, a number is first taken to 15 significant digits, so that the binary
1.00499999999999989 counts as the 1.005 that it stands for, and then rounded half away from zero.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

from .stored import Fault, Value

_DECIMALS = {"0": 0, "0.00": 2, "#,##0.00": 2, "#,##0.00;-#,##0.00;;@": 2}
_ZERO_BLANK = "#,##0.00;-#,##0.00;;@"
_PLAIN = ("General", "@")
_FIFTEEN = Context(prec=15, rounding=ROUND_HALF_UP)
_GENERAL_WIDTH = 11


def displayed(value: Value, number_format: str) -> str:
    """The string that a cell wide enough shows.

    Raises: ValueError for a format that is not one of ours, or for a number that General would
            shorten in a way that depends on the program.
    Example: >>> displayed(Decimal("-1234.565"), "#,##0.00")
             '-1,234.57'
    """
    if number_format not in _DECIMALS and number_format not in _PLAIN:
        raise ValueError(f"the number format {number_format!r} is not one of ours")
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case Fault():
            return value.code
        case str():
            return value
    if number_format in _PLAIN:
        return _general(value)
    if number_format == _ZERO_BLANK and value == 0:
        return ""
    return _fixed(value, _DECIMALS[number_format], separated="," in number_format)


def _fixed(value: Decimal, decimals: int, *, separated: bool) -> str:
    rounded = value.normalize(_FIFTEEN).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    if value == 0:
        rounded = abs(rounded)
    return f"{rounded:,f}" if separated else f"{rounded:f}"


def _general(value: Decimal) -> str:
    shown = "0" if value == 0 else f"{value.normalize(_FIFTEEN):f}"
    if len(shown.lstrip("-")) > _GENERAL_WIDTH:
        raise ValueError(f"General shortens {value}: give the cell a number format")
    return shown
