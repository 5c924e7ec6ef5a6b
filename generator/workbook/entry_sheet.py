"""The entry sheet (录入表) of a ledger: a plain list that behaves like a form.

Only typed columns hold constants; names and hints (提示) come from the mirror by the row's position,
so they stay right after rows were inserted, deleted or sorted.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.expression.block import Block, Column
from generator.expression.nodes import (
    NOTHING,
    CountWhere,
    Expression,
    Here,
    If,
    IfFault,
    Item,
    Operation,
    RowsBelow,
    SumRange,
    Value,
    equal,
    join,
    number,
    text,
)
from generator.layout import schema
from generator.workbook.ledger import HEADING_ROW, Ledger
from generator.workbook.sheet import Choice, Condition, Label, Page, Sheet

BELOW_ROWS = 1000
"""Rows under the entry area that are watched for entries nobody would count."""
_ENTRY_STYLES = {
    "text": "entry-text",
    "choice": "entry-text",
    "code": "entry-code",
    "amount": "entry-amount",
    "filled": "entry-filled",
    "hint": "entry-hint",
}


class EntrySheet:
    """Places the entry sheet of a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def sheet(self) -> Sheet:
        """The sheet that people fill in."""
        definition = self.ledger.definition
        sheet = Sheet(definition.sheet, tab="entry")
        columns: list[Column] = []
        styles: dict[str, str | Sequence[str]] = {}
        for position, column in enumerate(definition.columns):
            columns.append(Column(column.field, position, self._content(column)))
            styles[column.field] = _ENTRY_STYLES[column.kind]
            sheet.widths[position] = column.width
            if column.heading:
                sheet.labels.append(Label(HEADING_ROW, position, column.heading, "entry-heading"))
        block = self.ledger.book.add(
            Block.of(definition.sheet, definition.sheet, HEADING_ROW + 1, self.ledger.capacity, columns)
        )
        sheet.paint(block, styles)
        for column in definition.columns:
            if column.kind not in ("filled", "hint"):
                self.ledger.book.name(self.ledger.typed(column.field).name, block, column.field)
            if column.prompt:
                sheet.choices.append(
                    Choice(
                        block.name,
                        column.field,
                        column.heading,
                        column.prompt,
                        column.choices,
                        refuse=column.kind in ("filled", "hint"),
                    )
                )
        last = len(columns) - 1
        self._watch_below(last)
        sheet.labels += [
            Label(1, 0, definition.sheet, "title-left"),
            Label(2, 0, definition.help, "note"),
        ]
        sheet.paint(self._head(), {"行数": "note"})
        sheet.conditions.append(
            Condition(block.name, 0, last, Operation("<>", Here("提示"), NOTHING), "row-to-mend")
        )
        sheet.freeze = (HEADING_ROW + 1, 1)
        sheet.filter = (HEADING_ROW, 0, HEADING_ROW + self.ledger.capacity, last)
        sheet.heights[HEADING_ROW] = 32
        sheet.page = Page(landscape=True, repeat=(HEADING_ROW, HEADING_ROW), last_column=last)
        return sheet

    def _head(self) -> Block:
        """One line above the entries: how many rows are filled, and how many want mending."""
        sheet = self.ledger.definition.sheet
        filled = self.ledger.mirrored("填写")
        problems = self.ledger.mirrored("问题")
        mend = CountWhere(((problems, ">", number(0)),))
        line = join(
            "已填 ",
            SumRange(filled),
            " 行，还能再填 ",
            Operation("-", number(self.ledger.capacity), SumRange(filled)),
            " 行；",
            If(equal(mend, 0), text("没有需要处理的行"), join("有 ", mend, " 行需要处理，见行末的提示")),
            "。",
        )
        return self.ledger.book.add(Block.of(f"{sheet}·行数", sheet, 3, 1, [Column("行数", 0, line)]))

    def _watch_below(self, last: int) -> None:
        sheet = self.ledger.definition.sheet
        columns = [
            Column(column.field, position, [None] * BELOW_ROWS)
            for position, column in enumerate(self.ledger.definition.columns)
        ]
        below = self.ledger.book.add(
            Block.of(f"{sheet}·区外", sheet, HEADING_ROW + 1 + self.ledger.capacity, BELOW_ROWS, columns)
        )
        fields = [column.field for column in self.ledger.definition.columns]
        self.ledger.book.name(self.ledger.typed("区外").name, below, fields[0], fields[last])

    def _content(self, column: schema.EntryColumn) -> Expression | list[Value]:
        if column.kind in ("filled", "hint"):
            source = self.ledger.mirrored(column.field)
            return IfFault(Item(source, RowsBelow()), NOTHING)
        place = self.ledger.entries.fields.index(column.field)
        typed: list[Value] = [row[place] for row in self.ledger.entries.rows]
        return typed + [None] * (self.ledger.capacity - len(typed))
