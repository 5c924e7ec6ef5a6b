"""However often, in whatever order and by however many at once: the store comes to say the same."""

from __future__ import annotations

import os
import shutil
import time
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import func, select, text

from generator.store.faults import StoreError
from generator.store.store import Store
from generator.store.tables import CONTENT
from tests.collection.killing import collecting
from tests.collection.region import Region
from tests.collection.runs import Run
from tests.stores import Dump, difference, is_postgresql, store_dump

KILLS = int(os.environ.get("BUDGETBOOK_KILLS", "6"))
"""How often a run is killed on each database; set it to try more."""
pytestmark = pytest.mark.xdist_group("collection")


def test_collecting_twice_changes_nothing(
    small_region: Region, bureau_run: Run, undisturbed: Dump, store_address: str
) -> None:
    bureau_run.collect(store_address, small_region.inbox, roster=small_region.roster)
    assert difference(store_dump(store_address), undisturbed) == {}
    again = bureau_run.collect(store_address, small_region.inbox, roster=small_region.roster)
    assert difference(store_dump(store_address), undisturbed) == {}
    assert (again.files, again.identical) == (small_region.files, small_region.files)
    assert (again.noted_before, again.new.total()) == (small_region.files, 0)


def test_the_order_of_files_and_folders_does_not_matter(
    small_region: Region, bureau_run: Run, undisturbed: Dump, store_address: str
) -> None:
    places = sorted(
        path for path in small_region.inbox.rglob("*") if path.is_file() and "__MACOSX" not in path.parts
    )
    Random(5).shuffle(places)
    bureau_run.collect(store_address, *places, roster=small_region.roster)
    assert difference(store_dump(store_address), undisturbed) == {}


def test_what_lies_in_another_folder_by_now_is_the_same_submission(
    small_region: Region, bureau_run: Run, tmp_path: Path
) -> None:
    address, moved = str(tmp_path / "收件库.db"), tmp_path / "搬走了"
    bureau_run.collect(address, small_region.inbox, roster=small_region.roster)
    before = store_dump(address)
    shutil.copytree(small_region.inbox, moved)
    again = bureau_run.collect(address, moved)
    assert (again.identical, again.noted_before) == (small_region.files, 0)
    after = store_dump(address)
    assert len(after["receipt"]) == 2 * len(before["receipt"])
    assert {**after, "receipt": []} == {**before, "receipt": []}


def test_two_runs_at_once_give_the_store_of_one(
    small_region: Region, undisturbed: Dump, store_address: str
) -> None:
    runs = [collecting(store_address, small_region.inbox, small_region.roster) for _ in range(2)]
    for each in runs:
        each.start()
    for each in runs:
        each.join()
    assert [each.exitcode for each in runs] == [0, 0]
    assert difference(store_dump(store_address), undisturbed) == {}


def test_a_run_that_is_killed_again_and_again_loses_nothing(
    small_region: Region, bureau_run: Run, undisturbed: Dump, store_address: str
) -> None:
    random = Random(20241120)
    seen = set()
    for turn in range(KILLS):
        process = collecting(store_address, small_region.inbox, small_region.roster)
        process.start()
        if turn % 3 == 0:
            process.join(random.uniform(0, 0.5))
        else:
            _wait_for(store_address, random.randint(1, 2), process)
            process.join(random.uniform(0, 0.05))
        process.kill()
        process.join()
        seen.add(_files_in(store_address))
    assert len(seen) > 2, "no run was killed on its way"
    bureau_run.collect(store_address, small_region.inbox, roster=small_region.roster)
    assert difference(store_dump(store_address), undisturbed) == {}
    if not is_postgresql(store_address):
        with Store.open(store_address).reading() as connection:
            assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"


def _wait_for(address: str, more: int, process: BaseProcess) -> None:
    """Wait until so many more files are in the store, or the run is at its end."""
    begin, until = _files_in(address), time.monotonic() + 30
    while _files_in(address) < begin + more and process.is_alive() and time.monotonic() < until:
        time.sleep(0.005)


def _files_in(address: str) -> int:
    try:
        with Store.open(address).reading() as connection:
            return connection.execute(select(func.count()).select_from(CONTENT)).scalar_one()
    except StoreError as error:
        if error.fault == "missing":
            return 0
        raise
