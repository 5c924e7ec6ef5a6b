"""Properties that hold for any department, checked on generated ones."""

import tempfile
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from generator.checks.report import report_of
from generator.model.budget import Department, LineItem, Unit
from generator.workbook import search_sheet
from generator.workbook.plan import Capacity, WorkbookPlan, plan_workbook
from generator.workbook.writer import write_workbook
from tests.oracles.ironcalc_oracle import disagreements
from tests.strategies import UNIT_NAMES, departments, function_codes, layout, tables_layout

fewer = settings(max_examples=settings().max_examples // 4)
"""A quarter of the examples: for properties that need no engine beside ours."""

ROOM = Capacity(items=26, income=30, units=4, previous=4, spare=4, table=4)


@pytest.fixture(autouse=True, scope="module")
def small_tables() -> object:
    """Small sheets, so that an engine recalculates hundreds of workbooks in minutes."""
    patch = pytest.MonkeyPatch()
    patch.setattr(search_sheet, "SHOWN", 5)
    yield
    patch.undo()


def planned(department: Department) -> WorkbookPlan:
    return plan_workbook(department, tables_layout(), ROOM)


@pytest.mark.parametrize("part", range(4))
def test_an_independent_engine_computes_every_stored_value(part: int) -> None:
    """In four parts, which run side by side; each has examples of its own."""

    @seed(part)
    @settings(max_examples=settings().max_examples // 4)
    @given(department=departments())
    def computes(department: Department) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "generated.xlsx"
            write_workbook(planned(department), path)
            assert disagreements(path) == []

    computes()


@settings(max_examples=4)
@given(department=departments())
def test_it_computes_explanations_and_forms_as_well(department: Department) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "generated.xlsx"
        write_workbook(plan_workbook(department, layout(), ROOM), path)
        assert disagreements(path) == []


def shown(plan: WorkbookPlan, table: str) -> dict[tuple[object, ...], list[Decimal]]:
    """The amounts of a growing table by the texts that head its rows, the unit before those of 表7."""
    block = plan.book.blocks[table]
    keys = plan.evaluation.column(table, "键")
    headed: dict[tuple[object, ...], list[Decimal]] = {}
    columns = [name for name in block.columns if name not in ("键", "级", "码", "上级")]
    unit = ""
    for row, key in enumerate(keys):
        if key == "":
            continue
        cells = [plan.evaluation.column(table, name)[row] for name in columns]
        texts = [cell for cell in cells if isinstance(cell, str)]
        unit = next((text for text in texts if text in UNIT_NAMES), unit)
        head = (unit, *texts)
        assert head not in headed, "one row for each key"
        headed[head] = [Decimal(cell) for cell in cells if not isinstance(cell, str)]
    return headed


@fewer
@given(departments())
def test_table_3_shows_what_the_line_items_add_up_to(department: Department) -> None:
    expected: dict[tuple[str, str], int] = defaultdict(int)
    for item in department.items:
        if item.fen:
            for code in (item.function_code[:3], item.function_code[:5], item.function_code):
                expected[code, item.kind] += item.fen
    rows = shown(planned(department), "表3")
    by_code = {"".join(str(part) for part in head[1:4]): figures for head, figures in rows.items()}
    assert set(by_code) - {"总计"} - {""} >= {code for code, _ in expected}
    for code, figures in by_code.items():
        if code.isdigit():
            basic, project = (Decimal(expected[code, kind]) / 1_000_000 for kind in ("基本支出", "项目支出"))
            assert figures == [basic + project, basic, project]


def test_units_that_share_a_code_have_rows_of_their_own() -> None:
    names = UNIT_NAMES[:2]
    (code, *_) = function_codes("一般公共预算")
    items = tuple(LineItem(name, code, "30101", "项目支出", "校舍维修", "一般财力", 500) for name in names)
    rows = shown(planned(Department(names[0], 2024, tuple(map(Unit, names)), items)), "表7")
    assert [head[0] for head in rows] == ["", *(name for name in names for _ in range(4))]


@fewer
@given(departments(), st.randoms())
def test_the_order_of_line_items_only_orders_projects(department: Department, shuffle: object) -> None:
    items = list(department.items)
    shuffle.shuffle(items)  # type: ignore[attr-defined]  # hypothesis gives a Random
    plans = planned(department), planned(replace(department, items=tuple(items)))
    for table in ("表2", "表5", "表6", "表8"):
        first, second = (shown(plan, table) for plan in plans)
        assert first == second
    for table in ("表7", "表11"):
        first, second = (shown(plan, table) for plan in plans)
        assert {_folded(head): row for head, row in first.items()} == {
            _folded(head): row for head, row in second.items()
        }


def _folded(head: tuple[object, ...]) -> tuple[str, ...]:
    """Row heads without regard to case: spreadsheets take OA and oa for one project."""
    return tuple(str(part).casefold() for part in head)


@fewer
@given(departments())
def test_balance_is_judged_per_funding_source(department: Department) -> None:
    gaps: dict[str, int] = defaultdict(int)
    for entry in department.income:
        gaps[entry.funding_source] += entry.fen
    for item in department.items:
        gaps[item.funding_source] -= item.fen
    report = report_of(planned(department))
    (balance,) = (result for result in report.results if result.id == "B01")
    assert (balance.verdict == "不平") == any(gaps.values())
    if balance.verdict == "不平":
        assert balance.difference * 100 in gaps.values()


@fewer
@given(departments())
def test_tables_agree_with_each_other_whatever_was_entered(department: Department) -> None:
    report = report_of(planned(department))
    between = ("X01", "X02-1", "X04", "X07", "X08", "X09", "X10", "X11", "X12", "X13", "X15", "I07", "I08")
    between += ("I09", "I10", "I11", "I12", "I13", "I14", "I17", "I18", "X21", "C01")
    broken = [result.id for result in report.errors if result.id.startswith(between)]
    negative_outside = {"X10-2", "X10-3", "X15-1", "X15-2", "X15-3", "X15-4"}
    assert set(broken) <= negative_outside, "only negative money may turn ≥ round"
