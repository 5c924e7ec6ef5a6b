"""Which form a returned workbook is (表样): layout, year, version, by whatever still says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.layout.fields import REGION_SHEETS
from generator.layout.years import YearListing
from generator.model.form import IssuedForm
from generator.spreadsheet.raw_book import RawBook, RawSheet, RawValue
from generator.workbook import naming
from generator.workbook.document_properties import FORM_PROPERTY, ISSUED_PROPERTY, REGION_PROPERTY

_WRITTEN = re.compile(r"([a-z][a-z0-9_-]*)-(20\d\d)-([0-9a-f]{8})(?![0-9a-f])")
_YEAR = re.compile(r"(20\d\d)\s*年")
_FRONT_ROWS = 40
"""How far down a sheet the year is looked for when the form is not written anywhere."""


def written_form(book: RawBook) -> IssuedForm | None:
    """The form as the workbook itself says: in its properties, in its named cell, or on the cover."""
    for text in _form_texts(book):
        match = _WRITTEN.search(text)
        if match is not None:
            layout, year, version = match.groups()
            return IssuedForm(layout, int(year), version, book.properties.get(ISSUED_PROPERTY, ""))
    return None


def is_of_region(book: RawBook) -> bool:
    """Whether a workbook is one of many departments (汇总表), by its properties or by its sheets."""
    if REGION_PROPERTY in book.properties:
        return True
    return set(REGION_SHEETS) <= {sheet.name for sheet in book.sheets}


def guessed_form(book: RawBook, known: Sequence[YearListing]) -> IssuedForm | None:
    """The form of a workbook that has lost its version: by the year that its first sheets speak of.

    Several layouts of that year cannot be told apart by it; then there is none.
    """
    years = [int(year) for text in _visible_texts(book) for year in _YEAR.findall(text)]
    for year in dict.fromkeys(years):
        layouts = sorted({listing.layout for listing in known if listing.year == year})
        if len(layouts) == 1:
            return IssuedForm(layouts[0], year, "", "")
    return None


def _form_texts(book: RawBook) -> Iterator[str]:
    yield book.properties.get(FORM_PROPERTY, "")
    named = book.names.get(naming.FORM_VERSION)
    if named is not None:
        yield from _texts([book.sheets[named.sheet].value(named.area.top, named.area.left)])
    for sheet in book.sheets:
        if sheet.name == naming.COVER:
            yield from _sheet_texts(sheet)
    for sheet in book.sheets:
        if not sheet.hidden and sheet.name not in naming.LISTS:
            yield from _sheet_texts(sheet)


def _visible_texts(book: RawBook) -> Iterator[str]:
    for sheet in book.sheets:
        if not sheet.hidden and sheet.name not in naming.LISTS:
            yield sheet.name
            yield from _sheet_texts(sheet)


def _sheet_texts(sheet: RawSheet) -> Iterator[str]:
    for row in sorted(sheet.cells):
        if row > _FRONT_ROWS:
            break
        yield from _texts(sheet.cells[row].values())


def _texts(values: Iterable[RawValue | None]) -> Iterator[str]:
    return (value for value in values if isinstance(value, str))
