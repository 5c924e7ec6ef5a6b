"""Workbooks that came back last year, as submissions that blanks are made from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.intake.department_file import Facts
from generator.intake.submission import Classifications, Intake
from generator.intake.submissions import Reader, is_workbook
from generator.layout.register_schema import Register
from generator.model.finding import Finding, Severity
from generator.reader.reading import read_facts, read_workbook
from generator.reader.shelf import LayoutShelf
from generator.reader.submission import Outcome, Submission, Told


@dataclass(frozen=True, slots=True)
class WorkbookReader:
    """Reads one returned workbook, by the layout of its own form."""

    path: Path
    shelf: LayoutShelf

    def facts(self) -> tuple[Facts, list[Finding]]:
        """Whose workbook it is, and for which year; its entries are not read for that."""
        return read_facts(self.path, self.shelf)

    def intake(self, classifications: Classifications) -> Intake:
        """The whole workbook; a refused one gives no department, as a folder with errors does."""
        submission = read_workbook(self.path, self.shelf)
        sound = submission.outcome in (Outcome.ACCEPTED, Outcome.TO_EXPLAIN)
        return Intake(submission.department if sound else None, tuple(_to_tell(submission)))


def workbook_reader(shelf: LayoutShelf) -> Callable[[Path], Reader | None]:
    """The kind of submission that is a workbook, for `intake.submissions`."""

    def registers(facts: Facts) -> Sequence[Register]:
        layout = None if facts.year is None else shelf.layout(facts.layout, facts.year)
        return () if layout is None else layout.registers

    def reader(path: Path) -> Reader | None:
        return WorkbookReader(path, shelf) if is_workbook(path, registers) else None

    return reader


def _to_tell(submission: Submission) -> list[Finding]:
    """What has to be mended or explained; repairs do not matter any more a year later."""

    def findings(told: Told) -> list[Finding]:
        return [told.finding, *(each for below in told.knock_ons for each in findings(below))]

    return [each for told in submission.told for each in findings(told) if each.severity is not Severity.NOTE]
