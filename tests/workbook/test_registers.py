"""Registers in the workbook: hints, checks and mirrors, as our engine and IronCalc see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from generator import api
from generator.checks.report import Verdict, report_of
from generator.model.budget import Department, RegisterEntry
from generator.workbook.capacity import Capacity, CapacityError
from generator.workbook.contents import Contents, EntryRows, contents_of, register_rows
from generator.workbook.plan import WorkbookPlan, plan_workbook
from generator.workbook.replanning import Replanning
from generator.workbook.writer import write_workbook
from tests.oracles.comparison import same
from tests.workbook.checked_cells import Places
from tests.workbook.live_workbook import Address, LiveWorkbook, Typed, cell_of, retyped
from tests.workbook.registered_department import (
    PROJECTS,
    SUBJECT,
    WHOLE,
    registered_department,
)

LAYOUT = replace(api.load_layout("xinjiang", 2024), forms=())
LAYOUT = replace(
    LAYOUT,
    checks=tuple(
        check.model_copy(update={"capacity": [name for name in check.capacity if "绩效目标表" not in name]})
        for check in LAYOUT.checks
    ),
)
"""The forms (绩效目标表) have tests of their own."""
DEPARTMENT = registered_department(LAYOUT)
ROOM = Capacity(items=20, income=5, units=3, previous=3, spare=2, table=20, growing=False)
SIGNS = {"error": "✘", "warning": "▲"}
FACTS = [row.row for row in LAYOUT.register("事项").rows]
SHEETS = {register.sheet: register for register in LAYOUT.registers}
REGISTER_CHECKS = ("P10-1", "P10-2", "P13-1", "P14-1·项目信息")

FREE = -1
"""The row below those that are filled."""

Row = tuple[str, int, dict[str, Typed]]
"""A sheet, a row of its list (from 0) and what is typed over its fields."""

BROKEN: dict[str, tuple[Row, ...]] = {
    "G01": (("项目信息", FREE, {"总体目标": "保障供水"}),),
    "G02": (("项目信息", FREE, {"项目": f" {PROJECTS[9]}　"}),),
    "G03": (("项目信息", FREE, {"项目": "外县项目"}),),
    "G04": (("项目信息", 0, {"总体目标": None}),),
    "G05": (("项目信息", 1, {"预算单位": "　"}),),
    "G06": (
        ("绩效指标", 6, {"项目": PROJECTS[3]}),
        ("绩效指标", 7, {"项目": PROJECTS[3], "三级指标": "另一项"}),
    ),
    "G07": (),
    "G08": (("项目信息", 4, {"政策依据": None}),),
    "G09": (("资金分配", 10, {"金额": "12,000.21元"}),),
    "G10": (("资金分配", 12, {"项目": PROJECTS[0]}), ("资金分配", 13, {"项目": PROJECTS[0]})),
    "G11": (("项目信息", 7, {"结束月份": 13}),),
    "G12": (("项目信息", 8, {"开始月份": "１２", "结束月份": Decimal(3)}),),
    "G13": (("项目信息", 9, {"开始月份": None}),),
    "G21": (("资金分配", FREE, {"用途": "差旅费"}),),
    "G22": (("资金分配", FREE, {"项目": PROJECTS[9], "金额": 5}),),
    "G23": (("资金分配", FREE, {"项目": PROJECTS[9], "用途": "差旅费", "金额": "5-6"}),),
    "G24": (("资金分配", FREE, {"项目": "外县项目", "用途": "差旅费", "金额": Decimal("0.125")}),),
    "G25": (("资金分配", FREE, {"项目": "外县项目", "用途": "邮电费", "金额": "(5)"}),),
    "G41": (("绩效指标", FREE, {"一级指标": "产出指标"}),),
    "G42": (("绩效指标", FREE, {"项目": WHOLE, "一级指标": "产出"}),),
    "G43": (("绩效指标", 0, {"二级指标": "社会成本指标"}),),
    "G44": (("绩效指标", 11, {"三级指标": None}),),
    "G45": (("绩效指标", 3, {"指标值": None}),),
    "G46": (("绩效指标", 12, {"运算符": "约"}),),
    "G47": (("绩效指标", 5, {"指标值": "12 月 31 日前"}),),
    "G48": (("绩效指标", 8, {"运算符": None, "指标值": "1,000"}),),
    "G49": (("绩效指标", 9, {"计量单位": None}),),
    "G50": (("绩效指标", 10, {"计量单位": "%", "指标值": "100.5"}),),
    "G51": (("绩效指标", 2, {"权重": "50%"}),),
    "G52": (("绩效指标", 4, {"项目": "外省项目"}),),
    "G53": (("绩效指标", 15, {"一级指标": "产出指标", "二级指标": "数量指标", "三级指标": "数量指标一项"}),),
    "G61": (("其他情况", FACTS.index("编制数"), {"事项": "编制人数"}),),
    "G62": (("其他情况", FACTS.index("在职人数增减"), {"事项": "在职人数"}),),
    "G63": (("其他情况", FACTS.index("退休人数"), {"内容": "七十三"}),),
    "G71": (("部门概况", FREE, {"类别": "职能", "内容": "管水"}),),
    "G72": (("部门概况", FREE, {"类别": "主要职能"}),),
    "G73": (("部门概况", FREE, {"类别": "主要职能", "内容": "负责全县供水" * 60}),),
    "G81": (("文字说明", FREE, {"文字": "多用水"}),),
    "G82": (("文字说明", FREE, {"事项": SUBJECT}),),
    "G83": (("文字说明", FREE, {"事项": "支出：其他", "文字": "多用水"}),),
    "G84": (("文字说明", FREE, {"事项": "支出：基本支出"}),),
    "G91": (("名词解释", FREE, {"解释": "指…"}),),
    "G92": (("名词解释", FREE, {"名词": "水"}),),
    "G93": (("名词解释", FREE, {"名词": "供水保障", "解释": "指…"}),),
}
"""Rules of registers, each with what is typed so that a row breaks it."""


@pytest.fixture(scope="module")
def plan() -> WorkbookPlan:
    """The department's workbook."""
    registers = tuple(
        (register.name, len(rows) + 8)
        for register in LAYOUT.registers
        for rows in (contents_of(DEPARTMENT, LAYOUT).register(register).rows,)
    )
    return plan_workbook(DEPARTMENT, LAYOUT, replace(ROOM, registers=registers))


