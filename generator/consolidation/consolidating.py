"""Consolidating: accepted submissions into one region, and the region into a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from generator.collector import collector_at_rest
from generator.consolidation import naming
from generator.consolidation.absent import Absent
from generator.consolidation.comparison_sheet import compared
from generator.consolidation.detail import Detail
from generator.consolidation.elimination import Transfer
from generator.consolidation.member import Member, plain
from generator.consolidation.region import Region
from generator.consolidation.region_rows import CONSOLIDATED, TOTAL
from generator.consolidation.rows import LastYear, Received, Spent
from generator.layout import schema
from generator.layout.layout_set import LayoutSet
from generator.workbook.plan import WorkbookPlan
from generator.workbook.writer import Progress, write_workbook


@dataclass(frozen=True)
class Consolidation:
    """A region: its members, the ledgers, what was eliminated, and the plan of its workbook.

    `names` are what the members are called, in their order. `absent` are the departments of the roster that
    are no members (without `has_roster`, those that sent something). The report of its checks is that of
    `plan`.
    """

    name: str
    layout: LayoutSet
    detail: Detail
    members: tuple[Member, ...]
    names: tuple[str, ...]
    spent: tuple[Spent, ...]
    received: tuple[Received, ...]
    last_year: tuple[LastYear, ...]
    transfers: tuple[Transfer, ...]
    plan: WorkbookPlan
    absent: tuple[Absent, ...] = ()
    has_roster: bool = True

    @cached_property
    def compared(self) -> tuple[dict[str, Decimal | None], ...]:
        """The comparison: for each member the value of each column, by the name of the layout.

        Unit:    that of the comparison; per cent for growth. None where the sheet shows nothing.
        """
        return (
            tuple(compared(self.plan.evaluation, self._columns, naming.COMPARISON)) if self._columns else ()
        )

    @cached_property
    def totals(self) -> dict[str, Decimal | None]:
        """The totals of the comparison, before elimination; empty when the layout compares nothing."""
        return compared(self.plan.evaluation, self._columns, TOTAL)[0] if self._columns else {}

    @cached_property
    def consolidated(self) -> dict[str, Decimal | None]:
        """The same after elimination, as the official tables have them; None for last year and growth."""
        return compared(self.plan.evaluation, self._columns, CONSOLIDATED)[0] if self._columns else {}

    @property
    def _columns(self) -> list[schema.ComparedColumn]:
        written = self.layout.consolidation
        if written is None:
            return []
        return [leaf for heading in written.comparison.columns for leaf in heading.leaves()]


def consolidate(
    members: Sequence[Member],
    layout: LayoutSet,
    name: str,
    *,
    detail: Detail | None = None,
    eliminate: bool = True,
    absent: Sequence[Absent] = (),
    has_roster: bool = True,
) -> Consolidation:
    """Consolidate the members, in the given order, to a region called `name`.

    `absent` are all departments of the roster that are no members, for it is by the roster that transfers
    are eliminated. Without `has_roster` they are those that sent something.

    Without `detail` it is the finest that keeps the region's line items at or below `region.MOST_ITEMS`. With
    `eliminate` transfers inside the region are eliminated (see `elimination`), without it only listed.

    Raises: CapacityError, when there are more rows or units than a workbook holds; ValueError, when
            there is no member, or one of another year than the layout's.
    """
    if not members:
        raise ValueError("nothing to consolidate")
    other = [member.file for member in members if member.department.year != layout.year]
    if other:
        raise ValueError(f"not of {layout.year}: {', '.join(other)}")
    with collector_at_rest():
        region = Region(members, absent, has_roster, layout, plain(name), detail, eliminate)
        return Consolidation(
            region.name,
            layout,
            region.detail,
            region.members,
            region.names,
            region.ledgers.spent,
            region.ledgers.received,
            tuple(region.last_year),
            region.ledgers.transfers,
            region.plan(),
            region.absent,
            has_roster,
        )


def write_consolidation(consolidation: Consolidation, path: Path, progress: Progress | None = None) -> None:
    """Write the workbook; a file that stood there is replaced only by a complete new one.

    Raises: OSError when the folder cannot be written to.
    """
    with collector_at_rest():
        write_workbook(consolidation.plan, path, progress)
