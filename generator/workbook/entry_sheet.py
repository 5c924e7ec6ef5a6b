"""The entry sheet (录入表) of a list: a plain list that behaves like a form.

Only typed columns hold constants; names and hints (提示) come from the mirror by the row's position,
so they stay right after rows were inserted, deleted or sorted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    add,
    call,
    equal,
    join,
    number,
    text,
)
from generator.layout import schema
from generator.layout.register_schema import RegisterColumn
from generator.workbook import naming
from generator.workbook.entry_list import EntryList
from generator.workbook.entry_rules import READY, SIGNS, WAITING
from generator.workbook.magnitude import looks_like_ten_thousands
from generator.workbook.sheet import Choice, Condition, Label, Page, Sheet

BELOW_ROWS = 1000
"""Rows under the entry area that are watched for entries nobody would count."""
TITLE_ROW, HELP_ROW, STATUS_ROW = 1, 2, 3
GROWING_LISTS = ("单位_名称", "项目_选项")
"""Lists to choose from that grow with the entries: only their filled part is offered."""
EntryColumn = schema.EntryColumn | RegisterColumn

_STYLES = {
    "text": "entry-text",
    "choice": "entry-text",
    "code": "entry-code",
    "amount": "entry-amount",
    "filled": "entry-filled",
    "hint": "entry-hint",
}
_EXAMPLE_STYLES = {"code": "example", "amount": "example-amount"}


class EntrySheet:
    """Places the entry sheet of a list."""

    example_styles = _EXAMPLE_STYLES
    waiting = "待填金额"
    """What rows are said to be that break a rule which only waits (`pending`)."""

    def __init__(self, entered: EntryList) -> None:
        self.entered = entered
        self.definition = entered.definition
        self.columns: Sequence[EntryColumn] = entered.definition.columns

    def sheet(self) -> Sheet:
        """The sheet that people fill in."""
        entered, definition, heading_row = self.entered, self.definition, self.entered.heading_row
        sheet = Sheet(definition.sheet, tab="entry")
        columns: list[Column] = []
        styles: dict[str, str | Sequence[str]] = {}
        for position, column in enumerate(self.columns):
            columns.append(Column(column.field, position, self._content(column)))
            styles[column.field] = self.style(column)
            sheet.widths[position] = column.width
            if self.heading(column):
                sheet.labels.append(Label(heading_row, position, self.heading(column), "entry-heading"))
        block = entered.book.add(
            Block.of(definition.sheet, definition.sheet, heading_row + 1, entered.capacity, columns)
        )
        sheet.paint(block, styles)
        for field in entered.typed_fields:
            entered.book.name(entered.typed(field).name, block, field)
        for column in self.columns:
            sheet.choices += self.choices(column, block)
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
        sheet.filter = (heading_row, 0, heading_row + entered.capacity, last)
        sheet.heights[heading_row] = 32
        sheet.zoom = 100 if sum(sheet.widths.values()) < WIDE else 85
        sheet.page = Page(
            landscape=True,
            repeat=(heading_row, heading_row),
            last_column=last,
            bottom=heading_row + entered.capacity,
        )
        return sheet

    def heading(self, column: EntryColumn) -> str:
        """What stands above a column; "" leaves it without."""
        return column.heading

    def style(self, column: EntryColumn) -> str | Sequence[str]:
        """How a column looks, in all rows or in each."""
        return self.entered.entries.painted(_STYLES[column.kind], self.entered.capacity)

    def choices(self, column: EntryColumn, block: Block) -> Iterator[Choice]:
        """Input message, list to choose from and guard of a column."""
        if column.prompt or column.choices:
            yield Choice(
                block.name,
                column.field,
                column.heading or column.field,
                column.prompt,
                column.choices,
                filled=naming.last_row_name(column.choices) if column.choices in GROWING_LISTS else "",
                strict=column.kind == "choice",
                refuse=column.field not in self.entered.typed_fields,
            )

    def room_left(self) -> list[Expression | str]:
        """How many rows are filled and how many can be."""
        filled = self.entered.rows_filled
        left = Operation("-", number(self.entered.capacity), filled)
        return ["已填 ", filled, " 行，还能再填 ", left, " 行"]

    def _example(self, sheet: Sheet) -> None:
        """A row above the headings that shows how to fill in; nothing reads it."""
        for position, column in enumerate(self.columns):
            if column.example:
                style = self.example_styles.get(column.kind, "example")
                sheet.labels.append(Label(self.entered.heading_row - 1, position, column.example, style))

    def _head(self) -> Block:
        """One line above the entries: how many rows are filled, and how many want mending."""
        entered, sheet = self.entered, self.definition.sheet
        errors, warnings, waiting = (self._rows_breaking(kind) for kind in ("error", "warning", "pending"))
        parts = [
            *self.room_left(),
            _told(waiting, join("；○ ", waiting, f" 行{self.waiting}")),
            _told(warnings, join("；▲ ", warnings, " 行请核对")),
            _told(errors, join("；✘ ", errors, " 行要改，见行末的提示")),
            If(equal(Operation("+", errors, warnings), 0), text("；✔ 没有要处理的行"), NOTHING),
        ]
        doubt = "；▲ 多数金额不到 {below:,} 元，是不是按万元填写的？录入表以元为单位"
        parts += [
            If(
                looks_like_ten_thousands(entered.mirrored("分"), check.below),
                text(doubt.format(below=check.below)),
                NOTHING,
            )
            for check in entered.layout.checks
            if sheet in check.magnitude
        ]
        return entered.book.add(
            Block.of(f"{sheet}·行数", sheet, STATUS_ROW, 1, [Column("行数", 0, join(*parts, "。"))])
        )

    def _rows_breaking(self, kind: str) -> Expression:
        """How many rows break a rule of one severity; rules that only wait are a kind of their own."""
        problems = self.entered.mirrored("问题")
        rules = enumerate(self.entered.rules, start=1)
        places = [place for place, rule in rules if ("pending" if rule.pending else rule.severity) == kind]
        return add(tuple(CountWhere(((problems, "=", number(place)),)) for place in places))

    def _watch_below(self, last: int) -> None:
        entered, sheet = self.entered, self.definition.sheet
        top = entered.heading_row + 1 + entered.capacity
        columns = [
            Column(column.field, position, [None] * BELOW_ROWS)
            for position, column in enumerate(self.columns)
        ]
        below = entered.book.add(Block.of(f"{sheet}·区外", sheet, top, BELOW_ROWS, columns))
        fields = [column.field for column in self.columns]
        entered.book.name(entered.typed("区外").name, below, fields[0], fields[last])

    def _content(self, column: EntryColumn) -> Content:
        if column.field in self.entered.typed_fields:
            return self.entered.entries.content(column.field, self.entered.capacity)
        return IfFault(Item(self.entered.mirrored(column.field), RowsBelow()), NOTHING)


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
