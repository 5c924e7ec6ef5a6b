"""The review of a text with slots: whether each slot says something that there is."""

from __future__ import annotations

import re
from collections.abc import Collection

from generator.layout.phrases import BRACES
from generator.layout.review import Review
from generator.layout.schema_faults import nearest_of
from generator.layout.source import FORMULA, UNKNOWN, Path_, Source
from generator.layout.template import Slot, slots_of

_BALANCED = re.compile(r"[^{}]*(?:\{[^{}]+\}[^{}]*)*")


def review_slots(review: Review, source: Source, path: Path_, text: str, words: Collection[str]) -> list[str]:
    """Collect a fault at each slot of a text that is none of `words`; gives the names in its slots."""
    if not _BALANCED.fullmatch(text):
        review.fault(FORMULA, source, path, text, BRACES)
    named: list[str] = []
    for slot in slots_of(text):
        named.append(slot.name)
        if str(slot) not in words:
            _unknown(review, source, path, slot, words)
    return named


def _unknown(review: Review, source: Source, path: Path_, slot: Slot, words: Collection[str]) -> None:
    """Collect a fault at a slot; of a figure that there is, tell what may be said of it."""
    figure = slot.name.partition(" ")[0]
    allowed = sorted(word for word in words if word.partition(" ")[0] == figure and figure in words)
    allowed = allowed or sorted(word for word in words if " " not in word)
    # An aspect that the figure does not have is like none of those that it has.
    nearest = "" if slot.aspect and slot.name in words else nearest_of(str(slot), sorted(words))
    review.fault(UNKNOWN, source, path, str(slot), "、".join(allowed), nearest)
