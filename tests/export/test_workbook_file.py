"""relations.xlsx as a person meets it."""

from decimal import Decimal

import openpyxl
import pytest

from generator.export import workbook_file
from generator.export.dictionary import BY_NAME, RELATIONS
from generator.export.exporting import export_store
from generator.export.relation import Relation
from generator.export.rows import Row
from generator.export.selection import Selection
from generator.export.workbook_file import WorkbookFile
from generator.export.written import Form
from generator.messages import Language
from generator.model.amount import LARGEST_FEN, yuan

ITEMS = BY_NAME["line_items"]


def written(folder, relation: Relation, rows: list[Row], language: Language = "zh") -> openpyxl.Workbook:
    writer = WorkbookFile(folder, folder, Selection(2025, "二上"), None, language)
    writer.begin(relation)
    for start in range(0, len(rows), 2):
        writer.add(rows[start : start + 2])
    writer.end()
    writer.finish()
    return openpyxl.load_workbook(folder / workbook_file.NAME)


def item(number: int = 1, fen: int | None = 100, note: str = "") -> Row:
    values = {
        "department_name": "教育局",
        "year": 2025,
        "row_number": number,
        "fen": fen,
        "yuan": None if fen is None else yuan(fen),
        "note": note,
    }
    numbers = ("version", "in_force")
    return tuple(values.get(field.name, 1 if field.name in numbers else "") for field in ITEMS.fields)


def column(sheet, name: str) -> list:
    place = [field.name for field in ITEMS.fields].index(name) + 1
    return [sheet.cell(row, place) for row in range(2, sheet.max_row + 1)]


def test_each_sheet_has_headings_that_stay_a_filter_and_wide_columns(sqlite_store, tmp_path) -> None:
    export_store(sqlite_store, str(tmp_path / "out"), Selection(2025, "二上"), [Form.XLSX])
    book = openpyxl.load_workbook(tmp_path / "out" / "relations.xlsx")
    assert book.sheetnames == ["说明", *(relation.title for relation in RELATIONS)]
    for relation, sheet in zip(RELATIONS, book.worksheets[1:], strict=True):
        assert [cell.value for cell in sheet[1]] == list(relation.headings("zh"))
        assert sheet.freeze_panes == "A2"
        last = openpyxl.utils.get_column_letter(len(relation.fields))
        assert sheet.auto_filter.ref == f"A1:{last}{max(sheet.max_row, 2)}"
        widths = [
            group.width for group in sheet.column_dimensions.values() for _ in range(group.min, group.max + 1)
        ]
        assert all(width > 2 * len(cell.value) for width, cell in zip(widths, sheet[1], strict=True))


def test_the_first_sheet_says_what_every_column_means(sqlite_store, tmp_path) -> None:
    export_store(sqlite_store, str(tmp_path / "out"), Selection(2025, "二上"), [Form.XLSX])
    front = openpyxl.load_workbook(tmp_path / "out" / "relations.xlsx")["说明"]
    rows = [tuple(cell.value or "" for cell in row) for row in front.iter_rows()]
    assert "2025 年度，轮次“二上”" in rows[1][0]
    described = [(row[1], row[2], row[4]) for row in rows if row[2]]
    for relation in RELATIONS:
        meanings = relation.meanings("zh")
        for field in relation.fields:
            assert (field.title, field.name, meanings[field.name]) in described


def test_in_english_headings_and_sheets_are_english(tmp_path) -> None:
    book = written(tmp_path, ITEMS, [item()], "en")
    assert book.sheetnames == ["About", "Line items"]
    assert [cell.value for cell in book["Line items"][1]] == list(ITEMS.headings("en"))


def test_amounts_are_numbers_with_two_decimals(tmp_path) -> None:
    sheet = written(tmp_path, ITEMS, [item(fen=123_456), item(fen=LARGEST_FEN), item(fen=None)])["支出明细"]
    yuan_cells, fen_cells = column(sheet, "yuan"), column(sheet, "fen")
    assert [cell.value for cell in yuan_cells] == [1234.56, 9999999999999.99, None]
    assert [cell.value for cell in fen_cells] == [123_456, LARGEST_FEN, None]
    assert yuan_cells[0].number_format == "#,##0.00"


def test_amounts_that_a_spreadsheet_would_round_are_texts(tmp_path) -> None:
    sheet = written(tmp_path, ITEMS, [item(fen=LARGEST_FEN + 1), item(fen=-(10**17) - 1)])["支出明细"]
    assert [cell.value for cell in column(sheet, "fen")] == ["1000000000000000", "-100000000000000001"]
    assert [Decimal(cell.value) for cell in column(sheet, "yuan")] == [
        Decimal("10000000000000.00"),
        Decimal("-1000000000000000.01"),
    ]


def test_texts_are_texts(tmp_path) -> None:
    sheet = written(tmp_path, ITEMS, [item(note="=1+1"), item(note="https://example.invalid/")])["支出明细"]
    for cell in column(sheet, "note"):
        assert cell.data_type == "s"
        assert cell.number_format == "@"
        assert cell.hyperlink is None


def test_more_rows_than_a_sheet_holds_go_on_in_further_sheets(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(workbook_file, "MOST_ROWS", 4)
    book = written(tmp_path, ITEMS, [item(number) for number in range(1, 9)])
    names = ["支出明细", "支出明细 (2)", "支出明细 (3)"]
    assert book.sheetnames == ["说明", *names]
    numbers = [[cell.value for cell in column(book[name], "row_number")] for name in names]
    assert numbers == [[1, 2, 3], [4, 5, 6], [7, 8]]
    assert all([cell.value for cell in book[name][1]] == list(ITEMS.headings("zh")) for name in names)
    told = [cell.value or "" for cell in book["说明"]["E"]]
    assert any("8 行" in text and "、".join(names) in text for text in told)


def test_a_text_that_no_cell_holds_is_cut_and_that_is_told(tmp_path) -> None:
    book = written(tmp_path, ITEMS, [item(note="长" * 40_000), item()])
    assert column(book["支出明细"], "note")[0].value == "长" * 32_767
    assert any("1 处文字" in (cell.value or "") for cell in book["说明"]["E"])


@pytest.mark.parametrize("moment", ["1601-01-01T00:00:00.000000Z", "9999-12-31T23:59:59.000000Z"])
def test_moments_that_spreadsheets_do_not_know_are_texts(tmp_path, moment) -> None:
    audit = BY_NAME["audit"]
    row = tuple({"at": moment, "year": 0}.get(field.name, "") for field in audit.fields)
    value = written(tmp_path, audit, [row])["办理记录"]["A2"].value
    assert value == moment or value.isoformat() == moment[:19]
