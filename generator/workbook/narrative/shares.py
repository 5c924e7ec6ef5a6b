"""Shares that add up to 100.00: each is rounded, and the largest takes the difference."""

from __future__ import annotations

from decimal import Decimal

from generator.expression.nodes import (
    CountNumbers,
    CountWhere,
    Expression,
    Find,
    Here,
    If,
    Named,
    Operation,
    Ordinal,
    SumRange,
    both,
    call,
    equal,
    number,
)

ROUNDED = "比"
"""The column of shares each rounded for itself."""
_HUNDRED, _MOST_LOST = number(100), number(Decimal("0.01"))


def rounded_share(amount: Expression, whole: Expression) -> Expression:
    """The share of a printed amount in the printed whole, in per cent; 0 where the whole is nothing."""
    ratio = Operation("*", Operation("/", amount, whole), _HUNDRED)
    return If(equal(whole, 0), number(0), call("ROUND", ratio, number(2)))


def settled_share(amount: Expression, amounts: Named, shares: Named) -> Expression:
    """The share of a row: rounded, in the first row with the largest amount whatever makes 100.

    Parts that do not make up the whole keep their shares as they are: no more than 0.01 for each of them
    is lost by rounding.
    """
    largest = both(equal(CountWhere(((amounts, ">", amount),)), 0), equal(Find(amount, amounts), Ordinal()))
    total = SumRange(shares)
    gap = call("ROUND", Operation("-", _HUNDRED, total), number(2))
    lost = Operation("<=", call("ABS", gap), Operation("*", CountNumbers(shares), _MOST_LOST))
    settled = call("ROUND", Operation("+", Here(ROUNDED), gap), number(2))
    return If(both(largest, lost), settled, Here(ROUNDED))
