"""Members made by hand, of a few amounts each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.consolidation.member import Member
from generator.model.budget import Department, IncomeEntry, LineItem, Origin, PreviousFigure, Unit
from tests.region import GENERAL, YEAR

Paid = tuple[str, int]
"""A funding source and an amount in fen."""


def small_member(
    code: str,
    name: str,
    items: Sequence[Paid] = (),
    income: Sequence[Paid] = (),
    superior: str = "",
    last_year: Mapping[str, int] | None = None,
) -> Member:
    """A member whose items are all office costs (2010301, 30201); `last_year` is by kind."""
    department = Department(
        name,
        YEAR,
        (Unit(name),),
        tuple(
            LineItem(name, "2010301", "30201", "基本支出", "", source, fen, origin=Origin("", 7 + row))
            for row, (source, fen) in enumerate(items)
        ),
        tuple(
            IncomeEntry(name, source, fen, Origin("", 7 + row)) for row, (source, fen) in enumerate(income)
        ),
        code=code,
    )
    figures = tuple(PreviousFigure("kind_all", kind, fen) for kind, fen in (last_year or {}).items())
    return Member(department, f"{name}.xlsx", "0" * 64, code, name, superior, "", figures)


def general(code: str, name: str, fen: int, last_year: Mapping[str, int] | None = None) -> Member:
    """A member with one general item, and the income for it."""
    return small_member(code, name, [(GENERAL, fen)], [(GENERAL, fen)], last_year=last_year)
