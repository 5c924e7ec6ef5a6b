"""What a text may mean that is no amount for certain: suggestions for the person, never taken."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from generator.model.amount import AmountError, parse_yuan, yuan
from generator.reader.typed.chinese_number import chinese_amount
from generator.reader.typed.written_amount import written_amount


def possible_amounts(line: str) -> tuple[str, ...]:
    """The amounts in yuan that an `amount_line` may mean, the likeliest first; often none.

    Example:
        >>> possible_amounts("1,23"), possible_amounts("100-"), possible_amounts("十万元")
        (('1.23', '123.00'), ('-100.00', '100.00'), ('100000.00',))
    """
    for pattern, readings in _DOUBTS:
        found = pattern.fullmatch(line)
        if found is not None:
            return tuple(text for reading in readings if (text := _plain(reading(found))))
    return tuple(text for text in (_plain(chinese_amount(line)),) if text)


def _plain(amount: Decimal | None) -> str:
    """An amount with its two decimals, "" when it cannot be one."""
    try:
        return "" if amount is None else str(yuan(parse_yuan(amount)))
    except AmountError:
        return ""


def _nothing(found: re.Match[str]) -> Decimal:
    return Decimal(0)


def _amount(found: re.Match[str]) -> Decimal | None:
    inner = written_amount(found["amount"])
    return None if inner is None else inner.yuan


def _negative(found: re.Match[str]) -> Decimal | None:
    amount = _amount(found)
    return None if amount is None else amount.copy_negate()


def _as_number(found: re.Match[str]) -> Decimal:
    """1.2E+05, which a program wrote in a narrow column."""
    return Decimal(found[0])


def _comma_is_point(found: re.Match[str]) -> Decimal:
    """1.234,50, as it is written in Europe."""
    return Decimal(found[0].replace(".", "").replace(",", "."))


def _without_marks(found: re.Match[str]) -> Decimal:
    return Decimal(found[0].replace(".", "").replace(",", ""))


Reading = Callable[[re.Match[str]], Decimal | None]
_DOUBTS: tuple[tuple[re.Pattern[str], tuple[Reading, ...]], ...] = (
    (re.compile(r"¥?\s*-{1,3}\s*(?:元)?"), (_nothing,)),
    (re.compile(r"(?P<amount>[^-]+)-"), (_negative, _amount)),
    (re.compile(r"[△▲](?P<amount>[^-]+)"), (_negative,)),
    (re.compile(r"[-+]?[0-9]+(?:\.[0-9]*)?[eE][-+]?[0-9]{1,3}"), (_as_number,)),
    (re.compile(r"-?[0-9]+,[0-9]{1,2}"), (_comma_is_point, _without_marks)),
    (re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,2}"), (_comma_is_point,)),
    (re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3}){2,}"), (_without_marks,)),
)
"""Writings that leave a doubt, each with what it may mean."""
