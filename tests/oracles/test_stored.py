"""The reader tells apart what other readers blur."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from .stored import (
    Fault,
    StoredCell,
    defined_names,
    merged_ranges,
    print_areas,
    print_titles,
    sheet_states,
    stored,
    values,
    without_value,
)

SHEET = "xl/worksheets/sheet1.xml"
EMPTY_TEXT = b'<c r="B2" t="str"><f>'


def a_workbook(folder: Path) -> Path:
    path = folder / "book.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("表1")
        money = book.add_format({"num_format": "#,##0.00;-#,##0.00;;@"})
        sheet.write_number("A1", 0.1, money)
        sheet.write_string("B1", " 数 ", book.add_format({"num_format": "@"}))
        sheet.write_boolean("C1", True)
        sheet.write_blank("D1", None, money)
        sheet.write_formula("A2", "=A1*3", money, 0.3)
        sheet.write_formula("B2", '=IF(A1<1,"","x")', None, "")
        sheet.write_formula("C2", "=1/0", None, "#DIV/0!")
        sheet.write_formula("D2", "=A1>0", None, True)
        sheet.write_rich_string("A3", "粗", book.add_format({"bold": True}), "体")
        sheet.merge_range("A5:B5", "合计", money)
        sheet.repeat_rows(0, 1)
        sheet.print_area("A1:D5")
        book.add_worksheet("明细").hide()
        book.define_name("明细_分", "='表1'!$A$1:$A$2")
        book.define_name("'表1'!本表", "='表1'!$A$1")
    # XlsxWriter itself leaves out t="str" for an empty text, and so says nothing about the value.
    return rewritten(path, b'<c r="B2"><f>', EMPTY_TEXT)


def rewritten(path: Path, old: bytes, new: bytes) -> Path:
    """The same package with its first sheet's XML changed."""
    target = path.with_name(f"changed-{path.name}")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            content = source.read(name)
            assert name != SHEET or old in content
            copy.writestr(name, content.replace(old, new) if name == SHEET else content)
    return target


def test_every_kind_of_cell(tmp_path: Path) -> None:
    zero_blank = "#,##0.00;-#,##0.00;;@"
    assert stored(a_workbook(tmp_path))["表1"] == {
        "A1": StoredCell(None, Decimal("0.1"), zero_blank),
        "B1": StoredCell(None, " 数 ", "@"),
        "C1": StoredCell(None, True, "General"),
        "D1": StoredCell(None, None, zero_blank),
        "A2": StoredCell("A1*3", Decimal("0.3"), zero_blank),
        "B2": StoredCell('IF(A1<1,"","x")', "", "General"),
        "C2": StoredCell("1/0", Fault("#DIV/0!"), "General"),
        "D2": StoredCell("A1>0", True, "General"),
        "A3": StoredCell(None, "粗体", "General"),
        "A5": StoredCell(None, "合计", zero_blank),
        "B5": StoredCell(None, None, zero_blank),
    }


def test_an_empty_text_is_a_value_and_nothing_is_not(tmp_path: Path) -> None:
    path = a_workbook(tmp_path)
    assert without_value(stored(path)) == []
    for empty in (b"<v/>", b"<v></v>", b""):
        changed = rewritten(path, b"<v>0.3</v>", empty)
        assert without_value(stored(changed)) == [("表1", "A2")]
        assert values(stored(changed))["表1"]["A2"] is None
    changed = rewritten(path, EMPTY_TEXT, b'<c r="B2"><f>')
    assert without_value(stored(changed)) == [("表1", "B2")]


def test_an_inline_text(tmp_path: Path) -> None:
    path = tmp_path / "inline.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        book.add_worksheet("表1").write_string("A1", "直接")
    assert stored(path)["表1"]["A1"].value == "直接"


def test_a_shared_formula_is_refused(tmp_path: Path) -> None:
    changed = rewritten(a_workbook(tmp_path), b"<f>A1*3</f>", b'<f t="shared" si="0">A1*3</f>')
    with pytest.raises(ValueError, match="A2 holds a shared formula"):
        stored(changed)


def test_names_states_merges_and_print(tmp_path: Path) -> None:
    path = a_workbook(tmp_path)
    assert defined_names(path) == {"明细_分": "'表1'!$A$1:$A$2"}
    assert sheet_states(path) == {"表1": "visible", "明细": "hidden"}
    assert merged_ranges(path) == {"表1": ("A5:B5",), "明细": ()}
    assert print_titles(path) == {"表1": "表1!$1:$2"}
    assert print_areas(path) == {"表1": "表1!$A$1:$D$5"}
