"""Official tables of a .docx document, with nested headings that stand on each page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.publication import docx_styles as style
from generator.publication.contents_pages import Entry
from generator.publication.document import Cell, CellKind, HeadCell, Row, Table
from generator.publication.docx_cells import cell_element, row_element, table_element
from generator.publication.docx_markup import Element, node, paragraph, run, tab, twips
from generator.publication.grid import Slot, slots
from generator.publication.names import number_line
from generator.publication.table_fit import Fit

_SIDES = {CellKind.CODE: "center", CellKind.NAME: "left", CellKind.AMOUNT: "right", CellKind.TEXT: "left"}


def table_blocks(table: Table, title: Sequence[Element], width: float, fit: Fit) -> list[Element]:
    """An official table with all that stands above and below it. `title`: the runs of its title."""
    stop = node("tabs", node("tab", val="right", pos=twips(width)))
    note = [run(f"编制部门：{table.prepared_by}"), tab(), run(f"单位：{table.unit}")]
    blocks = [
        paragraph(style.NUMBER, run(number_line(table.name))),
        paragraph(style.TITLE, *title, properties=(node("outlineLvl", val=1),)),
        paragraph(style.NOTE, *note, properties=(stop,)),
        _official(table, fit),
    ]
    if table.statement:
        blocks.append(paragraph(style.STATEMENT, run(table.statement)))
    return blocks


def title_runs(entry: Entry, mark: Callable[[Entry], tuple[Element, Element]]) -> list[Element]:
    """The title of an official table: marked for links, and listed in the contents with its number."""
    begin, end = mark(entry)
    instruction = node("instrText")
    instruction.text = f' TC "{entry.text}" \\l {entry.level} '
    listed = [
        node("r", node("fldChar", fldCharType="begin")),
        node("r", instruction),
        node("r", node("fldChar", fldCharType="end")),
    ]
    return [begin, *listed, run(entry.stands), end]


def _official(table: Table, fit: Fit) -> Element:
    heads = [
        row_element([_head_cell(slot, fit) for slot in line], height, repeats=True)
        for line, height in zip(
            slots(table.head, table.head_rows, len(table.widths)), fit.head_heights, strict=True
        )
    ]
    if table.number_row:
        numbers = [
            cell_element(width, [text], "center", fit.size)
            for text, width in zip(table.number_row, fit.widths, strict=True)
        ]
        heads.append(row_element(numbers, fit.row_height, repeats=True))
    rows = [row_element(_cells(row, fit), fit.row_height) for row in table.rows]
    caption = f"{number_line(table.name)} {table.title}"
    return table_element(fit.widths, [*heads, *rows], fit.room, caption)


def _cells(row: Row, fit: Fit) -> list[Element]:
    return [
        _body_cell(cell, width, fit, is_bold=row.is_bold or cell.is_bold)
        for cell, width in zip(row.cells, fit.widths, strict=True)
    ]


def _body_cell(cell: Cell, width: float, fit: Fit, *, is_bold: bool) -> Element:
    indent = cell.indent * fit.size
    return cell_element(width, [cell.text], _SIDES[cell.kind], fit.size, is_bold=is_bold, indent=indent)


def _head_cell(slot: Slot[HeadCell], fit: Fit) -> Element:
    width = sum(fit.widths[slot.column : slot.column + slot.columns])
    texts = [slot.cell.text] if slot.cell is not None and slot.begins else [""]
    return cell_element(width, texts, "center", fit.size, is_bold=True, slot=slot)
