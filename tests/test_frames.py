"""DataFrames in and out."""

import ast
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import generator
from generator.frames import department_from_frames, findings_frame, items_frame
from generator.intake import Classifications, read_department
from generator.messages import finding
from generator.model.classification import load_code_list
from generator.model.finding import Place
from generator.model.funding import load_funding_sources
from generator.reader.submission import Outcome, Submission, Told
from generator.resources import layouts_folder

SAMPLE = Path(__file__).parents[1] / "samples" / "bazhou-2024"
FACTS = {"name": "测试局", "year": 2024, "units": ["测试局"]}
COLUMNS = (
    "unit",
    "function_code",
    "economic_code",
    "expenditure_kind",
    "project",
    "fund_source",
    "amount_yuan",
)
INCOME = pd.DataFrame({"预算单位": ["测试局"], "资金来源": ["一般财力"], "金额(元)": [12.5]})


@pytest.fixture(scope="module")
def lists():
    folder = layouts_folder()
    return Classifications(
        load_code_list(folder / "classification" / "function.csv", "支出功能分类"),
        load_code_list(folder / "classification" / "economic_department.csv", "部门预算支出经济分类"),
        load_funding_sources(folder / "xinjiang" / "funding_sources.csv"),
    )


def items(**changes):
    row = dict(zip(COLUMNS, ["测试局", 2010301, 30101, "基本支出", None, "一般财力", 12.5], strict=True))
    return pd.DataFrame([row | changes])


def test_a_frame_is_read_like_its_file(lists):
    by_folder = read_department(SAMPLE, lists).department
    frames = [pd.read_csv(SAMPLE / f"{name}.csv") for name in ("line_items", "income", "previous_year")]
    facts = {
        "name": by_folder.name,
        "year": 2024,
        "compiled_on": "2024-02-25",
        "units": [{"name": unit.name, "kind": unit.kind} for unit in by_folder.units],
    }
    intake = department_from_frames(facts, *frames, classifications=lists)
    assert intake.findings == ()
    assert intake.department == by_folder


def test_out_and_in_again(lists):
    department = department_from_frames(FACTS, items(), INCOME, classifications=lists).department
    frame = items_frame(department)
    assert frame["amount_yuan"].tolist() == [Decimal("12.50")]
    again = department_from_frames(FACTS, frame, INCOME, classifications=lists).department
    assert again == department


def test_an_amount_that_is_not_filled_in_is_blank_and_comes_in_again(lists):
    department = department_from_frames(FACTS, items(), INCOME, classifications=lists).department
    waiting = replace(department, items=(replace(department.items[0], fen=None),))
    frame = items_frame(waiting)
    assert frame["amount_yuan"].isna().tolist() == [True]
    again = department_from_frames(FACTS, frame, INCOME, classifications=lists)
    assert [finding.code for finding in again.findings] == ["IN-018"]
    assert again.department == waiting


@pytest.mark.parametrize("blank", [None, np.nan, pd.NA, pd.NaT, ""])
def test_every_kind_of_nothing_is_blank(lists, blank):
    intake = department_from_frames(FACTS, items(project=blank), INCOME, classifications=lists)
    assert intake.findings == ()
    assert intake.department.items[0].project == ""


def test_codes_that_pandas_made_into_floats(lists):
    intake = department_from_frames(
        FACTS, items(function_code=2010301.0, economic_code=np.float64(30101)), INCOME, classifications=lists
    )
    assert intake.findings == ()
    assert intake.department.items[0].economic_code == "30101"


def test_findings_count_the_heading_row(lists):
    frame = pd.concat([items(), items(amount_yuan="很多")])
    intake = department_from_frames(FACTS, frame, INCOME, classifications=lists)
    (finding,) = intake.findings
    assert (finding.code, finding.place.file, finding.place.row) == ("IN-005", "line_items", 3)


def test_wrong_facts_are_findings(lists):
    facts = {"name": "测试局", "yaer": 2024, "units": []}
    intake = department_from_frames(facts, items(), INCOME, classifications=lists)
    assert [finding.code for finding in intake.findings] == ["DEPT-002", "DEPT-004", "DEPT-007"]


def test_an_empty_frame_has_its_columns(lists):
    department = department_from_frames(FACTS, items(), INCOME, classifications=lists).department
    empty = items_frame(department.__class__(department.name, 2024, department.units))
    assert list(empty.columns[:2]) == ["unit", "function_code"]
    assert empty.empty


def test_pandas_stays_at_the_border():
    package = Path(generator.__file__).parent
    for path in package.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {
            alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
        }
        names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        used = {"pandas", "generator.frames"} & names
        assert not used or path.name == "frames.py", path


def test_the_findings_of_a_workbook_are_a_frame_too():
    cause = Told(
        finding("IN-005", Place("甲.xlsx", 7, "金额（元）", "支出录入", "I7"), "abc"),
        also=(Place("甲.xlsx", 9, "金额（元）", "支出录入", "I9"),),
        knock_ons=(Told(finding("CELL-004", Place("甲.xlsx", 8, "合计", "表5", "E8"), "1", expected="2")),),
    )
    frame = findings_frame(Submission("甲.xlsx", "", Outcome.REFUSED, told=(cause,)), "en")
    assert frame[["code", "sheet", "cell", "cause"]].values.tolist() == [
        ["IN-005", "支出录入", "I7", ""],
        ["IN-005", "支出录入", "I9", ""],
        ["CELL-004", "表5", "E8", "IN-005"],
    ]
    assert frame["title"][0] == "the amount is not a number"
