"""LibreOffice recalculates, prints, and lets a person do what a person may do."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from .fixtures import needs_office
from .office import Document, Office, OfficeError, RefusedError, recalculated, to_pdf, to_pictures
from .stored import Fault, sheet_states, stored, values

ROWS = 4


def a_workbook(path: Path) -> Path:
    """录入: four unlocked rows and a locked column; 表1: formulas with wrong stored values."""
    with xlsxwriter.Workbook(str(path)) as book:
        entry, table, hidden = (book.add_worksheet(name) for name in ("录入", "表1", "后台"))
        free = {"locked": False}
        amount = book.add_format(free | {"num_format": "#,##0.00"})
        code = book.add_format(free | {"num_format": "@"})
        for row in range(ROWS):
            entry.write_string(row, 0, f"20{9 - row}", code)
            entry.write_number(row, 1, row + 1, amount)
            entry.write_formula(row, 2, f'=IF(B{row + 1}>0,"","?")', None, "")
        entry.protect("", {"insert_rows": True, "sort": True})
        book.define_name("额", "='录入'!$B$1:$B$4")
        table.write_formula("A1", "=SUM(额)", None, -1)
        table.write_formula("A2", "=1/0", None, -1)
        table.write_formula("A3", '="两"&"行"', None, -1)
        table.write_formula("A4", '=HYPERLINK("#\'录入\'!B2","见")', None, "见")
        hidden.write_string("A1", "看不见")
        hidden.hide()
    return path


@pytest.fixture
def document(office: Office, tmp_path: Path) -> Iterator[Document]:
    with office.open(a_workbook(tmp_path / "book.xlsx")) as opened:
        yield opened


@needs_office
class TestConversion:
    def test_stored_values_are_ignored(self, tmp_path: Path) -> None:
        path = a_workbook(tmp_path / "book.xlsx")
        right = values(stored(recalculated(path, tmp_path / "right")))["表1"]
        assert (right["A1"], right["A2"], right["A3"]) == (
            Decimal(10),
            Fault("#DIV/0!"),
            "两行",
        )

    def test_unasked_it_would_repeat_them(self, tmp_path: Path) -> None:
        path = a_workbook(tmp_path / "book.xlsx")
        wrong = values(stored(recalculated(path, tmp_path / "wrong", recalculate=False)))["表1"]
        assert wrong["A1"] == Decimal(-1)

    def test_it_never_overwrites_its_source(self, tmp_path: Path) -> None:
        path = a_workbook(tmp_path / "book.xlsx")
        with pytest.raises(ValueError, match="overwritten"):
            recalculated(path, tmp_path)

    def test_one_picture_per_page(self, tmp_path: Path) -> None:
        path = a_workbook(tmp_path / "book.xlsx")
        pages = to_pictures(path, tmp_path / "pages")
        assert [page.name for page in pages] == ["book-page-1.png", "book-page-2.png"]
        assert to_pictures(to_pdf(path, tmp_path / "pdf"), tmp_path / "pages") == pages


class TestTyping:
    def test_text_becomes_a_number_except_in_a_text_cell(self, document: Document) -> None:
        document.type("录入", "B1", "1,260.00")
        document.type("录入", "A1", "0012")
        assert document.value("录入", "B1") == 1260
        assert document.text("录入", "B1") == "1,260.00"
        assert document.value("录入", "A1") == "0012"
        assert document.value("表1", "A1") == 1269

    def test_deleting_and_formulas(self, document: Document) -> None:
        document.type("录入", "A1", "")
        document.type("录入", "B2", "=SUM(1,2)")
        assert document.value("录入", "A1") is None
        assert document.value("录入", "B2") == 3

    def test_a_pasted_text_stays_a_text(self, document: Document) -> None:
        document.paste_value("录入", "B1", "５")
        document.paste_value("录入", "B2", "7")
        document.paste_value("录入", "B3", 0.5)
        document.paste_value("录入", "B4", None)
        assert document.texts("录入", "B1:B4") == [["５"], ["7"], ["0.50"], [""]]
        assert document.value("表1", "A1") == 0.5

    def test_a_locked_cell_refuses(self, document: Document) -> None:
        with pytest.raises(RefusedError, match="C1 of 录入 is locked"):
            document.type("录入", "C1", "x")
        with pytest.raises(RefusedError, match="locked"):
            document.paste_value("录入", "C1", 1)
        with pytest.raises(RefusedError, match="hidden"):
            document.type("后台", "A1", "x")
        assert document.text("录入", "C1") == ""


class TestRows:
    def test_inserting(self, document: Document) -> None:
        document.insert_rows("录入", 2, 2)
        document.type("录入", "B3", "100")
        assert [row[0] for row in document.texts("录入", "A1:A6")] == ["209", "", "", "208", "207", "206"]
        assert document.value("表1", "A1") == 110

    def test_rows_with_locked_cells_are_neither_deleted_nor_sorted(self, document: Document) -> None:
        with pytest.raises(RefusedError, match="cannot be deleted"):
            document.delete_rows("录入", 2)
        with pytest.raises(RefusedError, match="cannot be sorted"):
            document.sort_range("录入", "A1:C4", "A")

    def test_deleting_and_sorting(self, document: Document) -> None:
        document.sort_range("录入", "A1:B4", "A")
        assert document.texts("录入", "A1:B2") == [["206", "4.00"], ["207", "3.00"]]
        document.sort_range("录入", "A1:B4", "A", descending=True)
        assert document.texts("录入", "A1:A1") == [["209"]]
        document.insert_rows("表1", 1)
        document.delete_rows("表1", 1)
        assert document.formula("表1", "A1") == "=SUM(额)"

    def test_no_row_is_inserted_where_it_is_not_allowed(self, office: Office, tmp_path: Path) -> None:
        path = tmp_path / "closed.xlsx"
        with xlsxwriter.Workbook(str(path)) as book:
            book.add_worksheet("表1").protect()
        with office.open(path) as document, pytest.raises(RefusedError, match="cannot be inserted"):
            document.insert_rows("表1", 1)


class TestLooking:
    def test_stored_values_until_recalculated(self, document: Document) -> None:
        assert document.value("表1", "A1") == -1
        assert document.measure_recalculation() >= 0
        assert document.value("表1", "A1") == 10
        assert document.value("表1", "A2") == Fault("#DIV/0!")
        assert document.value("表1", "A3") == "两行"

    def test_a_block_of_texts(self, document: Document) -> None:
        assert document.texts("录入", "A4:D6") == [["206", "4.00", "", ""], [""] * 4, [""] * 4]
        assert document.texts("录入", "X1:Y2") == [["", ""], ["", ""]]
        assert document.texts("后台", "A1:A1") == [["看不见"]]
        document.paste_value("表1", "B2", '两\n行 "引"')
        assert document.texts("表1", "B1:B2") == [[""], ['两\n行 "引"']]

    def test_where_links_lead(self, document: Document) -> None:
        assert document.jump("#'录入'!B2") == "$录入.$B$2"
        assert document.jump("#'表1'!A3") == "$表1.$A$3"
        assert document.jump("#额") == "$录入.$B$1:$B$4"
        assert document.jump("#没有") == ""
        assert document.jump("#'没有'!A5") != "$没有.$A$5"
        assert document.jump("#'后台'!A5") != "$后台.$A$5"

    def test_sheets_and_unknown_sheets(self, document: Document) -> None:
        assert document.sheets() == ["录入", "表1", "后台"]
        with pytest.raises(OfficeError, match="no sheet 表2"):
            document.value("表2", "A1")


class TestSaving:
    def test_a_workbook(self, document: Document, tmp_path: Path) -> None:
        document.type("录入", "B1", "5")
        document.save_as(tmp_path / "saved.xlsx")
        saved = stored(tmp_path / "saved.xlsx")
        assert saved["表1"]["A1"].formula == "SUM(额)"
        assert saved["表1"]["A1"].value == Decimal(14)

    def test_pdf_of_chosen_sheets(self, document: Document, tmp_path: Path) -> None:
        every, one, hidden = (tmp_path / f"{name}.pdf" for name in ("every", "one", "hidden"))
        document.export_pdf(every)
        document.export_pdf(one, ["表1"])
        document.export_pdf(hidden, ["后台"])
        assert [len(to_pictures(pdf, tmp_path / "png")) for pdf in (every, one, hidden)] == [2, 1, 1]
        document.save_as(tmp_path / "after.xlsx")
        assert sheet_states(tmp_path / "after.xlsx")["后台"] == "hidden"
        assert sheet_states(tmp_path / "after.xlsx")["录入"] == "visible"


@needs_office
class TestEnding:
    def test_nothing_is_left_behind(self, tmp_path: Path) -> None:
        with Office() as office:
            folder = office.folder
            assert _processes_of(folder)
        assert not _processes_of(folder)
        assert not folder.exists()
        with pytest.raises(OfficeError, match="not running"):
            office.open(a_workbook(tmp_path / "book.xlsx"))

    def test_silence_ends_it(self, tmp_path: Path) -> None:
        with Office() as office:
            document = office.open(a_workbook(tmp_path / "book.xlsx"))
            office.timeout = 0.0
            with pytest.raises(OfficeError, match="did not answer"):
                document.recalculate_all()
            assert not _processes_of(office.folder)

    def test_a_dead_office_is_reported(self) -> None:
        with Office() as office:
            for process in _processes_of(office.folder):
                os.kill(process, 9)
            with pytest.raises(OfficeError):
                office.ask("sheets", 1)


def _processes_of(folder: Path) -> list[int]:
    """Processes whose command names the folder of one office, once the dead ones are reaped."""
    time.sleep(0.2)
    listed = subprocess.run(["ps", "-ewwo", "pid,args"], capture_output=True, text=True, check=True)
    return [int(line.split()[0]) for line in listed.stdout.splitlines() if str(folder) in line]
