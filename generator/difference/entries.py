"""What changed among everything that two departments entered: facts, units, income, line items, last year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.difference.matching import Change, Entry, EntryT_co, Form, Happening, Line, Part, fen_of, match
from generator.difference.registers import RegisterDifference, compare_registers
from generator.difference.units import UnitPairs, pair_units
from generator.layout.layout_set import LayoutSet
from generator.model.budget import Department, IncomeEntry, LineItem, PreviousFigure

FACTS = ("name", "code", "year", "level_word", "compiled_on", "layout")
ITEM_FORM = Form(
    key=("unit", "function", "economic", "kind", "project", "source"),
    apart=("note", "function_name", "economic_name"),
    parts=(
        Part(("economic",), is_code=True),
        Part(("function",), is_code=True),
        Part(("project",)),
        Part(("kind", "project")),
        Part(("source",)),
        Part(("unit",)),
    ),
    named="project",
)
"""A line that goes from 基本支出 to 项目支出 gets a project with it."""
INCOME_FORM = Form(key=("unit", "source"), parts=(Part(("source",)), Part(("unit",))))
PREVIOUS_FORM = Form(key=("measure", "item"))


OwnedT = TypeVar("OwnedT", LineItem, IncomeEntry)
"""What belongs to a unit."""


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact of the department (部门信息) that is another one; "" where it is not given."""

    fact: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LedgerDifference(Generic[EntryT_co]):
    """What changed in one list. `before_fen` and `after_fen` are the totals of the whole list, in fen."""

    changes: tuple[Change[EntryT_co], ...]
    before_fen: int
    after_fen: int

    @property
    def counts(self) -> Mapping[Happening, int]:
        """How many lines of each kind of change there are; kinds without any are left out."""
        counted = Counter(change.happening for change in self.changes)
        return {happening: counted[happening] for happening in Happening if counted[happening]}

    @property
    def fen(self) -> int:
        """What the total gained, in fen."""
        return self.after_fen - self.before_fen


@dataclass(frozen=True, slots=True)
class EntryDifference:
    """Everything that was entered otherwise. `registers` are those in which something changed."""

    facts: tuple[FactChange, ...]
    units: UnitPairs
    items: LedgerDifference[LineItem]
    income: LedgerDifference[IncomeEntry]
    previous: LedgerDifference[PreviousFigure]
    registers: tuple[RegisterDifference, ...] = ()

    @property
    def ledgers(self) -> Mapping[str, LedgerDifference[LineItem | IncomeEntry | PreviousFigure]]:
        """The three lists by name."""
        return {"items": self.items, "income": self.income, "previous": self.previous}

    @property
    def is_empty(self) -> bool:
        """Whether both departments entered the same; the order of rows does not count, that of units does."""
        lists = (ledger.changes for ledger in self.ledgers.values())
        units = self.units.changes or self.units.reordered
        return not (self.facts or units or any(lists) or self.registers)


def compare_entries(
    before: Department, after: Department, layouts: tuple[LayoutSet, LayoutSet]
) -> EntryDifference:
    """Compare what two departments entered; `layouts` are those of the one and of the other."""
    units = pair_units(before, after)
    old, new = layouts
    items = match(
        ITEM_FORM,
        [_item_line(item, units.before, old) for item in before.items],
        [_item_line(item, units.after, new) for item in after.items],
    )
    income = match(
        INCOME_FORM,
        [_income_line(entry, units.before) for entry in before.income],
        [_income_line(entry, units.after) for entry in after.income],
    )
    previous = match(PREVIOUS_FORM, map(_previous_line, before.previous), map(_previous_line, after.previous))
    items, income = _by_unit(items, units), _by_unit(income, units)
    return EntryDifference(
        tuple(_facts(before, after)),
        units,
        LedgerDifference(items, _total(before.items), _total(after.items)),
        LedgerDifference(income, _total(before.income), _total(after.income)),
        LedgerDifference(previous, _total(before.previous), _total(after.previous)),
        compare_registers(before, after, layouts, units),
    )


def _by_unit(changes: Iterable[Change[OwnedT]], units: UnitPairs) -> tuple[Change[OwnedT], ...]:
    """The changes in the order of the units, those of units that are gone at the end."""
    old = {pair.before.name: place for place, pair in enumerate(units.pairs) if pair.before}
    new = {pair.after.name: place for place, pair in enumerate(units.pairs) if pair.after}

    def place(change: Change[OwnedT]) -> int:
        names, entry = (new, change.after) if change.after else (old, change.before)
        return names.get(entry.unit, len(units.pairs)) if entry else 0

    return tuple(sorted(changes, key=place))


def _facts(before: Department, after: Department) -> Iterable[FactChange]:
    for fact in FACTS:
        old, new = str(getattr(before, fact)), str(getattr(after, fact))
        if old != new:
            yield FactChange(fact, old, new)


def _item_line(item: LineItem, units: Mapping[str, str], layout: LayoutSet) -> Line[LineItem]:
    """A line item; names of codes count where the code list has none."""
    key = (
        units.get(item.unit, item.unit),
        item.function_code,
        item.economic_code,
        item.kind,
        item.project,
        item.funding_source,
    )
    function, economic = layout.function, layout.economic
    apart = (
        item.note,
        "" if function.find(item.function_code, layout.year) else item.function_name,
        "" if economic.find(item.economic_code, layout.year) else item.economic_name,
    )
    return Line(item, key, apart, item.origin.row)


def _income_line(entry: IncomeEntry, units: Mapping[str, str]) -> Line[IncomeEntry]:
    return Line(entry, (units.get(entry.unit, entry.unit), entry.funding_source), (), entry.origin.row)


def _previous_line(figure: PreviousFigure) -> Line[PreviousFigure]:
    return Line(figure, (figure.measure, figure.item), (), figure.origin.row)


def _total(entries: Iterable[Entry]) -> int:
    return sum(fen_of(entry) for entry in entries)
