"""References to cells as files write them: A1, $A$7:$B$306, '支出 录入'!$A:$A, $支出录入.$A$7."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.spreadsheet.raw_book import Area, NamedArea

_LAST_ROW, _LAST_COLUMN = 1_048_575, 16_383
_CORNER = r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})"
_CELLS = re.compile(rf"{_CORNER}(?::{_CORNER})?")
_COLUMNS = re.compile(r"\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})")
_ROWS = re.compile(r"\$?([1-9][0-9]{0,6}):\$?([1-9][0-9]{0,6})")
_IN_BOOK = re.compile(r"=?(?:'((?:[^']|'')+)'|([^'!:,()\[\]\s]+))!([$A-Za-z0-9:]+)")
_IN_OPEN_DOCUMENT = re.compile(
    r"\$?(?:'((?:[^']|'')+)'|([^'.!:]+))\.([$A-Za-z0-9]+)(?::(?:[^:]*)\.([$A-Za-z0-9]+))?"
)
_LONGEST = 1_000
GONE = "#REF!"
"""Stands where cells were that are gone."""


def column_of(letters: str) -> int:
    """The place of a column, from 0.

    Example:
        >>> column_of("A"), column_of("AA"), column_of("XFD")
        (0, 26, 16383)
    """
    place = 0
    for letter in letters.upper():
        place = place * 26 + ord(letter) - 64
    return place - 1


class Columns(dict[str, int]):
    """Places of columns by their letters, each computed once."""

    def __missing__(self, letters: str) -> int:
        place = self[letters] = column_of(letters)
        return place


def area_of(text: str) -> Area | None:
    """A rectangle of cells, also one of whole columns or rows; None for anything else.

    Example:
        >>> area_of("$A$7:$B$9"), area_of("C:C").bottom, area_of("A1,B2")
        (Area(top=6, left=0, bottom=8, right=1), 1048575, None)
    """
    if found := _CELLS.fullmatch(text):
        left, top, right, bottom = found.groups()
        right, bottom = right or left, bottom or top
        return _area(int(top) - 1, column_of(left), int(bottom) - 1, column_of(right))
    if found := _COLUMNS.fullmatch(text):
        return _area(0, column_of(found[1]), _LAST_ROW, column_of(found[2]))
    if found := _ROWS.fullmatch(text):
        return _area(int(found[1]) - 1, 0, int(found[2]) - 1, _LAST_COLUMN)
    return None


def _area(top: int, left: int, bottom: int, right: int) -> Area | None:
    top, bottom = sorted((top, bottom))
    left, right = sorted((left, right))
    return Area(top, left, bottom, right) if bottom <= _LAST_ROW and right <= _LAST_COLUMN else None


class SheetNames:
    """The sheets of a book by name; spreadsheets make no difference between large and small letters."""

    def __init__(self, names: Sequence[str]) -> None:
        self._exact = {name: place for place, name in reversed(list(enumerate(names)))}
        self._folded = {name.casefold(): place for name, place in self._exact.items()}

    def place(self, name: str) -> int | None:
        """The place of a sheet from 0; None when there is none of that name."""
        return self._exact.get(name, self._folded.get(name.casefold()))


class DefinedNames:
    """Sorts defined names into those that stand for cells and those whose cells are gone."""

    def __init__(self, sheets: Sequence[str]) -> None:
        self._sheets = SheetNames(sheets)
        self.areas: dict[str, NamedArea] = {}
        self.broken: set[str] = set()

    def add(self, name: str, text: str) -> None:
        """Take one name with what it refers to, as .xlsx files write it; formulas are left out."""
        found = _IN_BOOK.fullmatch(text) if len(text) <= _LONGEST else None
        area = area_of(found[3]) if found else None
        if found and area:
            self.put(name, self._sheets.place((found[1] or "").replace("''", "'") or found[2]), area)
        elif GONE in text:
            self.broken.add(name)

    def add_open_document(self, name: str, text: str) -> None:
        """Take one name with its address, as .ods files write it: $支出录入.$A$7:.$A$306."""
        found = _IN_OPEN_DOCUMENT.fullmatch(text) if len(text) <= _LONGEST else None
        area = area_of(found[3] + (f":{found[4]}" if found[4] else "")) if found else None
        if found and area:
            self.put(name, self._sheets.place((found[1] or "").replace("''", "'") or found[2]), area)
        elif GONE in text:
            self.broken.add(name)

    def put(self, name: str, sheet: int | None, area: Area) -> None:
        """Take a name that stands for cells; it is broken when their sheet is gone (None)."""
        if sheet is None:
            self.broken.add(name)
        else:
            self.areas[name] = NamedArea(sheet, area)


def each_area(text: str) -> Iterator[Area]:
    """The rectangles of a list of references, A1:B2 C3."""
    for part in text.split():
        area = area_of(part)
        if area is not None:
            yield area
