"""Codes as numbers, with names, as dates; names instead of codes; wrong and unknown ones."""

from __future__ import annotations

from tests.reader.damage import ACCEPTED, REFUSED, TO_EXPLAIN, damage
from tests.reader.damages.entries import with_item, without_items
from tests.reader.workbench import Content, Day, Error, Formula, Workbench


def typed(book: Workbench, **cells: Content) -> None:
    """Type into cells of 支出录入, and let the workbook calculate."""
    for cell, content in cells.items():
        book["支出录入"][cell] = content
    book.recalculate()


@damage(ACCEPTED, "")
def codes_are_numbers(book: Workbench) -> None:
    typed(book, B7=2080503, D7=30101)


@damage(
    ACCEPTED,
    """
    FIX-008 支出录入!B8: ２０８０５０３ → 2080503
    FIX-004 支出录入!D8:D9: 030102 → 30102 | 301.03 → 30103
    FIX-004 支出录入!B9: 208-05-03 → 2080503
    FIX-005 支出录入!B10: 离退休人员管理机构（2080503） → 2080503
    FIX-008 支出录入!D10:D11: <200b>30112 → 30112 | 3 0199 → 30199
    """,
)
def codes_are_written_in_other_ways(book: Workbench) -> None:
    typed(
        book,
        B7="2080503 离退休人员管理机构",
        B8="２０８０５０３",
        B9="208-05-03",
        B10="离退休人员管理机构（2080503）",
        D8="030102",
        D9="301.03",
        D10="\u200b30112",
        D11="3 0199",
    )


@damage(
    ACCEPTED,
    """
    FIX-006 支出录入!B7: 离退休人员管理机构 → 2080503
    FIX-006 支出录入!D7: 基本工资 → 30101
    """,
)
def names_stand_where_codes_belong(book: Workbench) -> None:
    typed(book, B7="离退休人员管理机构", D7="基本工资")


@damage(
    ACCEPTED,
    """
    FIX-007 支出录入!D7:D8: 1982-05-30 → 30101 | 1982-05-31 → 30102
    """,
)
def codes_became_dates(book: Workbench) -> None:
    typed(book, D7=Day(30101), D8="1982-05-31", B9=Formula('"208"&"0503"', "2080503"))


@damage(
    ACCEPTED,
    """
    FIX-006 支出录入!B7: 离退休人员管理机构 → 2080503
    """,
)
def a_name_was_typed_over_its_formula_and_the_code_left_out(book: Workbench) -> None:
    typed(book, B7=None, C7="离退休人员管理机构")


@damage(ACCEPTED, "")
def names_were_typed_over_their_formulas(book: Workbench) -> None:
    typed(book, C7="离退休人员管理机构", E8="津贴补贴", C9=None)


@damage(
    REFUSED,
    """
    CODE-009 支出录入!C7: 住房公积金 → 2210201 住房公积金
    """,
    without_items(7),
)
def the_name_typed_beside_a_code_is_that_of_another(book: Workbench) -> None:
    typed(book, C7="住房公积金")


@damage(
    REFUSED,
    """
    CODE-005 支出录入!B7: 2080503 行政单位离退休 → 2080501 行政单位离退休、2080502 …
        FIX-013 支出录入!B7: 2080503 行政单位离退休 → 2080503 离退休人员管理机构、208050…
    """,
    without_items(7),
)
def code_and_name_in_one_cell_contradict_each_other(book: Workbench) -> None:
    typed(book, B7="2080503 行政单位离退休")


@damage(
    REFUSED,
    """
    CODE-005 支出录入!B7: 行政运行
        FIX-013 支出录入!B7: 行政运行 → 2010101 行政运行、2010201 行政运…
        the sums of tables 1, 2 and 4 differ
        CHK-001·B01 收入录入!B7
        CHK-002·B02 收入录入!A7
    """,
    without_items(7),
)
def a_name_has_several_codes(book: Workbench) -> None:
    typed(book, B7="行政运行")


@damage(
    REFUSED,
    """
    CODE-006 支出录入!B7: 20805 → 2080501 行政单位离退休、2080502 …
        the sums of tables 1, 2 and 4 differ
        CHK-001·B01 收入录入!B7
        CHK-002·B02 收入录入!A7
    CODE-007 支出录入!B8: 30101
    CODE-006 支出录入!D9: 301 → 30101 基本工资、30102 津贴补贴、30…
    CODE-007 支出录入!D10: 2080503
    """,
    without_items(7, 8, 9, 10),
)
def codes_are_of_the_wrong_level_or_book(book: Workbench) -> None:
    typed(book, B7="20805", B8="30101", D9="301", D10="2080503")


@damage(
    REFUSED,
    """
    CODE-005 支出录入!B7: #N/A
        the sums of tables 1, 2 and 4 differ
        CHK-001·B01 收入录入!B7
        CHK-002·B02 收入录入!A7
    CODE-005 支出录入!B8: 2023-03-15
    CODE-005 支出录入!D9: 其他
    """,
    without_items(7, 8, 9),
)
def codes_are_no_codes(book: Workbench) -> None:
    typed(book, B7=Error("#N/A"), B8=Day(45000), D9="其他")


@damage(
    TO_EXPLAIN,
    """
    CODE-001 支出录入!B7: 2089998 → 2089999 其他社会保障和就业支出
        CHK-002·E13 支出录入!A7
    """,
    with_item(7, function_code="2089998"),
)
def a_code_is_unknown(book: Workbench) -> None:
    typed(book, B7="2089998")


@damage(ACCEPTED, "", with_item(7, function_code="2080502"))
def a_code_is_another_one(book: Workbench) -> None:
    typed(book, B7="2080502")
