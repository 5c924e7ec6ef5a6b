"""Counts of a status, and who is late."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from generator.reader.submission import Outcome
from generator.status.standing import State, is_late
from generator.status.words import STATE_MARKS, STATES
from tests.status.standings import ALL, DUE, STRANGER, at, many, status, version


def test_those_of_the_roster_are_counted_and_strangers_apart() -> None:
    shown = status()
    assert (shown.total, shown.received, shown.late) == (7, 5, 3)
    assert shown.counts == {
        State.MISSING: 2,
        State.UNREADABLE: 1,
        State.REFUSED: 1,
        State.TO_EXPLAIN: 1,
        State.ACCEPTED: 2,
    }
    assert shown.strangers == (STRANGER,)
    assert sum(shown.counts.values()) + len(shown.strangers) == len(shown.departments)


def test_without_a_roster_all_that_submitted_are_counted() -> None:
    shown = status(tuple(replace(each, on_roster=False) for each in ALL if each.versions))
    assert not shown.has_roster
    assert (shown.total, shown.received, shown.strangers) == (6, 6, ())


def test_nobody_at_all_is_no_fault() -> None:
    shown = status(())
    assert (shown.total, shown.received, shown.late, shown.strangers) == (0, 0, 0, ())


def test_the_newest_version_is_the_last() -> None:
    assert ALL[1].newest == ALL[1].versions[2]
    assert ALL[4].newest is None


def test_every_outcome_of_reading_is_a_state_and_every_state_has_a_sign_and_words() -> None:
    assert {State(outcome.value) for outcome in Outcome} == set(State) - {State.MISSING}
    assert set(STATES) == set(STATE_MARKS) == set(State)
    assert len(set(STATE_MARKS.values())) == len(State)


@pytest.mark.parametrize(
    ("versions", "as_of", "late"),
    [
        ((), at(10, 23), False),
        ((), at(11, 0, 0), True),
        ((version(1, "a.xlsx", State.REFUSED, 10),), at(20), False),
        ((version(1, "a.xlsx", State.REFUSED, 11),), at(20), True),
        ((version(1, "a.xlsx", State.REFUSED, 9), version(2, "b.xlsx", State.ACCEPTED, 12)), at(20), False),
        ((version(1, "a.xlsx", State.UNREADABLE, 9), version(2, "b.xlsx", State.ACCEPTED, 12)), at(20), True),
        ((version(1, "a.xlsx", State.UNREADABLE, 9),), at(10), False),
        ((version(1, "a.xlsx", State.UNREADABLE, 9),), at(11), True),
    ],
)
def test_late_is_who_first_sent_something_readable_after_the_day(
    versions: tuple[object, ...], as_of: datetime.datetime, late: bool
) -> None:
    assert is_late(versions, DUE, as_of) is late  # type: ignore[arg-type]
    assert not is_late(versions, None, as_of)  # type: ignore[arg-type]


def test_the_day_is_that_of_the_bureau() -> None:
    sent = datetime.datetime(2024, 12, 10, 16, 30, tzinfo=datetime.UTC)  # the eleventh in China
    late = replace(version(1, "a.xlsx", State.ACCEPTED, 1), sent_at=sent)
    assert is_late((late,), DUE, at(20))
    assert not is_late((late,), DUE, at(20).astimezone(datetime.UTC))


def test_many_departments_are_what_they_say() -> None:
    assert many(10).counts == dict.fromkeys(State, 2)
