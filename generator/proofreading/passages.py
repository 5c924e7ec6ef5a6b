"""Passages of a manuscript that say together what the workbook says in one paragraph, or one passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from generator.proofreading.folding import folded, folded_places
from generator.proofreading.manuscript import Passage, Spot

_AROUND = 14
_LONGEST = 60


class Said:
    """The words of one or more passages in a row: a paragraph that a page break cut is one again."""

    def __init__(self, passages: Sequence[Passage], order: int = 0) -> None:
        self.order = order
        """The place of the first among the elements of the document."""
        self._passages = passages
        self.text = "".join(passage.text for passage in passages)
        self.plain = passages[0].plain if len(passages) == 1 else folded(self.text)

    @cached_property
    def _places(self) -> list[int]:
        return folded_places(self.text)

    def spot(self, start: int = 0) -> Spot:
        """Where the sign at a place of the folded text stands."""
        before = self._places[start] if start or len(self._passages) > 1 else 0
        for passage in self._passages[:-1]:
            if before < len(passage.text):
                return replace(passage.spot, sign=before + 1)
            before -= len(passage.text)
        return replace(self._passages[-1].spot, sign=before + 1)

    def cut(self, start: int, end: int) -> str:
        """What stands between two places of the folded text, as it is written."""
        if start >= end:
            return ""
        return _one_line(self.text[self._places[start] : self._places[end - 1] + 1])

    def around(self, start: int, end: int) -> str:
        """What stands there, marked, with a little of the sentence around it."""
        places = self._places
        first = places[start]
        last = places[end - 1] + 1 if end > start else first
        left, right = max(0, first - _AROUND), min(len(self.text), last + _AROUND)
        middle = _one_line(self.text[first:last])
        if len(middle) > _LONGEST:
            middle = f"{middle[: _LONGEST // 2]}…{middle[-_LONGEST // 3 :]}"
        before = ("…" if left else "") + _one_line(self.text[left:first])
        after = _one_line(self.text[last:right]) + ("…" if right < len(self.text) else "")
        return f"{before}【{middle}】{after}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def shortened(text: str) -> str:
    """A paragraph as its beginning.

    Example:
        >>> shortened("一" * 61)[-3:]
        '一一…'
    """
    plain = _one_line(text)
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"
