"""Hidden marks say which column and which rows are what, and nobody meets them otherwise."""

import re
import subprocess
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from generator import api
from generator.expression.block import Block
from generator.expression.excel import column_letters
from generator.model.budget import Department, Unit
from generator.workbook.entry_sheet import BELOW_ROWS
from generator.workbook.marks import AFTER, BEFORE, mark, marked_blocks, read_mark
from generator.workbook.plan import Capacity, WorkbookPlan, plan_workbook
from generator.workbook.writer import write_workbook
from tests.oracles.fixtures import needs_office
from tests.oracles.office import Office
from tests.oracles.stored import Cells, print_areas, stored

UNIT = "青河县水利局"
REGISTERS = {"项目信息", "资金分配", "绩效指标", "其他情况", "部门概况", "文字说明", "名词解释"}
LISTS = {"单位信息", "收入录入", "支出录入", "上年数", *REGISTERS}
Cell = tuple[str, int, int]
"""Sheet, row and column, from 0."""


@pytest.fixture(scope="module")
def plan() -> WorkbookPlan:
    layout = api.load_layout("xinjiang", 2024)
    registers = tuple((register.name, len(register.rows) or 10) for register in layout.registers)
    room = Capacity(items=12, income=10, units=5, previous=10, registers=registers)
    return plan_workbook(Department(UNIT, 2024, (Unit(UNIT),)), layout, room)


