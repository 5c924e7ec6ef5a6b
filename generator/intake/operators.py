"""Operators (运算符) of performance indicators, however they are written."""

from __future__ import annotations

from collections.abc import Collection

from generator.model.wording import plain_name

_WRITTEN = {
    "≥": (">=", "=>", "≧", "⩾", "≥=", "大于等于", "大于或等于", "不小于", "不少于", "不低于"),
    "≤": ("<=", "=<", "≦", "⩽", "≤=", "小于等于", "小于或等于", "不大于", "不多于", "不高于", "不超过"),
    "=": ("==", "等于"),
    ">": ("大于", "高于", "多于"),
    "<": ("小于", "低于", "少于"),
}
_OPERATORS = {
    plain_name(sign): operator for operator, signs in _WRITTEN.items() for sign in (operator, *signs)
}


def operator_among(written: str, allowed: Collection[str]) -> str:
    """The operator that is meant, "" when it is none of those allowed.

    Example:
        >>> operator_among("＞ ＝", ["≥", "="]), operator_among("≦", ["≥", "="])
        ('≥', '')
    """
    operator = _OPERATORS.get(plain_name(written), "")
    return operator if operator in allowed else ""
