"""A region and who reads it, made once in each test process: for the tests of collecting and its commands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generator.bureau import local_workforce
from tests.collection.region import Region, make_region
from tests.collection.runs import Run
from tests.stores import Dump, fresh_address, store_dump


@pytest.fixture(scope="session")
def small_region(tmp_path_factory: pytest.TempPathFactory) -> Region:
    """An inbox of a dozen departments, some of everything in it."""
    return make_region(tmp_path_factory.mktemp("small"), 12, seed=3)


@pytest.fixture(scope="session")
def bureau_run() -> Iterator[Run]:
    """Collects in this process; the reading processes last, as starting one takes a second."""
    with local_workforce(2) as workforce:
        yield Run(workforce)


@pytest.fixture(scope="session")
def undisturbed(small_region: Region, bureau_run: Run, tmp_path_factory: pytest.TempPathFactory) -> Dump:
    """All that is in a store after the small region was collected once and nothing happened."""
    (dump,) = (
        _collected(address, small_region, bureau_run)
        for address in fresh_address("sqlite", tmp_path_factory.mktemp("undisturbed"))
    )
    return dump


def _collected(address: str, region: Region, run: Run) -> Dump:
    collected = run.collect(address, region.inbox, roster=region.roster)
    region.assert_counted(collected.as_data())
    return store_dump(address)
