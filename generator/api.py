"""What programs and the command line do with budgetbook.

>>> from pathlib import Path
>>> from generator import api
>>> layout = api.load_layout("xinjiang", 2024)
>>> len(layout.tables)
11
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.checks.report import Report, report_of
from generator.intake import Classifications, Facts, Intake, read_department
from generator.intake.folder import read_department_facts
from generator.layout import layout_set
from generator.layout.layout_set import LayoutError, LayoutSet
from generator.model.budget import Department
from generator.resources import layouts_folder
from generator.workbook.plan import Capacity, CapacityError, plan_workbook
from generator.workbook.writer import write_workbook

__all__ = [
    "Built",
    "Capacity",
    "CapacityError",
    "Intake",
    "LayoutError",
    "build_workbook",
    "check_department",
    "classifications",
    "load_layout",
    "read_folder",
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
