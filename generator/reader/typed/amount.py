"""An amount that somebody typed into one cell (金额), in yuan.

What has one meaning only is understood, and told; everything else stays as it was typed.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from generator.reader.typed.amount_doubts import possible_amounts
from generator.reader.typed.date import FIRST_SERIAL, LAST_SERIAL
from generator.reader.typed.sheet_sight import sheet_amount
from generator.reader.typed.understood import BLANK, Understood, repaired, unclear
from generator.reader.typed.written_amount import amount_line, written_amount
from generator.spreadsheet.raw_book import DateValue, RawValue, shown

_FEN = Decimal("0.01")
_MOST_DIGITS = 18
"""Larger amounts are refused in any case; rounding them would fail."""


def understood_amount(value: RawValue | None) -> Understood:
    """An amount as plain text in yuan, such as 1234.50.

    More than two decimals are kept, for the intake to refuse.

    Example:
        >>> understood_amount("￥１，２３４．５０ 元").text, understood_amount("1,23").text
        ('1234.50', '1,23')
    """
    if isinstance(value, Decimal):
        return Understood(_plain(value))
    if isinstance(value, str):
        return _written(value)
    if isinstance(value, DateValue):
        return _dated(value)
    return BLANK if value is None else Understood(shown(value))


def _plain(amount: Decimal) -> str:
    if amount.adjusted() < _MOST_DIGITS:
        exact = amount.quantize(_FEN)
        if exact == amount:
            return str(exact) if exact else "0.00"
    return f"{amount:f}"


@lru_cache(maxsize=4096)
def _written(typed: str) -> Understood:
    line = amount_line(typed)
    if not line:
        return BLANK
    amount = None if _several_lines(typed) else written_amount(line)
    counted = sheet_amount(typed)
    if amount is None:
        return unclear(typed, possible_amounts(line), "" if counted is None else _plain(counted))
    became, live = _plain(amount.yuan), counted == amount.yuan
    code, details = ("FIX-002", {"unit": amount.unit}) if amount.unit else ("FIX-001", {})
    if Decimal(became).as_tuple().exponent != _FEN.as_tuple().exponent:
        details["mend"] = ""  # nobody should type it like that
    return repaired(code, became, live, **details)


def _several_lines(typed: str) -> bool:
    """Whether a line break or a tab stands between signs: perhaps two amounts in one cell."""
    inside = typed.strip()
    return "\t" in inside or len(inside.splitlines()) > 1


def _dated(value: DateValue) -> Understood:
    """A number in a cell with the format of a date: most likely the amount.

    Where it shows a day of our time, somebody may have typed just that.
    """
    serial, counted = value.serial, _plain(value.serial)
    if serial == serial.to_integral_value() and FIRST_SERIAL <= serial <= LAST_SERIAL:
        return unclear(shown(value), (counted,), counted)
    if counted != f"{serial:.2f}":
        return unclear(shown(value), (), counted)
    return repaired("FIX-003", counted, live=True)
