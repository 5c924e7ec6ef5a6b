"""The form of a store (库结构), brought up to date when it is opened: whole, and by one process at a time."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, select, text

from generator.store.faults import StoreError
from generator.store.migrations import HEAD, VERSION_TABLE
from generator.store.tables import SETTING
from generator.store.views import VIEWS, definitions_digest

_VIEWS = "views"
_TODAY = {"sqlite": "DATE('now', 'localtime')", "postgresql": "CAST(CURRENT_DATE AS VARCHAR(10))"}
_LOCK = 7_300_151
"""The advisory lock under which a store on PostgreSQL is brought up to date."""


def is_current(connection: Connection) -> bool:
    """Whether a store has the form and the views of this program.

    Raises: StoreError, when a newer program made it.
    """
    if not is_ours(connection):
        return False
    written = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
    if written is not None and written > HEAD:
        raise StoreError("newer", str(written))
    views = connection.execute(select(SETTING.c.value).where(SETTING.c.name == _VIEWS)).scalar()
    return written == HEAD and views == definitions_digest()


def is_ours(connection: Connection) -> bool:
    """Whether a database holds a store, of whatever form."""
    return inspect(connection).has_table(VERSION_TABLE)


def refuse_foreign(connection: Connection) -> None:
    """A file of another program is no place for a store. Raises: StoreError, when it is one."""
    if connection.dialect.name == "sqlite" and (names := inspect(connection).get_table_names()):
        raise StoreError("not_ours", "、".join(names[:10]))


def bring_up_to_date(connection: Connection) -> None:
    """Take the steps that are missing, and make the views anew."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    if is_current(connection):  # another process was first
        return
    _upgrade(connection)
    for view in reversed(VIEWS):
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {view.name}")
    for view in VIEWS:
        sql = view.sql.replace("{today}", _TODAY[connection.dialect.name])
        connection.exec_driver_sql(f"CREATE VIEW {view.name} AS {sql}")
    connection.execute(SETTING.delete().where(SETTING.c.name == _VIEWS))
    connection.execute(SETTING.insert().values(name=_VIEWS, value=definitions_digest()))


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    folder = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
