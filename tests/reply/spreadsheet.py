"""A CSV file as a spreadsheet reads it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.oracles.installation import make_profile, soffice

_UTF8_COMMAS_AND_SPECIAL_NUMBERS = "CSV:44,34,76,1,,0,false,true"


def opened(path: Path, folder: Path) -> Worksheet:
    """The sheet that LibreOffice makes of a CSV file in UTF-8, taking for a number what it can."""
    profile = make_profile(folder / "profile", recalculate=False)
    command = [str(soffice()), profile, "--headless", "--norestore", "--convert-to", "xlsx"]
    options = [f"--infilter={_UTF8_COMMAS_AND_SPECIAL_NUMBERS}", "--outdir", str(folder), str(path)]
    subprocess.run([*command, *options], check=True, capture_output=True, timeout=120)
    sheet = openpyxl.load_workbook(folder / f"{path.stem}.xlsx").active
    assert isinstance(sheet, Worksheet)
    return sheet