@pytest.fixture(scope="module")
def live(plan: WorkbookPlan) -> LiveWorkbook:
    """The workbook, open."""
    return LiveWorkbook(plan)


@pytest.fixture(scope="module")
def places(plan: WorkbookPlan) -> Places:
    """Where everything stands in it."""
    return Places(plan)


class Typing:
    """Turns rows into entries; free rows follow each other."""

    def __init__(self, plan: WorkbookPlan) -> None:
        self.plan = plan
        self.filled = defaultdict[str, int](int)
        for register in LAYOUT.registers:
            self.filled[register.sheet] = len(plan.contents.register(register).rows)
        self.entries: dict[Address, Typed] = {}

    def type(self, rows: tuple[Row, ...]) -> tuple[str, int]:
        """Type the rows; returns the sheet and row (from 0) of the last."""
        sheet, row = "", 0
        for sheet, wanted, fields in rows:  # the last is returned
            row = self.filled[sheet] if wanted == FREE else wanted
            self.filled[sheet] += wanted == FREE
            for field, value in fields.items():
                self.entries[sheet, cell_of(self.plan.book.blocks[sheet], field, row)] = value
        return sheet, row


def rule_of(id_: str) -> tuple[str, str]:
    """The hint that a row bears, and the severity."""
    rule = next(rule for register in LAYOUT.registers for rule in register.rules if rule.id == id_)
    sign = "○" if rule.pending else SIGNS[rule.severity]
    return f"{sign} {rule.says.zh}{'' if rule.counts else '（改好前这一行不计入）'}", rule.says.zh


def test_in_order_every_check_of_registers_is_balanced(live: LiveWorkbook, places: Places) -> None:
    checks = places.checks(live)
    rules = [rule.id for register in LAYOUT.registers for rule in register.rules]
    capacities = [f"C01·{sheet}" for sheet in SHEETS]
    shown = {id_: checks[id_]["结论"] for id_ in (*rules, *capacities, *REGISTER_CHECKS)}
    assert set(shown.values()) == {"平"}
    assert set(BROKEN) == set(rules)


