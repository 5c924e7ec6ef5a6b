"""What joins a workbook that is more than a department's: further sheets, and what cover and guide say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.expression.block import Book
from generator.workbook.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Joined:
    """A sheet that joins the workbook, and what the contents page calls it."""

    sheet: Sheet
    title: str


@dataclass(frozen=True, slots=True)
class Joining:
    """Sheets that stand before the entry sheets, and what the front says of them.

    `place` puts their cells into the book before any other, so that entries can be computed from them
    (`EntryRows.computed`). `statement` stands on the cover; a sheet called `guide_name` with the lines of
    `guide` takes the place of 填报说明; `properties` are custom properties of the file, for programs.
    """

    place: Callable[[Book], Sequence[Joined]]
    statement: str
    guide_name: str
    guide: tuple[str, ...]
    properties: Mapping[str, str | int] = field(default_factory=dict)
