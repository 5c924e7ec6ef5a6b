"""A chart as data: which rows of which block it shows, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Series:
    """One series: its name, and the column of the chart's block that holds its values."""

    name: str
    column: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of the rows of a block: `categories` is the column that names them.

    `row` is the sheet row (from 0) at which it begins, `left`, `width` and `height` are in pixels.
    """

    title: str
    kind: Literal["bar", "column"]
    block: str
    categories: str
    series: tuple[Series, ...]
    unit: str
    row: int
    left: int
    width: int
    height: int
