"""The node kinds of an expression: a small typed tree that both back-ends understand.

An expression belongs to a column of a `Block` (see `block`), so it may speak of "here" (this row)
and "above" (the row above) without knowing addresses.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

Value = int | Decimal | str | bool | None
"""What a cell holds. `None` is a cell nobody has filled in; amounts are int (fen) or exact Decimal."""


class Expression:
    """Base of all nodes."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Constant(Expression):
    """A literal number, text or truth value."""

    value: int | Decimal | str | bool


@dataclass(frozen=True, slots=True)
class Here(Expression):
    """The cell of `column` in the same row of the same block."""

    column: str


@dataclass(frozen=True, slots=True)
class Above(Expression):
    """The cell of `column` one row up in the same block. Meaningless in the first row."""

    column: str


@dataclass(frozen=True, slots=True)
class Ordinal(Expression):
    """Which row of the block this is, from 1, written as a literal number."""


@dataclass(frozen=True, slots=True)
class RowsBelow(Expression):
    """How many rows this cell stands below the heading row of its block: stays right after rows
    were inserted, deleted or sorted.
    """


@dataclass(frozen=True, slots=True)
class CellOf(Expression):
    """One fixed cell: row `row` (from 0) of `column` in `block`."""

    block: str
    column: str
    row: int = 0


class RangeExpression(Expression):
    """A node that stands for many cells."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Named(RangeExpression):
    """A defined name of the workbook."""

    name: str


@dataclass(frozen=True, slots=True)
class ColumnOf(RangeExpression):
    """One column of a named range, counted from 1 by an expression: INDEX(range,0,n)."""

    cells: Named
    number: Expression


@dataclass(frozen=True, slots=True)
class RowOf(RangeExpression):
    """One row of a named range, counted from 1 by an expression: INDEX(range,n,0)."""

    cells: Named
    number: Expression


@dataclass(frozen=True, slots=True)
class Slice(RangeExpression):
    """The rows `first` to `last` of a named range, counted from 1."""

    cells: Named
    first: Expression
    last: Expression


@dataclass(frozen=True, slots=True)
class Item(Expression):
    """One cell of a named range, by row (and column) counted from 1."""

    cells: Named
    row: Expression
    column: Expression | None = None


@dataclass(frozen=True, slots=True)
class Operation(Expression):
    """`left sign right`, where sign is one of + - * / & = <> < <= > >=."""

    sign: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class If(Expression):
    """`then` where `condition` holds, else `otherwise`; only the chosen branch is computed."""

    condition: Expression
    then: Expression
    otherwise: Expression


@dataclass(frozen=True, slots=True)
class IfFault(Expression):
    """`value`, or `otherwise` where it ends in an error value."""

    value: Expression
    otherwise: Expression


@dataclass(frozen=True, slots=True)
class Call(Expression):
    """A plain function of single values, one of `habits.FUNCTIONS`."""

    function: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class SumCells(Expression):
    """The sum of single cells; text among them counts as nothing."""

    cells: tuple[Here | CellOf, ...]


@dataclass(frozen=True, slots=True)
class SumRange(Expression):
    """The sum of a range; text in it counts as nothing."""

    cells: RangeExpression


@dataclass(frozen=True, slots=True)
class SumWhere(Expression):
    """The sum of `amounts` over the rows in which every condition's cell equals its value."""

    amounts: RangeExpression
    conditions: tuple[tuple[RangeExpression, Expression], ...]


@dataclass(frozen=True, slots=True)
class CountWhere(Expression):
    """How many rows meet every condition: (cells, sign, value), sign one of = <> < <= > >=."""

    conditions: tuple[tuple[RangeExpression, str, Expression], ...]


@dataclass(frozen=True, slots=True)
class CountNumbers(Expression):
    """How many cells of the range hold a number."""

    cells: RangeExpression


@dataclass(frozen=True, slots=True)
class CountFilled(Expression):
    """How many cells of the range hold anything at all."""

    cells: RangeExpression


@dataclass(frozen=True, slots=True)
class RowCount(Expression):
    """How many rows the range has now (it grows when a person inserts rows)."""

    cells: Named


@dataclass(frozen=True, slots=True)
class Find(Expression):
    """The position, from 1, of the first cell equal to `value`; an error value when there is none."""

    value: Expression
    cells: RangeExpression


@dataclass(frozen=True, slots=True)
class NextKey(Expression):
    """The smallest number of the range above `previous` (`None`: the smallest of all), else ""."""

    keys: RangeExpression
    previous: Expression | None


@dataclass(frozen=True, slots=True)
class TextCode(Expression):
    """The characters of a text as one number: the code point of each times the weight of its place.

    `places` holds 1, 2, 3 … and `weights` a number for each; what is shorter is filled up with blanks,
    what is longer is cut off.
    """

    text: Expression
    places: Named
    weights: Named


@dataclass(frozen=True, slots=True)
class AddressOf(Expression):
    """The address, such as F12, of the cell `down` rows below and `across` columns right of `start`."""

    start: CellOf
    down: Expression
    across: Expression


def text(value: str) -> Constant:
    """A literal text."""
    return Constant(value)


def number(value: int | Decimal) -> Constant:
    """A literal number."""
    return Constant(value)


NOTHING = Constant("")
"""The empty text that an unused formula cell shows."""


def join(*parts: Expression | str) -> Expression:
    """Texts and expressions joined to one text."""
    nodes = [Constant(part) if isinstance(part, str) else part for part in parts]
    joined = nodes[0]
    for node in nodes[1:]:
        joined = Operation("&", joined, node)
    return joined


def add(terms: tuple[Expression, ...]) -> Expression:
    """The terms added up from left to right; 0 when there are none."""
    if not terms:
        return Constant(0)
    total = terms[0]
    for term in terms[1:]:
        total = Operation("+", total, term)
    return total


def call(function: str, *arguments: Expression) -> Call:
    """A call of a plain function."""
    return Call(function, arguments)


def equal(left: Expression, right: Expression | str | int) -> Operation:
    """Left = right."""
    return Operation("=", left, right if isinstance(right, Expression) else Constant(right))


def both(*conditions: Expression) -> Expression:
    """All conditions hold."""
    return conditions[0] if len(conditions) == 1 else Call("AND", conditions)


def choose(cases: list[tuple[Expression, Expression]], otherwise: Expression) -> Expression:
    """The value of the first case whose condition holds, else `otherwise`."""
    chosen = otherwise
    for condition, value in reversed(cases):
        chosen = If(condition, value, chosen)
    return chosen
