"""The signs of a typed text: those that nobody sees, blanks of every kind, full and half width."""

from __future__ import annotations

import unicodedata

from generator.model.amount import HALF_WIDTH

_INVISIBLE = ("Cc", "Cf", "Zl", "Zp")
"""Controls, zero-width signs and marks of direction, separators of lines and paragraphs."""
DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣"), "-")
"""Hyphens, dashes and minus signs: people take the one at hand."""


def invisible_sign(text: str) -> str:
    r"""The first sign that nobody sees, such as U+200B; "" when there is none.

    Example:
        >>> invisible_sign("水利局\u200b")
        'U+200B'
    """
    hidden = (sign for sign in text if unicodedata.category(sign) in _INVISIBLE)
    return next((f"U+{ord(sign):04X}" for sign in hidden), "")


def without_invisible(text: str) -> str:
    """The text without the signs that nobody sees, line breaks and tabs among them."""
    return "".join(sign for sign in text if unicodedata.category(sign) not in _INVISIBLE)


def single_blanks(text: str) -> str:
    """The text trimmed, every blank, tab and line break in it as one ordinary blank."""
    return " ".join(text.split())


def on_one_line(text: str) -> str:
    r"""What a person sees of a text, in half width, on one line.

    Example:
        >>> on_one_line("\ufeff２１３０３０１\u3000 行政运行\n")
        '2130301 行政运行'
    """
    return single_blanks(without_invisible(single_blanks(text.translate(HALF_WIDTH))))
