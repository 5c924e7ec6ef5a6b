"""Where a remark is anchored in a .docx: at the words in question, else at the nearest paragraph or cell."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from generator.proofreading.folding import folded, folded_cell, folded_places
from generator.proofreading.remarks import Remark
from generator.proofreading.word_places import Places, Written

_BLANK = "（空）"
"""What remarks say of an empty cell."""
_CLAUSE_ENDS = re.compile(r"[,;:。](?!\d)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Signs of a text, between two places."""

    written: Written
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a comment is put: at the first of `stretches`.

    `are_words` says whether they are the words in question, not what stands near a thing that is missing.
    """

    stretches: tuple[Stretch, ...]
    are_words: bool


@dataclass(frozen=True, slots=True)
class _Folded:
    plain: str
    places: list[int]


class Anchors:
    """Finds the places of the remarks on one document."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._folded: dict[int, _Folded] = {}
        """By the identity of the text: a long paragraph may have many remarks."""
        texts = (each for each in places.paragraphs.values() if each.text.strip())
        cells = (cell for row in places.rows.values() for cell in row if cell is not None)
        self._first = next(texts, next(cells, next(iter(places.paragraphs.values()), None)))

    def anchor(self, remark: Remark) -> Anchor | None:
        """The place of a remark; None in a document without any paragraph."""
        spot = remark.spot
        found = "" if remark.finding.found == _BLANK else remark.finding.found
        row = self._places.rows.get(spot.table_row, ())
        cells = list({id(cell): cell for cell in row if cell is not None}.values())
        if cells:
            cell = row[spot.table_column - 1] if 0 < spot.table_column <= len(row) else None
            return self._in_row(cells, found) if cell is None else self._in_text(cell, found, spot.sign)
        written = self._places.paragraphs.get(spot.paragraph)
        if written is not None:
            return self._in_text(written, found, spot.sign)
        return None if self._first is None else _whole(self._first, are_words=False)

    def _in_row(self, cells: list[Written], found: str) -> Anchor:
        """The cells that say it: one alone, one that has it among other words, or several together."""
        filled = [cell for cell in cells if cell.text.strip()]
        words = folded_cell(found)
        if not words or not filled:
            return _whole((filled or cells)[0], are_words=False)
        plain = [folded_cell(cell.text) for cell in filled]
        if words in plain:
            return _whole(filled[plain.index(words)], are_words=True)
        around = [cell for cell, text in zip(filled, plain, strict=True) if words in text]
        if around:
            return self._in_text(around[0], found, 0)
        parts = [cell for cell, text in zip(filled, plain, strict=True) if text in words]
        if parts:
            return Anchor(tuple(Stretch(cell, 0, len(cell.text)) for cell in parts), are_words=True)
        return _whole(filled[0], are_words=False)

    def _in_text(self, written: Written, found: str, sign: int) -> Anchor:
        """The words nearest to a sign, counted from 1; without words the clause around it, if it is known."""
        if not written.text.strip():
            return _whole(written, are_words=False)
        text, words = self._fold(written), folded(found)
        start = bisect_left(text.places, sign - 1) if sign else 0
        if words:
            span = _nearest(text.plain, words, start)
            if span is None and (
                folded_cell(found) == folded_cell(written.text)
                or (found.endswith("…") and text.plain.startswith(words.rstrip("….")))
            ):
                return _whole(written, are_words=True)
        else:
            span = _clause(text.plain, start) if sign else None
        if span is None:
            return _whole(written, are_words=False)
        first, last = text.places[span[0]], text.places[span[1] - 1] + 1
        return Anchor((Stretch(written, first, last),), are_words=bool(words))

    def _fold(self, written: Written) -> _Folded:
        if id(written) not in self._folded:
            self._folded[id(written)] = _Folded(folded(written.text), folded_places(written.text))
        return self._folded[id(written)]


def _whole(written: Written, *, are_words: bool) -> Anchor:
    return Anchor((Stretch(written, 0, len(written.text)),), are_words)


def _nearest(plain: str, words: str, start: int) -> tuple[int, int] | None:
    """The words where they stand nearest to a place, or their beginning, if the paragraph ends in them."""
    if plain.startswith(words, start):
        return start, start + len(words)
    behind, before = plain.find(words, start), plain.rfind(words, 0, start + len(words))
    found = [place for place in (before, behind) if place >= 0]
    if found:
        place = min(found, key=lambda each: abs(each - start))
        return place, place + len(words)
    if start and words.startswith(plain[start:]) and start < len(plain):
        return start, len(plain)
    return None


def _clause(plain: str, place: int) -> tuple[int, int] | None:
    """The clause around a place in a folded text; None when nothing stands there."""
    ends = [0, *(match.end() for match in _CLAUSE_ENDS.finditer(plain)), len(plain)]
    at = min(place, len(plain) - 1)
    begin = max(end for end in ends if end <= at)
    finish = min(end for end in ends if end > at)
    return (begin, finish) if begin < finish else None
