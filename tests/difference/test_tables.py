"""What a change does to the official tables and checks, on a department with money of every kind."""

from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest

from generator import api
from generator.checks.report import Verdict
from generator.difference.comparison import Difference, Side, compare_departments
from generator.difference.said import exact
from generator.difference.tables import RowHappening, TableDifference, compare_tables
from generator.difference.units import pair_units
from generator.model.budget import Department, LineItem
from generator.workbook.plan import Capacity, WorkbookPlan, plan_workbook
from tests.workbook.rich_department import BUREAU, OWN, STATION, rich_department
from tests.workbook.tables_only import tables_only

RICH = rich_department()


ROOM = Capacity(60, 40, 5, 5)


def whole(department: Department) -> Side:
    return Side("甲", department, api.load_layout("xinjiang", department.year))


@cache
def planned(department: Department) -> WorkbookPlan:
    return plan_workbook(department, whole(department).layout, ROOM)


def tables(after: Department, before: Department = RICH) -> dict[str, TableDifference]:
    """The difference of every official table, by name."""
    compared = compare_tables(planned(before), planned(after), pair_units(before, after))
    return {each.table.table: each for each in compared}


def with_items(*items: LineItem) -> Department:
    return replace(RICH, items=(*RICH.items, *items))


def cells(difference: TableDifference) -> dict[tuple[str, str], tuple[str, str]]:
    return {
        (row.label, cell.heading): (exact(cell.before), exact(cell.after))
        for row in difference.rows
        for cell in row.cells
    }


@pytest.fixture(scope="module")
def dearer() -> Difference:
    """The office costs of the bureau (2120101, 30201) grow by 10,000.00 yuan."""
    items = [
        replace(item, fen=item.fen + 10_000_00)
        if (item.unit, item.economic_code, item.project) == (BUREAU, "30201", "")
        and item.funding_source == OWN
        else item
        for item in RICH.items
    ]
    return compare_departments(whole(RICH), whole(replace(RICH, items=tuple(items))))


def table(difference: Difference, name: str) -> TableDifference:
    (found,) = (each for each in difference.tables if each.table.table == name)
    return found


def test_a_dearer_line_changes_its_rows_up_to_the_total(dearer):
    fifth = cells(table(dearer, "表5"))
    assert fifth["2120101 行政运行", "基本支出"] == ("64.65", "65.65")
    assert {label for label, _ in fifth} == {
        "总计",
        "212 城乡社区支出",
        "21201 城乡社区管理事务",
        "2120101 行政运行",
    }
    assert {heading for _, heading in fifth} == {"合计", "基本支出"}
    sixth = cells(table(dearer, "表6"))
    assert sixth["30201 办公费", "公用经费"] == ("3.00", "4.00")


def test_tables_that_do_not_count_the_line_stay_as_they_are(dearer):
    assert [each.table.table for each in dearer.changed_tables] == ["表1", "表2", "表3", "表4", "表5", "表6"]
    assert table(dearer, "表7").is_empty


def test_totals_are_told_of_every_table(dearer):
    first = {total.label: total.cell.change for total in table(dearer, "表1").totals}
    assert first == {"收入 · 收入总计": Decimal(0), "支出 · 支出总计": Decimal(1)}
    (tenth,) = table(dearer, "表10").totals
    assert (tenth.label, tenth.cell.heading, tenth.cell.change) == ("合计", "合计", 0)


def test_checks_with_another_verdict_are_told(dearer):
    verdicts = {each.id: (each.before.verdict, each.after.verdict) for each in dearer.checks}
    assert verdicts["B01"] == (Verdict.BALANCED, Verdict.BROKEN)
    assert "X07-1" not in verdicts
    assert dearer.check_codes[0] != dearer.check_codes[1]


def test_a_new_project_is_a_new_row_with_all_its_amounts():
    bridge = LineItem(STATION, "2120303", "31005", "项目支出", "南门大桥", OWN, 70_000_00)
    rows = {row.label: row for row in tables(with_items(bridge))["表7"].rows}
    added = rows[f"{STATION} · 2120303 小城镇基础设施建设 · 南门大桥"]
    assert added.happening is RowHappening.ADDED
    assert {cell.heading: (cell.before, cell.after) for cell in added.cells} == {
        "项目支出合计": (0, 7),
        "资本性支出": (0, 7),
    }
    assert rows["总计"].happening is RowHappening.CHANGED
    assert f"{BUREAU} · 212 城乡社区支出" not in rows


def test_rows_of_one_code_are_told_apart_by_their_project():
    bridge = LineItem(BUREAU, "2120303", "31005", "项目支出", "石桥大道", OWN, 1_00)
    rows = [row.label for row in tables(with_items(bridge))["表7"].rows]
    assert f"{BUREAU} · 2120303 小城镇基础设施建设 · 石桥大道" in rows
    assert not any("规划调研" in row for row in rows)


def test_headings_that_occur_twice_are_told_with_those_above_them():
    old = LineItem(STATION, "2120601", "30201", "基本支出", "", "单位资金结转结余", 5_000_00)
    changed = cells(tables(with_items(old))["表11"])
    assert changed["总计", "非财政拨款 · 合计"][0] != changed["总计", "非财政拨款 · 合计"][1]
    assert ("总计", "财政拨款 · 合计") not in changed


def test_a_table_that_becomes_empty_is_told():
    left = tuple(item for item in RICH.items if not item.funding_source.count("结转"))
    eleventh = tables(replace(RICH, items=left))["表11"]
    assert (eleventh.rows_before > 0, eleventh.rows_after) == (True, 0)
    assert {row.happening for row in eleventh.rows} == {RowHappening.REMOVED}


def test_a_renamed_unit_renames_its_row_and_nothing_else():
    units = (RICH.units[0], replace(RICH.units[1], name="石桥县工程质量服务中心"))
    items = tuple(replace(item, unit=units[1].name) if item.unit == STATION else item for item in RICH.items)
    income = tuple(
        replace(each, unit=units[1].name) if each.unit == STATION else each for each in RICH.income
    )
    changed = tables(replace(RICH, units=units, items=items, income=income))
    assert [name for name, each in changed.items() if not each.is_empty] == ["表7"]
    (row,) = changed["表7"].rows
    assert (row.before, row.after, row.happening) == (STATION, units[1].name, RowHappening.RENAMED)


def test_two_years_are_compared_by_code():
    changed = tables(replace(RICH, year=2025))
    assert {row.happening for each in changed.values() for row in each.rows} <= {RowHappening.RENAMED}
    bridge = LineItem(STATION, "2120303", "31005", "项目支出", "南门大桥", OWN, 70_000_00)
    later = cells(tables(replace(with_items(bridge), year=2025))["表5"])
    assert later["212 城乡社区支出", "项目支出"] == ("37.30", "44.30")


def test_a_table_that_one_year_has_is_told():
    whole_layout = tables_only(planned(RICH).layout)
    fewer = {name: table for name, table in whole_layout.tables.items() if name != "表11"}
    checks = tuple(check for check in whole_layout.checks if "表11" not in check.model_dump_json())
    plan = plan_workbook(RICH, replace(whole_layout, tables=fewer, checks=checks), ROOM)
    units = pair_units(RICH, RICH)
    (gone,) = (each for each in compare_tables(planned(RICH), plan, units) if not each.is_empty)
    (come,) = (each for each in compare_tables(plan, planned(RICH), units) if not each.is_empty)
    for each, happening in ((gone, RowHappening.REMOVED), (come, RowHappening.ADDED)):
        assert each.table.table == "表11"
        assert {row.happening for row in each.rows} == {happening}
    assert (gone.after, come.before) == (None, None)
