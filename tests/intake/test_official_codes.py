"""A bureau's code list as it comes: in one column or three, with titles above, and with mistakes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from generator.intake.official_codes import read_official_list
from generator.messages import LANGUAGES, render
from generator.model.classification import Code, CodeList
from generator.model.finding import Finding
from generator.model.official_list import Book, OfficialCode, OfficialList

OURS = CodeList(
    "支出功能分类", (Code("201", "一般公共服务支出", "类", ""), Code("20101", "人大事务", "款", "201"))
)
WANTED = (
    OfficialCode("201", "一般公共服务支出"),
    OfficialCode("20103", "政府办公厅（室）及相关机构事务"),
    OfficialCode("2010301", "行政运行"),
)
Cells = Sequence[Sequence[object]]


def workbook(path: Path, rows: Cells, sheet: str = "Sheet1") -> Path:
    book = Workbook()
    assert book.active is not None
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def read(
    path: Path, book: Book = "function", partial: bool = False
) -> tuple[OfficialList | None, list[Finding]]:
    return read_official_list(path, book, 2025, partial, OURS)


@pytest.mark.parametrize(
    "rows",
    [
        [["科目编码", "科目名称"], [201, WANTED[0].name], [20103.0, WANTED[1].name], ["2010301", "行政运行"]],
        [
            ["2025年政府收支分类科目"],
            [],
            ["单位：无"],
            ["代码", "说明", "名称"],
            ["２０１", "x", WANTED[0].name],
            [" 20103", "", WANTED[1].name],
            [],
            ["代码", "说明", "名称"],
            ["2010301", None, " 行政运行 "],
        ],
        [
            ["科目编码", None, None, "科目名称"],
            ["类", "款", "项", None],
            [201, None, None, WANTED[0].name],
            [201, 3, None, WANTED[1].name],
            [201, 3, 1, "行政运行"],
        ],
        [
            ["类", "款", "项", "名称"],
            ["201", "", "", WANTED[0].name],
            ["", "03", "", WANTED[1].name],
            ["", "", "01", "行政运行"],
        ],
        [
            ["类", "款", "项", "科目名称"],
            ["201", "", "", WANTED[0].name],
            ["201", "20103", "", WANTED[1].name],
            ["201", "20103", "2010301", "行政运行"],
        ],
        [
            ["类", "款", "项", "科目名称"],
            ["201", "", "", WANTED[0].name],
            ["201", "03", "", WANTED[1].name],
            ["201", "", "1", "行政运行"],
        ],
    ],
)
def test_codes_are_found_in_whatever_columns_they_stand(tmp_path: Path, rows: Cells) -> None:
    official, findings = read(workbook(tmp_path / "2025年科目.xlsx", rows))
    assert findings == []
    assert official == OfficialList("function", 2025, WANTED, "2025年科目.xlsx")


def test_a_text_file_with_budgets(tmp_path: Path) -> None:
    path = tmp_path / "科目.csv"
    path.write_bytes("编码,名称,适用预算\n201,甲,政府性基金预算、一般公共预算\n".encode("gb18030"))
    official, findings = read(path)
    assert findings == []
    assert official is not None
    assert official.codes == (OfficialCode("201", "甲", ("一般公共预算", "政府性基金预算")),)


def test_the_sheet_of_the_book_is_read(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["说明"])
    sheet = book.create_sheet("支出功能分类科目")
    sheet.append(["编码", "名称"])
    sheet.append(["201", "甲"])
    book.save(tmp_path / "科目.xlsx")
    official, findings = read(tmp_path / "科目.xlsx")
    assert findings == []
    assert official is not None


@pytest.mark.parametrize(
    ("rows", "code", "row", "found"),
    [
        ([["编码", "名称"], ["2011", "甲"]], "OFF-004", 2, "2011"),
        ([["编码", "名称"], ["注：略", "甲"]], "OFF-004", 2, "注:略"),
        ([["类", "款", "项", "名称"], ["201", "", "", "甲"], ["201", "", "1", "乙"]], "OFF-004", 3, "201?1"),
        ([["编码", "名称"], ["101", "税收收入"]], "OFF-005", 2, "101"),
        ([["编码", "名称"], ["", "人大事务"]], "OFF-006", 2, "人大事务"),
        ([["编码", "名称"], ["201", ""]], "OFF-007", 2, "201"),
        ([["编码", "名称"], ["201", "甲"], ["201", "乙"]], "OFF-008", 3, "201 乙"),
        ([["编码", "名称"], ["2010301", "行政运行"]], "OFF-009", 2, "2010301 行政运行"),
        ([["编码", "名称", "适用预算"], ["201", "甲", "一般预算"]], "OFF-010", 2, "一般预算"),
        ([["编码", "名称"]], "OFF-003", 0, "科目.xlsx"),
        ([["一", "二"], ["201", "甲"]], "OFF-002", 0, ""),
        ([["编码", "名称"], ["201", "甲\u200b"]], "IN-014", 2, "甲\u200b"),
    ],
)
def test_a_wrong_row_is_told_with_its_number(
    tmp_path: Path, rows: Cells, code: str, row: int, found: str
) -> None:
    official, findings = read(workbook(tmp_path / "科目.xlsx", rows))
    assert official is None
    assert [(each.code, each.place.row, each.found) for each in findings] == [(code, row, found)]
    for language in LANGUAGES:
        assert "科目.xlsx" in render(findings[0], language)


def test_all_mistakes_come_in_one_go(tmp_path: Path) -> None:
    rows = [["编码", "名称"], ["2011", "甲"], ["201", ""], ["20101", "乙"], ["20101", "丙"], ["301", "丁"]]
    _, findings = read(workbook(tmp_path / "科目.xlsx", rows))
    assert [each.code for each in findings] == ["OFF-004", "OFF-007", "OFF-008", "OFF-005"]


def test_the_same_row_twice_is_no_mistake(tmp_path: Path) -> None:
    rows = [["编码", "名称"], ["201", "维修（护）费"], ["201", "维修(护)费"]]
    official, findings = read(workbook(tmp_path / "科目.xlsx", rows))
    assert findings == []
    assert official is not None
    assert len(official.codes) == 1


def test_a_partial_list_may_leave_out_the_parents_we_have(tmp_path: Path) -> None:
    path = workbook(tmp_path / "科目.xlsx", [["编码", "名称"], ["2010101", "行政运行"]])
    assert read(path)[0] is None
    official, findings = read(path, partial=True)
    assert findings == []
    assert official is not None
    assert official.partial


def test_economic_codes_have_five_digits_at_most(tmp_path: Path) -> None:
    rows = [["编码", "名称"], ["301", "工资福利支出"], ["30101", "基本工资"], ["3010101", "岗位工资"]]
    _, findings = read(workbook(tmp_path / "科目.xlsx", rows), "economic")
    assert [(each.code, each.place.row) for each in findings] == [("OFF-004", 4)]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("科目.xlsx", b"", "FILE-006"),
        ("科目.xlsx", b"PK\x03\x04 broken", "FILE-006"),
        ("科目.xlsx", bytes.fromhex("D0CF11E0A1B11AE1"), "FILE-012"),
        ("科目.csv", b"\x00\x01\x02", "FILE-005"),
        ("科目.csv", b"", "OFF-002"),
        ("科目.csv", b'\xe7\xbc\x96\xe7\xa0\x81,\xe5\x90\x8d\xe7\xa7\xb0\n"201,', "FILE-008"),
        ("科目.pdf", b"%PDF", "OFF-001"),
    ],
)
def test_a_broken_file_is_a_finding(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(content)
    official, findings = read(tmp_path / name)
    assert official is None
    assert [each.code for each in findings] == [code]


def test_a_file_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    official, findings = read(tmp_path / "科目.xlsx")
    assert official is None
    assert [each.code for each in findings] == ["OFF-001"]


def test_damaged_workbooks_never_end_in_a_traceback(tmp_path: Path) -> None:
    path = workbook(tmp_path / "科目.xlsx", [["编码", "名称"], ["201", "甲"]])
    good = path.read_bytes()
    chance = random.Random(20250101)
    for _ in range(60):
        spoilt = bytearray(good)
        for _ in range(chance.randint(1, 20)):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        path.write_bytes(bytes(spoilt[: chance.randint(1, len(spoilt))]))
        official, findings = read(path)
        assert official is not None or findings
