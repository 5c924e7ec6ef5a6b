"""A paragraph against what the workbook says there: every figure, year, unit, direction, name and list.

Other words may differ as people like: only what can be wrong is compared.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from generator.proofreading.folding import folded
from generator.proofreading.lists import list_differences
from generator.proofreading.passages import Said
from generator.proofreading.quantities import judged
from generator.proofreading.remarks import Pen, Remark
from generator.proofreading.tokens import Token, TokenKind, tokens
from generator.publication.document import Meaning, Stretch, text_of

_DIRECTIONS = (Meaning.MORE_OR_LESS, Meaning.UP_OR_DOWN)
_NAME_SIGNS = re.compile(r'[\w()"·〔〕]+')
_SMALL = 6
"""Signs of a change that is no rewording of a whole sentence."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch and where it stands in the folded paragraph."""

    stretch: Stretch
    start: int
    end: int


class Expected:
    """What the workbook says in one paragraph."""

    def __init__(self, stretches: tuple[Stretch, ...], cell: str = "") -> None:
        self.cell = cell
        self.text = text_of(stretches)
        self.plain = folded(self.text)
        self.stretches = stretches

    @classmethod
    def of(cls, several: Sequence[Expected]) -> Expected:
        """Several paragraphs as one."""
        return cls(tuple(stretch for each in several for stretch in each.stretches), several[0].cell)

    def spans(self) -> list[Span]:
        """The stretches with their places in the folded text."""
        lengths = accumulate(len(stretch.text) for stretch in self.stretches)
        ends = [len(folded(self.text[:length])) for length in lengths]
        starts = [0, *ends[:-1]]
        return [Span(*each) for each in zip(self.stretches, starts, ends, strict=True)]


@dataclass(frozen=True, slots=True)
class _Change:
    """What stands in the document (`after`) instead of some tokens of the workbook (`before`)."""

    before: list[Token]
    after: list[Token]
    start: int
    end: int

    @property
    def is_small(self) -> bool:
        """Whether a word was changed, not the sentence."""
        return len(self.before) <= _SMALL and len(self.after) <= _SMALL


def compared(pen: Pen, expected: Expected, said: Said) -> list[Remark]:
    """Every contradiction between a paragraph and the workbook, in the order of the paragraph."""
    if expected.plain == said.plain:
        return []
    return _Comparison(pen, expected, said).remarks()


