"""What a person typed or pasted, in its plain form: text, number, code.

Text numbers, full-width digits, thousands separators, currency signs, brackets for negative amounts
and blanks of every kind are understood; what stays unclear is left for a hint.
"""

from __future__ import annotations

from generator.expression.nodes import (
    NOTHING,
    Expression,
    If,
    IfFault,
    Operation,
    both,
    call,
    equal,
    join,
    number,
    text,
)

NO_BREAK_SPACE, ZERO_WIDTH_SPACE, WIDE_SPACE = "\u00a0", "\u200b", "\u3000"
WIDE_YUAN = "￥"
"""LibreOffice makes a backslash of it in half width, and leaves the wide space as it is."""
ZERO = number(0)


def plain_text(typed: Expression) -> Expression:
    """Trimmed, on one line, without blanks that nobody sees; an error value in the cell reads “#”."""
    visible = _without(call("CLEAN", typed), ZERO_WIDTH_SPACE)
    for blank in (NO_BREAK_SPACE, WIDE_SPACE):
        visible = call("SUBSTITUTE", visible, text(blank), text(" "))
    return IfFault(call("TRIM", visible), text("#"))


def plain_number(typed: Expression, written: Expression) -> Expression:
    """The number that was typed; `written` is its plain text. An error value where there is none."""
    return If(call("ISNUMBER", typed), typed, call("VALUE", bare_number(written)))


def bare_number(written: Expression) -> Expression:
    """What is left of a number's plain text without separators, currency signs and brackets."""
    bare: Expression = call("ASC", _without(written, WIDE_YUAN))
    for sign in (",", " ", "¥", "元", ")"):
        bare = _without(bare, sign)
    return call("SUBSTITUTE", bare, text("("), text("-"))


def digits_only(bare: Expression) -> Expression:
    """A text of digits with at most one point and one minus sign, as it is; "" for any other.

    Programs take other texts for numbers, too: shares such as 50%, times, dates.
    """
    rest = bare
    for digit in "0123456789":
        rest = _without(rest, digit)
    left = call("FIND", join(_EDGE, rest, _EDGE), text(_PLAIN_RESTS))
    return If(call("ISNUMBER", left), bare, NOTHING)


def number_of_digits(digits: Expression) -> Expression:
    """The number that such a text stands for, "" where it is none; 5-6 would be a date."""
    first, signed = call("LEFT", digits, number(1)), Operation("<>", digits, _without(digits, "-"))
    odd = both(signed, Operation("<>", first, text("-")))
    return If(odd, NOTHING, IfFault(call("VALUE", digits), NOTHING))


_EDGE = "|"
_PLAIN_RESTS = "||.|-|-.|"
"""What may be left of a number without its digits, each between edges."""


def bare_code(written: Expression) -> Expression:
    """The code at the beginning of “2010301 行政运行”, or of a code alone, in half-width digits."""
    half = call("ASC", written)
    end = call("FIND", text(" "), join(half, " "))
    return call("LEFT", half, Operation("-", end, number(1)))


def code_number(bare: Expression, digits: int) -> Expression:
    """A code as a number, or 0 when it has not the right number of digits."""
    value = call("VALUE", bare)
    whole = equal(value, call("INT", value))
    long_enough = Operation(">=", value, number(10 ** (digits - 1)))
    right = both(equal(call("LEN", bare), digits), whole, long_enough)
    return IfFault(If(right, value, ZERO), ZERO)


def without_wildcards(written: Expression) -> Expression:
    """The text with full-width twins of the signs that conditions would take for any text."""
    for sign, twin in (("*", "＊"), ("?", "？"), ("~", "～")):
        written = call("SUBSTITUTE", written, text(sign), text(twin))
    return written


def holds_one_of(written: Expression, signs: str) -> Expression:
    """1 when the text holds one of the signs, else 0."""
    bare = written
    for sign in signs:
        bare = _without(bare, sign)
    return If(Operation("<", call("LEN", bare), call("LEN", written)), number(1), ZERO)


def _without(written: Expression, sign: str) -> Expression:
    return call("SUBSTITUTE", written, text(sign), NOTHING)
