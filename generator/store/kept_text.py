"""Texts as every database can keep them."""

from __future__ import annotations


def clean_text(text: str) -> str:
    r"""A text as every database can keep it: PostgreSQL knows no NUL and no half of a pair of surrogates.

    Example:
        >>> clean_text("教育局\0\udce9.xlsx")
        '教育局�?.xlsx'
    """
    return text.replace("\0", "�").encode("utf-8", "replace").decode("utf-8")
