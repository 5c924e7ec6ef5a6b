"""What a person types or pastes into a cell is taken as what it means, or flagged in words."""

from decimal import Decimal
from pathlib import Path

import pytest

from generator import api
from generator.model.budget import Department, Unit
from generator.workbook.plan import Capacity, WorkbookPlan, plan_workbook
from generator.workbook.writer import write_workbook
from tests.oracles.fixtures import needs_office
from tests.oracles.office import Office
from tests.oracles.stored import Value
from tests.workbook.live_workbook import Address, LiveWorkbook, Typed, cell_of, retyped

UNIT = "青河县水利局"
NBSP, ZERO_WIDTH = "\u00a0", "\u200b"
RIGHT: dict[str, Typed] = {
    "A": UNIT,
    "B": "2130301",
    "D": "30201",
    "F": "项目支出",
    "G": "河道维修",
    "H": "一般财力",
    "I": 1234,
}
NOT_A_NUMBER = "✘ 金额不是数字，请只填数字（改好前这一行不计入）"
NOT_A_CODE = "✘ 功能分类科目编码应为 7 位数字（项级）（改好前这一行不计入）"
NOT_AN_ECONOMIC_CODE = "✘ 经济分类科目编码应为 5 位数字（款级）（改好前这一行不计入）"


@pytest.fixture(scope="module")
def plan() -> WorkbookPlan:
    units = (Unit(UNIT, "316001", "行政单位"),)
    room = Capacity(items=20, income=5, units=5)
    return plan_workbook(Department(UNIT, 2024, units), api.load_layout("xinjiang", 2024), room)


@pytest.fixture(scope="module")
def live(plan: WorkbookPlan) -> LiveWorkbook:
    return LiveWorkbook(plan)


def shown(plan: WorkbookPlan, live: LiveWorkbook, **typed: Typed) -> tuple[Value, Value, Value]:
    """The name of the function code, the fen that count and the hint; both engines must agree."""
    entries: dict[Address, Typed] = {
        ("支出录入", f"{letters}7"): value for letters, value in (RIGHT | typed).items()
    }
    ours = retyped(plan, entries).evaluation
    with live.typed(entries):
        found = (
            live.value("支出录入", "C7"),
            live.value(*fen_cell(plan)),
            live.value("支出录入", "K7"),
        )
    computed = (
        ours.column("支出录入", "功能名称")[0],
        ours.column("明细", "分")[0],
        ours.column("支出录入", "提示")[0],
    )
    assert computed == found
    return found


def fen_cell(plan: WorkbookPlan) -> Address:
    return "明细", cell_of(plan.book.blocks["明细"], "分", 0)


CODES: list[Typed] = [
    "2130301",
    2130301,
    "２１３０３０１",
    "2130301 行政运行",
    "２１３０３０１　行政运行",
    " 2130301 ",
    f"2130301{NBSP}行政运行",
    f"{NBSP}2130301",
    f"{ZERO_WIDTH}2130301{ZERO_WIDTH}",
    "2130301\n",
    "\t2130301\t",
    "2130301  行政运行",
    "\u30002130301",
]
NO_CODES: list[Typed] = [
    "21303",
    "213030",
    "21303011",
    "行政运行",
    "abc",
    "行政运行 2130301",
    "213030.1",
    -2130301,
]


@pytest.mark.parametrize("code", CODES)
def test_function_codes_are_understood(code: Typed, plan: WorkbookPlan, live: LiveWorkbook) -> None:
    assert shown(plan, live, B=code) == ("行政运行", 123_400, "✔")


@pytest.mark.parametrize("code", NO_CODES)
def test_what_is_no_function_code_is_flagged(code: Typed, plan: WorkbookPlan, live: LiveWorkbook) -> None:
    assert shown(plan, live, B=code) == ("", 0, NOT_A_CODE)


@pytest.mark.parametrize(
    "code", ["30201", 30201, "３０２０１", "30201 办公费", f"30201{NBSP}办公费", "\t30201"]
)
def test_economic_codes_are_understood(code: Typed, plan: WorkbookPlan, live: LiveWorkbook) -> None:
    assert shown(plan, live, D=code) == ("行政运行", 123_400, "✔")


@pytest.mark.parametrize("code", ["302", "3020101", "办公费"])
def test_what_is_no_economic_code_is_flagged(code: Typed, plan: WorkbookPlan, live: LiveWorkbook) -> None:
    assert shown(plan, live, D=code)[1:] == (0, NOT_AN_ECONOMIC_CODE)


AMOUNTS: dict[Typed, int] = {
    Decimal("1234.50"): 123_450,
    "1234.50": 123_450,
    "1,234.50": 123_450,
    "１２３４．５０": 123_450,
    "１，２３４．５０": 123_450,
    "1234.50元": 123_450,
    "1,234.50 元": 123_450,
    "¥1,234.50": 123_450,
    "￥1，234.50": 123_450,
    "￥ 1,234.50": 123_450,
    "(1,234.50)": -123_450,
    "（1，234.50）": -123_450,
    "-1,234.50": -123_450,
    f"1{NBSP}234.50": 123_450,
    "\u30001234.50\u3000": 123_450,
    f"{ZERO_WIDTH}1234.50": 123_450,
    " 1234.5 ": 123_450,
    "\t1234.50\n": 123_450,
    "0": 0,
    "12,345,678,901.23": 1_234_567_890_123,
}


