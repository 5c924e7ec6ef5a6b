"""A blank workbook that somebody fills in becomes the workbook that the program builds from the data."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator import api
from generator.expression.evaluate import Evaluation
from generator.layout.layout_set import LayoutSet
from generator.model.budget import Department
from generator.workbook import check_code
from generator.workbook import plan as plan_module
from generator.workbook.plan import Capacity, WorkbookPlan, plan_workbook
from tests.conftest import SAMPLES, SAMPLES_FOLDER
from tests.keyboard import AMOUNTS, Rows, keystrokes
from tests.oracles.fixtures import needs_office
from tests.oracles.office import Document, Office
from tests.oracles.stored import StoredCell, Value
from tests.printed import (
    FIRST_ROWS,
    FOOT,
    WIDTHS,
    Printed,
    foot,
    golden_rows,
    is_mark,
    rows_of,
    without_trailing_blanks,
)
from tests.strategies import departments
from tests.strategies import layout as small_layout
from tests.workbook.live_workbook import Address, LiveWorkbook, Typed, cell_of

GOLDEN = Path(__file__).parent / "golden" / "bazhou-2024"
TABLES = sorted(FIRST_ROWS, key=lambda table: int(table.removeprefix("表")))


def sample(name: str) -> tuple[Department, LayoutSet]:
    intake, layout = api.read_folder(SAMPLES_FOLDER / name)
    assert intake.department is not None
    return intake.department, layout


def shown(document: Document, table: str) -> Printed:
    """What a table shows now, the check code included."""
    first, last_letter = FIRST_ROWS[table], chr(ord("A") + WIDTHS[table] - 1)
    texts = document.texts(table, f"A{first}:{last_letter}{first + 55}")
    return without_trailing_blanks([row for row in texts if not any(map(is_mark, row))])


@pytest.fixture(scope="module")
def filled(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Document]:
    """A blank for anybody, open in LibreOffice, into which the reference case was typed."""
    department, layout = sample("bazhou-2024")
    path = tmp_path_factory.mktemp("blank") / "blank.xlsx"
    api.build_workbook(Department("", 2024, ()), layout, path)
    with office.open(path) as document:
        assert document.text("封面", "B12") == "○ 还没有录入"
        document.type_all(keystrokes(department, layout))
        document.recalculate_all()
        yield document


@pytest.fixture(scope="module")
def code() -> str:
    """The check code that the program computes from the reference case."""
    return api.check_department(*sample("bazhou-2024")).check_code


@needs_office
@pytest.mark.xdist_group("libreoffice")
class TestTheReferenceCaseTypedInLibreOffice:
    @pytest.mark.parametrize("table", TABLES)
    def test_every_table_prints_as_published(self, table: str, code: str, filled: Document) -> None:
        assert shown(filled, table) == [*golden_rows(GOLDEN, table), foot(table, code)]

    def test_the_cover_shows_the_light_and_the_check_code(self, code: str, filled: Document) -> None:
        assert filled.text("封面", "B12") == filled.text("校验", "A4") == "✔ 全部平衡"
        assert filled.text("封面", "C18") == code
        assert filled.text("封面", "B6") == "新疆巴州人民政府办公室"

    def test_every_row_is_ready(self, filled: Document) -> None:
        rows = {"单位信息": ("D13", "D14"), "收入录入": ("D7", "D9"), "支出录入": ("K7", "K93")}
        for sheet, (first, last) in rows.items():
            hints = [row[0] for row in filled.texts(sheet, f"{first}:{last}")]
            assert set(hints) == {"✔"}


ROOM, LITTLE_ROOM = Capacity(500, 80, 20, 60), Capacity(24, 30, 6, 4)
TABLE_ROWS, FEW_TABLE_ROWS = 100, 45


def blank(layout: LayoutSet, room: Capacity, table_rows: int) -> LiveWorkbook:
    """A blank for anybody, open; its tables have as many rows as told, which engines read faster."""
    patch = pytest.MonkeyPatch()
    patch.setattr(plan_module, "table_rows", lambda *_: table_rows)
    try:
        return LiveWorkbook(plan_workbook(Department("", 2024, ()), layout, room))
    finally:
        patch.undo()


@pytest.fixture(scope="module")
def blank_workbook() -> LiveWorkbook:
    """A blank that has room for every sample."""
    return blank(api.load_layout("xinjiang", 2024), ROOM, TABLE_ROWS)


@pytest.fixture(scope="module")
def small_blank_workbook() -> LiveWorkbook:
    """A blank that has room for every generated department."""
    return blank(small_layout(), LITTLE_ROOM, FEW_TABLE_ROWS)


def scattered(of: int, among: int, chance: Random) -> list[int]:
    """Rows to fill in, in order, with blank rows between them."""
    return sorted(chance.sample(range(among), of))


def fill_in(
    department: Department, layout: LayoutSet, room: Capacity, chance: Random
) -> dict[Address, Typed]:
    """The department typed into a blank, blank rows between the entries."""
    rows = Rows(
        scattered(len(department.units), room.units, chance),
        scattered(len(department.income), room.income, chance),
        scattered(len(department.items), room.items, chance),
    )
    return {
        (sheet, cell): Decimal(text) if cell[0] == AMOUNTS.get(sheet) else text
        for sheet, cell, text in keystrokes(department, layout, rows)
    }


def in_disorder(department: Department, chance: Random) -> Department:
    """The department with its items and its income in another order."""
    items, income = list(department.items), list(department.income)
    chance.shuffle(items)
    chance.shuffle(income)
    return replace(department, items=tuple(items), income=tuple(income))


def built_rows(plan: WorkbookPlan, table: str, live: LiveWorkbook) -> Printed:
    """The rows that the workbook built from the data shows, in the formats of the blank."""
    formats = {address: cell.number_format for address, cell in live.cells(table).items()}
    cells: dict[str, StoredCell] = {}
    for block in plan.book.blocks.values():
        for name in block.columns if block.sheet == table else ():
            for row, value in enumerate(plan.evaluation.column(block.name, name)):
                address = cell_of(block, name, row)
                if address in formats:
                    cells[address] = StoredCell(None, as_stored(value), formats[address])
    return rows_of(cells, table)


def as_stored(value: object) -> Value:
    """A value of our own engine as a file holds it."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    assert value is None or isinstance(value, Decimal | str)
    return value


