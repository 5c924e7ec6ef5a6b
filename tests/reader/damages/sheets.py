"""Sheets renamed, moved, hidden, copied, pasted elsewhere, deleted, added."""

from __future__ import annotations

from generator.expression.excel import column_letters
from tests.reader.damage import ACCEPTED, REFUSED, damage, nothing
from tests.reader.damages.entries import with_facts, without_items
from tests.reader.damages.signs import TABLES, without_names
from tests.reader.workbench import Error, Workbench, tag

HEADINGS = (
    *("预算单位", "功能分类科目编码", "功能分类科目名称", "经济分类科目编码", "经济分类科目名称"),
    *("支出类型", "项目名称", "资金来源", "金额（元）"),
)


@damage(
    ACCEPTED,
    """
    FIND-004 资金来源 2024: 资金来源 2024
    FIND-004 封面 2024: 封面 2024
    FIND-004 目录 2024: 目录 2024
    FIND-004 填报说明 2024: 填报说明 2024
    FIND-004 支出录入 2024: 支出录入 2024
    FIND-004 表5 2024: 表5 2024
    FIND-004 校验 2024: 校验 2024
    """,
)
def sheets_have_other_names(book: Workbench) -> None:
    for name in ("支出录入", "表5", "校验", "封面", "目录", "资金来源", "填报说明"):
        book.rename_sheet(name, f"{name} 2024")


@damage(ACCEPTED, "")
def all_sheets_stand_in_reverse_order(book: Workbench) -> None:
    for name in book.sheet_names:
        book.move_sheet(name, 0)


@damage(
    ACCEPTED,
    """
    FIND-005 支出录入: 支出录入
    """,
)
def an_entry_sheet_is_hidden(book: Workbench) -> None:
    book.hide_sheet("支出录入")


@damage(
    ACCEPTED,
    """
    FIND-005 表5: 表5
    """,
)
def an_official_table_is_hidden(book: Workbench) -> None:
    book.hide_sheet("表5")


@damage(
    ACCEPTED,
    """
    FIND-004 支出录入: 支出录入
    FIND-004 收入录入: 收入录入
    """,
)
def two_sheets_exchanged_their_names(book: Workbench) -> None:
    book.rename_sheet("收入录入", "暂存")
    book.rename_sheet("支出录入", "收入录入")
    book.rename_sheet("暂存", "支出录入")


@damage(
    ACCEPTED,
    """
    FIND-004 支出录入: 支出录入
    FIND-004 收入录入: 收入录入
    """,
)
def two_sheets_exchanged_their_names_and_defined_names_are_gone(book: Workbench) -> None:
    two_sheets_exchanged_their_names(book)
    without_names(book)


@damage(
    ACCEPTED,
    """
    FIND-004 表5: 表5
    FIND-004 表3: 表3
    """,
)
def two_tables_exchanged_their_names_and_only_their_titles_tell(book: Workbench) -> None:
    book.remove_marks(("表3", "表5"))
    book.rename_sheet("表3", "暂存")
    book.rename_sheet("表5", "表3")
    book.rename_sheet("暂存", "表5")
    without_names(book)


@damage(
    ACCEPTED,
    """
    FIND-009 支出录入 (2): 支出录入 (2)
    """,
)
def an_entry_sheet_is_copied(book: Workbench) -> None:
    book.copy_sheet("支出录入", "支出录入 (2)")


@damage(
    REFUSED,
    """
    FIND-008 支出录入 (2)!A7: 支出录入 (2)
    """,
)
def a_copied_entry_sheet_was_worked_on(book: Workbench) -> None:
    an_entry_sheet_is_copied(book)
    book["支出录入 (2)"]["I7"] = 600000
    book["支出录入 (2)"].copy_row(8, 24, "ABDFHI")


@damage(
    REFUSED,
    """
    FIND-008 支出录入 (2)!A7: 支出录入 (2)
        the sums of tables 1, 2 and 4 differ
        CHK-001·B01 收入录入!B7
        CHK-002·B02 收入录入!A7
    """,
    without_items(*range(7, 24)),
)
def the_entries_stand_on_a_copy_and_the_original_is_empty(book: Workbench) -> None:
    an_entry_sheet_is_copied(book)
    book["支出录入"].clear("A7:J23")
    book.recalculate()


@damage(
    REFUSED,
    """
    FIND-023 支出录入 (2): 支出录入 (2)
    FIND-004 支出录入 (2): 支出录入 (2)
    """,
)
def an_entry_sheet_is_copied_and_the_original_deleted(book: Workbench) -> None:
    an_entry_sheet_is_copied(book)
    book.delete_sheet("支出录入")


