"""Whatever runs the reading, the store comes to say the same: threads, processes, a cluster."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select

from generator.bureau import cluster_workforce, local_workforce
from generator.cli.exit_codes import ExitCode
from generator.collection.executors import ClusterError
from generator.collection.taking import dismiss_guards
from generator.store.faults import StoreError
from generator.store.files import read_file
from generator.store.store import Store
from generator.store.tables import CONTENT
from tests.collection.region import Region
from tests.collection.runs import Run, command, with_executor
from tests.stores import Dump, difference, fresh_address, store_dump

pytestmark = pytest.mark.xdist_group("collection")


def test_threads(small_region: Region, undisturbed: Dump, tmp_path: Path) -> None:
    address = str(tmp_path / "收件库.db")
    with ThreadPoolExecutor(2) as executor:
        with_executor(executor, 2).collect(address, small_region.inbox, roster=small_region.roster)
    dismiss_guards()
    assert difference(store_dump(address), undisturbed) == {}


def test_processes(small_region: Region, undisturbed: Dump, store_address: str) -> None:
    context = multiprocessing.get_context("forkserver")
    with ProcessPoolExecutor(2, mp_context=context) as executor:
        with_executor(executor, 2).collect(store_address, small_region.inbox, roster=small_region.roster)
    assert difference(store_dump(store_address), undisturbed) == {}


def test_an_error_of_the_store_comes_through_from_another_process(tmp_path: Path) -> None:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("forkserver")) as executor:
        future = executor.submit(Store.open, str(tmp_path / "没有.db"))
        with pytest.raises(StoreError) as raised:
            future.result()
    assert (raised.value.fault, raised.value.details) == ("missing", str(tmp_path / "没有.db"))


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of a cluster of four processes on this machine."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=4, threads_per_worker=1, processes=True, dashboard_address=":0"
    ) as local:
        yield local.scheduler_address


def test_a_cluster(cluster: str, small_region: Region, undisturbed: Dump, tmp_path: Path) -> None:
    address = str(tmp_path / "收件库.db")
    with cluster_workforce(cluster) as workforce:
        assert workforce.size == 4
        Run(workforce).collect(address, small_region.inbox, roster=small_region.roster)
    assert difference(store_dump(address), undisturbed) == {}


def test_a_cluster_by_the_command_with_postgresql_and_files_in_a_shared_folder(
    cluster: str, small_region: Region, undisturbed: Dump, tmp_path: Path
) -> None:
    files = f"file://{tmp_path / '来件'}"
    for address in fresh_address("postgresql", tmp_path):
        done = command(
            *("collect", small_region.inbox, "--roster", small_region.roster),
            *("--store", address, "--files", files, "--cluster", cluster),
        )
        assert (done.returncode, done.stderr) == (ExitCode.DONE, "")
        dump = store_dump(address)
        assert dump["content_part"] == []
        kept = [{**row, "kept_at": ""} for row in dump["content"]]
        same = {**dump, "content": kept, "content_part": undisturbed["content_part"]}
        assert difference(same, undisturbed) == {}
        store = Store.open(address)
        with store.reading() as connection:
            digests = connection.execute(select(CONTENT.c.digest)).scalars().all()
        assert sum(len(read_file(store, digest)) > 0 for digest in digests) == len(small_region.distinct)
    assert len([path for path in (tmp_path / "来件").rglob("*") if path.is_file()]) == len(kept)


def test_a_cluster_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ClusterError, match="nowhere"), cluster_workforce("nowhere://127.0.0.1:1"):
        pass


def test_two_runs_in_one_process_do_not_end_each_others_reading(
    small_region: Region, undisturbed: Dump, tmp_path: Path
) -> None:
    """As in a service: while one collects, others begin and end."""
    address = str(tmp_path / "收件库.db")
    with local_workforce(1) as workforce, ThreadPoolExecutor(1) as beside:
        running = beside.submit(
            Run(workforce).collect, address, small_region.inbox, roster=small_region.roster
        )
        turns = 0
        while not running.done():
            with local_workforce(1):
                turns += 1
            dismiss_guards()
            time.sleep(0.05)
        running.result()
    assert turns > 10
    assert difference(store_dump(address), undisturbed) == {}


def test_a_cluster_that_is_lost_on_the_way_is_told(cluster: str) -> None:
    with pytest.raises(ClusterError, match="connection lost"), cluster_workforce(cluster):
        raise CancelledError
