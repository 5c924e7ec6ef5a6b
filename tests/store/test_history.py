"""Nothing that happened is changed or deleted, and all of it can be read: who, when, by what, why."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace

import pytest
from sqlalchemy import Table, func, select, text

from generator import __version__
from generator.model.budget import Unit
from generator.store.faults import StoreError
from generator.store.rosters import keep_deadline
from generator.store.store import Store, at
from generator.store.tables import HISTORY, RUN_END
from generator.store.waivers import end_waiver, keep_waiver, waivable
from tests.store.readings import EDUCATION, ROUND, YEAR, Inbox, finding, item
from tests.stores import is_postgresql


@pytest.fixture
def full(inbox: Inbox) -> Store:
    """A store with something in every relation."""
    store = inbox.store
    digest = inbox.take(
        items=[item("教育局", 1)],
        income=[("教育局", "一般财力", 1, "收入录入", "C7")],
        outcome="to_explain",
        findings=[finding()],
        reasons={"X17": "新增人员"},
    )
    inbox.read_again(digest, outcome="to_explain", findings=[finding()])
    inbox.roster(replace(EDUCATION, units=(Unit("第一小学"),)))
    with store.run("waive", {}, "李科长") as run, store.writing() as connection:
        keep_deadline(connection, run.id, YEAR, ROUND, datetime.date(2024, 11, 30))
        (submission,) = inbox.received()
        (what,) = waivable(connection, submission)
        number = keep_waiver(connection, run.id, submission, what, "已核实", "李科长", None)
    with store.run("waiver_end", {}, "赵处") as run, store.writing() as connection:
        assert end_waiver(connection, run.id, number, "材料不全", "赵处")
    return store


def test_no_row_is_changed_or_deleted(full: Store) -> None:
    for table in HISTORY:
        count = rows_of(full, table)
        assert count > 0, f"{table.name} has no row that could be changed"
        column = next(iter(table.primary_key.columns)).name
        harms = [f"UPDATE {table.name} SET {column} = {column}", f"DELETE FROM {table.name}"]
        if is_postgresql(full.address):
            harms.append(f"TRUNCATE {table.name} CASCADE")
        for harm in harms:
            with pytest.raises(StoreError) as raised, full.writing() as connection:
                connection.execute(text(harm))
            assert raised.value.fault == "refused", harm
        assert rows_of(full, table) == count


def rows_of(store: Store, table: Table) -> int:
    with store.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def test_the_audit_says_who_did_what_when_and_why(full: Store) -> None:
    with full.reading() as connection:
        audit = [dict(row) for row in connection.execute(text("SELECT * FROM audit")).mappings()]
    found = {
        (row["author"], row["action"], row["layout_version"], row["outcome"], row["details"].strip())
        for row in audit
        if row["action"] != "run"
    }
    assert found == {
        ("王敏", "received", "", "", "/收件/1.xlsx"),
        ("王敏", "judged", "v1", "to_explain", "to_mend 0 to_explain 1 notes 0"),
        ("王敏", "judged", "v2", "to_explain", "to_mend 0 to_explain 1 notes 0"),
        ("王敏", "roster", "", "", "名册.csv"),
        ("李科长", "deadline", "", "", "2024-11-30"),
        ("李科长", "explained", "", "", "CHK-002 X17 已核实"),
        ("赵处", "waiver_ended", "", "", "材料不全"),
    }
    assert {row["author"] for row in audit if row["action"] == "run"} == {"王敏", "李科长", "赵处"}
    present = datetime.datetime.now(datetime.UTC)
    for row in audit:
        assert abs(present - at(row["at"])) < datetime.timedelta(minutes=5)
    assert {(row["department"], row["year"]) for row in audit if row["action"] == "judged"} == {
        ("教育局", YEAR)
    }


def test_a_run_that_ends_says_what_came_of_it_and_one_that_breaks_off_does_not(store: Store) -> None:
    with store.run("collect", {"places": ["收件"]}, "王敏") as run:
        run.summary["files"] = 3
    with pytest.raises(KeyboardInterrupt), store.run("collect", {}, "王敏"):
        raise KeyboardInterrupt
    with store.reading() as connection:
        runs = connection.execute(text("SELECT * FROM run ORDER BY id")).mappings().all()
        ends = connection.execute(RUN_END.select()).mappings().all()
    assert [(each["kind"], each["author"], each["program"]) for each in runs] == [
        ("collect", "王敏", __version__)
    ] * 2
    assert json.loads(runs[0]["details"]) == {"places": ["收件"]}
    assert [(each["run_id"], json.loads(each["summary"])) for each in ends] == [(run.id, {"files": 3})]


def test_texts_that_no_database_keeps_are_kept_as_far_as_possible(store: Store) -> None:
    with store.run("collect", {"places": ["\udcbd\udccc\0"]}, "\udce9 王\0"):
        pass
    with store.reading() as connection:
        author = connection.execute(text("SELECT author FROM run")).scalar()
    assert author == "? 王�"
