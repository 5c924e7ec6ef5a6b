"""Lists in text files: CSV in the encodings and with the separators that office programs write."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Collection
from pathlib import Path

from generator.intake.grid import MOST_COLUMNS, MOST_ROWS, Grid, GridRow
from generator.messages import finding
from generator.model.finding import Finding, Place
from generator.model.wording import plain_name

ENCODINGS = ("utf-8-sig", "gb18030")
SEPARATORS = (",", "\t", ";")
LONGEST_CELL = 32_767
"""As many characters as a spreadsheet cell can hold."""
LONGEST_SHOWN = 60


def decode(content: bytes) -> str | None:
    """The text of a file in UTF-8 (with or without mark) or GB18030; None when it is in neither.

    UTF-8 is tried first: Chinese text in GB18030 is practically never valid UTF-8.
    """
    if b"\x00" in content:
        return None
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def read_text(path: Path) -> tuple[str | None, list[Finding]]:
    """The text of a file, or a finding."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return None, [finding("FILE-006", Place(path.name), found=error.strerror or str(error))]
    text = decode(content)
    if text is None:
        start = " ".join(f"{byte:02X}" for byte in content[:4])
        return None, [finding("FILE-005", Place(path.name), found=f"{start} …")]
    return text, []


def read_csv(path: Path, headings: Collection[str]) -> tuple[Grid | None, list[Finding]]:
    """The rows of a CSV file. `headings` are the plain headings by which the separator is known."""
    text, findings = read_text(path)
    if text is None:
        return None, findings
    separator = _separator(text, headings)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[GridRow] = []
    number, line = 0, 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return Grid(path.name, tuple(rows)), []
        except csv.Error:
            return None, [_broken(path.name, number + 1, text, line)]
        number += 1
        if number > MOST_ROWS:
            return None, [
                finding("FILE-007", Place(path.name), limit=f"{MOST_ROWS:,}", columns=f"{MOST_COLUMNS:,}")
            ]
        if any(len(cell) > LONGEST_CELL for cell in cells):
            return None, [_broken(path.name, number, text, line)]
        if any(cell.strip() for cell in cells):
            rows.append(GridRow(number, tuple(cells)))
        line = reader.line_num


def _broken(file: str, row: int, text: str, line: int) -> Finding:
    """The row that cannot be cut into cells, shown by the beginning of its first line."""
    lines = io.StringIO(text, newline="")
    start = next(itertools.islice(lines, line, None), "").strip()
    shown = start if len(start) <= LONGEST_SHOWN else f"{start[:LONGEST_SHOWN]}…"
    return finding("FILE-008", Place(file, row), found=shown, limit=f"{LONGEST_CELL:,}")


def _separator(text: str, headings: Collection[str]) -> str:
    """The separator that cuts the first written line into most known headings; else the comma."""
    first = next((line for line in io.StringIO(text) if line.strip()), "")

    def known(separator: str) -> int:
        return sum(plain_name(cell) in headings for cell in first.split(separator))

    return max(SEPARATORS, key=known)
