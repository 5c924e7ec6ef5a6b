"""Where in a .docx the signs of its paragraphs and cells are written, so that they can be marked there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

NOWHERE = -1
"""The element of signs that are not in the file: labels of numbered lists, breaks between paragraphs."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Signs in a row that one element holds: its number, the place of the first in it and in the whole text.

    Elements are counted from 0 as they begin in the part that holds the text.
    """

    at: int
    element: int
    offset: int


@dataclass(frozen=True, slots=True)
class Written:
    """A paragraph or cell as it is read, and where: its pieces in order, its paragraphs (w:p) by number."""

    text: str
    pieces: tuple[Piece, ...] = ()
    paragraphs: tuple[int, ...] = ()

    def within(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """What stands between two places of the text: each element with two places in it.

        Example:
            >>> written = Written("预算2024年", (Piece(0, 7, 3), Piece(2, 9, 0)))
            >>> list(written.within(1, 4))
            [(7, 4, 5), (9, 0, 2)]
        """
        first = max(0, bisect_right(self.pieces, start, key=lambda piece: piece.at) - 1)
        for place in range(first, len(self.pieces)):
            piece = self.pieces[place]
            if piece.at >= end:
                return
            stop = self.pieces[place + 1].at if place + 1 < len(self.pieces) else len(self.text)
            begin, finish = max(start, piece.at), min(end, stop)
            if piece.element != NOWHERE and begin < finish:
                shift = piece.offset - piece.at
                yield piece.element, begin + shift, finish + shift


@dataclass(frozen=True, slots=True)
class Places:
    """The texts of a .docx by the numbers that a `Spot` has: paragraphs, and rows of tables with their cells.

    A row has an entry for every column of its grid; merged cells have the text that they show.
    """

    paragraphs: Mapping[int, Written]
    rows: Mapping[int, tuple[Written | None, ...]]


@dataclass(slots=True)
class Writing:
    """A text as it is put together. `pieces` has the place in the text, the element, the place in it."""

    texts: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, element: int = NOWHERE) -> None:
        """Add signs; those of one element come one after the other."""
        last = self.pieces[-1] if self.pieces else None
        if last is None or last.element != element:
            self.pieces.append(Piece(self.length, element, 0))
        self.texts.append(text)
        self.length += len(text)

    def append(self, written: Written) -> None:
        """Add a whole text."""
        self.pieces += [Piece(self.length + each.at, each.element, each.offset) for each in written.pieces]
        self.paragraphs += written.paragraphs
        self.texts.append(written.text)
        self.length += len(written.text)

    def written(self) -> Written:
        """The text as far as it goes."""
        return Written("".join(self.texts), tuple(self.pieces), tuple(self.paragraphs))


def cell_written(texts: Iterable[Written]) -> Written:
    """The paragraphs of a cell as one text; blank ones only keep their place."""
    whole = Writing()
    for each in texts:
        if each.text.strip():
            if whole.length:
                whole.add("\n")
            whole.append(each)
        else:
            whole.paragraphs += each.paragraphs
    return whole.written()
