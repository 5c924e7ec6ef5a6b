"""Reading one returned workbook, from its bytes to a submission that says everything in one pass."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.checks.report import Report, report_of
from generator.collector import collector_at_rest
from generator.intake.department_file import Facts
from generator.intake.submission import Classifications, Received, department_of, received
from generator.layout.layout_set import LayoutError, LayoutSet
from generator.messages import finding
from generator.model.budget import Department
from generator.model.finding import Finding, Place, Severity
from generator.model.form import IssuedForm
from generator.model.wording import plain_name
from generator.reader.check_findings import CheckFindings, rows_sound, rows_typed
from generator.reader.entries import Entries, EntryReader
from generator.reader.form import guessed_form, is_of_region, written_form
from generator.reader.judgement import EntrySheets, outcome_of, told
from generator.reader.places import Places, find_places
from generator.reader.recomputation import AsRead, Recomputation, contents_typed
from generator.reader.register_warnings import checks_of_registers
from generator.reader.shelf import LayoutShelf
from generator.reader.structure import Structure
from generator.reader.submission import Outcome, Submission, Target, Typed
from generator.reader.wanted import other_sheets, wanted_sheets
from generator.spreadsheet.opening import Opened, open_bytes, open_workbook
from generator.spreadsheet.raw_book import ErrorValue, PartError, RawBook, shown
from generator.workbook import naming
from generator.workbook.check_sheet import REASON
from generator.workbook.contents import contents_of
from generator.workbook.plan import CapacityError
from generator.workbook.replanning import Replanning


@dataclass(frozen=True, slots=True)
class Expected:
    """What a workbook is expected to be: the year, the department's name or code; "" and 0: anything."""

    year: int = 0
    department: str = ""


def read_workbook(path: Path, shelf: LayoutShelf, expected: Expected | None = None) -> Submission:
    """Read and judge a workbook. Whatever is in the file, nothing is raised: it is all in the findings.

    Raises: LayoutError when the layout of the form has mistakes.
    """
    return _read_safely(path.name, lambda: open_workbook(path), shelf, expected or Expected())


def read_content(
    name: str, content: bytes, shelf: LayoutShelf, expected: Expected | None = None
) -> Submission:
    """Read and judge a workbook that is in memory, under the name that the person gave it.

    Raises: LayoutError when the layout of the form has mistakes.
    """
    return _read_safely(name, lambda: open_bytes(name, content), shelf, expected or Expected())


def _read_safely(
    name: str, opening: Callable[[], Opened], shelf: LayoutShelf, expected: Expected
) -> Submission:
    opened = Opened(name, "", None, ())
    try:
        with collector_at_rest():  # by its end nothing but the submission is left for it to look at
            opened = opening()
            return read_opened(opened, shelf, expected)
    except LayoutError:
        raise
    except MemoryError:
        return _unreadable(opened, (*opened.findings, finding("OPEN-017", Place(name))))
    except Exception as error:  # one file must not stop those after it
        failure = f"{type(error).__name__}: {error}"
        return _unreadable(opened, (*opened.findings, finding("OPEN-015", Place(name), failure)))


def read_opened(opened: Opened, shelf: LayoutShelf, expected: Expected) -> Submission:
    """Read and judge a workbook that was opened."""
    if opened.book is None:
        return _unreadable(opened, opened.findings)
    try:
        return _read_book(opened, opened.book, shelf, expected)
    except PartError as error:
        return _unreadable(opened, (*opened.findings, error.finding))


def read_facts(path: Path, shelf: LayoutShelf) -> tuple[Facts, list[Finding]]:
    """Whose workbook it is and for which year; what cannot be read of that is None, and a finding.

    Raises: LayoutError when the layout of the form has mistakes.
    """
    opened = open_workbook(path)
    if opened.book is None:
        return Facts(), list(opened.findings)
    try:
        form, findings = _form(opened.file, opened.book, shelf)
        layout = None if form is None else shelf.layout(form.layout, form.year)
        if form is None or layout is None:
            return Facts(), findings or [_no_layout(opened.file, form, shelf)]
        places = find_places(opened.book, wanted_sheets(layout), other_sheets(layout))
        reader = EntryReader(opened.file, opened.book, places, layout, form)
        return reader.facts(), reader.findings
    except PartError as error:
        return Facts(), [error.finding]


