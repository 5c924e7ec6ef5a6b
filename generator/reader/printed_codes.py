"""The check codes (校验码) that a returned workbook prints: below its official tables, and on the cover."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.expression.excel import column_letters
from generator.reader.places import Located
from generator.spreadsheet.raw_book import RawBook
from generator.workbook import naming
from generator.workbook.check_code import CODE_LINE

_CODE = re.compile(r"\d{3}-\d{3}")


@dataclass(frozen=True, slots=True)
class PrintedCode:
    """A code with the sheet and the cell that it is printed in."""

    sheet: str
    cell: str
    code: str


def printed_codes(book: RawBook, tables: Iterable[Located]) -> Iterator[PrintedCode]:
    """The codes of a workbook: that of the cover first, then those of the tables."""
    cover = next((sheet for sheet in book.sheets if sheet.name == naming.COVER), None)
    for row, cells in () if cover is None else sorted(cover.cells.items()):
        is_labelled = any(value == CODE_LINE.rstrip("：") for value in cells.values())
        for column, value in sorted(cells.items()):
            if is_labelled and isinstance(value, str) and _CODE.fullmatch(value):
                yield PrintedCode(naming.COVER, f"{column_letters(column)}{row + 1}", value)
    tops = {located.sheet: located.top for located in tables}
    for place, top in tops.items():
        sheet = book.sheets[place]
        for row, cells in sheet.cells.items():
            if row < top:
                continue
            for column, value in cells.items():
                if isinstance(value, str) and value.startswith(CODE_LINE):
                    cell = f"{column_letters(column)}{row + 1}"
                    yield from (PrintedCode(sheet.name, cell, code) for code in _CODE.findall(value))
