"""Rows as CSV for spreadsheets: UTF-8 with its mark, every cell in quotes, every text a text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from generator.reply.printable import one_line

BYTE_ORDER_MARK = "\ufeff"
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
"""What spreadsheets may take for the beginning of a formula; those of East Asia also in full width."""


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    r"""The rows as text: it begins with the byte order mark, without which Excel guesses the encoding.

    Lines end in CR LF (RFC 4180): write it with `newline=""`. Every cell is in quotes, so that programs
    which also cut at tabs or semicolons cut where we do.

    Example:
        >>> csv_text([["预算单位", "金额"]])
        '\ufeff"预算单位","金额"\r\n'
    """
    file = io.StringIO(newline="")
    file.write(BYTE_ORDER_MARK)
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
    return file.getvalue()


def begins_like_formula(text: str) -> bool:
    """Whether a spreadsheet that opens a CSV file might take the text for a formula or a number.

    Example:
        >>> begins_like_formula(" =1+1"), begins_like_formula("档案=整理")
        (True, False)
    """
    return _FORMULA.match(text) is not None


def guarded(text: str) -> str:
    """The text on one line; an apostrophe stands before one that begins like a formula (CWE-1236).

    Example:
        >>> guarded("=1+1"), guarded("教育局")
        ("'=1+1", '教育局')
    """
    line = one_line(text)
    return f"'{line}" if begins_like_formula(line) else line