def _no_layout(file: str, form: IssuedForm | None, shelf: LayoutShelf) -> Finding:
    known = "、".join(f"{listing.layout}-{listing.year}" for listing in shelf.listed)
    return finding("FORM-002", Place(file), str(form).rstrip("-"), known=known)


def _read_book(opened: Opened, book: RawBook, shelf: LayoutShelf, expected: Expected) -> Submission:
    form, findings = _form(opened.file, book, shelf)
    if form is None:
        return _unreadable(opened, (*opened.findings, *findings))
    layout = shelf.layout(form.layout, form.year)
    if layout is None:
        findings.append(_no_layout(opened.file, form, shelf))
        return _unreadable(opened, (*opened.findings, *findings), form)
    reading = _Reading(opened, book, form, layout, shelf.plans(layout), [*opened.findings, *findings])
    return reading.submission(expected)


def _form(file: str, book: RawBook, shelf: LayoutShelf) -> tuple[IssuedForm | None, list[Finding]]:
    if is_of_region(book):
        return None, [finding("FORM-008", Place(file))]
    form = written_form(book)
    if form is not None:
        return form, []
    form = guessed_form(book, shelf.listed)
    if form is not None:
        return form, [finding("FORM-006", Place(file), year=form.year)]
    return None, [_not_ours(file, book)]


def _not_ours(file: str, book: RawBook) -> Finding:
    names = [sheet.name for sheet in book.sheets]
    listed = "、".join(names[:10]) + ("…" if len(names) > 10 else "")  # enough to know it by
    return finding("FORM-001", Place(file), listed)


def _unreadable(opened: Opened, findings: Sequence[Finding], form: IssuedForm | None = None) -> Submission:
    return Submission(opened.file, opened.digest, Outcome.UNREADABLE, form, told=told(findings))


