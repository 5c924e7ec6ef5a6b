"""The entry lists of a returned workbook, row by row as they were typed; nothing is dropped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from generator.expression.excel import column_letters
from generator.reader.places import Located, Places
from generator.reader.submission import TypedList, TypedRow
from generator.spreadsheet.raw_book import RawBook, RawSheet, RawValue

LARGEST_GAP = 50
"""How many blank rows in a row are kept, so that rows keep their numbers in a marked copy."""


_letters = cache(column_letters)


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row with anything in it: its row on the sheet (from 0) and its cells by field.

    `counted` says whether the row stands in the area that the workbook's own formulas count; `is_total`
    whether it adds up others and is no entry.
    """

    row: int
    cells: Mapping[str, RawValue]
    counted: bool
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class ReadList:
    """An entry list: where it lies, its sheet, and its rows."""

    located: Located
    sheet: RawSheet
    rows: tuple[ListRow, ...]

    def cell(self, row: int, field: str) -> str:
        """The address of a field's cell, as the person sees it; "" when the column is gone."""
        column = self.located.columns.get(field)
        return "" if column is None else f"{_letters(column)}{row + 1}"

    def typed(self, fields: tuple[str, ...], counted: bool = False) -> TypedList:
        """The rows as they were typed, with short gaps between them kept; `counted`: only those in the
        area that the workbook's own formulas count.
        """
        rows: list[TypedRow] = []
        blank = (None,) * len(fields)
        listed = [row for row in self.rows if row.counted] if counted else self.rows
        due = self.located.top if counted else self.located.first
        for each in listed:
            if each.row - due <= LARGEST_GAP:
                rows += [TypedRow(self.sheet.name, number + 1, blank) for number in range(due, each.row)]
            values = tuple(each.cells.get(field) for field in fields)
            rows.append(TypedRow(self.sheet.name, each.row + 1, values))
            due = each.row + 1
        return TypedList(self.located.block, fields, tuple(rows))


def read_list(book: RawBook, located: Located, places: Places, fields: tuple[str, ...]) -> ReadList:
    """Read every row from below the headings down to the end of the sheet.

    Merged cells are not spread here; a row counts as filled when one of `fields` holds something other
    than blanks.
    """
    sheet = book.sheets[located.sheet]
    marked = places.marked_rows.get(located.sheet, frozenset())
    columns = [(field, located.columns[field]) for field in fields if field in located.columns]
    rows: list[ListRow] = []
    for row in sorted(sheet.cells):
        if row < located.first or row in marked:
            continue
        held = sheet.cells[row]
        cells = {field: held[column] for field, column in columns if column in held}
        if any(not isinstance(value, str) or value.strip() for value in cells.values()):
            rows.append(ListRow(row, cells, located.top <= row <= located.bottom))
    return ReadList(located, sheet, tuple(rows))
