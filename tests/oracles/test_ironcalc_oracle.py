"""IronCalc computes from the formulas alone."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import xlsxwriter

from .ironcalc_oracle import disagreements, recalculate
from .stored import Fault

WRONG = "stored by mistake"


def a_workbook(path: Path, formulas: dict[str, str], stored: object = WRONG) -> Path:
    """A list of three rows with Chinese names, all the trimmings, and the formulas beside it."""
    with xlsxwriter.Workbook(str(path)) as book:
        rows = book.add_worksheet("支出 录入")
        for row, (code, amount) in enumerate([(2010301, 1.5), (2010302, 2.25), (2010301, 4)]):
            rows.write_row(row, 0, [code, code // 100 * 100, amount])
        rows.write_string("D1", "２０１０")
        rows.data_validation("A1:A3", {"validate": "integer", "criteria": ">", "value": 0})
        rows.conditional_format("A1:C3", {"type": "no_blanks", "format": book.add_format()})
        rows.autofilter("A1:C3")
        sheet = book.add_worksheet("表1")
        sheet.write_url("Z1", "internal:'支出 录入'!A1", string="键")
        sheet.print_area("A1:D9")
        sheet.repeat_rows(0)
        book.define_name("键", "='支出 录入'!$A$1:$B$3")
        book.define_name("键_分", "='支出 录入'!$C$1:$C$3")
        book.define_name("'表1'!本表", "='支出 录入'!$C$1:$C$3")
        for cell, formula in formulas.items():
            sheet.write_formula(cell, formula, None, stored)
    return path


def test_it_computes_what_our_workbooks_use(tmp_path: Path) -> None:
    expected = {
        '=IFERROR(SMALL(键,COUNTIF(键,"<="&2010300)+1),"")': Decimal(2010301),
        "=SUMIFS(键_分,INDEX(键,0,1),2010301)": Decimal("5.5"),
        "=SUMIFS(键_分,INDEX(键,0,2),2010300)": Decimal("7.75"),
        "=SUM(本表)": Decimal("7.75"),
        "=VALUE(ASC('支出 录入'!D1))+1": Decimal(2011),
        '="键"&COUNTA(键)': "键6",
        '=HYPERLINK("#\'表1\'!A3","见表")': "见表",
        "=ADDRESS(3,2,4)": "B3",
        '=IF(1>2,"x","")': "",
        "=INDEX(键,9,1)": Fault("#REF!"),
        "=1<2": True,
        '="#"&"N/A"': "#N/A",
    }
    cells = {f"A{row}": formula for row, formula in enumerate(expected, start=1)}
    found = recalculate(a_workbook(tmp_path / "book.xlsx", cells))["表1"]
    assert {formula: found[cell] for cell, formula in cells.items()} == expected


def test_wrong_stored_values_are_found(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "wrong.xlsx", {"A1": "=SUM(键_分)", "A2": '=""'}, 7.74)
    assert [(d.cell, d.stored, d.recomputed) for d in disagreements(path)] == [
        ("A1", Decimal("7.74"), Decimal("7.75")),
        ("A2", Decimal("7.74"), ""),
    ]


def test_right_stored_values_are_confirmed(tmp_path: Path) -> None:
    assert disagreements(a_workbook(tmp_path / "right.xlsx", {"A1": "=SUM(键_分)"}, 7.75)) == []


def test_constants_and_sheets_arrive_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "constants.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("甲&乙 <丙>")
        sheet.write_row(0, 0, [0.1, True])
        sheet.write_string("C1", "2010301")
        sheet.write_string("D1", ' 前后 <&> "引" ')
        book.add_worksheet("空")
    assert recalculate(path) == {
        "甲&乙 <丙>": {
            "A1": Decimal("0.1"),
            "B1": True,
            "C1": "2010301",
            "D1": ' 前后 <&> "引" ',
        },
        "空": {},
    }
