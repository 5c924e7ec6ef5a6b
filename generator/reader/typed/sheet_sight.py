"""What the formulas of the person's own sheet make of a cell, computed from the formulas themselves."""

from __future__ import annotations

from decimal import Decimal

from generator.expression.block import Block, Book
from generator.expression.evaluate import Evaluation
from generator.expression.habits import Fault, as_number, is_number
from generator.expression.nodes import Constant, Expression, Value
from generator.spreadsheet.raw_book import DateValue, RawValue
from generator.workbook.typed_cell import bare_code, code_number, plain_number, plain_text

_EVALUATION = Evaluation(Book())
_NOWHERE = Block.of("", "", 0, 1, [])


def sheet_text(value: RawValue) -> str:
    """The text as the sheet trims it."""
    cell = _cell(value)
    return "" if cell is None else str(_computed(plain_text(cell)))


def sheet_amount(value: RawValue) -> Decimal | None:
    """The amount in yuan that the sheet counts; None when it sees none.

    Example:
        >>> sheet_amount("￥1,234.50"), sheet_amount("12万元")
        (Decimal('1234.50'), None)
    """
    cell = _cell(value)
    amount = None if cell is None else _computed(plain_number(cell, plain_text(cell)))
    return Decimal(as_number(amount)) if is_number(amount) else None


def sheet_code(value: RawValue, digits: int) -> str:
    """The code of that many digits that the sheet sees; "" when it sees none."""
    cell = _cell(value)
    code = None if cell is None else _computed(code_number(bare_code(plain_text(cell)), digits))
    return str(code) if code else ""


def _cell(value: RawValue) -> Constant | None:
    """The cell as a formula sees it; None for an error value."""
    if isinstance(value, DateValue):
        return Constant(value.serial)
    return Constant(value) if isinstance(value, str | Decimal | bool) else None


def _computed(expression: Expression) -> Value:
    try:
        return _EVALUATION.compile(expression, _NOWHERE)(0)
    except Fault:
        return None
