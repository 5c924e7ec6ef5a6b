"""The facts of the department, its units, last year's figures."""

from __future__ import annotations

from dataclasses import replace

from generator.model.budget import Department, Unit
from tests.reader.damage import ACCEPTED, REFUSED, damage, nothing
from tests.reader.damages.entries import with_facts, with_units
from tests.reader.workbench import Content, Day, Error, Formula, Workbench

NAME = "青梧县老干部休养所"
UNIT = Unit(NAME, "352001", "参公事业单位")


def typed(book: Workbench, sheet: str = "单位信息", /, **cells: Content) -> None:
    """Type into cells, and let the workbook calculate."""
    for cell, content in cells.items():
        book[sheet][cell] = content
    book.recalculate()


@damage(
    REFUSED,
    """
    IN-001 单位信息!B5
        CHK-001·D03·名称 单位信息!B5
    """,
    nothing,
)
def the_name_of_the_department_is_missing(book: Workbench) -> None:
    typed(book, B5=None)


@damage(
    REFUSED,
    """
    IN-001 单位信息!B5
        FIX-012 单位信息!B5: #REF!
    """,
    nothing,
)
def the_name_of_the_department_is_an_error_value(book: Workbench) -> None:
    typed(book, B5=Error("#REF!"))


@damage(
    REFUSED,
    """
    FIND-011 单位信息!B5: "青梧县"&"老干部休养所"
        CHK-001·D03·名称 单位信息!B5
        CELL-007 封面!C18 表1!A39 表2!D26 表3!D27 表4!A39 表5!D27 表6!C30 表7!D9 表8!D10 表9!D10 表10!A15
        + 表11!A10: 988-077 → 936-595
    """,
    nothing,
)
def the_name_of_the_department_is_a_formula_without_result(book: Workbench) -> None:
    book["单位信息"]["B5"] = Formula('"青梧县"&"老干部休养所"')


@damage(
    ACCEPTED,
    """
    FIX-010 单位信息!B9: 2024年2月19日 → 2024-02-19
    """,
)
def facts_are_written_in_other_ways(book: Workbench) -> None:
    typed(book, B5=f"{NAME}\n", B6=352, B7="2024年", B9="2024年2月19日")


@damage(ACCEPTED, "")
def the_date_is_a_date(book: Workbench) -> None:
    typed(book, B9=Day(45341))


@damage(
    REFUSED,
    """
    DEPT-009 单位信息!B8: 科室
    DEPT-010 单位信息!B9: 二月十九
    """,
    with_facts(compiled_on="", level_word="部门"),
)
def date_and_level_are_wrong(book: Workbench) -> None:
    typed(book, B8="科室", B9="二月十九")


@damage(
    REFUSED,
    """
    CHK-001·D03·级别 单位信息!B8
    """,
    with_facts(level_word="部门"),
)
def the_level_is_missing(book: Workbench) -> None:
    typed(book, B8=None)


@damage(ACCEPTED, "", with_facts(code="", compiled_on=""))
def facts_that_may_be_left_out_are_missing(book: Workbench) -> None:
    typed(book, B6=None, B9=None)


@damage(
    REFUSED,
    """
    FORM-007 单位信息!B7: 2025
    """,
)
def the_year_was_changed(book: Workbench) -> None:
    typed(book, B7=2025)


@damage(
    REFUSED,
    """
    FORM-007 单位信息: （空白）
        CELL-007 封面!C18 表1!A39 表2!D26 表3!D27 表4!A39 表5!D27 表6!C30 表7!D9 表8!D10 表9!D10 表10!A15
        + 表11!A10: 988-077 → 953-669
    """,
)
def the_row_of_the_year_is_deleted(book: Workbench) -> None:
    book.delete_rows("单位信息", 7)


@damage(
    REFUSED,
    """
    FIND-024 单位信息: 部门编码
    FIND-024 单位信息: 编制日期
    """,
    with_facts(code="", compiled_on=""),
)
def rows_of_facts_that_may_be_left_out_are_deleted(book: Workbench) -> None:
    book["单位信息"]["B6"], book["单位信息"]["B9"] = None, None
    book.recalculate()
    book.delete_rows("单位信息", 9)
    book.delete_rows("单位信息", 6)


@damage(
    REFUSED,
    """
    FIND-014 单位信息
        CHK-001·R02 收入录入!A7
        CHK-001·E02 支出录入!A7
    """,
    nothing,
)
def all_units_are_deleted(book: Workbench) -> None:
    book["单位信息"].clear("A13:C13")
    book.recalculate()


def _without_entries(department: Department) -> Department:
    units = (Unit(f"{NAME}（本级）", "352001", "参公事业单位"),)
    return replace(department, units=units, items=(), income=())


@damage(
    REFUSED,
    """
    IN-002 支出录入!A7:A23: 青梧县老干部休养所 → 青梧县老干部休养所（本级）
    IN-002 收入录入!A7: 青梧县老干部休养所 → 青梧县老干部休养所（本级）
    """,
    _without_entries,
)
def a_unit_has_another_name_than_in_the_entries(book: Workbench) -> None:
    typed(book, B13=f"{NAME}（本级）")


@damage(
    REFUSED,
    """
    DEPT-008 单位信息!B14: 青梧县老干部休养所
        CHK-001·D02 单位信息!A13
    IN-001 单位信息!B15
    """,
)
def a_unit_is_listed_twice_and_another_has_no_name(book: Workbench) -> None:
    typed(book, B14=NAME, A15="352009")


@damage(
    REFUSED,
    """
    FIND-007 单位信息!B90
    """,
    with_units(UNIT, Unit("另一单位")),
)
def a_unit_stands_below_the_area(book: Workbench) -> None:
    book["单位信息"]["B90"] = "另一单位"


@damage(
    ACCEPTED,
    """
    FIX-006 上年数!B7: 行政单位离退休 → 2080501
    FIX-001 上年数!D8: 1,330,998.11 → 1330998.11
    """,
)
def last_years_figures_are_written_in_other_ways(book: Workbench) -> None:
    typed(book, "上年数", A7="一般公共预算当年拨款 ", B7="行政单位离退休", D8="1,330,998.11")


def _some_of_last_year(department: Department) -> Department:
    first, *others = department.previous
    kept = [each for each in others if each.item not in ("2080503", "2080506", "2101101")]
    return replace(department, previous=(replace(first, measure="一般公共预算拨款"), *kept))


@damage(
    REFUSED,
    """
    FIND-007 上年数!D200
        IN-001 上年数!A200
        IN-001 上年数!B200
    IN-005 上年数!D8: 约一百三十万
    IN-015 上年数!B10: function 2080505
    IN-001 上年数!A11
    FIND-022 上年数!A7: 一般公共预算拨款 → 一般公共预算当年拨款
    """,
    _some_of_last_year,
)
def last_years_figures_are_wrong(book: Workbench) -> None:
    typed(book, "上年数", A7="一般公共预算拨款", D8="约一百三十万", B10="2080505", A11=None, D200=5)
