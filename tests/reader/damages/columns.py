"""Columns inserted, deleted, exchanged."""

from __future__ import annotations

from tests.reader.damage import ACCEPTED, REFUSED, damage
from tests.reader.damages.entries import without_items
from tests.reader.damages.signs import only_headings_are_left
from tests.reader.workbench import Workbench

ALL = without_items(*range(7, 24))


@damage(ACCEPTED, "")
def blank_columns_are_inserted(book: Workbench) -> None:
    book.insert_columns("支出录入", 1)
    book.insert_columns("支出录入", 6, 2)
    book.insert_columns("单位信息", 2)
    book.insert_columns("表5", 6)


@damage(
    ACCEPTED,
    """
    FIND-010 支出录入!E9: 李四
    """,
)
def a_column_of_ones_own_is_inserted(book: Workbench) -> None:
    book.insert_columns("支出录入", 5)
    book["支出录入"]["E6"] = "经办人"
    book["支出录入"]["E9"] = "李四"


@damage(
    REFUSED,
    """
    FIND-002 支出录入: 金额（元）
        the sums of tables 1, 2 and 4 differ
        CHK-001·B01 收入录入!B7
        CHK-002·B02 收入录入!A7
    """,
    ALL,
)
def the_column_of_amounts_is_deleted(book: Workbench) -> None:
    book.delete_columns("支出录入", 9)


@damage(
    REFUSED,
    """
    FIND-002 支出录入: 支出类型
        CHK-001·E05 支出录入!A7
        the sums of tables 1, 2 and 4 differ
        CHK-001·B01 收入录入!B7
        CHK-002·B02 收入录入!A7
    FIND-002 支出录入: 项目名称
    """,
    ALL,
)
def two_columns_of_an_entry_sheet_are_deleted(book: Workbench) -> None:
    book.delete_columns("支出录入", 6, 2)


@damage(ACCEPTED, "")
def columns_that_fill_themselves_are_deleted(book: Workbench) -> None:
    for column in (11, 10, 5, 3):
        book.delete_columns("支出录入", column)


@damage(ACCEPTED, "")
def two_columns_were_cut_and_inserted_elsewhere(book: Workbench) -> None:
    sheet = book["支出录入"]
    for row in range(6, 24):
        sheet[f"B{row}"], sheet[f"D{row}"] = sheet[f"D{row}"], sheet[f"B{row}"]
    for name in book.names():
        moved = {"支出_功能": "D", "支出_经济": "B"}.get(name.attrib["name"])
        if moved is not None:
            name.text = f"'支出录入'!${moved}$7:${moved}$60"
    book.remove_marks(["支出录入"])


@damage(ACCEPTED, "")
def two_columns_are_exchanged_and_only_headings_tell(book: Workbench) -> None:
    sheet = book["支出录入"]
    for row in range(6, 24):
        sheet[f"F{row}"], sheet[f"H{row}"] = sheet[f"H{row}"], sheet[f"F{row}"]
    only_headings_are_left(book)


@damage(
    REFUSED,
    """
    IN-004 支出录入!H7:H23: 基本支出
        the sums of tables 1, 2 and 4 differ
        CHK-001·B01 收入录入!B7
        CHK-002·B02 收入录入!A7
    IN-003 支出录入!F7:F23: 一般财力
    """,
    ALL,
)
def two_columns_were_typed_into_each_other(book: Workbench) -> None:
    sheet = book["支出录入"]
    for row in range(6, 24):
        sheet[f"F{row}"], sheet[f"H{row}"] = sheet[f"H{row}"], sheet[f"F{row}"]
    book.recalculate()
