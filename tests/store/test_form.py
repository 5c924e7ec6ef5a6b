"""The form of a store: made by its migrations, as the program has it, by one process at a time."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from generator.store import migrations
from generator.store.faults import StoreError
from generator.store.migrations import HEAD, VERSION_TABLE
from generator.store.store import Store
from generator.store.submissions import entered
from generator.store.tables import METADATA
from generator.store.views import VIEWS
from tests.store.readings import Inbox

FOLDER = Path(migrations.__file__).parent


@pytest.fixture
def own_store(store_address: str) -> Store:
    """A store that may be spoilt."""
    return Store.open(store_address, create=True)


def test_the_migrations_make_the_relations_that_the_program_has(store: Store) -> None:
    with store.reading() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "version_table": VERSION_TABLE,
                "compare_type": True,
                "include_name": lambda name, kind, _: not (kind == "table" and name == VERSION_TABLE),
            },
        )
        assert compare_metadata(context, METADATA) == []
        assert context.get_current_revision() == HEAD


def test_the_head_is_the_newest_step_and_each_step_follows_the_one_before() -> None:
    scripts = ScriptDirectory(str(FOLDER))
    assert scripts.get_current_head() == HEAD
    files = sorted(path.name.split("_")[0] for path in (FOLDER / "versions").glob("0*.py"))
    assert files == [step.revision for step in reversed(list(scripts.walk_revisions()))]


def test_a_store_is_made_once_however_often_it_is_opened(own_store: Store) -> None:
    with own_store.writing() as connection:
        connection.execute(text("INSERT INTO setting (name, value) VALUES ('mark', 'x')"))
    for _ in range(2):
        again = Store.open(own_store.address, create=True)
        with again.reading() as connection:
            rows = connection.execute(text("SELECT value FROM setting WHERE name = 'mark'")).all()
        assert len(rows) == 1


def test_a_store_of_the_first_form_gets_the_relation_of_registers_and_keeps_its_rows(
    own_store: Store,
) -> None:
    inbox = Inbox(own_store)
    inbox.take("教育局")
    with own_store.writing() as connection:
        connection.execute(text("DROP TABLE register_entry"))
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '0001'"))
    again = Store.open(own_store.address)
    with again.reading() as connection:
        assert inspect(connection).has_table("register_entry")
    (received,) = Inbox(again).received()
    with again.reading() as connection:
        assert entered(connection, received.reading_id).department.registers == {}


def test_a_store_of_a_newer_program_is_left_alone(own_store: Store) -> None:
    with own_store.writing() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    for create in (False, True):
        with pytest.raises(StoreError) as raised:
            Store.open(own_store.address, create=create)
        assert (raised.value.fault, raised.value.details) == ("newer", "9999")


def test_other_processes_may_open_a_new_store_at_the_same_time(store_address: str) -> None:
    context = multiprocessing.get_context("forkserver")
    with ProcessPoolExecutor(4, mp_context=context) as executor:
        opened = list(executor.map(_open_and_run, [store_address] * 8))
    assert opened == [""] * 8
    with Store.open(store_address).reading() as connection:
        assert connection.execute(text("SELECT COUNT(*) FROM run")).scalar() == 8
        assert connection.execute(text("SELECT COUNT(*) FROM setting")).scalar() == 2


def _open_and_run(address: str) -> str:
    store = Store.open(address, create=True)
    with store.run("collect", {}):
        return store.files


def test_views_are_made_anew_where_others_were(own_store: Store) -> None:
    inbox = Inbox(own_store)
    inbox.take("教育局")
    with own_store.writing() as connection:
        connection.execute(text("UPDATE setting SET value = 'of yesterday' WHERE name = 'views'"))
        for view in reversed(VIEWS):
            connection.execute(text(f"DROP VIEW {view.name}"))
        connection.execute(text("CREATE VIEW submissions AS SELECT 1 AS one"))
    Store.open(own_store.address)
    assert [each.department_name for each in inbox.received()] == ["教育局"]


def test_views_have_the_columns_that_are_documented_and_no_other(store: Store) -> None:
    with store.reading() as connection:
        seen = inspect(connection)
        assert set(seen.get_view_names()) == {view.name for view in VIEWS}
        for view in VIEWS:
            columns = [column["name"] for column in seen.get_columns(view.name)]
            assert columns == list(view.columns), view.name
            assert all(view.columns.values())
            assert view.row


def test_one_transaction_of_reading_sees_one_moment(store: Store) -> None:
    """What comes in meanwhile is not seen in one half of a report and missed in the other."""
    inbox = Inbox(store)
    inbox.take("教育局")
    with store.reading() as connection:
        first = connection.execute(text("SELECT COUNT(*) FROM receipt")).scalar()
        inbox.take("水务局")
        assert connection.execute(text("SELECT COUNT(*) FROM submissions")).scalar() == first == 1
    assert len(inbox.received()) == 2
