"""Stores for tests: a fresh one on each database, and all that is in one, so that two can be compared."""

from __future__ import annotations

import hashlib
import os
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Table, create_engine, select, text

from generator.store.address import address_of, engine_of
from generator.store.store import Store
from generator.store.tables import CONTENT_PART, HISTORY, METADATA, READING, ROSTER, RUN, RUN_END, WAIVER

POSTGRES = os.environ.get("BUDGETBOOK_POSTGRES", "")
NO_POSTGRES = "BUDGETBOOK_POSTGRES is not set: no PostgreSQL server to try"
_WHEN = ("run_id", "received_at", "read_at", "judged_at", "made_at", "ended_at")
_IN_ORDER = ("judgement", "roster", "deadline", "waiver")
"""Relations whose last row rules."""

Dump = Mapping[str, list[Any]]


@pytest.fixture(params=["sqlite", "postgresql"])
def store_address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a store that is not there yet, on each database; it is dropped after the test."""
    yield from fresh_address(request.param, tmp_path)


def fresh_address(database: str, folder: Path) -> Iterator[str]:
    """The address of a store that is not there yet; what comes to be there is dropped at the end."""
    if database == "sqlite":
        address = str(folder / "收件库.db")
        yield address
        _dispose(address)
        return
    if not POSTGRES:
        pytest.skip(NO_POSTGRES)
    name = f"test_{uuid.uuid4().hex}"
    server = create_engine(address_of(POSTGRES), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0"))
    address = address_of(POSTGRES).set(database=name).render_as_string(hide_password=False)
    try:
        yield address
    finally:
        _dispose(address)
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        server.dispose()


def _dispose(address: str) -> None:
    engine_of(address_of(address).render_as_string(hide_password=False)).dispose()


def is_postgresql(address: str) -> bool:
    """Whether an address is one of PostgreSQL."""
    return address_of(address).get_backend_name() == "postgresql"


def store_dump(address: str) -> Dump:
    """The whole store without numbers, runs and moments of working: equal for stores that say the same.

    Readings are known by file, layout version and program. Judgements, rosters, deadlines and waivers are
    in their order, as the last one rules; all else is sorted.
    """
    with Store.open(address).reading() as connection:
        keys = _keys(connection)
        return {
            table.name: _rows(connection, table, keys) for table in HISTORY if table not in (RUN, RUN_END)
        }


def _keys(connection: Connection) -> Mapping[str, Mapping[int, Any]]:
    """What stands for the numbers of readings, rosters and waivers."""
    columns = (
        READING.c.id,
        READING.c.digest,
        READING.c.layout_version,
        READING.c.program,
        READING.c.given_up,
    )
    readings = {number: tuple(key) for number, *key in connection.execute(select(*columns))}
    rosters = connection.execute(select(ROSTER.c.id).order_by(ROSTER.c.id)).scalars()
    waivers = connection.execute(select(WAIVER.c.id).order_by(WAIVER.c.id)).scalars()
    return {
        "reading_id": readings,
        "roster_id": {number: place for place, number in enumerate(rosters)},
        "waiver_id": {number: place for place, number in enumerate(waivers)},
    }


def _rows(connection: Connection, table: Table, keys: Mapping[str, Mapping[int, Any]]) -> list[Any]:
    left_out = {*_WHEN, *(["id"] if table.name != "content" else [])}
    order = [table.c.id] if "id" in table.c else list(table.primary_key.columns)
    rows = [
        {
            name: _shown(keys[name][value] if name in keys else value)
            for name, value in row.items()
            if name not in left_out
        }
        for row in connection.execute(select(table).order_by(*order)).mappings()
    ]
    if table.name == "judgement":
        by_file: dict[str, list[Any]] = defaultdict(list)
        for row in rows:
            by_file[row["digest"]].append(row["reading_id"])
        return sorted(by_file.items())
    if table.name in _IN_ORDER:
        return rows
    return sorted(rows, key=repr)


def _shown(value: Any) -> Any:
    """Bytes by their digest."""
    return hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else value


def difference(one: Dump, other: Dump) -> dict[str, tuple[list[Any], list[Any]]]:
    """What only one of two dumps has, relation by relation: short enough to look at."""
    assert one.keys() == other.keys() <= set(METADATA.tables)
    found = {}
    for name in one:
        if one[name] != other[name]:
            only_one = [row for row in one[name] if row not in other[name]]
            only_other = [row for row in other[name] if row not in one[name]]
            found[name] = (only_one[:5], only_other[:5]) if only_one or only_other else (["order"], [])
    return found


def parts_of_content(connection: Connection) -> int:
    """How many pieces of files are kept in the store itself."""
    return len(connection.execute(select(CONTENT_PART.c.part)).all())
