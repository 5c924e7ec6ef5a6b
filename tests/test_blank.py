"""A blank (空白表) shows no figure, no error and no alarm before anybody has filled anything in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator import api
from generator.expression.excel import column_letters
from generator.model.budget import Department, IncomeEntry, LineItem, Unit
from generator.workbook.plan import WorkbookPlan, plan_workbook
from generator.workbook.sheet import Sheet
from generator.workbook.writer import write_workbook
from tests.oracles.display import displayed
from tests.oracles.fixtures import needs_office
from tests.oracles.ironcalc_oracle import disagreements
from tests.oracles.office import Document, Office
from tests.oracles.stored import Cells, Fault, sheet_states, stored
from tests.printed import FIRST_ROWS, rows_of

LAYOUT = api.load_layout("xinjiang", 2024)
NAME, UNITS = "青河县水利局", (Unit("青河县水利局", "316001", "行政单位"), Unit("青河县河道管理站"))
ITEMS = (
    LineItem(NAME, "2130301", "30101", "基本支出", "", "一般财力", None),
    LineItem("青河县河道管理站", "2130306", "30213", "项目支出", "河道维修", "一般财力", None),
)
INCOME = (IncomeEntry(NAME, "一般财力", None),)
BLANKS = {
    "for anybody": Department("", 2024, ()),
    "with name and units": Department(NAME, 2024, UNITS, code="316"),
    "with rows whose amounts are to come": Department(NAME, 2024, UNITS, ITEMS, INCOME, code="316"),
}
GROWING = [table.table for table in LAYOUT.tables.values() if table.rows]
LISTS = ("功能分类科目", "经济分类科目", "资金来源", "填报说明")
"""Sheets that show what is given."""


@pytest.fixture(scope="module")
def plans() -> dict[str, WorkbookPlan]:
    return {name: plan_workbook(department, LAYOUT) for name, department in BLANKS.items()}


@pytest.fixture(scope="module")
def blank(plans: dict[str, WorkbookPlan], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The file of a blank, written once."""
    folder, written = tmp_path_factory.mktemp("blanks"), dict[str, Path]()

    def write(name: str) -> Path:
        if name not in written:
            written[name] = folder / f"{name}.xlsx"
            write_workbook(plans[name], written[name])
        return written[name]

    return write


@pytest.fixture(scope="module")
def cells(blank: Callable[[str], Path]) -> Callable[[str], Cells]:
    read: dict[str, Cells] = {}

    def of(name: str) -> Cells:
        if name not in read:
            read[name] = stored(blank(name))
        return read[name]

    return of


def visible(path: Path) -> list[str]:
    return [sheet for sheet, state in sheet_states(path).items() if state == "visible"]


def in_hidden_column(address: str, sheet: Sheet) -> bool:
    letters = address.rstrip("0123456789")
    first, last = sheet.hidden_columns or (0, -1)
    return letters in {column_letters(position) for position in range(first, last + 1)}


@pytest.mark.parametrize("name", BLANKS)
def test_no_cell_holds_an_error(name: str, cells: Callable[[str], Cells]) -> None:
    faults = [
        f"{sheet}!{address}"
        for sheet, rows in cells(name).items()
        for address, cell in rows.items()
        if isinstance(cell.value, Fault)
    ]
    assert faults == []


@pytest.mark.parametrize("name", BLANKS)
def test_no_zero_is_shown_where_nothing_was_entered(
    name: str, plans: dict[str, WorkbookPlan], cells: Callable[[str], Cells]
) -> None:
    """Only the check sheet, which compares figures, shows that both are nothing."""
    zeros = [
        f"{sheet.name}!{address} {text}"
        for sheet in plans[name].sheets
        if not sheet.hidden and sheet.name not in (*LISTS, "校验")
        for address, cell in cells(name)[sheet.name].items()
        if not in_hidden_column(address, sheet)
        and (text := displayed(cell.value, cell.number_format)) in ("0", "0.00", "-0.00", "FALSE")
    ]
    assert zeros == []


