"""What a cell shows: a value through a number format.

Only the formats that our workbooks use; an unknown one is an error, never a guess. Like the
spreadsheet programs, a number is first taken to 15 significant digits, so that the binary
1.00499999999999989 counts as the 1.005 that it stands for, and then rounded half away from zero.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

from .stored import Fault, Value

_DECIMALS = {"0": 0, "#,##0": 0, "0.00": 2, "#,##0.00": 2, "#,##0.00;-#,##0.00;;@": 2}
_ZERO_BLANK = "#,##0.00;-#,##0.00;;@"
_PLAIN = ("General", "@")
_FIFTEEN = Context(prec=15, rounding=ROUND_HALF_UP)
_GENERAL_WIDTH = 11


def displayed(value: Value, number_format: str) -> str:
    """The string that a cell wide enough shows.

    Raises: ValueError where we would have to guess: a format that is not one of ours, a number that
            General shortens, a negative number that rounds to zero in a format without a negative
            part (-0.00 in one program is 0.00 in another).
    Example:
        >>> displayed(Decimal("-1234.565"), "#,##0.00")
        '-1,234.57'
    """
    number_format = number_format.replace("\\-", "-")  # LibreOffice escapes the minus when it saves
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
    return _fixed(value, number_format)


def _fixed(value: Decimal, number_format: str) -> str:
    fifteen = value.normalize(_FIFTEEN)
    rounded = fifteen.quantize(Decimal(1).scaleb(-_DECIMALS[number_format]), ROUND_HALF_UP)
    if value < 0 and rounded == 0 and number_format != _ZERO_BLANK:
        raise ValueError(f"programs disagree on whether {value} shows a sign in {number_format}")
    if value == 0:
        rounded = abs(rounded)
    return f"{rounded:,f}" if "," in number_format else f"{rounded:f}"


def _general(value: Decimal) -> str:
    shown = "0" if value == 0 else f"{value.normalize(_FIFTEEN):f}"
    if len(shown.lstrip("-")) > _GENERAL_WIDTH:
        raise ValueError(f"General shortens {value}: give the cell a number format")
    return shown
