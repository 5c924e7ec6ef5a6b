"""Rows of an entry list that are no entries: totals, and remarks below it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.reader.merged_cells import MergedCells
from generator.reader.odd_rows import remark, total_word
from generator.reader.places import FoundBy, Located
from generator.reader.typed_lists import ListRow, ReadList
from generator.spreadsheet.raw_book import Area, ErrorValue, RawSheet, RawValue

COLUMNS = {"单位": 0, "功能": 1, "项目": 2, "金额": 3}


def listed(row: ListRow, formula: str = "", merged: tuple[Area, ...] = ()) -> ReadList:
    located = Located("支出录入", 0, 6, 60, COLUMNS, FoundBy.NAMES, 6)
    formulas = {(row.row, COLUMNS["金额"]): formula} if formula else {}
    cells = {row.row: {COLUMNS[field]: value for field, value in row.cells.items()}}
    return ReadList(located, RawSheet("支出录入", cells, formulas, merged=merged), (row,))


def row(counted: bool = True, **cells: RawValue) -> ListRow:
    return ListRow(10, cells, counted)


@pytest.mark.parametrize("word", ["合计", "总 计：", "本页小计", "支出合计", "共计"])
def test_a_word_says_that_a_row_adds_up_others(word: str) -> None:
    total = row(单位=word, 金额=Decimal(5))
    assert total_word(total, listed(total)) == word


def test_a_sum_alone_in_its_row_adds_up_others() -> None:
    total = row(金额=Decimal(5))
    assert total_word(total, listed(total, "SUM(D7:D9)")) == "=SUM(D7:D9)"


@pytest.mark.parametrize(
    "entry",
    [
        row(单位="合计", 功能="2010301", 金额=Decimal(5)),
        row(单位="水务局", 项目="中央资金小计划", 金额=Decimal(5)),
        row(单位="水务局", 项目="青山绿水合计项目", 金额=Decimal(5)),
        row(金额=Decimal(5)),
    ],
)
def test_a_row_that_may_be_an_entry_is_no_total(entry: ListRow) -> None:
    assert total_word(entry, listed(entry)) == ""


def test_a_formula_of_ones_own_beside_other_cells_is_no_total() -> None:
    entry = row(单位="水务局", 金额=Decimal(5))
    assert total_word(entry, listed(entry, "SUM(1,4)")) == ""


def test_words_below_the_area_are_a_remark() -> None:
    signed = row(False, 单位="制表人：张三", 功能="审核人：李四")
    assert remark(signed, listed(signed)) == "制表人：张三 审核人：李四"


@pytest.mark.parametrize(
    "entry",
    [
        row(True, 单位="制表人：张三"),
        row(False, 单位="水务局", 金额=Decimal(5)),
        row(False, 单位="水务局", 金额="５元"),
        row(False, 单位="水务局", 功能="2010301"),
        row(False, 单位="水务局", 金额=ErrorValue("#REF!")),
    ],
)
def test_a_row_that_may_be_an_entry_is_no_remark(entry: ListRow) -> None:
    assert remark(entry, listed(entry)) == ""


def test_merged_cells_say_what_the_first_of_them_holds() -> None:
    first = ListRow(10, {"单位": "水务局", "金额": Decimal(5)}, True)
    second = ListRow(11, {"功能": "2010301"}, True)
    read = ReadList(
        listed(first).located,
        RawSheet(
            "支出录入", {10: {0: "水务局", 3: Decimal(5)}, 11: {1: "2010301"}}, merged=(Area(10, 0, 11, 0),)
        ),
        (first, second),
    )
    merged = MergedCells(read)
    assert merged.value(11, "单位") == "水务局"
    assert (merged.first_cell(11, "单位"), merged.last_cell(11, "单位")) == ("A11", "A12")
    assert merged.value(10, "单位") is None
    assert merged.value(11, "金额") is None


def test_cells_merged_over_the_whole_sheet_take_no_more_room_than_the_rows() -> None:
    entry = row(单位="水务局")
    merged = MergedCells(listed(entry, merged=(Area(0, 0, 1_048_575, 16_383),)))
    assert len(merged.cells) < 200
