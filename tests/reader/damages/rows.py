"""Rows inserted, deleted, sorted, filtered, hidden, merged, outside the area; totals and remarks."""

from __future__ import annotations

from decimal import Decimal

from tests.reader.damage import ACCEPTED, REFUSED, damage
from tests.reader.damages.entries import reordered, with_item, without_items
from tests.reader.workbench import Formula, Workbench

TYPED = "ABDFGHIJ"
"""The columns of 支出录入 that people fill in."""


@damage(ACCEPTED, "")
def blank_rows_are_inserted_among_the_entries(book: Workbench) -> None:
    book.insert_rows("支出录入", 10, 2)
    book.insert_rows("单位信息", 13)
    book.insert_rows("上年数", 9)


@damage(ACCEPTED, "")
def rows_are_inserted_above_the_headings(book: Workbench) -> None:
    book.insert_rows("支出录入", 1, 3)
    book.insert_rows("表5", 2)


@damage(
    REFUSED,
    """
    FIND-007 支出录入!A7
    """,
)
def an_entry_stands_in_a_row_inserted_above_the_first(book: Workbench) -> None:
    sheet = book["支出录入"]
    values = {letters: sheet[f"{letters}7"] for letters in TYPED}
    sheet.clear("A7:J7")
    book.recalculate()
    book.insert_rows("支出录入", 7)
    for letters, value in values.items():
        sheet[f"{letters}7"] = value


@damage(
    REFUSED,
    """
    CHK-001·B01 收入录入!B7
        the sums of tables 1, 2 and 4 differ
    CHK-002·B02 收入录入!A7
    """,
    without_items(9),
)
def an_entry_row_is_deleted(book: Workbench) -> None:
    book["支出录入"].clear("A9:J9")
    book.recalculate()
    book.delete_rows("支出录入", 9)


@damage(ACCEPTED, "")
def blank_rows_of_the_area_are_deleted(book: Workbench) -> None:
    book.delete_rows("支出录入", 30, 20)


@damage(ACCEPTED, "", reordered("fen"))
def the_entries_are_sorted_by_amount(book: Workbench) -> None:
    sheet = book["支出录入"]
    order = sorted(range(7, 24), key=lambda row: Decimal(str(sheet[f"I{row}"])), reverse=True)
    sheet.reorder(7, 23, TYPED, order)


@damage(
    ACCEPTED,
    """
    FIND-006 表5!A12
    FIND-006 支出录入!A8:A9
    """,
)
def rows_are_hidden(book: Workbench) -> None:
    book["支出录入"].hide_rows([8, 9, 50])
    book["表5"].hide_rows([12, 34])


@damage(
    ACCEPTED,
    """
    FIND-006 支出录入!A8:A9 A20
    """,
)
def rows_are_filtered_out(book: Workbench) -> None:
    book["支出录入"].filter_out([8, 9, 20])


def moved_to(book: Workbench, row: int) -> None:
    """Cut the last entry and paste it into another row."""
    sheet = book["支出录入"]
    values = {letters: sheet[f"{letters}23"] for letters in TYPED}
    sheet.clear("A23:J23")
    book.recalculate()
    for letters, value in values.items():
        if value is not None:
            sheet[f"{letters}{row}"] = value


@damage(
    REFUSED,
    """
    FIND-007 支出录入!A61
    """,
)
def an_entry_stands_right_below_the_area(book: Workbench) -> None:
    moved_to(book, 61)


@damage(
    REFUSED,
    """
    FIND-007 支出录入!A5000
    """,
)
def an_entry_stands_far_below_the_area_and_its_marks(book: Workbench) -> None:
    moved_to(book, 5000)


@damage(ACCEPTED, "")
def an_entry_stands_far_from_the_others_inside_the_area(book: Workbench) -> None:
    sheet = book["支出录入"]
    sheet.copy_row(23, 55, TYPED)
    sheet.clear("A23:J23")


@damage(
    REFUSED,
    """
    FIND-007 支出录入!A64
        IN-001 支出录入!H64
        IN-001 支出录入!B64
        IN-001 支出录入!D64
        IN-001 支出录入!F64
    """,
)
def entries_below_the_area_are_not_complete(book: Workbench) -> None:
    book["支出录入"]["A64"] = "青梧县老干部休养所"
    book["支出录入"]["I64"] = 5