def test_in_order_every_row_is_ready(plan: WorkbookPlan, live: LiveWorkbook) -> None:
    for sheet, register in SHEETS.items():
        filled = len(plan.contents.register(register).rows)
        block = plan.book.blocks[sheet]
        hints = [live.value(sheet, cell_of(block, "提示", row)) for row in range(block.rows)]
        assert hints == ["✔"] * filled + [""] * (block.rows - filled)


def test_every_rule_of_a_register_is_shown_broken(
    plan: WorkbookPlan, live: LiveWorkbook, places: Places
) -> None:
    typing = Typing(plan)
    rows = {id_: typing.type(typed) for id_, typed in BROKEN.items() if typed}
    rows["G06"], rows["G07"] = ("项目信息", 2), ("项目信息", 3)
    rows["G09"], rows["G10"] = ("项目信息", 5), ("项目信息", 6)
    with live.typed(typing.entries):
        checks = places.checks(live)
        hints = {
            id_: live.value(sheet, cell_of(plan.book.blocks[sheet], "提示", row))
            for id_, (sheet, row) in rows.items()
        }
        ours = retyped(plan, typing.entries)
        assert_same_mirrors(ours, live)
    assert hints == {id_: rule_of(id_)[0] for id_ in BROKEN}
    assert {id_: checks[id_]["结论"] for id_ in BROKEN} == dict.fromkeys(BROKEN, "不平")
    for id_ in ("G01", "G63", "G93"):
        sheet, row = rows[id_]
        line = plan.book.blocks[sheet].top + row + 1
        assert checks[id_]["说明"] == f"{sheet} 第 {line} 行：{rule_of(id_)[1]}。"
        assert checks[id_]["左址"] == f"A{line}"


def assert_same_mirrors(ours: WorkbookPlan, live: LiveWorkbook) -> None:
    """Both engines see the same in the mirrors and in the checks."""
    differ = []
    for block in ours.book.blocks.values():
        if block.sheet not in ("登记明细", "校验", *SHEETS):
            continue
        for name in block.columns:
            for row, value in enumerate(ours.evaluation.column(block.name, name)):
                cell = cell_of(block, name, row)
                theirs = live.value(block.sheet, cell)
                mine = Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value
                if not same(mine, theirs):  # type: ignore[arg-type]  # a Fault is told as different
                    differ.append((block.name, name, row, mine, theirs))
    assert differ == []


def broken(checks: Mapping[str, Mapping[str, object]]) -> list[str]:
    return [id_ for id_ in REGISTER_CHECKS if checks[id_]["结论"] == "不平"]


def test_figures_of_registers_are_compared(plan: WorkbookPlan, live: LiveWorkbook, places: Places) -> None:
    typing = Typing(plan)
    amounts: dict[str, Typed] = {
        "政府采购货物预算": 100,
        "政府采购服务预算": "50.5",
        "面向中小企业预留金额": 200,
        "其中：小微企业预留金额": Decimal("200.01"),
    }
    for fact, amount in amounts.items():
        typing.type((("其他情况", FACTS.index(fact), {"内容": amount}),))
    typing.type((("绩效指标", 0, {"权重": Decimal("40.5")}),))
    with live.typed(typing.entries):
        checks = places.checks(live)
        assert_same_mirrors(retyped(plan, typing.entries), live)
    assert broken(checks) == ["P10-1", "P10-2", "P13-1"]
    goods, reserved = "其他情况 政府采购货物预算", "其他情况 面向中小企业预留金额"
    assert checks["P10-1"]["说明"] == (
        f"{goods} + 其他情况 政府采购工程预算 + 其他情况 政府采购服务预算 为 150.50 元，"
        f"{reserved} 为 200.00 元，少 49.50 元。"
    )
    assert checks["P10-2"]["说明"] == (
        f"{reserved} 为 200.00 元，其他情况 其中：小微企业预留金额 为 200.01 元，少 0.01 元。"
    )
    assert checks["P13-1"]["说明"] == "绩效指标 部门整体 权重 为 85.50，应为 90.00，相差 4.50。"
    block = plan.book.blocks["绩效指标"]
    assert checks["P13-1"]["左址"] == cell_of(block, "权重", 0)


