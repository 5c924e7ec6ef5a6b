"""Where a store may be, and what is said when it is not there, or something else is."""

from __future__ import annotations

import os
import sqlite3
import uuid
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from generator.store.address import address_of, engine_of
from generator.store.faults import StoreError
from generator.store.store import Store
from tests.stores import NO_POSTGRES, POSTGRES, is_postgresql


def fault(address: object, *, create: bool = False) -> str:
    """What is wrong with a store."""
    with pytest.raises(StoreError) as raised:
        Store.open(str(address), create=create)
    return raised.value.fault


@pytest.mark.parametrize(
    "address", ["mysql://host/x", "://", "sqlite://", "sqlite:///:memory:", "http://x/y"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    assert fault(address, create=True) == "address"


def test_a_file_may_be_named_by_its_path_or_by_a_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Store.open("收件库.db", create=True)
    opened = [
        Store.open(name) for name in (f"sqlite:///{tmp_path}/收件库.db", "sqlite:///收件库.db", "收件库.db")
    ]
    assert {each.address for each in opened} == {opened[0].address}
    assert opened[0].shown == str(tmp_path / "收件库.db")


def test_a_password_is_not_shown() -> None:
    assert "secret" not in Store("postgresql://bureau:secret@localhost/budget").shown
    assert address_of("postgres://bureau:secret@localhost/budget").password == "secret"


def test_a_store_that_is_not_there_is_missing_and_not_made(tmp_path: Path) -> None:
    assert fault(tmp_path / "没有.db") == "missing"
    assert list(tmp_path.iterdir()) == []


def test_a_database_without_a_store_is_none_and_stays_as_it_is(store_address: str, tmp_path: Path) -> None:
    if not is_postgresql(store_address):
        Path(store_address).touch()
    assert fault(store_address) == "missing"
    with engine_of(Store(address_of(store_address).render_as_string(False)).address).connect() as connection:
        names = "pg_tables WHERE schemaname = 'public'" if is_postgresql(store_address) else "sqlite_master"
        assert connection.execute(text(f"SELECT COUNT(*) FROM {names}")).scalar() == 0
    assert Store.open(store_address, create=True).files == ""


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "别的.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE tasks (id INTEGER)")
    connection.close()
    assert fault(path) == "missing"
    assert fault(path, create=True) == "not_ours"
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("tasks",)]
    connection.close()


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "信.txt"
    path.write_text("您好，" * 1000, encoding="utf-8")
    before = path.read_bytes()
    assert fault(path) == "not_ours"
    assert fault(path, create=True) == "not_ours"
    assert path.read_bytes() == before


def test_a_folder_or_a_place_that_is_not_there_cannot_be_opened(tmp_path: Path) -> None:
    assert fault(tmp_path, create=True) == "folder"
    assert fault(tmp_path / "没有" / "收件库.db", create=True) == "unreachable"


def test_a_server_that_does_not_answer_cannot_be_reached() -> None:
    assert fault("postgresql://bureau@127.0.0.1:1/budget?connect_timeout=2", create=True) == "unreachable"


def test_a_spoilt_store_is_told(tmp_path: Path) -> None:
    path = tmp_path / "收件库.db"
    engine_of(Store.open(str(path), create=True).address).dispose()
    spoilt = bytearray(path.read_bytes())
    spoilt[4096:] = os.urandom(len(spoilt) - 4096)
    path.write_bytes(spoilt)
    assert fault(path) == "unreachable"


@pytest.mark.skipif(not POSTGRES, reason=NO_POSTGRES)
def test_who_may_not_make_a_store_is_told() -> None:
    name = f"test_{uuid.uuid4().hex}"
    server = create_engine(address_of(POSTGRES), isolation_level="AUTOCOMMIT")
    address = address_of(POSTGRES).set(username=name, database=name)
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
        connection.execute(text(f"CREATE ROLE {name} LOGIN"))
        try:
            with create_engine(address_of(POSTGRES).set(database=name)).connect() as inside:
                inside.execute(text("REVOKE CREATE ON SCHEMA public FROM PUBLIC"))
                inside.commit()
                inside.invalidate()
            assert fault(address.render_as_string(hide_password=False), create=True) == "unreachable"
        finally:
            engine_of(address.render_as_string(hide_password=False)).dispose()
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
            connection.execute(text(f"DROP ROLE {name}"))
    server.dispose()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing forks here")
@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")
def test_a_forked_process_does_not_use_the_connections_of_its_parent(store_address: str) -> None:
    address = Store.open(store_address, create=True).address
    of_parent = engine_of(address)
    child = os.fork()
    if child == 0:  # whatever happens here must end here
        os._exit(0 if engine_of(address) is not of_parent and Store.open(address).files == "" else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert engine_of(address) is of_parent
    assert Store.open(address).files == ""
