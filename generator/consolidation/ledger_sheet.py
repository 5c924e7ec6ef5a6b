"""A ledger sheet: one row for each amount of a department, from which everything else is computed.

Amounts are typed and may be edited; their whole fen, in a hidden column, are what tables sum, so that no
sum drifts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.consolidation import naming
from generator.expression.block import Block, Book, Column, Content
from generator.expression.nodes import (
    Expression,
    Here,
    Named,
    Operation,
    Ordinal,
    SumWhere,
    Value,
    call,
    number,
)
from generator.model.amount import FEN_PER_YUAN
from generator.workbook.naming import defined_name
from generator.workbook.sheet import Choice, Label, Page, Sheet

HEADING_ROW = 4
TEXT, CODE, NUMBER_CODE = "text-cell shrink", "code-cell", "centre"
TYPED, FIGURE, COUNT = "entry-amount", "figure", "count"


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a ledger: what formulas call it, its heading and look. Working columns have no heading."""

    name: str
    heading: str
    width: float
    style: str
    content: Content
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Description:
    """What stands above a ledger."""

    title: str
    help: tuple[str, ...]


def ledger_sheet(
    book: Book, description: Description, fields: Sequence[Field], rows: int, frozen: int = 2
) -> Sheet:
    """Place a ledger; each column has a defined name, such as 汇总明细_分.

    A ledger without rows gets one blank row, so that its names refer to something.
    """
    title = description.title
    sheet = Sheet(title, tab="region")
    height = max(rows, 1)
    columns = [Column(field.name, place, _content(field, rows)) for place, field in enumerate(fields)]
    block = book.add(Block.of(title, title, HEADING_ROW + 1, height, columns))
    sheet.paint(block, {field.name: field.style for field in fields if field.heading})
    for column in columns:
        book.name(defined_name(title, column.name), block, column.name)
    shown = [field for field in fields if field.heading]
    for place, field in enumerate(shown):
        sheet.labels.append(Label(HEADING_ROW, place, field.heading, "entry-heading"))
        sheet.widths[place] = field.width
        if field.prompt:
            sheet.choices.append(Choice(block.name, field.name, field.heading, field.prompt))
    sheet.labels.append(Label(1, 0, title, "title-left"))
    sheet.labels += [Label(2 + place, 0, line, "note") for place, line in enumerate(description.help)]
    sheet.heights[HEADING_ROW] = 32
    sheet.hidden_columns = (len(shown), len(fields) - 1)
    sheet.freeze = (HEADING_ROW + 1, frozen)
    sheet.filter = (HEADING_ROW, 0, HEADING_ROW + height, len(shown) - 1)
    sheet.page = Page(
        landscape=True, repeat=(HEADING_ROW, HEADING_ROW), last_column=len(shown) - 1, large=True
    )
    return sheet


def _content(field: Field, rows: int) -> Content:
    return [None] if rows == 0 and not isinstance(field.content, Expression) else field.content


def amount_fields(amounts: Sequence[Value], eliminated: Sequence[Value]) -> list[Field]:
    """The amount as it was submitted, what is eliminated of it, and what remains."""
    together = call("ROUND", Operation("+", Here(naming.AMOUNT), Here(naming.ELIMINATED)), number(2))
    return [
        Field(naming.AMOUNT, "金额（元）", 18, TYPED, amounts, "部门上报的金额，可以改；各表随之重算。"),
        Field(
            naming.ELIMINATED, "抵销（元）", 16, TYPED, eliminated, "抵销数写负数，可以改；改动见“抵销”表。"
        ),
        Field(naming.CONSOLIDATED, "合并数（元）", 18, FIGURE, together),
    ]


def working_fields(members: Sequence[int], groups: Sequence[Value], amount: str) -> list[Field]:
    """The hidden columns of a ledger; `amount` is the column that counts, before elimination or after it."""
    fields = [
        Field(naming.MEMBER, "", 0, "", list(members)),
        Field(naming.GROUP, "", 0, "", list(groups)),
        Field(naming.FEN, "", 0, "", _fen(amount)),
    ]
    if amount != naming.AMOUNT:
        fields.append(Field(naming.SUBMITTED_FEN, "", 0, "", _fen(naming.AMOUNT)))
    return fields


def _fen(amount: str) -> Expression:
    return call("ROUND", Operation("*", Here(amount), number(FEN_PER_YUAN)), number(0))


def of_group(ledger: str) -> Expression:
    """The amount of the region's entry in this row, in yuan: the sum of its group in a ledger."""
    fen, group = (Named(defined_name(ledger, column)) for column in (naming.FEN, naming.GROUP))
    return Operation("/", SumWhere(fen, ((group, Ordinal()),)), number(FEN_PER_YUAN))
