"""What is near: numbers to numbers, names to names. Either way round the same pairs come out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from heapq import heapify, heappop, heappush
from itertools import pairwise

from generator.model.wording import plain_name

LEAST_LIKENESS = 0.5
MOST_HOLDERS = 30
"""A pair of signs that more names have, such as 项目, tells none of them from the others."""


def nearest_numbers(before: Sequence[int], after: Sequence[int]) -> list[tuple[int, int]]:
    """Pair each number with the nearest one of the other side, the nearest two of all first.

    Shape:   n and m numbers → the smaller of n and m pairs of places; equal numbers go in their order.
    Example:
        >>> nearest_numbers([100, 900], [880, 90, 5000])
        [(0, 1), (1, 0)]
    """
    pairs, line = _equal_numbers(before, after)
    # Neighbours in the order of numbers: the nearest two are always two neighbours of different sides.
    lower, upper = list(range(-1, len(line) - 1)), list(range(1, len(line) + 1))
    near = [
        (high[0] - low[0], at, at + 1) for at, (low, high) in enumerate(pairwise(line)) if low[1] != high[1]
    ]
    heapify(near)
    gone: set[int] = set()
    while near:
        _, left, right = heappop(near)
        if left in gone or right in gone:
            continue
        gone |= {left, right}
        first, second = sorted((line[left], line[right]), key=lambda each: each[1])
        pairs.append((first[2], second[2]))
        below, above = lower[left], upper[right]
        if below >= 0:
            upper[below] = above
        if above < len(line):
            lower[above] = below
        if below >= 0 and above < len(line) and line[below][1] != line[above][1]:
            heappush(near, (line[above][0] - line[below][0], below, above))
    return sorted(pairs)


def _equal_numbers(
    before: Sequence[int], after: Sequence[int]
) -> tuple[list[tuple[int, int]], list[tuple[int, int, int]]]:
    """The pairs of equal numbers; then the other numbers in order: number, side, place."""
    places: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, numbers in enumerate((before, after)):
        for place, number in enumerate(numbers):
            places[number][side].append(place)
    pairs: list[tuple[int, int]] = []
    rest: list[tuple[int, int, int]] = []
    for number in sorted(places):
        first, second = places[number]
        equal = min(len(first), len(second))
        pairs += zip(first[:equal], second[:equal], strict=True)
        rest += [(number, side, place) for side in (0, 1) for place in places[number][side][equal:]]
    return pairs, rest


def near_names(before: Collection[str], after: Collection[str]) -> list[tuple[str, str]]:
    """Two names that may be two writings of one, the likest first; a name may stand in several pairs.

    Likeness is the share of neighbouring signs that both have. Width of signs, blanks and quotes do not
    count.

    Example:
        >>> near_names(["政务服务保障项目"], ["校舍维修", "政务服务保障费"])
        [('政务服务保障项目', '政务服务保障费')]
    """
    old, new = ({name: _signs(name) for name in sorted(set(names))} for names in (before, after))
    holders: dict[str, int] = defaultdict(int)
    having: dict[str, list[str]] = defaultdict(list)
    for names in (old, new):
        for signs in names.values():
            for sign in signs:
                holders[sign] += 1
    for name, signs in new.items():
        for sign in signs:
            if holders[sign] <= MOST_HOLDERS:
                having[sign].append(name)
    scored: list[tuple[float, str, str, str, str]] = []
    for name, signs in old.items():
        for other in {other for sign in signs for other in having.get(sign, ())}:
            likeness = 2 * len(signs & new[other]) / (len(signs) + len(new[other]))
            if likeness >= LEAST_LIKENESS:
                scored.append((-likeness, min(name, other), max(name, other), name, other))
    return [(name, other) for *_, name, other in sorted(scored)]


def _signs(name: str) -> frozenset[str]:
    """Every two neighbouring signs of a name; a name of one sign is that sign."""
    plain = plain_name(name)
    return frozenset(plain[at : at + 2] for at in range(max(len(plain) - 1, 1)))
