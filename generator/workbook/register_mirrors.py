"""The hidden sheet 登记明细: the mirrors of all registers side by side, and the lists that go with them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from generator.expression.block import Block, Book, Column
from generator.expression.nodes import Value
from generator.layout.register_schema import RegisterColumn
from generator.workbook import naming
from generator.workbook.entry_rules import rule_text
from generator.workbook.register_columns import JOINT, RegisterColumns
from generator.workbook.register_list import RegisterList, options_of
from generator.workbook.sheet import Label, Sheet

ROW_PROPERTIES = ("row", "group", "unit", "kind", "note")


class RegisterMirrors:
    """The sheet, filled from left to right."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.sheet = Sheet(naming.REGISTERS, hidden=True, banner=False)
        self._next = 0

    def place(self, entered: RegisterList, matched: Collection[str], *, explained: bool) -> None:
        """The mirror of a register; each column has a defined name that begins with `entered.mirror`.

        `matched` are the fields by which its rows are matched with those of other registers; `explained`
        says whether the workbook has explanations.
        """
        rules = RegisterColumns(entered, matched, explained=explained).all()
        columns = [Column(name, self._next + place, rule) for place, (name, rule) in enumerate(rules.items())]
        block = self._add(entered.mirror, columns, entered.mirror_rows)
        for name in rules:
            self.book.name(entered.mirrored(name).name, block, name)

    def place_lists(self, entered: RegisterList) -> None:
        """The words of its rules, of its drop-down lists, and what is known of its fixed rows."""
        register = entered.definition
        self._list(entered, "规则", [rule_text(rule) for rule in entered.rules] or [""])
        for column in register.typed:
            if options_of(column):
                self._list(entered, f"{column.field}选项", options_of(column), column.field, "选项")
            if column.options_by is not None:
                self._list(entered, f"{column.field}对", _pairs(column), column.field, "对")
        if register.rows:
            values = {name: [getattr(row, name) for row in register.rows] for name in ROW_PROPERTIES}
            columns = [
                Column(name, self._next + place, listed)
                for place, (name, listed) in enumerate(values.items())
            ]
            block = self._add(f"{entered.mirror}·行", columns, len(register.rows))
            for name in ROW_PROPERTIES:
                self.book.name(naming.defined_name(register.name, "行", name), block, name)

    def _list(self, entered: RegisterList, heading: str, words: Sequence[Value], *name: str) -> None:
        block = self._add(f"{entered.mirror}·{heading}", [Column(heading, self._next, words)], len(words))
        self.book.name(naming.defined_name(entered.name, *(name or (heading,))), block, heading)

    def _add(self, name: str, columns: Sequence[Column], rows: int) -> Block:
        block = self.book.add(Block.of(name, naming.REGISTERS, 1, rows, columns))
        self.sheet.paint(block, {})
        self.sheet.labels += [Label(0, column.position, column.name, "note") for column in columns]
        self._next += len(columns) + 1
        return block


def _pairs(column: RegisterColumn) -> list[Value]:
    """The pairs of words that go together, in the order of the layout."""
    return [f"{left}{JOINT}{word}" for left, words in (column.options_by or {}).items() for word in words]
