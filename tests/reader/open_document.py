"""A workbook saved as .ods by a program that keeps values, and knows neither our names nor our formulas."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from generator.spreadsheet.opening import open_bytes
from generator.spreadsheet.raw_book import DateValue, ErrorValue, RawSheet, RawValue, shown
from generator.workbook import naming
from tests.spreadsheet.small_files import ods_parts, zipped

_LEFT_OUT = (*naming.LISTS, *naming.MIRRORS.values(), naming.WORKINGS)
"""Sheets that nothing is read from."""


def as_open_document(content: bytes) -> bytes:
    """The sheets of an .xlsx as an .ods; formulas are kept as such, and mean nothing."""
    book = open_bytes("a.xlsx", content).book
    assert book is not None
    return zipped(ods_parts("".join(_table(sheet) for sheet in book.sheets if sheet.name not in _LEFT_OUT)))


def _table(sheet: RawSheet) -> str:
    rows = sorted({*sheet.cells, *(row for row, _ in sheet.formulas)})
    written, due = [], 0
    for row in rows:
        if row > due:
            written.append(f'<table:table-row table:number-rows-repeated="{row - due}"/>')
        written.append(f"<table:table-row>{''.join(_cells(sheet, row))}</table:table-row>")
        due = row + 1
    return f"<table:table table:name={quoteattr(sheet.name)}>{''.join(written)}</table:table>"


def _cells(sheet: RawSheet, row: int) -> Iterator[str]:
    columns = sorted({*sheet.cells.get(row, {}), *(column for at, column in sheet.formulas if at == row)})
    due = 0
    for column in columns:
        if column > due:
            yield f'<table:table-cell table:number-columns-repeated="{column - due}"/>'
        formula = ' table:formula="of:=0"' if (row, column) in sheet.formulas else ""
        yield _cell(sheet.value(row, column), formula)
        due = column + 1


def _cell(value: RawValue | None, formula: str) -> str:
    text = f"<text:p>{escape(shown(value))}</text:p>"
    if isinstance(value, Decimal):
        return f'<table:table-cell{formula} office:value-type="float" office:value="{value}"/>'
    if isinstance(value, DateValue):
        date = f'office:value-type="date" office:date-value="{shown(value)}"'
        return f"<table:table-cell{formula} {date}/>"
    if isinstance(value, ErrorValue):
        kind = 'office:value-type="string" calcext:value-type="error"'
        return f"<table:table-cell{formula} {kind}>{text}</table:table-cell>"
    return f'<table:table-cell{formula} office:value-type="string">{text}</table:table-cell>'