def verdicts(evaluation: Evaluation) -> dict[str, str]:
    """What each check concludes."""
    columns = (evaluation.column("校验", name) for name in ("编号", "结论"))
    return {str(id_): str(verdict) for id_, verdict in zip(*columns, strict=True)}


def verdicts_shown(live: LiveWorkbook) -> dict[str, str]:
    """What each check of the filled workbook concludes."""
    ids = {cell: value for cell, value in live.written("校验").items() if re.fullmatch(r"A\d+", cell)}
    rows = [cell[1:] for cell, value in ids.items() if int(cell[1:]) > 6 and not is_mark(value)]
    return {str(live.value("校验", f"A{row}")): str(live.value("校验", f"D{row}")) for row in rows}


def is_foot(cell: str) -> bool:
    return cell.startswith(FOOT)


def assert_filled_as_built(
    department: Department, layout: LayoutSet, live: LiveWorkbook, room: Capacity, chance: Random
) -> None:
    """Filled in, in any order, the blank shows what is built from the data, and the same check code."""
    code = plan_workbook(department, layout, room).evaluation.value(check_code.BLOCK, "校验码")
    shuffled = in_disorder(department, chance)
    built = plan_workbook(shuffled, layout, room)
    with live.typed(fill_in(shuffled, layout, room, chance)):
        for table in TABLES:
            rows = rows_of(live.cells(table), table)
            assert rows == built_rows(built, table, live)
            assert [row for row in rows if any(map(is_foot, row))] == (
                [foot(table, str(code))] if code else []
            )
        assert verdicts_shown(live) == verdicts(built.evaluation)
        assert live.value("封面", "B12") == built.evaluation.value("总灯", "总灯")
        assert live.value("封面", "C18") == (code or "（录入后显示）")
    assert live.value("封面", "B12") == "○ 还没有录入"


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_typed_into_a_blank_is_as_built(name: str, blank_workbook: LiveWorkbook) -> None:
    department, layout = sample(name)
    money = replace(department, registers={})  # what is typed here are units, income and expenditure
    assert_filled_as_built(money, layout, blank_workbook, ROOM, Random(name))


@settings(
    max_examples=20,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(department=departments(most_items=12), seed=st.integers(min_value=0, max_value=999))
def test_any_department_typed_into_a_blank_is_as_built(
    department: Department, seed: int, small_blank_workbook: LiveWorkbook
) -> None:
    assert_filled_as_built(department, small_layout(), small_blank_workbook, LITTLE_ROOM, Random(seed))
