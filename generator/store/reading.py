"""What came of reading a file, as the store keeps it: facts, and rows for each relation."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import __version__
from generator.difference.shown_tables import shown_tables
from generator.layout.layout_set import LayoutSet
from generator.messages import words
from generator.model.amount import FEN_PER_UNIT
from generator.model.budget import Department, Origin
from generator.model.finding import Finding, Severity
from generator.model.wording import plain_code, plain_name
from generator.reader.shelf import LayoutShelf
from generator.reader.submission import Outcome, Submission, Told
from generator.store.kept_text import clean_text
from generator.store.tables import (
    FIGURE,
    FINDING,
    INCOME,
    LINE_ITEM,
    PREVIOUS_FIGURE,
    REGISTER_ENTRY,
    UNIT,
)
from generator.workbook.contents import contents_of

Row = tuple[str | int | None, ...]
LISTS = {
    table.name: table for table in (UNIT, LINE_ITEM, INCOME, PREVIOUS_FIGURE, REGISTER_ENTRY, FINDING, FIGURE)
}
"""The relations that belong to a reading row by row."""
_AMOUNT = "金额"
_CHECKS = "CHK-"
_GIVEN_UP = ("OPEN-015", "OPEN-016", "OPEN-017", "OPEN-018")
_CELLS = "（见 "
"""Before the cells that a check speaks of: they move when rows are added, what it says does not."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading that can be sent from one process to another.

    `facts` are columns of the relation `reading`; `lists` has the rows of the relations in `LISTS` by
    name, without the numbers of reading and row; `reasons` are the department's, by the check.
    """

    digest: str
    facts: Mapping[str, str | int]
    lists: Mapping[str, tuple[Row, ...]]
    reasons: Mapping[str, str]

    @property
    def layout_version(self) -> str:
        """The version of the layout that was used; "" when there was none to use."""
        return str(self.facts["layout_version"])

    @property
    def is_given_up(self) -> bool:
        """Whether reading was not finished: that says more about the machine or the program than about
        the file.
        """
        return any(row[0] in _GIVEN_UP for row in self.lists.get(FINDING.name, ()))

    @property
    def year(self) -> int:
        """The budget year, 0 where it says none."""
        return int(self.facts["year"])

    @property
    def outcome(self) -> Outcome:
        """The conclusion (收件结论)."""
        return Outcome(str(self.facts["outcome"]))


def reading_of(submission: Submission, shelf: LayoutShelf) -> Reading:
    """What the store keeps of a submission. Findings are kept in Chinese, as the department is told."""
    department, layout = submission.department, submission.layout
    counts = submission.counts
    name, code = ("", "") if department is None else (department.name, department.code)
    facts: dict[str, str | int] = {
        "layout": "" if submission.form is None else submission.form.layout,
        "layout_version": "" if layout is None else layout.version,
        "program": __version__,
        "year": submission.form.year if submission.form else 0,
        "department_code": clean_text(code),
        "department_name": clean_text(name),
        "plain_code": clean_text(plain_code(code)),
        "plain_name": clean_text(plain_name(name)),
        "outcome": submission.outcome.value,
        "to_mend": counts[Severity.ERROR],
        "to_explain": counts[Severity.WARNING],
        "notes": counts[Severity.NOTE],
        "form": "" if submission.form is None else clean_text(str(submission.form)),
        "check_code": "" if submission.report is None else submission.report.check_code,
        "compiled_on": "" if department is None else clean_text(department.compiled_on),
        "level_word": "" if department is None else clean_text(department.level_word),
    }
    lists: dict[str, tuple[Row, ...]] = {FINDING.name: tuple(_findings(submission.told))}
    if department is not None and layout is not None:
        lists |= _entries(submission, department, layout)
        lists[FIGURE.name] = tuple(_figures(department, layout, shelf))
    given = submission.typed.reasons.items()
    reasons = {clean_text(check)[:40]: clean_text(reason) for check, reason in given}
    return Reading(submission.digest, facts, lists, reasons)


def point_of(finding: Finding) -> tuple[str, str]:
    """The check that a finding is about ("": none), and what was found without the cells, in Chinese."""
    check = dict(finding.details).get("id", "") if finding.code.startswith(_CHECKS) else ""
    return check, words(finding).found.split(_CELLS)[0]


def _findings(told: Sequence[Told], cause: str = "") -> Iterator[Row]:
    for one in told:
        for number, each in enumerate(one.findings):
            rendered = words(each)
            texts = (rendered.title, rendered.found, rendered.expected, rendered.remedy)
            check, point = point_of(each)
            counts_once = each.severity is Severity.NOTE and number > 0
            follows = cause or (each.code if counts_once else "")
            place = (each.place.sheet, each.place.cell)
            yield tuple(
                clean_text(text)
                for text in (each.code, each.severity.value, check, *place, *texts, follows, point)
            )
        yield from _findings(one.knock_ons, one.finding.code)


def _entries(submission: Submission, department: Department, layout: LayoutSet) -> dict[str, tuple[Row, ...]]:
    items = _Cells.of(submission, layout.entry_sheet("支出").sheet)
    income = _Cells.of(submission, layout.entry_sheet("收入").sheet)
    rows: dict[str, list[Row]] = {
        UNIT.name: [(unit.code, unit.name, unit.kind) for unit in department.units],
        LINE_ITEM.name: [
            (
                *(item.unit, item.function_code, item.function_name, item.economic_code, item.economic_name),
                *(str(item.kind), item.project, item.funding_source, item.fen, item.note),
                *items.place(item.origin),
            )
            for item in department.items
        ],
        INCOME.name: [
            (entry.unit, entry.funding_source, entry.fen, *income.place(entry.origin))
            for entry in department.income
        ],
        PREVIOUS_FIGURE.name: [(each.measure, each.item, each.fen) for each in department.previous],
        REGISTER_ENTRY.name: [*_registers(submission, department, layout)],
    }
    return {name: tuple(map(_clean_row, listed)) for name, listed in rows.items()}


def _registers(submission: Submission, department: Department, layout: LayoutSet) -> Iterator[Row]:
    for register in layout.registers:
        entries = department.registers.get(register.name, ())
        listed = submission.typed.lists.get(register.sheet)
        sheet = listed.rows[0].sheet if listed and listed.rows else register.sheet
        for entry in entries:
            cells = {field: clean_text(text) for field, text in entry.cells.items()}
            yield register.name, json.dumps(cells, ensure_ascii=False), sheet, entry.origin.row


def _clean_row(row: Row) -> Row:
    return tuple(clean_text(value) if isinstance(value, str) else value for value in row)


@dataclass(frozen=True, slots=True)
class _Cells:
    """Where the amounts of a list stand in the person's file."""

    sheet: str
    letters: str

    @staticmethod
    def of(submission: Submission, block: str) -> _Cells:
        for (sheet, cell), target in submission.targets.items():
            if target.block == block and target.column == _AMOUNT:
                return _Cells(sheet, cell.rstrip("0123456789"))
        return _Cells(block, "")

    def place(self, origin: Origin) -> tuple[str, str]:
        """Sheet and cell of an entry's amount."""
        return self.sheet, f"{self.letters}{origin.row}" if self.letters else ""


def _figures(department: Department, layout: LayoutSet, shelf: LayoutShelf) -> Iterator[Row]:
    """The figures of the official tables other than zero, computed from the entries."""
    plan = shelf.plans(layout).plan(department, contents_of(department, layout))
    for name, shown in shown_tables(plan, {}).items():
        scale = FEN_PER_UNIT[shown.table.unit]
        for line, (key, row) in enumerate(shown.rows.items(), start=1):
            code = next((part for part in key[1:] if part.isdigit() and len(part) >= 3), "")
            for column, amount in row.amounts.items():
                if amount:
                    yield name, line, code, clean_text(row.label), shown.columns[column], int(amount * scale)
