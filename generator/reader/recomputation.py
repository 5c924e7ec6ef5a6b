"""The tables and checks of a returned workbook, computed again, and what of it differs in the file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.checks.report import CheckResult, Report, Verdict, check_code_of
from generator.expression.dependencies import Dependencies
from generator.expression.excel import column_letters, column_number
from generator.expression.nodes import Value
from generator.layout import schema
from generator.layout.layout_set import LayoutSet
from generator.messages import finding
from generator.model.budget import Department
from generator.model.finding import Finding, Place, Severity
from generator.reader.official import CellState, OfficialCell, OfficialReader, OfficialTable
from generator.reader.places import Places
from generator.reader.raw_book import DateValue, ErrorValue, RawBook, RawValue
from generator.reader.submission import Target, Typed, TypedList
from generator.workbook import naming
from generator.workbook.contents import Contents, EntryRows
from generator.workbook.plan import WorkbookPlan

OVERWRITTEN = (CellState.OVERWRITTEN, CellState.CHANGED)


def contents_typed(typed: Typed, layout: LayoutSet) -> Contents:
    """What a person typed as the contents of a fresh workbook: everything as it was, untouched."""

    def rows(block: str) -> EntryRows:
        listed = typed.lists.get(block, TypedList(block, ()))
        return EntryRows(listed.fields, tuple(tuple(map(_plain, row.values)) for row in listed.rows))

    units, income, items = (rows(layout.entry_sheet(name).sheet) for name in ("单位", "收入", "支出"))
    facts = {name: _plain(value) for name, value in typed.facts.items()}
    return Contents(facts, units, income, items, rows(naming.PREVIOUS), typed.reasons)


def _plain(value: RawValue | None) -> Value:
    if isinstance(value, ErrorValue):
        return value.code
    return value.serial if isinstance(value, DateValue) else value


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

    @staticmethod
    def of(
        file: str, book: RawBook, places: Places, layout: LayoutSet, typed: Typed, plan: WorkbookPlan
    ) -> Recomputation:
        """Compare a workbook with the plan of what was typed in it."""
        tables = OfficialReader(book, places, layout, plan).tables()
        return Recomputation(file, book, places, layout, typed, plan, tables)

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

    def cell_findings(self) -> Iterator[Finding]:
        """The cells of official tables that are not as they should be, and the check code below them."""
        following = self._following()
        for table in self.tables.values():
            for cell in table.odd:
                state = cell.state
                if state is CellState.STALE and (cell.target.block, cell.target.column) in following:
                    state = CellState.FOLLOWS
                yield self._cell_finding(cell, state)
        yield from self._check_code()

    def _following(self) -> set[tuple[str, str]]:
        """The columns that read an overwritten cell, or read one that does."""
        changed = {
            (cell.target.block, cell.target.column)
            for table in self.tables.values()
            for cell in table.odd
            if cell.state in OVERWRITTEN
        }
        return Dependencies(self.plan.book).reached(changed) - changed if changed else set()

    def _cell_finding(self, cell: OfficialCell, state: CellState) -> Finding:
        row = int("".join(sign for sign in cell.cell if sign.isdigit()) or 0)
        place = Place(self.file, row, cell.heading, cell.sheet, cell.cell)
        details = {"expected": cell.expected}
        if state in (CellState.OVERWRITTEN, CellState.DIFFERENT):
            details["difference"] = cell.difference
        if state is CellState.CHANGED:
            details |= {"formula": cell.formula, "own": cell.own}
        return finding(state.value, place, cell.stored, **details)

    def _check_code(self) -> Iterator[Finding]:
        """The code printed below the tables, when it is not that of the entries."""
        expected = check_code_of(self.plan) or "（空白）"
        for block, table in self.tables.items():
            for code in dict.fromkeys(table.codes):
                if code != expected:
                    sheet = self.book.sheets[self.places.blocks[block].sheet].name
                    yield finding("CELL-007", Place(self.file, 0, "", sheet), code, expected=expected)
                    return

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

    def broken_rules(self) -> Iterator[tuple[schema.EntryRule, set[tuple[str, int]]]]:
        """The rules of the entry sheets that rows break, with these rows: sheet and row (from 1)."""
        for sheet in self.layout.entries.sheets:
            listed = self.typed.lists.get(sheet.sheet, TypedList(sheet.sheet, ())).rows
            problems = self.plan.evaluation.column(naming.MIRRORS[sheet.ledger], "问题")
            for place, rule in enumerate(sheet.rules, start=1):
                broken = (row for row, problem in zip(listed, problems, strict=False) if problem == place)
                rows = {(row.sheet, row.row) for row in broken}
                if rows:
                    yield rule, rows

    def told_by_rows(self, findings: Iterable[Finding]) -> set[str]:
        """The numbers of the rules that need not be told: an error stands at each row that breaks them."""
        wrong = {(each.place.sheet, each.place.row) for each in findings if each.severity is Severity.ERROR}
        return {rule.id for rule, rows in self.broken_rules() if rule.severity == "error" and rows <= wrong}

    def check_findings(
        self, report: Report, plan: WorkbookPlan, rows: EntryPlaces, without: Collection[str] = ()
    ) -> Iterator[Finding]:
        """The checks that are broken, each at the cell of the file that its left side speaks of.

        `plan` is the one that the report was made from; `rows` says where its entries stand in the file.
        """
        for result in report.results:
            if result.verdict is Verdict.BROKEN and result.id not in without:
                yield self._check_finding(result, plan, rows)

    def _check_finding(self, result: CheckResult, plan: WorkbookPlan, rows: EntryPlaces) -> Finding:
        reason = self.typed.reasons.get(result.id, "").strip()
        left, right = (self._place(cell, plan, rows) for cell in (result.left_cell, result.right_cell))
        cells = "；".join(f"{each.sheet}!{each.cell}" for each in (left, right) if each.cell)
        shown = replace(
            result, left_cell=f"{left.sheet}!{left.cell}" if left.cell else result.left_cell,
            right_cell=f"{right.sheet}!{right.cell}" if right.cell else result.right_cell,
        )  # fmt: skip
        details = {
            "id": result.id,
            "says": result.zh,
            "says_en": result.en,
            "found_en": shown.sentence("en").removeprefix(f"{result.en}: "),
        }
        found = result.explanation + (f"（见 {cells}）" if cells else "")
        if result.severity == "error":
            return finding("CHK-001", left, found, **details)
        if reason:
            return finding("CHK-003", left, found, reason=reason, **details)
        return finding("CHK-002", left, found, **details)

    def _place(self, cell: str, plan: WorkbookPlan, rows: EntryPlaces) -> Place:
        """Where a cell of the plan stands in the person's file; the sheet alone when it is not there."""
        sheet, _, address = cell.partition("!")
        letters = address.rstrip("0123456789")
        if not letters or letters == address:
            return Place(self.file, 0, "", sheet)
        row, column = int(address[len(letters) :]) - 1, column_number(letters)
        for block in plan.book.blocks.values():
            if block.sheet != sheet or not block.top <= row < block.top + block.rows:
                continue
            name = next((each.name for each in block.columns.values() if each.position == column), "")
            located = self.places.blocks.get(block.name)
            if not name or located is None or name not in located.columns:
                continue
            lying = self._lying(block.name, row - block.top, rows)
            theirs = self.book.sheets[located.sheet].name
            if lying is None:
                return Place(self.file, 0, "", theirs)
            at = f"{column_letters(located.columns[name])}{lying + 1}"
            return Place(self.file, lying + 1, "", theirs, at)
        return Place(self.file, 0, "", sheet)

    def _lying(self, block: str, row: int, rows: EntryPlaces) -> int | None:
        """The row of the file's sheet (from 0) that a row of a block stands for."""
        if block in self.tables:
            return self.tables[block].rows.get(row)
        listed = rows.get(block, ())
        return listed[row] - 1 if row < len(listed) else None


EntryPlaces = Mapping[str, tuple[int, ...]]
"""For each list, the rows of the person's file (from 1) that the rows of a plan were read from."""


def places_typed(typed: Typed) -> EntryPlaces:
    """Where the entries of a plan of what was typed stand."""
    return {block: tuple(row.row for row in listed.rows) for block, listed in typed.lists.items()}


def places_sound(department: Department, layout: LayoutSet) -> EntryPlaces:
    """Where the entries of a department that was read stand."""
    return {
        layout.entry_sheet("单位").sheet: tuple(unit.origin.row for unit in department.units),
        layout.entry_sheet("收入").sheet: tuple(entry.origin.row for entry in department.income),
        layout.entry_sheet("支出").sheet: tuple(item.origin.row for item in department.items),
    }
