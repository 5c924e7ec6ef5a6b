"""Matching the lines of two lists: which line of one is which line of the other, and what of it changed.

The order of the rows does not matter, and neither does which list comes first.
"""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from generator.difference.nearness import near_names, nearest_numbers


class Entry(Protocol):
    """A line item, an income entry or a figure of last year: something with an amount in fen."""

    @property
    def fen(self) -> int | None:
        """The amount; None while it is not filled in."""


EntryT = TypeVar("EntryT", bound=Entry)
EntryT_co = TypeVar("EntryT_co", bound=Entry, covariant=True)
FEN = "fen"


class Happening(enum.StrEnum):
    """What happened to a line (变化). One that changed in several ways is told by the first of these."""

    ADDED = "added"
    REMOVED = "removed"
    RECODED = "recoded"
    KIND = "kind"
    PROJECT = "project"
    SOURCE = "source"
    UNIT = "unit"
    AMOUNT = "amount"
    APART = "apart"
    """Only what stands in no table, such as the note."""


_TOLD_BY = {
    "function": Happening.RECODED,
    "economic": Happening.RECODED,
    "kind": Happening.KIND,
    "project": Happening.PROJECT,
    "source": Happening.SOURCE,
    "unit": Happening.UNIT,
    FEN: Happening.AMOUNT,
}


@dataclass(frozen=True, slots=True)
class Change(Generic[EntryT_co]):
    """One line that is not what it was: new (`before` is None), gone (`after` is None) or changed.

    `differs` names the fields of a changed line that say something else.
    """

    before: EntryT_co | None
    after: EntryT_co | None
    differs: tuple[str, ...] = ()

    @property
    def happening(self) -> Happening:
        """What happened, in one word."""
        if self.before is None:
            return Happening.ADDED
        if self.after is None:
            return Happening.REMOVED
        told = {_TOLD_BY.get(name, Happening.APART) for name in self.differs}
        return next(happening for happening in Happening if happening in told)

    @property
    def fen(self) -> int:
        """What it does to the total, in fen."""
        return fen_of(self.after) - fen_of(self.before)


def fen_of(entry: Entry | None) -> int:
    """The amount of an entry that may not be there, or not be filled in."""
    return (entry.fen or 0) if entry is not None else 0


@dataclass(frozen=True, slots=True)
class Line(Generic[EntryT]):
    """An entry ready to be matched: `key` says which line it is, `apart` what stands in no table.

    `row` is where it was read.
    """

    entry: EntryT
    key: tuple[str, ...]
    apart: tuple[str, ...] = ()
    row: int = 0

    def without(self, places: Sequence[int]) -> tuple[str, ...]:
        """The key without some of its parts."""
        return tuple(part for place, part in enumerate(self.key) if place not in places)


@dataclass(frozen=True, slots=True)
class Part:
    """Fields of a key that change together, such as 支出类型 and 项目名称. `is_code`: nearness is numeric."""

    fields: tuple[str, ...]
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """What lines are known by: the fields of `key` and `apart`, and the parts that may be re-coded.

    Earlier parts are tried first. `named` is the field whose names may be written in two ways.
    """

    key: tuple[str, ...]
    apart: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    named: str = ""

    def places(self, fields: Iterable[str]) -> tuple[int, ...]:
        """Where fields stand in the key."""
        return tuple(self.key.index(name) for name in fields)


def match(
    form: Form, before: Iterable[Line[EntryT]], after: Iterable[Line[EntryT]]
) -> tuple[Change[EntryT], ...]:
    """Match two lists of lines; lines that are equal in everything are no change.

    Equal lines go together first; then lines of one key, by nearest amounts; then lines of the same
    amount in which one part of the key is another; then lines of near names. What is left is new or gone.
    Steps grow with the number of lines, not with its square.
    """
    matcher = _Matcher(form, before, after)
    matcher.join(lambda line: (line.key, line.entry.fen, line.apart), _in_order)
    matcher.pairs.clear()
    matcher.join(lambda line: (line.key, line.entry.fen), _in_order)
    matcher.join(lambda line: line.key, _nearest_amounts)
    for part in form.parts:
        matcher.join_recoded(part)
    if form.named:
        matcher.join_named(form.named)
    return matcher.changes()


Lines = Sequence[Line[EntryT]]
Pairs = list[tuple[int, int]]


def _in_order(before: Lines[EntryT], after: Lines[EntryT]) -> Pairs:
    return [(place, place) for place in range(min(len(before), len(after)))]


def _nearest_amounts(before: Lines[EntryT], after: Lines[EntryT]) -> Pairs:
    amounts = ([fen_of(line.entry) for line in lines] for lines in (before, after))
    return nearest_numbers(*amounts)