@damage(
    ACCEPTED,
    """
    FIND-009 Sheet1: Sheet1
    """,
)
def a_list_is_pasted_on_a_new_sheet(book: Workbench) -> None:
    listed, pasted = book["支出录入"], book.blank_sheet("Sheet1")
    for place, heading in enumerate(HEADINGS):
        letters = column_letters(place)
        pasted[f"{letters}3"] = heading
        for row in range(7, 12):
            pasted[f"{letters}{row - 3}"] = listed[f"{letters}{row}"]


@damage(
    REFUSED,
    """
    FIND-008 Sheet1!A9: Sheet1
    """,
)
def a_pasted_list_has_a_row_more(book: Workbench) -> None:
    a_list_is_pasted_on_a_new_sheet(book)
    book["Sheet1"].copy_row(4, 9, "ABDFHI")
    book["Sheet1"]["I9"] = 1


@damage(
    ACCEPTED,
    """
    FIND-019 表5 (2): 表5 (2)
    FIND-019 测算: 测算
    """,
)
def a_copied_table_and_a_sheet_of_ones_own(book: Workbench) -> None:
    book.copy_sheet("表5", "表5 (2)")
    book["表5 (2)"]["E10"] = 1
    own = book.blank_sheet("测算")
    own["A1"], own["B1"], own["A2"], own["B2"] = "预算单位", "金额（元）", "青梧县老干部休养所", 5
    book.blank_sheet("Sheet3")


@damage(
    ACCEPTED,
    """
    FIND-019 表5: 表5
    FIND-004 表5 正式: 表5 正式
    """,
)
def another_sheet_took_the_name_of_a_table(book: Workbench) -> None:
    book.rename_sheet("表5", "表5 正式")
    book.blank_sheet("表5")["A1"] = "草稿"


@damage(
    REFUSED,
    """
    FIND-003: 表5
    FIND-003: 表7
    """,
)
def official_tables_are_deleted(book: Workbench) -> None:
    book.delete_sheet("表5")
    book.delete_sheet("表7")


@damage(
    REFUSED,
    """
    FIND-001: 支出录入
        the sums of tables 1, 2 and 4 differ
        CHK-001·B01 收入录入!B7
        CHK-002·B02 收入录入!A7
    """,
    without_items(*range(7, 24)),
)
def an_entry_sheet_is_deleted(book: Workbench) -> None:
    book.delete_sheet("支出录入")


@damage(
    REFUSED,
    """
    FIND-001: 单位信息
        CHK-001·R02 收入录入!A7
        CHK-001·E02 支出录入!A7
        CHK-001·D03·名称 单位信息
        CHK-001·D03·级别 单位信息
    """,
    nothing,
)
def the_unit_sheet_is_deleted(book: Workbench) -> None:
    book.delete_sheet("单位信息")


@damage(
    REFUSED,
    """
    FIND-001: 上年数
    """,
    with_facts(previous=()),
)
def last_years_figures_are_deleted(book: Workbench) -> None:
    book.delete_sheet("上年数")


@damage(
    ACCEPTED,
    """
    FIND-020: 封面
    FIND-020: 目录
    FIND-020: 填报说明
    FIND-020: 科目查找
    FIND-020: 校验
    """,
)
def sheets_that_nothing_is_read_from_are_deleted(book: Workbench) -> None:
    for name in ("封面", "目录", "填报说明", "科目查找", "校验"):
        book.delete_sheet(name)


@damage(
    REFUSED,
    """
    FIND-015: 明细
    FIND-015: 勾稽
    """,
)
def hidden_workings_are_deleted(book: Workbench) -> None:
    for name in ("明细", "勾稽"):
        book.delete_sheet(name)


@damage(
    REFUSED,
    """
    FIND-015: 功能分类科目
        CELL-006 表1!B8:B32 B38 D8:D38: #REF!
        CELL-006 表2!A9:P36: #REF!
        CELL-006 表3!A10:G37: #REF!
        CELL-006 表4!B8:B11 B38 D8:G38: #REF!
        CELL-006 表5!A10:G37: #REF!
        CELL-006 表6!A10:F37: #REF!
        CELL-006 表7!A9:P36: #REF!
        CELL-006 表8!A10:H37: #REF!
        CELL-006 表9!A10:H37: #REF!
        CELL-006 表10!B9:E14: #REF!
        CELL-006 表11!A10:J37: #REF!
    """,
)
def a_code_list_is_deleted_and_every_formula_fails(book: Workbench) -> None:
    for table in TABLES:
        sheet = book[table]
        for cell in sheet.cells():
            if cell.find(tag("f")) is not None:
                sheet.store(cell.attrib["r"], Error("#REF!"))
    book.delete_sheet("功能分类科目")
