"""Registers (登记表) that go back: in the department's folder, and in the marked copy of what was typed."""

from __future__ import annotations

import warnings
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from generator import api
from generator.model.budget import Department, RegisterEntry, Unit
from generator.reader.submission import Outcome
from generator.reply.department_folder import department_files, write_department_folder
from generator.reply.marked_copy import write_marked_copy
from tests.reader.returned import layout_of, read, write

LAYOUT = layout_of()
UNIT = "青河县水利局"
DEPARTMENT = Department(
    UNIT,
    2024,
    (Unit(UNIT),),
    registers={
        "指标": (
            RegisterEntry(
                {"项目": "部门整体", "一级指标": "履职效能", "三级指标": "-1", "运算符": "=", "权重": "90"}
            ),
        ),
        "事项": (RegisterEntry({"事项": "在职人数增减", "内容": "-3"}),),
        "概况": (RegisterEntry({"类别": "主要职能", "内容": "第一行，\n=第二行“引号”"}),),
    },
)


def test_a_folder_gives_the_same_registers_again(tmp_path: Path) -> None:
    write_department_folder(DEPARTMENT, tmp_path / "局", LAYOUT.registers)
    assert sorted(path.name for path in (tmp_path / "局").iterdir()) == [
        *("department.yaml", "income.csv", "indicators.csv", "line_items.csv", "other_facts.csv"),
        "overview.csv",
    ]
    assert api.read_folder(tmp_path / "局")[0].department == DEPARTMENT
    write_department_folder(
        replace(DEPARTMENT, registers={}), tmp_path / "局", LAYOUT.registers, overwrite=True
    )
    assert api.read_folder(tmp_path / "局")[0].department == replace(DEPARTMENT, registers={})


def test_registers_are_never_left_out_in_silence() -> None:
    with pytest.raises(ValueError, match="事项, 指标, 概况"):
        department_files(DEPARTMENT)


def test_the_marked_copy_holds_registers_as_typed_with_findings_at_their_cells(tmp_path: Path) -> None:
    path = write(DEPARTMENT, tmp_path / "局.xlsx")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl does not know print areas that are formulas
        book = openpyxl.load_workbook(path)
    book["绩效指标"]["E7"], book["绩效指标"]["J7"] = "＝＝", "90 分"
    book["其他情况"]["C9"] = Decimal("1.5")
    book["部门概况"]["A7"] = "职能"
    book["其他情况"].delete_rows(11)
    del book["名词解释"]
    book.save(path)
    returned = read(path)
    assert returned.outcome is Outcome.REFUSED
    write_marked_copy(returned, tmp_path / "退回.xlsx")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        copy = openpyxl.load_workbook(tmp_path / "退回.xlsx")
    noted = {
        (sheet.title, cell.coordinate, cell.value): cell.comment.text
        for sheet in copy.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment is not None
    }
    assert "REG-001" in noted["绩效指标", "J7", "90 分"]
    assert "90 吗？单位“分”" in noted["绩效指标", "J7", "90 分"]
    assert "FIX-014" in noted["绩效指标", "E7", "＝＝"]
    assert "REG-002" in noted["其他情况", "C9", 1.5]
    assert "主要职能" in noted["部门概况", "A7", "职能"]
    assert copy["部门概况"]["B7"].value == "第一行，\n=第二行“引号”"
    facts = [cell.value for cell in copy["其他情况"]["B"][6:36]]
    assert sorted(facts) == sorted(row.row for row in LAYOUT.register("事项").rows)
    assert "名词解释" in copy.sheetnames
    codes = {one.finding.code for one in read(tmp_path / "退回.xlsx").told}
    assert codes >= {"REG-001", "REG-002", "REG-003"}
    assert not codes & {"FIND-025", "FIND-027"}
