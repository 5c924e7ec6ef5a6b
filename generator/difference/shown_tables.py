"""What the official tables of a planned workbook show, row by row, each row known by what it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.expression.habits import Fault
from generator.expression.nodes import Value
from generator.layout import schema
from generator.model.classification import Code
from generator.workbook import naming
from generator.workbook.fixed_table import FixedTable, panel_block
from generator.workbook.plan import WorkbookPlan

RowKey = tuple[str, ...]
ColumnKey = tuple[str, str]
"""Panel ("" in a growing table) and column."""
BETWEEN = " · "
"""Between the parts of a label, from the outermost to the innermost."""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row: its name, the unit or panel under which it stands, its amounts in the table's unit.

    `is_total` says whether it is a total (合计).
    """

    name: str
    under: str
    amounts: Mapping[ColumnKey, Decimal]
    is_total: bool = False

    @property
    def label(self) -> str:
        """What the row is called in full; "" for a row that does not stand."""
        return BETWEEN.join(filter(None, (self.under, self.name)))


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table: what its columns of amounts are called, which of them are totals, and its rows in order."""

    table: schema.Table
    columns: Mapping[ColumnKey, str]
    totals: frozenset[ColumnKey]
    rows: Mapping[RowKey, ShownRow]


def shown_tables(plan: WorkbookPlan, units: Mapping[str, str]) -> dict[str, ShownTable]:
    """The official tables by name. `units` says by which mark a unit is known, whatever its name is."""
    return {name: _Reader(plan, table, units).shown() for name, table in plan.layout.tables.items()}


class _Reader:
    """Reads one table out of the values of a plan."""

    def __init__(self, plan: WorkbookPlan, table: schema.Table, units: Mapping[str, str]) -> None:
        self.plan = plan
        self.table = table
        self.units = units
        self.columns: dict[ColumnKey, str] = {}
        self.totals: set[ColumnKey] = set()
        self.rows: dict[RowKey, ShownRow] = {}
        self.seen: Counter[RowKey] = Counter()

    def shown(self) -> ShownTable:
        if self.table.rows:
            self._growing()
        else:
            fixed = FixedTable(
                self.plan.book, self.table, self.plan.layout.function.classes(self.plan.layout.year)
            )
            for panel in self.table.panels:
                self._panel(panel, fixed.block_rows(panel))
        return ShownTable(self.table, self.columns, frozenset(self.totals), self.rows)

    def _growing(self) -> None:
        block = self.table.table
        leaves = self._columns("", self.table.columns)
        texts = {leaf.name: self._texts(block, leaf.name) for leaf in leaves if leaf.shows is not None}
        shows = {str(leaf.shows): texts[leaf.name] for leaf in leaves if leaf.shows is not None}
        codes = [shows[part] for part in ("类", "款", "项") if part in shows]
        nothing = [""] * self.plan.book.blocks[block].rows
        names, projects = (shows.get(part, nothing) for part in ("名称", "项目"))
        amounts = self._amounts(block, "", leaves)
        unit, unit_level = "", self.table.rows.index("单位") + 1 if "单位" in self.table.rows else 0
        for row, level in enumerate(self.plan.evaluation.column(block, naming.LEVEL)):
            if not isinstance(level, (int, Decimal)):
                break
            word = self.table.rows[int(level) - 1]
            code = "".join(column[row] for column in codes)
            if level <= unit_level:
                unit = names[row] if level == unit_level else ""
            called = " ".join(filter(None, (code, names[row])))
            name = BETWEEN.join(filter(None, (called, projects[row])))
            known, under = (code, "") if word == "单位" else (code or names[row], unit)
            key = (word, self.units.get(unit, unit), known, projects[row].casefold())
            self._add(key, ShownRow(name, under, amounts[row], is_total=level == 1))

    def _panel(self, panel: schema.Panel, rows: Sequence[schema.FixedRow | Code | None]) -> None:
        leaves = self._columns(panel.id, panel.columns)
        block = panel_block(self.table, panel)
        label = next(leaf.name for leaf in leaves if leaf.shows == "名称")
        labels, amounts = self._texts(block, label), self._amounts(block, panel.id, leaves)
        summed = {name for row in rows if isinstance(row, schema.FixedRow) for name in row.sum or ()}
        several = len(self.table.panels) > 1
        for place, row in enumerate(rows):
            if row is None:
                continue
            is_total = isinstance(row, schema.FixedRow) and row.sum is not None and row.name not in summed
            name = row.code if isinstance(row, Code) else row.name
            under = panel.id if several else ""
            self._add((panel.id, name), ShownRow(labels[place], under, amounts[place], is_total))

    def _add(self, key: RowKey, row: ShownRow) -> None:
        """A row; should another be known by the same words, its number tells them apart."""
        self.seen[key] += 1
        self.rows[*key, str(self.seen[key])] = row

    def _columns(self, panel: str, headings: Sequence[schema.Heading]) -> list[schema.Heading]:
        """The columns under the headings. One is called by its heading, where need be with those above it."""
        called = dict(_called(headings))
        counted = Counter(path[-1] for path in called.values())
        leaves = [leaf for top in headings for leaf in top.leaves()]
        amounts = [leaf for leaf in leaves if leaf.shows is None]
        for leaf in amounts:
            path = called[leaf.name]
            self.columns[panel, leaf.name] = BETWEEN.join(path) if counted[path[-1]] > 1 else path[-1]
        summed = {name for leaf in amounts for name in leaf.sum or ()}
        totals = [leaf for leaf in amounts if leaf.sum is not None and leaf.name not in summed]
        self.totals |= {(panel, leaf.name) for leaf in totals or amounts[:1]}
        return leaves

    def _amounts(
        self, block: str, panel: str, leaves: Sequence[schema.Heading]
    ) -> list[dict[ColumnKey, Decimal]]:
        """The amounts of every row; a cell without an amount has none."""
        rows: list[dict[ColumnKey, Decimal]] = [{} for _ in range(self.plan.book.blocks[block].rows)]
        for leaf in leaves:
            if leaf.shows is not None:
                continue
            for row, value in zip(rows, self.plan.evaluation.column(block, leaf.name), strict=True):
                if isinstance(value, (int, Decimal)):
                    row[panel, leaf.name] = Decimal(value)
        return rows

    def _texts(self, block: str, column: str) -> list[str]:
        return [_text(value) for value in self.plan.evaluation.column(block, column)]


def _called(
    headings: Sequence[schema.Heading], above: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each column's name, and its heading after those that span it."""
    for heading in headings:
        path = (*above, heading.heading)
        if heading.columns is None:
            yield heading.name, path
        else:
            yield from _called(heading.columns, path)


def _text(value: Value | Fault) -> str:
    return value if isinstance(value, str) else ""
