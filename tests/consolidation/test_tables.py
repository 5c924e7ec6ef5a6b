"""The region's tables hold the sums of all departments' items, to the fen, however much detail is kept."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest

from generator.checks.report import report_of
from generator.consolidation.consolidating import Consolidation, consolidate
from generator.consolidation.detail import MERGED_PROJECTS, Detail
from generator.consolidation.member import Member
from generator.model.budget import LineItem
from tests.consolidation.sums import INSIDE, items_of, printed, summed
from tests.region import GENERAL, SUBSIDY, THREE_PUBLIC, Shape, layout, members

FISCAL = {
    source.name for source in layout().sources if source.nature == "财政拨款" and source.period == "本年"
}
BUDGET = {source.name: source.budget for source in layout().sources}


@pytest.fixture(scope="module", params=list(Detail))
def consolidated(request: pytest.FixtureRequest) -> Consolidation:
    return consolidate(members(9, 3, Shape(18, 24)), layout(), "榆林坡县", detail=request.param)


def general(region: Consolidation) -> list[LineItem]:
    return [item for item in items_of(region.members) if item.funding_source == GENERAL]


def test_the_region_has_transfers_to_eliminate(consolidated: Consolidation) -> None:
    assert (
        sum(item.funding_source == SUBSIDY for each in consolidated.members for item in each.department.items)
        == 2
    )
    assert [each.eliminated > 0 for each in consolidated.transfers] == [True]


@pytest.mark.parametrize(("digits", "step"), [(7, 1), (5, 100), (3, 10_000)])
def test_expenditure_by_function(consolidated: Consolidation, digits: int, step: int) -> None:
    expected = summed(items_of(consolidated.members), lambda item: int(item.function_code[:digits]) * step)
    shown = printed(consolidated, ["表3_码"], "表3_合计")
    assert {code: shown.get(code) for code in expected} == expected


@pytest.mark.parametrize("kind", ["基本支出", "项目支出"])
def test_expenditure_of_the_general_budget_by_kind(consolidated: Consolidation, kind: str) -> None:
    wanted = [item for item in general(consolidated) if item.kind == kind]
    expected = summed(wanted, lambda item: int(item.function_code))
    shown = printed(consolidated, ["表5_码"], f"表5_{kind}")
    assert {code: shown.get(code) for code in expected} == expected
    assert shown[0] == sum(expected.values())


def test_basic_expenditure_by_economic_code(consolidated: Consolidation) -> None:
    basic = [item for item in general(consolidated) if item.kind == "基本支出"]
    expected = summed(basic, lambda item: int(item.economic_code))
    shown = printed(consolidated, ["表6_码"], "表6_合计")
    assert {code: shown.get(code) for code in expected} == expected


def test_projects_by_what_the_detail_tells_apart(consolidated: Consolidation) -> None:
    projects = [
        (member, item)
        for member, name in zip(consolidated.members, consolidated.names, strict=True)
        for item in member.department.items
        if item.kind == "项目支出" and item.funding_source == GENERAL
    ]
    expected: dict[object, int] = defaultdict(int)
    for member, item in projects:
        project = {
            Detail.PROJECTS: item.project,
            Detail.DEPARTMENTS: member.shown_name,
            Detail.TOTALS: MERGED_PROJECTS,
        }[consolidated.detail]
        expected[int(item.function_code), project] += item.fen or 0
    evaluation = consolidated.plan.evaluation
    shown: dict[object, int] = defaultdict(int)
    for code, project, total in zip(
        *(evaluation.named(f"表7_{name}").values() for name in ("码", "项目", "合计")), strict=True
    ):
        if project:
            shown[code, project] += int(total * 1_000_000)
    assert shown == expected


def test_units_of_the_project_table(consolidated: Consolidation) -> None:
    names = [unit.name for unit in consolidated.plan.department.units]
    whole = consolidated.detail is Detail.PROJECTS
    assert names == (list(consolidated.names) if whole else ["榆林坡县"])
    expected = summed(
        (replace(item, unit=name if whole else "榆林坡县")
         for member, name in zip(consolidated.members, consolidated.names, strict=True)
         for item in member.department.items
         if item.kind == "项目支出" and item.funding_source == GENERAL),
        lambda item: item.unit,
    )  # fmt: skip
    evaluation = consolidated.plan.evaluation
    levels, shown, totals = (evaluation.named(f"表7_{name}").values() for name in ("级", "名称", "合计"))
    rows = {
        name: int(total * 1_000_000)  # type: ignore[operator]  # rows in use hold amounts
        for level, name, total in zip(levels, shown, totals, strict=True)
        if level == 2
    }
    assert rows == expected


def test_the_three_public_expenses(consolidated: Consolidation) -> None:
    fiscal = [
        item
        for item in items_of(consolidated.members)
        if item.funding_source in FISCAL and item.economic_code in THREE_PUBLIC
    ]
    expected = sum(item.fen or 0 for item in fiscal)
    total = consolidated.plan.evaluation.named("表10_合计").values()[0]
    assert int(total * 1_000_000) == expected  # type: ignore[operator]  # an amount


def test_income_by_source(consolidated: Consolidation) -> None:
    sums: dict[str, int] = defaultdict(int)
    for member in consolidated.members:
        for entry in member.department.income:
            sums[entry.funding_source] += entry.fen or 0
    sums[INSIDE] = 0
    evaluation = consolidated.plan.evaluation
    sources, fen = (evaluation.named(f"收入明细_{name}").values() for name in ("资金来源", "分"))
    shown: dict[object, int] = defaultdict(int)
    for source, amount in zip(sources, fen, strict=True):
        if source:
            shown[source] += int(amount)  # type: ignore[arg-type]  # whole fen
    assert shown == sums


def test_every_identity_holds(consolidated: Consolidation) -> None:
    assert report_of(consolidated.plan).errors == ()


def test_the_order_of_members_changes_no_sum(consolidated: Consolidation) -> None:
    turned = consolidate(consolidated.members[::-1], layout(), "榆林坡县", detail=consolidated.detail)
    columns = ["表3_码"], "表3_合计"
    assert printed(turned, *columns) == printed(consolidated, *columns)
    assert turned.totals == consolidated.totals


def test_each_item_is_traced_to_a_row(consolidated: Consolidation) -> None:
    for place, member in enumerate(consolidated.members):
        rows = sorted(row for each in consolidated.spent if each.member == place for row in each.rows)
        assert rows == sorted(item.origin.row for item in member.department.items)


def test_a_member_of_another_year_is_refused() -> None:
    one: Member = members(1)[0]
    other = replace(one, department=replace(one.department, year=2025))
    with pytest.raises(ValueError, match="2024"):
        consolidate([other], layout(), "县")
    with pytest.raises(ValueError, match="nothing"):
        consolidate([], layout(), "县")
