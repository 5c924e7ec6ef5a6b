"""What can become of a cell of an official table, and what is kept of it."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from generator.reader.submission import Target


class CellState(enum.Enum):
    """What became of one cell of an official table."""

    EQUAL = "CELL-001"
    """Its formula is gone, the value is the same, at least as printed."""
    OVERWRITTEN = "CELL-002"
    """Its formula is gone, and the value is another."""
    STALE = "CELL-003"
    """Its formula is there, but was not computed after the last change."""
    FOLLOWS = "CELL-004"
    """Its formula is there and reads something that was overwritten or deleted."""
    CHANGED = "CELL-005"
    """Another formula stands there, and gives another value."""
    FAULTY = "CELL-006"
    """It holds an error value."""
    DIFFERENT = "CELL-008"
    """The value is another; the file does not say whether there was a formula."""
    MISSING = "CELL-009"
    """Its whole row is gone."""
    SURPLUS = "CELL-010"
    """Something stands where nothing belongs."""
    BROKEN = "CELL-011"
    """Its formula refers to something that was deleted."""


@dataclass(frozen=True, slots=True)
class OfficialCell:
    """One cell that is not as it should be. `formula` is what stands there, `own` what ought to."""

    state: CellState
    target: Target
    sheet: str
    cell: str
    heading: str
    stored: str
    expected: str
    difference: str = ""
    formula: str = ""
    own: str = ""


@dataclass(frozen=True, slots=True)
class OfficialTable:
    """What was found in one block of an official table: its odd cells, and how its rows lie in the file
    (from rows of the block to rows of the sheet), as the sheet counts and as we read the entries.
    """

    odd: tuple[OfficialCell, ...]
    rows: Mapping[int, int]
    read_rows: Mapping[int, int]
