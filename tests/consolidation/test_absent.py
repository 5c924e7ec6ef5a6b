"""A region that is not complete says so: on the cover, in the guide, in the list of departments."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.consolidation.absent import Absent, Why, missing, taking_part
from generator.consolidation.consolidating import Consolidation, consolidate
from tests.consolidation.small import general
from tests.region import layout

ABSENT = (
    Absent("003", "县水务局", "", Why.NOT_RECEIVED),
    Absent("004", "县林业局", "001", Why.OTHER_LAYOUT),
    Absent("005", "县档案馆", "", Why.NOT_CHOSEN),
)
TOLD = (
    "名册上 5 个部门，选定 4 个，参加汇总 2 个，缺 2 个：县水务局（没有收到）、县林业局（表样与其他部门不同）"
)


@pytest.fixture(scope="module")
def incomplete() -> Consolidation:
    one, two = general("001", "县教育局", 100), general("002", "县财政局", 200)
    return consolidate([one, replace(two, accepted=False)], layout(), "县", absent=ABSENT)


def texts(region: Consolidation, sheet: str) -> list[str]:
    (found,) = (each for each in region.plan.sheets if each.name == sheet)
    return [label.text for label in found.labels]


def test_the_guide_names_who_is_missing_and_who_is_not_accepted(incomplete: Consolidation) -> None:
    assert any(
        line.startswith(f"{TOLD}；其中 1 个待说明，还没有通过：县财政局。")
        for line in texts(incomplete, "汇总说明")
    )


def test_the_cover_says_so_in_short(incomplete: Consolidation) -> None:
    said = "名册上 5 个部门，选定 4 个，参加汇总 2 个，缺 2 个：县水务局、县林业局；其中 1 个待说明。"
    assert any(said in text for text in texts(incomplete, "封面"))


def test_the_list_has_every_missing_department_with_the_reason(incomplete: Consolidation) -> None:
    evaluation = incomplete.plan.evaluation
    shown = [evaluation.column("部门清单", column) for column in ("部门名称", "情况")]
    assert list(zip(*shown, strict=True)) == [
        ("县教育局", "参加"),
        ("县财政局", "参加，待说明"),
        ("县水务局", "缺：没有收到"),
        ("县林业局", "缺：表样与其他部门不同"),
    ]
    help_lines = texts(incomplete, "部门清单")
    assert any("“待说明”的还没有通过" in line for line in help_lines)


def test_a_complete_region_says_that_it_is(region: Consolidation) -> None:
    assert any("名册上 12 个部门，都参加汇总。" in line for line in texts(region, "汇总说明"))
    assert not any("“待说明”的还没有通过" in line for line in texts(region, "部门清单"))


def test_without_a_roster_it_is_said_who_sent_something() -> None:
    assert taking_part((), ABSENT[:1], has_roster=False).startswith("没有名册，报来 1 个部门，参加汇总 0 个")


def test_many_names_are_shortened_and_left_out_on_the_cover() -> None:
    many = [Absent(str(n), f"部门{n}", "") for n in range(20)]
    assert taking_part((), many).endswith("部门5（没有收到） 等")
    assert taking_part((), many, short=True).endswith("缺 20 个（见“部门清单”）")


def test_those_that_nobody_asked_for_are_not_missing() -> None:
    assert [each.name for each in missing(ABSENT)] == ["县水务局", "县林业局"]


@pytest.mark.parametrize("why", Why)
def test_every_reason_has_words(why: Why) -> None:
    assert why.says
