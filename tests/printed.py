"""Official tables as a person sees them: displayed strings, row by row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from generator.expression.excel import column_letters
from generator.workbook.marks import read_mark
from tests.oracles.display import displayed
from tests.oracles.stored import StoredCell, Value, stored

Printed = list[list[str]]

FIRST_ROWS = {"表1": 8, "表2": 9, "表3": 10, "表4": 8, "表5": 10, "表6": 10, "表7": 9, "表8": 10, "表9": 10}
FIRST_ROWS |= {"表10": 9, "表11": 10}
"""Where the rows of each table begin: below the headings and the number row."""

WIDTHS = {"表1": 4, "表2": 16, "表3": 7, "表4": 7, "表5": 7, "表6": 6, "表7": 16, "表8": 8, "表9": 8}
WIDTHS |= {"表10": 5, "表11": 10}
"""How many columns each table prints."""

NAME_COLUMNS = {"表2": 3, "表3": 3, "表5": 3, "表6": 2, "表7": 3, "表8": 3, "表9": 3, "表11": 0}
"""The column (from 0) in which growing tables show names, or projects where they show none."""

FOOT = "校验码："

LEFT_PART = re.compile(r"^(?P<letters>[A-Z]+)(?P<row>\d+)$")


def golden_rows(folder: Path, table: str) -> Printed:
    """The printed rows of a table as they were published."""
    number = int(table.removeprefix("表"))
    text = (folder / f"t{number:02}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


def foot(table: str, code: str) -> list[str]:
    """The row right below the last row of a table: the check code, and nothing else."""
    row = [""] * WIDTHS[table]
    row[NAME_COLUMNS.get(table, 0)] = FOOT + code
    return row


def without_foot(rows: Printed) -> Printed:
    """The rows above the check code."""
    assert sum(cell.startswith(FOOT) for row in rows for cell in row) <= 1, "one check code at most"
    return rows[:-1] if rows and any(cell.startswith(FOOT) for cell in rows[-1]) else rows


def printed_rows(path: Path, table: str) -> Printed:
    """The rows of a table as the stored values of a workbook display, the check code below them."""
    return rows_of(stored(path)[table], table)


def rows_of(cells: Mapping[str, StoredCell], table: str) -> Printed:
    """The rows of a table, the check code below them, as these cells display."""
    letters = [column_letters(place) for place in range(WIDTHS[table])]
    rows: Printed = []
    last = max(int(match["row"]) for match in map(LEFT_PART.match, cells) if match)
    for row in range(FIRST_ROWS[table], last + 1):
        shown = []
        for letter in letters:
            cell = cells.get(f"{letter}{row}")
            if cell is None or is_mark(cell.value):
                shown.append("")
            else:
                shown.append(displayed(cell.value, cell.number_format))
        rows.append(shown)
    return without_trailing_blanks(rows)


def is_mark(value: Value) -> bool:
    """Whether a cell holds a hidden mark: its row or column is never seen."""
    return isinstance(value, str) and read_mark(value) is not None


def without_trailing_blanks(rows: Printed) -> Printed:
    """The rows up to the last one that shows something."""
    while rows and not any(rows[-1]):
        rows.pop()
    return rows
