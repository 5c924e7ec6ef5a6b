"""A new year as a layout author makes it: only YAML and CSV are touched, and both years still build."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator import api
from generator.layout.difference import compare_layouts
from generator.model.budget import Department, IncomeEntry, LineItem, Unit
from tests.layout.changed_layout import ChangedLayout

YEAR_2027 = """\
layout: xinjiang
year: 2027
follows: 2024
document: 试用表样
changes:
  tables:
    - change: 表3
      columns:
        - change: 项目支出
          where:
          sum: [车辆购置, 其他项目]
        - add:
            heading: 其中：车辆购置
            id: 车辆购置
            where: {支出类型: 项目支出, 经济款: [31013, 30913]}
            width: 15
          after: 项目支出
        - add: {heading: 其他项目, where: {支出类型: 项目支出, 经济款: [30201, 30101]}, width: 15}
          after: 车辆购置
  checks:
    - add:
        id: Y01
        severity: error
        says: {zh: 每行项目支出等于车辆购置与其他项目之和, en: "every row: projects = vehicles + others"}
        each: 行
        left: "表3[项目支出]"
        right: "表3[车辆购置] + 表3[其他项目]"
      before: I01
"""


def item(function: str, economic: str, project: str, yuan: int) -> LineItem:
    kind = "项目支出" if project else "基本支出"
    return LineItem("甲局", function, economic, kind, project, "一般财力", yuan * 100)


DEPARTMENT = Department(
    "甲局",
    2024,
    (Unit("甲局"),),
    (
        item("2010301", "30101", "", 500_000),
        item("2010302", "31013", "购车", 180_000),
        item("2010302", "30201", "档案", 20_000),
    ),
    (IncomeEntry("甲局", "一般财力", 700_000_00),),
)
OWN_CODE = "2010397"


@pytest.fixture
def changed(layouts: ChangedLayout) -> ChangedLayout:
    """The layouts with a year 2027: a code added, one renamed, one ended, a table with new columns."""
    layouts.write("2027.yaml", YEAR_2027)
    path = layouts.folder / "classification" / "function.csv"
    rows = path.read_text(encoding="utf-8").splitlines()
    head = rows[0].split(",")
    since, until, name = head.index("since"), head.index("until"), head.index("name")
    dated: list[str] = []
    for row in rows:
        cells = row.split(",")
        if cells[0] in ("2010302", "2010303"):
            dated.append(",".join([*cells[:until], "2026", *cells[until + 1 :]]))
        if cells[0] == "2010302":
            cells[name], cells[since] = "一般行政管理", "2027"
            dated.append(",".join(cells))
        elif cells[0] != "2010303":
            dated.append(row)
    dated.append(f"{OWN_CODE},数字政府,项,20103,一般公共预算,2027,,known,")
    path.write_text("\n".join(dated) + "\n", encoding="utf-8")
    return layouts


def test_the_difference_names_every_change(changed: ChangedLayout) -> None:
    difference = compare_layouts(changed.load(2024), changed.load(2027))
    (table,) = difference.tables
    assert [(part.happening, part.name) for part in table.parts] == [
        ("changed", "项目支出"),
        ("added", "车辆购置"),
        ("added", "其他项目"),
    ]
    (check,) = difference.checks
    assert (check.happening, check.name) == ("added", "Y01")
    codes = difference.function
    assert OWN_CODE in [code.code for code in codes.added]
    assert "2010303" in [code.code for code in codes.ended]
    assert [(pair.before.name, pair.after.name) for pair in codes.renamed] == [
        ("一般行政管理事务", "一般行政管理")
    ]
    assert changed.load(2024).version != changed.load(2027).version


@pytest.mark.parametrize("year", [2024, 2027])
def test_both_years_build_side_by_side(changed: ChangedLayout, tmp_path: Path, year: int) -> None:
    layout = changed.load(year)
    items = DEPARTMENT.items
    if year == 2027:
        items = (*items, item(OWN_CODE, "30201", "平台", 0))
    department = replace(DEPARTMENT, year=year, items=items)
    built = api.build_workbook(department, layout, tmp_path / f"{year}.xlsx")
    broken = [result.id for result in built.report.results if str(result.verdict) == "不平"]
    assert broken == []
    assert built.path.stat().st_size > 0
    assert ("Y01" in [result.id for result in built.report.results]) == (year == 2027)
    columns = [leaf.name for top in layout.tables["表3"].columns for leaf in top.leaves()]
    assert ("车辆购置" in columns) == (year == 2027)
    assert (layout.function.find(OWN_CODE, year) is not None) == (year == 2027)
    assert (layout.function.find("2010303", year) is None) == (year == 2027)
