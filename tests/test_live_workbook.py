"""The workbook lives: driven through LibreOffice as a person drives it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.oracles.fixtures import needs_office
from tests.oracles.office import Document, Office
from tests.printed import FIRST_ROWS, WIDTHS, foot, without_foot, without_trailing_blanks

pytestmark = [needs_office, pytest.mark.xdist_group("libreoffice")]

UNIT = "新疆巴州人民政府办公室"
FREE_ROW = 95
"""The first free row of 支出录入 in the reference workbook."""


@pytest.fixture
def document(office: Office, sample_workbook: Callable[[str], Path]) -> Iterator[Document]:
    with office.open(sample_workbook("bazhou-2024")) as opened:
        yield opened


def enter(document: Document, row: int, function: str, economic: str, source: str, amount: str) -> None:
    """Type one basic line item as a person would, cell by cell."""
    for column, text in zip("ABDFHI", (UNIT, function, economic, "基本支出", source, amount), strict=True):
        document.type("支出录入", f"{column}{row}", text)


def rows(document: Document, table: str) -> list[list[str]]:
    """The rows of a table as they are displayed now, above the check code."""
    first, width = FIRST_ROWS[table], WIDTHS[table]
    last_letter = chr(ord("A") + width - 1)
    shown = without_trailing_blanks(document.texts(table, f"A{first}:{last_letter}{first + 55}"))
    above = without_foot(shown)
    assert shown == [*above, foot(table, document.text("封面", "C18"))]
    return above


def banner(document: Document, sheet: str) -> str:
    """The overall light in a sheet's first row: the last text there."""
    (row,) = document.texts(sheet, "A1:P1")
    return [text for text in row if text][-1]


def codes(document: Document, table: str) -> list[str]:
    return ["".join(row[:3]) for row in rows(document, table)]


def test_a_new_code_grows_its_three_rows_in_the_right_places(document: Document) -> None:
    before = {table: codes(document, table) for table in ("表2", "表3", "表5")}
    enter(document, FREE_ROW, "2060702", "30201", "一般财力", "12345.67")
    document.recalculate_all()
    for table, codes_before in before.items():
        after = codes(document, table)
        place = after.index("206")
        assert after[place : place + 3] == ["206", "20607", "2060702"]
        assert after[:place] + after[place + 3 :] == codes_before
        assert after[place - 1] == "2050803"
        assert after[place + 3] == "208"
    named = next(row for row in rows(document, "表5") if "".join(row[:3]) == "2060702")
    assert named[3:] == ["科普活动", "1.23", "1.23", ""]


def test_a_fund_line_brings_table_8_to_life_and_back(document: Document) -> None:
    sentence = f"{UNIT} 2024 年没有使用政府性基金预算拨款安排的支出，政府性基金预算支出情况表为空表。"
    assert document.text("表8", "A5") == sentence
    assert rows(document, "表8") == []
    enter(document, FREE_ROW, "2120803", "30201", "政府性基金收入", "500000")
    document.recalculate_all()
    assert document.text("表8", "A5") == ""
    assert codes(document, "表8") == ["", "212", "21208", "2120803"]
    assert rows(document, "表8")[0][3:] == ["总计", "50.00", "", "50.00", ""]
    for column in "ABDFHI":
        document.type("支出录入", f"{column}{FREE_ROW}", "")
    document.recalculate_all()
    assert document.text("表8", "A5") == sentence
    assert rows(document, "表8") == []


def test_unbalanced_income_turns_the_light_red_everywhere(document: Document) -> None:
    assert banner(document, "表5").startswith("✔")
    document.type("收入录入", "C7", "22121603.66")
    document.recalculate_all()
    light = document.text("校验", "A4")
    assert light.startswith("✘")
    assert banner(document, "目录") == light
    assert banner(document, "表5") == f"{light}（本表 ✔ 平）"
    assert banner(document, "收入录入") == f"{light}（本表 ✘ 1 项不平）"
    assert document.text("封面", "B12") == light
    findings = [row for row in document.texts("校验", "A7:I200") if row[0] == "B01"]
    (finding,) = findings
    assert finding[3] == "不平"
    assert finding[4:7] == ["31,340,848.99", "31,340,849.00", "-0.01"]
    assert finding[7] == "元"
    assert finding[8] == (
        "一般财力：收入录入金额 为 31,340,848.99 元，支出录入金额 为 31,340,849.00 元，相差 0.01 元。"
    )


def test_inserted_deleted_and_sorted_rows_stay_counted(document: Document) -> None:
    total = rows(document, "表3")[0]
    document.insert_rows("支出录入", 20, 2)
    enter(document, 20, "2010301", "30201", "一般财力", "10000")
    document.recalculate_all()
    assert rows(document, "表3")[0][4] == "3,385.08"
    document.delete_rows("支出录入", 20, 2)
    document.recalculate_all()
    assert rows(document, "表3")[0] == total
    document.insert_rows("支出录入", 20, 2)
    document.sort_range("支出录入", "A7:K96", "I", descending=True)
    document.recalculate_all()
    assert rows(document, "表3")[0] == total


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("２０６０７０２", "科普活动"),
        (" 2060702 ", "科普活动"),
        ("2060702 科普活动", "科普活动"),
        ("206070", ""),
        ("abc", ""),
    ],
)
def test_codes_count_as_what_they_mean(document: Document, typed: str, shown: str) -> None:
    enter(document, FREE_ROW, typed, "30201", "一般财力", "100")
    document.recalculate_all()
    assert document.text("支出录入", f"C{FREE_ROW}") == shown


@pytest.mark.parametrize("written", ["１２３４．５０", "1,234.50", " 1234.5 "])
def test_pasted_text_amounts_count_as_numbers(document: Document, written: str) -> None:
    enter(document, FREE_ROW, "2060702", "30201", "一般财力", "1")
    document.paste_value("支出录入", f"I{FREE_ROW}", written)
    document.recalculate_all()
    (row,) = (row for row in rows(document, "表3") if "".join(row[:3]) == "2060702")
    assert row[4] == "0.12"


def test_hints_say_in_words_what_is_wrong(document: Document) -> None:
    enter(document, FREE_ROW, "206070", "30201", "一般财力", "100")
    document.recalculate_all()
    assert "7 位数字" in document.text("支出录入", f"K{FREE_ROW}")
    document.type("支出录入", f"B{FREE_ROW}", "2060702")
    document.type("支出录入", f"F{FREE_ROW}", "项目支出")
    document.recalculate_all()
    assert document.text("支出录入", f"K{FREE_ROW}") == "✘ 项目支出要填项目名称"
    document.type("支出录入", f"G{FREE_ROW}", "科普周")
    document.recalculate_all()
    assert document.text("支出录入", f"K{FREE_ROW}") == "✔"
    document.type("支出录入", f"I{FREE_ROW}", "")
    document.recalculate_all()
    assert document.text("支出录入", f"K{FREE_ROW}") == "○ 还没有填金额"


def test_an_error_value_pasted_into_a_cell_spoils_its_own_row_only(document: Document) -> None:
    total = rows(document, "表3")[0]
    enter(document, FREE_ROW, "2060702", "30201", "一般财力", "=1/0")
    document.recalculate_all()
    assert rows(document, "表3")[0] == total
    hint = "✘ 金额不是数字，请只填数字（改好前这一行不计入）"
    assert document.text("支出录入", f"K{FREE_ROW}") == hint