def test_a_project_without_a_row_is_named_with_the_nearest(
    plan: WorkbookPlan, live: LiveWorkbook, places: Places
) -> None:
    typing = Typing(plan)
    near = PROJECTS[2].replace("项目", "费")
    for row, name in ((2, near), (5, "全无关系")):
        typing.type((("项目信息", row, {"项目": name}),))
    with live.typed(typing.entries):
        checks = places.checks(live)
        block = plan.book.blocks["项目信息"]
        hints = [live.value("项目信息", cell_of(block, "提示", row)) for row in (2, 5)]
        assert_same_mirrors(retyped(plan, typing.entries), live)
    unknown = "✘ “支出录入”中没有这个项目的支出，请核对项目名称"
    assert hints == [f"{unknown}，是不是“{PROJECTS[2]}”？", unknown]
    check = checks["P14-1·项目信息"]
    assert (check["左值"], check["右值"]) == (2, 0)
    assert check["说明"] == (f"项目信息 中没有“{PROJECTS[2]}”等 2 个项目；表中有“{near}”，是不是同一个项目。")
    assert check["左址"] == cell_of(plan.book.blocks["支出录入"], "项目", 2)


def test_fixed_rows_may_stand_in_any_order(plan: WorkbookPlan, live: LiveWorkbook) -> None:
    typing = Typing(plan)
    area, phone = FACTS.index("房屋面积"), FACTS.index("联系电话")
    typing.type((("其他情况", area, {"事项": "联系电话", "内容": "0906-7654321"}),))
    typing.type((("其他情况", phone, {"事项": "房屋面积", "内容": "1,234.5"}),))
    block = plan.book.blocks["其他情况"]
    with live.typed(typing.entries):
        shown = [
            [live.value("其他情况", cell_of(block, field, row)) for field in ("类别", "计量单位", "提示")]
            for row in (area, phone)
        ]
        assert_same_mirrors(retyped(plan, typing.entries), live)
    assert shown == [["部门整体绩效", "", "✔"], ["国有资产", "平方米", "✔"]]


def test_a_blank_workbook_waits_for_its_registers() -> None:
    blank = plan_workbook(Department("", 2024, ()), LAYOUT, ROOM)
    verdicts = {result.id: result.verdict for result in report_of(blank).results}
    rules = [rule.id for register in LAYOUT.registers for rule in register.rules]
    assert {verdicts[id_] for id_ in (*rules, *REGISTER_CHECKS)} == {Verdict.IDLE}
    assert blank.evaluation.value("总灯", "总灯") == "○ 还没有录入"
    lights = dict(
        zip(
            [link.text for link in next(one for one in blank.sheets if one.name == "目录").links],
            blank.evaluation.column("目录", "校验"),
            strict=False,
        )
    )
    assert {lights[sheet] for sheet in SHEETS} == {"○ 还没有录入"}
    assert blank.evaluation.column("其他情况", "事项") == FACTS
    assert blank.evaluation.column("其他情况", "计量单位")[0] == "人"


def test_a_department_without_rows_is_not_blamed_for_it() -> None:
    bare = plan_workbook(replace(DEPARTMENT, registers={}), LAYOUT, ROOM)
    errors = [
        result.id
        for result in report_of(bare).results
        if result.verdict is Verdict.BROKEN and result.id.startswith(("G", "P"))
    ]
    assert errors == []


def test_numbers_are_numbers_where_they_are_written_exactly() -> None:
    register = LAYOUT.register("分配")

    def amount(written: str) -> object:
        entry = RegisterEntry({"项目": "甲", "用途": "12", "金额": written})
        ((_, purpose, value),) = register_rows(register, (entry,)).rows
        assert purpose == "12"
        return value

    assert amount("1234.50") == Decimal("1234.50")
    assert amount("-7") == -7
    assert amount("") is None
    for odd in ("1,234.50", "十", "1e5", "1234567890123.456"):
        assert amount(odd) == odd


