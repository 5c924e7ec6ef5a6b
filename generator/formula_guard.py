"""Texts in CSV files that a spreadsheet might take for formulas (CWE-1236)."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
"""What spreadsheets may take for the beginning of a formula; those of East Asia also in full width."""


def begins_like_formula(text: str) -> bool:
    """Whether a spreadsheet that opens a CSV file might take the text for a formula or a number.

    Example:
        >>> begins_like_formula(" =1+1"), begins_like_formula("档案=整理")
        (True, False)
    """
    return _FORMULA.match(text) is not None


def guarded(text: str) -> str:
    r"""The text with an apostrophe before it, if without its apostrophes it begins like a formula.

    Example:
        >>> guarded("=1+1"), guarded("'=1+1"), guarded("教育局\n"), guarded(">=95%"), guarded("'90")
        ("'=1+1", "''=1+1", '教育局\n', '>=95%', "'90")
    """
    return f"'{text}" if begins_like_formula(text.lstrip("'")) else text


def unguarded(text: str) -> str:
    """The text as it was before `guarded`.

    Example:
        >>> unguarded("'=1+1"), unguarded("'90")
        ('=1+1', "'90")
    """
    return text[1:] if begins_like_formula(text.lstrip("'")) else text