@pytest.mark.parametrize("amount", AMOUNTS)
def test_amounts_are_understood(amount: Typed, plan: WorkbookPlan, live: LiveWorkbook) -> None:
    assert shown(plan, live, I=amount) == ("行政运行", AMOUNTS[amount], "✔")


NO_AMOUNTS = ["12万元", "12万", "abc", "约1234", "1234.50.1", "一千元", "元", "-"]


@pytest.mark.parametrize("amount", NO_AMOUNTS)
def test_what_is_no_amount_is_flagged(amount: Typed, plan: WorkbookPlan, live: LiveWorkbook) -> None:
    assert shown(plan, live, I=amount) == ("行政运行", 0, NOT_A_NUMBER)


def test_an_amount_with_more_than_two_decimals_is_flagged(plan: WorkbookPlan, live: LiveWorkbook) -> None:
    hint = "✘ 金额最多两位小数，请四舍五入到分"
    assert shown(plan, live, I="1,234.505") == ("行政运行", 123_451, hint)


@pytest.mark.parametrize("amount", [None, "", "  ", NBSP, ZERO_WIDTH, "\u3000"])
def test_an_amount_of_blanks_is_still_to_come(amount: Typed, plan: WorkbookPlan, live: LiveWorkbook) -> None:
    assert shown(plan, live, I=amount) == ("行政运行", 0, "○ 还没有填金额")


@pytest.mark.parametrize("column", ["A", "F", "G", "H"])
@pytest.mark.parametrize(
    "around", ["\u3000\u3000{}", " {} ", f"{NBSP}{{}}{NBSP}", f"{{}}{ZERO_WIDTH}", "\t{}\n"]
)
def test_blanks_around_words_do_not_matter(
    column: str, around: str, plan: WorkbookPlan, live: LiveWorkbook
) -> None:
    assert shown(plan, live, **{column: around.format(RIGHT[column])}) == ("行政运行", 123_400, "✔")


def test_a_unit_written_with_blanks_on_the_unit_sheet_is_the_same_unit(
    plan: WorkbookPlan, live: LiveWorkbook
) -> None:
    unit: dict[Address, Typed] = {("单位信息", "B13"): f" {UNIT}{NBSP}"}
    entries = unit | {("支出录入", f"{letters}7"): value for letters, value in RIGHT.items()}
    with live.typed(entries):
        assert live.value("支出录入", "K7") == "✔"
    assert retyped(plan, entries).evaluation.column("支出录入", "提示")[0] == "✔"


@needs_office
@pytest.mark.xdist_group("libreoffice")
def test_libreoffice_takes_what_was_pasted_as_the_same(
    plan: WorkbookPlan, office: Office, tmp_path: Path
) -> None:
    pasted: list[tuple[str, Typed, tuple[str, int, str]]] = [
        *(("B", code, ("行政运行", 123_400, "✔")) for code in CODES),
        *(("B", code, ("", 0, NOT_A_CODE)) for code in NO_CODES),
        *(("I", amount, ("行政运行", fen, "✔")) for amount, fen in AMOUNTS.items()),
        *(("I", amount, ("行政运行", 0, NOT_A_NUMBER)) for amount in NO_AMOUNTS),
        *(("A", f"{blank}{UNIT}{blank}", ("行政运行", 123_400, "✔")) for blank in " \t\n\u00a0\u200b\u3000"),
    ]
    path = tmp_path / "pasted.xlsx"
    room = Capacity(items=len(pasted), income=5, units=5)
    wide = plan_workbook(plan.department, plan.layout, room)
    write_workbook(wide, path)
    fen = cell_of(wide.book.blocks["明细"], "分", 0).rstrip("0123456789")
    with office.open(path) as document:
        for row, (column, value, _) in enumerate(pasted, start=7):
            for letters, right in (RIGHT | {column: value}).items():
                as_number = isinstance(right, int | Decimal)
                document.paste_value("支出录入", f"{letters}{row}", float(right) if as_number else right)
        document.recalculate_all()
        names = document.texts("支出录入", f"C7:C{6 + len(pasted)}")
        counted = [document.value("明细", f"{fen}{row}") for row in range(2, 2 + len(pasted))]
        hints = document.texts("支出录入", f"K7:K{6 + len(pasted)}")
    found = [(name[0], fen_, hint[0]) for name, fen_, hint in zip(names, counted, hints, strict=True)]
    wanted = [expected for _, _, expected in pasted]
    differ = [(p[1], f, w) for p, f, w in zip(pasted, found, wanted, strict=True) if f != w]
    assert differ == []
