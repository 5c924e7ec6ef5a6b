"""Texts of a file as they may be shown: on one line, without signs that move or hide others."""

from __future__ import annotations


def one_line(text: str) -> str:
    r"""The text with a blank in place of every sign that is not printed.

    Control characters, line breaks, marks of writing direction, zero-width signs and half characters
    (lone surrogates) go; words stay as they are.

    Example:
        >>> one_line("水务局\x1b[2J\n.xlsx")
        '水务局 [2J .xlsx'
    """
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else " " for sign in text)
