"""Waivers and accepted explanations: they let pass exactly what was decided upon, as long as they hold."""

from __future__ import annotations

import datetime

import pytest

from generator import bureau
from generator.store.submissions import StoredSubmission
from generator.store.waivers import Waivable, valid_waivers
from tests.store.readings import EDUCATION, WATER, YEAR, Inbox, finding

TODAY = datetime.datetime.now(datetime.UTC).date()
BROKEN = finding("CHK-001", "error", "B01", "收入比支出多 5 元")
WRONG = finding("IN-005", "error", "", "“一百元”")


def newest(inbox: Inbox) -> StoredSubmission:
    return inbox.received(EDUCATION.name)[-1]


def possible(inbox: Inbox) -> list[Waivable]:
    return bureau.waivable_of(inbox.store, newest(inbox))


def waive(
    inbox: Inbox, *chosen: str, until: datetime.date | None = None, reason: str = "已核实"
) -> list[int]:
    """Let the findings of these names pass for the newest version."""
    known = [each for each in possible(inbox) if each.name in chosen]
    assert [each.name for each in known] == list(chosen)
    return bureau.waive(inbox.store, newest(inbox), known, reason, "李科长", until)


def test_an_accepted_explanation_lets_the_version_be_in_force(inbox: Inbox) -> None:
    inbox.take(outcome="to_explain", findings=[finding()])
    assert [each.kind for each in possible(inbox)] == ["explanation"]
    waive(inbox, "CHK-002:X17")
    seen = newest(inbox)
    assert (seen.state, seen.outcome, seen.in_force, seen.waived) == ("accepted", "to_explain", True, 1)
    (held,) = bureau.waivers_of(inbox.store, YEAR, seen.round)
    assert (held.author, held.reason, held.kind) == ("李科长", "已核实", "explanation")
    assert (held.department, held.point, held.expires_on) == ("教育局", "差 5 元", "9999-12-31")


def test_a_broken_check_may_be_waived_and_what_follows_from_it_does_not_count(inbox: Inbox) -> None:
    follows = finding("CHK-001", "error", "B02", "表1 差 5 元", cause="CHK-001")
    inbox.take(outcome="refused", findings=[BROKEN, follows])
    assert [(each.name, each.kind, each.places) for each in possible(inbox)] == [("CHK-001:B01", "waiver", 1)]
    waive(inbox, "CHK-001:B01")
    assert (newest(inbox).state, newest(inbox).in_force) == ("accepted", True)


def test_wrong_entries_cannot_be_waived_and_stand_in_the_way_of_all_else(inbox: Inbox) -> None:
    inbox.take(outcome="refused", findings=[WRONG, BROKEN, finding()])
    assert [each.name for each in possible(inbox)] == ["CHK-001:B01", "CHK-002:X17"]
    waive(inbox, "CHK-001:B01", "CHK-002:X17")
    seen = newest(inbox)
    assert (seen.state, seen.in_force, seen.waived) == ("refused", False, 2)


def test_all_that_wants_a_reason_has_to_be_explained(inbox: Inbox) -> None:
    inbox.take(outcome="to_explain", findings=[finding(), finding(check="X18")])
    waive(inbox, "CHK-002:X17")
    assert newest(inbox).state == "to_explain"
    waive(inbox, "CHK-002:X18")
    assert newest(inbox).state == "accepted"


def test_what_is_found_again_passes_and_another_amount_does_not(inbox: Inbox) -> None:
    inbox.take(outcome="to_explain", findings=[finding(point="差 5 元")])
    waive(inbox, "CHK-002:X17")
    inbox.take(outcome="to_explain", findings=[finding(point="差 5 元")])
    assert [state for _, _, state, _ in inbox.standing()] == ["accepted", "accepted"]
    inbox.take(outcome="to_explain", findings=[finding(point="差 6 元")])
    assert [(state, in_force) for _, _, state, in_force in inbox.standing()] == [
        ("accepted", False),
        ("accepted", True),
        ("to_explain", False),
    ]


