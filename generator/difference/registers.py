"""What changed in the registers (登记表) of two departments: rows are known by their key."""

from __future__ import annotations

import enum
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.difference.nearness import near_names
from generator.difference.units import UnitPairs
from generator.layout.layout_set import LayoutSet
from generator.layout.register_schema import UNIT_CHOICES, Register
from generator.model.budget import Department, RegisterEntry


class RowHappening(enum.StrEnum):
    """What happened to a row of a register."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class RegisterChange:
    """One row that is not what it was: new (`before` is None), gone (`after` is None) or changed.

    `differs` names the fields of a changed row that say something else.
    """

    before: RegisterEntry | None
    after: RegisterEntry | None
    differs: tuple[str, ...] = ()

    @property
    def happening(self) -> RowHappening:
        """What happened, in one word."""
        if self.before is None:
            return RowHappening.ADDED
        return RowHappening.REMOVED if self.after is None else RowHappening.CHANGED

    @property
    def entry(self) -> RegisterEntry:
        """The row as it is now or, where it is gone, was."""
        entry = self.after or self.before
        assert entry is not None  # it stands on one of the sides
        return entry


@dataclass(frozen=True, slots=True)
class RegisterDifference:
    """What changed in one register. `reordered`: rows of both sides stand in another order."""

    register: Register
    changes: tuple[RegisterChange, ...]
    reordered: bool

    @property
    def counts(self) -> Mapping[RowHappening, int]:
        """How many rows of each kind of change there are; kinds without any are left out."""
        counted = Counter(change.happening for change in self.changes)
        return {happening: counted[happening] for happening in RowHappening if counted[happening]}

    @property
    def is_empty(self) -> bool:
        """Whether both sides say the same."""
        return not self.changes and not self.reordered


def compare_registers(
    before: Department, after: Department, layouts: tuple[LayoutSet, LayoutSet], units: UnitPairs
) -> tuple[RegisterDifference, ...]:
    """The registers in which two departments differ, in the order of the later layout.

    Rows of one key go together; then rows in which all but the key is the same; then rows of near keys.
    A unit that has another name is no difference here.
    """
    definitions = {register.name: register for layout in layouts for register in layout.registers}
    ordered = {register.name: register for register in layouts[1].registers} | definitions
    found = (
        _Matcher(register, before.registers.get(name, ()), after.registers.get(name, ()), units).difference()
        for name, register in ordered.items()
    )
    return tuple(difference for difference in found if not difference.is_empty)


Pair = tuple[int, int]


class _Matcher:
    """The rows of one register that are not matched yet, by their places, and the pairs found."""

    def __init__(
        self,
        register: Register,
        before: Sequence[RegisterEntry],
        after: Sequence[RegisterEntry],
        units: UnitPairs,
    ) -> None:
        self.register = register
        self.sides = before, after
        of_units = [column.field for column in register.typed if column.choices == UNIT_CHOICES]
        self.compared = tuple(
            [
                {**entry.cells, **{field: _marked(entry, field, marks) for field in of_units}}
                for entry in entries
            ]
            for entries, marks in ((before, units.before), (after, units.after))
        )
        self.free = tuple(dict.fromkeys(range(len(entries))) for entries in self.sides)
        self.pairs: list[Pair] = []

    def difference(self) -> RegisterDifference:
        """Match the rows, and tell what differs."""
        key = self.register.key
        rest = [column.field for column in self.register.typed if column.field not in key]
        self.join(lambda cells: self.said(cells, [*key, *rest]))
        self.join(lambda cells: self.said(cells, key))
        self.join(lambda cells: self.said(cells, rest) if any(self.said(cells, rest)) else None)
        for field in key:
            self.join_near(field)
        order = [old for old, _ in sorted(self.pairs, key=lambda pair: pair[1])]
        reordered = not self.register.rows and any(first > second for first, second in pairwise(order))
        return RegisterDifference(self.register, tuple(self.changes()), reordered)

    def said(self, cells: Mapping[str, str], fields: Sequence[str]) -> tuple[str, ...]:
        """What a row says in some fields; letter case does not count."""
        return tuple(cells.get(field, "").casefold() for field in fields)

    def groups(
        self, known_by: Callable[[Mapping[str, str]], Hashable]
    ) -> Iterator[tuple[list[int], list[int]]]:
        """Free rows of both sides that are known by the same thing (None: by nothing)."""
        found: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side in (0, 1):
            for place in self.free[side]:
                known = known_by(self.compared[side][place])
                if known is not None:
                    found[known][side].append(place)
        yield from (group for group in found.values() if all(group))

    def join(self, known_by: Callable[[Mapping[str, str]], Hashable]) -> None:
        """Pair rows that are known by the same thing, in their order."""
        for old, new in list(self.groups(known_by)):
            for pair in zip(old, new, strict=False):
                self.take(pair)

    def join_near(self, field: str) -> None:
        """Pair rows whose keys are near in one field, and the same in the others."""
        others = [each for each in self.register.key if each != field]
        for group in list(self.groups(lambda cells: self.said(cells, others))):
            old, new = (
                {self.compared[side][place].get(field, ""): place for place in reversed(group[side])}
                for side in (0, 1)
            )
            for first, second in near_names(old, new):
                pair = old[first], new[second]
                if all(place in self.free[side] for side, place in enumerate(pair)):
                    self.take(pair)

    def take(self, pair: Pair) -> None:
        """Two rows are one."""
        self.pairs.append(pair)
        for side, place in enumerate(pair):
            del self.free[side][place]

    def changes(self) -> Iterator[RegisterChange]:
        """Everything that changed: in the order of the later side, rows that are gone at the end."""
        before, after = self.sides
        known = {new: old for old, new in self.pairs}
        for place, entry in enumerate(after):
            if place not in known:
                yield RegisterChange(None, entry)
            elif differs := self.differing(known[place], place):
                yield RegisterChange(before[known[place]], entry, differs)
        for place in self.free[0]:
            yield RegisterChange(before[place], None)

    def differing(self, old: int, new: int) -> tuple[str, ...]:
        """The fields in which two rows differ."""
        first, second = self.compared[0][old], self.compared[1][new]
        fields = dict.fromkeys([*(column.field for column in self.register.typed), *first, *second])
        return tuple(field for field in fields if first.get(field, "") != second.get(field, ""))


def _marked(entry: RegisterEntry, field: str, marks: Mapping[str, str]) -> str:
    """What stands for a unit, whatever it is called on either side."""
    name = entry.cells.get(field, "")
    return marks.get(name, name)
