"""Official tables: cells typed over, cleared, pasted as values, stale, broken; rows, columns, heads."""

from __future__ import annotations

from decimal import Decimal

from tests.reader.damage import ACCEPTED, REFUSED, TO_EXPLAIN, damage
from tests.reader.workbench import Error, Formula, Workbench, tag

TOTAL = Decimal("285.167842")


@damage(
    ACCEPTED,
    """
    CELL-001 表5!A11 D12 E10:E11 F10 G13: 285.167842 万元 → 285.167842 万元 | 285.17 → 285.167842 万元
    + | …
    """,
)
def figures_are_typed_over_with_the_same(book: Workbench) -> None:
    table = book["表5"]
    table["E10"], table["F10"], table["E11"] = TOTAL, "285.17", Formula("253.919876", Decimal("253.919876"))
    table["A11"], table["D12"], table["G13"] = 208, "行政事业单位养老支出", 0


@damage(
    REFUSED,
    """
    CELL-002 表5!E12: 241.30 万元 → 241.288036 万元
    """,
)
def a_figure_is_typed_over_with_another(book: Workbench) -> None:
    book["表5"]["E12"] = Decimal("241.3")


@damage(
    REFUSED,
    """
    CELL-002 表5!E10: 285.17万元 → 285.167842 万元
    CELL-002 表5!E11: 见附件 → 253.919876 万元
    CELL-002 表5!E12: #REF! → 241.288036 万元
    """,
)
def figures_are_typed_over_with_words(book: Workbench) -> None:
    book["表5"]["E10"], book["表5"]["E11"], book["表5"]["E12"] = "285.17万元", "见附件", "#REF!"


@damage(
    REFUSED,
    """
    CELL-002 表5!E10: （空白） → 285.167842 万元
    CELL-002 表5!F10: （空白） → 285.167842 万元
    CELL-001 表5!G10: （空白） → 0.00 万元
    """,
)
def figures_are_cleared(book: Workbench) -> None:
    book["表5"].clear("E10:G10")


@damage(
    REFUSED,
    """
    CELL-002 表10!B10: 5.00 万元 → 0.00 万元
    """,
)
def a_zero_is_typed_over(book: Workbench) -> None:
    book["表10"]["B10"] = 5


@damage(
    REFUSED,
    """
    CELL-002 表1!A10: （空白） → 其中：一般财力
    CELL-002 表5!D11: 社会保障 → 社会保障和就业支出
    CELL-002 表5!A13: 209 → 208
    """,
)
def labels_are_typed_over(book: Workbench) -> None:
    book["表5"]["D11"], book["表5"]["A13"], book["表1"]["A10"] = "社会保障", "209", None


@damage(
    REFUSED,
    """
    CELL-005 表5!E10: 286.167842 万元 → 285.167842 万元
    """,
)
def a_formula_is_replaced(book: Workbench) -> None:
    book["表5"]["E10"] = Formula("F10+1", Decimal("286.167842"))


@damage(ACCEPTED, "")
def a_formula_is_replaced_and_gives_the_same(book: Workbench) -> None:
    book["表5"]["E10"] = Formula("F10+G10", TOTAL)


@damage(
    ACCEPTED,
    """
    CELL-003 表5!E10:E11 表6!C12: 285.20 万元 → 285.167842 万元 | （空白） → 253.919876 万元 | …
    """,
)
def formulas_are_stale(book: Workbench) -> None:
    book["表5"].store("E10", Decimal("285.2"))
    book["表5"].store("E11", None)
    book["表6"].store("C12", "")


@damage(
    ACCEPTED,
    """
    CELL-003 表1!B8:B10 B38 D38 D15 D17 D27: （空白） → 285.167842 万元 | （空白） → 253.919876 万元 |
    + …
    """,
)
def a_program_saved_no_results_at_all(book: Workbench) -> None:
    for cell in book["表1"].cells():
        if cell.find(tag("f")) is not None:
            book["表1"].store(cell.attrib["r"], None)