@damage(
    ACCEPTED,
    """
    FIND-010 支出录入!P9: 已核对
    FIND-010 支出录入!A64: 制表人：张三 审核人：李四
    """,
)
def remarks_stand_below_and_beside_the_area(book: Workbench) -> None:
    book["支出录入"]["A64"], book["支出录入"]["D64"] = "制表人：张三", "审核人：李四"
    book["支出录入"]["P9"] = "已核对"


@damage(
    REFUSED,
    """
    FIND-017 收入录入!B8: 收入合计：
    FIND-017 支出录入!A24: 合计
    FIND-017 支出录入!I25: =SUBTOTAL(9,I7:I23)
    """,
)
def totals_were_added_among_the_entries(book: Workbench) -> None:
    sheet = book["支出录入"]
    sheet["A24"], sheet["I24"] = "合计", Formula("SUM(I7:I23)", Decimal("2851678.42"))
    sheet["I25"] = Formula("SUBTOTAL(9,I7:I23)", Decimal("2851678.42"))
    book["收入录入"]["B8"], book["收入录入"]["C8"] = "收入合计：", Decimal("2851678.42")


@damage(
    REFUSED,
    """
    IN-001 支出录入!A24
    IN-001 支出录入!H24
    IN-001 支出录入!B24
    IN-001 支出录入!D24
    IN-001 支出录入!F24
    """,
)
def a_number_stands_alone_in_a_row(book: Workbench) -> None:
    book["支出录入"]["I24"] = Decimal("2851678.42")
    book.recalculate()


@damage(
    ACCEPTED,
    """
    FIND-012 支出录入!A8:A23: A23 → 青梧县老干部休养所
    """,
)
def the_unit_is_merged_over_its_rows(book: Workbench) -> None:
    book["支出录入"].merge("A7:A23")
    book.recalculate()


@damage(
    ACCEPTED,
    """
    FIND-012 支出录入!B8:B12: B12 → 2080503
    FIND-012 支出录入!H8:H23: H23 → 一般财力
    """,
)
def codes_and_sources_are_merged_and_nothing_was_recalculated(book: Workbench) -> None:
    book["支出录入"].merge("B7:B12")
    book["支出录入"].merge("H7:H23")


@damage(
    REFUSED,
    """
    FIND-018 支出录入!I8: I7
        IN-018 支出录入!I8
        the sums of tables 1, 2 and 4 differ
        CHK-001·B01 收入录入!B7
        CHK-002·E15 支出录入!A8
        CHK-002·B02 收入录入!A7
    """,
    with_item(8, fen=None),
)
def amounts_are_merged(book: Workbench) -> None:
    book["支出录入"].merge("I7:I8")
    book.recalculate()


@damage(
    REFUSED,
    """
    IN-001 支出录入!B7
        the sums of tables 1, 2 and 4 differ
        CHK-001·B01 收入录入!B7
        CHK-002·B02 收入录入!A7
    """,
    without_items(7),
)
def cells_of_one_row_are_merged(book: Workbench) -> None:
    book["支出录入"].merge("A7:B7")
    book.recalculate()


@damage(
    REFUSED,
    """
    CHK-001·B01 收入录入!B7
        the sums of tables 1, 2 and 4 differ
    IN-018 支出录入!I7
        CHK-002·E15 支出录入!A7
    CHK-002·B02 收入录入!A7
    """,
    with_item(7, fen=None),
)
def an_amount_is_left_out(book: Workbench) -> None:
    book["支出录入"]["I7"] = None
    book.recalculate()


@damage(
    REFUSED,
    """
    IN-001 支出录入!H24
    IN-001 支出录入!B24
    IN-001 支出录入!D24
    IN-018 支出录入!I24
    """,
)
def an_entry_was_begun(book: Workbench) -> None:
    book["支出录入"]["A24"] = "青梧县老干部休养所"
    book["支出录入"]["F24"] = "基本支出"
    book.recalculate()
