"""One book evaluated for many contents says of each what its own plan would say."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from generator import api
from generator.checks.report import report_of
from generator.expression.habits import Fault
from generator.model.budget import Department, LineItem, Unit
from generator.workbook.contents import contents_of
from generator.workbook.plan import CapacityError, WorkbookPlan, plan_workbook
from generator.workbook.replanning import Replanning
from tests.conftest import SAMPLES, SAMPLES_FOLDER
from tests.strategies import departments, layout

fewer = settings(max_examples=max(3, settings().max_examples // 40))
PLANS = Replanning(layout())


def figures(plan: WorkbookPlan) -> dict[tuple[str, str], list[object]]:
    """Every value of the official tables, of growing ones in the rows that are in use."""
    shown: dict[tuple[str, str], list[object]] = {}
    for name, block in plan.book.blocks.items():
        if not name.startswith("表"):
            continue
        keys = plan.evaluation.column(name, "键") if "键" in block.columns else []
        rows = sum(key != "" for key in keys) if keys else block.rows
        for column in block.columns:
            values = plan.evaluation.column(name, column)[:rows]
            shown[name, column] = [value.code if isinstance(value, Fault) else value for value in values]
    return shown


def says(plan: WorkbookPlan) -> tuple[object, ...]:
    """What people see of a plan: figures, verdicts with both sides, the check code.

    How much room there is (C01) differs: a plan for reading has none to spare.
    """
    report = report_of(plan)
    verdicts = [
        (one.id, one.verdict, *(() if one.id.startswith("C01") else (one.left, one.right)))
        for one in report.results
    ]
    return figures(plan), verdicts, report.check_code


@fewer
@given(departments())
def test_plans_of_different_contents_do_not_mix(department: Department) -> None:
    half = replace(department, items=department.items[::2], income=department.income[:1])
    for one in (department, half, department):
        contents = contents_of(one, layout())
        assert says(PLANS.plan(one, contents)) == says(plan_workbook(one, layout()))


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_says_the_same(sample: str) -> None:
    intake, whole = api.read_folder(SAMPLES_FOLDER / sample)
    assert intake.department is not None
    contents = contents_of(intake.department, whole)
    plans = Replanning(whole)
    for _ in range(2):
        again = plans.plan(intake.department, contents)
        assert says(again) == says(plan_workbook(intake.department, whole))


def test_reasons_are_part_of_the_contents() -> None:
    department = Department("测试局", 2024, (Unit("测试局"),))
    contents = replace(contents_of(department, layout()), reasons={"B02": "年中调整"})
    plan = PLANS.plan(department, contents)
    ids = plan.evaluation.column("校验", "编号")
    reasons = plan.evaluation.column("校验", "原因（可填写）")
    assert reasons[ids.index("B02")] == "年中调整"
    plain = PLANS.plan(department, contents_of(department, layout()))
    assert "年中调整" not in plain.evaluation.column("校验", "原因（可填写）")


def test_codes_that_the_list_does_not_know_are_planned_for() -> None:
    item = LineItem("测试局", "2019999", "30101", "基本支出", "", "一般财力", 100, function_name="自拟科目")
    department = Department("测试局", 2024, (Unit("测试局"),), (item,))
    plan = PLANS.plan(department, contents_of(department, layout()))
    assert "自拟科目" in plan.evaluation.column("表3", "功能分类科目名称")


def test_more_rows_than_a_workbook_holds_are_refused() -> None:
    department = Department("测试局", 2024, tuple(Unit(f"单位{number}") for number in range(1000)))
    with pytest.raises(CapacityError):
        PLANS.plan(department, contents_of(department, layout()))