@damage(
    REFUSED,
    """
    CELL-006 表5!E10: #DIV/0!
    CELL-006 表6!D10: #REF!
    """,
)
def a_figure_is_an_error_value(book: Workbench) -> None:
    book["表5"].store("E10", Error("#DIV/0!"))
    book["表6"]["D10"] = Error("#REF!")


@damage(
    ACCEPTED,
    """
    CELL-001 表6!A11:A29 B12:B22 B24:B29 C10:F29: 总计 → 总计 | 285.167842 万元 → 285.167842 万元 | …
    """,
)
def a_table_is_pasted_as_values(book: Workbench) -> None:
    book["表6"].paste_values("A10:J37")


@damage(
    REFUSED,
    """
    CELL-002 表6!D12: 53.83642 万元 → 53.82642 万元
    CELL-001 表6!A11:A29 B12:B22 B24:B29 C10:C29 E10:F29 D10:D11 D13:D29: 总计 → 总计 | 285.167842 万元
    + → 285.167842 万元 | …
    """,
)
def a_table_is_pasted_as_values_and_one_figure_changed(book: Workbench) -> None:
    book["表6"].paste_values("A10:J37")
    book["表6"]["D12"] = Decimal("53.83642")


@damage(
    REFUSED,
    """
    CELL-002 表5!E10: 10.00 万元 → 285.167842 万元
        CELL-002 表5!E11: 11.00 万元 → 253.919876 万元
        CELL-002 表5!E12: 12.00 万元 → 241.288036 万元
        CELL-002 表5!E13: 13.00 万元 → 58.624107 万元
        CELL-002 表5!E14: 14.00 万元 → 149.561842 万元
        CELL-002 表5!E15: 15.00 万元 → 22.068058 万元
        CELL-002 表5!E16: 16.00 万元 → 11.034029 万元
        CELL-002 表5!E17: 17.00 万元 → 12.63184 万元
        CELL-002 表5!E18: 18.00 万元 → 12.63184 万元
        CELL-002 表5!E19: 19.00 万元 → 14.696922 万元
        CELL-002 表5!E20: 20.00 万元 → 14.696922 万元
        CELL-002 表5!E21: 21.00 万元 → 9.103074 万元
        CELL-002 表5!E22: 22.00 万元 → 5.379112 万元
        CELL-002 表5!E23: 23.00 万元 → 0.214736 万元
        CELL-002 表5!E24: 24.00 万元 → 16.551044 万元
        CELL-002 表5!E25: 25.00 万元 → 16.551044 万元
        CELL-002 表5!E26: 26.00 万元 → 16.551044 万元
    """,
)
def another_table_is_pasted_over_one(book: Workbench) -> None:
    for row in range(10, 27):
        book["表5"][f"E{row}"] = row


@damage(
    REFUSED,
    """
    CELL-009 表5: 208 05 行政事业单位养老支出 → 241.288036 万元
        CELL-011 表5!D12: 行政单位离退休
    """,
)
def a_row_of_a_growing_table_is_deleted(book: Workbench) -> None:
    book.delete_rows("表5", 12)


@damage(
    REFUSED,
    """
    CELL-009 表5: 221 02 01 住房公积金 → 16.551044 万元
        CELL-011 表5!D26: 校验码：988-077
    """,
)
def the_last_row_of_a_growing_table_is_deleted(book: Workbench) -> None:
    book.delete_rows("表5", 26)


@damage(
    REFUSED,
    """
    CELL-011 表5!D12: #REF!
        CELL-006 表5!A12:C29 E12:G29 D13:D29: #REF!
    """,
)
def a_row_is_deleted_and_the_rows_below_fail(book: Workbench) -> None:
    book.delete_rows("表5", 12)
    for cell in book["表5"].cells():
        row = int("".join(sign for sign in cell.attrib["r"] if sign.isdigit()))
        if row in range(12, 30) and cell.find(tag("f")) is not None:
            book["表5"].store(cell.attrib["r"], Error("#REF!"))


