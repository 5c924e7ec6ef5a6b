"""Lists in .xlsx files."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.expression.excel import column_number
from generator.intake.cells import cell_text
from generator.intake.grid import MOST_COLUMNS, MOST_ROWS, Grid, GridRow
from generator.messages import finding
from generator.model.finding import Finding, Place

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_FILLED_CELL = re.compile(
    rb'<(?:\w+:)?c\s(?:[^<>]*?\s)?r="([A-Z]{1,3})(\d{1,7})"[^<>]*>\s*<(?:\w+:)?(?:v|f|is)\b'
)
"""A cell with a value, a formula or a text in it, however programs write those that have none."""
_COMPOUND_FILE = bytes.fromhex("D0CF11E0A1B11AE1")
"""The beginning of an encrypted workbook, and of one in the format before 2007."""
_UNREADABLE = (OSError, ValueError, RuntimeError, KeyError, EOFError, zipfile.BadZipFile, zlib.error)
"""What a damaged package makes the standard library raise."""
_CHUNK = 1 << 20
_LONGEST_TAG = 400
_MOST_UNPACKED_BYTES = 500 * 1024 * 1024


def read_xlsx(path: Path, sheets: Sequence[str]) -> tuple[Grid | None, list[Finding]]:
    """The rows of one sheet: the first of `sheets` that exists, else the first with anything in it.

    Rows keep the numbers that the person sees.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    place = Place(path.name)
    try:
        with path.open("rb") as file:
            if file.read(len(_COMPOUND_FILE)) == _COMPOUND_FILE:
                return None, [finding("FILE-012", place)]
        if not _is_moderate(path):
            return None, [finding("FILE-007", place, limit=f"{MOST_ROWS:,}", columns=f"{MOST_COLUMNS:,}")]
        workbook = CalamineWorkbook.from_path(str(path))
        names = workbook.sheet_names
        filled = {name: rows for name in names if (rows := _rows(workbook, name))}
    except (*_UNREADABLE, CalamineError) as error:
        return None, [finding("FILE-006", place, found=str(error) or type(error).__name__)]
    named = [name for name in sheets if name in names]
    chosen = next(iter([*named, *filled]), "")
    others = [name for name in filled if name != chosen]
    findings: list[Finding] = []
    if others and not named:
        left = "、".join(others)
        findings = [finding("FILE-010", place, sheet=chosen, others=left, expected=sheets[0])]
    return Grid(path.name, tuple(filled.get(chosen, ()))), findings


def _rows(workbook: CalamineWorkbook, name: str) -> list[GridRow]:
    values = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    rows: list[GridRow] = []
    for number, row in enumerate(values, 1):
        cells = tuple(cell_text(value) for value in row)
        if any(cell.strip() for cell in cells):
            rows.append(GridRow(number, cells))
    return rows


def _is_moderate(path: Path) -> bool:
    """Whether the sheets can be held in memory: calamine fills the rectangle up to the last cell."""
    with zipfile.ZipFile(path) as package:
        parts = package.infolist()
        if sum(part.file_size for part in parts) > _MOST_UNPACKED_BYTES:
            return False
        return all(
            _is_within(row, column)
            for part in parts
            if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml")
            for row, column in _filled_cells(package, part)
        )


def _is_within(row: bytes, column: bytes) -> bool:
    return int(row) <= MOST_ROWS and column_number(column.decode()) < MOST_COLUMNS


def _filled_cells(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[tuple[bytes, bytes]]:
    """The row and column letters of every cell that holds something."""
    with package.open(part) as file:
        rest = b""
        while chunk := file.read(_CHUNK):
            text = rest + chunk
            for match in _FILLED_CELL.finditer(text):
                yield match[2], match[1]
            rest = text[-_LONGEST_TAG:]
