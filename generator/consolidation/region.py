"""A region while it is consolidated: which entries its ledgers add up to, and where all of it is placed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from generator.consolidation import naming
from generator.consolidation.absent import Absent, taking_part
from generator.consolidation.chart_sheet import ChartSheet
from generator.consolidation.comparison_sheet import ComparisonSheet
from generator.consolidation.detail import Detail
from generator.consolidation.elimination import eliminated
from generator.consolidation.elimination_sheet import elimination_sheet
from generator.consolidation.guide import guide, statement
from generator.consolidation.ledger_sheet import of_group
from generator.consolidation.ledgers import Ledgers
from generator.consolidation.member import Member, distinct_names
from generator.consolidation.member_sheet import member_sheet
from generator.consolidation.rows import Rows, last_year_groups, slices
from generator.expression.block import Book
from generator.layout.layout_set import LayoutSet
from generator.layout.previous_figures import UNIT_KIND
from generator.model.budget import Department, IncomeEntry, LineItem, PreviousFigure, Unit
from generator.workbook.contents import Contents, contents_of
from generator.workbook.document_properties import REGION_PROPERTY
from generator.workbook.joining import Joined, Joining
from generator.workbook.plan import (
    LARGEST_ENTRY_ROWS,
    LARGEST_UNITS,
    Capacity,
    CapacityError,
    WorkbookPlan,
    plan_workbook,
)

MOST_ITEMS = 8_000
"""The most line items of a region that an office program still recalculates in half a minute."""
_FREE_ROWS = 50
"""Rows of the region's entry sheets that are free for amounts that no department submitted."""


