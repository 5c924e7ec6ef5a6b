"""What of a workbook that was read takes part in a comparison."""

from dataclasses import replace

import pytest

from generator import api
from generator.difference.comparison import Side, compare_departments, side_of
from generator.model.budget import Department, IncomeEntry, LineItem, Unit
from generator.reader.submission import Outcome, Submission, Typed, TypedList, TypedRow

FIELDS = {
    "单位信息": ("编码", "名称", "性质"),
    "收入录入": ("单位", "资金来源", "金额"),
    "支出录入": ("单位", "金额"),
    "上年数": ("指标", "项目", "金额"),
}
DEPARTMENT = Department(
    "榆林坡县水务局",
    2024,
    (Unit("榆林坡县水务局"),),
    (LineItem("榆林坡县水务局", "2130301", "30101", "基本支出", "", "一般财力", 100),),
    (IncomeEntry("榆林坡县水务局", "一般财力", 100),),
)


@pytest.fixture(scope="module")
def layout() -> api.LayoutSet:
    return api.load_layout("xinjiang", 2024)


def submission(layout, department=DEPARTMENT, **rows: int) -> Submission:
    """A workbook in which so many rows were typed on each sheet, with a blank row among them."""
    lists = {
        sheet: TypedList(
            sheet,
            FIELDS[sheet],
            (
                *(
                    TypedRow(sheet, 8 + row, ("甲", *[None] * (len(FIELDS[sheet]) - 1)))
                    for row in range(count)
                ),
                TypedRow(sheet, 8 + count, (None, " ", *[None] * (len(FIELDS[sheet]) - 2))),
            ),
        )
        for sheet, count in rows.items()
    }
    return Submission("甲.xlsx", "a" * 64, Outcome.REFUSED, None, layout, department, typed=Typed({}, lists))


def test_rows_that_were_not_read_are_counted_by_sheet(layout):
    side = side_of("甲.xlsx", submission(layout, 单位信息=1, 收入录入=1, 支出录入=4, 上年数=1))
    assert side is not None
    assert dict(side.left_out) == {"支出录入": 3, "上年数": 1}
    assert side.missing == ()
    assert not side.is_whole


def test_sheets_that_were_not_found_are_named(layout):
    side = side_of("甲.xlsx", submission(layout, 单位信息=1, 支出录入=1))
    assert side is not None
    assert (dict(side.left_out), side.missing) == ({}, ("收入录入",))


def test_a_workbook_that_was_read_whole_says_so(layout):
    side = side_of("甲.xlsx", submission(layout, 单位信息=1, 收入录入=1, 支出录入=1))
    assert side is not None
    assert side.is_whole


def test_a_workbook_without_a_department_is_no_side(layout):
    assert side_of("甲.xlsx", submission(layout, department=None)) is None
    assert side_of("甲.xlsx", Submission("甲.xlsx", "a" * 64, Outcome.UNREADABLE)) is None


def test_what_was_not_read_leaves_the_comparison_uncertain(layout):
    whole = Side("乙", DEPARTMENT, layout)
    difference = compare_departments(whole, replace(whole, left_out={"支出录入": 1}))
    assert (difference.is_empty, difference.is_certain) == (True, False)
    assert replace(difference, after=whole).is_certain
