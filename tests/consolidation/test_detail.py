"""How much detail is kept, and what a workbook cannot hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.consolidation import region as regions
from generator.consolidation.consolidating import consolidate
from generator.consolidation.detail import Detail
from generator.consolidation.member import Member, distinct_names
from generator.workbook.plan import CapacityError
from tests.consolidation.small import general
from tests.region import Shape, layout, members

SMALL = Shape(10, 14)


def test_a_small_region_keeps_projects() -> None:
    assert consolidate(members(3, shape=SMALL), layout(), "县").detail is Detail.PROJECTS


def test_a_larger_one_keeps_what_it_can_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    many = members(10, shape=SMALL)
    sizes = {
        detail: len(consolidate(many, layout(), "县", detail=detail).plan.department.items)
        for detail in Detail
    }
    assert sizes[Detail.PROJECTS] > sizes[Detail.DEPARTMENTS] > sizes[Detail.TOTALS]
    for most, detail in ((sizes[Detail.DEPARTMENTS], Detail.DEPARTMENTS), (1, Detail.TOTALS)):
        monkeypatch.setattr(regions, "MOST_ITEMS", most)
        region = consolidate(many, layout(), "县")
        assert region.detail is detail
        assert all(not row.project for row in region.spent)


def test_more_departments_than_units_fit_are_one_unit() -> None:
    region = consolidate([general(str(n), f"部门 {n}", n + 1) for n in range(1_000)], layout(), "省")
    assert region.detail is Detail.DEPARTMENTS
    assert [unit.name for unit in region.plan.department.units] == ["省"]


def test_cover_and_guide_say_which_detail_it_is() -> None:
    region = consolidate(members(2, shape=SMALL), layout(), "县", detail=Detail.TOTALS)
    texts = {sheet.name: " ".join(label.text for label in sheet.labels) for sheet in region.plan.sheets}
    for sheet in ("封面", "汇总说明"):
        assert "各部门的项目合为一个项目" in texts[sheet]
    assert "不是部门上报表" in texts["封面"]
    assert "填报说明" not in texts


def test_more_units_than_sort_keys_know_are_refused() -> None:
    with pytest.raises(CapacityError) as raised:
        consolidate(
            [general(str(n), f"部门 {n}", n + 1) for n in range(950)], layout(), "省", detail=Detail.PROJECTS
        )
    assert (raised.value.what, raised.value.wanted) == ("预算单位", 950)


def test_a_ledger_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regions, "LARGEST_ENTRY_ROWS", 20)
    with pytest.raises(CapacityError) as raised:
        consolidate(members(3, shape=SMALL), layout(), "县")
    assert raised.value.what == "汇总明细"
    assert raised.value.limit == 20


def test_namesakes_are_told_apart_and_wildcards_are_none() -> None:
    one = general("1", "农技站", 1)
    named = [
        one,
        replace(one, code="2"),
        replace(one, code=""),
        general("4", "OA*中心", 1),
        general("5", "oa＊中心", 1),
    ]
    assert distinct_names(named) == (
        "农技站",
        "农技站（2）",
        "农技站（第 3 个）",
        "OA＊中心",
        "oa＊中心（5）",
    )
    region = consolidate(named, layout(), "县")
    assert [row["支出合计"] for row in region.compared] == [region.compared[0]["支出合计"]] * 5


def test_a_member_without_a_name_gets_one() -> None:
    nameless = general("", "甲", 1)
    nameless = replace(nameless, name="", department=replace(nameless.department, name=""))
    assert distinct_names([nameless]) == ("部门 1",)


def test_members_without_entries_stand_in_the_comparison() -> None:
    empty: Member = replace(
        general("1", "甲", 1), department=replace(general("1", "甲", 1).department, items=(), income=())
    )
    region = consolidate([empty], layout(), "县")
    assert region.spent == ()
    assert region.compared[0]["支出合计"] == 0
