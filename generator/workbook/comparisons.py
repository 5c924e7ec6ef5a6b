"""All comparisons of a layout, in the order of its checks."""

from __future__ import annotations

from collections.abc import Iterator

from generator.layout import schema
from generator.layout.layout_set import LayoutSet
from generator.layout.references import ENTRY_SHEETS, LEDGER_KEYS
from generator.workbook.comparison import Comparison
from generator.workbook.entry_checks import EntryChecks
from generator.workbook.formula_checks import FormulaChecks
from generator.workbook.table_checks import TableChecks
from generator.workbook.table_view import TableViews
from generator.workbook.tree_checks import TreeChecks
from generator.workbook.workings import Workings


class Comparisons:
    """Expands the checks of a layout over the tables and entry sheets that they name."""

    def __init__(
        self, workings: Workings, layout: LayoutSet, views: TableViews, capacities: dict[str, int]
    ) -> None:
        self._layout = layout
        self._entries = EntryChecks(workings, capacities)
        self._formulas = FormulaChecks(workings, views)
        self._trees = TreeChecks(workings, views)
        self._tables = TableChecks(workings, views)

    def all(self) -> Iterator[Comparison]:
        """Every comparison: entry rules first, then the checks in order, table by table."""
        for sheet in self._layout.entries.sheets:
            for place, rule in enumerate(sheet.rules, start=1):
                yield self._entries.rule(sheet, rule, place)
        for check in self._layout.checks:
            yield from self._of(check)

    def _of(self, check: schema.Check) -> Iterator[Comparison]:
        if check.left:
            over_ledgers = check.each in LEDGER_KEYS
            yield self._entries.balance(check) if over_ledgers else self._formulas.comparison(check)
        for table in check.parents:
            yield self._trees.printed(check, table) if check.displayed else self._trees.exact(check, table)
        for table in check.names:
            yield from self._tables.names(check, table)
        for table in check.codes:
            yield self._tables.codes(check, table)
        for table in check.statements:
            yield self._tables.statement(check, table)
        for table in check.capacity:
            owner = self._entries if table in ENTRY_SHEETS else self._tables
            yield owner.capacity(check, table)
        for fact in check.facts:
            yield self._entries.fact(check, fact)
        for sheet in check.magnitude:
            yield self._entries.magnitude(check, sheet)
