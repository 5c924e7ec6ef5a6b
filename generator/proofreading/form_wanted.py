"""A form of performance targets as the workbook has it, by labels and columns."""

from __future__ import annotations

from dataclasses import dataclass

from generator.proofreading.collation import FormSaid
from generator.proofreading.folding import folded_cell
from generator.proofreading.form_said import (
    DEPARTMENT,
    INDICATOR,
    PROJECT,
    UNIT,
    FormRead,
    form_read,
    label_of,
)
from generator.publication.document import Form, FormCell, FormCellKind


@dataclass(frozen=True, slots=True)
class WantedForm:
    """A form of the workbook by labels and columns. Cells of indicators are by column, level cells filled."""

    form: Form
    head: dict[str, FormCell]
    columns: tuple[str, ...]
    headings: tuple[str, ...]
    indicators: tuple[tuple[FormCell, ...], ...]

    @property
    def plain(self) -> str:
        """The project, folded."""
        return folded_cell(self.form.subject)


def wanted_form(form: Form) -> WantedForm:
    """Take a form of the workbook apart."""
    head: dict[str, FormCell] = {}
    labels = [cell for cell in form.cells if cell.row < form.head_rows and cell.kind is FormCellKind.LABEL]
    for cell in form.cells:
        if cell.row >= form.head_rows or cell.kind is FormCellKind.LABEL:
            continue
        left = [
            label
            for label in labels
            if label.row <= cell.row < label.row + label.rows and label.column < cell.column
        ]
        if left:
            head[label_of(max(left, key=lambda label: label.column).text)] = cell
    width = len(form.widths)
    grid: dict[tuple[int, int], FormCell] = {}
    for cell in form.cells:
        for row in range(cell.row, cell.row + cell.rows):
            grid[row, cell.column] = cell
    blank = FormCell(0, 0, "")
    titles = [grid.get((form.head_rows, column), blank).text for column in range(width)]
    kept = [column for column in range(width) if titles[column]]
    columns = tuple(folded_cell(titles[column]) for column in kept)
    rows = [
        [grid.get((row, column), blank) for column in kept] for row in range(form.head_rows + 1, form.rows)
    ]
    return WantedForm(
        form, head, columns, tuple(titles[column] for column in kept), _indicators(rows, columns)
    )


def _indicators(rows: list[list[FormCell]], columns: tuple[str, ...]) -> tuple[tuple[FormCell, ...], ...]:
    """The rows that have an indicator; a blank level is that of the row above."""
    if INDICATOR not in columns:
        return ()
    indicator = columns.index(INDICATOR)
    found: list[tuple[FormCell, ...]] = []
    for row in rows:
        if row[indicator].text.strip():
            above = found[-1] if found else tuple(row)
            levels = (cell if cell.text else above[place] for place, cell in enumerate(row[:indicator]))
            found.append((*levels, *row[indicator:]))
    return tuple(found)


def labels_of(forms: list[WantedForm]) -> frozenset[str]:
    """Every label in the head of any form."""
    texts = (
        cell.text
        for wanted in forms
        for cell in wanted.form.cells
        if cell.kind is FormCellKind.LABEL and cell.row < wanted.form.head_rows
    )
    return frozenset((*map(label_of, texts), PROJECT, UNIT, DEPARTMENT))


def read_forms(said: tuple[FormSaid, ...], forms: list[WantedForm]) -> list[FormRead]:
    """Take the forms of the document apart."""
    labels = labels_of(forms)
    return [form_read(each, labels) for each in said]
