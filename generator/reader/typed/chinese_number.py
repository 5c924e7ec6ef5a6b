"""Numbers in Chinese writing (中文数字), everyday and formal (大写): 一万二千, 壹拾贰元叁角."""

from __future__ import annotations

import re
from decimal import Decimal

_ORDINARY = str.maketrans("〇○壹贰两叁肆伍陆柒捌玖拾佰仟圆萬億", "零零一二二三四五六七八九十百千元万亿")
_DIGITS = {sign: digit for digit, sign in enumerate("零一二三四五六七八九")}
_PLACES = ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十"))
_TENS = {"十": 10, "百": 100, "千": 1000}
_LONGEST = 40
_AMOUNT = re.compile(r"(?P<yuan>[^元角分整正]+)(?:元零?(?:(?P<jiao>.)角)?零?(?:(?P<fen>.)分)?)?[整正]?")


def chinese_number(text: str) -> int | None:
    """The whole number that a text says, when it says it in full.

    Example:
        >>> chinese_number("壹拾万零伍佰"), chinese_number("十二"), chinese_number("三千五")
        (100500, 12, None)
    """
    plain = text.translate(_ORDINARY)
    if not plain or len(plain) > _LONGEST:
        return None
    total = section = digit = 0
    for sign in plain:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _TENS:
            section, digit = section + (digit or 1) * _TENS[sign], 0
        elif sign == "万":
            total, section, digit = total + (section + digit) * 10**4, 0, 0
        elif sign == "亿":
            total, section, digit = (total + section + digit) * 10**8, 0, 0
        else:
            return None
    number = total + section + digit
    in_full = f"一{plain}" if plain.startswith("十") else plain
    return number if _written(number) == in_full else None


def chinese_digits(text: str) -> str:
    """A row of single digits, as years are written; "" when there is anything else in it.

    Example:
        >>> chinese_digits("二〇二四")
        '2024'
    """
    plain = text.translate(_ORDINARY)
    return "".join(str(_DIGITS[sign]) for sign in plain) if set(plain) <= set(_DIGITS) else ""


def chinese_amount(text: str) -> Decimal | None:
    """An amount of money in yuan.

    Example:
        >>> chinese_amount("壹佰贰拾元叁角整"), chinese_amount("十万")
        (Decimal('120.30'), Decimal('100000.00'))
    """
    parts = _AMOUNT.fullmatch(text.translate(_ORDINARY))
    whole = None if parts is None else chinese_number(parts["yuan"])
    if parts is None or whole is None:
        return None
    jiao, fen = (_DIGITS.get(parts[name] or "零") for name in ("jiao", "fen"))
    return None if jiao is None or fen is None else Decimal(f"{whole}.{jiao}{fen}")


def _written(number: int) -> str:
    """The number in full, as it is read out."""
    for size, sign in _PLACES:
        if number >= size:
            head, rest = divmod(number, size)
            gap = "零" if 0 < rest < size // 10 else ""
            return _written(head) + sign + (gap + _written(rest) if rest else "")
    return "零一二三四五六七八九"[number]