class _Comparison:
    def __init__(self, pen: Pen, expected: Expected, said: Said) -> None:
        self._pen, self._expected, self._said = pen, expected, said
        self._spans = expected.spans()
        self._starts = [span.start for span in self._spans]
        before, after = tokens(expected.plain), tokens(said.plain)
        matcher = SequenceMatcher(
            None, [each.key for each in before], [each.key for each in after], autojunk=False
        )
        self._blocks = matcher.get_opcodes()
        self._before, self._after = before, after
        self._before_starts = [each.start for each in before]
        self._block_of = [block for block in self._blocks for _ in range(block[1], block[2])]
        self._settled_before: set[int] = set()
        self._settled_after: set[int] = set()
        self._found: list[Remark] = []

    def remarks(self) -> list[Remark]:
        """All of them."""
        for span in self._spans:
            if span.start == span.end:
                continue
            if span.stretch.meaning is Meaning.NAME:
                self._name(span)
            elif span.stretch.meaning is Meaning.LISTED:
                self._list(span)
        for change in self._changes():
            self._judge(change)
        self._found.sort(key=lambda remark: remark.start)
        return self._found

    def _changes(self) -> list[_Change]:
        changes = []
        for tag, first, last, from_, to in self._blocks:
            if tag != "equal":
                start = self._after[from_].start if from_ < len(self._after) else len(self._said.plain)
                end = self._after[to - 1].end if to > from_ else start
                changes.append(_Change(self._before[first:last], self._after[from_:to], start, end))
        return changes

    def _begin(self, offset: int) -> int:
        """Where in the document stands what begins at a place of the expected text."""
        index = bisect_right(self._before_starts, offset) - 1
        tag, first, _, from_, _ = self._block_of[index]
        return self._after_start(from_ + index - first if tag == "equal" else from_)

    def _finish(self, offset: int) -> int:
        """Where in the document ends what ends at a place of the expected text."""
        index = max(0, bisect_left(self._before_starts, offset) - 1)
        tag, first, _, from_, to = self._block_of[index]
        if tag == "equal":
            return self._after[from_ + index - first].end
        return self._after[to - 1].end if to > from_ else self._after_start(from_)

    def _after_start(self, index: int) -> int:
        return self._after[index].start if index < len(self._after) else len(self._said.plain)

    def _changed_within(self, span: Span) -> tuple[int, int] | None:
        """The place in the document of a stretch that is not the same there; None when it is the same."""
        changed, widened = False, [self._begin(span.start), self._finish(span.end)]
        for tag, first, last, from_, to in self._blocks:
            if tag == "equal":
                continue
            if first == last:
                here = self._before[first].start if first < len(self._before) else len(self._expected.plain)
                inserted = self._said.plain[self._after[from_].start : self._after[to - 1].end]
                at_edge = here in (span.start, span.end)
                if span.start < here < span.end or (
                    at_edge
                    and _NAME_SIGNS.fullmatch(inserted)
                    and not any(each.states for each in self._after[from_:to])
                ):
                    changed = True
                    widened[0] = min(widened[0], self._after[from_].start)
                    widened[1] = max(widened[1], self._after[to - 1].end)
            elif self._before[first].start < span.end and self._before[last - 1].end > span.start:
                changed = True
        return (widened[0], max(widened)) if changed else None

    def _settle(self, before: tuple[int, int], after: tuple[int, int]) -> None:
        """Say no more about what stands between these places."""
        self._settled_before |= {each.start for each in self._before if before[0] <= each.start < before[1]}
        self._settled_after |= {each.start for each in self._after if after[0] <= each.start < after[1]}

    def _name(self, span: Span) -> None:
        place = self._changed_within(span)
        if place is None:
            return
        self._settle((span.start, span.end), place)
        if place[0] == place[1] and span.end < len(self._expected.plain):
            return
        self._remark("PROOF-019", "P14", place, span.stretch, span.stretch.text.strip())

    def _list(self, span: Span) -> None:
        place = self._changed_within(span)
        if place is None:
            return
        whole = self._expected.plain[span.start : span.end]
        for each in list_differences(whole, self._said.plain[place[0] : place[1]]):
            before = (span.start + each.before[0], span.start + each.before[1])
            after = (place[0] + each.after[0], place[0] + each.after[1])
            if each.settles:
                self._settle(before, after)
            self._remark(
                "PROOF-020", "P16", after, span.stretch, each.expected, note_zh=each.zh, note_en=each.en
            )

    def _judge(self, change: _Change) -> None:
        """Pair what the workbook states with what the document states instead."""
        stated = [each for each in change.before if each.states and each.start not in self._settled_before]
        said = [each for each in change.after if each.states and each.start not in self._settled_after]
        place = 0
        for expected in stated:
            partner = next((at for at in range(place, len(said)) if _may_stand_for(said[at], expected)), None)
            if partner is None:
                self._missing(change, expected)
                continue
            for extra in said[place:partner]:
                self._extra(extra)
            self._pair(change, expected, said[partner])
            place = partner + 1
        for extra in said[place:]:
            self._extra(extra)

    def _stretch_at(self, start: int) -> Stretch:
        return self._spans[bisect_right(self._starts, start) - 1].stretch

    def _pair(self, change: _Change, expected: Token, found: Token) -> None:
        if expected.key == found.key:
            return
        stretch = self._stretch_at(expected.start)
        if expected.kind is TokenKind.DIRECTION:
            if change.is_small or stretch.meaning in _DIRECTIONS:
                self._remark("PROOF-015", "P06", (found.start, found.end), stretch, expected.text)
            return
        before = self._expected.plain[: expected.start]
        verdict = judged(expected, found, stretch.meaning, before)
        if verdict is not None:
            self._remark(
                verdict.code,
                verdict.relation,
                (found.start, found.end),
                stretch,
                expected.text,
                difference=verdict.difference,
            )

    def _missing(self, change: _Change, expected: Token) -> None:
        stretch = self._stretch_at(expected.start)
        written = stretch.meaning in (Meaning.WRITTEN, Meaning.WORDS)
        if expected.kind is TokenKind.YEAR or (expected.kind is TokenKind.DIRECTION and written):
            return
        if expected.kind is TokenKind.FIGURE and written and not expected.unit:
            return
        code, relation = (
            ("PROOF-015", "P06") if expected.kind is TokenKind.DIRECTION else ("PROOF-021", "P01")
        )
        self._remark(code, relation, (change.start, change.end), stretch, expected.text)

    def _extra(self, found: Token) -> None:
        if found.kind is TokenKind.FIGURE and not found.unit and "." not in found.text:
            return
        if found.kind in (TokenKind.FIGURE, TokenKind.REFERENCE):
            place = (found.start, found.end)
            self._found.append(
                self._pen.remark(
                    "PROOF-022",
                    self._said.spot(found.start),
                    "P01",
                    self._said.cut(*place),
                    order=self._said.order,
                    start=found.start,
                    context=self._said.around(*place),
                    source=self._expected.cell,
                )
            )

    def _remark(
        self, code: str, relation: str, place: tuple[int, int], stretch: Stretch, expected: str, **more: str
    ) -> None:
        extra = {"difference": ""} if code in _WITH_DIFFERENCE else {}
        more = {key: value for key, value in more.items() if key != "difference" or extra}
        remark = self._pen.remark(
            code,
            self._said.spot(min(place[0], len(self._said.plain) - 1)),
            relation,
            self._said.cut(*place),
            order=self._said.order,
            start=place[0],
            because=(),
            **{
                "context": self._said.around(*place),
                "expected": expected,
                "states": stretch.states,
                "source": stretch.source or self._expected.cell,
                **extra,
                **more,
            },
        )
        self._found.append(remark)


_WITH_DIFFERENCE = ("PROOF-010", "PROOF-011", "PROOF-018")


def _may_stand_for(found: Token, expected: Token) -> bool:
    """Whether a token can be meant where the workbook has another."""
    if found.kind is expected.kind:
        return True
    kinds = {found.kind, expected.kind}
    return kinds == {TokenKind.FIGURE, TokenKind.YEAR} and "年" in (found.unit, expected.unit)
