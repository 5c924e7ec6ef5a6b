"""Amounts as people write them in a text: signs of currency, units, brackets, separators."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from generator.reader.typed.signs import DASHES, on_one_line

_POWERS = {"万": 4, "亿": 8, "千元": 3, "万元": 4, "百万元": 6, "千万元": 7, "亿元": 8}
_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "￥": "¥"})
_THOUSANDS = str.maketrans("", "", ", '")

_CURRENCY = r"(?:(?:RMB|CNY|CN|人民币)?\s*¥|RMB|CNY|人民币)"
_UNIT = r"(?:万|亿|(?:千|万|百万|千万|亿)?[元圆])"
_AFTER = rf"(?P<unit>{_UNIT})?\s*[整正]?\s*(?:RMB|CNY|人民币)?"
_NUMBER = (
    r"(?:[1-9][0-9]{0,2}(?P<mark>[, '])[0-9]{3}(?:(?P=mark)[0-9]{3})*|[0-9]+)(?:\.[0-9]*|。[0-9]{0,2})?"
    r"|\.[0-9]+"
)
_SIGNED = re.compile(
    rf"(?P<sign>[-+负])?\s*{_CURRENCY}?\s*(?P<inner>[-+负])?\s*(?P<number>{_NUMBER})\s*{_AFTER}", re.I
)
_BRACKETED = re.compile(
    rf"{_CURRENCY}?\s*\(\s*{_CURRENCY}?\s*(?P<number>{_NUMBER})\s*{_AFTER}\s*\)\s*(?P<outer>{_UNIT})?", re.I
)


@dataclass(frozen=True, slots=True)
class WrittenAmount:
    """An amount in yuan, exact. `unit` is the unit beside it when that was not the yuan: 万元, 亿元."""

    yuan: Decimal
    unit: str = ""


def amount_line(typed: str) -> str:
    """A typed text in the one writing that is looked at here: half width, one kind of dash and quote."""
    return on_one_line(typed).translate(DASHES).translate(_QUOTES)


def written_amount(line: str) -> WrittenAmount | None:
    """The amount that an `amount_line` states; None when there is any doubt.

    Thousands are set apart by commas, blanks or apostrophes, of one kind and in the right places. A
    Chinese full stop is a point when at most two digits follow.

    Example:
        >>> written_amount("¥(1,234.50)")
        WrittenAmount(yuan=Decimal('-1234.50'), unit='')
        >>> written_amount("12万元").unit, written_amount("1,23")
        ('万元', None)
    """
    bare = line.removeprefix("'")
    if len(bare) > 1 and bare[0] == bare[-1] == '"':
        bare = bare[1:-1].strip()
    bracketed = _BRACKETED.fullmatch(bare)
    if bracketed:
        return _in_yuan(True, bracketed["number"], bracketed["unit"], bracketed["outer"])
    signed = _SIGNED.fullmatch(bare)
    if signed is None or (signed["sign"] and signed["inner"]):
        return None
    return _in_yuan((signed["sign"] or signed["inner"]) in ("-", "负"), signed["number"], signed["unit"])


def _in_yuan(
    negative: bool, number: str, inner: str | None, outer: str | None = None
) -> WrittenAmount | None:
    if inner and outer:
        return None
    unit = (inner or outer or "").replace("圆", "元")
    digits = number.translate(_THOUSANDS).replace("。", ".")
    sign = "-" if negative else ""
    yuan = Decimal(f"{sign}{digits}E{_POWERS.get(unit, 0)}")
    return WrittenAmount(yuan, unit if unit in _POWERS else "")
