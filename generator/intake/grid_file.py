"""The file of a list, whichever format it has, as a grid."""

from __future__ import annotations

from pathlib import Path

from generator.intake.grid import LARGEST_FILE_BYTES, Grid
from generator.intake.headings import Form
from generator.intake.text_file import read_csv
from generator.intake.workbook_file import read_xlsx
from generator.messages import finding
from generator.model.finding import Finding, Place

LIST_SUFFIXES = (".csv", ".xlsx")


def read_grid(path: Path, form: Form) -> tuple[Grid | None, list[Finding]]:
    """The rows of a .csv or .xlsx file, or findings that say why there are none."""
    if path.suffix.casefold() == ".xlsx":
        return read_xlsx(path, form.sheets)
    return read_csv(path, form.words)


def size_findings(path: Path, largest: int = LARGEST_FILE_BYTES) -> list[Finding]:
    """A finding when the file is too large to be read."""
    size = path.stat().st_size
    if size <= largest:
        return []
    found, limit = (f"{count / 2**20:,.0f} MB" for count in (size, largest))
    return [finding("FILE-004", Place(path.name), found=found, limit=limit)]
