"""Findings as a list for spreadsheets: one row for each place, and no text becomes a formula."""

import csv
import io

import pytest

from generator.reply.findings_csv import findings_csv
from tests.oracles.fixtures import needs_office
from tests.reply.spreadsheet import opened
from tests.reply.submissions import HOSTILE, accepted, hostile, refused, unreadable

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "\t=1+1", "\r\n=1+1", "\u200b=1+1", "＝1+1", "　－1")


def rows(*submissions, language="zh"):
    text = findings_csv(submissions, language)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), strict=True))


def test_every_finding_and_place_has_its_row():
    listed = rows(refused())
    assert len(listed) == 8 + 7 + 1 + 2
    assert listed[0] == {
        "文件": "305-榆林坡县水务局.xlsx",
        "部门": "榆林坡县水务局",
        "年度": "2025",
        "结论": "退回",
        "序号": "1",
        "编号": "IN-005",
        "级别": "要改",
        "工作表": "支出录入",
        "单元格": "I26",
        "标题": "金额不是数字",
        "发现": "“十万”",
        "应为": "以元为单位的数字，例如 12345.67",
        "处理": "只填数字，不写“元”“万元”等字样",
        "属于": "",
    }
    assert [row["单元格"] for row in listed[:8]] == ["I26", "I27", "I29", "I30", "I31", "I40", "I42", "I44"]
    assert {row["序号"] for row in listed[:8]} == {"1"}


def test_what_follows_names_the_number_of_its_root():
    following = [row for row in rows(refused()) if row["属于"]]
    assert {row["属于"] for row in following} == {"1"}
    assert [row["序号"] for row in following] == ["2", "3", "3", "3", "4", "5", "6"]


def test_a_file_without_findings_has_a_row_of_its_own():
    refused_rows, (only,) = rows(refused()), rows(accepted())
    assert (only["文件"], only["结论"], only["编号"]) == ("316-住建局.xlsx", "接收", "")
    assert rows(refused(), accepted()) == [*refused_rows, only]


def test_the_list_in_english():
    (row,) = rows(unreadable(), language="en")
    assert (row["outcome"], row["severity"], row["code"]) == ("unreadable", "to mend", "FILE-012")
    assert row["title"] == "the workbook has a password, or is of the old format"


def test_lines_end_as_spreadsheets_want_them():
    lines = findings_csv([refused()]).split("\r\n")
    assert lines.pop() == ""
    assert len(lines) == 19
    assert all("\n" not in line for line in lines)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_begins_like_a_formula_has_an_apostrophe_before_it(text):
    for row in rows(hostile(text)):
        for column in ("文件", "部门", "工作表", "单元格"):
            assert row[column].startswith("'")
            assert row[column].strip("' 　") == text.strip(" \t\r\n　\u200b")


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_write_stays_in_its_cell(text):
    listed = rows(hostile(text), language="en")
    assert len(listed) == 5
    for row in listed:
        assert None not in row
        assert all(value is not None and value.isprintable() for value in row.values())


@needs_office
def test_libreoffice_reads_texts_only(tmp_path):
    path = tmp_path / "findings.csv"
    submissions = [refused(), *(hostile(text) for text in (*FORMULAS, *HOSTILE))]
    path.write_text(findings_csv(submissions), encoding="utf-8", newline="")
    sheet = opened(path, tmp_path / "office")
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [cell.value for cell in sheet[1]][:3] == ["文件", "部门", "年度"]
    assert sheet.max_row == 1 + 18 + 5 * (len(submissions) - 1)
    assert sheet.max_column == 14
    assert not [cell for cell in cells if cell.data_type == "f"]
    numbers = {sheet.cell(1, cell.column).value for cell in cells if cell.data_type == "n"}
    assert numbers == {"年度", "序号", "属于", "发现"}
