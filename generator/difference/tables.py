"""What a change of entries does to the official tables: rows that come, go or change, and the totals."""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from generator.difference.shown_tables import ColumnKey, RowKey, ShownRow, ShownTable, shown_tables
from generator.difference.units import UnitPairs
from generator.layout import schema
from generator.workbook.plan import WorkbookPlan

KeyT = TypeVar("KeyT", bound=Hashable)
NOTHING = Decimal(0)
_NO_ROW = ShownRow("", "", {})


class RowHappening(enum.StrEnum):
    """What happened to a row (行的变化)."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENAMED = "renamed"
    """It has another name and shows the same amounts."""


@dataclass(frozen=True, slots=True)
class CellChange:
    """An amount before and after, in the table's unit; zero where nothing stands."""

    column: ColumnKey
    heading: str
    before: Decimal
    after: Decimal

    @property
    def change(self) -> Decimal:
        """After less before."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that is not what it was. A label is "" where the row does not stand.

    `cells` are the amounts that changed. `is_renamed` is not said of rows whose unit alone was renamed.
    """

    key: RowKey
    before: str
    after: str
    cells: tuple[CellChange, ...]
    is_renamed: bool = False

    @property
    def happening(self) -> RowHappening:
        """What happened, in one word."""
        if not self.before:
            return RowHappening.ADDED
        if not self.after:
            return RowHappening.REMOVED
        return RowHappening.CHANGED if self.cells else RowHappening.RENAMED

    @property
    def label(self) -> str:
        """What the row is called now or, where it is gone, was called."""
        return self.after or self.before


@dataclass(frozen=True, slots=True)
class Total:
    """A total (合计) of a table, changed or not: its row, and the amount."""

    label: str
    cell: CellChange


@dataclass(frozen=True, slots=True)
class TableDifference:
    """What changed in one table; a year that does not have the table has None.

    `rows_before` and `rows_after` count the rows: a growing table without any is empty (空表).
    """

    before: schema.Table | None
    after: schema.Table | None
    rows: tuple[RowChange, ...]
    totals: tuple[Total, ...]
    rows_before: int
    rows_after: int

    @property
    def table(self) -> schema.Table:
        """The table as it is now or, where it is gone, was."""
        table = self.after or self.before
        assert table is not None  # it stands in one of the years
        return table

    @property
    def is_empty(self) -> bool:
        """Whether the table shows the same."""
        return not self.rows and self.before is not None and self.after is not None

    @property
    def rows_by_happening(self) -> Mapping[RowHappening, int]:
        """How many rows came, went or changed."""
        return {word: sum(row.happening is word for row in self.rows) for word in RowHappening}


def compare_tables(
    before: WorkbookPlan, after: WorkbookPlan, units: UnitPairs
) -> tuple[TableDifference, ...]:
    """Compare every official table of two planned workbooks.

    Rows are known by level, unit, code and project (in tables of fixed rows by panel and name), columns
    by their names in the layout.
    """
    old, new = shown_tables(before, units.before), shown_tables(after, units.after)
    return tuple(_difference(old.get(name), new.get(name)) for name in _together(old, new))


def _difference(before: ShownTable | None, after: ShownTable | None) -> TableDifference:
    shown = [table for table in (before, after) if table is not None]
    headings = {column: heading for table in shown for column, heading in table.columns.items()}
    totals = {column for table in shown for column in table.totals}
    old, new = (table.rows if table else {} for table in (before, after))
    rows: list[RowChange] = []
    of_totals: list[Total] = []
    for key in _together(old, new):
        first, second = old.get(key, _NO_ROW), new.get(key, _NO_ROW)
        cells = tuple(_cells(first, second, headings))
        changed = tuple(cell for cell in cells if cell.change)
        # A spreadsheet takes OA and oa for one project and shows the writing that comes first.
        is_other = first.name.casefold() != second.name.casefold()
        if changed or is_other:
            is_renamed = is_other and key in old and key in new
            rows.append(RowChange(key, first.label, second.label, changed, is_renamed))
        if first.is_total or second.is_total:
            label = second.label or first.label
            of_totals += [Total(label, cell) for cell in cells if cell.column in totals]
    return TableDifference(
        before.table if before else None,
        after.table if after else None,
        tuple(rows),
        tuple(of_totals),
        len(old),
        len(new),
    )


def _cells(before: ShownRow, after: ShownRow, headings: Mapping[ColumnKey, str]) -> Iterator[CellChange]:
    for column, heading in headings.items():
        if column in before.amounts or column in after.amounts:
            yield CellChange(
                column, heading, before.amounts.get(column, NOTHING), after.amounts.get(column, NOTHING)
            )


def _together(before: Iterable[KeyT], after: Collection[KeyT]) -> list[KeyT]:
    """Everything in the order of `after`; what is gone comes behind what it stood behind.

    Example:
        >>> _together(["a", "b", "c"], ["c", "a", "d"])
        ['c', 'a', 'b', 'd']
    """
    behind: dict[KeyT | None, list[KeyT]] = defaultdict(list)
    standing = set(after)
    last: KeyT | None = None
    for key in before:
        if key in standing:
            last = key
        else:
            behind[last].append(key)
    return [*behind[None], *(each for key in after for each in (key, *behind[key]))]