@pytest.fixture(scope="module")
def written(plan: WorkbookPlan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("marks") / "book.xlsx"
    write_workbook(plan, path)
    return path


@pytest.fixture(scope="module")
def found(written: Path) -> dict[tuple[str, str], Cell]:
    return marks_in(stored(written))


@pytest.fixture(scope="module")
def opened(written: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(written)


def marks_in(cells: Cells) -> dict[tuple[str, str], Cell]:
    """Where each mark stands; each stands in one cell only."""
    marks: dict[tuple[str, str], Cell] = {}
    for sheet, rows in cells.items():
        for address, cell in rows.items():
            meant = read_mark(cell.value) if isinstance(cell.value, str) else None
            if meant is not None:
                assert meant not in marks
                letters = address.rstrip("0123456789")
                row = int(address.removeprefix(letters)) - 1
                marks[meant] = (sheet, row, openpyxl.utils.column_index_from_string(letters) - 1)
    return marks


def blocks(plan: WorkbookPlan) -> list[Block]:
    return [plan.book.blocks[name] for name in sorted(marked_blocks(plan.layout))]


@pytest.mark.parametrize(
    "meant",
    [
        ("支出录入", "金额"),
        ("表7", "资本性支出（基本建设）"),
        ("表1·收入/支出", "100%/25%2F"),
        ("校验", BEFORE),
    ],
)
def test_a_mark_is_read_as_it_was_made(meant: tuple[str, str]) -> None:
    assert read_mark(mark(*meant)) == read_mark(f" {mark(*meant)}\n") == meant


@pytest.mark.parametrize(
    "text", ["", "budgetbook", "budgetbook/支出录入", "budgetbook//金额", "a/b/c", "金额"]
)
def test_other_texts_are_no_marks(text: str) -> None:
    assert read_mark(text) is None


def test_every_entry_sheet_table_and_check_is_marked(plan: WorkbookPlan) -> None:
    sheets = {block.sheet for block in blocks(plan)}
    assert sheets == LISTS | set(plan.layout.tables) | {"校验"}


def test_every_column_of_a_block_is_marked_in_that_column(
    plan: WorkbookPlan, found: dict[tuple[str, str], Cell]
) -> None:
    for block in blocks(plan):
        for column in block.columns.values():
            sheet, row, position = found[block.name, column.name]
            assert (sheet, position) == (block.sheet, column.position)
            assert row >= block.top + block.rows


def test_the_rows_around_a_block_are_marked(plan: WorkbookPlan, found: dict[tuple[str, str], Cell]) -> None:
    for block in blocks(plan):
        before, after = found[block.name, BEFORE], found[block.name, AFTER]
        assert before == (block.sheet, block.top - 1, before[2])
        assert after == (block.sheet, block.top + block.rows, before[2])


def test_each_fact_is_marked_in_its_row(plan: WorkbookPlan, found: dict[tuple[str, str], Cell]) -> None:
    facts = {name: row for (block, name), (_, row, _) in found.items() if block == "部门"}
    assert list(facts) == ["名称", "编码", "年度", "级别", "编制日期"]
    assert facts == {name: plan.book.blocks[f"部门·{name}"].top for name in facts}


def test_marks_stand_in_hidden_rows_and_columns_that_hold_nothing_else(
    plan: WorkbookPlan, found: dict[tuple[str, str], Cell], opened: openpyxl.Workbook
) -> None:
    for (block, name), (sheet, row, column) in found.items():
        at_end = name in (BEFORE, AFTER) or block == "部门"
        hidden = is_hidden(opened[sheet], column) if at_end else opened[sheet].row_dimensions[row + 1].hidden
        assert hidden, f"{sheet} {block} {name}"
        for other in plan.book.blocks.values():
            across = {each.position for each in other.columns.values()}
            inside = other.sheet == sheet and other.top <= row < other.top + other.rows and column in across
            assert not inside, f"{block} {name} stands in {other.name}"


def is_hidden(sheet: Worksheet, column: int) -> bool:
    return any(
        each.hidden and each.min <= column + 1 <= each.max for each in sheet.column_dimensions.values()
    )


def test_no_column_that_people_use_is_hidden(plan: WorkbookPlan, opened: openpyxl.Workbook) -> None:
    for sheet in plan.sheets:
        if not sheet.hidden:
            shown = range(sheet.page.last_column + 1)
            assert not [place for place in shown if is_hidden(opened[sheet.name], place)]


@pytest.mark.parametrize("sheet", sorted(LISTS))
def test_on_lists_the_marks_stand_below_what_is_watched(
    sheet: str, plan: WorkbookPlan, found: dict[tuple[str, str], Cell]
) -> None:
    block = plan.book.blocks[sheet]
    rows = {row for (of, name), (_, row, _) in found.items() if of == sheet and name in block.columns}
    assert rows == {block.top + block.rows + BELOW_ROWS}
    watched = plan.book.blocks.get(f"{sheet}·区外")
    assert watched is None or max(rows) == watched.top + watched.rows


def test_sorting_and_filtering_a_list_leaves_the_marks_alone(
    plan: WorkbookPlan, found: dict[tuple[str, str], Cell], opened: openpyxl.Workbook
) -> None:
    """Spreadsheets take all that adjoins for one list: a blank column lies between."""
    for sheet in sorted(LISTS):
        blocks = [block for block in plan.book.blocks.values() if block.sheet == sheet]
        column = found[sheet, BEFORE][2]
        assert column == max(each.position for block in blocks for each in block.columns.values()) + 2
        blank = column_letters(column - 1)
        assert [cell.value for cell in opened[sheet][blank] if cell.value is not None] == []


@pytest.mark.parametrize("sheet", sorted(LISTS - {"上年数", "其他情况"}))  # whose rows are fixed
def test_rows_of_entries_can_still_be_deleted(
    sheet: str, plan: WorkbookPlan, found: dict[tuple[str, str], Cell], opened: openpyxl.Workbook
) -> None:
    """Excel deletes a row of a protected sheet when all its cells are open, those not in use included."""
    column = found[sheet, BEFORE][2]
    marked = next(
        each for each in opened[sheet].column_dimensions.values() if each.min <= column + 1 <= each.max
    )
    assert not marked.protection.locked
    first = opened[sheet][plan.book.blocks[sheet].top + 1]
    assert [cell.coordinate for cell in first if cell.has_style and cell.protection.locked] == []


def test_marks_themselves_are_locked(found: dict[tuple[str, str], Cell], opened: openpyxl.Workbook) -> None:
    cells = [opened[sheet].cell(row + 1, column + 1) for sheet, row, column in found.values()]
    assert all(cell.protection.locked for cell in cells)


@pytest.mark.parametrize("sheet", sorted(LISTS))
def test_what_is_printed_of_a_list_ends_with_its_last_row(
    sheet: str, plan: WorkbookPlan, written: Path
) -> None:
    block = plan.book.blocks[sheet]
    assert print_areas(written)[sheet].endswith(f"${block.top + block.rows}")


@needs_office
@pytest.mark.xdist_group("libreoffice")
class TestInLibreOffice:
    def test_no_mark_is_printed_and_none_costs_a_page(
        self, office: Office, written: Path, tmp_path: Path
    ) -> None:
        sheets = [*sorted(LISTS), "表1", "表4", "表10"]
        assert set(sheets) == {name for name, area in print_areas(written).items() if "INDEX" not in area}
        with office.open(written) as document:
            document.export_pdf(tmp_path / "printed.pdf", sheets)
        printed = (tmp_path / "printed.pdf").read_bytes()
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == len(sheets)
        command = ["pdftotext", str(tmp_path / "printed.pdf"), "-"]
        text = subprocess.run(command, check=True, capture_output=True).stdout.decode()
        assert "budgetbook/" not in text
        assert "功能分类科目编码" in text

    def test_marks_stay_hidden_and_with_their_rows_and_columns(
        self, office: Office, written: Path, tmp_path: Path, found: dict[tuple[str, str], Cell]
    ) -> None:
        with office.open(written) as document:
            document.save_as(tmp_path / "saved.xlsx")
            document.insert_rows("支出录入", 9, 3)
            document.delete_rows("支出录入", 15)
            document.save_as(tmp_path / "edited.xlsx")
        assert marks_in(stored(tmp_path / "saved.xlsx")) == found
        book = openpyxl.load_workbook(tmp_path / "saved.xlsx")
        sheet, row, column = found["支出录入", "金额"]
        assert book[sheet].row_dimensions[row + 1].hidden
        assert is_hidden(book["表1"], found["表1·支出", AFTER][2])
        assert not is_hidden(book[sheet], column)
        now = marks_in(stored(tmp_path / "edited.xlsx"))
        moved = {meant for meant in found if meant[0] == "支出录入" and meant[1] != BEFORE}
        assert len(moved) > 10
        for meant, (sheet, row, column) in found.items():
            assert now[meant] == (sheet, row + 2 * (meant in moved), column)
