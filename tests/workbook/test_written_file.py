"""The file as others open it: formulas only where figures stand, known functions, names, print."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from generator.expression.excel import SPREADSHEET_FUNCTIONS
from generator.workbook.styles import AMOUNT_FORMAT
from tests.conftest import SAMPLES
from tests.oracles.stored import defined_names, print_titles, sheet_states, stored

OFFICIAL = [f"表{number}" for number in range(1, 12)]
HIDDEN = ["单位明细", "收入明细", "明细", "登记明细", "绩效排序", "说明明细", "勾稽"]
REGISTERS = ["项目信息", "资金分配", "绩效指标", "其他情况", "部门概况", "文字说明", "名词解释"]
HEADING_ROWS = {"单位信息": 12, "收入录入": 6, "支出录入": 6}
ENTRY_HEADINGS = {
    "单位信息": ["单位编码", "单位名称", "单位性质", "提示"],
    "收入录入": ["预算单位", "资金来源", "金额（元）"],
    "支出录入": [
        "预算单位",
        "功能分类科目编码",
        "功能分类科目名称",
        "经济分类科目编码",
        "经济分类科目名称",
        "支出类型",
        "项目名称",
        "资金来源",
        "金额（元）",
        "备注",
        "提示",
    ],
}
FUNCTION = re.compile(r"([A-Z][A-Z0-9.]*)\(")
TEXT = re.compile(r'"(?:[^"]|"")*"')


@pytest.fixture(scope="module")
def reference(sample_workbook: Callable[[str], Path]) -> Path:
    return sample_workbook("bazhou-2024")


@pytest.mark.parametrize("name", SAMPLES)
def test_no_figure_of_an_official_table_or_check_is_a_constant(
    name: str, sample_workbook: Callable[[str], Path]
) -> None:
    cells = stored(sample_workbook(name))
    constants = [
        f"{sheet}!{address}"
        for sheet in [*OFFICIAL, "校验"]
        for address, cell in cells[sheet].items()
        if cell.formula is None and not isinstance(cell.value, str | None)
    ]
    assert constants == []


@pytest.mark.parametrize("name", SAMPLES)
def test_only_functions_that_every_office_program_knows(
    name: str, sample_workbook: Callable[[str], Path]
) -> None:
    used = {
        function
        for sheet in stored(sample_workbook(name)).values()
        for cell in sheet.values()
        if cell.formula
        for function in FUNCTION.findall(TEXT.sub('""', cell.formula))
    }
    assert used <= SPREADSHEET_FUNCTIONS
    assert {"SUMIFS", "SMALL", "IFERROR"} <= used


def test_formulas_speak_in_defined_names(reference: Path) -> None:
    cells = stored(reference)
    formula = cells["表5"]["F11"].formula
    assert formula is not None
    assert "明细_分" in formula
    assert "键_表5" in formula
    assert "表5_合计" in defined_names(reference)


def test_no_formula_is_longer_than_excel_allows(sample_workbook: Callable[[str], Path]) -> None:
    for sheet in stored(sample_workbook("housing-bureau")).values():
        assert all(len(cell.formula or "") <= 8192 for cell in sheet.values())


def test_nesting_stays_within_64_levels(reference: Path) -> None:
    deepest = 0
    for sheet in stored(reference).values():
        for cell in sheet.values():
            depth = 0
            for sign in TEXT.sub('""', cell.formula or ""):
                depth += (sign == "(") - (sign == ")")
                deepest = max(deepest, depth)
    assert deepest <= 64


def test_the_sheets_stand_in_the_promised_order(reference: Path) -> None:
    states = sheet_states(reference)
    assert list(states) == [
        "封面", "目录", "填报说明", "单位信息", "收入录入", "支出录入", "上年数",
        *REGISTERS, "科目查找",
        *OFFICIAL,
        "部门整体绩效目标表", "项目支出绩效目标表", "项目支出绩效目标表（不含赋分规则）", "说明",
        "校验", "功能分类科目", "经济分类科目", "资金来源",
        *HIDDEN,
    ]  # fmt: skip
    assert [name for name, state in states.items() if state != "visible"] == HIDDEN


@pytest.mark.parametrize("sheet", ENTRY_HEADINGS)
def test_entry_sheets_have_exactly_these_headings(sheet: str, reference: Path) -> None:
    cells, row = openpyxl.load_workbook(reference)[sheet], HEADING_ROWS[sheet]
    first_hidden = min(each.min for each in cells.column_dimensions.values() if each.hidden)
    (headings,) = cells.iter_rows(min_row=row, max_row=row, max_col=first_hidden - 1, values_only=True)
    assert [heading for heading in headings if heading is not None] == ENTRY_HEADINGS[sheet]


@pytest.mark.parametrize("sheet", ["收入录入", "支出录入"])
def test_an_example_above_the_headings_shows_how_to_fill_in(sheet: str, reference: Path) -> None:
    (example,) = openpyxl.load_workbook(reference)[sheet].iter_rows(min_row=5, max_row=5, values_only=True)
    assert example[0] == "例：某某局（本级）"
    assert "示例行，不计入" in example


def test_official_sheets_are_locked_without_a_password(reference: Path) -> None:
    book = openpyxl.load_workbook(reference)
    for name in [*OFFICIAL, "校验"]:
        assert book[name].protection.sheet
        assert book[name].protection.password is None
        assert not book[name].protection.sort
        assert not book[name].protection.autoFilter
        assert not book[name].protection.formatColumns
    assert book["表5"]["E11"].protection.locked
    assert not book["支出录入"]["A7"].protection.locked


def test_every_official_table_prints_on_a4_with_its_headings_repeated(reference: Path) -> None:
    titles = print_titles(reference)
    book = openpyxl.load_workbook(reference)
    for name in OFFICIAL:
        assert name in titles
        assert str(book[name].page_setup.paperSize) == "9"
        pages_high = book[name].page_setup.fitToHeight
        assert pages_high in ((None, 1) if name in ("表1", "表4", "表10") else (0,))
        assert book[name].sheet_properties.pageSetUpPr.fitToPage


def test_amounts_show_blank_for_nothing(reference: Path) -> None:
    cells = stored(reference)
    nothing = cells["表5"]["G13"]
    assert nothing.value == 0
    assert nothing.number_format == AMOUNT_FORMAT


def test_the_same_department_gives_the_same_bytes(sample_workbook: Callable[[str], Path]) -> None:
    from generator import api
    from tests.conftest import SAMPLES_FOLDER

    first = sample_workbook("personnel-only")
    intake, layout = api.read_folder(SAMPLES_FOLDER / "personnel-only")
    assert intake.department is not None
    second = first.with_name("again.xlsx")
    api.build_workbook(intake.department, layout, second)
    assert first.read_bytes() == second.read_bytes()


def test_the_file_holds_no_macro_and_no_external_link(reference: Path) -> None:
    names = zipfile.ZipFile(reference).namelist()
    assert not [name for name in names if "vba" in name.lower() or "external" in name.lower()]


def test_drop_down_lists_and_prompts_stay_within_excels_limits(reference: Path) -> None:
    book = openpyxl.load_workbook(reference)
    for sheet in book:
        assert len(sheet.title) <= 31
        for validation in sheet.data_validations.dataValidation:
            assert len(validation.promptTitle or "") <= 32
            assert len(validation.prompt or "") <= 255
            assert len(validation.error or "") <= 225
            assert len(validation.formula1 or "") <= 255
