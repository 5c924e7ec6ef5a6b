"""The forms in use as plain data: a grid of cells with texts, spans and addresses, as they are printed."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.expression.block import Block, Book
from generator.expression.evaluate import Evaluation
from generator.expression.excel import column_letters
from generator.expression.habits import Fault, as_text, formatted
from generator.expression.nodes import Value
from generator.layout.form_schema import FormCell
from generator.workbook.form_keys import FORM_ROW
from generator.workbook.form_sheet import HEAD, ROW, SUBTITLE, TITLE, PlacedForm, Slot

AMOUNT = "#,##0.00"


class FilledKind(enum.StrEnum):
    """What a cell of a form is."""

    LABEL = "label"
    VALUE = "value"
    AMOUNT = "amount"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class FilledCell:
    """A cell: its place in the grid (from 0), its spans, its text, what it states.

    `states` is the label before a value of the head, the heading above an indicator's; `block`, `column`
    and `block_row` say which cell of the plan it is, `address` which of the workbook (表!A5).
    """

    row: int
    column: int
    text: str
    kind: FilledKind
    rows: int
    columns: int
    states: str
    address: str
    block: str
    block_column: str
    block_row: int


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form in use: title, subtitle, its project ("" for the department's), and its grid.

    The head has `head_rows` rows, the headings of the indicators stand in row `head_rows` (from 0).
    """

    name: str
    title: str
    subtitle: str
    subject: str
    widths: tuple[float, ...]
    rows: int
    head_rows: int
    cells: tuple[FilledCell, ...]


def filled_forms(placed: PlacedForm, book: Book, evaluation: Evaluation) -> tuple[FilledForm, ...]:
    """The forms in use on a sheet, from the first slot to the last."""
    reader = _Reader(placed, book, evaluation)
    in_use = [slot for slot in placed.slots if reader.value(slot.head, FORM_ROW, TITLE) != ""]
    return tuple(reader.form(slot) for slot in in_use)


class _Reader:
    """Reads the slots of one form."""

    def __init__(self, placed: PlacedForm, book: Book, evaluation: Evaluation) -> None:
        self._placed, self._form = placed, placed.form
        self._book, self._evaluation = book, evaluation
        self._names = placed.columns

    def value(self, block: str, column: str, row: int) -> Value | Fault:
        """What a cell holds."""
        return self._evaluation.column(block, column)[row]

    def form(self, slot: Slot) -> FilledForm:
        """The form in a slot that is in use."""
        form, head = self._form, self._book.blocks[slot.head]
        listed = self._book.blocks[slot.indicators]
        used = [row for row in range(listed.rows) if self.value(listed.name, ROW, row) != ""]
        head_rows = len(form.head)
        cells = [*self._head(head), *self._headings(head), *self._indicators(listed, used)]
        return FilledForm(
            form.form,
            self._text(head, self._names[0], TITLE),
            self._text(head, self._names[0], SUBTITLE) if form.subtitle else "",
            self._subject(cells),
            tuple(column.width for column in form.columns),
            head_rows + 1 + len(used),
            head_rows,
            tuple(cells),
        )

    def _subject(self, cells: Sequence[FilledCell]) -> str:
        """What the form is for: the field of the head by which indicators belong to it."""
        by = self._form.indicators.by
        places = {(row, column) for row, column, cell in self._form.placed() if cell.field == by}
        return next((cell.text for cell in cells if (cell.row, cell.column) in places), "")

    def _head(self, head: Block) -> list[FilledCell]:
        return [
            self._cell(
                head,
                (row, column),
                HEAD + row,
                _kind(cell),
                "" if cell.label else self._form.label_of(row, column),
                (cell.rows, cell.columns),
            )
            for row, column, cell in self._form.placed()
        ]

    def _headings(self, head: Block) -> list[FilledCell]:
        row = len(self._form.head)
        return [
            self._cell(head, (row, column), HEAD + row, FilledKind.LABEL, "")
            for column in range(len(self._names))
        ]

    def _indicators(self, block: Block, used: Sequence[int]) -> list[FilledCell]:
        """The rows in use; equal neighbours of a merge column are one cell."""
        first = len(self._form.head) + 1
        cells: list[FilledCell] = []
        for column, leaf in enumerate(self._form.columns):
            starts = used
            if leaf.merge:
                shown = [row for row in used if self._text(block, leaf.heading, row)]
                starts = sorted({*used[:1], *shown})
            for place, row in enumerate(starts):
                after = starts[place + 1] if place + 1 < len(starts) else len(used)
                cells.append(
                    self._cell(
                        block,
                        (first + row, column),
                        row,
                        FilledKind.VALUE,
                        leaf.heading,
                        (after - row if leaf.merge else 1, 1),
                    )
                )
        return sorted(cells, key=lambda cell: (cell.row, cell.column))

    def _cell(
        self,
        block: Block,
        place: tuple[int, int],
        row: int,
        kind: FilledKind,
        states: str,
        spans: tuple[int, int] = (1, 1),
    ) -> FilledCell:
        name = self._names[place[1]]
        written = _AS_PRINTED[kind](self.value(block.name, name, row))
        address = f"{block.sheet}!{column_letters(place[1])}{block.top + row + 1}"
        return FilledCell(*place, written, kind, *spans, states, address, block.name, name, row)

    def _text(self, block: Block, column: str, row: int) -> str:
        return _plain(self.value(block.name, column, row))


def _kind(cell: FormCell) -> FilledKind:
    if cell.label:
        return FilledKind.LABEL
    if cell.is_amount:
        return FilledKind.AMOUNT
    return FilledKind.LONG if cell.long else FilledKind.VALUE


def _plain(value: Value | Fault) -> str:
    return value.code if isinstance(value, Fault) else as_text(value)


def _amount(value: Value | Fault) -> str:
    return _plain(value) if isinstance(value, Fault | str) else formatted(value, AMOUNT)


_AS_PRINTED: dict[FilledKind, Callable[[Value | Fault], str]] = {
    FilledKind.LABEL: _plain,
    FilledKind.VALUE: _plain,
    FilledKind.LONG: _plain,
    FilledKind.AMOUNT: _amount,
}
