"""Whose a submission is: by code, by name, by the roster in force today; never by guessing."""

from __future__ import annotations

import datetime

import pytest

from generator.intake.roster import Listed
from generator.model.budget import Unit
from generator.store.rosters import deadline_of, keep_deadline, roster_in_force
from generator.store.submissions import StoredSubmission
from tests.store.readings import EDUCATION, ROUND, WATER, YEAR, Inbox, finding


def only(inbox: Inbox) -> StoredSubmission:
    (submission,) = inbox.received()
    return submission


@pytest.mark.parametrize(
    ("name", "code", "known_as", "flags"),
    [
        ("教育局", "101", ("教育局", "101"), (True, False, False)),
        ("教育局", "", ("教育局", "101"), (True, False, False)),
        (" 教 育　局", "１０１.0", ("教育局", "101"), (True, False, False)),
        ("县教育体育局", "101", ("教育局", "101"), (True, True, False)),
        ("", "101", ("教育局", "101"), (True, True, False)),
        ("教育局", "999", ("教育局", "101"), (True, False, True)),
        ("教育局", "102", ("教育局", "102"), (False, False, False)),
        ("教育句", "", ("教育句", ""), (False, False, False)),
        ("教育局机关", "", ("教育局机关", ""), (False, False, False)),
        ("教育句", "999", ("教育句", "999"), (False, False, False)),
    ],
    ids=[
        *("both", "name", "other width", "other name", "code alone", "other code", "contradiction"),
        *("near", "longer", "neither"),
    ],
)
def test_a_department_is_known_by_code_or_name_and_not_by_what_contradicts_itself_or_is_near(
    name: str, code: str, known_as: tuple[str, str], flags: tuple[bool, bool, bool], inbox: Inbox
) -> None:
    inbox.take(name, code)
    seen = only(inbox)
    assert (seen.department_name, seen.department_code) == known_as
    assert (seen.on_roster, seen.name_differs, seen.code_differs) == flags
    assert (seen.written_name, seen.written_code) == (name, code)
    assert seen.in_force == seen.on_roster


def test_a_roster_without_codes_knows_names(store: object, inbox: Inbox) -> None:
    inbox.roster(Listed("教育局"), Listed("水务局"))
    inbox.take("教育局", "101")
    seen = only(inbox)
    assert (seen.on_roster, seen.code_differs, seen.department_code) == (True, False, "")


def test_a_department_becomes_known_with_another_roster_without_being_read_again(inbox: Inbox) -> None:
    inbox.take("园林处", "103")
    inbox.take("园林处", "103")
    assert [(each.on_roster, each.in_force) for each in inbox.received()] == [(False, False)] * 2
    assert inbox.roster(EDUCATION, Listed("园林处", "103"))
    assert [(each.on_roster, each.in_force) for each in inbox.received()] == [(True, False), (True, True)]
    assert inbox.roster(EDUCATION, WATER)
    assert [(each.on_roster, each.in_force) for each in inbox.received()] == [(False, False)] * 2


def test_a_department_is_called_as_the_roster_in_force_calls_it(inbox: Inbox) -> None:
    inbox.take("教育局", "101")
    inbox.roster(Listed("教育体育局", "101"))
    seen = only(inbox)
    assert (seen.department_name, seen.name_differs, seen.in_force) == ("教育体育局", True, True)


def test_the_same_roster_is_kept_once_and_the_last_one_is_in_force(inbox: Inbox) -> None:
    assert not inbox.roster(EDUCATION, WATER)
    assert not inbox.roster()
    with_units = Listed(
        "教育局", "101", "行政单位", (Unit("第一小学"), Unit("第二小学")), "王敏", "部门", group="综合"
    )
    assert inbox.roster(with_units)
    assert inbox.roster(EDUCATION, WATER)
    with inbox.store.reading() as connection:
        assert [entry.name for entry in roster_in_force(connection)] == ["教育局", "水务局"]
    assert inbox.roster(with_units)
    with inbox.store.reading() as connection:
        (entry,) = roster_in_force(connection)
    assert (entry.units, entry.contact, entry.group, entry.kind) == (
        ("第一小学", "第二小学"),
        "王敏",
        "综合",
        "行政单位",
    )


def test_the_last_word_on_a_deadline_counts(inbox: Inbox) -> None:
    first, second = datetime.date(2024, 11, 25), datetime.date(2024, 11, 30)

    def keep(due_on: datetime.date, year: int = YEAR) -> bool:
        with inbox.store.run("collect", {}) as run, inbox.store.writing() as connection:
            return keep_deadline(connection, run.id, year, ROUND, due_on)

    assert [keep(first), keep(second), keep(second), keep(first), keep(second, YEAR + 1)] == [
        *(True, True, False, True, True)
    ]
    with inbox.store.reading() as connection:
        assert deadline_of(connection, YEAR, ROUND) == first
        assert deadline_of(connection, YEAR + 1, ROUND) == second
        assert deadline_of(connection, YEAR, "二上") is None


def test_no_submission_is_counted_twice_where_a_file_names_two_departments(inbox: Inbox) -> None:
    inbox.take("教育局", "102", outcome="refused", findings=[finding("IN-005", "error", "")])
    inbox.take("教育局", "101")
    inbox.take("水务局", "102")
    assert sorted((each.department_name, each.version, each.on_roster) for each in inbox.received()) == [
        ("教育局", 1, False),
        ("教育局", 1, True),
        ("水务局", 1, True),
    ]
