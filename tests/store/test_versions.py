"""Versions: in the order in which they were sent; the last accepted one is in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import permutations

import pytest
from sqlalchemy import text

from generator.model.budget import Origin, RegisterEntry
from generator.store.store import moment
from generator.store.submissions import entered
from tests.store.readings import BEGIN, ROUND, YEAR, Inbox, finding, item

MEND, EXPLAIN = finding("IN-005", "error", ""), finding()


@pytest.mark.parametrize("arrival", list(permutations(range(3))))
def test_the_order_is_that_of_sending_whatever_the_order_of_arrival(
    arrival: tuple[int, ...], inbox: Inbox
) -> None:
    for place in arrival:
        content, at = f"version {place}".encode(), BEGIN + timedelta(days=place)
        inbox.take(content=content, sent_at=at, items=[item("教育局", place)])
    received = inbox.received()
    assert [(each.version, each.sent_at, each.in_force) for each in received] == [
        (place + 1, BEGIN + timedelta(days=place), place == 2) for place in range(3)
    ]
    with inbox.store.reading() as connection:
        amounts = [entered(connection, each.reading_id).department.items[0].fen for each in received]
    assert amounts == [0, 1, 2]


def test_of_two_sent_at_the_same_moment_the_same_one_is_always_the_first(inbox: Inbox) -> None:
    digests = [inbox.take(content=content, sent_at=BEGIN) for content in (b"one", b"two", b"three")]
    assert [each.digest for each in inbox.received()] == sorted(digests)


def test_a_refused_version_leaves_the_accepted_one_in_force(inbox: Inbox) -> None:
    inbox.take()
    inbox.take(outcome="refused", findings=[MEND])
    inbox.take(outcome="to_explain", findings=[EXPLAIN])
    inbox.take(outcome="unreadable", findings=[finding("OPEN-001", "error", "")])
    assert [(state, in_force) for _, _, state, in_force in inbox.standing()] == [
        ("accepted", True),
        ("refused", False),
        ("to_explain", False),
        ("unreadable", False),
    ]
    inbox.take()
    assert [in_force for *_, in_force in inbox.standing()] == [False, False, False, False, True]


def test_years_and_rounds_have_versions_of_their_own(inbox: Inbox) -> None:
    for year, round_name in ((YEAR, ROUND), (YEAR, "二上"), (YEAR + 1, ROUND), (YEAR, ROUND)):
        inbox.take(year=year, round_name=round_name)
    assert [(each.year, each.round, each.version, each.in_force) for each in inbox.received()] == [
        (YEAR, ROUND, 1, False),
        (YEAR, ROUND, 2, True),
        (YEAR, "二上", 1, True),
        (YEAR + 1, ROUND, 1, True),
    ]


def test_the_same_file_in_another_round_is_a_submission_there(inbox: Inbox) -> None:
    inbox.take(content=b"same")
    inbox.take(content=b"same", round_name="二上")
    assert [(each.round, each.version, each.in_force) for each in inbox.received()] == [
        (ROUND, 1, True),
        ("二上", 1, True),
    ]


def test_a_file_that_came_twice_is_one_version_as_old_as_its_oldest_copy(inbox: Inbox) -> None:
    inbox.take(content=b"same", sent_at=BEGIN + timedelta(days=2))
    inbox.take(content=b"other", sent_at=BEGIN + timedelta(days=1))
    inbox.take(content=b"same", sent_at=BEGIN)
    first, second = inbox.received()
    assert (first.file, first.sent_at, first.in_force) == ("3.xlsx", BEGIN, False)
    assert (second.file, second.in_force) == ("2.xlsx", True)


def test_files_of_nobody_are_versions_of_nobody(inbox: Inbox) -> None:
    for content in (b"one", b"two"):
        inbox.take("", "", year=0, outcome="unreadable", content=content)
    assert [(each.version, each.on_roster, each.in_force) for each in inbox.received()] == [
        (1, False, False)
    ] * 2


def test_another_reading_rules_and_the_old_one_stays(inbox: Inbox) -> None:
    digest = inbox.take(items=[item("教育局", 5)])
    inbox.read_again(digest, outcome="refused", findings=[MEND], items=[item("教育局", 6)])
    assert inbox.standing() == [("教育局", 1, "refused", False)]
    with inbox.store.reading() as connection:
        assert connection.execute(text("SELECT fen FROM line_items")).scalars().all() == [6]
        kept = connection.execute(text("SELECT fen FROM line_item ORDER BY reading_id")).scalars().all()
    assert kept == [5, 6]
    inbox.take(content=f"教育局  {YEAR} {ROUND} 1".encode())  # v1 of the layout again
    assert inbox.standing()[0][2:] == ("accepted", True)


def test_the_views_of_lists_say_whose_they_are_and_which_version_counts(inbox: Inbox) -> None:
    inbox.take(
        items=[item("教育局", 1_00), item("教育局", None)],
        income=[("教育局", "一般财力", 2_00, "收入录入", "C7")],
    )
    inbox.take(items=[item("教育局", 3_05)], findings=[finding("N01", "note", "")], reasons={"X17": "新增"})
    with inbox.store.reading() as connection:

        def rows(columns: str, view: str) -> list[tuple[object, ...]]:
            found = connection.execute(text(f"SELECT {columns} FROM {view} ORDER BY version, row_number"))
            return [tuple(row) for row in found]

        identity = "department_code, department_name, year, round, version, in_force, row_number"
        first, second = ("101", "教育局", YEAR, ROUND, 1, 0), ("101", "教育局", YEAR, ROUND, 2, 1)
        assert rows(f"{identity}, fen", "line_items") == [
            *((*first, 1, 100), (*first, 2, None)),
            (*second, 1, 305),
        ]
        yuan = [None if each is None else float(str(each)) for (each,) in rows("yuan", "line_items")]
        assert yuan == [1.0, None, 3.05]
        assert rows(f"{identity}, fen", "income_entries") == [(*first, 1, 200)]
        assert rows(f"{identity}, item, fen", "previous_figures") == [
            (*first, 1, "2050201", 700),
            (*second, 1, "2050201", 700),
        ]
        assert rows(f"{identity}, code, severity", "findings") == [(*second, 1, "N01", "note")]
        explained = connection.execute(text("SELECT version, check_id, reason FROM explanations")).all()
        assert [tuple(row) for row in explained] == [(2, "X17", "新增")]
        figures = connection.execute(text("SELECT version, line, fen FROM table_figures ORDER BY 1")).all()
        assert [tuple(row) for row in figures] == [(1, 1, 500), (2, 1, 500)]


@pytest.mark.parametrize("year", [1, 900, 1601, 9999])
def test_moments_sort_as_texts_whatever_the_year(year: int) -> None:
    at = BEGIN.replace(year=year)
    assert len(moment(at)) == len(moment(BEGIN))
    assert (moment(at) < moment(BEGIN)) == (at < BEGIN)
    assert datetime.fromisoformat(moment(at)) == at


def test_the_rows_of_registers_come_back_as_they_were_read(inbox: Inbox) -> None:
    inbox.take(items=[item("教育局", 1)])
    (received,) = inbox.received()
    with inbox.store.reading() as connection:
        department = entered(connection, received.reading_id).department
        without = entered(connection, received.reading_id, registers=False).department
    assert department.registers == {"名词": (RegisterEntry({"名词": "学前", "解释": "三至六岁"}),)}
    assert department.registers["名词"][0].origin == Origin("名词解释", 7)
    assert without == replace(department, registers={})
