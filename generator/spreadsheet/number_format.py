"""Which number formats show a number as a date or time."""

from __future__ import annotations

import re

_BUILT_IN = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""14–22 and 45–47 everywhere; 27–36 and 50–58 in Chinese, Japanese and Korean versions."""
_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]?|General', re.IGNORECASE | re.DOTALL)
"""What stands as it is: quoted or escaped signs, widths, fillings, colours, locales, conditions."""
_DATE_SIGN = re.compile(r"[ymdhs]", re.IGNORECASE)
_LONGEST = 1_000
"""Excel allows 255 signs."""


def shows_date(code: str) -> bool:
    """Whether a format code is one of a date or time.

    Example:
        >>> [shows_date(code) for code in ('yyyy"年"m"月"', "[h]:mm", "#,##0.00;[Red]-0", '0"days"')]
        [True, True, False, False]
    """
    return _DATE_SIGN.search(_LITERAL.sub("", code[:_LONGEST])) is not None


def is_date_format(identity: int, codes: dict[int, str]) -> bool:
    """Whether a number format is one of a date or time; `codes` are those that the file defines."""
    code = codes.get(identity)
    return identity in _BUILT_IN if code is None else shows_date(code)
