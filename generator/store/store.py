"""A store that is open: connections, transactions, runs."""

from __future__ import annotations

import getpass
import json
import platform
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError, OperationalError

from generator import __version__
from generator.store.address import address_of, engine_of, reading, writing
from generator.store.faults import Fault, StoreError
from generator.store.form import bring_up_to_date, is_current, is_ours, refuse_foreign
from generator.store.kept_text import clean_text
from generator.store.tables import RUN, RUN_END, SETTING

FILES = "files"
"""The setting that says where files are kept, "" for in the store."""
_SAID: Mapping[str, Fault] = {
    "disk is full": "full",
    "no space left": "full",
    "disk i/o error": "full",
    "is locked": "busy",
    "not a database": "not_ours",
    "already exists": "not_ours",
    "unable to open": "unreachable",
    "malformed": "unreachable",
    "permission denied": "unreachable",
    "only grows": "refused",
}
_TRIES, _PAUSE_SECONDS = 600, 0.1


def moment(at: datetime) -> str:
    """A moment as the store writes it.

    Example:
        >>> moment(datetime(2024, 11, 20, 8, 30, tzinfo=UTC))
        '2024-11-20T08:30:00.000000Z'
    """
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def now() -> str:
    """The present moment."""
    return moment(datetime.now(UTC))


def at(moment: str) -> datetime:
    """A moment as the store writes it, read."""
    return datetime.fromisoformat(moment)


@dataclass(frozen=True, slots=True)
class Store:
    """A store at an address (a URL with its password); it can be made again in another process."""

    address: str

    @staticmethod
    def open(store: str, *, create: bool = False, files: str = "") -> Store:
        """Open a store by path or URL; `create` makes it when it is not there.

        `files` is where a new store keeps the files that come in: "" in itself, or the address of a
        folder or object store. A store that is there keeps them where it always did.

        Raises: StoreError.
        """
        url = address_of(store)
        if url.get_backend_name() == "sqlite" and Path(url.database or "").is_dir():
            raise StoreError("folder", str(url.database))
        if url.get_backend_name() == "sqlite" and not create and not Path(url.database or "").is_file():
            raise StoreError("missing", str(url.database))
        opened = Store(url.render_as_string(hide_password=False))
        with opened.reading() as connection:
            current = is_current(connection)
            if not current and not is_ours(connection):
                if not create:
                    raise StoreError("missing", opened.shown)
                refuse_foreign(connection)
        if not current:
            with opened.writing() as connection:
                bring_up_to_date(connection)
                known = connection.execute(select(SETTING.c.value).where(SETTING.c.name == FILES)).scalar()
                if known is None:
                    connection.execute(SETTING.insert().values(name=FILES, value=_absolute(files)))
        if files and opened.files != _absolute(files):
            raise StoreError("elsewhere", opened.files)
        return opened

    @property
    def shown(self) -> str:
        """The address as people may see it."""
        url = address_of(self.address)
        return str(url.database) if self.is_file else url.render_as_string()

    @property
    def is_file(self) -> bool:
        """Whether it is a file (SQLite)."""
        return address_of(self.address).get_backend_name() == "sqlite"

    @property
    def files(self) -> str:
        """Where it keeps the files that come in; "" in itself."""
        with self.reading() as connection:
            return str(connection.execute(select(SETTING.c.value).where(SETTING.c.name == FILES)).scalar())

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store. Raises: StoreError."""
        with _told(), _begun(reading(engine_of(self.address))) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all of it is kept, or nothing. Raises: StoreError."""
        with _told(), _begun(writing(engine_of(self.address))) as connection:
            yield connection

    @contextmanager
    def run(self, kind: str, details: Mapping[str, object], author: str = "") -> Iterator[Run]:
        """A command that adds something; its end is noted with what `Run.summary` holds by then."""
        started = Run(0, now(), {})
        values = {
            "kind": kind,
            "author": clean_text(author or user()),
            "machine": clean_text(platform.node()),
            "started_at": started.started_at,
            "program": __version__,
            "details": clean_text(json.dumps(dict(details), ensure_ascii=False, default=str)),
        }
        with self.writing() as connection:
            number = connection.execute(RUN.insert().values(values).returning(RUN.c.id)).scalar_one()
        run = Run(int(number), started.started_at, started.summary)
        yield run
        with self.writing() as connection:
            summary = json.dumps(run.summary, ensure_ascii=False, default=str)
            connection.execute(RUN_END.insert().values(run_id=run.id, ended_at=now(), summary=summary))


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command."""

    id: int
    started_at: str
    summary: dict[str, object]


def _absolute(files: str) -> str:
    """The address of a folder that means the same from wherever the store is opened."""
    return str(Path(files).absolute()) if files and "://" not in files else files


def user() -> str:
    """Who is at the machine; "" when it does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user, as in some containers
        return ""


@contextmanager
def _begun(engine: Engine) -> Iterator[Connection]:
    """A transaction on a new connection; it waits for others that make the same store."""
    for turn in range(_TRIES):
        try:
            connection = engine.connect()
            break
        except OperationalError as error:
            if "locked" not in str(error) or turn == _TRIES - 1:
                raise
            time.sleep(_PAUSE_SECONDS)  # the mode of a new file is being set by another
    with connection, connection.begin():
        yield connection


@contextmanager
def _told() -> Iterator[None]:
    """What the database says, as an error of the store."""
    try:
        yield
    except DBAPIError as error:
        said = str(error.orig).strip()
        fault = next((fault for words, fault in _SAID.items() if words in said.casefold()), None)
        if fault is None and not isinstance(error, OperationalError):
            raise
        raise StoreError(fault or "unreachable", said) from error
