"""A workbook planned from what a person typed holds just that, and computes what programs would."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from generator import api
from generator.checks.report import Verdict, report_of
from generator.expression.nodes import Value
from generator.model.budget import Department, Unit
from generator.workbook.contents import (
    INCOME_FIELDS,
    ITEM_FIELDS,
    PREVIOUS_FIELDS,
    UNIT_FIELDS,
    Contents,
    EntryRows,
    contents_of,
)
from generator.workbook.plan import Capacity, CapacityError, WorkbookPlan, plan_workbook
from generator.workbook.writer import write_workbook
from tests.oracles.fixtures import needs_office
from tests.oracles.ironcalc_oracle import disagreements
from tests.oracles.office import Office
from tests.oracles.stored import stored
from tests.workbook.rich_department import rich_department

UNIT = "青河县水利局"
LAYOUT = api.load_layout("xinjiang", 2024)
ROOM = Capacity(items=90, income=20, units=8, previous=10)
SOUND: dict[str, Value] = {
    "单位": UNIT,
    "功能": "2130301",
    "经济": "30201",
    "支出类型": "项目支出",
    "项目": "河道维修",
    "资金来源": "一般财力",
    "金额": Decimal("1234.00"),
}
READY = "✔"
NO_AMOUNT, NO_CODE = "✘ 金额不是数字", "✘ 功能分类科目编码应为 7 位数字"
SIGNS = "_x0041_\x07"
"""As XML cannot hold it: a bell, and what would be read as the number of a sign."""
STRANGE: list[tuple[str, Value, str]] = [
    ("金额", "abc", NO_AMOUNT),
    ("金额", "#N/A", NO_AMOUNT),
    ("金额", "=1+1", NO_AMOUNT),
    ("金额", "-1,234.50", READY),
    ("金额", "１２３４．５元", READY),
    ("金额", "(5)", READY),
    ("金额", "1e5", READY),
    ("金额", "1_000", NO_AMOUNT),
    ("金额", "inf", NO_AMOUNT),
    ("金额", "٣", NO_AMOUNT),
    ("金额", 1234, READY),
    ("金额", Decimal("45347"), READY),
    ("金额", Decimal("0.005"), "✘ 金额最多两位小数"),
    ("金额", Decimal("123456789012.34"), READY),
    ("金额", " \n", "○ 还没有填金额"),
    ("功能", 2130301, READY),
    ("功能", Decimal(2130301), READY),
    ("功能", "２１３０３０１　行政运行", READY),
    ("功能", "2130301\x07", READY),
    ("功能", Decimal("2130301.5"), NO_CODE),
    ("功能", True, NO_CODE),
    ("功能", "#REF!", NO_CODE),
    ("功能", "=A1", NO_CODE),
    ("功能", "<b>&\"'", NO_CODE),
    ("单位", "a" * 500, "✘ “单位信息”表中没有这个单位"),
    ("支出类型", None, "✘ 支出类型请选择"),
    ("项目", "+河道\x0b维修", READY),
    ("资金来源", Decimal(5), "✘ 资金来源不在列表中"),
    ("备注", SIGNS, READY),
]
"""What was typed in a field of a row that is sound otherwise, and how the hint of the row begins."""


def row(**typed: Value) -> tuple[Value, ...]:
    values = SOUND | typed
    return tuple(values.get(field) for field in ITEM_FIELDS)


TYPED = Contents(
    facts={"名称": UNIT, "编码": Decimal(316), "年度": 2024, "级别": "部门", "编制日期": Decimal(45347)},
    units=EntryRows(UNIT_FIELDS, ((Decimal(316001), UNIT, "行政单位"), (None, "@二中心", False))),
    income=EntryRows(INCOME_FIELDS, ((UNIT, "一般财力", "十万"), (UNIT, "一般财力", Decimal("0.1")))),
    items=EntryRows(ITEM_FIELDS, tuple(row(**{field: value}) for field, value, _ in STRANGE)),
    previous=EntryRows(PREVIOUS_FIELDS, (("收入总计", None, "5"), ("没有这一项", Decimal(205), "abc"))),
)
WHO = Department(UNIT, 2024, (Unit(UNIT),))


@pytest.fixture(scope="module")
def plan() -> WorkbookPlan:
    return plan_workbook(WHO, LAYOUT, ROOM, contents=TYPED)


@pytest.fixture(scope="module")
def written(plan: WorkbookPlan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("contents") / "typed.xlsx"
    write_workbook(plan, path)
    return path


def test_what_is_made_from_a_department_is_what_stands_there_without(tmp_path: Path) -> None:
    department, contents = rich_department(), contents_of(rich_department(), LAYOUT)
    write_workbook(plan_workbook(department, LAYOUT, ROOM), tmp_path / "department.xlsx")
    write_workbook(plan_workbook(department, LAYOUT, ROOM, contents=contents), tmp_path / "contents.xlsx")
    assert (tmp_path / "department.xlsx").read_bytes() == (tmp_path / "contents.xlsx").read_bytes()


@pytest.mark.parametrize("field", ITEM_FIELDS)
def test_typed_cells_hold_exactly_what_was_typed(field: str, plan: WorkbookPlan) -> None:
    held = plan.evaluation.column("支出录入", field)
    typed = [each[ITEM_FIELDS.index(field)] for each in TYPED.items.rows]
    assert held[: len(typed)] == typed
    assert [type(value) for value in held[: len(typed)]] == [type(value) for value in typed]
    assert set(held[len(typed) :]) == {None}


def test_every_list_and_fact_is_taken_as_it_is(plan: WorkbookPlan) -> None:
    for name, value in TYPED.facts.items():
        assert plan.evaluation.value(f"部门·{name}", name) == value
    for block, rows in (("单位信息", TYPED.units), ("收入录入", TYPED.income), ("上年数", TYPED.previous)):
        columns = [plan.evaluation.column(block, field)[: len(rows.rows)] for field in rows.fields]
        assert list(zip(*columns, strict=True)) == list(rows.rows)


@pytest.mark.parametrize("place", range(len(STRANGE)))
def test_the_hint_says_what_is_wrong_with_the_row(place: int, plan: WorkbookPlan) -> None:
    hint = plan.evaluation.column("支出录入", "提示")[place]
    assert str(hint).startswith(STRANGE[place][2])


def test_the_file_holds_texts_as_texts_and_numbers_as_numbers(plan: WorkbookPlan, written: Path) -> None:
    sheet = openpyxl.load_workbook(written)["支出录入"]
    top = plan.book.blocks["支出录入"].top + 1
    cells = {
        place: sheet.cell(top + place, 9) for place, (field, _, _) in enumerate(STRANGE) if field == "金额"
    }
    assert all(cell.data_type != "f" for cell in cells.values())
    assert {place: cell.data_type for place, cell in cells.items()} == {
        place: "s" if isinstance(STRANGE[place][1], str) else "n" for place in cells
    }
    assert cells[2].value == "=1+1"


def test_an_independent_engine_computes_the_same(written: Path) -> None:
    assert disagreements(written) == []


@needs_office
@pytest.mark.xdist_group("libreoffice")
def test_libreoffice_shows_the_same_hints_and_lights(
    office: Office, plan: WorkbookPlan, written: Path
) -> None:
    cells = stored(written)
    top = plan.book.blocks["支出录入"].top + 1
    last = top + len(STRANGE) - 1
    with office.open(written) as document:
        document.recalculate_all()
        hints = [text for (text,) in document.texts("支出录入", f"K{top}:K{last}")]
        assert hints == [cells["支出录入"][f"K{line}"].value for line in range(top, last + 1)]
        assert document.text("支出录入", f"J{last}") == SIGNS
        for sheet, cell in (("封面", "B12"), ("校验", "D4"), ("收入录入", "A4"), ("单位信息", "A11")):
            assert document.text(sheet, cell) == (cells[sheet][cell].value or "")


def test_capacity_follows_the_rows_of_the_contents() -> None:
    many = replace(TYPED, items=EntryRows(ITEM_FIELDS, (row(),) * 400))
    planned = plan_workbook(WHO, LAYOUT, contents=many)
    assert planned.book.blocks["支出录入"].rows == Capacity.for_contents(many).items == 550
    with pytest.raises(CapacityError) as refused:
        plan_workbook(WHO, LAYOUT, ROOM, contents=many)
    assert (refused.value.what, refused.value.wanted, refused.value.limit) == ("支出明细", 400, 90)


def test_fields_that_were_not_there_are_blank() -> None:
    less = Contents(items=EntryRows(("金额",), ((Decimal(5),),)))
    planned = plan_workbook(WHO, LAYOUT, ROOM, contents=less)
    assert planned.evaluation.column("支出录入", "金额")[:2] == [5, None]
    assert set(planned.evaluation.column("支出录入", "功能")) == {None}
    assert planned.evaluation.value("部门·名称", "名称") is None


def test_a_reason_stands_beside_its_check_and_counts_as_explained() -> None:
    department = rich_department()
    spent = replace(department, items=department.items[:-1])
    before = report_of(plan_workbook(spent, LAYOUT))
    wanting = [result.id for result in before.warnings]
    assert wanting
    contents = replace(contents_of(spent, LAYOUT), reasons=dict.fromkeys(wanting, "=上年已安排"))
    planned = plan_workbook(spent, LAYOUT, contents=contents)
    checks = dict(
        zip(
            planned.evaluation.column("校验", "编号"),
            planned.evaluation.column("校验", "原因（可填写）"),
            strict=True,
        )
    )
    assert {id_ for id_, reason in checks.items() if reason is not None} == set(wanting)
    assert {checks[id_] for id_ in wanting} == {"=上年已安排"}
    summary = str(planned.evaluation.value("总灯", "汇总"))
    assert f"提醒 {len(wanting)} 项（已说明 {len(wanting)} 项）" in summary
    verdicts = {result.id: result.verdict for result in report_of(planned).results}
    assert {verdicts[id_] for id_ in wanting} == {Verdict.BROKEN}


def test_numbers_too_large_to_round_do_not_stop_the_plan(tmp_path: Path) -> None:
    amounts: list[Value] = [Decimal("1E+300"), Decimal("-1E+40"), "1E+999999", "1e-999999", "9" * 400]
    items = EntryRows(ITEM_FIELDS, tuple(row(金额=amount) for amount in amounts))
    typed = Contents(units=TYPED.units, items=items)
    planned = plan_workbook(WHO, LAYOUT, Capacity(10, 5, 5, 5), contents=typed)
    write_workbook(planned, tmp_path / "large.xlsx")
    hints = [str(hint) for hint in planned.evaluation.column("支出录入", "提示")[: len(amounts)]]
    assert [hint.startswith(NO_AMOUNT) for hint in hints] == [False, False, True, False, True]
    assert float(openpyxl.load_workbook(tmp_path / "large.xlsx")["支出录入"]["I7"].value) == 1e300


@pytest.mark.parametrize(
    ("rows", "room"), [(60, (300, 949)), (80_000, (90_000, 949)), (95_000, (95_000, 950))]
)
def test_ample_room_ends_where_a_workbook_ends(rows: int, room: tuple[int, int]) -> None:
    units = 940 if rows < 90_000 else 950
    ample = Capacity.ample(rows, rows, units, rows)
    assert (ample.items, ample.units) == room
