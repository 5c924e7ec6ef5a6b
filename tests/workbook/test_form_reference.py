"""The performance forms of the reference sample are the printed ones, cell by cell."""

import pytest

from generator import api
from generator.workbook.form_values import filled_forms
from generator.workbook.plan import plan_workbook
from tests.conftest import SAMPLES_FOLDER
from tests.workbook.printed_forms import PrintedForm, as_printed, differences, printed_forms, project_of

ARCHIVE, CENTRE = "2024年电子档案存储管理系统项目", "巴音郭楞蒙古自治州政务服务和公共资源交易中心"

NAMED_OTHERWISE = {
    "“放管服工作”及“12345”政务热线保障费": "“放管服工作”及“12345”政务热线保障项目",
    "巴州数字化领导小组办公室运行保障费": "巴州数字化领导小组办公室运行保障项目",
    "巴州政府办公室政务服务保障费": "巴州政府办公室政务服务保障项目",
    "电子政务网络维护费": "电子政务网络维护费项目",
}
"""Projects that the printed forms call otherwise than the printed table 7, whose names we keep everywhere."""

DIFFERING = {
    (ARCHIVE, "预算单位", "巴州政务服务和公共资源交易中心"): "a short form of the unit's name",
    ("2024年运行保障项目", "预算单位", "巴州政务服务和公共资源交易中心"): "a short form of the unit's name",
    ("专家评审费项目", "预算单位", "新疆巴州政务服务和公共资源交易中心"): "a further form of the unit's name",
    (ARCHIVE, "项目总体目标", "18.5元"): "元 among amounts that add up only as 万元; we say 万元",
    (ARCHIVE, "电子档案存储系统建设质保金", "成本指标"): "the merged 经济成本指标 came apart over two rows",
    ("电子政务网络维护费", "运转经费", "按照完成比例赋分分"): "a sign that a page break left over",
    **{
        (printed, "项目名称", printed): "P14: the form calls the project otherwise than table 7"
        for printed in NAMED_OTHERWISE
    },
}
"""Where the print differs from ours: project and row as printed, what stands there, and why."""


@pytest.fixture(scope="module")
def ours() -> dict[str, PrintedForm]:
    intake, layout = api.read_folder(SAMPLES_FOLDER / "bazhou-2024")
    assert intake.department is not None
    plan = plan_workbook(intake.department, layout)
    forms = [
        as_printed(filled)
        for placed in plan.forms
        for filled in filled_forms(placed, plan.book, plan.evaluation)
    ]
    by_project = {project_of(form): form for form in forms}
    assert len(by_project) == len(forms)
    return by_project


@pytest.fixture(scope="module")
def printed() -> list[PrintedForm]:
    return printed_forms()


def test_there_is_a_form_for_the_department_and_for_each_project_and_no_other(
    ours: dict[str, PrintedForm], printed: list[PrintedForm]
) -> None:
    named = [NAMED_OTHERWISE.get(project_of(form), project_of(form)) for form in printed]
    assert sorted(named) == sorted(ours)
    assert len(printed) == 8


def test_every_printed_cell_is_ours_except_where_the_print_contradicts_itself(
    ours: dict[str, PrintedForm], printed: list[PrintedForm]
) -> None:
    differing = set[tuple[str, str, str]]()
    for form in printed:
        project = project_of(form)
        mine = ours[NAMED_OTHERWISE.get(project, project)]
        for row, theirs, _ in differences(form, mine):
            said = "18.5元" if row == "项目总体目标" and "18.5元" in theirs else theirs
            differing.add((project, row, said))
    assert differing == set(DIFFERING)


def test_the_objective_differs_by_nothing_but_the_unit_of_money(
    ours: dict[str, PrintedForm], printed: list[PrintedForm]
) -> None:
    (form,) = (form for form in printed if project_of(form) == ARCHIVE)
    (theirs,) = (row[1] for row in form.head if row[0] == "项目总体目标")
    (mine,) = (row[1] for row in ours[ARCHIVE].head if row[0] == "项目总体目标")
    assert theirs.replace("18.5元", "18.5万元").replace("12.5元", "12.5万元") == mine


def test_units_have_one_name_in_all_forms(ours: dict[str, PrintedForm]) -> None:
    units = {row[1] for form in ours.values() for row in form.head if row[0] == "预算单位"}
    assert units == {CENTRE, "新疆巴州人民政府办公室"}
