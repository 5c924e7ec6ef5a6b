"""Texts in CSV files that a spreadsheet might take for formulas (CWE-1236)."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
"""What spreadsheets may take for the beginning of a formula; those of East Asia also in full width."""


def guarded(text: str) -> str:
    """The text with an apostrophe before it, if without its apostrophes it begins like a formula.

    Example:
        >>> guarded("=1+1"), guarded("'=1+1"), guarded(">=95%"), guarded("'90")
        ("'=1+1", "''=1+1", '>=95%', "'90")
    """
    return f"'{text}" if _FORMULA.match(text.lstrip("'")) else text
