"""What programs and the command line do with budgetbook.

>>> from pathlib import Path
>>> from generator import api
>>> layout = api.load_layout("xinjiang", 2024)
>>> len(layout.tables)
11
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.checks.report import Report, report_of
from generator.collector import collector_at_rest
from generator.intake import Classifications, Facts, Intake, read_department
from generator.intake.folder import read_department_facts
from generator.issue import issuing
from generator.issue.issuing import AlreadyThereError, Issue, Issued
from generator.issue.manifest import MANIFEST
from generator.layout import layout_set
from generator.layout.layout_set import LayoutError, LayoutSet
from generator.messages import Language
from generator.model.budget import Department
from generator.reader.reading import Expected, read_workbook
from generator.reader.shelf import LayoutShelf
from generator.reader.submission import Outcome, Submission
from generator.reply.delivery import write_folders, write_marked_copies
from generator.reply.findings_csv import findings_csv
from generator.reply.findings_json import findings_json
from generator.reply.findings_page import findings_page
from generator.reply.findings_text import findings_text
from generator.resources import layouts_folder
from generator.whole_file import whole_file
from generator.workbook.plan import Capacity, CapacityError, plan_workbook
from generator.workbook.writer import write_workbook

__all__ = [
    "MANIFEST",
    "AlreadyThereError",
    "Built",
    "Capacity",
    "CapacityError",
    "Expected",
    "Intake",
    "Issue",
    "Issued",
    "LayoutError",
    "LayoutShelf",
    "Outcome",
    "Submission",
    "build_workbook",
    "check_department",
    "classifications",
    "findings_in",
    "issue_templates",
    "layout_shelf",
    "load_layout",
    "read_folder",
    "read_issue",
    "read_submission",
    "write_findings",
    "write_folders",
    "write_marked_copies",
]

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """A written workbook, and what its checks say."""

    path: Path
    report: Report


def load_layout(layout: str, year: int, folder: Path | None = None) -> LayoutSet:
    """The layout of one jurisdiction and year, from `folder` or from those that came with us.

    Raises: LayoutError, with every mistake of every file.
    """
    return layout_set.load_layout(folder or layouts_folder(), layout, year)


def classifications(layout: LayoutSet) -> Classifications:
    """What entries are judged by: the code lists, funding sources and registers of a layout."""
    return Classifications(layout.function, layout.economic, layout.sources, layout.registers)


def read_folder(folder: Path, layouts: Path | None = None) -> tuple[Intake, LayoutSet]:
    """Read a department's folder: its facts say which layout and year, the lists follow.

    The intake holds every fault found; its department is None when one of them is an error. Where
    the facts name no year, the lists are judged by the newest, so that all faults come at once.

    Raises: LayoutError, when there is no such layout or it cannot be used.
    """
    facts = read_department_facts(folder)[0] if folder.is_dir() else Facts()
    place = layouts or layouts_folder()
    years = [listing.year for listing in layout_set.list_years(place) if listing.layout == facts.layout]
    layout = load_layout(facts.layout, facts.year or max(years, default=0), layouts)
    return read_department(folder, classifications(layout)), layout


def read_submission(
    path: Path,
    layouts: Path | None = None,
    expected: Expected | None = None,
    shelf: LayoutShelf | None = None,
) -> Submission:
    """Read a workbook that somebody edited: what was entered, all checks computed again, all findings.

    Whatever is in the file, nothing is raised: a file that is no workbook gives a submission, too. The
    line items are `frames.items_frame(submission.department)`. Who reads many workbooks gives a `shelf`
    of layouts, which are then read once.

    Raises: LayoutError, when the layout of the form has mistakes.
    """
    return read_workbook(path, shelf or layout_shelf(layouts), expected)


def layout_shelf(layouts: Path | None = None) -> LayoutShelf:
    """The layouts of a folder (by default those that came with us), each read when first needed."""
    return LayoutShelf(layouts or layouts_folder())


FINDINGS: Mapping[str, Callable[[Sequence[Submission], Language], str]] = {
    "text": findings_text,
    "json": findings_json,
    "csv": findings_csv,
    "html": findings_page,
}
"""The ways in which the findings of workbooks can be written."""


def findings_in(form: str, submissions: Sequence[Submission], language: Language = "zh") -> str:
    """The findings of workbooks as text, JSON, CSV or one HTML page; `form` is a key of `FINDINGS`."""
    return FINDINGS[form](submissions, language)


def write_findings(written: str, path: Path) -> None:
    """Write findings to a file, which is whole or not there. Raises: OSError."""
    with whole_file(path) as temporary:
        temporary.write_text(written, encoding="utf-8", newline="")


def check_department(department: Department, layout: LayoutSet) -> Report:
    """All checks of a department, without writing a workbook."""
    return report_of(plan_workbook(department, layout))


def build_workbook(
    department: Department,
    layout: LayoutSet,
    path: Path,
    capacity: Capacity | None = None,
    progress: Progress | None = None,
) -> Built:
    """Write the department's workbook; a file that stood there is replaced only when all is well.

    Raises: CapacityError, OSError.
    """
    with collector_at_rest():
        plan = plan_workbook(department, layout, capacity)
        write_workbook(plan, path, progress)
        return Built(path, report_of(plan))


def read_issue(
    year: int,
    issued_on: datetime.date,
    roster: Path | None = None,
    previous: Path | None = None,
    layout: str = "xinjiang",
    layouts: Path | None = None,
) -> Issue:
    """Settle which blank workbooks are to be issued for a year: to whom, and by which name.

    Without a roster the departments of last year's submissions (`previous`) are it; without either
    there is one blank for anybody. Nothing is to be issued when one of the findings is an error.

    Raises: LayoutError; OSError, when a folder cannot be read.
    """
    chosen = load_layout(layout, year, layouts)
    return issuing.read_issue(layouts or layouts_folder(), chosen, issued_on, roster, previous)


def issue_templates(
    issue: Issue,
    folder: Path,
    capacity: int | None = None,
    overwrite: bool = False,
    progress: Callable[[Issued], None] | None = None,
) -> Iterator[Issued]:
    """Write the blank workbooks one after the other, and their manifest (manifest.csv) at the end.

    `capacity` is the least number of rows for line items. Every file is whole or not there. Files that
    are there already stay when they are the same; if one differs nothing is written, unless `overwrite`
    is given. `progress` is told of each blank that is done.

    Raises: AlreadyThereError, CapacityError, OSError.
    """
    return issuing.issue_blanks(issue, folder, capacity, overwrite, progress)
