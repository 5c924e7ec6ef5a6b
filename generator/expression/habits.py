"""Excel's habits, in one place: what spreadsheet programs do with blanks, text and halves.

A blank counts as 0 in arithmetic and as "" in text; any text stands above any number, and a truth
value above both; comparison of text ignores case; ROUND goes half away from zero; SUM skips text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache

from generator.expression.nodes import Value


class Fault(Exception):  # noqa: N818  # an error value is a spreadsheet's, not the program's
    """An error value such as #N/A. Raised while computing, stored in the cell that it ends in."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


NOT_AVAILABLE = "#N/A"
WRONG_VALUE = "#VALUE!"
DIVIDED_BY_ZERO = "#DIV/0!"
WRONG_REFERENCE = "#REF!"

LARGEST_EXPONENT = 307
"""Numbers go to some 10 to the power of 308, and down to its inverse: below that is 0."""

Number = int | Decimal

_DIGITS_ROUNDED = 20
"""How many digits a number that is rounded has at most; spreadsheets keep 15."""
_remembered = lru_cache(maxsize=1 << 14, typed=True)
"""For functions of one value, which rows of a list ask again and again of the same few texts."""
_NUMBERS = (int, Decimal)
_WRITTEN = Context(prec=15)
"""How many digits of a number spreadsheets write."""


def is_number(value: Value) -> bool:
    """Whether a cell holding the value counts as a number (blank and truth values do not)."""
    return value.__class__ in _NUMBERS


def as_number(value: Value) -> Number:
    """The value as arithmetic takes it. Raises Fault #VALUE! for text that is no plain number."""
    if value.__class__ in _NUMBERS:  # by far the most frequent case, and the classes have no others below
        return value
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int | Decimal):
        return value
    if value is None:
        return 0
    return _plain_number(value)


def _plain_number(text: str) -> Number:
    try:
        parsed = Decimal(text.strip())
    except InvalidOperation:
        raise Fault(WRONG_VALUE) from None
    if not parsed.is_finite() or "_" in text or not text.isascii() or parsed.adjusted() > LARGEST_EXPONENT:
        raise Fault(WRONG_VALUE)
    return parsed if parsed.adjusted() >= -LARGEST_EXPONENT else 0


def as_text(value: Value) -> str:
    """The value as text functions and & take it: numbers in their shortest writing, 15 digits at most."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    written = f"{_WRITTEN.plus(value).normalize():f}"
    return "0" if written == "-0" else written


def as_truth(value: Value) -> bool:
    """The value as a condition takes it. Raises Fault #VALUE! for text."""
    if isinstance(value, str):
        raise Fault(WRONG_VALUE)
    return bool(value)


def sort_key(value: Value) -> Value:
    """The value as equality and look-ups see it: text without regard to case, blank apart."""
    return value.casefold() if value.__class__ is str else value


def criterion_key(cell: Value) -> Value:
    """A cell as SUMIFS and COUNTIF match it: the criterion "" finds blank cells as well."""
    return "" if cell is None else sort_key(cell)


def compare(left: Value, right: Value) -> int:
    """-1, 0 or 1. A blank equals "", 0 and FALSE; number, text and truth value stand in this order."""
    if left.__class__ in _NUMBERS and right.__class__ in _NUMBERS:
        return (left > right) - (left < right)
    if left is None and right is None:
        return 0
    if left is None:
        left = _blank_beside(right)
    if right is None:
        right = _blank_beside(left)
    ranks = _rank(left), _rank(right)
    if ranks[0] != ranks[1]:
        return 1 if ranks[0] > ranks[1] else -1
    first, second = sort_key(left), sort_key(right)
    if first == second:
        return 0
    return -1 if first < second else 1  # type: ignore[operator]  # both text or both numbers here


def _rank(value: Value) -> int:
    if isinstance(value, bool):
        return 2
    return 1 if isinstance(value, str) else 0


def _blank_beside(other: Value) -> Value:
    if isinstance(other, bool):
        return False
    return "" if isinstance(other, str) else 0


def round_half_away(value: Value, digits: Value) -> Number:
    """ROUND: half away from zero, exact."""
    places, amount = int(as_number(digits)), Decimal(as_number(value))
    if amount.adjusted() + places < _DIGITS_ROUNDED:  # in larger numbers nothing is left to round
        amount = amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return int(amount) if places <= 0 else amount


def whole_part(value: Value) -> int:
    """INT: the next whole number downwards."""
    amount = as_number(value)
    if isinstance(amount, int):
        return amount
    return int(amount.to_integral_value(ROUND_FLOOR))


@_remembered
def half_width(value: Value) -> str:
    """ASC: full-width letters, digits and signs as their half-width twins; the rest unchanged."""
    return "".join(
        unicodedata.normalize("NFKC", sign) if "！" <= sign <= "～" or sign == "\u3000" else sign
        for sign in as_text(value)
    )


@_remembered
def trimmed(value: Value) -> str:
    """TRIM: without blanks at both ends, and single blanks inside."""
    return " ".join(part for part in as_text(value).split(" ") if part)


