"""Beside the reasons on their sheet: what is still to be written, and by how much it changed."""

from __future__ import annotations

from generator.expression.block import Block, Book, Column
from generator.expression.nodes import NOTHING, IfFault, Item, RowsBelow
from generator.workbook.narrative.subjects import LISTED, to_write
from generator.workbook.sheet import Label, Sheet

_COLUMNS = {
    "名称": ("还要写的事项", 40.0, "entry-filled"),
    "本年": ("今年（万元）", 13.0, "figure-live"),
    "上年": ("去年（万元）", 13.0, "figure-live"),
    "增减": ("相差（万元）", 13.0, "figure-live"),
    "增减率": ("相差（%）", 10.0, "figure-live"),
}
"""What the list shows, its headings (others than those of the entries), widths and styles. The cells are
open, so that rows of the entries can be deleted."""
_GAP = 3.0


def place_panel(book: Book, sheet: Sheet) -> None:
    """Put the list at the right of the entries, in rows that follow the heading row of these."""
    entries = book.blocks[sheet.name]
    left = max(column.position for column in entries.columns.values()) + 2
    sheet.widths[left - 1] = _GAP
    columns: list[Column] = []
    for position, (column, (heading, width, _)) in enumerate(_COLUMNS.items(), start=left):
        columns.append(Column(column, position, IfFault(Item(to_write(column), RowsBelow()), NOTHING)))
        sheet.widths[position] = width
        sheet.labels.append(Label(entries.top - 1, position, heading, "heading"))
    rows = min(entries.rows, LISTED)
    block = book.add(Block.of(f"{sheet.name}·还要写", sheet.name, entries.top, rows, columns))
    sheet.paint(block, {column: style for column, (_, _, style) in _COLUMNS.items()})
    sheet.labels.append(Label(entries.top - 2, left, "下面自动列出，写好一个少一个。", "note"))
