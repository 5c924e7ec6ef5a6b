"""Workings: a hidden sheet of blocks side by side, such as 勾稽, where comparisons are carried out.

A comparison keeps a running count of broken rows, one cell per row and column: its last cell says how
many are broken, the zeros before it where the first one stands.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.expression.block import Block, Book, Column
from generator.expression.nodes import Above, CellOf, Expression, Here, If, Named, Operation, equal, number
from generator.workbook import naming
from generator.workbook.sheet import Label, Sheet


class Workings:
    """The hidden sheet, filled from left to right."""

    def __init__(self, book: Book, name: str = naming.WORKINGS) -> None:
        self.book = book
        self.sheet = Sheet(name, hidden=True, banner=False)
        self.next_column = 0

    def block_name(self, name: str) -> str:
        """What the block is called that is placed under this name."""
        return f"{self.sheet.name}·{name}"

    def running(
        self, name: str, compared: Sequence[Expression], rows: int, rest: Expression | None
    ) -> tuple[Named, Expression]:
        """Place running counts of broken cells; returns their range and the count of them all."""
        last = f"{len(compared)}"
        columns: list[Column] = []
        for place, rule in enumerate(compared, start=1):
            before: Expression = Above(last) if place == 1 else Here(f"{place - 1}")
            running = Operation("+", before, rule)
            first = rule if place == 1 else None
            bottom = None
            if rest is not None:
                # The totals tell only of what no row has told already.
                bottom = Operation("+", before, If(equal(before, 0), rest, number(0)))
            columns.append(
                Column(f"{place}", self.next_column + place - 1, running, first=first, last=bottom)
            )
        block = self.place(name, columns, rows + (rest is not None))
        range_name = naming.defined_name(naming.WORKINGS, name)
        self.book.name(range_name, block, "1", last)
        broken = CellOf(block.name, last, block.rows - 1)
        return Named(range_name), broken

    def place(self, name: str, columns: list[Column], rows: int) -> Block:
        """Put columns at the right end of the sheet, under their name."""
        block = self.book.add(Block.of(self.block_name(name), self.sheet.name, 2, rows, columns))
        self.sheet.paint(block, {})
        self.sheet.labels.append(Label(0, columns[0].position, name, "note"))
        self.next_column += len(columns)
        return block

    def name_columns(self, name: str, headings: Sequence[str]) -> None:
        """Write column headings above a comparison's workings and give them a defined name."""
        block = self.book.blocks[self.block_name(name)]
        columns = [
            Column(column.name, column.position, [heading])
            for column, heading in zip(block.columns.values(), headings, strict=True)
        ]
        above = self.book.add(Block.of(f"{self.block_name(name)}·列名", self.sheet.name, 1, 1, columns))
        self.sheet.paint(above, {})
        self.book.name(
            naming.defined_name(naming.WORKINGS, name, "列名"), above, columns[0].name, columns[-1].name
        )
