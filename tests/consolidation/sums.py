"""The region's figures by plain sums over the generated items: nothing of the workbook's own reckoning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from decimal import Decimal

from generator.consolidation.consolidating import Consolidation
from generator.consolidation.member import Member
from generator.model.budget import LineItem

INSIDE = "上级补助收入"
"""In the generated regions only this source is eliminated, and always whole."""


def items_of(members: Iterable[Member]) -> list[LineItem]:
    """The items that remain once transfers inside the region are eliminated."""
    return [item for member in members for item in member.department.items if item.funding_source != INSIDE]


def summed(items: Iterable[LineItem], key: Callable[[LineItem], Hashable]) -> dict[object, int]:
    """The sum in fen for each key; keys that come to nothing are left out, as tables show no such row."""
    sums: dict[object, int] = defaultdict(int)
    for item in items:
        sums[key(item)] += item.fen or 0
    return {key: fen for key, fen in sums.items() if fen}


def printed(region: Consolidation, keys: Sequence[str], amount: str) -> dict[object, int]:
    """An amount (万元) of a growing table by the named columns that tell its rows apart, in fen."""
    evaluation = region.plan.evaluation
    columns = [evaluation.named(name).values() for name in keys]
    fen: dict[object, int] = {}
    for *key, value in zip(*columns, evaluation.named(amount).values(), strict=True):
        if isinstance(value, int | Decimal) and value:
            whole = Decimal(value) * 1_000_000
            assert whole == int(whole)
            fen[tuple(key) if len(key) > 1 else key[0]] = int(whole)
    return fen
