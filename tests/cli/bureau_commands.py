"""The commands of the bureau in this process: reading processes last, as starting one takes a second."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime, timedelta
from os import utime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from generator import bureau
from generator.cli.main import make_app
from generator.model.budget import Department
from generator.store.address import address_of, engine_of
from tests.collection.region import BEGIN, write_workbook
from tests.collection.runs import Run

DAY = timedelta(days=1)


def invoke(*arguments: object, language: str = "zh") -> Result:
    """Run a command."""
    return CliRunner().invoke(make_app(language), [str(argument) for argument in arguments])


@pytest.fixture
def quick(bureau_run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands read by processes that last."""
    monkeypatch.setattr(bureau, "local_workforce", lambda _jobs=0: nullcontext(bureau_run.workforce))
    monkeypatch.delenv("BUDGETBOOK_STORE", raising=False)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Path]:
    """Where a store may be made."""
    path = tmp_path / "收件库.db"
    yield path
    _close(path)


def _close(path: Path) -> None:
    engine_of(address_of(str(path)).render_as_string(hide_password=False)).dispose()


def collected(run: Run, folder: Path, *places: str) -> Path:
    """A store of what lies in these places of a folder, collected one after the other; 名册.csv is the
    roster.
    """
    path = folder / "收件库.db"
    for place in places:
        run.collect(str(path), folder / place, roster=folder / "名册.csv")
    _close(path)
    return path


def put(folder: Path, department: Department, name: str, damage: str = "", sent_at: datetime = BEGIN) -> Path:
    """A workbook of the department, as it was sent."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.xlsx"
    write_workbook(department, path, damage)
    utime(path, (sent_at.timestamp(),) * 2)
    return path


def with_amounts(department: Department, changes: dict[int, int]) -> Department:
    """The department with other amounts (in fen, added) in some lines; its income stays balanced."""
    items = list(department.items)
    income = {entry.unit: entry for entry in department.income}
    for place, more in changes.items():
        items[place] = replace(items[place], fen=(items[place].fen or 0) + more)
        entry = income[items[place].unit]
        income[items[place].unit] = replace(entry, fen=(entry.fen or 0) + more)
    return replace(department, items=tuple(items), income=tuple(income.values()))