class _Matcher(Generic[EntryT]):
    """The lines not matched yet, in an order of their own, and the pairs found."""

    def __init__(self, form: Form, before: Iterable[Line[EntryT]], after: Iterable[Line[EntryT]]) -> None:
        self.form = form
        self.before = sorted(before, key=_order)
        self.after = sorted(after, key=_order)
        self.pairs: list[tuple[Line[EntryT], Line[EntryT]]] = []

    def join(
        self,
        known_by: Callable[[Line[EntryT]], Hashable],
        pairing: Callable[[Lines[EntryT], Lines[EntryT]], Pairs],
    ) -> None:
        """Pair lines that are known by the same thing (None: by nothing), within each group by `pairing`."""
        old, new = _grouped(self.before, known_by), _grouped(self.after, known_by)
        taken: set[int] = set()
        for known, lines in old.items():
            others = new.get(known)
            if others is None:
                continue
            for first, second in pairing(lines, others):
                pair = lines[first], others[second]
                self.pairs.append(pair)
                taken |= {id(line) for line in pair}
        self.before = [line for line in self.before if id(line) not in taken]
        self.after = [line for line in self.after if id(line) not in taken]

    def join_recoded(self, part: Part) -> None:
        """Pair lines of the same amount that are equal but for one part. Nothing is no amount."""
        places = self.form.places(part.fields)

        def rest(line: Line[EntryT]) -> Hashable:
            return (line.without(places), line.entry.fen) if line.entry.fen else None

        def pairing(before: Lines[EntryT], after: Lines[EntryT]) -> Pairs:
            if part.is_code:
                codes = ([_number(line.key[places[0]]) for line in lines] for lines in (before, after))
                return nearest_numbers(*codes)
            if part.fields == (self.form.named,):
                return self._likest(before, after, set(), places[0])
            return []

        self.join(rest, pairing)
        self.join(rest, _in_order)

    def join_named(self, name: str) -> None:
        """Pair lines whose names are near, or were found to be two writings of one in other lines."""
        (place,) = self.form.places((name,))
        renamed = {
            (old.key[place], new.key[place])
            for old, new in self.pairs
            if old.key[place] != new.key[place] and old.without((place,)) == new.without((place,))
        }
        self.join(
            lambda line: line.without((place,)),
            lambda before, after: self._likest(before, after, renamed, place),
        )

    def _likest(
        self, before: Lines[EntryT], after: Lines[EntryT], renamed: set[tuple[str, str]], place: int
    ) -> Pairs:
        """Pairs by likest name, lines of the same two names by nearest amounts."""
        old, new = _places_by_name(before, place), _places_by_name(after, place)
        known = sorted((names for names in renamed if names[0] in old and names[1] in new), key=sorted)
        pairs: Pairs = []
        for name, other in [*known, *near_names(old, new)]:
            amounts = (
                [fen_of(lines[at].entry) for at in places]
                for lines, places in ((before, old[name]), (after, new[other]))
            )
            found = [(old[name][first], new[other][second]) for first, second in nearest_numbers(*amounts)]
            old[name] = [at for at in old[name] if at not in {first for first, _ in found}]
            new[other] = [at for at in new[other] if at not in {second for _, second in found}]
            pairs += found
        return pairs

    def changes(self) -> tuple[Change[EntryT], ...]:
        """Everything that changed, in the order of the keys."""
        changed = [(new, Change(old.entry, new.entry, self._differs(old, new))) for old, new in self.pairs]
        gone = [(line, Change(line.entry, None)) for line in self.before]
        come = [(line, Change(None, line.entry)) for line in self.after]
        return tuple(
            change for _, change in sorted((*changed, *gone, *come), key=lambda each: _order(each[0]))
        )

    def _differs(self, old: Line[EntryT], new: Line[EntryT]) -> tuple[str, ...]:
        fields = [*zip(self.form.key, old.key, new.key, strict=True), (FEN, old.entry.fen, new.entry.fen)]
        fields += zip(self.form.apart, old.apart, new.apart, strict=True)
        return tuple(name for name, before, after in fields if before != after)


def _order(line: Line[EntryT]) -> tuple[tuple[str, ...], int, bool, tuple[str, ...], int]:
    """The order in which lines are looked at, whatever the order of the rows."""
    return line.key, fen_of(line.entry), line.entry.fen is not None, line.apart, line.row


def _grouped(
    lines: Lines[EntryT], known_by: Callable[[Line[EntryT]], Hashable]
) -> dict[Hashable, list[Line[EntryT]]]:
    groups: dict[Hashable, list[Line[EntryT]]] = defaultdict(list)
    for line in lines:
        known = known_by(line)
        if known is not None:
            groups[known].append(line)
    return groups


def _places_by_name(lines: Lines[EntryT], place: int) -> dict[str, list[int]]:
    names: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        names[line.key[place]].append(at)
    return names


def _number(code: str) -> int:
    return int(code) if code.isdecimal() else 0
