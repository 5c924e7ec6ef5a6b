"""Measures: the sum of line items or income that a cell of an official table shows."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

from generator.expression.nodes import (
    Expression,
    Named,
    Operation,
    RangeExpression,
    SumWhere,
    add,
    number,
)
from generator.layout import schema
from generator.model.amount import FEN_PER_UNIT
from generator.workbook import naming
from generator.workbook.keys import dimension_value

Conditions = tuple[tuple[RangeExpression, Expression], ...]


def measured(
    ledger: schema.Ledger, unit: str, where: schema.Where | schema.FigureWhere, also: Conditions = ()
) -> Expression:
    """The amounts of a ledger that meet `where` and `also`, in the table's unit (元 or 万元).

    A dimension with several values counts the items of each of them.
    """
    mirror = naming.MIRRORS[ledger]
    return measured_in(lambda column: Named(naming.defined_name(mirror, column)), unit, where, also)


def measured_in(
    cells: Callable[[str], RangeExpression],
    unit: str,
    where: schema.Where | schema.FigureWhere,
    also: Conditions = (),
) -> Expression:
    """The same over any cells that hold entries: `cells` gives 分 and the dimensions by name."""
    amounts = cells("分")
    alternatives = [
        [(dimension, word) for word in ([choice] if isinstance(choice, str) else choice)]
        for dimension, choice in where.items()
    ]
    terms: list[Expression] = []
    for chosen in product(*alternatives):
        conditions: Conditions = tuple(
            (cells(dimension), dimension_value(dimension, word)) for dimension, word in chosen
        )
        terms.append(SumWhere(amounts, also + conditions))
    return Operation("/", add(tuple(terms)), number(FEN_PER_UNIT[unit]))


def combined(*wheres: schema.Where) -> schema.Where | None:
    """All conditions together; `None` when two of them exclude each other, so that nothing counts."""
    together: dict[str, list[str]] = {}
    for where in wheres:
        for dimension, choice in where.items():
            words = [choice] if isinstance(choice, str) else choice
            known = together.get(dimension)
            together[dimension] = words if known is None else [word for word in known if word in words]
    if any(not words for words in together.values()):
        return None
    return {
        dimension: words[0] if len(words) == 1 else words  # type: ignore[misc]  # keys come from Where
        for dimension, words in together.items()
    }
