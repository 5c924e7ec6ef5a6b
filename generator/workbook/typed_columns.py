"""The typed columns of a book that has room for the contents: what a stencil exchanges."""

from __future__ import annotations

from generator.expression.block import Address, Book
from generator.expression.nodes import Value
from generator.layout.layout_set import LayoutSet
from generator.workbook import naming
from generator.workbook.check_sheet import BLOCK, REASON
from generator.workbook.contents import PREVIOUS_FIELDS, Contents
from generator.workbook.facts import FACT_NAMES, fact_block
from generator.workbook.ledger import typed_fields


def typed_columns(contents: Contents, layout: LayoutSet, book: Book) -> dict[Address, list[Value]]:
    """What stands in each typed column, by block and column, from the first row to the last."""
    columns: dict[Address, list[Value]] = {}
    for sheet in layout.entries.sheets:
        entries, rows = contents.entries(sheet.ledger), book.blocks[sheet.sheet].rows
        columns |= {(sheet.sheet, field): entries.column(field, rows) for field in typed_fields(sheet)}
    for register in layout.registers:
        if register.sheet in book.blocks:
            entries, rows = contents.register(register), book.blocks[register.sheet].rows
            columns |= {
                (register.sheet, column.field): entries.column(column.field, rows)
                for column in register.typed
            }
    columns |= {(fact_block(name), name): [contents.facts.get(name)] for name in FACT_NAMES}
    rows = book.blocks[naming.PREVIOUS].rows
    columns |= {(naming.PREVIOUS, name): contents.previous.column(name, rows) for name in PREVIOUS_FIELDS}
    checks = book.blocks[BLOCK]
    ids = [str(checks.columns["编号"].at(row, checks.rows)) for row in range(checks.rows)]
    columns[BLOCK, REASON] = [contents.reasons.get(each) for each in ids]
    return columns
