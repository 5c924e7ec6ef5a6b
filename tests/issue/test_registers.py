"""Registers (登记表) in a blank: what stays the same from year to year, and nothing else."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from generator import api
from generator.intake.roster import Listed
from generator.issue.blank import LastYear, blank_department
from generator.issue.blank_writer import BlankWriter
from generator.model.budget import Department, LineItem, RegisterEntry, Unit
from generator.model.form import IssuedForm
from tests.conftest import SAMPLES_FOLDER

LAST, NEXT = (api.load_layout("xinjiang", year) for year in (2024, 2025))
OLD, NEW = "石桥县建设局", "石桥县住建局"
PROJECT, ENDED = "校舍维修", "档案整理"


def line(project: str) -> LineItem:
    return LineItem(OLD, "2120303", "31005", "项目支出", project, "一般财力", 100)


REGISTERS = {
    "项目": tuple(
        RegisterEntry(
            {"项目": name, "预算单位": OLD, "总体目标": "修好", "开始月份": "3", "表式": "含赋分规则"}
        )
        for name in (PROJECT, ENDED)
    ),
    "分配": (RegisterEntry({"项目": PROJECT, "用途": "工程款", "金额": "1.00"}),),
    "指标": (RegisterEntry({"项目": PROJECT, "三级指标": "面积", "权重": "90"}),),
    "事项": (
        RegisterEntry({"事项": "编制数", "内容": "12"}),
        RegisterEntry({"事项": "部门联系人", "内容": "王敏"}),
    ),
    "概况": (RegisterEntry({"类别": "主要职能", "内容": "负责城乡建设"}),),
    "文字": (RegisterEntry({"事项": "2120303", "文字": "新增"}),),
    "名词": (RegisterEntry({"名词": "海绵城市", "解释": "能吸水的城市。"}),),
}


@pytest.fixture(scope="module")
def blank() -> Department:
    last = Department(OLD, 2024, (Unit(OLD),), (line(PROJECT),), registers=REGISTERS)
    issued, findings = blank_department(Listed(NEW), NEXT, LastYear(last, LAST, "去年/局"))
    assert [each.code for each in findings] == []
    return issued


def test_what_stays_the_same_stands_in_the_blank_and_figures_reasons_and_indicators_do_not(
    blank: Department,
) -> None:
    assert blank.registers == {
        "项目": (
            RegisterEntry({"项目": PROJECT, "预算单位": NEW, "总体目标": "修好", "表式": "含赋分规则"}),
        ),
        "事项": (RegisterEntry({"事项": "部门联系人", "内容": "王敏"}),),
        "概况": REGISTERS["概况"],
        "名词": REGISTERS["名词"],
    }


def test_a_blank_has_room_for_what_is_kept() -> None:
    writer = BlankWriter(NEXT, IssuedForm("xinjiang", 2025, NEXT.version, ""))
    many = tuple(RegisterEntry({"类别": "主要职能", "内容": str(place)}) for place in range(130))
    department = Department(NEW, 2025, (Unit(NEW),), registers={"概况": many})
    assert dict(writer.room(department).registers) == {"概况": 240}
    assert writer.room(Department(NEW, 2025, (Unit(NEW),))).registers == ()


def test_a_blank_with_last_years_registers_is_read_as_it_was_issued_and_nothing_in_it_is_wrong(
    tmp_path: Path,
) -> None:
    shutil.copytree(SAMPLES_FOLDER / "bazhou-2024", tmp_path / "last" / "bazhou-2024")
    (tmp_path / "blanks").mkdir()
    issue = api.read_issue(2025, datetime.date(2025, 1, 5), previous=tmp_path / "last")
    (issued,) = api.issue_templates(issue, tmp_path / "blanks")
    submission = api.read_submission(tmp_path / "blanks" / issued.row.file)
    assert submission.department is not None
    kept = {name: len(rows) for name, rows in submission.department.registers.items()}
    assert kept == {"项目": 7, "事项": 2, "概况": 25, "名词": 2}
    assert {one.finding.code for one in submission.told} == {"IN-018"}
