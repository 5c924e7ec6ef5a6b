"""Where a store is: a file (SQLite), or a URL of PostgreSQL."""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from generator.store.faults import StoreError

PATIENCE_SECONDS = 120
"""How long one writer waits for another."""
_WRITING = "budgetbook_writing"
_DRIVERS = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg", "sqlite": "sqlite"}


def address_of(store: str) -> URL:
    """The address of a store; what is no URL is the path of a file.

    Raises:  StoreError, when it is neither.
    Example:
        >>> str(address_of("store.db")).endswith("/store.db")
        True
        >>> address_of("postgresql://bureau@localhost/budget").drivername
        'postgresql+psycopg'
    """
    if "://" not in store:
        return URL.create("sqlite", database=str(Path(store).absolute()))
    try:
        url = make_url(store)
    except ArgumentError as error:
        raise StoreError("address", store) from error
    driver = _DRIVERS.get(url.drivername.split("+")[0])
    if driver is None:
        raise StoreError("address", url.render_as_string())
    return url.set(drivername=driver)


@lru_cache(maxsize=8)
def engine_of(address: str) -> Engine:
    """The engine of an address (a URL with its password); one for each process."""
    url = make_url(address)
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, pool_size=32)
    engine = create_engine(url, connect_args={"timeout": PATIENCE_SECONDS}, pool_size=32)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def writing(engine: Engine) -> Engine:
    """The engine for transactions that write: they come one after the other."""
    return engine.execution_options(**{_WRITING: True})


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    """Readers do not wait for a writer, and what was committed stays through a loss of power."""
    connection.isolation_level = None  # transactions begin where we say so
    for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {setting}")


def _begin(connection: Connection) -> None:
    wants = connection.get_execution_options().get(_WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if wants else "BEGIN")