@pytest.mark.parametrize("name", BLANKS)
def test_no_sign_of_alarm_is_shown(
    name: str, blank: Callable[[str], Path], cells: Callable[[str], Cells]
) -> None:
    alarms = [
        f"{sheet}!{address} {cell.value}"
        for sheet in visible(blank(name))
        for address, cell in cells(name)[sheet].items()
        if cell.formula is not None and isinstance(cell.value, str) and set("✘▲▶") & set(cell.value[:1])
    ]
    assert alarms == []


@pytest.mark.parametrize("name", BLANKS)
def test_every_light_says_that_nothing_was_entered(name: str, cells: Callable[[str], Cells]) -> None:
    shown = cells(name)
    assert shown["封面"]["B12"].value == shown["校验"]["A4"].value == "○ 还没有录入"
    lights = {cell.value for address, cell in shown["目录"].items() if address[0] == "D" and cell.formula}
    assert lights == {"○ 还没有录入", ""}
    assert shown["封面"]["C18"].value == "（录入后显示）"


@pytest.mark.parametrize("name", BLANKS)
@pytest.mark.parametrize("table", FIRST_ROWS)
def test_a_table_without_rows_says_so_in_words(
    table: str, name: str, cells: Callable[[str], Cells], plans: dict[str, WorkbookPlan]
) -> None:
    sheet, definition = cells(name)[table], LAYOUT.tables[table]
    who = BLANKS[name].name or "本部门"
    sentence = definition.empty.replace("{部门}", who).replace("{年度}", "2024")
    shown = "" if "A5" not in sheet else sheet["A5"].value
    assert (shown or "") == sentence
    figures = [text for row in rows_of(sheet, table) for text in row if text.replace(",", "").isdigit()]
    assert figures == []
    if table in GROWING:
        assert rows_of(sheet, table) == []


def test_rows_that_wait_for_their_amounts_say_so_and_count_as_to_come(cells: Callable[[str], Cells]) -> None:
    shown = cells("with rows whose amounts are to come")
    assert shown["支出录入"]["K7"].value == shown["支出录入"]["K8"].value == "○ 还没有填金额"
    assert shown["收入录入"]["D7"].value == "○ 还没有填金额"
    assert shown["支出录入"]["C7"].value == "行政运行"
    assert "○ 2 行待填金额" in str(shown["支出录入"]["A4"].value)
    assert str(shown["支出录入"]["A4"].value).endswith("；✔ 没有要处理的行。")


@pytest.mark.parametrize("name", ["for anybody", "with rows whose amounts are to come"])
def test_ironcalc_computes_the_same(name: str, blank: Callable[[str], Path]) -> None:
    assert disagreements(blank(name)) == []


@needs_office
@pytest.mark.xdist_group("libreoffice")
class TestInLibreOffice:
    @pytest.mark.parametrize("name", BLANKS)
    def test_it_shows_the_same_after_computing_everything(
        self, name: str, office: Office, blank: Callable[[str], Path], cells: Callable[[str], Cells]
    ) -> None:
        with office.open(blank(name)) as document:
            document.recalculate_all()
            for sheet in visible(blank(name)):
                assert differing(document, sheet, cells(name)) == []


def differing(document: Document, sheet: str, cells: Cells) -> list[str]:
    """The cells of a sheet that LibreOffice shows in another way than the stored values say."""
    rows = {address: cell for address, cell in cells[sheet].items() if cell.formula is not None}
    if not rows:
        return []
    last = max(int(address.lstrip(LETTERS)) for address in rows)
    texts = document.texts(sheet, f"A1:Z{last}")
    return [
        f"{sheet}!{address} {text!r}"
        for address, cell in rows.items()
        if len(letters := address.rstrip("0123456789")) == 1
        and (text := texts[int(address[1:]) - 1][LETTERS.index(letters)])
        != displayed(cell.value, cell.number_format)
    ]


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
