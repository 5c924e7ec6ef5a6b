"""A status of some departments only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.status.narrowing import UnknownDepartmentError, narrowed, state_named
from generator.status.shown import summary
from generator.status.standing import State
from tests.status.standings import ALL, STRANGER, status


def test_without_anything_asked_for_it_is_the_same() -> None:
    assert narrowed(status()) == status()


def test_everything_is_counted_of_those_that_are_picked() -> None:
    picked = narrowed(status(), states=[State.MISSING, State.REFUSED])
    assert [each.code for each in picked.departments] == ["304", "320", "361", "999"]
    assert (picked.total, picked.counts[State.MISSING], picked.late, len(picked.strangers)) == (3, 2, 2, 1)
    assert picked.unrecognised == ()


def test_it_may_be_narrowed_twice_and_knows_what_it_was() -> None:
    picked = narrowed(narrowed(status(), states=[State.MISSING]), ["320"])
    assert [each.code for each in picked.departments] == ["320"]
    assert picked.whole is not None
    assert (picked.whole.total, picked.whole.has_roster) == (7, True)


def test_a_stranger_stays_one_when_it_alone_is_picked() -> None:
    picked = narrowed(status(), ["石榆市文化体育馆"])
    assert (picked.departments, picked.strangers, picked.total) == ((STRANGER,), (STRANGER,), 0)


def test_without_a_roster_there_is_none_afterwards() -> None:
    alone = status(tuple(replace(each, on_roster=False) for each in ALL[:3]))
    picked = narrowed(alone, ["301"])
    assert not picked.has_roster
    assert summary(picked, "zh").startswith("没有名册。只列出 1 个部门（共 3 个）：已通过 1，")


def test_all_that_are_not_known_are_named_with_the_nearest() -> None:
    with pytest.raises(UnknownDepartmentError) as raised:
        narrowed(status(), ["301", "沙棠教育局", "3055", "交警支队"])
    assert raised.value.nearest == {"沙棠教育局": "沙棠县教育局", "3055": "305 沙棠县教育局", "交警支队": ""}


@pytest.mark.parametrize("state", list(State))
def test_a_state_is_named_in_any_language(state: State) -> None:
    words = {
        State.MISSING: "未报",
        State.UNREADABLE: "无法读取",
        State.REFUSED: " 退回",
        State.TO_EXPLAIN: "to be explained",
        State.ACCEPTED: "Accepted",
    }
    assert state_named(words[state]) is state_named(state.value) is state
    assert state_named("late") is None
