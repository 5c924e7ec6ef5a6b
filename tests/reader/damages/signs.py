"""The signs by which things are found: defined names, hidden marks, headings; each of them alone."""

from __future__ import annotations

from textwrap import dedent

from tests.reader.damage import ACCEPTED, REFUSED, damage, together
from tests.reader.damages.entries import without_items
from tests.reader.workbench import Workbench
from tests.spreadsheet.bench_sheet import split

REGISTERS = ("项目信息", "资金分配", "绩效指标", "其他情况", "部门概况", "文字说明", "名词解释")
ENTRIES = ("单位信息", "收入录入", "支出录入", "上年数", *REGISTERS)
TABLES = tuple(f"表{number}" for number in range(1, 12))
MARKED = (*ENTRIES, *TABLES, "校验")
HEADING_ROWS = {sheet: range(6, 10) for sheet in TABLES} | dict.fromkeys((*ENTRIES, "校验"), range(6, 7))
HEADING_ROWS |= dict.fromkeys(("表1", "表4"), range(6, 8)) | {"单位信息": range(12, 13)}
HEADING_ROWS |= dict.fromkeys(("表2", "表7", "表10"), range(6, 9))


def without_names(book: Workbench) -> None:
    book.remove_names()


def without_marks(book: Workbench) -> None:
    book.remove_marks(MARKED)


def without_headings(book: Workbench) -> None:
    for sheet, rows in HEADING_ROWS.items():
        book.remove_texts(
            sheet, lambda cell, text, rows=rows: split(cell)[1] in rows and not text.startswith("budgetbook/")
        )


def rows_inserted(book: Workbench) -> None:
    for sheet, row in (
        ("支出录入", 10),
        ("支出录入", 3),
        ("单位信息", 6),
        ("收入录入", 2),
        ("表5", 12),
        ("表1", 3),
    ):
        book.insert_rows(sheet, row)


def columns_inserted(book: Workbench) -> None:
    for sheet, column in (("支出录入", 3), ("单位信息", 1), ("收入录入", 3), ("表5", 6), ("表2", 1)):
        book.insert_columns(sheet, column)


def sheets_renamed(book: Workbench) -> None:
    for name in ("单位信息", "收入录入", "支出录入", "表5"):
        book.rename_sheet(name, f"{name}（最终）")


def heads_gone(**moved: str) -> str:
    """What is told where all tables have lost their headings: as a note, for they were found all the same.

    `moved` are the cells, and the sheets, where they are others.
    """
    heads = {
        "表1!A7": "项目、预算数、收入、支出功能分类、支出",
        "表2!A7": "类、款、项、功能分类科目编码、功能分类科目名称…",
        "表3!A8": "类、款、项、功能分类科目编码、功能分类科目名称…",
        "表4!A7": "项目、合计、财政拨款收入、支出功能分类、一般公共…",
        "表5!A8": "类、款、项、功能分类科目编码、功能分类科目名称…",
        "表6!A8": "类、款、经济分类科目编码、经济分类科目名称、科目…",
        "表7!A7": "类、款、项、科目编码、功能分类科目名称…",
        "表8!A8": "类、款、项、功能分类科目编码、功能分类科目名称…",
        "表9!A8": "类、款、项、功能分类科目编码、功能分类科目名称…",
        "表10!A6": "“三公”经费支出内容、合计、一般公共预算、政府性…",
        "表11!A6": "项目名称、总计、合计、人员经费、公用经费…",
    }
    return "\n".join(
        f"CELL-012 {moved.get(place.split('!')[0], place)}: （空白） → {texts}"
        for place, texts in heads.items()
    )


RENAMED = """
    FIND-004 单位信息（最终）: 单位信息（最终）
    FIND-004 收入录入（最终）: 收入录入（最终）
    FIND-004 支出录入（最终）: 支出录入（最终）
    FIND-004 表5（最终）: 表5（最终）
    """


@damage(ACCEPTED, heads_gone())
def only_names_are_left(book: Workbench) -> None:
    without_marks(book)
    without_headings(book)


@damage(ACCEPTED, heads_gone())
def only_marks_are_left(book: Workbench) -> None:
    without_names(book)
    without_headings(book)


@damage(ACCEPTED, "")
def only_headings_are_left(book: Workbench) -> None:
    without_names(book)
    without_marks(book)


for signs in (only_names_are_left, only_marks_are_left):
    together(signs, rows_inserted, ACCEPTED, heads_gone(表1="表1!A8"))
    together(signs, columns_inserted, ACCEPTED, heads_gone(表2="表2!B7"))
    together(signs, sheets_renamed, ACCEPTED, dedent(RENAMED) + heads_gone(表5="表5（最终）!A8"))
together(only_headings_are_left, rows_inserted, ACCEPTED, "")
together(only_headings_are_left, columns_inserted, ACCEPTED, "")
together(only_headings_are_left, sheets_renamed, ACCEPTED, RENAMED)


@damage(ACCEPTED, "")
def names_of_one_list_are_deleted(book: Workbench) -> None:
    book.remove_names(lambda name: name.startswith("支出_"))


@damage(
    REFUSED,
    """
    FIND-023 支出录入: 支出录入
    """,
)
def a_name_has_lost_its_cells(book: Workbench) -> None:
    for name in book.names():
        if name.attrib["name"] == "支出_金额":
            name.text = "#REF!"


@damage(ACCEPTED, "")
def the_rows_and_columns_of_marks_are_deleted(book: Workbench) -> None:
    book.delete_rows("支出录入", 1061)
    book.delete_columns("支出录入", 12, 2)


@damage(ACCEPTED, "")
def a_heading_has_another_wording(book: Workbench) -> None:
    book["支出录入"]["A6"] = "单位"
    book["支出录入"]["I6"] = "金额\n（元）"


@damage(
    REFUSED,
    """
    FIND-021 支出录入!I6: 金额（万元） → 金额（元）
    """,
)
def the_heading_of_the_amounts_says_ten_thousands(book: Workbench) -> None:
    book["支出录入"]["I6"] = "金额（万元）"


@damage(
    REFUSED,
    """
    FIND-002 支出录入: 资金来源
        CHK-001·E06 支出录入!A7
        the sums of tables 1, 2 and 4 differ
        CHK-001·B01 收入录入!B7
        CHK-002·B02 收入录入!A7
    FIND-010 支出录入!H7: 一般财力
    """,
    without_items(*range(7, 24)),
)
def a_heading_is_renamed_and_no_other_sign_is_left(book: Workbench) -> None:
    only_headings_are_left(book)
    book["支出录入"]["H6"] = "钱从哪来"
