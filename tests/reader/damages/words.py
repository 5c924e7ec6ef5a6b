"""Units, kinds of expenditure, projects, sources, notes."""

from __future__ import annotations

from tests.reader.damage import ACCEPTED, REFUSED, damage
from tests.reader.damages.codes import typed
from tests.reader.damages.entries import with_item, without_items
from tests.reader.workbench import Day, Error, Workbench

NAME = "青梧县老干部休养所"


@damage(
    ACCEPTED,
    """
    FIX-008 支出录入!A8 A12: 青梧县 老干部休养所 → 青梧县老干部休养所 | 青梧县老干部休养所<200b> →
    + 青梧县老干部休养所
    FIX-009 支出录入!F8 F10: 基本 → 基本支出 | 基本支出（人员） → 基本支出
    FIX-008 支出录入!F9: 基本 支出 → 基本支出
    FIX-008 支出录入!H11: 一般<3000>财力 → 一般财力
    """,
)
def words_are_written_in_other_ways(book: Workbench) -> None:
    typed(
        book,
        A7=f" {NAME} ",
        A8="青梧县 老干部休养所",
        F8="基本",
        F9="基本 支出",
        F10="基本支出（人员）",
        H11="一般　财力",
        A12=f"{NAME}\u200b",
    )


@damage(
    REFUSED,
    """
    IN-002 支出录入!A7: 老干部休养所 → 青梧县老干部休养所
        the sums of tables 1, 2 and 4 differ
        CHK-001·B01 收入录入!B7
        CHK-002·B02 收入录入!A7
    IN-002 支出录入!A8: 青梧县老干部修养所 → 青梧县老干部休养所
    IN-002 支出录入!A9: 352001
    IN-003 支出录入!F10: 支出 → 基本支出
    IN-004 支出录入!H11: 一般财政 → 一般财力
    """,
    without_items(7, 8, 9, 10, 11),
)
def words_are_near_misses(book: Workbench) -> None:
    typed(book, A7="老干部休养所", A8="青梧县老干部修养所", A9="352001", F10="支出", H11="一般财政")


@damage(
    REFUSED,
    """
    IN-010 支出录入!G7
    IN-009 支出录入!G8: 某项目
    """,
    without_items(7, 8),
)
def kind_and_project_do_not_fit(book: Workbench) -> None:
    typed(book, F7="项目支出", G8="某项目")


@damage(
    ACCEPTED,
    """
    FIX-012 支出录入!J7: #REF!
    """,
    with_item(9, note="第一行 第二行"),
)
def notes_are_odd(book: Workbench) -> None:
    typed(book, J7=Error("#REF!"), J9="第一行\n第二行")


@damage(
    ACCEPTED,
    """
    FIND-010 支出录入!K8: 记得改
    """,
)
def something_is_typed_over_a_hint(book: Workbench) -> None:
    typed(book, K8="记得改", K9="✔")


@damage(
    REFUSED,
    """
    IN-001 支出录入!A7
        the sums of tables 1, 2 and 4 differ
        CHK-001·B01 收入录入!B7
        CHK-002·B02 收入录入!A7
    IN-001 支出录入!H7
    IN-001 支出录入!F7
    """,
    without_items(7),
)
def required_cells_are_blank(book: Workbench) -> None:
    typed(book, A7=None, F7="  ", H7="\u3000")


PROJECT_ROW = 35
"""The first row of a project in the sample."""


@damage(
    ACCEPTED,
    """
    FIX-008 支出录入!G35: 巴州政府办公室政务服务<200b>保障项目 → 巴州政府办公室政务服务保障项目
    """,
    sample="bazhou-2024",
)
def a_project_has_signs_that_nobody_sees(book: Workbench) -> None:
    typed(book, G35="巴州政府办公室政务服务\u200b保障项目")


@damage(
    REFUSED,
    """
    CHK-001·G09 项目信息!A7
    CHK-001·P14-1·项目信息 支出录入!G35
    IN-017 支出录入!G36: 巴州政府办公室政务服务保障项目
    """,
    with_item(PROJECT_ROW, project="巴州政府办公室 政务服务保障项目"),
    sample="bazhou-2024",
)
def a_project_is_written_in_two_ways(book: Workbench) -> None:
    typed(book, G35="巴州政府办公室 政务服务保障项目")


@damage(
    REFUSED,
    """
    IN-011 支出录入!G35: 政务服务*项目
        CHK-001·G09 项目信息!A7
        CHK-001·P14-1·项目信息 支出录入!G35
    """,
    without_items(PROJECT_ROW),
    sample="bazhou-2024",
)
def a_project_has_signs_that_look_ups_take_for_any(book: Workbench) -> None:
    typed(book, G35="政务服务*项目")


@damage(
    REFUSED,
    """
    CHK-001·G09 项目信息!A7
    CHK-001·P14-1·项目信息 支出录入!G35
    FIX-011 支出录入!G35: 2023-03-15 → 2023-03-15
    """,
    with_item(PROJECT_ROW, project="2023-03-15"),
    sample="bazhou-2024",
)
def a_project_became_a_date(book: Workbench) -> None:
    typed(book, G35=Day(45000))
