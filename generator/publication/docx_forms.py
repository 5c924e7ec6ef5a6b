"""Forms of performance targets of a .docx document: merged cells, and indicators that may run over a page."""

from __future__ import annotations

from collections.abc import Sequence

from generator.publication import docx_styles as style
from generator.publication.document import Form, FormCell, FormCellKind
from generator.publication.docx_cells import cell_element, row_element, table_element
from generator.publication.docx_markup import Element, lines_of, paragraph, run
from generator.publication.form_fit import FORM_ROOM, FormFit, is_bold
from generator.publication.grid import Slot, slots

_SIDES = {
    FormCellKind.LABEL: "center",
    FormCellKind.VALUE: "center",
    FormCellKind.AMOUNT: "center",
    FormCellKind.LONG: "both",
}
_SPLITTING = 600
"""From so many characters in a cell on, its row may go on on the next page."""


def form_blocks(form: Form, fit: FormFit) -> list[Element]:
    """A form with its title and year.

    Where it takes more than a page, its indicators are a table of their own right below the head, since only
    the first rows of a table can repeat on each page.
    """
    lines = slots(form.cells, form.rows, len(form.widths))
    above = [paragraph(style.TITLE, run(form.title)), paragraph(style.SUBTITLE, run(form.subtitle))]
    if fit.is_one_page:
        return [*above, table_element(fit.widths, [_row(line, fit, form) for line in lines], FORM_ROOM)]
    head = [_row(line, fit, form, keeps=True) for line in lines[: form.head_rows]]
    headings, *rows = lines[form.head_rows :]
    indicators = [_row(headings, fit, form, repeats=True), *(_row(line, fit, form) for line in rows)]
    return [
        *above,
        table_element(fit.widths, head, FORM_ROOM, is_open_below=True),
        paragraph(style.SEAM),
        table_element(fit.widths, indicators, FORM_ROOM),
    ]


def _row(
    line: Sequence[Slot[FormCell]], fit: FormFit, form: Form, *, repeats: bool = False, keeps: bool = False
) -> Element:
    may_split = any(slot.cell is not None and len(slot.cell.text) >= _SPLITTING for slot in line)
    cells = [_cell(slot, fit, form, keeps=keeps and not may_split) for slot in line]
    return row_element(cells, fit.row_height, repeats=repeats, may_split=may_split)


def _cell(slot: Slot[FormCell], fit: FormFit, form: Form, *, keeps: bool) -> Element:
    width = sum(fit.widths[slot.column : slot.column + slot.columns])
    cell = slot.cell
    if cell is None or not slot.begins:
        return cell_element(width, [""], "center", fit.size, keeps=keeps, slot=slot)
    return cell_element(
        width,
        lines_of(cell.text),
        _SIDES[cell.kind],
        fit.size,
        is_bold=is_bold(form, cell),
        keeps=keeps,
        slot=slot,
    )