class Region:
    """One region while it is consolidated: its ledgers, its entries, its sheets.

    Raises: CapacityError, when a ledger has more rows than a workbook holds.
    """

    def __init__(
        self,
        members: Sequence[Member],
        absent: Sequence[Absent],
        has_roster: bool,
        layout: LayoutSet,
        name: str,
        detail: Detail | None,
        eliminate: bool,
    ) -> None:
        self.members, self.layout, self.name = tuple(members), layout, name
        self.absent = tuple(absent)
        self.has_roster = has_roster
        self.told = taking_part(members, absent, has_roster)
        self.names = distinct_names(members)
        self.rows = Rows(members, self.names, name, layout)
        self.detail = detail or self._finest_detail()
        # A measure by kind of unit cannot be summed any more: the region's units have none.
        self.measures = [
            figure.measure for figure in layout.previous_figures if UNIT_KIND not in figure.where
        ]
        written = layout.consolidation
        received = self.rows.received()
        self.last_year = self.rows.last_year([figure.measure for figure in layout.previous_figures])
        spent = self.rows.spent(self.detail)
        for what, rows in (
            (naming.SPENT, spent),
            (naming.RECEIVED, received),
            (naming.LAST_YEAR, self.last_year),
        ):
            if len(rows) > LARGEST_ENTRY_ROWS:
                raise CapacityError(what, len(rows), LARGEST_ENTRY_ROWS)
        eliminations = written.eliminations if written is not None else []
        self.ledgers = eliminated(members, absent, has_roster, spent, received, eliminations, eliminate)
        self.item_groups = self.rows.item_groups(spent, self.detail)
        self.income_groups = self.rows.income_groups(received, self.detail)
        self.figure_groups = last_year_groups(self.last_year, self.measures)

    def plan(self) -> WorkbookPlan:
        """The plan of the region's workbook."""
        department = self._department()
        in_short = taking_part(self.members, self.absent, self.has_roster, short=True)
        joining = Joining(
            self._place,
            statement(in_short, self.detail),
            naming.GUIDE,
            guide(self.told, self.detail, self.layout.consolidation is not None, self._left_out()),
            {REGION_PROPERTY: self.detail.value},
        )
        contents = self._contents(department)
        return plan_workbook(department, self.layout, self._capacity(), contents=contents, joining=joining)

    def _left_out(self) -> list[str]:
        """The names of the measures that cannot be summed."""
        figures = self.layout.previous_figures
        return list(dict.fromkeys(each.name.zh for each in figures if each.measure not in self.measures))

    def _finest_detail(self) -> Detail:
        """The finest detail that a workbook bears."""
        spent = self.rows.spent(Detail.PROJECTS)
        for detail in (Detail.PROJECTS, Detail.DEPARTMENTS):
            units = len(self.members) if detail is Detail.PROJECTS else 1
            items = len({self.rows.item_key(row, detail) for row in spent})
            if units <= LARGEST_UNITS and items <= MOST_ITEMS:
                return detail
        return Detail.TOTALS

    def _department(self) -> Department:
        """The region as a department; its amounts are sums of the ledgers."""
        spent: dict[int, int] = defaultdict(int)
        payers: dict[int, set[int]] = defaultdict(set)
        for row in self.ledgers.spent:
            group = self.item_groups[self.rows.item_key(row, self.detail)]
            spent[group] += row.consolidated
            payers[group].add(row.member)
        received: dict[int, int] = defaultdict(int)
        for income in self.ledgers.received:
            received[self.income_groups[self.rows.income_key(income, self.detail)]] += income.consolidated
        figures: dict[int, int] = defaultdict(int)
        for figure in self.last_year:
            number = self.figure_groups.get((figure.measure, figure.item))
            if number is not None:
                figures[number] += figure.fen
        own_names = {
            code: written
            for member in self.members
            for item in member.department.items
            for code, written in (
                (item.function_code, item.function_name),
                (item.economic_code, item.economic_name),
            )
            if written
        }
        items = [
            LineItem(
                *key,
                spent[group],
                "" if self.detail is Detail.PROJECTS else f"{len(payers[group])} 个部门",
                function_name=own_names.get(key[1], ""),
                economic_name=own_names.get(key[2], ""),
            )
            for key, group in self.item_groups.items()
        ]
        return Department(
            self.name,
            self.layout.year,
            self._units(),
            tuple(items),
            tuple(IncomeEntry(*key, received[group]) for key, group in self.income_groups.items()),
            tuple(PreviousFigure(*key, figures[group]) for key, group in self.figure_groups.items()),
            layout=self.layout.year_file.layout,
        )

    def _units(self) -> tuple[Unit, ...]:
        if self.detail is not Detail.PROJECTS:
            return (Unit(self.name),)
        pairs = zip(self.members, self.names, strict=True)
        return tuple(Unit(name, member.code) for member, name in pairs)

    def _contents(self, department: Department) -> Contents:
        """What stands in the typed cells: the amounts are computed from the ledgers."""
        plain_contents = contents_of(department, self.layout)
        return replace(
            plain_contents,
            items=replace(plain_contents.items, computed={"金额": of_group(naming.SPENT)}),
            income=replace(plain_contents.income, computed={"金额": of_group(naming.RECEIVED)}),
            previous=replace(plain_contents.previous, computed={"金额": of_group(naming.LAST_YEAR)}),
        )

    def _capacity(self) -> Capacity:
        counts = (len(self.item_groups), len(self.income_groups), len(self._units()), len(self.figure_groups))
        items, income, units, figures = (count + _FREE_ROWS for count in counts)
        return Capacity(items, income, min(units, max(counts[2], LARGEST_UNITS)), figures)

    def _place(self, book: Book) -> Sequence[Joined]:
        """The further sheets, in their order; the ledgers first, for all others read them."""
        spent, received = self.ledgers.spent, self.ledgers.received
        ledgers = Ledgers(self.members, self.names, self.layout)
        projects = self.detail is Detail.PROJECTS
        sheets = [
            ledgers.spent(
                book,
                spent,
                [self.item_groups[self.rows.item_key(row, self.detail)] for row in spent],
                projects,
            ),
            ledgers.received(
                book,
                received,
                [self.income_groups[self.rows.income_key(row, self.detail)] for row in received],
            ),
            ledgers.last_year(
                book,
                self.last_year,
                [self.figure_groups.get((row.measure, row.item)) for row in self.last_year],
            ),
        ]
        count = len(self.members)
        where = {
            naming.SPENT: slices(spent, count),
            naming.RECEIVED: slices(received, count),
            naming.LAST_YEAR: slices(self.last_year, count),
        }
        joined = self._compared(book, where)
        joined += [
            Joined(
                elimination_sheet(
                    book, self.ledgers.transfers, self.members, self.names, where[naming.SPENT]
                ),
                "从其他部门得到的收入，抵销了多少",
            ),
            Joined(
                member_sheet(book, self.members, self.absent, self.told, self.names, where[naming.SPENT]),
                "参加汇总的部门和文件，缺的部门",
            ),
        ]
        titles = ("各部门支出，每一数的出处", "各部门收入，每一数的出处", "各部门上年数")
        return [*joined, *(Joined(sheet, title) for sheet, title in zip(sheets, titles, strict=True))]

    def _compared(self, book: Book, where: dict[str, list[tuple[int, int]]]) -> list[Joined]:
        written = self.layout.consolidation
        if written is None:
            return []
        ranked = [column for chart in written.charts if chart.kind == "largest" for column in chart.columns]
        comparison = ComparisonSheet(
            self.layout, written.comparison, list(dict.fromkeys(ranked)), self.members, self.names, where
        )
        joined = [Joined(comparison.sheet(book), "各部门收支对比")]
        if written.charts:
            charts = ChartSheet(written.charts, written.comparison, len(self.members))
            joined.append(Joined(charts.sheet(book), "支出最多的部门、三本预算、“三公”经费等"))
        return joined
