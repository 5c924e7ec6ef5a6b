"""The shipped layouts load, and a layout author changes a table in YAML alone."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.layout.fields import OTHER_SHEETS
from generator.layout.layout_set import YearListing, list_years, load_layout
from generator.model.budget import Department, IncomeEntry, LineItem, Unit
from generator.resources import layouts_folder
from generator.workbook.plan import Capacity, WorkbookPlan, plan_workbook
from tests.layout.changed_layout import JURISDICTION, YEAR, ChangedLayout

TABLE_3 = "tables/03-expenditure-by-function.yaml"
TABLE_10 = "tables/10-three-public.yaml"
YEARS = list_years(layouts_folder())


def item(function: str, economic: str, project: str, yuan: int) -> LineItem:
    kind = "项目支出" if project else "基本支出"
    return LineItem("甲局", function, economic, kind, project, "一般财力", yuan * 100)


DEPARTMENT = Department(
    "甲局",
    YEAR,
    (Unit("甲局"),),
    (
        item("2120101", "30101", "", 700_000),
        item("2120101", "30201", "", 50_000),
        item("2120101", "30215", "", 20_000),
        item("2120102", "30215", "年度会议", 30_000),
        item("2120102", "30101", "借用人员", 40_000),
    ),
    (IncomeEntry("甲局", "一般财力", 840_000_00),),
)


def planned(layouts: ChangedLayout) -> WorkbookPlan:
    layout = load_layout(layouts.folder, JURISDICTION, YEAR)
    return plan_workbook(DEPARTMENT, layout, Capacity(10, 5, 3))


def test_there_is_at_least_one_layout() -> None:
    assert (JURISDICTION, YEAR) in {(year.layout, year.year) for year in YEARS}


@pytest.mark.parametrize("year", YEARS, ids=lambda year: f"{year.layout}-{year.year}")
def test_every_shipped_layout_loads_and_its_workbook_can_be_planned(year: YearListing) -> None:
    layout = load_layout(layouts_folder(), year.layout, year.year)
    assert layout.year == year.year
    assert layout.tables
    assert layout.checks
    assert plan_workbook(DEPARTMENT, layout, Capacity(10, 5, 3)).sheets


def test_tables_cannot_be_called_like_the_other_sheets(layouts: ChangedLayout) -> None:
    plan = planned(layouts)
    layout = plan.layout
    named = {register.sheet for register in layout.registers} | {form.form for form in layout.forms}
    others = {sheet.name for sheet in plan.sheets} - set(layout.tables)
    assert others == set(OTHER_SHEETS) | named
    assert not named & set(OTHER_SHEETS)


def test_a_column_added_in_yaml_is_counted_in_the_workbook(layouts: ChangedLayout) -> None:
    layouts.change(
        TABLE_3,
        "      - {heading: 项目支出, where: {支出类型: 项目支出}, width: 15}\n",
        "      - {heading: 项目支出, where: {支出类型: 项目支出}, width: 15}\n"
        "      - {heading: 其中：人员经费, id: 人员经费, where: {经费: 人员经费}, width: 15}\n",
    )
    plan = planned(layouts)
    names = plan.evaluation.column("表3", "功能分类科目名称")[:5]
    assert names[0] == "总计"
    assert names[3:] == ["行政运行", "一般行政管理事务"]
    assert plan.evaluation.column("表3", "人员经费")[:5] == [74, 74, 74, 70, 4]
    headings = {label.text for sheet in plan.sheets if sheet.name == "表3" for label in sheet.labels}
    assert "其中：人员经费" in headings
    assert "表3_人员经费" in plan.book.names


def test_a_row_added_in_yaml_is_counted_in_the_workbook(layouts: ChangedLayout) -> None:
    layouts.change(
        TABLE_10,
        "      - {row: 公务用车运行费, indent: 2, where: {经济款: 30231}}\n",
        "      - {row: 公务用车运行费, indent: 2, where: {经济款: 30231}}\n"
        "      - {row: 会议费, where: {经济款: 30215}}\n",
    )
    plan = planned(layouts)
    rows = plan.evaluation.column("表10", "“三公”经费支出内容")
    total = plan.evaluation.column("表10", "合计")
    assert rows[-1] == "会议费"
    assert total[-1] == Decimal("5")
    assert total[0] == 0


def test_a_level_left_out_in_yaml_leaves_the_workbook(layouts: ChangedLayout) -> None:
    layouts.change(TABLE_3, "          - {heading: 款, shows: 款, width: 5}\n", "")
    layouts.change(TABLE_3, "rows: [总计, 类, 款, 项]", "rows: [总计, 类, 项]")
    plan = planned(layouts)
    assert plan.evaluation.column("表3", "合计")[:5] == [84, 84, 77, 7, ""]


def test_a_check_added_in_yaml_stands_on_the_check_sheet(layouts: ChangedLayout) -> None:
    layouts.change(
        "checks.yaml",
        "checks:\n",
        "checks:\n"
        "  - id: L01\n"
        "    severity: warning\n"
        '    says: {zh: "行政运行不小于项目", en: "running costs are not below projects"}\n'
        '    left: "表3[2120101, 合计]"\n'
        '    relation: ">="\n'
        '    right: "表3[总计, 项目支出]"\n',
    )
    plan = planned(layouts)
    (row,) = [place for place, check in enumerate(plan.comparisons) if check.id == "L01"]
    assert plan.evaluation.column("校验", "结论")[row] == "平"
    assert plan.evaluation.column("校验", "左值")[row] == 770_000
    assert plan.evaluation.column("校验", "右值")[row] == 70_000
