"""Which passage of the document says what which paragraph of the workbook says.

Sentences are told apart by what is left without figures and directions; what a changed sentence still
shares with the expected one decides within the gaps. A passage may be cut in pieces, or two be joined.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise, product

_LEAST_LIKENESS = 0.5
_MOVED_LIKENESS = 0.75
ONE_TO_ONE = ((1, 1),)
IN_PIECES = ((1, 1), (1, 2), (1, 3), (1, 4), (2, 1), (3, 1))
"""How many expected paragraphs may be how many passages."""
_SMALL_GAP = 2_000
_LARGEST_GAP = 250_000
_JOINING_COSTS = 0.02


@dataclass(frozen=True, slots=True)
class Pair:
    """Expected paragraphs and the passages that stand for them: their places in both lists."""

    expected: tuple[int, ...]
    found: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs in the order of the expected paragraphs, and what is left on both sides."""

    pairs: tuple[Pair, ...]
    missing: tuple[int, ...]
    extra: tuple[int, ...]


def aligned(
    expected: Sequence[str],
    found: Sequence[str],
    may_move: Sequence[bool] | None = None,
    pieces: Sequence[tuple[int, int]] = IN_PIECES,
) -> Alignment:
    """Align two lists of texts. `may_move` says which of the second may be looked for elsewhere: all, when
    it is left out. `pieces` says how many of the first may be how many of the second.
    """
    pairs: list[Pair] = []
    left_before: list[int] = []
    left_after: list[int] = []
    likeness = _Likeness(expected, found)
    for tag, first, last, from_, to in _blocks(expected, found):
        if tag == "equal":
            pairs += [Pair((first + each,), (from_ + each,)) for each in range(last - first)]
        else:
            inside = list(_gap(likeness, range(first, last), range(from_, to), pieces))
            pairs += inside
            taken = {each for pair in inside for each in pair.expected}
            taken_found = {each for pair in inside for each in pair.found}
            left_before += [each for each in range(first, last) if each not in taken]
            left_after += [each for each in range(from_, to) if each not in taken_found]
    moved = _moved(likeness, left_before, [each for each in left_after if may_move is None or may_move[each]])
    pairs += moved
    taken = {each for pair in moved for each in pair.expected}
    taken_found = {each for pair in moved for each in pair.found}
    return Alignment(
        tuple(sorted(pairs, key=lambda pair: pair.expected)),
        tuple(each for each in left_before if each not in taken),
        tuple(each for each in left_after if each not in taken_found),
    )


def _blocks(expected: Sequence[str], found: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """The same runs of skeletons; what a document repeats without end is the same as nothing."""
    times, wanted = Counter(found), Counter(expected)
    keys: list[Hashable] = [
        place if times[text] > 3 * wanted[text] + 8 else text for place, text in enumerate(found)
    ]
    blocks: list[tuple[str, int, int, int, int]] = list(
        SequenceMatcher(None, list[Hashable](expected), keys, autojunk=False).get_opcodes()
    )
    return blocks


class _Likeness:
    """How much of their pairs of signs two texts have in common, from 0 to 1."""

    def __init__(self, expected: Sequence[str], found: Sequence[str]) -> None:
        self._expected, self._found = expected, found
        self._pairs: dict[str, frozenset[str]] = {}

    def _of(self, text: str) -> frozenset[str]:
        pairs = self._pairs.get(text)
        if pairs is None:
            pairs = self._pairs[text] = frozenset(map("".join, pairwise(text)))
        return pairs

    def __call__(self, expected: Sequence[int], found: Sequence[int]) -> float:
        before = self._of("".join(self._expected[each] for each in expected))
        after = self._of("".join(self._found[each] for each in found))
        both = len(before) + len(after)
        return 2 * len(before & after) / both if both else 0.0


def _gap(
    likeness: _Likeness, before: range, after: range, sizes: Sequence[tuple[int, int]]
) -> Iterator[Pair]:
    """The best pairs between two runs that are not the same, in order."""
    rows, columns = len(before), len(after)
    if not rows or not columns or rows * columns > _LARGEST_GAP:
        return
    is_small = rows * columns <= _SMALL_GAP
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    step: list[list[tuple[int, int]]] = [[(0, 0)] * (columns + 1) for _ in range(rows + 1)]
    for row, column in product(range(rows + 1), range(columns + 1)):
        choices = [(0.0, (0, 0))]
        if row:
            choices.append((best[row - 1][column], (1, 0)))
        if column:
            choices.append((best[row][column - 1], (0, 1)))
        for size, gain in _gains(likeness, before[:row], after[:column], sizes, is_small=is_small):
            choices.append((best[row - size[0]][column - size[1]] + gain, size))
        best[row][column], step[row][column] = max(choices, key=lambda choice: choice[0])
        if step[row][column] == (0, 0) and (row or column):
            step[row][column] = (1, 0) if row else (0, 1)
    row, column = rows, columns
    while row or column:
        many, pieces = step[row][column]
        if many and pieces:
            yield Pair(tuple(before[row - many : row]), tuple(after[column - pieces : column]))
        row, column = row - many, column - pieces


def _gains(
    likeness: _Likeness, before: range, after: range, sizes: Sequence[tuple[int, int]], *, is_small: bool
) -> Iterator[tuple[tuple[int, int], float]]:
    """What is gained when the last of both are one, in one piece or in several."""
    if not before or not after:
        return
    single = likeness(before[-1:], after[-1:])
    for many, pieces in sizes:
        if many > len(before) or pieces > len(after):
            continue
        whole = (many, pieces) == (1, 1)
        if not whole and not is_small and single < _LEAST_LIKENESS / 4:
            return
        here = single if whole else likeness(before[-many:], after[-pieces:])
        gain = here - _LEAST_LIKENESS - _JOINING_COSTS * (many + pieces - 2)
        if gain > 0 and (whole or here > single):
            yield (many, pieces), gain


def _moved(likeness: _Likeness, missing: list[int], extra: list[int]) -> list[Pair]:
    """Paragraphs that stand at another place."""
    if len(missing) * len(extra) > _LARGEST_GAP:
        return []
    ranked = sorted(
        ((likeness((row,), (column,)), row, column) for row in missing for column in extra),
        key=lambda each: (-each[0], each[1], each[2]),
    )
    pairs: list[Pair] = []
    rows, columns = set[int](), set[int]()
    for score, row, column in ranked:
        if score < _MOVED_LIKENESS:
            break
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            pairs.append(Pair((row,), (column,)))
    return pairs
