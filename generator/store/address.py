"""Where a store is: a file (SQLite), or a URL of PostgreSQL."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from generator.store.faults import StoreError

PATIENCE_SECONDS = 120
"""How long one writer waits for another."""
_POOL: Mapping[str, Any] = {"pool_size": 32, "max_overflow": -1}
"""Connections that are kept open; there are more while more threads want one."""
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
    if driver == "sqlite":
        if not url.database or url.database == ":memory:":  # nothing would be kept
            raise StoreError("address", store)
        return URL.create("sqlite", database=str(Path(url.database).absolute()))
    return url.set(drivername=driver)


def engine_of(address: str) -> Engine:
    """The engine of an address (a URL with its password); one for each process.

    A process that was forked has its own; it must neither use nor close connections of its parent.
    """
    return _engine(address, os.getpid())


@cache
def _engine(address: str, _process: int) -> Engine:
    url = make_url(address)
    if url.get_backend_name() != "sqlite":
        try:
            return create_engine(url, pool_pre_ping=True, **_POOL)
        except ModuleNotFoundError as error:
            raise StoreError("driver", str(error)) from error
    if _is_read_only(Path(url.database or "")):
        engine = create_engine(url, creator=lambda: _opened_to_look(url.database or ""), **_POOL)
    else:
        engine = create_engine(url, connect_args={"timeout": PATIENCE_SECONDS}, **_POOL)
        event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def writing(engine: Engine) -> Engine:
    """The engine for transactions that write; on SQLite they come one after the other."""
    return engine.execution_options(**{_WRITING: True})


def reading(engine: Engine) -> Engine:
    """The engine for transactions that only read: all that they read is of one moment."""
    return engine if engine.name == "sqlite" else engine.execution_options(isolation_level="REPEATABLE READ")


def _is_read_only(path: Path) -> bool:
    """Whether a store can only be looked at, as on a disc or in somebody else's folder."""
    return path.is_file() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def _opened_to_look(path: str) -> sqlite3.Connection:
    uri = f"{Path(path).as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
    connection.isolation_level = None
    return connection


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    """Readers do not wait for a writer, and what was committed stays through a loss of power."""
    connection.isolation_level = None  # transactions begin where we say so
    for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {setting}")


def _begin(connection: Connection) -> None:
    wants = connection.get_execution_options().get(_WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if wants else "BEGIN")
