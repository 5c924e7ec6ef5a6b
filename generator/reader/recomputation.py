"""The tables and checks of a returned workbook, computed again, and what of it differs in the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.checks.report import Report, check_code_of, report_of
from generator.expression.excel import column_letters
from generator.expression.nodes import Value
from generator.layout import schema
from generator.layout.layout_set import LayoutSet
from generator.layout.register_schema import Register
from generator.messages import finding
from generator.model.finding import Finding, Place, Severity
from generator.reader.following import following
from generator.reader.official import OfficialReader
from generator.reader.official_cells import CellState, OfficialCell, OfficialTable
from generator.reader.official_figures import Figures, all_figures
from generator.reader.official_forms import typed_over
from generator.reader.official_heads import OfficialHeads
from generator.reader.places import Places
from generator.reader.printed_codes import printed_codes
from generator.reader.register_warnings import rules_of_warnings
from generator.reader.submission import Target, Typed, TypedList
from generator.spreadsheet.raw_book import DateValue, ErrorValue, RawBook, RawValue
from generator.workbook import naming
from generator.workbook.contents import Contents, EntryRows, register_rows
from generator.workbook.plan import WorkbookPlan
from generator.workbook.register_list import mirror_name


def contents_typed(typed: Typed, layout: LayoutSet) -> Contents:
    """What a person typed as the contents of a fresh workbook: everything as it was, untouched.

    Fixed rows of registers that are not there any more are put back below, not filled in.
    """

    def rows(block: str) -> EntryRows:
        listed = typed.lists.get(block, TypedList(block, ()))
        return EntryRows(listed.fields, tuple(tuple(map(_plain, row.values)) for row in listed.rows))

    units, income, items = (rows(layout.entry_sheet(name).sheet) for name in ("单位", "收入", "支出"))
    facts = {name: _plain(value) for name, value in typed.facts.items()}
    registers = {each.name: _with_fixed_rows(each, rows(each.sheet)) for each in layout.registers}
    return Contents(facts, units, income, items, rows(naming.PREVIOUS), typed.reasons, registers)


def _with_fixed_rows(register: Register, typed: EntryRows) -> EntryRows:
    issued = register_rows(register, ())
    if not register.rows or not typed.rows:
        return EntryRows(issued.fields, typed.rows or issued.rows)
    name = typed.fields.index(register.fixed_field)
    there = {row[name] for row in typed.rows}
    return EntryRows(typed.fields, (*typed.rows, *(row for row in issued.rows if row[name] not in there)))


def _plain(value: RawValue | None) -> Value:
    if isinstance(value, ErrorValue):
        return value.code
    return value.serial if isinstance(value, DateValue) else value


@dataclass(frozen=True, slots=True)
class AsRead:
    """A workbook's entries as we read them, where its own formulas do not understand all that we do: the
    figures that the official tables would show, the check code, all checks, and the plan of these.
    """

    figures: Mapping[str, Figures]
    check_code: str
    report: Report
    plan: WorkbookPlan

    @staticmethod
    def of(plan: WorkbookPlan) -> AsRead:
        """What a plan gives; it stays when the plan is evaluated for something else."""
        return AsRead(all_figures(plan), check_code_of(plan), report_of(plan), plan)


@dataclass(frozen=True, slots=True)
class Recomputation:
    """One workbook computed again from what was typed in it."""

    file: str
    book: RawBook
    places: Places
    layout: LayoutSet
    typed: Typed
    plan: WorkbookPlan
    tables: Mapping[str, OfficialTable]
    codes: tuple[str, ...]

    @staticmethod
    def of(
        file: str, book: RawBook, places: Places, typed: Typed, plan: WorkbookPlan, read: AsRead | None = None
    ) -> Recomputation:
        """Compare a workbook with the plan of what was typed in it; `read` where we read it otherwise."""
        tables = OfficialReader(book, places, plan, None if read is None else read.figures).tables()
        codes = (check_code_of(plan), *(() if read is None else (read.check_code,)))
        return Recomputation(file, book, places, plan.layout, typed, plan, tables, codes)

    def targets(self) -> dict[tuple[str, str], Target]:
        """Which cell of the plan each cell of an official table stands for."""
        found: dict[tuple[str, str], Target] = {}
        for block, table in self.tables.items():
            located = self.places.blocks[block]
            sheet = self.book.sheets[located.sheet].name
            for row, lying in table.rows.items():
                for column, at in located.columns.items():
                    found[sheet, f"{column_letters(at)}{lying + 1}"] = Target(block, column, row)
        return found

    def rows(self, as_read: bool) -> dict[str, Mapping[int, int]]:
        """How the rows of the official tables lie, by what the sheet counts or by what we read."""
        return {block: table.read_rows if as_read else table.rows for block, table in self.tables.items()}

    def cell_findings(self) -> Iterator[Finding]:
        """The cells of official tables that are not as they should be, and the check code below them."""
        follows = following(self.plan, self.tables, self.book.broken_names)
        for table in self.tables.values():
            for cell in table.odd:
                state, target = cell.state, cell.target
                if state is CellState.STALE and target.row in follows.get((target.block, target.column), ()):
                    state = CellState.FOLLOWS
                yield self._cell_finding(cell, state)
        for cell in typed_over(self.book, self.plan):
            yield self._cell_finding(cell, cell.state)
        yield from OfficialHeads(self.file, self.book, self.places, self.plan).findings()
        yield from self._check_code()

    def _cell_finding(self, cell: OfficialCell, state: CellState) -> Finding:
        row = int("".join(sign for sign in cell.cell if sign.isdigit()) or 0)
        place = Place(self.file, row, cell.heading, cell.sheet, cell.cell)
        if state is CellState.BROKEN:
            return finding(state.value, place, cell.stored, formula=cell.formula, own=cell.own)
        details = {} if state is CellState.FAULTY else {"expected": cell.expected}
        if state in (CellState.OVERWRITTEN, CellState.DIFFERENT):
            details["difference"] = cell.difference
        if state is CellState.CHANGED:
            details |= {"formula": cell.formula, "own": cell.own}
        return finding(state.value, place, cell.stored, **details)

    def _check_code(self) -> Iterator[Finding]:
        """The codes printed on the cover and below the tables, where they are not that of the entries."""
        tables = [self.places.blocks[block] for block in self.tables]
        for printed in printed_codes(self.book, tables):
            if printed.code not in self.codes:
                row = int("".join(sign for sign in printed.cell if sign.isdigit()))
                place = Place(self.file, row, "", printed.sheet, printed.cell)
                yield finding("CELL-007", place, printed.code, expected=self.codes[-1] or "（空白）")

    def explained(self, findings: Iterable[Finding]) -> list[Finding]:
        """Warnings about entry rows become notes where the accountant explained the rule they break.

        A rule of the entry sheet (提醒) is explained on the check sheet, once for all rows that break it.
        """
        rows = {
            row
            for rule, broken in self.broken_rules()
            if rule.severity == "warning" and self.typed.reasons.get(rule.id, "").strip()
            for row in broken
        }
        return [
            replace(each, severity=Severity.NOTE)
            if each.severity is Severity.WARNING and (each.place.sheet, each.place.row) in rows
            else each
            for each in findings
        ]

    def aggravated(self, findings: Iterable[Finding]) -> list[Finding]:
        """Warnings about rows of registers become errors where the rule that finds the same is one: the row
        says which, and what was probably meant, so that the rule need not be told.
        """
        grave = {
            (code, row)
            for register in self.layout.registers
            for rule, broken in self._broken(register.sheet, mirror_name(register.name), register.rules)
            for code, rules in rules_of_warnings(register).items()
            if rule.id in rules
            for row in broken
        }
        return [
            replace(each, severity=Severity.ERROR)
            if (each.code, (each.place.sheet, each.place.row)) in grave
            else each
            for each in findings
        ]

    def broken_rules(self) -> Iterator[tuple[schema.EntryRule, set[tuple[str, int]]]]:
        """The rules of entry sheets and registers that rows break, with these rows: sheet, row (from 1)."""
        for sheet in self.layout.entries.sheets:
            yield from self._broken(sheet.sheet, naming.MIRRORS[sheet.ledger], sheet.rules)
        for register in self.layout.registers:
            yield from self._broken(register.sheet, mirror_name(register.name), register.rules)

    def _broken(
        self, block: str, mirror: str, rules: Sequence[schema.EntryRule]
    ) -> Iterator[tuple[schema.EntryRule, set[tuple[str, int]]]]:
        listed = self.typed.lists.get(block, TypedList(block, ())).rows
        problems = self.plan.evaluation.column(mirror, "问题")
        for place, rule in enumerate(rules, start=1):
            broken = (row for row, problem in zip(listed, problems, strict=False) if problem == place)
            rows = {(row.sheet, row.row) for row in broken}
            if rows:
                yield rule, rows

    def told_by_rows(self, findings: Iterable[Finding]) -> set[str]:
        """The numbers of the rules that need not be told: an error stands at each row that breaks them."""
        wrong = {(each.place.sheet, each.place.row) for each in findings if each.severity is Severity.ERROR}
        return {rule.id for rule, rows in self.broken_rules() if rule.severity == "error" and rows <= wrong}
