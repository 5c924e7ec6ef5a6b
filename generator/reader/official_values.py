"""Values of official tables compared as people see them: blank and zero alike, codes as text or number,
figures exactly or as printed.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from generator.expression.habits import Fault
from generator.expression.nodes import Value
from generator.model.wording import plain_name
from generator.spreadsheet.raw_book import RawValue, shown

EXACT = Decimal("0.0000005")
"""Half a fen in 万元: stored doubles are nearer than that to the exact value."""
_CENT = Decimal("0.01")
_ADDRESS = re.compile(r"\$?[A-Z]{1,3}\$?\d+|[\s'$]")
_REFERS = re.compile(r"[^\W\d]")


def same(stored: RawValue | None, expected: Value | Fault) -> bool:
    """Whether a stored value is the computed one; blank, nothing and zero show alike."""
    wanted = plain(expected)
    number = _number(stored)
    if isinstance(wanted, int | Decimal) and not isinstance(wanted, bool):
        held = Decimal(0) if stored in (None, "") else number
        return held is not None and abs(held - wanted) < EXACT
    if wanted in (None, ""):
        return stored in (None, "") or number == 0
    return label(shown(stored)) == label(wanted)


def same_as_printed(stored: RawValue | None, expected: Value | Fault) -> bool:
    """Whether both are the same figure in print, with two decimals."""
    wanted, number = plain(expected), _number(stored)
    if not isinstance(wanted, int | Decimal) or isinstance(wanted, bool) or number is None:
        return same(stored, expected)
    return _rounded(number) == _rounded(Decimal(wanted))


def plain(value: Value | Fault) -> Value:
    """A computed value; an error as its text."""
    return value.code if isinstance(value, Fault) else value


def shows(value: Value | Fault) -> bool:
    """Whether a cell with this value shows anything."""
    return plain(value) not in (None, "") and value != 0


def label(text: object) -> str:
    """A text that heads a row, as rows are compared: codes may have become numbers."""
    written = plain_name(str(text if text is not None else ""))
    return written.lstrip("0") if written.isdecimal() else written


def cell_text(value: RawValue | Value, unit: str) -> str:
    """A value as the table shows it, or as it is where two decimals would hide something.

    `unit` is that of an amount, "" for other columns.
    """
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return "（空白）" if value in (None, "") else shown(value)
    exact = Decimal(value)
    if not unit:
        return shown(exact)
    written = f"{exact:,.2f}"
    if abs(Decimal(written.replace(",", "")) - exact) >= EXACT:
        written = f"{exact.normalize():,f}"
    return f"{written} {unit}"


def difference(stored: RawValue | None, expected: Value | Fault, unit: str) -> str:
    """How far a stored amount is from the computed one; "" where that says nothing."""
    wanted, number = plain(expected), _number(stored)
    if number is None and stored in (None, ""):
        number = Decimal(0)
    if not unit or number is None or not isinstance(wanted, int | Decimal) or isinstance(wanted, bool):
        return ""
    return cell_text(number - wanted, unit)


def shape(formula: str) -> str:
    """A formula without addresses, blanks and quotes, which change as rows and columns move."""
    return _ADDRESS.sub("", formula).upper().removeprefix("=")


def is_constant(formula: str) -> bool:
    """Whether a formula refers to nothing: =285.17 is a value typed in another way."""
    return bool(formula) and _REFERS.search(formula) is None


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(_CENT, ROUND_HALF_UP) if abs(number) < Decimal(10) ** 20 else number


def _number(value: RawValue | None) -> Decimal | None:
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str):
        return None
    try:
        number = Decimal(value.strip().replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
