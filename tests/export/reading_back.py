"""Exported files read back by other programs, as rows of the store's own values."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow.parquet
from sqlalchemy import text

from generator.export.dictionary import RELATIONS
from generator.export.relation import Field, Kind, Relation
from generator.formula_guard import unguarded
from generator.store.store import Store, moment

Rows = list[tuple[object, ...]]
IN_FORCE = ("line_items", "income_entries", "previous_figures", "table_figures")


def stored(store: Store, relation: Relation, where: str) -> Rows:
    """What the view holds; yuan as the decimal text of fen, computed from its digits."""
    with store.reading() as connection:
        found = connection.execute(text(f"SELECT * FROM {relation.name} WHERE {where}")).mappings()
        return [tuple(_value(field, row) for field in relation.fields) for row in found]


def _value(field: Field, row: object) -> object:
    if field.kind is not Kind.YUAN:
        return row[field.name]
    fen = row["fen"]
    if fen is None:
        return None
    digits = f"{abs(fen):03}"
    return Decimal(f"{'-' if fen < 0 else ''}{digits[:-2]}.{digits[-2:]}")


def of_csv(folder: Path, relation: Relation) -> Rows:
    """The rows of a CSV file, by the dialect that the package states."""
    content = (folder / f"{relation.name}.csv").read_bytes().decode("utf-8-sig")
    names, *rows = csv.reader(io.StringIO(content, newline=""), strict=True)
    assert names == [field.name for field in relation.fields]
    return [
        tuple(_of_text(field, cell) for field, cell in zip(relation.fields, row, strict=True)) for row in rows
    ]


def _of_text(field: Field, cell: str) -> object:
    if field.kind is Kind.YUAN:
        return Decimal(cell) if cell else None
    if field.kind in (Kind.NUMBER, Kind.FLAG, Kind.FEN):
        return int(cell) if cell else None
    return unguarded(cell)


def of_parquet(folder: Path, relation: Relation) -> Rows:
    """The rows of a Parquet file."""
    table = pyarrow.parquet.read_table(folder / f"{relation.name}.parquet")
    assert table.column_names == [field.name for field in relation.fields]
    return [tuple(map(_plain, row.values())) for row in table.to_pylist()]


def _plain(value: object) -> object:
    if isinstance(value, datetime.datetime):
        return moment(value)
    return value.isoformat() if isinstance(value, datetime.date) else value


def of_workbook(folder: Path, relation: Relation) -> Rows:
    """The rows of a sheet; moments are to the second, and nothing is a formula."""
    book = openpyxl.load_workbook(folder / "relations.xlsx")
    rows: Rows = []
    for sheet in book.worksheets[1:]:
        if sheet.title.split(" (")[0] != relation.title:
            continue
        for row in sheet.iter_rows(min_row=2, max_col=len(relation.fields)):
            assert not any(cell.data_type == "f" or cell.hyperlink for cell in row)
            if any(cell.value is not None for cell in row):
                values = zip(relation.fields, (cell.value for cell in row), strict=True)
                rows.append(tuple(_of_cell(field, value) for field, value in values))
    return rows


def _of_cell(field: Field, value: object) -> object:
    if field.kind is Kind.MOMENT:
        assert isinstance(value, datetime.datetime)
        return (value + datetime.timedelta(milliseconds=500)).strftime("%Y-%m-%dT%H:%M:%S")
    if field.kind is Kind.DAY:
        assert isinstance(value, datetime.datetime)
        return value.date().isoformat()
    if field.kind is Kind.TEXT:
        return _unescaped("" if value is None else str(value))
    return value if value is None or field.kind is not Kind.YUAN else Decimal(repr(value)).quantize(CENT)


CENT = Decimal("0.01")


def _unescaped(text: str) -> str:
    """As spreadsheets show a text whose control characters are written _xHHHH_."""
    from openpyxl.utils.escape import unescape

    return unescape(text)


def in_order(rows: Sequence[tuple[object, ...]]) -> Rows:
    """Rows in an order that does not depend on the types of values."""
    return sorted(rows, key=repr)


def names() -> list[str]:
    """The names of all relations."""
    return [relation.name for relation in RELATIONS]
