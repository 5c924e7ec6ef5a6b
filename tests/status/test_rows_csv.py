"""The status as a list for spreadsheets."""

from __future__ import annotations

import csv
import io

import pytest

from generator.messages import Language
from generator.status.rows_csv import COLUMNS, UNIT_COLUMNS, status_csv
from generator.status.standing import Status
from tests.reply.submissions import HOSTILE
from tests.status.standings import ALL, hostile, status


def rows_of(shown: Status, language: Language = "zh", units: bool = False) -> list[dict[str, str]]:
    text = status_csv(shown, language, units=units)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def test_a_row_for_each_department_and_each_file_of_nobody() -> None:
    rows = rows_of(status())
    assert [row["编码"] for row in rows] == [*(each.code for each in ALL), ""]
    assert [row["状态"] for row in rows] == [
        "已通过",
        "退回",
        "待说明",
        "已通过",
        "未报",
        "无法读取",
        "未报",
        "退回",
        "无法读取",
    ]
    assert rows[-1] == dict.fromkeys(rows[-1], "") | {
        "年度": "2025",
        "轮次": "一上",
        "状态": "无法读取",
        "文件": "新建表格(2).xlsx",
        "来源": "邮件附件.zip › 新建表格(2).xlsx",
        "文件指纹（SHA-256）": "7d" * 32,
        "说明": "文件有密码，打不开",
    }


def test_what_is_said_of_a_department() -> None:
    row = rows_of(status())[1]
    assert row.pop("文件指纹（SHA-256）") == ALL[1].versions[2].digest
    assert row == {
        "年度": "2025",
        "轮次": "一上",
        "编码": "304",
        "部门": "望泉地区发展改革和统计局",
        "分组": "经济建设科",
        "联系人": "计财科",
        "在名册上": "是",
        "状态": "退回",
        "迟报": "",
        "截止日期": "2024-12-10",
        "次数": "3",
        "要改": "3",
        "要说明": "1",
        "提示": "1",
        "放行": "1",
        "收入（元）": "13360000.50",
        "支出（元）": "13360000.50",
        "预算单位数": "3",
        "已报单位数": "2",
        "文件": "304-望泉地区发展改革和统计局（定稿）.xlsx",
        "来源": "2024-12-09/304-望泉地区发展改革和统计局（定稿）.xlsx",
        "送出时间": "2024-12-09 08:30",
        "收到时间": "2024-12-09 09:30",
        "有效版本": "2",
        "说明": "",
    }


def test_late_overdue_and_strangers_are_told() -> None:
    rows = {row["编码"]: row for row in rows_of(status())}
    assert [rows[code]["迟报"] for code in ("316", "320", "305")] == ["迟报", "逾期", ""]
    assert rows["999"]["在名册上"] == "否"
    assert rows["999"]["说明"] == "名册上没有，可能是：石榆市文化馆"


def test_amounts_are_those_in_force_or_nothing() -> None:
    rows = {row["编码"]: row for row in rows_of(status())}
    assert [rows[code]["支出（元）"] for code in ("301", "305", "320")] == ["3384084.89", "", ""]


def test_a_row_for_each_unit_when_asked_for() -> None:
    rows = rows_of(status(), units=True)
    assert len(rows) == sum(max(len(each.units), 1) for each in ALL) + 1
    (row,) = [row for row in rows if row["预算单位"] == "望泉地区普查中心"]
    assert (row["部门"], row["单位已报"], row["单位支出（元）"], row["明细行数"]) == (
        "望泉地区发展改革和统计局",
        "是",
        "860000.50",
        "21",
    )


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("units", [False, True])
def test_no_two_headings_are_the_same(language: Language, units: bool) -> None:
    text = status_csv(status(), language, units=units).removeprefix("\ufeff")
    headings = next(csv.reader(io.StringIO(text, newline="")))
    assert len(set(headings)) == len(headings) == len(COLUMNS) + (len(UNIT_COLUMNS) if units else 0)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_is_a_formula_or_breaks_the_list(text: str) -> None:
    rows = rows_of(hostile(text), units=True)
    assert len(rows) == 3
    for row in rows:
        for cell in row.values():
            assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
            assert all(sign.isprintable() for sign in cell)
