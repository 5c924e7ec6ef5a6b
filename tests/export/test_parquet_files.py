"""Parquet files as programs read them: types, titles, row groups."""

from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from generator.export import parquet_files
from generator.export.dictionary import BY_NAME, RELATIONS
from generator.export.exporting import export_store
from generator.export.faults import ExportError
from generator.export.parquet_files import ParquetFiles
from generator.export.rows import Row
from generator.export.selection import Selection
from generator.export.written import Form
from generator.model.amount import yuan

FIGURES = BY_NAME["table_figures"]


def figure(line: int, fen: int) -> Row:
    values = {"line": line, "year": 2025, "version": 1, "in_force": 1, "fen": fen, "yuan": yuan(fen)}
    return tuple(values.get(field.name, "") for field in FIGURES.fields)


def written(folder, *batches: list[Row]) -> pq.ParquetFile:
    writer = ParquetFiles(folder, "zh")
    writer.begin(FIGURES)
    for batch in batches:
        writer.add(batch)
    writer.end()
    return pq.ParquetFile(folder / "table_figures.parquet")


def test_columns_have_types_titles_and_meanings(sqlite_store, tmp_path) -> None:
    export_store(sqlite_store, str(tmp_path / "out"), Selection(2025, "二上"), [Form.PARQUET])
    for relation in RELATIONS:
        schema = pq.read_schema(tmp_path / "out" / f"{relation.name}.parquet")
        assert schema.metadata[b"title"].decode() == relation.title
        for field in relation.fields:
            about = schema.field(field.name).metadata
            assert about[b"title"].decode() == field.title
            assert about[b"description"].decode() == relation.meanings("zh")[field.name]
    items = pq.read_schema(tmp_path / "out" / "line_items.parquet")
    assert items.field("fen").type == pa.int64()
    assert items.field("yuan").type == pa.decimal128(18, 2)
    assert items.field("function_code").type == pa.string()
    submissions = pq.read_schema(tmp_path / "out" / "submissions.parquet")
    assert submissions.field("sent_at").type == pa.timestamp("us", tz="UTC")


def test_rows_go_in_groups_of_a_fixed_size(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(parquet_files, "ROW_GROUP", 4)
    batches = [[figure(2 * number, 100), figure(2 * number + 1, 100)] for number in range(5)]
    file = written(tmp_path, *batches)
    groups = [file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)]
    assert groups == [4, 4, 2]
    assert file.read()["line"].to_pylist() == list(range(10))


def test_sums_beyond_the_largest_entry_are_exact(tmp_path) -> None:
    table = written(tmp_path, [figure(1, 10**18 - 1), figure(2, 1 - 10**18)]).read()
    assert table["fen"].to_pylist() == [10**18 - 1, 1 - 10**18]
    assert table["yuan"].to_pylist() == [Decimal("9999999999999999.99"), Decimal("-9999999999999999.99")]


def test_an_amount_that_the_column_cannot_hold_is_told(sqlite_store, tmp_path) -> None:
    with pytest.raises(ExportError) as refused:
        written(tmp_path, [figure(1, 10**18)])
    assert (refused.value.fault, refused.value.details) == ("amount", "table_figures.yuan")