class _Reading:
    """One workbook while it is read."""

    def __init__(
        self,
        opened: Opened,
        book: RawBook,
        form: IssuedForm,
        layout: LayoutSet,
        plans: Replanning,
        findings: list[Finding],
    ) -> None:
        self.opened, self.book, self.form, self.findings = opened, book, form, findings
        self.layout, self.plans = layout, plans
        self.file = opened.file

    def submission(self, expected: Expected) -> Submission:
        wanted = wanted_sheets(self.layout)
        places = find_places(self.book, wanted, other_sheets(self.layout))
        if not any(sheet.sheet in places.blocks for sheet in self.layout.entries.sheets):
            return _unreadable(self.opened, (*self.findings, _not_ours(self.file, self.book)), self.form)
        if self.form.version and self.form.version != self.layout.version:
            details = {"version": self.layout.version, "year": str(self.form.year)}
            self.findings.append(finding("FORM-003", Place(self.file), self.form.version, **details))
        entries = EntryReader(self.file, self.book, places, self.layout, self.form).read()
        structure = Structure(self.file, self.book, places, self.layout, entries.is_older)
        self.findings += structure.findings(wanted, entries.read)
        self.findings += entries.findings
        layout = self.layout
        classifications = Classifications(layout.function, layout.economic, layout.sources, layout.registers)
        rows = received(entries.facts, entries.lists, classifications)
        self.findings += rows.findings
        department = department_of(entries.facts, rows)
        self.findings += self._expected(expected, department or self._nameless(rows))
        typed = replace(entries.typed, reasons=self._reasons(places))
        try:
            report, targets = self._judged(places, entries, typed, rows, department)
        except CapacityError as error:
            details = {"what": error.what, "limit": str(error.limit)}
            self.findings.append(finding("FIND-016", Place(self.file), str(error.wanted), **details))
            return _unreadable(self.opened, self.findings, self.form)
        things = told(self.findings, self._sheets(entries))
        return Submission(
            self.file,
            self.opened.digest,
            outcome_of(things),
            self.form,
            self.layout,
            department,
            things,
            report,
            typed,
            targets,
        )

    def _nameless(self, rows: Received) -> Department:
        """A department for the plan where name or units are missing."""
        return Department(
            "", self.form.year, (), rows.items, rows.income, rows.previous, registers=rows.registers
        )

    def _sheets(self, entries: Entries) -> EntrySheets:
        """The sheets of entries and registers, and their rules, as they are called in the file."""
        registers = {register.sheet for register in self.layout.registers}
        names = {block: read.sheet.name for block, read in entries.read.items()}
        return EntrySheets(
            frozenset(rule.id for sheet in self.layout.entries.sheets for rule in sheet.rules),
            frozenset(name for block, name in names.items() if block not in registers),
            frozenset(checks_of_registers(self.layout)),
            frozenset(name for block, name in names.items() if block in registers),
        )

    def _judged(
        self,
        places: Places,
        entries: Entries,
        typed: Typed,
        rows: Received,
        department: Department | None,
    ) -> tuple[Report, dict[tuple[str, str], Target]]:
        counted = replace(entries.counted, reasons=typed.reasons)
        read = self._as_read(entries, rows, department, typed)
        plan = self.plans.plan(department or self._nameless(rows), contents_typed(counted, self.layout))
        again = Recomputation.of(self.file, self.book, places, counted, plan, read)
        if entries.is_whole:  # else nothing can be expected of the tables
            self.findings += again.cell_findings()
        self.findings[:] = again.explained(again.aggravated(self.findings))
        without = again.told_by_rows(self.findings)
        report, lying = report_of(plan), again.rows(as_read=read is not None)
        if read is None or department is None:
            lying |= rows_typed(counted)
        else:
            report, plan = read.report, read.plan
            lying |= rows_sound(department, self.layout)
        told_at = CheckFindings(self.file, self.book, places, plan, lying, typed.reasons)
        self.findings += told_at.of(report, without)
        return report, {**entries.targets, **again.targets()}

    def _as_read(
        self, entries: Entries, rows: Received, department: Department | None, typed: Typed
    ) -> AsRead | None:
        """The entries as we read them, where the sheet's own formulas do not understand all that we do."""
        wrong = [
            each
            for each in (*entries.findings, *rows.findings)
            if each.severity is Severity.ERROR and each.code != "FIND-007"  # read, though not counted
        ]
        if department is None or entries.is_live or wrong:
            return None
        contents = replace(contents_of(department, self.layout), reasons=typed.reasons)
        return AsRead.of(self.plans.plan(department, contents))

    def _reasons(self, places: Places) -> dict[str, str]:
        """The accountant's reasons on the check sheet, by the number of the check."""
        located = places.blocks.get(naming.CHECKS)
        if located is None or not {"编号", REASON} <= set(located.columns):
            return {}
        sheet = self.book.sheets[located.sheet]
        reasons: dict[str, str] = {}
        for row in range(located.top, located.bottom + 1):
            number = shown(sheet.value(row, located.columns["编号"])).strip()
            written = sheet.value(row, located.columns[REASON])
            reason = "" if isinstance(written, ErrorValue) else shown(written).strip()
            if number and reason:
                reasons[number] = reason
        return reasons

    def _expected(self, expected: Expected, department: Department) -> list[Finding]:
        found: list[Finding] = []
        if expected.year and expected.year != self.form.year:
            found.append(finding("FORM-004", Place(self.file), str(self.form.year), year=str(expected.year)))
        wanted = plain_name(expected.department)
        if wanted and wanted not in (plain_name(department.name), plain_name(department.code)):
            shown_as = department.name or department.code or "（空白）"
            found.append(finding("FORM-005", Place(self.file), shown_as, department=expected.department))
        return found
