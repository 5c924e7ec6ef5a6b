"""Checks that are broken, and the reasons that the accountant gives."""

from __future__ import annotations

from tests.reader.damage import ACCEPTED, REFUSED, TO_EXPLAIN, damage
from tests.reader.damages.codes import typed
from tests.reader.damages.entries import with_item
from tests.reader.workbench import Content, Error, Workbench

STATISTICS = "statistics-adjustments"


def reason(book: Workbench, check: str, content: Content) -> None:
    """Give a reason for a check."""
    sheet = book["校验"]
    row = next(row for row in range(7, 200) if sheet[f"A{row}"] == check)
    sheet[f"L{row}"] = content


@damage(
    TO_EXPLAIN,
    """
    CHK-002·B04 表7!F20
    IN-008 支出录入!I103: 0.00
    """,
    sample=STATISTICS,
)
def a_negative_project_is_not_explained(book: Workbench) -> None:
    reason(book, "B04", "  ")


@damage(
    ACCEPTED,
    """
    IN-008 支出录入!I103: 0.00
    CHK-003·B04 表7!F20
    """,
    sample=STATISTICS,
)
def a_negative_project_is_explained(book: Workbench) -> None:
    reason(book, "B04", "收回历年结余")


@damage(
    TO_EXPLAIN,
    """
    CHK-002·B04 表7!F20
    IN-008 支出录入!I103: 0.00
    """,
    sample=STATISTICS,
)
def an_error_value_explains_nothing(book: Workbench) -> None:
    reason(book, "B04", Error("#N/A"))


@damage(
    REFUSED,
    """
    CHK-001·B01 收入录入!B7
        the sums of tables 1, 2 and 4 differ
    CHK-002·B02 收入录入!A7
    """,
    with_item(7, fen=500),
)
def reasons_do_not_help_where_something_is_wrong(book: Workbench) -> None:
    typed(book, I7=5)
    for check in ("B01", "I06"):
        reason(book, check, "数字就是这样")


@damage(
    ACCEPTED,
    """
    CODE-001 支出录入!B7: 2089998 → 2089999 其他社会保障和就业支出
    CHK-003·E13 支出录入!A7
    """,
    with_item(7, function_code="2089998"),
)
def an_unknown_code_is_explained(book: Workbench) -> None:
    typed(book, B7="2089998")
    reason(book, "E13", "今年新增的科目")


@damage(
    ACCEPTED,
    "",
)
def what_the_check_sheet_says_is_typed_over(book: Workbench) -> None:
    book["校验"]["D7"], book["校验"]["E30"] = "不平", 5
