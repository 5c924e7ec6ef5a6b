"""All comparisons of a layout, in the order of its checks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.layout import schema
from generator.layout.layout_set import LayoutSet
from generator.layout.references import LEDGER_KEYS, registers_named
from generator.workbook import naming
from generator.workbook.comparison import Comparison
from generator.workbook.entry_checks import EntryChecks
from generator.workbook.entry_list import EntryList
from generator.workbook.form_checks import form_capacity
from generator.workbook.form_sheet import PlacedForm
from generator.workbook.formula_checks import FormulaChecks
from generator.workbook.narrative.checks import NarrativeChecks
from generator.workbook.register_checks import RegisterChecks
from generator.workbook.register_list import RegisterList
from generator.workbook.table_checks import TableChecks
from generator.workbook.table_view import TableViews
from generator.workbook.tree_checks import TreeChecks
from generator.workbook.workings import Workings


class Comparisons:
    """Expands checks over the tables, and over the lists that people fill in.

    Checks of registers and forms that are not among the placed ones are left out, and those of
    explanations unless the workbook is `explained`.
    """

    def __init__(
        self,
        workings: Workings,
        layout: LayoutSet,
        views: TableViews,
        lists: Sequence[EntryList],
        forms: Sequence[PlacedForm] = (),
        explained: bool = False,
    ) -> None:
        self._checks = layout.checks
        self._known = {register.name for register in layout.registers}
        self._lists = {entered.sheet: entered for entered in lists}
        self._registers = {entered.name: entered for entered in lists if isinstance(entered, RegisterList)}
        self._unplaced = {each.sheet for each in layout.registers if each.name not in self._registers}
        self._forms = {placed.form.form: placed for placed in forms}
        self._unplaced |= {form.form for form in layout.forms if form.form not in self._forms}
        self._narrative = NarrativeChecks(layout) if explained else None
        if not explained:
            self._unplaced.add(naming.NARRATIVE)
        self._entries = EntryChecks(workings)
        self._formulas = FormulaChecks(workings, views)
        self._trees = TreeChecks(workings, views)
        self._tables = TableChecks(workings, views)
        self._facts = RegisterChecks(workings, self._registers)

    def all(self) -> Iterator[Comparison]:
        """Every comparison: entry rules first, then the checks in order, table by table."""
        for entered in self._lists.values():
            for place, rule in enumerate(entered.rules, start=1):
                yield self._entries.rule(entered, rule, place)
        for check in self._checks:
            yield from self._of(check)

    def _of(self, check: schema.Check) -> Iterator[Comparison]:
        if check.left:
            yield from self._of_formulas(check)
        for table in check.parents:
            yield self._trees.printed(check, table) if check.displayed else self._trees.exact(check, table)
        for table in check.names:
            yield from self._tables.names(check, table)
        for table in check.codes:
            yield self._tables.codes(check, table)
        for table in check.statements:
            yield self._tables.statement(check, table)
        for sheet in check.capacity:
            if sheet not in self._unplaced:
                yield self._capacity(check, sheet)
        yield from self._of_entries(check)

    def _of_entries(self, check: schema.Check) -> Iterator[Comparison]:
        """What is asked of entries: facts, sizes of amounts, projects, reasons."""
        for fact in check.facts:
            yield self._entries.fact(check, fact)
        for sheet in check.magnitude:
            yield self._entries.magnitude(check, sheet)
        for register in check.projects:
            if register in self._registers:
                yield self._facts.projects(check, register)
        if self._narrative:
            for word in check.subjects:
                yield self._narrative.subjects(check, word)

    def _capacity(self, check: schema.Check, sheet: str) -> Comparison:
        if sheet in self._lists:
            return self._entries.capacity(check, self._lists[sheet])
        if sheet in self._forms:
            return form_capacity(check, self._forms[sheet])
        if self._narrative and sheet == naming.NARRATIVE:
            return self._narrative.capacity(check)
        return self._tables.capacity(check, sheet)

    def _of_formulas(self, check: schema.Check) -> Iterator[Comparison]:
        named = registers_named(check) & self._known
        if named:
            if named <= {*self._registers}:
                yield self._facts.formulas(check)
        elif check.each in LEDGER_KEYS:
            yield self._entries.balance(check)
        else:
            yield self._formulas.comparison(check)
