"""Exact money (金额). Amounts are whole fen (分) in an `int`; yuan and 万元 are ways to write them.

Source: amounts are entered in yuan with two decimals and published in 万元; one 万元 is
1,000,000 分.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

FEN_PER_YUAN = 100
FEN_PER_WAN = 1_000_000
FEN_PER_UNIT = {"元": FEN_PER_YUAN, "万元": FEN_PER_WAN}
LARGEST_FEN = 10**15 - 1
"""Spreadsheets keep 15 significant digits; a larger amount could not be held exactly."""
HALF_WIDTH = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
"""Full-width digits and signs (！ to ～) and their ordinary twins, for `str.translate`."""
_WRITTEN = re.compile(
    r"[-+]?(?:(?:[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]*)?|\.[0-9]+)(?P<power>[eE][-+]?[0-9]+)?"
)
"""A number; thousands separators stand in the right places, or it is none: 1,23 may mean 1.23."""


class AmountError(ValueError):
    """A text that is not an amount in yuan. `reason` is one of the codes below.

    not_a_number · too_many_decimals · too_large
    """

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(f"{reason}: {text!r}")
        self.reason = reason
        self.text = text


def parse_yuan(text: str | float | Decimal) -> int:
    """Read an amount in yuan (元) as whole fen.

    Accepts full-width digits, thousands separators and surrounding blanks, as people type them.
    A `float` is read by its shortest decimal writing, which is what the person saw. A text such as
    1.2E+05 is no amount: a program wrote it, and left digits out.

    Unit:    yuan in, fen out.
    Raises:  AmountError, for anything that is not a number with at most two decimals.
    Example:
        >>> parse_yuan("１,２３４.５０")
        123450
    """
    written = _WRITTEN.fullmatch(str(text).translate(HALF_WIDTH).strip())
    if written is None:
        raise AmountError("not_a_number", str(text))
    try:
        yuan = Decimal(written[0].replace(",", ""))
    except InvalidOperation:
        raise AmountError("not_a_number", str(text)) from None
    if yuan.adjusted() > 15:
        raise AmountError("too_large", str(text))
    _, digits, exponent = yuan.as_tuple()
    if isinstance(exponent, int) and exponent < -2 and any(digits[exponent + 2 :]):
        raise AmountError("too_many_decimals", str(text))
    if written["power"] and isinstance(text, str):
        raise AmountError("not_a_number", str(text))
    fen = yuan * FEN_PER_YUAN
    if abs(fen) > LARGEST_FEN:
        raise AmountError("too_large", str(text))
    return int(fen)


def yuan(fen: int) -> Decimal:
    """The amount in yuan, with two decimals.

    Example:
        >>> yuan(123450)
        Decimal('1234.50')
    """
    return Decimal(fen).scaleb(-2)


def display(fen: int | Decimal, unit: str = "万元") -> str:
    """The amount as an official table prints it: two decimals, half away from zero, blank for zero.

    Unit:    fen in; text in `unit` ("万元" or "元") out.
    Example:
        >>> display(3384084889), display(0), display(-5000)
        ('3,384.08', '', '-0.01')
    """
    if fen == 0:
        return ""
    amount = (Decimal(fen) / FEN_PER_UNIT[unit]).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return f"{amount:,.2f}"
