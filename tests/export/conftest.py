"""A small store with everything that can go wrong in an export, on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from generator.store.address import address_of, engine_of
from generator.store.store import Store
from tests.export.sample_store import fill

POSTGRES = os.environ.get("BUDGETBOOK_POSTGRES", "")
NO_POSTGRES = "BUDGETBOOK_POSTGRES is not set: no PostgreSQL server to try"


@pytest.fixture(scope="session")
def sqlite_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store.open(str(tmp_path_factory.mktemp("store") / "budget.db"), create=True)
    fill(store)
    return store


@pytest.fixture(scope="session")
def postgres_store() -> Iterator[Store]:
    with postgres() as store:
        fill(store)
        yield store


@contextmanager
def postgres() -> Iterator[Store]:
    """A store in a database of its own, which is dropped at the end."""
    if not POSTGRES:
        if os.environ.get("CI"):
            pytest.fail(NO_POSTGRES)
        pytest.skip(NO_POSTGRES)
    name = f"export_{uuid.uuid4().hex}"
    server = create_engine(address_of(POSTGRES), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0"))
    address = address_of(POSTGRES).set(database=name).render_as_string(hide_password=False)
    try:
        yield Store.open(address, create=True)
    finally:
        engine_of(address).dispose()
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        server.dispose()


@pytest.fixture(params=["sqlite_store", "postgres_store"], ids=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> Store:
    """The sample store on each database."""
    filled: Store = request.getfixturevalue(request.param)
    return filled


@pytest.fixture(params=["sqlite", "postgresql"])
def own_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """The sample store for one test that writes into it."""
    if request.param == "postgresql":
        with postgres() as store:
            fill(store)
            yield store
        return
    store = Store.open(str(tmp_path / "own.db"), create=True)
    fill(store)
    yield store


@pytest.fixture
def empty_store(tmp_path: Path) -> Store:
    return Store.open(str(tmp_path / "empty.db"), create=True)
