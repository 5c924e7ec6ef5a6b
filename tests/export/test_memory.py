"""Memory does not grow with the number of rows."""

import tracemalloc
from pathlib import Path

import pytest

from generator.export import rows
from generator.export.exporting import export_store
from generator.export.selection import Selection
from generator.export.written import Form
from generator.store.store import Store
from tests.export.sample_store import fill_with_items

ROWS = {Form.CSV: 20_000, Form.PARQUET: 20_000, Form.XLSX: 1_500}
"""Workbooks take longest to write."""


@pytest.fixture(scope="module")
def long_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A round for each number of rows, named after it."""
    store = Store.open(str(tmp_path_factory.mktemp("long") / "budget.db"), create=True)
    fill_with_items(store, {str(count * times): count * times for count in ROWS.values() for times in (1, 3)})
    return store


@pytest.mark.parametrize("form", list(Form))
def test_three_times_the_rows_take_the_same_memory(long_store, tmp_path, monkeypatch, form) -> None:
    monkeypatch.setattr(rows, "BATCH", 500)
    few, many = (peak(long_store, tmp_path, form, ROWS[form] * times) for times in (1, 3))
    assert many < few * 1.25


def peak(store: Store, folder: Path, form: Form, count: int) -> int:
    """The most bytes that Python holds while a round is exported."""
    tracemalloc.start()
    try:
        exported = export_store(store, str(folder / str(count)), Selection(2025, str(count)), [form])
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert exported.rows["line_items"] == count
    return most
