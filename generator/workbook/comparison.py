"""A comparison: one check of the layout, as expressions for one row of the check sheet."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.expression.nodes import (
    NOTHING,
    ColumnOf,
    CountWhere,
    Expression,
    Here,
    If,
    IfFault,
    Named,
    Operation,
    call,
    equal,
    number,
)
from generator.layout import schema

ROWS = "行"
AS_WANTED = "应为"
"""What a side is called that is nothing but what the other one should be."""
ZERO, ONE = number(0), number(1)
LEFT, RIGHT, BROKEN_COUNT = Here("左值"), Here("右值"), Here("不平")
ROW, COLUMN = Here("行"), Here("列")
"""Cells of the check sheet's row: both values, how many places are broken, and where the first is."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: what it is called, its value, and the cell to look at."""

    called: str
    value: Expression
    sheet: str = ""
    cell: Expression = NOTHING


@dataclass(frozen=True, slots=True)
class Comparison:
    """One row of the check sheet.

    `row` and `column` locate the first broken place, `count` says how many places were compared,
    `broken` how many of them differ, `where` names the place in words, `idle` says why a comparison
    of nothing does not apply.
    """

    id: str
    check: schema.Check
    left: Side
    right: Side
    count: Expression
    broken: Expression
    row: Expression = ZERO
    column: Expression = ZERO
    where: Expression = NOTHING
    idle: str = "没有数据"
    tables: tuple[str, ...] = field(default=())
    measure: str = "元"
    """What the sides are in: 元, the table's own unit as printed, or 行 (they count rows)."""
    told: Expression | None = None
    """What 说明 says where the check is broken, when both values and their difference say too little."""

    @property
    def is_count(self) -> bool:
        """Whether the sides count rows instead of money."""
        return self.measure == ROWS


def differs(left: Expression, right: Expression, relation: str) -> Expression:
    """1 where the relation between two amounts in yuan is broken, else 0; text counts as broken."""
    gap = call("ROUND", Operation("-", left, right), number(2))
    sign = "<>" if relation == "=" else "<"
    return IfFault(If(Operation(sign, gap, ZERO), ONE, ZERO), ONE)


def first_broken(counted: Named, ok: int, columns: int = 1) -> Expression:
    """The first broken row: zeros of the running count, plus one; `ok` when nothing is broken."""
    last = ColumnOf(counted, number(columns)) if columns > 1 else counted
    zeros = CountWhere(((last, "=", ZERO),))
    return If(equal(BROKEN_COUNT, 0), number(ok), Operation("+", zeros, ONE))
