"""Amounts in every way in which people write them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from generator.model.budget import Department
from tests.reader.damage import ACCEPTED, REFUSED, TO_EXPLAIN, damage
from tests.reader.damages.entries import with_income, with_item, without_items
from tests.reader.workbench import Content, Day, Error, Formula, Shared, Workbench

NAME = "青梧县老干部休养所"


def typed(book: Workbench, content: Content, cell: str = "I7") -> None:
    """Type into an amount, and let the workbook calculate."""
    book["支出录入"][cell] = content
    book.recalculate()


@damage(
    ACCEPTED,
    """
    FIX-001 支出录入!I7:I13: 538264.20 → 538264.20 | 561,839.45 → 561839.45 | ￥279,150.00 →
    + 279150.00 | 9104.77元 → 9104.77 | ９２４００．００ → 92400.00 | 14,860 → 14860.00 |
    + <200b>468213.60 → 468213.60
    """,
)
def amounts_are_text(book: Workbench) -> None:
    sheet = book["支出录入"]
    writings = (
        "538264.20",
        Shared("561,839.45"),
        "￥279,150.00",
        "9104.77元",
        "９２４００．００",
        " 14,860 ",
        "\u200b468213.60",
    )
    for row, content in enumerate(writings, 7):
        sheet[f"I{row}"] = content
    book.recalculate()


@damage(
    ACCEPTED,
    """
    FIX-002 支出录入!I7 I9: 53.82642万元 → 538264.20 | 27.915 万 → 279150.00
    """,
)
def amounts_have_units_and_the_sheet_does_not_count_them(book: Workbench) -> None:
    book["支出录入"]["I7"] = "53.82642万元"
    book["支出录入"]["I9"] = "27.915 万"
    book.recalculate()


@damage(
    ACCEPTED,
    """
    FIX-002 支出录入!I7: 53.82642万元 → 538264.20
    """,
)
def an_amount_has_a_unit_and_the_file_was_not_recalculated(book: Workbench) -> None:
    book["支出录入"]["I7"] = "53.82642万元"


@damage(
    ACCEPTED,
    """
    CELL-001 表5!E10: 285.17 万元 → 285.167842 万元
    FIX-002 支出录入!I7: 53.82642万元 → 538264.20
    """,
)
def an_amount_has_a_unit_and_its_total_was_typed_by_hand(book: Workbench) -> None:
    typed(book, "53.82642万元")
    book["表5"]["E10"] = Decimal("285.17")


@damage(
    REFUSED,
    """
    CHK-001·B01 收入录入!B7
        the sums of tables 1, 2 and 4 differ
    CHK-002·B02 收入录入!A7
    FIX-001 支出录入!I7: （538,264.20） → -538264.20
    """,
    with_item(7, fen=-53826420),
)
def an_amount_in_brackets_is_negative(book: Workbench) -> None:
    typed(book, "（538,264.20）")


@damage(
    REFUSED,
    """
    IN-005 支出录入!I7: 待定
        the sums of tables 1, 2 and 4 differ
        CHK-001·B01 收入录入!B7
        CHK-002·B02 收入录入!A7
    """,
    without_items(7),
)
def an_amount_is_a_word(book: Workbench) -> None:
    typed(book, "待定")


@damage(
    REFUSED,
    """
    IN-005 支出录入!I7: 538264,20
        FIX-013 支出录入!I7: 538264,20 → 538264.20、53826420.00
        the sums of tables 1, 2 and 4 differ
        CHK-001·B01 收入录入!B7
        CHK-002·B02 收入录入!A7
    """,
    without_items(7),
)
def an_amount_may_mean_two_things(book: Workbench) -> None:
    typed(book, "538264,20")


@damage(
    REFUSED,
    """
    IN-005 支出录入!I7: 五十三万
        FIX-013 支出录入!I7: 五十三万 → 530000.00
        the sums of tables 1, 2 and 4 differ
        CHK-001·B01 收入录入!B7
        CHK-002·B02 收入录入!A7
    """,
    without_items(7),
)
def an_amount_is_written_in_chinese(book: Workbench) -> None:
    typed(book, "五十三万")


@damage(
    REFUSED,
    """
    IN-005 支出录入!I7: #REF!
        the sums of tables 1, 2 and 4 differ
        CHK-001·B01 收入录入!B7
        CHK-002·B02 收入录入!A7
    """,
    without_items(7),
)
def an_amount_is_an_error_value(book: Workbench) -> None:
    typed(book, Error("#REF!"))


@damage(
    REFUSED,
    """
    IN-005 支出录入!I7: 2023-03-15
        FIX-013 支出录入!I7: 2023-03-15 → 45000.00
        the sums of tables 1, 2 and 4 differ
        CHK-001·B01 收入录入!B7
        CHK-002·B02 收入录入!A7
    """,
    without_items(7),
)
def an_amount_shows_as_a_day_of_our_time(book: Workbench) -> None:
    typed(book, Day(45000))


@damage(
    ACCEPTED,
    """
    FIX-003 支出录入!I11: 2152-12-23 → 92400.00
    """,
)
def an_amount_shows_as_a_day_far_away(book: Workbench) -> None:
    typed(book, Day(92400), "I11")


@damage(
    REFUSED,
    """
    IN-005 支出录入!I7: TRUE
        the sums of tables 1, 2 and 4 differ
        CHK-001·B01 收入录入!B7
        CHK-002·B02 收入录入!A7
    """,
    without_items(7),
)
def an_amount_is_a_truth_value(book: Workbench) -> None:
    typed(book, True)


@damage(
    REFUSED,
    """
    IN-006 支出录入!I7: 538264.205
        the sums of tables 1, 2 and 4 differ
        CHK-001·B01 收入录入!B7
        CHK-002·B02 收入录入!A7
    """,
    without_items(7),
)
def an_amount_has_three_decimals(book: Workbench) -> None:
    typed(book, Decimal("538264.205"))


@damage(
    REFUSED,
    """
    CHK-001·B01 收入录入!B7
        the sums of tables 1, 2 and 4 differ
    CHK-002·B02 收入录入!A7
    IN-008 支出录入!I7: 0.00
    """,
    with_item(7, fen=0),
)
def an_amount_is_zero(book: Workbench) -> None:
    typed(book, 0)


@damage(
    REFUSED,
    """
    CHK-001·B01 收入录入!B7
        the sums of tables 1, 2 and 4 differ
    CHK-002·B02 收入录入!A7
    """,
    with_item(7, fen=53826421),
)
def an_amount_is_a_fen_too_much(book: Workbench) -> None:
    typed(book, Decimal("538264.21"))


@damage(
    REFUSED,
    """
    CHK-001·B01 收入录入!B7
        the sums of tables 1, 2 and 4 differ
    CHK-002·B02 收入录入!A7
    CELL-003 表1!D15 D38 表2!E9:G11 E13:G13 表3!E10:F12 E14:F14 表4!D15:E15 D38:E38 表5!E10:F12 E14:F14
    + 表6!D10:E12: 253.919876 万元 → 253.919877 万元 | 285.167842 万元 → 285.167843 万元 | …
        CELL-007 封面!C18 表1!A39 表2!D26 表3!D27 表4!A39 表5!D27 表6!C30 表7!D9 表8!D10 表9!D10
        + 表10!A15 表11!A10: 988-077 → 554-953
    """,
    with_item(7, fen=53826421),
)
def an_amount_changed_and_nothing_was_recalculated(book: Workbench) -> None:
    book["支出录入"]["I7"] = Decimal("538264.21")


@damage(ACCEPTED, "")
def an_amount_is_a_formula_of_ones_own(book: Workbench) -> None:
    typed(book, Formula("500000+38264.2", Decimal("538264.2")))


@damage(
    REFUSED,
    """
    FIND-011 支出录入!I7: 500000+38264.2
        IN-018 支出录入!I7
        the sums of tables 1, 2 and 4 differ
        CHK-001·B01 收入录入!B7
        CHK-002·E15 支出录入!A7
        CHK-002·B02 收入录入!A7
    """,
    with_item(7, fen=None),
)
def a_formula_of_ones_own_has_no_result(book: Workbench) -> None:
    typed(book, Formula("500000+38264.2"))


@damage(
    REFUSED,
    """
    IN-005 支出录入!I7: #N/A
        the sums of tables 1, 2 and 4 differ
        CHK-001·B01 收入录入!B7
        CHK-002·B02 收入录入!A7
    """,
    without_items(7),
)
def a_formula_of_ones_own_fails(book: Workbench) -> None:
    typed(book, Formula("VLOOKUP(A7,Sheet2!A:B,2,0)", Error("#N/A")))


def _in_ten_thousands(department: Department) -> Department:
    items = (replace(item, fen=round((item.fen or 0) / 10_000)) for item in department.items)
    return with_income((NAME, "一般财力", 28516))(replace(department, items=tuple(items)))


@damage(
    TO_EXPLAIN,
    """
    CHK-002·B05·支出录入 支出录入!I7
    """,
    _in_ten_thousands,
)
def all_amounts_are_in_ten_thousands(book: Workbench) -> None:
    sheet = book["支出录入"]
    for row in range(7, 24):
        sheet[f"I{row}"] = round(Decimal(str(sheet[f"I{row}"])) / 10_000, 2)
    book["收入录入"]["C7"] = Decimal("285.16")
    book.recalculate()


@damage(ACCEPTED, "", with_income((NAME, "一般财力", 285167742), (NAME, "一般财力", 100)))
def one_income_is_entered_in_two_rows(book: Workbench) -> None:
    sheet = book["收入录入"]
    sheet["C7"] = Decimal("2851677.42")
    sheet["A8"], sheet["B8"], sheet["C8"] = NAME, "一般财力", 1
    book.recalculate()


@damage(
    REFUSED,
    """
    IN-001 收入录入!B7
        the sums of tables 1, 2 and 4 differ
        CHK-001·B01 收入录入!B7
        CHK-002·B02 收入录入!A7
    """,
    with_income(),
)
def an_income_has_no_source(book: Workbench) -> None:
    book["收入录入"]["B7"] = None
    book.recalculate()