def test_the_same_in_two_places_is_one_thing_to_waive(inbox: Inbox) -> None:
    inbox.take(outcome="to_explain", findings=[finding(), finding()])
    assert [each.places for each in possible(inbox)] == [2]
    waive(inbox, "CHK-002:X17")
    assert (newest(inbox).state, newest(inbox).waived) == ("accepted", 2)


@pytest.mark.parametrize(
    ("round_name", "year", "name"),
    [("二上", YEAR, "教育局"), ("一上", YEAR + 1, "教育局"), ("一上", YEAR, "水务局")],
)
def test_a_waiver_is_for_one_department_year_and_round(
    round_name: str, year: int, name: str, inbox: Inbox
) -> None:
    inbox.take(outcome="to_explain", findings=[finding()])
    waive(inbox, "CHK-002:X17")
    inbox.take(name, outcome="to_explain", findings=[finding()], year=year, round_name=round_name)
    assert sorted(state for _, _, state, _ in inbox.standing()) == ["accepted", "to_explain"]


def test_a_waiver_follows_a_department_by_whichever_name_it_writes(inbox: Inbox) -> None:
    inbox.take("教育局", "101", outcome="to_explain", findings=[finding()])
    waive(inbox, "CHK-002:X17")
    inbox.take("县教育局", "101", outcome="to_explain", findings=[finding()])
    assert [state for _, _, state, _ in inbox.standing()] == ["accepted", "accepted"]


def test_a_waiver_holds_to_the_end_of_its_last_day(inbox: Inbox) -> None:
    inbox.take(outcome="to_explain", findings=[finding(), finding(check="X18")])
    waive(inbox, "CHK-002:X17", until=TODAY + datetime.timedelta(days=1))
    waive(inbox, "CHK-002:X18", until=TODAY - datetime.timedelta(days=2))
    seen = newest(inbox)
    assert (seen.state, seen.waived) == ("to_explain", 1)
    with inbox.store.reading() as connection:
        assert [each.check_id for each in valid_waivers(connection)] == ["X17"]


def test_a_waiver_that_is_taken_back_holds_no_more(inbox: Inbox) -> None:
    inbox.take(outcome="accepted")
    inbox.take(outcome="to_explain", findings=[finding()])
    (number,) = waive(inbox, "CHK-002:X17")
    assert [in_force for *_, in_force in inbox.standing()] == [False, True]
    assert bureau.take_back(inbox.store, number, "材料不全", "赵处")
    assert not bureau.take_back(inbox.store, number, "材料不全", "赵处")
    assert not bureau.take_back(inbox.store, number + 99, "没有", "赵处")
    assert inbox.standing() == [("教育局", 1, "accepted", True), ("教育局", 2, "to_explain", False)]
    assert bureau.waivers_of(inbox.store) == []


def test_what_was_waived_twice_has_to_be_taken_back_twice(inbox: Inbox) -> None:
    inbox.take(outcome="to_explain", findings=[finding()])
    numbers = [*waive(inbox, "CHK-002:X17"), *waive(inbox, "CHK-002:X17")]
    assert newest(inbox).waived == 1
    assert bureau.take_back(inbox.store, numbers[0], "重复", "赵处")
    assert newest(inbox).state == "accepted"
    assert bureau.take_back(inbox.store, numbers[1], "重复", "赵处")
    assert newest(inbox).state == "to_explain"


def test_a_waiver_of_one_department_does_not_pass_a_file_that_names_two(inbox: Inbox) -> None:
    inbox.take("教育局", "101", outcome="to_explain", findings=[finding()])
    waive(inbox, "CHK-002:X17")
    for name, code in (("教育局", WATER.code), (WATER.name, "101")):
        inbox.take(name, code, outcome="to_explain", findings=[finding()])
    assert sorted((each.on_roster, each.state) for each in inbox.received()) == [
        (False, "to_explain"),
        (False, "to_explain"),
        (True, "accepted"),
    ]
