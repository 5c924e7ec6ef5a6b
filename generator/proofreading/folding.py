"""Text folded for comparison: spaces, full-width signs and variants of punctuation make no difference."""

from __future__ import annotations

import re
from functools import lru_cache

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_VARIANTS = {
    "“": '"',
    "”": '"',
    "„": '"',
    "‘": "'",
    "’": "'",
    "—": "-",
    "–": "-",
    "−": "-",
    "‐": "-",
    "\u2011": "-",
    "﹣": "-",
    "﹪": "%",
    "∶": ":",
    "︰": ":",
    "﹕": ":",
    "﹐": ",",
    "﹔": ";",
    "﹙": "(",
    "﹚": ")",
    "［": "[",
    "］": "]",
    "【": "[",
    "】": "]",
    "•": "·",
    "・": "·",
    "．": ".",
}
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
_SIGNS = {**_FULL_WIDTH, **{ord(sign): ord(plain) for sign, plain in _VARIANTS.items()}}
_TABLE: dict[int, int | None] = {**_SIGNS, **{ord(sign): None for sign in _INVISIBLE}}
_BETWEEN_DIGITS = re.compile(r"(?<=\d)\s+(?=\d)")
_SPACES = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
_ANY_SPACES = re.compile(r"\s+")
_SHORT = 64
_COMPARISONS = (
    (re.compile(r"≥|⩾|≧|>=|=>"), "≥"),
    (re.compile(r"≤|⩽|≦|<=|=<"), "≤"),
)


def folded(text: str) -> str:
    """A sentence in its folded form; a space stays between two digits only, so that no figures grow together.

    Example:
        >>> folded("２０２４ 年　增长 16.68％， 共 12 34 ；")
        '2024年增长16.68%,共12 34;'
    """
    return _BETWEEN_DIGITS.sub(" ", _SPACES.sub("", text.translate(_TABLE)))


def folded_cell(text: str) -> str:
    r"""A cell in its folded form: line breaks cut words, figures and signs there, so that no space counts.

    Example:
        >>> folded_cell("> =2500\n0元"), folded_cell("≥95％")
        ('≥25000元', '≥95%')
    """
    return _folded_short(text) if len(text) < _SHORT else _folded_cell(text)


def _folded_cell(text: str) -> str:
    plain = _ANY_SPACES.sub("", text.translate(_TABLE))
    for pattern, sign in _COMPARISONS:
        plain = pattern.sub(sign, plain)
    return plain


_folded_short = lru_cache(maxsize=1 << 14)(_folded_cell)
"""Headings, names and amounts come again and again."""


def folded_places(text: str) -> list[int]:
    """For every sign of `folded(text)` its place in the text, and the length of the text at the end."""
    places: list[int] = []
    signs = folded(text)
    place = 0
    for sign in signs:
        while place < len(text) and not _becomes(text[place], sign):
            place += 1
        places.append(place)
        place += 1
    places.append(len(text))
    return places


def _becomes(written: str, sign: str) -> bool:
    return written.isspace() if sign == " " else written.translate(_TABLE) == sign
