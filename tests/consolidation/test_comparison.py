"""The comparison by department: its columns, last year, growth, order of the largest."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from generator.consolidation.consolidating import Consolidation, consolidate
from generator.expression.evaluate import Evaluation
from generator.expression.nodes import Value
from tests.consolidation.small import general, small_member
from tests.consolidation.sums import items_of
from tests.region import GENERAL, layout

BUDGETS = {source.name: source.budget for source in layout().sources}


def test_each_department_has_its_own_sums(region: Consolidation) -> None:
    for member, row in zip(region.members, region.compared, strict=True):
        items = member.department.items
        expected = {
            "支出合计": sum(item.fen or 0 for item in items),
            "基本支出": sum(item.fen or 0 for item in items if item.kind == "基本支出"),
            "一般公共预算": sum(
                item.fen or 0 for item in items if BUDGETS[item.funding_source] == "一般公共预算"
            ),
            "公务接待费": sum(
                item.fen or 0
                for item in items
                if item.economic_code == "30217" and item.funding_source == GENERAL
            ),
            "上年支出": sum(figure.fen for figure in member.last_year if figure.measure == "kind_all"),
        }
        shown = {column: (row[column] or Decimal(0)) * 1_000_000 for column in expected}
        assert shown == expected


def test_totals_are_those_of_all_departments(region: Consolidation) -> None:
    for column, total in region.totals.items():
        if column not in ("增减额", "增减率（%）"):
            assert total == sum(row[column] or 0 for row in region.compared)


def test_elimination_leads_from_the_total_to_the_official_tables(region: Consolidation) -> None:
    fen = {
        "支出合计": sum(item.fen or 0 for item in items_of(region.members)),
        "项目支出": sum(item.fen or 0 for item in items_of(region.members) if item.kind == "项目支出"),
    }
    for column, expected in fen.items():
        total, after = region.totals[column], region.consolidated[column]
        gone = region.plan.evaluation.value("部门对比·抵销", column)
        assert total is not None
        assert after is not None
        assert isinstance(gone, int | Decimal)
        assert gone > 0
        assert total - gone == after == Decimal(expected) / 1_000_000


def test_growth_is_that_of_figures_before_elimination(region: Consolidation) -> None:
    this, last = region.totals["支出合计"], region.totals["上年支出"]
    assert this is not None
    assert last is not None
    assert region.totals["增减额"] == this - last
    for column in ("上年支出", "增减额", "增减率（%）"):
        assert region.consolidated[column] is None


def test_charts_of_parts_are_eliminated_and_those_of_years_are_not(region: Consolidation) -> None:
    evaluation = region.plan.evaluation
    kinds = evaluation.column("图表·基本支出和项目支出", "本年")
    assert kinds == [region.consolidated[name] for name in ("基本支出", "项目支出")]
    assert kinds != [region.totals[name] for name in ("基本支出", "项目支出")]
    years = evaluation.column("图表·财政拨款“三公”经费：本年与上年", "本年")
    assert years[1] == region.totals["公务接待费"]
    (charts,) = (sheet for sheet in region.plan.sheets if sheet.name == "图表")
    assert [chart.title.rpartition("（")[2] for chart in charts.charts] == [
        "前 12 个，抵销前）",
        "抵销后）",
        "抵销后）",
        "抵销前）",
    ]


def test_growth_needs_last_year() -> None:
    members = [
        general("1", "增", 15_000_000, {"基本支出": 10_000_000}),
        general("2", "减", 5_000_000, {"基本支出": 20_000_000}),
        general("3", "从零", 7_000_000, {"基本支出": 0}),
        general("4", "没有上年数", 9_000_000),
        small_member("5", "没有支出", last_year={"基本支出": 3_000_000}),
    ]
    region = consolidate(members, layout(), "县")
    shown = [(row["上年支出"], row["增减额"], row["增减率（%）"]) for row in region.compared]
    assert shown == [(10, 5, 50), (20, -15, -75), (0, 7, None), (None, None, None), (3, -3, -100)]
    status = region.plan.evaluation.value("部门对比·核对", "核对")
    assert str(status).startswith("✔")
    assert "1 个部门没有上年数" in str(status)


def test_the_largest_departments_come_first_and_equal_ones_in_their_order() -> None:
    fen = [300, 500, 300, -100, 0]
    region = consolidate(
        [general(str(n), f"部门{n}", each * 1_000_000) for n, each in enumerate(fen)], layout(), "县"
    )
    block = next(name for name in region.plan.book.blocks if name == "图表·支出最多的部门")
    assert region.plan.evaluation.column(block, "名称") == ["部门1", "部门0", "部门2", "部门4", "部门3"]
    assert region.plan.evaluation.column(block, "金额") == [500, 300, 300, 0, -100]


def test_no_more_than_twenty_are_drawn() -> None:
    region = consolidate([general(str(n), f"部门{n}", n + 1) for n in range(25)], layout(), "县")
    assert len(region.plan.evaluation.column("图表·支出最多的部门", "名称")) == 20


def test_groups_are_shown_where_the_roster_has_them(region: Consolidation) -> None:
    assert "分组" in region.plan.book.blocks["部门对比"].columns
    alone = consolidate([general("1", "甲", 100)], layout(), "县")
    assert "分组" not in alone.plan.book.blocks["部门对比"].columns


def test_rows_sorted_by_hand_are_noticed(region: Consolidation) -> None:
    """As if somebody had exchanged rows of two departments in the ledger."""
    evaluation = Evaluation(region.plan.book)
    places: list[Value] = [row.member + 1 for row in region.spent]
    assert str(evaluation.value("部门对比·核对", "核对")).startswith("✔")
    places[0], places[-1] = places[-1], places[0]
    evaluation.restart({("汇总明细", "部门序"): places})
    assert str(evaluation.value("部门对比·核对", "核对")).startswith("✘ 与录入表不一致")


def test_a_layout_without_comparison_still_consolidates() -> None:
    without = replace(layout(), consolidation=None)
    region = consolidate([general("1", "甲", 100)], without, "县")
    assert region.compared == ()
    assert region.totals == {}
    names = {sheet.name for sheet in region.plan.sheets}
    assert "汇总明细" in names
    assert not names & {"部门对比", "图表"}


@pytest.mark.parametrize("column", ["三公_合计", "增减率"])
def test_columns_have_defined_names(region: Consolidation, column: str) -> None:
    assert f"部门对比_{column}" in region.plan.book.names
