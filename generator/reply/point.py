"""The points (问题) of a submission, numbered as they are told: each root, then what follows from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.reader.submission import Submission, Told


@dataclass(frozen=True, slots=True)
class Point:
    """One thing told. `number` counts from 1 in its file; `root` is the number of the root cause that
    it follows from, 0 for a root cause itself.
    """

    number: int
    told: Told
    root: int = 0


def points(submission: Submission) -> tuple[Point, ...]:
    """Every point of a submission, each root followed by all that follows from it."""
    numbered: list[Point] = []
    for root in submission.told:
        first = len(numbered) + 1
        numbered.append(Point(first, root))
        numbered += [Point(first + place, each, first) for place, each in enumerate(following(root), 1)]
    return tuple(numbered)


def following(told: Told) -> Iterator[Told]:
    """All that follows from a root, however indirectly: each before what follows from it."""
    for each in told.knock_ons:
        yield each
        yield from following(each)


def places_in(told: Sequence[Told]) -> int:
    """How many places they are found at together."""
    return sum(len(each.places) for each in told)
