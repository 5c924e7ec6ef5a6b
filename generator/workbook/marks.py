"""Hidden marks: texts that say which column and which rows of a sheet are what.

A returned workbook is found again by its defined names; where those are gone (.xls, .ods, a sheet copied
elsewhere) by these marks. One hidden row holds a mark for each column, hidden columns at the right say
where the rows of each block begin and end. Nothing counts or prints them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from generator.expression.block import Block
from generator.layout.layout_set import LayoutSet
from generator.workbook import naming
from generator.workbook.check_sheet import BLOCK as CHECKS
from generator.workbook.entry_sheet import BELOW_ROWS
from generator.workbook.facts import FACT_NAMES, fact_block
from generator.workbook.fixed_table import panel_block
from generator.workbook.sheet import Label, Sheet

PREFIX = "budgetbook"
BEFORE, AFTER = "^", "$"
"""Instead of a column: the row right above the first row of a block, the row right below its last."""
STYLE = "note"
GAP = 1
"""Blank columns (and on official sheets rows) between the sheet and its marks: sorting and filtering take
what is adjacent for one list.
"""


def mark(block: str, column: str) -> str:
    """The mark of a column of a block.

    Example:
        >>> mark("支出录入", "金额")
        'budgetbook/支出录入/金额'
    """
    return "/".join((PREFIX, *(part.replace("%", "%25").replace("/", "%2F") for part in (block, column))))


def read_mark(text: str) -> tuple[str, str] | None:
    """Block and column of a mark; None when the text is none.

    Example:
        >>> read_mark("budgetbook/表1·收入/预算数")
        ('表1·收入', '预算数')
    """
    prefix, *parts = text.strip().split("/")
    if prefix != PREFIX or len(parts) != 2 or not all(parts):
        return None
    block, column = (part.replace("%2F", "/").replace("%25", "%") for part in parts)
    return block, column


def marked_blocks(layout: LayoutSet) -> set[str]:
    """The blocks that bear marks: entries, registers, last year's figures, official tables, checks."""
    panels = {panel_block(table, panel) for table in layout.tables.values() for panel in table.panels}
    growing = {table.table for table in layout.tables.values() if table.rows}
    entered = {sheet.sheet for sheet in layout.entries.sheets} | {each.sheet for each in layout.registers}
    return entered | panels | growing | {naming.PREVIOUS, CHECKS}


def place_marks(sheets: Iterable[Sheet], marked: Collection[str]) -> None:
    """Mark these blocks on their sheets, and beside them the facts of the department."""
    for sheet in sheets:
        blocks = [block for block in sheet.blocks if block.name in marked]
        if blocks:
            _mark(sheet, blocks)


def _mark(sheet: Sheet, blocks: Sequence[Block]) -> None:
    last = _last_column(sheet)
    first, row = last + 1 + GAP, max(_below(sheet, block) for block in blocks)
    for place, block in enumerate(blocks, start=first):
        cells = [(row, column.position, column.name) for column in block.columns.values()]
        cells += [(block.top - 1, place, BEFORE), (block.top + block.rows, place, AFTER)]
        sheet.labels += [Label(down, right, mark(block.name, what), STYLE) for down, right, what in cells]
    facts = {fact_block(name): name for name in FACT_NAMES}
    sheet.labels += [
        Label(block.top, first, mark(naming.DEPARTMENT, facts[block.name]), STYLE)
        for block in sheet.blocks
        if block.name in facts
    ]
    sheet.hidden_rows = (row,)
    hidden = last + 1 if sheet.hidden_columns is None else sheet.hidden_columns[0]
    sheet.hidden_columns = (hidden, first + len(blocks) - 1)


def _last_column(sheet: Sheet) -> int:
    """The rightmost column in use, hidden ones included."""
    used = [column.position for block in sheet.blocks for column in block.columns.values()]
    drawn = [max(label.column, label.last_column) for label in sheet.labels]
    drawn += [max(link.column, link.last_column) for link in sheet.links]
    return max([*used, *drawn, *(merge.last_column for merge in sheet.merges), *sheet.widths])


def _below(sheet: Sheet, block: Block) -> int:
    """The row for the marks: on entry sheets below what is watched for entries that nobody would count."""
    return block.top + block.rows + (BELOW_ROWS if sheet.tab == "entry" else GAP)
