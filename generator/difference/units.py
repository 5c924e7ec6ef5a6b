"""Which budget unit (预算单位) of one department is which of the other: by code, name, else by lines."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product

from generator.difference.nearness import near_names
from generator.model.budget import Department, Unit
from generator.model.wording import plain_name

FIELDS = ("name", "code", "kind")


@dataclass(frozen=True, slots=True)
class UnitPair:
    """A unit before and after; None where it does not exist."""

    before: Unit | None
    after: Unit | None

    @property
    def differs(self) -> tuple[str, ...]:
        """The fields of a unit of both that say something else."""
        if self.before is None or self.after is None:
            return ()
        return tuple(name for name in FIELDS if getattr(self.before, name) != getattr(self.after, name))

    @property
    def is_same(self) -> bool:
        """Whether nothing changed."""
        return self.before == self.after


@dataclass(frozen=True)
class UnitPairs:
    """All units of two departments: those of the later one in its order, then those that are gone."""

    pairs: tuple[UnitPair, ...]
    reordered: bool
    """Whether units of both stand in another order, which is the order of their rows in the tables."""

    @property
    def changes(self) -> tuple[UnitPair, ...]:
        """The units that are not what they were."""
        return tuple(pair for pair in self.pairs if not pair.is_same)

    @cached_property
    def before(self) -> Mapping[str, str]:
        """A mark for each unit of the earlier department by its name; both names of a unit have one mark."""
        return {pair.before.name: mark for pair, mark in self._marked() if pair.before}

    @cached_property
    def after(self) -> Mapping[str, str]:
        """The same for the later department."""
        return {pair.after.name: mark for pair, mark in self._marked() if pair.after}

    def _marked(self) -> list[tuple[UnitPair, str]]:
        """Marks whose order is the same whichever department is the earlier one."""

        def names_and_codes(pair: UnitPair) -> tuple[list[str], list[str]]:
            units = [unit for unit in (pair.before, pair.after) if unit]
            return sorted(unit.name for unit in units), sorted(unit.code for unit in units)

        return [(pair, f"{at:05}") for at, pair in enumerate(sorted(self.pairs, key=names_and_codes))]


def pair_units(before: Department, after: Department) -> UnitPairs:
    """Say which unit is which.

    Code and name together settle it. Where they point to different units, the one with more lines in
    common wins, then code before name. A unit whose code and name are both new is the one that has half
    of its lines or, unless both have codes, a near name.
    """
    old, new = _Side(before), _Side(after)
    joined: dict[int, int] = {}
    for candidates in (_known, _alike):
        for first, second in candidates(old, new):
            if first in old.free and second in new.free:
                joined[second] = first
                del old.free[first], new.free[second]
    pairs = [
        UnitPair(before.units[joined[place]] if place in joined else None, unit)
        for place, unit in enumerate(after.units)
    ]
    pairs += [UnitPair(unit, None) for unit in old.free.values()]
    order = [joined[place] for place in range(len(after.units)) if place in joined]
    return UnitPairs(tuple(pairs), any(first > second for first, second in pairwise(order)))


class _Side:
    """The units of one department by their place, as long as they have no partner, and the lines of each."""

    def __init__(self, department: Department) -> None:
        self.free = dict(enumerate(department.units))
        self.lines: dict[str, Counter[tuple[object, ...]]] = defaultdict(Counter)
        for item in department.items:
            if item.fen:
                line = (item.function_code, item.economic_code, item.kind, item.project, item.funding_source)
                self.lines[item.unit][*line, item.fen] += 1
        for entry in department.income:
            if entry.fen:
                self.lines[entry.unit][entry.funding_source, entry.fen] += 1

    def by(self, word: str) -> dict[str, list[int]]:
        """The places of units by their code or name; those without it are left out."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, unit in self.free.items():
            plain = plain_name(getattr(unit, word))
            if plain:
                found[plain].append(place)
        return found


Pair = tuple[int, int]
_CODE, _NAME = 2, 1


def _known(old: _Side, new: _Side) -> list[Pair]:
    """The pairs of one code or one name, the surest first."""
    found: Counter[Pair] = Counter()
    for word, weight in (("code", _CODE), ("name", _NAME)):
        others = new.by(word)
        for plain, places in old.by(word).items():
            for pair in product(places, others.get(plain, ())):
                found[pair] += weight
    common = {
        (first, second): (old.lines[old.free[first].name] & new.lines[new.free[second].name]).total()
        for first, second in found
    }
    sure = _CODE + _NAME
    return sorted(
        found, key=lambda pair: (found[pair] != sure, -common[pair], -found[pair], sorted(pair), pair)
    )


def _alike(old: _Side, new: _Side) -> list[Pair]:
    """The pairs that have half of their lines in common, then those of near names."""
    having: dict[object, list[int]] = defaultdict(list)
    for place, unit in new.free.items():
        for line in new.lines[unit.name]:
            having[line].append(place)
    common: Counter[Pair] = Counter()
    for first, unit in old.free.items():
        for line, count in old.lines[unit.name].items():
            for second in having.get(line, ()):
                common[first, second] += min(count, new.lines[new.free[second].name][line])
    alike = [
        (first, second)
        for first, second in common
        if 2 * common[first, second]
        >= max(old.lines[old.free[first].name].total(), new.lines[new.free[second].name].total())
    ]
    alike.sort(key=lambda pair: (-common[pair], sorted(pair), pair))
    names, others = old.by("name"), new.by("name")
    near = [pair for one, other in near_names(names, others) for pair in product(names[one], others[other])]
    return alike + [
        (first, second) for first, second in near if not (old.free[first].code and new.free[second].code)
    ]
