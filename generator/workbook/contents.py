"""What a department puts into a workbook: the contents of all typed columns, by block and column.

All else in a workbook of the same layout and capacity is the same for every department.
"""

from __future__ import annotations

from generator.expression.block import Book
from generator.expression.nodes import Value
from generator.layout.layout_set import LayoutSet
from generator.model.budget import Department
from generator.workbook import naming
from generator.workbook.entry_sheet import typed_column
from generator.workbook.facts import fact_block, fact_values
from generator.workbook.ledger import Ledger, entry_rows
from generator.workbook.previous_sheet import previous_contents


def typed_contents(
    department: Department, layout: LayoutSet, book: Book
) -> dict[tuple[str, str], list[Value]]:
    """The contents of the typed columns as they stand in a book that has room for them."""
    contents: dict[tuple[str, str], list[Value]] = {}
    for sheet in layout.entries.sheets:
        rows = book.blocks[sheet.sheet].rows
        ledger = Ledger(book, layout, sheet.ledger, entry_rows(department, sheet.ledger), rows)
        for field in ledger.entries.fields:
            contents[sheet.sheet, field] = typed_column(ledger, field)
    for name, value in fact_values(department).items():
        contents[fact_block(name), name] = [value]
    rows = book.blocks[naming.PREVIOUS].rows
    for field, values in previous_contents(layout.previous_figures, department, rows).items():
        contents[naming.PREVIOUS, field] = values
    return contents
