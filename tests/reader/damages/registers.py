"""Registers (登记表): what is typed in them, rows and sheets that went astray, workbooks without any."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from generator.model.budget import Department, RegisterEntry
from tests.reader.damage import ACCEPTED, REFUSED, TO_EXPLAIN, Becomes, damage
from tests.reader.damages.signs import REGISTERS
from tests.reader.workbench import Workbench

SAMPLE = "bazhou-2024"
DERIVED = (
    *("登记明细", "绩效排序", "说明", "说明明细", "部门整体绩效目标表", "项目支出绩效目标表"),
    "项目支出绩效目标表（不含赋分规则）",
)
"""The sheets that read registers."""
SERVICE, HOTLINE = "巴州政府办公室政务服务保障项目", "“放管服工作”及“12345”政务热线保障项目"
FIRST_ROW = 7
"""The first row of every register."""

Row = Mapping[str, str] | None
"""What the cells of a row become; None: the row is not read."""


def with_rows(**registers: Mapping[int, Row]) -> Becomes:
    """Rows of registers are others, or gone; rows are those of the sheets, from 1."""

    def becomes(department: Department) -> Department:
        changed = dict(department.registers)
        for name, rows in registers.items():
            changed[name] = tuple(_edited(changed[name], rows))
        return replace(department, registers={name: rows for name, rows in changed.items() if rows})

    return becomes


def _edited(entries: tuple[RegisterEntry, ...], rows: Mapping[int, Row]) -> list[RegisterEntry]:
    kept = []
    for row, entry in enumerate(entries, start=FIRST_ROW):
        changes = rows.get(row, {})
        if changes is not None:
            kept.append(RegisterEntry({**entry.cells, **changes}))
    return kept


def without_registers(*names: str) -> Becomes:
    """These registers are not read; all of them where none is named."""
    return lambda department: replace(
        department,
        registers={name: rows for name, rows in department.registers.items() if names and name not in names},
    )


def recalculated(edit: Callable[[Workbench], None]) -> Callable[[Workbench], None]:
    """The edit, and what formulas make of it."""

    def whole(book: Workbench) -> None:
        edit(book)
        book.recalculate()

    whole.__name__ = edit.__name__
    return whole


@damage(
    ACCEPTED,
    """
    FIX-008 项目信息!B7: 新疆巴州人民政府办公室<200b> → 新疆巴州人民政府办公室
    FIX-001 资金分配!C7: 1,880,000.00 → 1880000.00
    FIX-002 资金分配!C8: 25万元 → 250000.00
    FIX-014 绩效指标!E7:E9: >= → ≥ | ＞＝ → ≥ | 等于 → =
    FIX-015 绩效指标!F7: ５ → 5
    FIX-015 绩效指标!J7:J9: ２５ → 25 | 20 → 20 | 20.0 → 20
    FIX-015 其他情况!C7: １４５ → 145
    """,
    sample=SAMPLE,
)
@recalculated
def numbers_and_operators_of_registers_are_written_in_other_ways(book: Workbench) -> None:
    indicators, allocations = book["绩效指标"], book["资金分配"]
    for cell, value in {"J7": "２５", "J8": " 20 ", "J9": "20.0", "F7": "５"}.items():
        indicators[cell] = value
    for cell, value in {"E7": ">=", "E8": "＞＝", "E9": "等于"}.items():
        indicators[cell] = value
    allocations["C7"], allocations["C8"] = "1,880,000.00", "25万元"
    book["其他情况"]["C7"] = "１４５"
    book["项目信息"]["B7"] = "新疆巴州人民政府办公室\u200b"


@damage(
    REFUSED,
    """
    REG-001 绩效指标!J7: 25%
        CHK-001·P13-1 绩效指标!J7
    REG-007 绩效指标!F8: 6 次
    REG-001 其他情况!C7: 145 人
    REG-001 其他情况!C8: 一百多
    """,
    with_rows(指标={7: None, 8: {"指标值": "6 次"}}, 事项={7: None, 8: None}),
    sample=SAMPLE,
)
@recalculated
def units_and_words_stand_where_numbers_belong(book: Workbench) -> None:
    book["绩效指标"]["J7"], book["绩效指标"]["F8"] = "25%", "6 次"
    book["其他情况"]["C7"], book["其他情况"]["C8"] = "145 人", "一百多"


@damage(
    REFUSED,
    """
    IN-002 项目信息!B7: 巴州人民政府办公室 → 新疆巴州人民政府办公室
        CHK-001·P14-1·项目信息 支出录入!G45
    REG-004 项目信息!A8: 12345政务热线保障费 → “放管服工作”及“12345”政务热线保障项目
    REG-003 项目信息!I9: 含打分规则 → 含赋分规则
    REG-003 绩效指标!C7: 数量 → 数量指标
    REG-004 绩效指标!A11: 巴州政府办公室政务服务保障费 → 巴州政府办公室政务服务保障项目
        CHK-001·G52 绩效指标!A11
    REG-006 其他情况!B9: 在编人数增减 → 在职人数增减
    """,
    with_rows(
        项目={7: None, 8: {"项目": "12345政务热线保障费"}, 9: None},
        指标={7: None, 11: {"项目": "巴州政府办公室政务服务保障费"}},
        事项={9: None},
    ),
    sample=SAMPLE,
)
@recalculated
def words_of_registers_are_near_misses(book: Workbench) -> None:
    projects, indicators = book["项目信息"], book["绩效指标"]
    projects["B7"], projects["A8"], projects["I9"] = "巴州人民政府办公室", "12345政务热线保障费", "含打分规则"
    indicators["C7"], indicators["A11"] = "数量", "巴州政府办公室政务服务保障费"
    book["其他情况"]["B9"] = "在编人数增减"


@damage(
    REFUSED,
    """
    REG-005 项目信息!A8: 巴州政府办公室政务服务保障项目
        CHK-001·G52 绩效指标!A40
        CHK-001·P14-1·项目信息 支出录入!G45
    REG-005 名词解释!A8: 放管服
        CHK-002·G93 名词解释!A8
    """,
    with_rows(项目={8: {"项目": SERVICE}}, 名词={8: {"名词": "放管服"}}),
    sample=SAMPLE,
)
@recalculated
def a_project_and_a_term_stand_there_twice(book: Workbench) -> None:
    book["项目信息"]["A8"], book["名词解释"]["A8"] = SERVICE, "放管服"


@damage(
    TO_EXPLAIN,
    """
    REG-005 名词解释!A8: 放管服
        CHK-002·G93 名词解释!A8
    FIX-008 名词解释!B7: 简政放权、<a><a>放管结合<200b>。 → 简政放权、<a>放管结合。
    """,
    with_rows(名词={7: {"解释": "简政放权、\n放管结合。"}, 8: {"名词": "放管服"}}),
    sample=SAMPLE,
)
@recalculated
def a_term_stands_there_twice_and_a_text_has_several_lines(book: Workbench) -> None:
    book["名词解释"]["A8"] = "放管服"
    book["名词解释"]["B7"] = " 简政放权、\n\n放管结合\u200b。 "


@damage(
    REFUSED,
    """
    IN-013 名词解释!B7: 字字字字字字字字字字字字字字字字字字字字…
    """,
    with_rows(名词={7: None}),
    sample=SAMPLE,
)
@recalculated
def a_text_is_too_long(book: Workbench) -> None:
    book["名词解释"]["B7"] = "字" * 4_001


@damage(ACCEPTED, "", sample=SAMPLE)
def rows_are_inserted_into_registers(book: Workbench) -> None:
    for sheet, row, count in (
        ("绩效指标", 20, 2),
        ("其他情况", 9, 1),
        ("部门概况", 3, 2),
        ("项目信息", 10, 1),
    ):
        book.insert_rows(sheet, row, count)


def _allocations_reversed(department: Department) -> Department:
    first, second, third, *others = department.registers["分配"]
    return replace(department, registers={**department.registers, "分配": (third, second, first, *others)})


@damage(ACCEPTED, "", _allocations_reversed, sample=SAMPLE)
@recalculated
def a_register_is_sorted(book: Workbench) -> None:
    book["资金分配"].reorder(7, 9, "ABC", [9, 8, 7])


@damage(
    ACCEPTED,
    """
    FIND-027 其他情况!B6: 退休人数
    FIND-027 其他情况!B6: 退休人数增减
    """,
    with_rows(事项={10: None, 11: None}),
    sample=SAMPLE,
)
def fixed_rows_are_deleted(book: Workbench) -> None:
    book.delete_rows("其他情况", 10, 2)


@damage(
    REFUSED,
    """
    FIND-017 资金分配!A8: 小计
    FIND-007 资金分配!A60
    FIND-010 资金分配!A62: 填表人：张三
    """,
    lambda department: replace(
        department,
        registers={
            **department.registers,
            "分配": (
                *department.registers["分配"],
                RegisterEntry({"项目": "电子政务网络维护费项目", "用途": "其他", "金额": "5.00"}),
            ),
        },
    ),
    sample=SAMPLE,
)
def a_register_has_a_total_a_row_below_and_a_remark(book: Workbench) -> None:
    book.insert_rows("资金分配", 8)
    sheet = book["资金分配"]
    sheet["A8"], sheet["C8"] = "小计", Decimal(2_130_000)
    sheet["A60"], sheet["B60"], sheet["C60"] = "电子政务网络维护费项目", "其他", Decimal(5)
    sheet["A62"] = "填表人：张三"


@damage(
    ACCEPTED,
    """
    FIND-012 绩效指标!A12:A39: A39 → 巴州政府办公室政务服务保障项目
    """,
    sample=SAMPLE,
)
def the_name_of_a_project_is_merged_over_its_indicators(book: Workbench) -> None:
    book["绩效指标"].clear("A12:A39")
    book["绩效指标"].merge("A11:A39")


@damage(ACCEPTED, "", sample=SAMPLE)
def columns_that_formulas_fill_are_pasted_as_values(book: Workbench) -> None:
    book["项目信息"].paste_values("J7:N13")
    book["其他情况"].paste_values("A7:F36")


@damage(
    REFUSED,
    """
    FIND-002 绩效指标: 分值权重
        CHK-001·G07 项目信息!A7
        CHK-001·G51 绩效指标!A7
        CHK-001·P13-1 绩效指标
    """,
    lambda department: replace(
        department,
        registers={
            **department.registers,
            "指标": tuple(
                RegisterEntry({field: text for field, text in entry.cells.items() if field != "权重"})
                for entry in department.registers["指标"]
            ),
        },
    ),
    sample=SAMPLE,
)
def a_column_of_a_register_is_deleted(book: Workbench) -> None:
    book.delete_columns("绩效指标", 10)


@damage(
    REFUSED,
    """
    FIND-025: 绩效指标
        CHK-002·G06 项目信息!A7
    """,
    without_registers("指标"),
    sample=SAMPLE,
)
def a_register_is_deleted(book: Workbench) -> None:
    book.delete_sheet("绩效指标")


@damage(
    REFUSED,
    """
    FIND-008 部门概况 (2)!A9: 部门概况 (2)
    FIND-004 指标表: 指标表
    FIND-009 资金分配 (2): 资金分配 (2)
    """,
    sample=SAMPLE,
)
def registers_are_copied_and_renamed(book: Workbench) -> None:
    book.copy_sheet("资金分配", "资金分配 (2)")
    book.copy_sheet("部门概况", "部门概况 (2)")
    book["部门概况 (2)"]["B9"] = "另一条"
    book.rename_sheet("绩效指标", "指标表")


@damage(ACCEPTED, "", sample=SAMPLE)
def only_the_headings_of_registers_are_left(book: Workbench) -> None:
    book.remove_names()
    book.remove_marks(REGISTERS)


@damage(ACCEPTED, "", sample=SAMPLE)
def only_the_marks_of_registers_are_left(book: Workbench) -> None:
    book.remove_names()
    for sheet in REGISTERS:
        book.remove_texts(sheet, lambda cell, text: cell[1:] == "6" and not text.startswith("budgetbook/"))


@damage(
    REFUSED,
    """
    FIND-015: 登记明细
    FIND-020: 项目支出绩效目标表
    FIND-020: 说明
    """,
    sample=SAMPLE,
)
def sheets_that_read_registers_are_deleted(book: Workbench) -> None:
    for name in ("登记明细", "项目支出绩效目标表", "说明"):
        book.delete_sheet(name)


@damage(
    ACCEPTED,
    """
    FORM-003: 0123abcd
    FIND-026: 项目信息、资金分配、绩效指标、其他情况、部门概况…
    """,
    without_registers(),
    sample=SAMPLE,
)
def the_form_is_older_than_registers(book: Workbench) -> None:
    for name in (*REGISTERS, *DERIVED):
        book.delete_sheet(name)
    book.remove_names(
        lambda name: name.split("_")[0] in ("项目", "分配", "指标", "事项", "概况", "文字", "名词")
    )
    version = book.parts["docProps/custom.xml"].decode().split("xinjiang-2024-")[1][:8]
    book.change_property(version, "0123abcd")
