"""A day that somebody typed (编制日期), as a date."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from functools import lru_cache

from generator.reader.typed.chinese_number import chinese_digits, chinese_number
from generator.reader.typed.signs import on_one_line
from generator.reader.typed.understood import BLANK, Understood, repaired, unclear
from generator.spreadsheet.raw_book import DateValue, RawValue, date_of, shown

FIRST_SERIAL, LAST_SERIAL = 36526, 54788
"""2000-01-01 and 2049-12-31 as spreadsheets number days: what a person of today may mean by a date."""
_EPOCH = datetime.date(1899, 12, 30)
_PARTS = re.compile(
    r"(?P<year>[0-9]{4})\s?(?P<mark>[-./年])\s?(?P<month>[0-9]{1,2})\s?(?:(?P=mark)|月)\s?(?P<day>[0-9]{1,2})"
    r"\s?[日号]?(?: 0?0:00(?::00)?)?"
)
_TOGETHER = re.compile(r"(?P<year>20[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_CHINESE = re.compile(r"(?P<year>.{4})年(?P<month>.{1,2})月(?P<day>.{1,3})[日号]")


def understood_date(value: RawValue | None) -> Understood:
    """A date in any usual writing, as 2024-02-25; what is no whole date stays as it was typed."""
    if isinstance(value, DateValue):
        return Understood(date_of(value) or shown(value))
    if isinstance(value, Decimal):
        return _numbered(value)
    return _written(value) if isinstance(value, str) else Understood(shown(value))


def day_of(line: str) -> datetime.date | None:
    """The day that a line of text states, year first; None when it is no whole date.

    Example:
        >>> day_of("2024年2月25日"), day_of("2024.2.25"), day_of("25.2.2024")
        (datetime.date(2024, 2, 25), datetime.date(2024, 2, 25), None)
    """
    found = _PARTS.fullmatch(line) or _TOGETHER.fullmatch(line)
    if found is not None:
        return _day(int(found["year"]), int(found["month"]), int(found["day"]))
    found = _CHINESE.fullmatch(line.replace(" ", ""))
    if found is None:
        return None
    year = chinese_digits(found["year"])
    month, day = chinese_number(found["month"]), chinese_number(found["day"])
    return _day(int(year), month, day) if year and month and day else None


def serial_of(day: datetime.date) -> int:
    """The number by which spreadsheets know a day."""
    return (day - _EPOCH).days


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=256)
def _written(typed: str) -> Understood:
    line = on_one_line(typed)
    if not line:
        return BLANK
    day = day_of(line)
    if day is None:
        return unclear(typed, ())
    iso = day.isoformat()
    return Understood(iso) if iso == typed.strip() else repaired("FIX-010", iso, live=True)


def _numbered(value: Decimal) -> Understood:
    """A date that lost its format, or 20240225."""
    whole = shown(value)
    day = day_of(whole)
    if day is None and whole.isdecimal() and FIRST_SERIAL <= int(whole) <= LAST_SERIAL:
        day = _EPOCH + datetime.timedelta(days=int(whole))
    return Understood(whole) if day is None else repaired("FIX-010", day.isoformat(), live=True)
