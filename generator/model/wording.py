"""How people write the same word differently: width of signs, blanks, near misses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

_BLANKS = re.compile(r"\s+")
_DECIMALS = re.compile(r"\.0+$")
_QUOTES = str.maketrans("", "", "“”‘’\"'")


def plain_name(text: str) -> str:
    """A name without what people write either way: width of brackets, blanks, quotes, letter case.

    Example:
        >>> plain_name("维修 （护）费") == plain_name("维修(护)费")
        True
    """
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text)).translate(_QUOTES).casefold()


def plain_code(text: str) -> str:
    """A code without blanks, with ordinary digits, and without the ".0" of a number.

    Example:
        >>> plain_code(" ２０１０３ 01"), plain_code("30201.0")
        ('2010301', '30201')
    """
    return _DECIMALS.sub("", _BLANKS.sub("", unicodedata.normalize("NFKC", text)))


def nearest_word(word: str, allowed: Iterable[str], least: float = 0.5) -> str:
    """The allowed word that was probably meant, or "" when none is near.

    A word that contains the other, in either direction, counts as near: 办公室 and 市政府办公室.

    Example:
        >>> nearest_word("一般财利", ["事业收入", "一般财力"])
        '一般财力'
    """
    wanted = plain_name(word)
    best, best_score = "", least
    for candidate in allowed:
        plain = plain_name(candidate)
        score = SequenceMatcher(None, wanted, plain).ratio()
        if min(len(wanted), len(plain)) > 1 and (wanted in plain or plain in wanted):
            score = max(score, least) + 0.01
        if score > best_score or (score == best_score and not best):
            best, best_score = candidate, score
    return best
