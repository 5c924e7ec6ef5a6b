"""The signs by which a list is known on a sheet: hidden marks, headings, the column-number row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from generator.model.wording import plain_name
from generator.reader.wanted import WantedColumn
from generator.spreadsheet.raw_book import RawSheet, RawValue
from generator.workbook import naming
from generator.workbook.marks import AFTER, BEFORE, PREFIX, read_mark

HEAD_ROWS = 60
"""How far down headings are looked for."""
_LEAST_SHARE = 0.6
"""How many of the wanted headings have to be there, for the row to be the heading row."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What the hidden marks of a sheet say: the column of each (block, column), the rows right above the
    first and right below the last row of each block, and the row of each fact.
    """

    columns: Mapping[tuple[str, str], int] = field(default_factory=dict)
    before: Mapping[str, int] = field(default_factory=dict)
    after: Mapping[str, int] = field(default_factory=dict)
    rows: frozenset[int] = frozenset()
    """Rows that hold column marks: never entries."""
    facts: Mapping[str, int] = field(default_factory=dict)


def marks_of(sheet: RawSheet) -> Marked:
    """Read the hidden marks of a sheet."""
    columns: dict[tuple[str, str], int] = {}
    before: dict[str, int] = {}
    after: dict[str, int] = {}
    facts: dict[str, int] = {}
    rows: set[int] = set()
    for row, cells in sheet.cells.items():
        for column, value in cells.items():
            mark = read_mark(value) if isinstance(value, str) and PREFIX in value else None
            if mark is None:
                continue
            block, name = mark
            if name == BEFORE:
                before.setdefault(block, row)
            elif name == AFTER:
                after.setdefault(block, row)
            elif block == naming.DEPARTMENT:
                facts.setdefault(name, row)
            else:
                columns.setdefault((block, name), column)
                rows.add(row)
    return Marked(columns, before, after, frozenset(rows), facts)


@dataclass(frozen=True, slots=True)
class Headed:
    """What the headings of a sheet say: the last heading row, and the column of each (block, column)."""

    row: int
    columns: Mapping[tuple[str, str], int]


def headings_of(sheet: RawSheet, wanted: Sequence[WantedColumn]) -> Headed | None:
    """Find the heading row that fits best: headings in their order, others may stand between them.

    A heading counts for its column, and for every column below it where it spans several.
    """
    named = [column for column in wanted if column.heading]
    words = [plain_name(column.heading) for column in named]
    best: Headed | None = None
    for row in sorted(sheet.cells):
        if row > HEAD_ROWS:
            break
        columns, texts = _texts_down_to(sheet, row)
        found = _in_order(named, words, columns, texts)
        if len(found) >= max(2, _LEAST_SHARE * len(named)) and (
            best is None or len(found) > len(best.columns)
        ):
            best = Headed(row, found)
    if best is None:
        return None
    below = sheet.cells.get(best.row + 1, {})
    return Headed(best.row + 1, best.columns) if is_number_row(below.values()) else best


def _texts_down_to(sheet: RawSheet, row: int) -> tuple[list[int], list[str]]:
    """The columns of a row, and above each the nearest text within four rows, in plain writing."""
    nearest: dict[int, str] = {}
    for above in range(max(row - 3, 0), row + 1):
        for column, value in sheet.cells.get(above, {}).items():
            if isinstance(value, str) and value.strip():
                nearest[column] = plain_name(value)
    columns = sorted(nearest)
    return columns, [nearest[column] for column in columns]


def _in_order(
    wanted: Sequence[WantedColumn], words: list[str], columns: list[int], texts: list[str]
) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    matcher = SequenceMatcher(None, words, texts, autojunk=False)
    for start, other, length in matcher.get_matching_blocks():
        for step in range(length):
            column = wanted[start + step]
            found[column.block, column.column] = columns[other + step]
    missing = [
        (place, column)
        for place, column in enumerate(wanted)
        if (column.block, column.column) not in found and words.count(words[place]) == 1
    ]
    for place, column in missing:  # a column that was moved elsewhere
        at = [columns[other] for other, text in enumerate(texts) if text == words[place]]
        if len(at) == 1:
            found[column.block, column.column] = at[0]
    return found


def is_blank_or_mark(value: RawValue) -> bool:
    """Whether nobody typed what stands in a cell."""
    return isinstance(value, str) and (not value.strip() or read_mark(value) is not None)


def is_number_row(values: Iterable[RawValue]) -> bool:
    """Whether these cells are the row of column numbers (※ 1 2 3 …) of an official table."""
    written = [_plain(value) for value in values]
    numbers = [int(text) for text in written if text.isdecimal()]
    others = [text for text in written if text and not text.isdecimal() and text != "※"]
    return len(numbers) > 1 and not others and numbers[:1] == [1]


def _plain(value: RawValue) -> str:
    return value.strip() if isinstance(value, str) else str(value)
