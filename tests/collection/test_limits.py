"""Files that take too much time or memory, and readers that die: only the file itself comes to nothing."""

from __future__ import annotations

import shutil
import sys
import time
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path
from typing import IO, Any

import psutil
import pytest
from sqlalchemy import text

from generator.bureau import Collected, Limits, local_workforce
from generator.collection import guard
from generator.collection.guard import Guard
from generator.collection.reading_process import send
from generator.reader.submission import Outcome
from generator.store.receiving import keep_reading
from generator.store.store import Store
from tests.collection.region import Region
from tests.collection.runs import Run
from tests.spreadsheet.hostile_files import cells
from tests.stores import store_dump

pytestmark = pytest.mark.xdist_group("collection")
HEAVY = "1 很大.xlsx"


@pytest.fixture(scope="module")
def inbox(small_region: Region, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two good workbooks, and between them one that takes a second and 200 MiB."""
    folder = tmp_path_factory.mktemp("inbox")
    good = [each for each in small_region.distinct if each.outcome == "accepted"]
    found = [small_region.inbox / each.file for each in good if (small_region.inbox / each.file).exists()]
    for place, path in ((0, found[0]), (2, found[1])):
        shutil.copy2(path, folder / f"{place}.xlsx")
    (folder / HEAVY).write_bytes(cells(400_000))
    return folder


def collect(address: Path, inbox: Path, limits: Limits) -> Collected:
    with local_workforce(1) as workforce:
        return Run(workforce, limits=limits).collect(str(address), inbox)


def reading_processes() -> list[psutil.Process]:
    """Those that read for this process."""
    found = []
    for child in psutil.Process().children():
        with suppress(psutil.Error):  # it ended just now
            if any("reading_process" in word for word in child.cmdline()):
                found.append(child)
    return found


def rows(address: Path, sql: str) -> list[tuple[Any, ...]]:
    with Store.open(str(address)).reading() as connection:
        return [tuple(row) for row in connection.execute(text(sql))]


def given_up(address: Path) -> str:
    """Why the heavy file was given up."""
    ((file, state, code),) = rows(
        address,
        "SELECT s.file, s.state, f.code FROM submissions s JOIN findings f ON f.file = s.file "
        "WHERE s.state = 'unreadable'",
    )
    assert (file, state) == (HEAVY, "unreadable")
    return str(code)


def assert_read_again(address: Path, inbox: Path) -> None:
    """With ample limits the file is read, once, and known for what it is."""
    again = collect(address, inbox, Limits())
    assert (again.new, again.identical) == (Counter({Outcome.UNREADABLE: 1}), 2)
    assert rows(address, "SELECT code FROM findings") == [("FORM-001",)]
    settled = store_dump(str(address))
    assert [len(readings) for _, readings in settled["judgement"]].count(2) == 1
    assert collect(address, inbox, Limits()).identical == 3
    assert store_dump(str(address)) == settled


def test_a_file_that_takes_too_long_is_given_up_and_read_again_next_time(inbox: Path, tmp_path: Path) -> None:
    address, alone = tmp_path / "收件库.db", tmp_path / "慢"
    alone.mkdir()
    shutil.copy2(inbox / HEAVY, alone / HEAVY)
    for new in (1, 0):
        collected = collect(address, alone, Limits(seconds=0.3))
        assert collected.new == Counter({Outcome.UNREADABLE: new} if new else {})
        assert given_up(address) == "OPEN-016"
    again = collect(address, inbox, Limits())
    assert again.new == Counter({Outcome.ACCEPTED: 2, Outcome.UNREADABLE: 1})
    assert rows(address, "SELECT code FROM findings") == [("FORM-001",)]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to a limit of memory")
def test_a_file_that_takes_too_much_memory_is_given_up_and_read_again_next_time(
    inbox: Path, tmp_path: Path
) -> None:
    address = tmp_path / "收件库.db"
    collected = collect(address, inbox, Limits(memory_mib=120))
    assert collected.new == Counter({Outcome.ACCEPTED: 2, Outcome.UNREADABLE: 1})
    # where the XML parser gets no memory, it may fail or crash instead of saying so
    assert given_up(address) in ("OPEN-017", "OPEN-015", "OPEN-018")
    assert_read_again(address, inbox)


def test_a_reading_process_that_dies_costs_its_file_alone(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def send_and_kill(pipe: IO[bytes], message: tuple[str, bytes]) -> None:
        send(pipe, message)
        if message[0] == HEAVY:
            for process in reading_processes():
                process.kill()

    address = tmp_path / "收件库.db"
    with monkeypatch.context() as changed:
        changed.setattr(guard, "send", send_and_kill)
        collected = collect(address, inbox, Limits())
    assert collected.new == Counter({Outcome.ACCEPTED: 2, Outcome.UNREADABLE: 1})
    assert given_up(address) == "OPEN-018"
    assert_read_again(address, inbox)


def test_what_a_busy_run_gives_up_does_not_take_the_place_of_what_another_read(
    inbox: Path, tmp_path: Path
) -> None:
    address, path = tmp_path / "收件库.db", inbox / "0.xlsx"
    collect(address, path, Limits())
    before = store_dump(str(address))
    with closing(Guard("", Limits(seconds=0.01))) as reader:
        overdue = reader.read(path.name, path.read_bytes())
    assert overdue.is_given_up
    store = Store.open(str(address))
    with store.run("collect", {}) as run, store.writing() as connection:
        assert not keep_reading(connection, run.id, overdue)
    assert store_dump(str(address)) == before


def test_a_reading_process_that_died_between_two_files_costs_none(inbox: Path) -> None:
    path = inbox / "0.xlsx"
    with closing(Guard("", Limits())) as reader:
        before = reader.read(path.name, path.read_bytes())
        for process in reading_processes():
            process.kill()
        time.sleep(0.1)  # it takes the system a moment
        assert reader.read(path.name, path.read_bytes()) == before


def test_nothing_that_lies_in_the_current_folder_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("yaml", "generator", "zipfile"):
        (tmp_path / f"{name}.py").write_text("open('run', 'w')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    guard = Guard("", Limits())
    try:
        reading = guard.read("空.xlsx", b"")
    finally:
        guard.close()
    assert [row[0] for row in reading.lists["finding"]] == ["OPEN-002"]
    assert not (tmp_path / "run").exists()
