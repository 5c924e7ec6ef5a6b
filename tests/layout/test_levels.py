"""Whatever levels a layout may give a table: the table is in order, and its codes answer checks."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
import yaml

from generator.layout.codes import code_levels
from generator.layout.fields import LEVELS
from generator.layout.layout_set import load_layout
from generator.model.budget import Department, IncomeEntry, LineItem, Unit
from generator.workbook.plan import Capacity, plan_workbook
from tests.layout.changed_layout import JURISDICTION, YEAR, ChangedLayout

FUNCTION, ECONOMIC = {"类", "款", "项"}, {"经济类", "经济款"}
CHOICES = [("总计", *levels) for count in range(len(LEVELS)) for levels in combinations(LEVELS[1:], count)]
GOOD = [
    rows
    for rows in CHOICES
    if not (FUNCTION & {*rows} and ECONOMIC & {*rows}) and ("经济类" in rows or "经济款" not in rows)
]
CALLED = {
    "类": ("212", 840_000),
    "款": ("21201", 840_000),
    "项": ("2120101", 770_000),
    "经济类": ("301", 740_000),
    "经济款": ("30201", 50_000),
}
"""A code of each level, and what the department below spends under it, in yuan."""


def item(unit: str, function: str, economic: str, project: str, yuan: int) -> LineItem:
    kind = "项目支出" if project else "基本支出"
    return LineItem(unit, function, economic, kind, project, "一般财力", yuan * 100)


DEPARTMENT = Department(
    "甲局",
    YEAR,
    (Unit("甲局"), Unit("乙站")),
    (
        item("甲局", "2120101", "30101", "", 700_000),
        item("乙站", "2120101", "30201", "", 50_000),
        item("乙站", "2120101", "30215", "年度会议", 20_000),
        item("甲局", "2120102", "30215", "年度会议", 30_000),
        item("乙站", "2120102", "30101", "借用人员", 40_000),
    ),
    (IncomeEntry("甲局", "一般财力", 840_000_00),),
)


def with_one_table(layouts: ChangedLayout, rows: tuple[str, ...]) -> None:
    """Leave nothing in the layout but a table with these levels, and every check that it can have."""
    steps = [level.removeprefix("经济") for level in rows]
    shown = [{"heading": step, "shows": step} for step in ("类", "款", "项", "项目") if step in steps]
    name, total = {"heading": "名称", "shows": "名称"}, {"heading": "合计", "where": {}}
    table = {
        "table": "表1",
        "title": "支出",
        "unit": "万元",
        "page": "portrait",
        "empty": "没有支出。",
        "columns": [*shown, name, total],
        "rows": list(rows),
    }
    checks: list[dict[str, Any]] = [
        {"parents": ["表1"]},
        {"parents": ["表1"], "displayed": True},
        {"names": ["表1"]},
        {"capacity": ["表1"]},
        {"statements": ["表1"]},
        {"left": "表1[合计]", "right": "0", "relation": ">=", "each": "行"},
    ]
    if {"类", "经济类"} & {*rows}:
        checks.append({"codes": ["表1"]})
    for level in code_levels(list(rows)):
        checks.append({"left": "表1[合计]", "right": "表1[合计]", "each": level})
        checks.append({"left": f"表1[{CALLED[level][0]}, 合计]", "right": "0", "relation": ">="})
    says = {"zh": "说明", "en": "says"}
    numbered = [{"id": f"L{place}", "severity": "error", "says": says} for place in range(len(checks))]
    written = {
        "tables/table.yaml": table,
        "checks.yaml": {"checks": [head | check for head, check in zip(numbered, checks, strict=True)]},
        "2024.yaml": yaml.safe_load((layouts.year_folder / "2024.yaml").read_text(encoding="utf-8"))
        | {"tables": ["tables/table.yaml"], "registers": "", "forms": [], "disclosure": ""},
    }
    for file, data in written.items():
        (layouts.year_folder / file).write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")


@pytest.mark.parametrize("rows", GOOD, ids="-".join)
def test_a_table_of_any_levels_that_pass_is_in_order(layouts: ChangedLayout, rows: tuple[str, ...]) -> None:
    with_one_table(layouts, rows)
    plan = plan_workbook(DEPARTMENT, load_layout(layouts.folder, JURISDICTION, YEAR), Capacity(10, 5, 3))
    verdicts = plan.evaluation.column("校验", "结论")
    ours = {
        check.id: (verdict, left)
        for check, verdict, left in zip(
            plan.comparisons, verdicts, plan.evaluation.column("校验", "左值"), strict=True
        )
        if check.id.startswith("L")
    }
    assert {name: verdict for name, (verdict, _) in ours.items() if verdict == "不平"} == {}
    assert plan.evaluation.column("表1", "合计")[0] == 84
    called = [CALLED[level][1] for level in code_levels(list(rows))]
    last = list(ours.values())[len(ours) - 2 * len(called) :]
    assert [left for _, left in last[1::2]] == called


@pytest.mark.parametrize("rows", [rows for rows in CHOICES if rows not in GOOD], ids="-".join)
def test_levels_that_cannot_be_put_in_order_do_not_pass(
    layouts: ChangedLayout, rows: tuple[str, ...]
) -> None:
    with_one_table(layouts, rows)
    assert "LAY-007" in {fault.code for fault in layouts.faults()}
