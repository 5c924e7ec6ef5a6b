"""A store on each database, empty; making one anew for each test would take too long."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from generator.store.address import engine_of
from generator.store.store import Store
from generator.store.tables import HISTORY
from tests.store.readings import EDUCATION, WATER, Inbox
from tests.stores import fresh_address


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in a file."""
    path = tmp_path_factory.mktemp("empty") / "收件库.db"
    engine_of(Store.open(str(path), create=True).address).dispose()
    return path


@pytest.fixture(scope="session")
def store_on_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store on PostgreSQL."""
    for address in fresh_address("postgresql", tmp_path_factory.mktemp("server")):
        yield Store.open(address, create=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store on each database."""
    if request.param == "postgresql":
        on_server: Store = request.getfixturevalue("store_on_server")
        _empty(on_server)
        yield on_server
        return
    path = tmp_path / "收件库.db"
    shutil.copyfile(request.getfixturevalue("empty_file"), path)
    opened = Store.open(str(path))
    yield opened
    engine_of(opened.address).dispose()


def _empty(store: Store) -> None:
    """Take everything out again, which only who rules the server can."""
    with store.writing() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        for table in HISTORY:
            connection.execute(table.delete())


@pytest.fixture
def inbox(store: Store) -> Inbox:
    """Nothing has come in yet; two departments are on the roster."""
    inbox = Inbox(store)
    inbox.roster(EDUCATION, WATER)
    return inbox
