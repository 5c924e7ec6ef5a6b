"""Rows as CSV for spreadsheets: UTF-8 with its mark, every cell in quotes, every text a text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from generator.formula_guard import begins_like_formula
from generator.reply.printable import one_line

BYTE_ORDER_MARK = "\ufeff"


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


def guarded(text: str) -> str:
    """The text on one line; an apostrophe stands before one that begins like a formula (CWE-1236).

    Example:
        >>> guarded("=1+1"), guarded("教育局")
        ("'=1+1", '教育局')
    """
    line = one_line(text)
    return f"'{line}" if begins_like_formula(line) else line
