"""What programs and the command line do with budgetbook.

>>> from pathlib import Path
>>> from generator import api
>>> layout = api.load_layout("xinjiang", 2024)
>>> len(layout.tables)
11
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.checks.report import Report, report_of
from generator.intake import Classifications, Facts, Intake, read_department
from generator.intake.folder import read_department_facts
from generator.issue import issuing
from generator.issue.issuing import AlreadyThereError, Issue, Issued
from generator.issue.manifest import MANIFEST
from generator.layout import layout_set
from generator.layout.layout_set import LayoutError, LayoutSet
from generator.model.budget import Department
from generator.resources import layouts_folder
from generator.workbook.plan import Capacity, CapacityError, plan_workbook
from generator.workbook.writer import write_workbook

__all__ = [
    "MANIFEST",
    "AlreadyThereError",
    "Built",
    "Capacity",
    "CapacityError",
    "Intake",
    "Issue",
    "Issued",
    "LayoutError",
    "build_workbook",
    "check_department",
    "classifications",
    "issue_templates",
    "load_layout",
    "read_folder",
    "read_issue",
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
    """What entries are judged by: the code lists and funding sources of a layout."""
    return Classifications(layout.function, layout.economic, layout.sources)


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
