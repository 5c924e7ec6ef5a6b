"""Numbers as sentences print them: rounded half away from zero, the sign apart from the digits."""

from __future__ import annotations

from typing import Literal

from generator.expression.nodes import (
    NOTHING,
    Expression,
    If,
    Operation,
    call,
    choose,
    equal,
    join,
    number,
    text,
)
from generator.model.amount import FEN_PER_UNIT, FEN_PER_YUAN

Unit = Literal["万元", "元", "简", "个", "数"]
MONEY: tuple[Unit, ...] = ("万元", "元", "简")
_AMOUNT, _WHOLE = "#,##0.00", "0"
_TEN_THOUSAND = FEN_PER_UNIT["万元"] // FEN_PER_YUAN


def from_yuan(yuan: Expression, unit: Unit) -> Expression:
    """An amount in yuan as a number of the unit."""
    return Operation("/", yuan, number(_TEN_THOUSAND)) if unit in ("万元", "简") else yuan


def rounded(value: Expression, unit: Unit) -> Expression:
    """The number as printed: two decimals, or none where it counts things."""
    return call("ROUND", value, number(0 if unit == "个" else 2))


def written(value: Expression, unit: Unit) -> Expression:
    """The text of a rounded number."""
    return join(If(Operation("<", value, number(0)), text("-"), NOTHING), unsigned(value, unit))


def unsigned(value: Expression, unit: Unit) -> Expression:
    """The text of a rounded number without its sign."""
    size = call("ABS", value)
    if unit == "个":
        return call("TEXT", size, text(_WHOLE))
    digits = call("TEXT", size, text(_AMOUNT))
    return digits if unit in ("万元", "元") else _without_zeros(digits)


def percentage(value: Expression) -> Expression:
    """The text of a rounded percentage without its sign, with %."""
    return join(call("TEXT", call("ABS", value), text("0.00")), "%")


def _without_zeros(digits: Expression) -> Expression:
    """Two decimals without needless zeros: 188, 1.5, 10.16."""
    length = call("LEN", digits)

    def end(signs: int) -> Expression:
        return call("MID", digits, Operation("-", length, number(signs - 1)), number(signs))

    def cut(signs: int) -> Expression:
        return call("LEFT", digits, Operation("-", length, number(signs)))

    return choose([(equal(end(3), ".00"), cut(3)), (equal(end(1), "0"), cut(1))], digits)


_DIGITS = text("一二三四五六七八九")


def chinese_ordinal(count: Expression) -> Expression:
    """A running number in Chinese (一, 十, 二十一), up to 99; digits beyond."""
    tens, ones = call("INT", Operation("/", count, number(10))), call("MOD", count, number(10))
    units = If(equal(ones, 0), NOTHING, _digit(ones))
    written_tens = join(If(equal(tens, 1), NOTHING, _digit(tens)), "十", units)
    return choose([(equal(tens, 0), _digit(ones)), (Operation("<", tens, number(10)), written_tens)], count)


def _digit(place: Expression) -> Expression:
    return call("MID", _DIGITS, place, number(1))
