"""Last year's figures (上年预算数), computed from what a department submitted last year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.layout.fields import KINDS
from generator.layout.layout_set import LayoutSet
from generator.layout.previous_figures import UNIT_KIND
from generator.layout.schema import Figure, FigureWhere, Ledger
from generator.model.budget import Department, FundingSource, PreviousFigure
from generator.model.funding import BUDGETS

_EVERY_VALUE: Mapping[str, Sequence[str]] = {"预算": BUDGETS, "支出类型": KINDS}
"""Dimensions of few values: each has its figure, though it be zero."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a ledger: an amount in fen, and what it is in each dimension."""

    fen: int
    dimensions: Mapping[str, str]

    def meets(self, where: FigureWhere) -> bool:
        """Whether each dimension has the value, or one of the values, asked for."""
        return all(self.dimensions.get(word, "") in _listed(choice) for word, choice in where.items())


def previous_figures(
    department: Department, layout: LayoutSet, figures: Sequence[Figure]
) -> tuple[PreviousFigure, ...]:
    """The figures of a department's entries, in the order of their definitions.

    Shape:   one for each `item`, one for each value of `by`: those that occur in order of their codes,
             and every value of a dimension that has few.
    Unit:    fen.
    """
    entries = {ledger: list(_entries(department, layout, ledger)) for ledger in _LEDGERS}
    return tuple(found for figure in figures for found in _figures(figure, entries[figure.counts]))


_LEDGERS: tuple[Ledger, ...] = ("收入", "支出")


def _figures(figure: Figure, entries: Iterable[Entry]) -> Iterator[PreviousFigure]:
    counted = [entry for entry in entries if entry.meets(figure.where)]
    if figure.by is None:
        yield PreviousFigure(figure.measure, figure.item, sum(entry.fen for entry in counted))
        return
    sums: dict[str, int] = defaultdict(int)
    for entry in counted:
        sums[entry.dimensions[figure.by]] += entry.fen
    for value in _EVERY_VALUE.get(figure.by, sorted(sums)):
        yield PreviousFigure(figure.measure, value, sums[value])


def _entries(department: Department, layout: LayoutSet, ledger: Ledger) -> Iterator[Entry]:
    """The entries of a ledger; those without an amount count nothing."""
    sources = {source.name: source for source in layout.sources}
    kinds = {unit.name: unit.kind for unit in department.units}
    if ledger == "收入":
        for entry in department.income:
            source = sources.get(entry.funding_source)
            yield Entry(entry.fen or 0, _of_money(source) | {UNIT_KIND: kinds.get(entry.unit, "")})
        return
    for item in department.items:
        function, economic = item.function_code, item.economic_code
        personnel = economic[:3] in layout.entries.personnel_classes
        yield Entry(
            item.fen or 0,
            _of_money(sources.get(item.funding_source))
            | {
                UNIT_KIND: kinds.get(item.unit, ""),
                "支出类型": item.kind,
                "类": function[:3],
                "款": function[:5],
                "项": function,
                "经济类": economic[:3],
                "经济款": economic,
                "经费": "人员经费" if personnel else "公用经费",
            },
        )


def _of_money(source: FundingSource | None) -> dict[str, str]:
    """What the funding source says about an entry."""
    if source is None:
        return {"资金来源": "", "预算": "", "年度": "", "性质": ""}
    return {
        "资金来源": source.name,
        "预算": source.budget,
        "年度": source.period,
        "性质": source.nature,
    }


def _listed(choice: str | list[str]) -> list[str]:
    return [choice] if isinstance(choice, str) else choice