@_remembered
def number_of(value: Value) -> Number:
    """VALUE: text read as a number. Raises Fault #VALUE! otherwise."""
    if is_number(value) or value is None:
        return as_number(value)
    if isinstance(value, bool) or as_text(value).strip() == "":
        raise Fault(WRONG_VALUE)
    return _plain_number(as_text(value))


def middle(value: Value, start: Value, length: Value) -> str:
    """MID: `length` characters from `start`, counted from 1."""
    first = _count(start, least=1) - 1
    return as_text(value)[first : first + _count(length)]


def left_part(value: Value, length: Value) -> str:
    """LEFT: the first `length` characters."""
    return as_text(value)[: _count(length)]


def _count(value: Value, least: int = 0) -> int:
    """A number of characters. Raises Fault #VALUE! below `least`."""
    count = int(as_number(value))
    if count < least:
        raise Fault(WRONG_VALUE)
    return count


def found_at(wanted: Value, value: Value) -> int:
    """FIND: where a text begins inside another, from 1; case counts. Raises Fault #VALUE! if nowhere."""
    place = as_text(value).find(as_text(wanted))
    if place < 0:
        raise Fault(WRONG_VALUE)
    return place + 1


@_remembered
def cleaned(value: Value) -> str:
    """CLEAN: without line breaks, tabs and other control characters below 32."""
    return "".join(sign for sign in as_text(value) if sign >= " ")


def remainder(value: Value, divisor: Value) -> Number:
    """MOD: what is left of a division, with the sign of the divisor."""
    by = as_number(divisor)
    if by == 0:
        raise Fault(DIVIDED_BY_ZERO)
    rest = as_number(value) % by
    return rest + by if rest and (rest < 0) != (by < 0) else rest


def text_code(value: Value, weights: Sequence[Value | Fault]) -> Number:
    """The code point of each character times the weight of its place; blanks fill up a short text.

    Raises Fault #VALUE! for signs beyond the first 65,536: programs cut them in different ways.
    """
    written = as_text(value)[: len(weights)].ljust(len(weights))
    if max(written, default="") > "\uffff":
        raise Fault(WRONG_VALUE)
    total: Number = 0
    for sign, weight in zip(written, weights, strict=True):
        total += ord(sign) * as_number(weight)  # type: ignore[arg-type]  # weights are constants
    return total


_FORMATS = {"0": 0, "0.00": 2, "#,##0.00": 2}
_CODE_FORMAT = "000-000"


def formatted(value: Value, pattern: Value) -> str:
    """TEXT with one of the patterns 0, 0.00, #,##0.00 and 000-000."""
    if pattern == _CODE_FORMAT:
        digits = f"{round_half_away(value, 0):06d}"
        return f"{digits[:-3]}-{digits[-3:]}"
    places = _FORMATS[as_text(pattern)]
    rounded = Decimal(round_half_away(value, places))
    if rounded == 0:
        rounded = abs(rounded)
    return f"{rounded:,.{places}f}" if "#" in as_text(pattern) else f"{rounded:.{places}f}"


def _all(*conditions: Value) -> bool:
    truths = [each if each.__class__ is bool else as_truth(each) for each in conditions]  # faults and all
    return all(truths)


def _any(*conditions: Value) -> bool:
    truths = [each if each.__class__ is bool else as_truth(each) for each in conditions]  # faults and all
    return any(truths)


def _magnitude(value: Value) -> Number:
    amount = as_number(value)
    return -amount if amount < 0 else amount


def _label(target: Value, label: Value) -> Value:
    return label


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "ABS": _magnitude,
    "AND": _all,
    "ASC": half_width,
    "CLEAN": cleaned,
    "FIND": found_at,
    "HYPERLINK": _label,
    "INT": whole_part,
    "ISNUMBER": is_number,
    "LEFT": left_part,
    "LEN": lambda value: len(as_text(value)),
    "MID": middle,
    "MOD": remainder,
    "NOT": lambda value: not as_truth(value),
    "OR": _any,
    "ROUND": round_half_away,
    "SUBSTITUTE": lambda value, old, new: as_text(value).replace(as_text(old), as_text(new)),
    "TEXT": formatted,
    "TRIM": trimmed,
    "VALUE": number_of,
}
"""The plain functions: known to Excel 2010, WPS and LibreOffice 7, on single values only."""


def _equal(left: Value, right: Value) -> bool:
    if left.__class__ is right.__class__:  # by far the most frequent case
        return sort_key(left) == sort_key(right)
    return compare(left, right) == 0


def _divide(left: Value, right: Value) -> Number:
    divisor = as_number(right)
    if divisor == 0:
        raise Fault(DIVIDED_BY_ZERO)
    return Decimal(as_number(left)) / divisor


OPERATIONS: dict[str, Callable[[Value, Value], Value]] = {
    "+": lambda left, right: as_number(left) + as_number(right),
    "-": lambda left, right: as_number(left) - as_number(right),
    "*": lambda left, right: as_number(left) * as_number(right),
    "/": _divide,
    "&": lambda left, right: as_text(left) + as_text(right),
    "=": _equal,
    "<>": lambda left, right: not _equal(left, right),
    "<": lambda left, right: compare(left, right) < 0,
    "<=": lambda left, right: compare(left, right) <= 0,
    ">": lambda left, right: compare(left, right) > 0,
    ">=": lambda left, right: compare(left, right) >= 0,
}
