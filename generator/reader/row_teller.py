"""Rows of entry lists told: where each cell stands, what was repaired, the records for the intake."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.intake.headings import Record
from generator.messages import finding
from generator.model.finding import Finding, Place
from generator.reader.facts import repair_finding
from generator.reader.merged_cells import MergedCells
from generator.reader.typed.understood import Understood
from generator.reader.typed_lists import ListRow, ReadList
from generator.spreadsheet.raw_book import RawValue, shown

Desk = Callable[[RawValue | None], Understood]
"""How a column is understood."""


class RowTeller:
    """Collects what there is to tell of the rows of one workbook.

    `is_live` says whether the workbook's own formulas understand every cell as we do.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.is_live = True

    def place(self, read: ReadList, row: int, field: str, heading: str = "") -> Place:
        """Where a cell stands in the person's file; `row` counts from 0."""
        return Place(self.file, row + 1, heading, read.sheet.name, read.cell(row, field))

    def add(self, code: str, place: Place, found: str = "", **details: str | int) -> None:
        """Tell one thing."""
        self.findings.append(finding(code, place, found, **details))

    def understood(
        self, desk: Desk, value: RawValue | None, read: ReadList, row: ListRow, field: str, heading: str
    ) -> str:
        """The text that the intake gets, after repairs are told."""
        understood = desk(value)
        if understood.repairs:
            place = self.place(read, row.row, field, heading)
            self.findings += [repair_finding(repair, place, value) for repair in understood.repairs]
            self.is_live = self.is_live and all(repair.live for repair in understood.repairs)
        return understood.text

    def beside(
        self, merged: MergedCells, row: ListRow, field: str, heading: str, is_number: bool
    ) -> RawValue | None:
        """What a blank cell stands for: what it shows that is merged with one above. Numbers are never
        spread over rows; a formula of the person's own that the file has no result of is told.
        """
        read = merged.read
        value, place = merged.value(row.row, field), self.place(read, row.row, field, heading)
        formula = read.sheet.formulas.get((row.row, read.located.columns[field]))
        if value is not None:
            self.is_live = False
            if is_number:
                self.add("FIND-018", place, merged.first_cell(row.row, field), amount=shown(value))
                value = None
            else:
                self.add("FIND-012", place, merged.last_cell(row.row, field), became=shown(value))
        if formula is not None:
            self.add("FIND-011", place, formula or "…")
        return value

    def record(
        self,
        read: ReadList,
        row: ListRow,
        cells: Mapping[str, str],
        headings: Mapping[str, str],
        fields: Mapping[str, str],
    ) -> Record:
        """A row as the intake takes it; `fields` are its names for our columns."""
        places = {name: read.cell(row.row, field) for field, name in fields.items()}
        letters = {name: cell.rstrip("0123456789") for name, cell in places.items() if cell}
        words = {name: headings.get(field, field) for field, name in fields.items()}
        return Record(self.file, row.row + 1, cells, words, read.sheet.name, letters)


class Memory:
    """A desk that is asked each question once."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.known: dict[tuple[type, RawValue | None], Understood] = {}

    def __call__(self, value: RawValue | None) -> Understood:
        """What the desk said."""
        question = (type(value), value)  # TRUE and 1 are equal, and not the same
        if question not in self.known:
            self.known[question] = self.desk(value)
        return self.known[question]