@damage(
    REFUSED,
    """
    CELL-009 表5: 208 05 03 离退休人员管理机构 → 149.561842 万元
    CELL-009 表5: 208 05 05 机关事业单位基本养老保险缴费… → 22.068058 万元
    CELL-001 表5!A11:A24 B12:B16 B18:B21 B23:B24 C13:C14 C16 C19:C21 C24 D10:G24: 总计 → 总计 |
    + 285.167842 万元 → 285.167842 万元 | …
    """,
)
def rows_are_deleted_from_pasted_values(book: Workbench) -> None:
    book["表5"].paste_values("A10:K37")
    book.delete_rows("表5", 14, 2)


@damage(
    REFUSED,
    """
    CELL-009 表1: 2. 政府性基金预算拨款 → 0.00 万元
        CELL-011 表1!B8: 285.167842 万元
    CELL-009 表1: 205 教育支出 → 0.00 万元
    """,
)
def a_row_of_a_fixed_table_is_deleted(book: Workbench) -> None:
    book.delete_rows("表1", 12)


@damage(ACCEPTED, "")
def blank_rows_are_inserted_into_tables(book: Workbench) -> None:
    book.insert_rows("表5", 12, 2)
    book.insert_rows("表1", 12)
    book.insert_rows("表10", 10)


@damage(
    REFUSED,
    """
    CELL-010 表5!D12: 新增项目 → （空白）
    CELL-010 表5!E12: 5.00 万元 → （空白）
    """,
)
def a_row_is_inserted_and_filled_in(book: Workbench) -> None:
    book.insert_rows("表5", 12)
    book["表5"]["D12"], book["表5"]["E12"] = "新增项目", 5


@damage(
    REFUSED,
    """
    CELL-010 表5!D34: 补充 → （空白）
    CELL-010 表5!E34: 5.00 万元 → （空白）
    CELL-010 表7!F9: 5.00 万元 → （空白）
    """,
)
def something_stands_below_the_rows_in_use(book: Workbench) -> None:
    book["表5"]["D34"], book["表5"]["E34"] = "补充", 5
    book["表7"]["F9"] = 5


@damage(
    REFUSED,
    """
    FIND-013 表5: 项目支出
        CELL-012 表5: （空白） → 项目支出、3、单位：万元
    """,
)
def a_column_of_a_table_is_deleted(book: Workbench) -> None:
    book.delete_columns("表5", 7)


@damage(
    REFUSED,
    """
    CELL-010 表5!F12: 3 → （空白）
    CELL-012 表5!F7: 其中 → （空白）
    """,
)
def a_column_is_inserted_into_a_table_and_filled_in(book: Workbench) -> None:
    book.insert_columns("表5", 6)
    book["表5"]["F7"], book["表5"]["F12"] = "其中", 3


@damage(
    ACCEPTED,
    """
    CELL-012 表5!A3: 一般公共预算支出表 → 一般公共预算支出情况表
    CELL-012 表6!D7: 小计 → 合计
    CELL-012 表7: （空白） → 青梧县老干部休养所 2024 年没有使用一般公共…
    CELL-012 表8!A4: 编制单位：某局 → 编制单位：青梧县老干部休养所
    CELL-012 表10!A2: 表 10（内部） → 表 10
    """,
)
def heads_of_tables_are_typed_over(book: Workbench) -> None:
    book["表5"]["A3"] = "一般公共预算支出表"
    book["表6"]["D7"] = "小计"
    book["表7"]["A5"] = None
    book["表8"]["A4"] = "编制单位：某局"
    book["表10"]["A2"] = "表 10（内部）"


@damage(
    TO_EXPLAIN,
    """
    CELL-007 封面!C18 表5!D27: 111-222 → 988-077
    """,
)
def a_check_code_is_typed_over(book: Workbench) -> None:
    book["表5"]["D27"] = "校验码：111-222"
    book["封面"]["C18"] = "111-222"


@damage(
    REFUSED,
    """
    CELL-002 表7!F9: 1.00 万元 → 373.16 万元
    CELL-002 表7!E12: 另一个项目 → （空白）
    """,
    sample="bazhou-2024",
)
def figures_of_projects_are_typed_over(book: Workbench) -> None:
    table = book["表7"]
    table["F9"], table["E12"] = Decimal("1"), "另一个项目"
