"""The rows of the ledgers (汇总明细): what each department spends and receives, as far as it is told apart.

A row is a department and everything by which the region's tables tell money apart; line items of a
department that agree in all of it are one row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from generator.consolidation.detail import MERGED_PROJECTS, PROJECT, Detail
from generator.consolidation.member import Member
from generator.layout.layout_set import LayoutSet

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Spent:
    """Expenditure of one member (its place): codes, kind, project, funding source, an amount in fen.

    `rows` are the rows of its file that add up to the amount; `eliminated` (抵销) is added to it, 0 or of
    the opposite sign. `project` is "" where projects are not told apart.
    """

    member: int
    function_code: str
    economic_code: str
    kind: str
    project: str
    source: str
    fen: int
    rows: tuple[int, ...]
    eliminated: int = 0

    @property
    def consolidated(self) -> int:
        """合并数, in fen."""
        return self.fen + self.eliminated


@dataclass(frozen=True, slots=True)
class Received:
    """Income of one member (its place) from one funding source; otherwise as `Spent`."""

    member: int
    source: str
    fen: int
    rows: tuple[int, ...]
    eliminated: int = 0

    @property
    def consolidated(self) -> int:
        """合并数, in fen."""
        return self.fen + self.eliminated


@dataclass(frozen=True, slots=True)
class LastYear:
    """A figure of last year of one member (its place): measure as the layout calls it, item, fen."""

    member: int
    measure: str
    item: str
    fen: int


ItemKey = tuple[str, str, str, str, str, str]
"""A line item of the region without its amount: unit, both codes, kind, project, funding source."""
IncomeKey = tuple[str, str]
"""An income entry of the region without its amount: unit, funding source."""


class Rows:
    """Makes the rows of the ledgers of one region, in the order of its members."""

    def __init__(self, members: Sequence[Member], names: Sequence[str], region: str, layout: LayoutSet):
        self.members, self.names, self.region = members, names, region
        self.order = {source.name: place for place, source in enumerate(layout.sources)}

    def spent(self, detail: Detail) -> list[Spent]:
        """The expenditure rows; entries without an amount count nothing."""
        found: list[Spent] = []
        for place, member in enumerate(self.members):
            sums: dict[tuple[str, str, str, str, str], tuple[int, list[int]]] = {}
            for item in member.department.items:
                if item.fen is not None:
                    project = item.project if detail is Detail.PROJECTS else ""
                    key = (item.function_code, item.economic_code, item.kind, project, item.funding_source)
                    fen, rows = sums.get(key, (0, []))
                    sums[key] = (fen + item.fen, [*rows, item.origin.row])
            for key in sorted(sums, key=lambda key: (*key[:4], self._place(key[4]))):
                fen, rows = sums[key]
                found.append(Spent(place, *key, fen, tuple(rows)))
        return found

    def received(self) -> list[Received]:
        """The income rows; entries without an amount count nothing."""
        found: list[Received] = []
        for place, member in enumerate(self.members):
            sums: dict[str, int] = defaultdict(int)
            rows: dict[str, list[int]] = defaultdict(list)
            for entry in member.department.income:
                if entry.fen is not None:
                    sums[entry.funding_source] += entry.fen
                    rows[entry.funding_source].append(entry.origin.row)
            found += [
                Received(place, source, sums[source], tuple(rows[source]))
                for source in sorted(sums, key=self._place)
            ]
        return found

    def last_year(self, measures: Sequence[str]) -> list[LastYear]:
        """Last year's figures, by measure in the order of the layout, then by item."""
        order = {measure: place for place, measure in enumerate(measures)}
        found: list[LastYear] = []
        for place, member in enumerate(self.members):
            sums: dict[tuple[str, str], int] = defaultdict(int)
            for figure in member.last_year:
                sums[figure.measure, figure.item] += figure.fen
            for measure, item in sorted(sums, key=lambda key: order.get(key[0], len(order))):
                found.append(LastYear(place, measure, item, sums[measure, item]))
        return found

    def item_key(self, row: Spent, detail: Detail) -> ItemKey:
        """The line item of the region that a row belongs to."""
        unit = self.names[row.member] if detail is Detail.PROJECTS else self.region
        project = row.project
        if detail is not Detail.PROJECTS and row.kind == PROJECT:
            project = self.names[row.member] if detail is Detail.DEPARTMENTS else MERGED_PROJECTS
        return unit, row.function_code, row.economic_code, row.kind, project, row.source

    def income_key(self, row: Received, detail: Detail) -> IncomeKey:
        """The income entry of the region that a row belongs to."""
        return self.names[row.member] if detail is Detail.PROJECTS else self.region, row.source

    def item_groups(self, rows: Iterable[Spent], detail: Detail) -> dict[ItemKey, int]:
        """The region's line items in the order of its entry sheet, each with its number from 1."""
        units = {name: place for place, name in enumerate(self.names)}
        keys = {self.item_key(row, detail) for row in rows}
        ordered = sorted(
            keys,
            key=lambda key: (
                units.get(key[0], -1),
                *key[1:4],
                units.get(key[4], -1),
                key[4],
                self._place(key[5]),
            ),
        )
        return _numbered(ordered)

    def income_groups(self, rows: Iterable[Received], detail: Detail) -> dict[IncomeKey, int]:
        """The region's income entries in the order of its entry sheet, each with its number from 1."""
        units = {name: place for place, name in enumerate(self.names)}
        keys = {self.income_key(row, detail) for row in rows}
        return _numbered(sorted(keys, key=lambda key: (units.get(key[0], -1), self._place(key[1]))))

    def _place(self, source: str) -> int:
        return self.order.get(source, len(self.order))


def last_year_groups(rows: Iterable[LastYear], measures: Sequence[str]) -> dict[tuple[str, str], int]:
    """The region's figures of last year that belong to the measures, each with its number from 1."""
    order = {measure: place for place, measure in enumerate(measures)}
    keys = {(row.measure, row.item) for row in rows if row.measure in order}
    return _numbered(sorted(keys, key=lambda key: (order[key[0]], key[1])))


def slices(rows: Sequence[Spent | Received | LastYear], count: int) -> list[tuple[int, int]]:
    """For each of so many members, the first of its rows (from 1) and how many there are."""
    first: dict[int, int] = {}
    counts: dict[int, int] = defaultdict(int)
    for place, row in enumerate(rows, start=1):
        first.setdefault(row.member, place)
        counts[row.member] += 1
    return [(first.get(member, 1), counts[member]) for member in range(count)]


def _numbered(keys: Iterable[Key]) -> dict[Key, int]:
    return {key: number for number, key in enumerate(keys, start=1)}
