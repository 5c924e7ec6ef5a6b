"""The checks that are broken, told at the cells of the person's file that they speak of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from string import ascii_uppercase

from generator.checks.report import CheckResult, Report, Verdict
from generator.expression.excel import column_letters, column_number
from generator.layout.layout_set import LayoutSet
from generator.layout.register_schema import Register
from generator.messages import finding
from generator.model.budget import Department, RegisterEntry
from generator.model.finding import Finding, Place
from generator.reader.places import Places
from generator.reader.submission import Typed
from generator.spreadsheet.raw_book import RawBook
from generator.workbook.facts import FACT_NAMES, fact_block
from generator.workbook.plan import WorkbookPlan

RowPlaces = Mapping[str, Mapping[int, int]]
"""For each block, the rows of the person's sheet (from 0) that rows of a plan (from 0) stand for."""
_FACTS = {fact_block(name): name for name in FACT_NAMES}


def rows_typed(typed: Typed) -> RowPlaces:
    """Where the entries of a plan of what was typed stand."""
    return {
        block: {place: row.row - 1 for place, row in enumerate(listed.rows)}
        for block, listed in typed.lists.items()
    }


def rows_sound(department: Department, layout: LayoutSet) -> RowPlaces:
    """Where the entries of a department that was read stand."""
    origins = {
        layout.entry_sheet("单位").sheet: [unit.origin for unit in department.units],
        layout.entry_sheet("收入").sheet: [entry.origin for entry in department.income],
        layout.entry_sheet("支出").sheet: [item.origin for item in department.items],
    }
    origins |= {
        register.sheet: [entry.origin for entry in in_place(register, department)]
        for register in layout.registers
    }
    return {
        block: {place: origin.row - 1 for place, origin in enumerate(listed) if origin.row}
        for block, listed in origins.items()
    }


def in_place(register: Register, department: Department) -> list[RegisterEntry]:
    """The rows of a register as its sheet holds them; fixed rows that are not filled in come from nowhere."""
    entries = department.registers.get(register.name, ())
    named = {entry.cells.get(register.fixed_field, ""): entry for entry in reversed(entries)}
    fixed = [named.get(row.row, RegisterEntry({})) for row in register.rows]
    placed = {id(entry) for entry in fixed}
    return [*fixed, *(entry for entry in entries if id(entry) not in placed)]


@dataclass(frozen=True, slots=True)
class CheckFindings:
    """Tells the broken checks of one workbook.

    `plan` is the one that the checks were made from, `rows` says where its rows lie in the file.
    """

    file: str
    book: RawBook
    places: Places
    plan: WorkbookPlan
    rows: RowPlaces
    reasons: Mapping[str, str]

    def of(self, report: Report, without: Collection[str] = ()) -> Iterator[Finding]:
        """A finding for each broken check, `without` those that need not be told."""
        for result in report.results:
            if result.verdict is Verdict.BROKEN and result.id not in without:
                yield self._finding(result)

    def _finding(self, result: CheckResult) -> Finding:
        reason = self.reasons.get(result.id, "").strip()
        left, right = (self._place(cell) for cell in (result.left_cell, result.right_cell))
        cells = "；".join(f"{each.sheet}!{each.cell}" for each in (left, right) if each.cell)
        shown = replace(
            result,
            left_cell=f"{left.sheet}!{left.cell}" if left.cell else result.left_cell,
            right_cell=f"{right.sheet}!{right.cell}" if right.cell else result.right_cell,
        )
        details = {
            "id": result.id,
            "says": result.zh,
            "says_en": result.en,
            "found_en": shown.sentence("en").removeprefix(f"{result.en}: "),
        }
        found = _explanation(result, left) + (f"（见 {cells}）" if cells else "")
        if result.severity == "error":
            return finding("CHK-001", left, found, **details)
        if reason:
            return finding("CHK-003", left, found, reason=reason, **details)
        return finding("CHK-002", left, found, **details)

    def _place(self, cell: str) -> Place:
        """Where a cell of the plan stands in the person's file; the sheet alone when it is not there."""
        sheet, _, address = cell.partition("!")
        letters = address.rstrip("0123456789")
        theirs = self._sheet(sheet)
        if not letters or letters == address:
            return Place(self.file, 0, "", theirs)
        row, column = int(address[len(letters) :]) - 1, column_number(letters)
        for block in self.plan.book.blocks.values():
            if block.sheet != sheet or not block.top <= row < block.top + block.rows:
                continue
            name = next((each.name for each in block.columns.values() if each.position == column), "")
            at = self._cell(block.name, name, row - block.top)
            if at is not None:
                return Place(self.file, at[0] + 1, "", theirs, f"{column_letters(at[1])}{at[0] + 1}")
        return Place(self.file, 0, "", theirs)

    def _cell(self, block: str, column: str, row: int) -> tuple[int, int] | None:
        """Row and column of the person's sheet, from 0."""
        if _FACTS.get(block) == column and column in self.places.facts:
            return self.places.facts[column][1:]
        located, lying = self.places.blocks.get(block), self.rows.get(block, {}).get(row)
        if located is None or lying is None or column not in located.columns:
            return None
        return lying, located.columns[column]

    def _sheet(self, sheet: str) -> str:
        """The name that a sheet has in the person's file."""
        for block in self.plan.book.blocks.values():
            located = self.places.blocks.get(block.name)
            if block.sheet == sheet and located is not None:
                return self.book.sheets[located.sheet].name
        return sheet


def _explanation(result: CheckResult, left: Place) -> str:
    """What the check says; one that counts entry rows names the first of them as it is in the file."""
    sheet, _, address = result.left_cell.partition("!")
    row = f"{sheet} 第 {address.lstrip(ascii_uppercase)} 行"
    if not left.row or not result.explanation.startswith(row):
        return result.explanation
    return f"{left.sheet} 第 {left.row} 行{result.explanation.removeprefix(row)}"
