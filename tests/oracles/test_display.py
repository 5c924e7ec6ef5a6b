"""Displayed strings, and LibreOffice's opinion of them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from .display import displayed
from .office import Office
from .stored import Fault, Value

ZERO_BLANK = "#,##0.00;-#,##0.00;;@"
CASES = [
    ("1234.5", "#,##0", "1,235"),
    ("0", "#,##0", "0"),
    ("0", ZERO_BLANK, ""),
    ("-0.0", ZERO_BLANK, ""),
    ("0.0001", ZERO_BLANK, "0.00"),
    ("-0.0001", ZERO_BLANK, "-0.00"),
    ("-1234.565", ZERO_BLANK, "-1,234.57"),
    ("1.005", "0.00", "1.01"),
    ("1.0049999999999999", "0.00", "1.01"),
    ("2.675", "#,##0.00", "2.68"),
    ("0", "#,##0.00", "0.00"),
    ("1234567.894999", "#,##0.00", "1,234,567.89"),
    ("0.5", "0", "1"),
    ("-2.5", "0", "-3"),
    ("2010301", "General", "2010301"),
    ("0.1", "General", "0.1"),
    ("1E+3", "General", "1000"),
    ("0.00001", "General", "0.00001"),
    ("12345678901", "@", "12345678901"),
]


@pytest.mark.parametrize(("number", "number_format", "shown"), CASES)
def test_numbers(number: str, number_format: str, shown: str) -> None:
    assert displayed(Decimal(number), number_format) == shown


def test_libreoffice_shows_the_same(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "formats.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("表1")
        sheet.set_column(0, 0, 40)
        for row, (number, number_format, _) in enumerate(CASES):
            sheet.write_number(row, 0, float(number), book.add_format({"num_format": number_format}))
    with office.open(path) as document:
        shown = document.texts("表1", f"A1:A{len(CASES)}")
    assert [row[0] for row in shown] == [shown for _, _, shown in CASES]


@pytest.mark.parametrize(
    ("value", "shown"),
    [("类", "类"), ("", ""), (None, ""), (True, "TRUE"), (Fault("#N/A"), "#N/A")],
)
def test_what_is_no_number_passes_through(value: Value, shown: str) -> None:
    assert displayed(value, ZERO_BLANK) == shown
    assert displayed(value, "0.00") == shown


@pytest.mark.parametrize(
    ("number", "number_format", "message"),
    [
        ("1", "#,##0.0", "not one of ours"),
        ("123456789012", "General", "shortens"),
        ("0.1234567891", "General", "shortens"),
        ("-0.004", "0.00", "disagree"),
    ],
)
def test_it_never_guesses(number: str, number_format: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        displayed(Decimal(number), number_format)
