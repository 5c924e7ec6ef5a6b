"""The entry sheet (录入表) of a ledger: a plain list that behaves like a form.

Only typed columns hold constants; names and hints (提示) come from the mirror by the row's position,
so they stay right after rows were inserted, deleted or sorted.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.expression.block import Block, Column, Content
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
    add,
    call,
    equal,
    join,
    number,
    text,
)
from generator.layout import schema
from generator.workbook import naming
from generator.workbook.entry_rules import READY, SIGNS, WAITING
from generator.workbook.ledger import Ledger, typed_fields
from generator.workbook.magnitude import looks_like_ten_thousands
from generator.workbook.sheet import Choice, Condition, Label, Page, Sheet

BELOW_ROWS = 1000
"""Rows under the entry area that are watched for entries nobody would count."""
TITLE_ROW, HELP_ROW, STATUS_ROW = 1, 2, 3
GROWING_LISTS = ("单位_名称", "项目_选项")
"""Lists to choose from that grow with the entries: only their filled part is offered."""

_ENTRY_STYLES = {
    "text": "entry-text",
    "choice": "entry-text",
    "code": "entry-code",
    "amount": "entry-amount",
    "filled": "entry-filled",
    "hint": "entry-hint",
}
_EXAMPLE_STYLES = {"code": "example", "amount": "example-amount"}


class EntrySheet:
    """Places the entry sheet of a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.definition = ledger.definition
        self.typed = typed_fields(ledger.definition)

    def sheet(self) -> Sheet:
        """The sheet that people fill in."""
        definition, heading_row = self.definition, self.ledger.heading_row
        sheet = Sheet(definition.sheet, tab="entry")
        columns: list[Column] = []
        styles: dict[str, str | Sequence[str]] = {}
        for position, column in enumerate(definition.columns):
            columns.append(Column(column.field, position, self._content(column)))
            styles[column.field] = self.ledger.entries.painted(
                _ENTRY_STYLES[column.kind], self.ledger.capacity
            )
            sheet.widths[position] = column.width
            if column.heading:
                sheet.labels.append(Label(heading_row, position, column.heading, "entry-heading"))
        block = self.ledger.book.add(
            Block.of(definition.sheet, definition.sheet, heading_row + 1, self.ledger.capacity, columns)
        )
        sheet.paint(block, styles)
        self._name_and_guard(sheet, block)
        last = len(columns) - 1
        self._watch_below(last)
        self._example(sheet)
        sheet.labels += [
            Label(TITLE_ROW, 0, definition.sheet, "title-left"),
            Label(HELP_ROW, 0, definition.help, "note"),
        ]
        sheet.paint(self._head(), {"行数": "status"})
        sheet.conditions += _row_lights(block.name, last)
        sheet.freeze = (heading_row + 1, 1)
        sheet.cursor = (heading_row + 1, 0)
        sheet.filter = (heading_row, 0, heading_row + self.ledger.capacity, last)
        sheet.heights[heading_row] = 32
        sheet.zoom = 100 if sum(sheet.widths.values()) < WIDE else 85
        sheet.page = Page(
            landscape=True,
            repeat=(heading_row, heading_row),
            last_column=last,
            bottom=heading_row + self.ledger.capacity,
        )
        return sheet

    def _name_and_guard(self, sheet: Sheet, block: Block) -> None:
        """Defined names for the typed columns; input messages and lists to choose from for all."""
        for column in self.definition.columns:
            made = column.field not in self.typed
            if not made:
                self.ledger.book.name(self.ledger.typed(column.field).name, block, column.field)
            if column.prompt or column.choices:
                growing = naming.last_row_name(column.choices) if column.choices in GROWING_LISTS else ""
                sheet.choices.append(
                    Choice(
                        block.name,
                        column.field,
                        column.heading or column.field,
                        column.prompt,
                        column.choices,
                        filled=growing,
                        strict=column.kind == "choice",
                        refuse=made,
                    )
                )

    def _example(self, sheet: Sheet) -> None:
        """A row above the headings that shows how to fill in; nothing reads it."""
        for position, column in enumerate(self.definition.columns):
            if column.example:
                style = _EXAMPLE_STYLES.get(column.kind, "example")
                sheet.labels.append(Label(self.ledger.heading_row - 1, position, column.example, style))

    def _head(self) -> Block:
        """One line above the entries: how many rows are filled, and how many want mending."""
        sheet = self.definition.sheet
        filled = SumRange(self.ledger.mirrored("填写"))
        errors, warnings, waiting = (self._rows_breaking(kind) for kind in ("error", "warning", "pending"))
        parts: list[Expression | str] = [
            "已填 ",
            filled,
            " 行，还能再填 ",
            Operation("-", number(self.ledger.capacity), filled),
            " 行",
            _told(waiting, join("；○ ", waiting, " 行待填金额")),
            _told(warnings, join("；▲ ", warnings, " 行请核对")),
            _told(errors, join("；✘ ", errors, " 行要改，见行末的提示")),
            If(equal(Operation("+", errors, warnings), 0), text("；✔ 没有要处理的行"), NOTHING),
        ]
        if self.ledger.name != "单位":
            doubt = "；▲ 多数金额不到 {below:,} 元，是不是按万元填写的？录入表以元为单位"
            fen = self.ledger.mirrored("分")
            parts += [
                If(looks_like_ten_thousands(fen, check.below), text(doubt.format(below=check.below)), NOTHING)
                for check in self.ledger.layout.checks
                if sheet in check.magnitude
            ]
        return self.ledger.book.add(
            Block.of(f"{sheet}·行数", sheet, STATUS_ROW, 1, [Column("行数", 0, join(*parts, "。"))])
        )

    def _rows_breaking(self, kind: str) -> Expression:
        """How many rows break a rule of one severity; rules that only wait for an amount are one more."""
        problems = self.ledger.mirrored("问题")
        rules = enumerate(self.definition.rules, start=1)
        places = [place for place, rule in rules if ("pending" if rule.pending else rule.severity) == kind]
        return add(tuple(CountWhere(((problems, "=", number(place)),)) for place in places))

    def _watch_below(self, last: int) -> None:
        sheet, top = self.definition.sheet, self.ledger.heading_row + 1 + self.ledger.capacity
        columns = [
            Column(column.field, position, [None] * BELOW_ROWS)
            for position, column in enumerate(self.definition.columns)
        ]
        below = self.ledger.book.add(Block.of(f"{sheet}·区外", sheet, top, BELOW_ROWS, columns))
        fields = [column.field for column in self.definition.columns]
        self.ledger.book.name(self.ledger.typed("区外").name, below, fields[0], fields[last])

    def _content(self, column: schema.EntryColumn) -> Content:
        if column.field in self.typed:
            return self.ledger.entries.content(column.field, self.ledger.capacity)
        return IfFault(Item(self.ledger.mirrored(column.field), RowsBelow()), NOTHING)


WIDE = 210
"""Sheets wider than this (in characters) open a little smaller."""


def _told(count: Expression, words: Expression) -> Expression:
    return If(Operation(">", count, number(0)), words, NOTHING)


def _row_lights(block: str, last: int) -> list[Condition]:
    """The row wears the colour of its hint's sign, a row that is ready or waits only in the hint."""
    first_sign = call("LEFT", Here("提示"), number(1))
    signs = (
        (SIGNS["error"], "row-to-mend", 0),
        (SIGNS["warning"], "amber-row", 0),
        (SIGNS["warning"], "amber-hint", last),
        (READY, "ready-hint", last),
        (WAITING, "waiting-hint", last),
    )
    return [Condition(block, first, last, equal(first_sign, sign), style) for sign, style, first in signs]
