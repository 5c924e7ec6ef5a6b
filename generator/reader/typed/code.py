"""A classification code that somebody typed into one cell (科目编码): digits, digits with a name, a name,
or the date that a spreadsheet made of it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from generator.model.classification import DIGITS, LEVELS, CodeList
from generator.model.wording import plain_code, plain_name
from generator.reader.typed.date import day_of, serial_of
from generator.reader.typed.sheet_sight import sheet_code
from generator.reader.typed.signs import DASHES, invisible_sign, on_one_line
from generator.reader.typed.understood import BLANK, Understood, repaired, unclear
from generator.spreadsheet.raw_book import DateValue, RawValue, date_of, shown

_SEPARATED = re.compile(r"[0-9]+(?: ?[-./_] ?[0-9]+)+")
_RUN = re.compile(r"[0-9]+")
_WRAPPING = "'\"“”‘’`()[]{}<>【】《》〔〕「」,、;:。. "
_BETWEEN = f"{_WRAPPING}-_|/"


def understood_code(value: RawValue | None, codes: CodeList, year: int, level: str) -> Understood:
    """A code as bare digits.

    `codes` and `level` are the book and the level (款, 项) that belong in the cell. Whether the year has
    such a code is the intake's question; where digits are put together from something else, it has to be
    in the book.
    """
    if isinstance(value, str):
        if len(value) == DIGITS[level] and _is_digits(value):
            return Understood(value)
        return _written(value, codes, year, level)
    if isinstance(value, Decimal):
        digits = shown(value)
        return Understood(digits) if len(digits) == DIGITS[level] else _written(digits, codes, year, level)
    if isinstance(value, DateValue):
        return _dated(value, codes, year, level)
    return BLANK if value is None else Understood(shown(value))


@lru_cache(maxsize=4096)
def _written(typed: str, codes: CodeList, year: int, level: str) -> Understood:
    line = on_one_line(typed)
    if not line:
        return BLANK
    desk = _Desk(codes, year, level)
    sheet = sheet_code(typed, desk.digits)
    if desk.is_offered(typed, sheet):
        return Understood(sheet)
    bare = plain_code(line)
    if _is_digits(bare):
        return desk.bare(typed, bare, sheet)
    readings = (
        ("FIX-004", desk.separated(line) or desk.wrapped(line)),
        ("FIX-005", desk.beside_name(line, sheet)),
        ("FIX-006", desk.named(line)),
        ("FIX-007", desk.of_day(day_of(line))),
    )
    message, meant = next((reading for reading in readings if reading[1]), ("", ()))
    if len(meant) == 1:
        return desk.taken(message, meant[0], sheet)
    return unclear(typed, desk.shown(meant), sheet)


def _dated(value: DateValue, codes: CodeList, year: int, level: str) -> Understood:
    desk = _Desk(codes, year, level)
    sheet = sheet_code(value, desk.digits)
    iso = date_of(value)
    is_day = value.serial == value.serial.to_integral_value()
    meant = desk.of_day(datetime.date.fromisoformat(iso)) if iso and is_day else ()
    if len(meant) == 1:
        return desk.taken("FIX-007", meant[0], sheet)
    return unclear(shown(value), desk.shown(meant), sheet)


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _letters(text: str) -> str:
    """A name without blanks and signs."""
    return "".join(sign for sign in plain_name(text) if sign.isalnum())


class _Desk:
    """Knows which codes a writing may mean, in one book, year and level."""

    def __init__(self, codes: CodeList, year: int, level: str) -> None:
        self.codes, self.year, self.level = codes, year, level
        self.digits = DIGITS[level]

    def taken(self, message: str, code: str, sheet: str, **details: str) -> Understood:
        """The code, and whether the sheet sees the same one (it counts none of another level)."""
        live = sheet == (code if len(code) == self.digits else "")
        return repaired(message, code, live, **details)

    def shown(self, meant: Sequence[str]) -> list[str]:
        """Codes with their names."""
        rows = [(self.codes.find(code, self.year), *self.codes.any_year(code)) for code in meant]
        return [
            next((str(row) for row in found if row is not None), code)
            for code, found in zip(meant, rows, strict=True)
        ]

    def is_offered(self, typed: str, sheet: str) -> bool:
        """Whether it was chosen from the drop-down list, which offers “2010301 行政运行”."""
        code = self.codes.find(sheet, self.year)
        return code is not None and typed == str(code)

    def is_listed(self, code: str) -> bool:
        """Whether any year has a code of the wanted level."""
        return len(code) == self.digits and bool(self.codes.any_year(code))

    def bare(self, typed: str, bare: str, sheet: str) -> Understood:
        """Digits alone: perhaps with zeros lost or added in front, or written with odd signs."""
        padded = bare.lstrip("0").zfill(self.digits)
        if padded != bare and self.is_listed(padded):
            return self.taken("FIX-004", padded, sheet)
        if typed.strip() == bare or len(bare) not in LEVELS:
            return unclear(typed, (), sheet if typed.strip() != bare else "")
        if "." in on_one_line(typed):
            return self.taken("FIX-004", bare, sheet)
        return self.taken("FIX-008", bare, sheet, sign=invisible_sign(typed.strip()))

    def separated(self, line: str) -> tuple[str, ...]:
        """201-03-01: cut where 类, 款 and 项 end."""
        written = line.translate(DASHES)
        if not _SEPARATED.fullmatch(written):
            return ()
        parts = _RUN.findall(written)
        ends = [sum(map(len, parts[:count])) for count in range(1, len(parts))]
        code = "".join(parts)
        return (code,) if self.is_listed(code) and set(ends) <= set(LEVELS) else ()

    def wrapped(self, line: str) -> tuple[str, ...]:
        """A known code in quotes or brackets, or with a stop after it."""
        code = line.strip(_WRAPPING)
        return (code,) if _is_digits(code) and self.codes.any_year(code) else ()

    def beside_name(self, line: str, sheet: str) -> tuple[str, ...]:
        """2010301 行政运行, or the other way round, unless the words are the name of another code.

        Then code and name contradict each other: the code, and those that the name stands for.
        """
        runs = _RUN.findall(line)
        if len(runs) != 1 or len(runs[0]) not in LEVELS or line.startswith(("=", "+")):
            return ()
        code = runs[0]
        before, after = line.split(code)
        words = _letters(before + after)
        if not words or (_letters(before) and _letters(after)):
            return ()
        rows = self.codes.any_year(code)
        if any(_letters(row.name) == words for row in rows):
            return (code,)
        name = before + after
        others = self.named(name.strip(" -_:")) or self.named(name.strip(_BETWEEN))
        if others:
            return (code, *sorted(others, key=lambda other: other[:-2] != code[:-2]))
        return (code,) if rows or sheet == code else ()

    def named(self, name: str) -> tuple[str, ...]:
        """The codes of the wanted level that have this name in the year."""
        return tuple(code.code for code in self.codes.named(name, self.year) if code.level == self.level)

    def of_day(self, day: datetime.date | None) -> tuple[str, ...]:
        """What a spreadsheet may have made a date of: 30201 shows as 1982-09-07, 2010-3-01 is 2010301."""
        if day is None:
            return ()
        writings = (str(serial_of(day)), f"{day.year}{day.month}{day.day:02}")
        return tuple(code for code in writings if self.is_listed(code))
