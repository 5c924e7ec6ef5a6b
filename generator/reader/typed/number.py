"""A number that is no money (个数、权重、面积), as somebody typed it into one cell."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from generator.intake.plain_numbers import half_width_number, number_text, plain_number
from generator.reader.typed.name import understood_text
from generator.reader.typed.sheet_sight import sheet_amount
from generator.reader.typed.understood import BLANK, Understood, repaired, unclear
from generator.reader.typed.written_amount import amount_line
from generator.spreadsheet.raw_book import DateValue, RawValue, shown


def understood_number(value: RawValue | None) -> Understood:
    """A number as plain text, such as 12.5; with a unit beside it it stays as it was typed.

    Example:
        >>> understood_number("１,２００").text, understood_number("4 批").text
        ('1200', '4 批')
    """
    if isinstance(value, Decimal):
        return Understood(number_text(value) or f"{value:f}")
    if isinstance(value, DateValue):
        number = number_text(value.serial)
        return unclear(shown(value), (number,), number)
    if isinstance(value, str):
        return _written(value)
    return BLANK if value is None else Understood(shown(value))


def understood_figure(value: RawValue | None) -> Understood:
    """A number in a column of texts, as it was written, in half width; else a text.

    Example:
        >>> understood_figure("９０.０").text, understood_figure("有效提升").text
        ('90.0', '有效提升')
    """
    figure = half_width_number(value) if isinstance(value, str) else ""
    if not figure or figure == value:
        return understood_text(value)
    return repaired("FIX-015", figure, live=sheet_amount(figure) == sheet_amount(str(value)))


@lru_cache(maxsize=1024)
def _written(typed: str) -> Understood:
    line = amount_line(typed).removeprefix("'")
    if not line:
        return BLANK
    number = plain_number(line)
    if not number:
        return Understood(typed.strip())
    live = sheet_amount(typed) == Decimal(number)
    return Understood(number) if typed == number and live else repaired("FIX-015", number, live)
