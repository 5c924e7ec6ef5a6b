"""The document as data: parts, sentences with the origin of every figure, tables and forms cell by cell.

Writers (.docx, HTML) and the proofreader read nothing else.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.stretch import Meaning, Stretch, text_of

__all__ = [
    "Block",
    "Cell",
    "CellKind",
    "Document",
    "Form",
    "FormCell",
    "FormCellKind",
    "HeadCell",
    "Heading",
    "Meaning",
    "Paragraph",
    "Row",
    "Stretch",
    "Table",
    "text_of",
]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 is a part (第一部分), 2 a section (一、), 3 a subsection （一）."""

    level: int
    stretches: tuple[Stretch, ...]

    @property
    def text(self) -> str:
        """The whole text."""
        return text_of(self.stretches)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose. `cell` is where the workbook shows it (说明!B12)."""

    stretches: tuple[Stretch, ...]
    cell: str = ""

    @property
    def text(self) -> str:
        """The whole text."""
        return text_of(self.stretches)


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A heading of a table: its place in the grid of headings (from 0), and how far it spans."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


class CellKind(enum.StrEnum):
    """How a cell of a table is set."""

    CODE = "code"
    NAME = "name"
    AMOUNT = "amount"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as printed; a zero amount is "". `address` is its cell in the workbook, such as 表5!E14.

    Where panels stand side by side, `is_bold` may hold for one of them only.
    """

    text: str
    kind: CellKind = CellKind.TEXT
    address: str = ""
    indent: int = 0
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: one cell for each column. `key` tells rows of a table apart, in words."""

    cells: tuple[Cell, ...]
    is_bold: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """An official table (表5): number, title, who compiled it, unit, headings, ※ row, rows, or its statement.

    `head` has `head_rows` rows of nested headings over `widths` columns (widths in characters).
    `number_row` has one text for each column, or is empty. `statement` is "" unless the table is empty.
    `amounts` are the places of the amount columns, `columns` what each column is called in full.
    """

    name: str
    title: str
    prepared_by: str
    unit: str
    is_landscape: bool
    widths: tuple[float, ...]
    head: tuple[HeadCell, ...]
    head_rows: int
    columns: tuple[str, ...]
    number_row: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    statement: str = ""
    amounts: tuple[int, ...] = ()


class FormCellKind(enum.StrEnum):
    """What a cell of a form is."""

    LABEL = "label"
    VALUE = "value"
    AMOUNT = "amount"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell of a form: its place in the grid (from 0), how far it spans, its text, what it states."""

    row: int
    column: int
    text: str
    kind: FormCellKind = FormCellKind.VALUE
    rows: int = 1
    columns: int = 1
    states: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A form of performance targets (绩效目标表): title, year in brackets, and its grid.

    `subject` is the project, or "" for the department as a whole. The head above the indicators
    has `head_rows` rows; row `head_rows` (from 0) holds the headings of the indicators.
    """

    name: str
    title: str
    subtitle: str
    subject: str
    widths: tuple[float, ...]
    rows: int
    head_rows: int
    cells: tuple[FormCell, ...]


Block = Heading | Paragraph | Table | Form


@dataclass(frozen=True, slots=True)
class Document:
    """The whole disclosure of a department. `closing` stands at the end at the right.

    `draft` are the words that mark every page while blocking checks fail, or "".
    """

    department: str
    year: int
    cover: tuple[str, ...]
    contents: str
    blocks: tuple[Block, ...]
    closing: tuple[str, ...] = ()
    compiled_on: str = ""
    draft: str = ""

    def tables(self) -> Iterator[Table]:
        """The official tables, in order."""
        return (block for block in self.blocks if isinstance(block, Table))

    def forms(self) -> Iterator[Form]:
        """The forms of performance targets, in order."""
        return (block for block in self.blocks if isinstance(block, Form))

    def headings(self) -> Iterator[Heading]:
        """The headings, in order: what the contents list."""
        return (block for block in self.blocks if isinstance(block, Heading))