def test_fixed_rows_are_all_there_in_order_and_keep_their_kinds() -> None:
    register = LAYOUT.register("事项")
    entries = [
        RegisterEntry({"事项": "联系电话", "内容": "13800138000"}),
        RegisterEntry({"事项": "编制数", "内容": "145"}),
        RegisterEntry({"事项": "没有的", "内容": "1"}),
        RegisterEntry({"事项": "编制数", "内容": "146"}),
    ]
    rows = register_rows(register, entries).rows
    assert [name for name, _ in rows[: len(FACTS)]] == FACTS
    values = {str(name): value for name, value in rows[: len(FACTS)]}
    assert (values["编制数"], values["联系电话"], values["退休人数"]) == (145, "13800138000", None)
    assert rows[len(FACTS) :] == (("没有的", "1"), ("编制数", 146))


def test_registers_have_room_for_a_quarter_more_and_at_least_what_the_layout_says() -> None:
    rows = tuple(RegisterEntry({"项目": f"甲{place}", "用途": "乙", "金额": "1"}) for place in range(200))
    many = replace(DEPARTMENT, registers={"分配": rows})
    sizes = {
        register.sheet: plan_workbook(many, LAYOUT).book.blocks[register.sheet].rows
        for register in LAYOUT.registers
    }
    assert sizes["资金分配"] == 250
    assert sizes["绩效指标"] == LAYOUT.register("指标").least
    assert sizes["其他情况"] == len(FACTS)


def test_more_rows_than_there_is_room_for_are_refused_by_the_name_of_the_sheet() -> None:
    with pytest.raises(CapacityError) as raised:
        plan_workbook(DEPARTMENT, LAYOUT, replace(ROOM, registers=(("指标", 3),)))
    assert (raised.value.what, raised.value.limit) == ("绩效指标", 3)


def test_a_book_that_was_planned_once_says_the_same_of_other_contents() -> None:
    plans = Replanning(LAYOUT)
    plain = contents_of(DEPARTMENT, LAYOUT)
    edited = plain.register(LAYOUT.register("指标"))
    cut = Contents(
        plain.facts,
        plain.units,
        plain.income,
        plain.items,
        registers=dict(plain.registers) | {"指标": EntryRows(edited.fields, edited.rows[3:])},
    )
    for contents in (plain, cut, plain):
        again = plans.plan(DEPARTMENT, contents)
        alone = plan_workbook(DEPARTMENT, LAYOUT, contents=contents)
        for name in ("问题", "计入", "项目", "权重数"):
            values = [one.evaluation.column("指标明细", name)[: len(edited.rows)] for one in (again, alone)]
            assert values[0] == values[1]


def test_lists_are_offered_and_numbers_are_asked_for_gently(plan: WorkbookPlan, tmp_path: Path) -> None:
    write_workbook(plan, tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")

    def validation(sheet: str, field: str, row: int = 0) -> object:
        cell = cell_of(plan.book.blocks[sheet], field, row)
        (found,) = [one for one in book[sheet].data_validations.dataValidation if cell in one.cells]
        return found

    first, weight = validation("绩效指标", "一级指标"), validation("绩效指标", "权重")
    assert (first.type, first.formula1, first.errorStyle) == ("list", "指标_一级指标_选项", None)  # type: ignore[attr-defined]
    assert (weight.type, weight.errorStyle) == ("decimal", "warning")  # type: ignore[attr-defined]
    people, phone = (validation("其他情况", "内容", FACTS.index(one)) for one in ("编制数", "联系电话"))
    assert (people.type, people.errorStyle) == ("whole", "warning")  # type: ignore[attr-defined]
    assert "单位：人" in people.prompt  # type: ignore[attr-defined]
    assert phone.type is None  # type: ignore[attr-defined]
    facts = book["其他情况"]
    assert facts[cell_of(plan.book.blocks["其他情况"], "事项", 0)].protection.locked
    assert not facts[cell_of(plan.book.blocks["其他情况"], "内容", 0)].protection.locked
    assert facts[cell_of(plan.book.blocks["其他情况"], "内容", FACTS.index("联系电话"))].number_format == "@"
