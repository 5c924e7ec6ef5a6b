"""What a sheet looks like, as data: which block columns wear which style, labels, merges, print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.expression.block import Block
from generator.expression.nodes import Expression
from generator.workbook.chart import Chart

Style = str
"""A key of `styles.STYLES`; words joined by blanks combine."""


@dataclass(frozen=True, slots=True)
class Label:
    """A fixed text at a cell (row and column from 0), merged down to `last_row`, `last_column`."""

    row: int
    column: int
    text: str
    style: Style
    last_row: int = -1
    last_column: int = -1


@dataclass(frozen=True, slots=True)
class Link:
    """A fixed text that leads to a cell of this workbook, such as "'表1'!A1"."""

    row: int
    column: int
    text: str
    target: str
    style: Style = "link"
    last_column: int = -1


@dataclass(frozen=True, slots=True)
class Merge:
    """The single cell (block, column, row) merged to the right, and down over so many `rows`."""

    block: str
    column: str
    last_column: int
    row: int = 0
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Condition:
    """Rows of a block, between two sheet columns, wear a style while an expression holds."""

    block: str
    first_column: int
    last_column: int
    holds: Expression
    style: Style


@dataclass(frozen=True, slots=True)
class Choice:
    """A drop-down list or a guard on one column of a block.

    `source` is the defined name of the list, `filled` that of the cell that says how many rows of it to
    offer ("": all); a list that is not `strict` takes other texts as well. `refuse` keeps people from
    typing at all; a `guard` ("amount", "number" or "whole") asks back when something else is typed. `row`
    (from 0) is the only row that it is for; None: all of them.
    """

    block: str
    column: str
    title: str
    prompt: str
    source: str = ""
    filled: str = ""
    strict: bool = True
    refuse: bool = False
    guard: str = ""
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A comment (批注) at a cell of a block, and the fill that shows where it is; "" is the fill alone."""

    block: str
    column: str
    row: int
    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sheet that begins a page: its first row, and the rows `growing_from` to `growing_to`
    of which only those with a number in the sheet column `marks` are printed.
    """

    first: int
    growing_from: int
    growing_to: int
    marks: int


@dataclass(frozen=True, slots=True)
class Page:
    """Print set-up, on A4 as a rule: rows repeated on every page (from 0) and the printed area."""

    landscape: bool = False
    repeat: tuple[int, int] | None = None
    last_column: int = 0
    growing: str = ""
    """The defined name of the keys of a growing table: rows not in use are not printed."""
    bottom: int = 0
    """The last printed row of a sheet that does not grow by itself; 0: all rows."""
    one_page: bool = False
    large: bool = False
    """A3 paper: for sheets of many columns."""
    pieces: tuple[Piece, ...] = ()
    pieces_in_use: str = ""
    """The defined name of cells of which as many hold a number as there are pieces in use; "": all are."""


@dataclass(frozen=True, slots=True)
class Lines:
    """How many lines a row has room for at least: rows in use, and rows not in use yet.

    With 0 lines rows not in use have no height of their own: they grow while somebody types. `apart` says
    it for single rows (from 0) of the block.
    """

    used: int = 1
    unused: int = 1
    apart: Mapping[int, Lines] = field(default_factory=dict)


@dataclass(slots=True)
class Sheet:
    """One worksheet of the plan."""

    name: str
    hidden: bool = False
    tab: str = ""
    blocks: list[Block] = field(default_factory=list)
    styles: dict[tuple[str, str], Style | Sequence[Style]] = field(default_factory=dict)
    labels: list[Label] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    wrapped: dict[str, Lines] = field(default_factory=dict)
    """Blocks whose rows are as high as their wrapped texts need, and the least lines of each row."""
    hidden_columns: tuple[int, int] | None = None
    hidden_rows: tuple[int, ...] = ()
    freeze: tuple[int, int] | None = None
    cursor: tuple[int, int] = (0, 0)
    """The cell that is chosen when the sheet is opened."""
    filter: tuple[int, int, int, int] | None = None
    page: Page = Page()
    banner: bool = True
    zoom: int = 100

    def paint(self, block: Block, styles: Mapping[str, Style | Sequence[Style]]) -> None:
        """Add a block whose columns wear the given styles; columns not named wear none."""
        self.blocks.append(block)
        for column, style in styles.items():
            self.styles[block.name, column] = style
