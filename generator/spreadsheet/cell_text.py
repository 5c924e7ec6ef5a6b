"""Values as they are written in files, read: numbers, dates, the signs that XML cannot hold."""

from __future__ import annotations

import datetime
import math
import re
from decimal import Decimal

from generator.spreadsheet.raw_book import DateValue, ErrorValue

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_EXACT_DIGITS = 15
"""Spreadsheets show this many digits of a number, and take no more."""
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DATE = re.compile(r"(-?[0-9]{4})-([0-9]{2})-([0-9]{2})(?:T([0-9:.,]+))?(?:Z|[+-][0-9]{2}:?[0-9]{2})?")
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]+))?)?")
_DURATION = re.compile(r"(-?)PT(?:([0-9]{1,9})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9})(?:[.,]([0-9]+))?S)?")
_DAY_ZERO = datetime.date(1899, 12, 30)
_FALSE_LEAP_DAY = 60
"""The 1900 system counts a 29 February 1900; serial numbers before it are one lower."""
DAYS_TO_1904 = 1462
"""What is added to a serial number of the 1904 system."""
_ZERO = Decimal(0)


class Numbers(dict[str, Decimal | None]):
    """Numbers by the text that the file has for them; None for what is no number.

    The value is what a spreadsheet shows of the stored double: at most 15 digits.

    Example:
        >>> numbers = Numbers()
        >>> numbers["0.30000000000000004"], numbers["1204.50"], numbers["1e3"], numbers["1,2"]
        (Decimal('0.3'), Decimal('1204.5'), Decimal('1000'), None)
    """

    def __missing__(self, text: str) -> Decimal | None:
        number = self[text] = number_of(text)
        return number


def number_of(text: str) -> Decimal | None:
    """One number; None when the text is none, or is beyond the range of doubles."""
    if len(text) <= _EXACT_DIGITS and text.isdecimal() and text.isascii():
        return Decimal(text)
    stripped = text.strip()
    return shown_number(float(stripped)) if _NUMBER.fullmatch(stripped) else None


def shown_number(value: float) -> Decimal | None:
    """A double as a spreadsheet shows it; None when it is not finite.

    Example:
        >>> shown_number(0.1 + 0.2), shown_number(12055800.0)
        (Decimal('0.3'), Decimal('12055800'))
    """
    return Decimal(f"{value:.{_EXACT_DIGITS}g}") or _ZERO if math.isfinite(value) else None


def plain_text(text: str) -> str:
    r"""Text with its escaped signs (_x000D_) put back; halves of surrogate pairs stay as they are.

    Example:
        >>> plain_text("a_x000A_b_x005F_x000A_"), plain_text("_xD83D_")
        ('a\nb_x000A_', '_xD83D_')
    """
    return _ESCAPE.sub(_unescaped, text) if "_x" in text else text


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return found[0] if 0xD800 <= code <= 0xDFFF or code == 0 else chr(code)


class Errors(dict[str, ErrorValue]):
    """Error values by their codes, each made once."""

    def __missing__(self, code: str) -> ErrorValue:
        error = self[code] = ErrorValue(code)
        return error


def date_value(text: str) -> DateValue | None:
    """An ISO date, date with time, time, or duration (PT1H30M) as a serial number; None for others.

    Example:
        >>> date_value("2024-02-25"), date_value("PT12H")
        (DateValue(serial=Decimal('45347')), DateValue(serial=Decimal('0.5')))
    """
    if clock := _CLOCK.fullmatch(text):
        return DateValue(_fraction(*clock.groups()))
    if (duration := _DURATION.fullmatch(text)) and len(text) > len("PT"):
        sign, *parts = duration.groups()
        return DateValue(_fraction(*parts) * (-1 if sign else 1))
    found = _DATE.fullmatch(text)
    clock = _CLOCK.fullmatch(found[4]) if found and found[4] else None
    if found is None or (found[4] and clock is None):
        return None
    try:
        serial = (datetime.date(int(found[1]), int(found[2]), int(found[3])) - _DAY_ZERO).days
    except ValueError:
        return None
    days = Decimal(serial if serial > _FALSE_LEAP_DAY else serial - 1)
    return DateValue(days + (_fraction(*clock.groups()) if clock else 0))


def _fraction(hours: str | None, minutes: str | None, seconds: str | None, rest: str | None) -> Decimal:
    """A time of day, or a duration, in days."""
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    value = shown_number((whole + float(f"0.{rest or 0}")) / 86400)
    return value or _ZERO
