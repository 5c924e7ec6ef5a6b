"""Where lists are found, on sheets made by hand: which sign counts when they disagree or are few."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from generator.reader.places import FoundBy, Located, Places, find_places
from generator.reader.wanted import WantedColumn, WantedSheet
from generator.spreadsheet.raw_book import Area, NamedArea, RawBook, RawSheet, RawValue
from generator.workbook.marks import AFTER, BEFORE, mark

UNITS = WantedSheet(
    "单位信息",
    "entry",
    "单位信息",
    (
        WantedColumn("单位信息", "编码", "单位编码", "单位_编码"),
        WantedColumn("单位信息", "名称", "单位名称", "单位_名称"),
    ),
)
INCOME = WantedSheet(
    "收入录入",
    "entry",
    "收入录入",
    (
        WantedColumn("收入录入", "单位", "预算单位", "收入_单位"),
        WantedColumn("收入录入", "资金来源", "资金来源", "收入_资金来源"),
        WantedColumn("收入录入", "金额", "金额（元）", "收入_金额"),
        WantedColumn("收入录入", "提示", "提示"),
    ),
)
TABLE = WantedSheet(
    "表5",
    "official",
    "一般公共预算支出情况表",
    (
        WantedColumn("表5", "类", "类"),
        WantedColumn("表5", "名称", "科目名称", "表5_名称"),
        WantedColumn("表5", "合计", "合计", "表5_合计"),
    ),
)
Lines = Sequence[Sequence[RawValue | None]]


def sheet(name: str, lines: Lines, marks: Mapping[tuple[int, int], str] | None = None) -> RawSheet:
    """A sheet by its lines from the first row; `marks` stand anywhere."""
    cells: dict[int, dict[int, RawValue]] = {}
    for row, line in enumerate(lines):
        for column, value in enumerate(line):
            if value is not None:
                cells.setdefault(row, {})[column] = value
    for (row, column), text in (marks or {}).items():
        cells.setdefault(row, {})[column] = text
    return RawSheet(name, cells)


def places(*sheets: RawSheet, **names: tuple[int, Area]) -> Places:
    """What is found in a workbook of these sheets and defined names."""
    named = {name: NamedArea(*area) for name, area in names.items()}
    return find_places(RawBook("xlsx", sheets, named), (UNITS, INCOME, TABLE))


INCOME_LINES: Lines = (
    ("收入录入",),
    ("预算单位", "资金来源", "金额（元）", "提示"),
    ("水务局", "一般财力", Decimal(5)),
    ("水务局", "其他收入", Decimal(6)),
)


def income(found: Places) -> Located:
    return found.blocks["收入录入"]


def test_headings_alone_suffice() -> None:
    located = income(places(sheet("Sheet1", INCOME_LINES)))
    assert (located.top, located.bottom) == (2, 3)
    assert located.columns == {"单位": 0, "资金来源": 1, "金额": 2, "提示": 3}
    assert located.found_by is FoundBy.HEADINGS


def test_names_count_where_headings_say_something_else() -> None:
    area = {"收入_单位": (0, Area(2, 2, 9, 2)), "收入_金额": (0, Area(2, 0, 9, 0))}
    located = income(places(sheet("收入录入", INCOME_LINES), **area))
    assert located.columns["单位"] == 2
    assert located.columns["金额"] == 0
    assert (located.top, located.bottom) == (2, 9)


def test_marks_count_before_headings_and_say_where_the_area_ends() -> None:
    marks = {
        (8, 1): mark("收入录入", "单位"),
        (8, 0): mark("收入录入", "资金来源"),
        (1, 5): mark("收入录入", BEFORE),
        (7, 5): mark("收入录入", AFTER),
    }
    located = income(places(sheet("收入录入", INCOME_LINES, marks)))
    assert located.columns == {"单位": 1, "资金来源": 0, "金额": 2, "提示": 3}
    assert (located.top, located.bottom) == (2, 6)
    assert located.found_by is FoundBy.MARKS


def test_a_row_inserted_above_the_first_one_lies_between_headings_and_area() -> None:
    lines = (*INCOME_LINES[:2], ("水务局", "一般财力", Decimal(1)), *INCOME_LINES[2:])
    located = income(places(sheet("收入录入", lines), 收入_单位=(0, Area(3, 0, 9, 0))))
    assert (located.first, located.top) == (2, 3)


def test_columns_that_never_had_a_name_stand_right_before_the_named_ones() -> None:
    lines = (("表 5",), (), (), ("201", "行政运行", Decimal(5)))
    named = {"表5_名称": (0, Area(3, 1, 9, 1)), "表5_合计": (0, Area(3, 2, 9, 2))}
    assert places(sheet("表5", lines), **named).blocks["表5"].columns == {"类": 0, "名称": 1, "合计": 2}


def test_a_column_with_another_heading_is_not_taken_for_one_that_is_gone() -> None:
    lines = (("表 5",), (), ("备注", "科目名称", "合计"), ("x", "行政运行", Decimal(5)))
    named = {"表5_名称": (0, Area(3, 1, 9, 1)), "表5_合计": (0, Area(3, 2, 9, 2))}
    assert "类" not in places(sheet("表5", lines), **named).blocks["表5"].columns


def test_tables_that_look_alike_are_told_apart_by_their_titles() -> None:
    head = ("类", "科目名称", "合计")
    other = sheet("表5", (("表 3",), ("部门支出总体情况表",), head, ("201", "行政运行", Decimal(1))))
    own = sheet("表3", (("表 5",), ("2024 年一般公共预算支出情况表",), head, ("201", "行政运行", Decimal(2))))
    assert places(other, own).blocks["表5"].sheet == 1


def test_a_sheet_with_the_marks_of_another_list_is_not_this_one() -> None:
    marks = {(8, 0): mark("单位信息", "编码"), (1, 5): mark("单位信息", BEFORE)}
    assert "收入录入" not in places(sheet("收入录入", INCOME_LINES, marks)).blocks


def test_a_list_pasted_elsewhere_is_a_copy_and_a_table_of_ones_own_is_not() -> None:
    pasted = sheet("Sheet2", INCOME_LINES[1:])
    own = sheet("Sheet3", (("预算单位", "金额（元）"), ("水务局", Decimal(5))))
    found = places(sheet("收入录入", INCOME_LINES), pasted, own)
    assert [(copy.block, copy.sheet) for copy in found.copies] == [("收入录入", 1)]


def test_facts_stand_in_the_column_of_the_units_names() -> None:
    lines = (
        ("部门名称", None, "水务局"),
        (None, None, "305"),
        ("单位编码", None, "单位名称"),
        ("305001", None, "水务局"),
    )
    marks = {(1, 5): mark("部门", "编码")}
    found = places(sheet("单位信息", lines, marks))
    assert found.facts == {"名称": (0, 0, 2), "编码": (0, 1, 2)}
