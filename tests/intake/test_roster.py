"""The roster (名册) as bureaus keep it, and everything that can be wrong with it, in one go."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from generator.intake.roster import Listed, read_roster
from generator.messages import catalogue, render
from generator.model.budget import Unit
from generator.model.finding import Finding, Severity
from tests.conftest import SAMPLES_FOLDER

HEADINGS = "部门编码,部门名称,性质,预算单位,联系人,级别\n"
KINDS = ("行政单位", "参公事业单位", "事业单位")


def roster(folder: Path, rows: str, headings: str = HEADINGS) -> tuple[tuple[Listed, ...], list[Finding]]:
    path = folder / "roster.csv"
    path.write_text(headings + rows, encoding="utf-8")
    return read_roster(path, KINDS)


def test_a_roster_in_order(tmp_path: Path) -> None:
    listed, findings = roster(
        tmp_path, "001,测试局,行政单位,测试局本级；测试中心,李 8001,部门\n,测试馆,,,,\n"
    )
    assert findings == []
    assert listed == (
        Listed("测试局", "001", "行政单位", (Unit("测试局本级"), Unit("测试中心")), "李 8001", "部门"),
        Listed("测试馆"),
    )
    assert [one.origin.row for one in listed] == [2, 3]


@pytest.mark.parametrize("written", ["甲；乙", "甲;乙;", '"甲\n乙"', '" 甲 ；\n ；乙"', '"甲\r\n乙"'])
def test_units_are_joined_as_people_join_them(tmp_path: Path, written: str) -> None:
    listed, findings = roster(tmp_path, f"1,局,,{written},,\n")
    assert findings == []
    assert [unit.name for unit in listed[0].units] == ["甲", "乙"]


def test_the_name_alone_is_enough_and_headings_may_be_english(tmp_path: Path) -> None:
    assert roster(tmp_path, "测试局\n", "部门名称\n")[0] == (Listed("测试局"),)
    listed, findings = roster(tmp_path, "unit,测试所,7\n", "level,name,code\n")
    assert (listed, findings) == ((Listed("测试所", "7", level_word="单位"),), [])


def test_a_workbook_is_read_like_a_text_file(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.title = "说明"
    workbook.active["A1"] = "2025 年"
    sheet = workbook.create_sheet("名册")
    for row in (["部门编码", "部门名称", "预算单位"], [305, "测试局", "甲\n乙"]):
        sheet.append(row)
    workbook.save(tmp_path / "名册.xlsx")
    listed, findings = read_roster(tmp_path / "名册.xlsx")
    assert findings == []
    assert listed == (Listed("测试局", "305", units=(Unit("甲"), Unit("乙"))),)


def test_a_kind_is_written_as_the_form_has_it(tmp_path: Path) -> None:
    assert roster(tmp_path, "1,局,行政 单位,,,\n")[0][0].kind == "行政单位"


WITH_SUPERIORS = "部门编码,部门名称,上级部门\n"
CASES = [
    ("ROS-002", "", (0, ""), "roster.csv"),
    ("ROS-003", "1,甲局,,,,\n１,乙局,,,,\n", (3, "部门编码"), "1"),
    ("ROS-004", "1,甲（局）,,,,\n2,甲(局),,,,\n", (3, "部门名称"), "甲(局)"),
    ("ROS-005", "1,局,,甲；乙；甲 ,,\n", (2, "预算单位"), "甲"),
    ("ROS-006", "1,局,行政,,,\n", (2, "性质"), "行政"),
    ("IN-001", "1,,,,,\n", (2, "部门名称"), ""),
    ("IN-011", "1,局*,,,,\n", (2, "部门名称"), "局*"),
    ("IN-012", "1,局,,=甲,,\n", (2, "预算单位"), "=甲"),
    ("IN-013", f"1,{'长' * 101},,,,\n", (2, "部门名称"), "长" * 20 + "…"),
    ("IN-014", "1,局,,,李\u200b,\n", (2, "联系人"), "李\u200b"),
    ("DEPT-009", "1,局,,,,科室\n", (2, "级别"), "科室"),
]


@pytest.mark.parametrize(("code", "rows", "place", "found"), CASES)
def test_a_wrong_row_gives_its_message(
    tmp_path: Path, code: str, rows: str, place: tuple[int, str], found: str
) -> None:
    _, findings = roster(tmp_path, rows)
    assert [finding.code for finding in findings] == [code]
    assert (findings[0].place.file, findings[0].place.row, findings[0].place.column) == ("roster.csv", *place)
    assert findings[0].found == found
    for language in ("zh", "en"):
        assert "{" not in render(findings[0], language)


@pytest.mark.parametrize("name", ["nowhere.csv", "roster.txt", "folder"])
def test_what_cannot_be_a_roster(tmp_path: Path, name: str) -> None:
    (tmp_path / "roster.txt").write_text(HEADINGS, encoding="utf-8")
    (tmp_path / "folder").mkdir()
    listed, (finding,) = read_roster(tmp_path / name)
    assert (listed, finding.code, finding.severity) == ((), "ROS-001", Severity.ERROR)


@pytest.mark.parametrize("superior", ["", "101", "１０１", "县 教育局"])
def test_a_superior_is_a_code_or_a_name_on_the_roster(tmp_path: Path, superior: str) -> None:
    rows = f"101,县教育局,\n102,县一中,{superior}\n"
    assert roster(tmp_path, rows, WITH_SUPERIORS)[1] == []


def test_a_superior_that_is_not_on_the_roster_is_doubted(tmp_path: Path) -> None:
    rows = "101,县教育局,\n102,县一中,教育局\n103,县二中,省厅\n"
    _, findings = roster(tmp_path, rows, WITH_SUPERIORS)
    assert [
        (each.code, each.severity, each.place.row, each.place.column, each.found) for each in findings
    ] == [
        ("ROS-007", Severity.WARNING, 3, "上级部门", "教育局"),
        ("ROS-007", Severity.WARNING, 4, "上级部门", "省厅"),
    ]
    assert "最接近的是“县教育局”" in render(findings[0])
    assert "最接近" not in render(findings[1])


@pytest.mark.parametrize(
    ("rows", "row", "way"),
    [
        ("1,甲局,1\n", 2, "甲局 → 甲局"),
        ("1,甲局,乙局\n2,乙局,1\n", 2, "甲局 → 乙局 → 甲局"),
        ("1,甲局,2\n2,乙局,4\n3,丙局,2\n4,丁局,3\n", 3, "乙局 → 丁局 → 丙局 → 乙局"),
    ],
)
def test_superiors_in_a_circle_are_doubted_once(tmp_path: Path, rows: str, row: int, way: str) -> None:
    _, (finding,) = roster(tmp_path, rows, WITH_SUPERIORS)
    assert (finding.code, finding.severity, finding.place.row) == ("ROS-008", Severity.WARNING, row)
    for language in ("zh", "en"):
        assert way in render(finding, language)


def test_every_message_of_the_roster_has_a_case() -> None:
    elsewhere = {"ROS-001", "ROS-007", "ROS-008"}
    assert {code for code in catalogue() if code.startswith("ROS")} <= {
        code for code, *_ in CASES
    } | elsewhere


def test_damaged_and_unknown_things_are_found_as_in_any_list(tmp_path: Path) -> None:
    assert [finding.code for finding in roster(tmp_path, "局,x\n", "部门名称,电话\n")[1]] == ["HEAD-001"]
    assert [finding.code for finding in roster(tmp_path, "1\n", "部门编码\n")[1]] == ["HEAD-002"]
    assert [finding.code for finding in roster(tmp_path, "", "")[1]] == ["FILE-009"]
    path = tmp_path / "roster.xlsx"
    path.write_bytes(b"no workbook")
    assert [finding.code for finding in read_roster(path)[1]] == ["FILE-006"]


def test_everything_wrong_is_said_in_one_go(tmp_path: Path) -> None:
    _, findings = roster(tmp_path, "1,甲局,行政,丙；丙,,\n1,,,,,\n2,甲局,,,,科\n")
    codes = [finding.code for finding in findings]
    assert codes == ["ROS-006", "ROS-005", "IN-001", "DEPT-009", "ROS-003", "ROS-004"]


def test_the_nearest_kind_is_suggested(tmp_path: Path) -> None:
    (finding,) = roster(tmp_path, "1,局,参公,,,\n")[1]
    assert dict(finding.details)["nearest"] == "参公事业单位"


def test_the_roster_among_the_samples_is_in_order() -> None:
    listed, findings = read_roster(SAMPLES_FOLDER / "roster.csv", KINDS)
    assert findings == []
    assert len(listed) == 7
