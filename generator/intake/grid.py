"""A list as it lies in a file: numbered rows of text, nothing understood yet."""

from __future__ import annotations

from dataclasses import dataclass

LARGEST_FILE_BYTES = 50 * 1024 * 1024
LARGEST_FACTS_BYTES = 1024 * 1024
MOST_ROWS = 200_000
MOST_COLUMNS = 1_000


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row that is not blank. `number` counts all rows of the file from 1, blank ones too."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of one list; `file` is the name that a person knows it by."""

    file: str
    rows: tuple[GridRow, ...]
