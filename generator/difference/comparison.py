"""Two departments compared (比对): what was entered otherwise, what that does to tables and checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.checks.report import CheckResult, Report, report_of
from generator.difference.entries import EntryDifference, compare_entries
from generator.difference.tables import TableDifference, compare_tables
from generator.layout.layout_set import LayoutSet
from generator.model.budget import Department
from generator.reader.submission import Submission, TypedList
from generator.workbook import naming
from generator.workbook.plan import Capacity, WorkbookPlan, plan_workbook


@dataclass(frozen=True, slots=True)
class Side:
    """One side: what it is called (its file or folder), what was read from it.

    `left_out` says how many rows of which sheet have to be mended first and do not take part, `missing`
    which entry sheets were not found.
    """

    name: str
    department: Department
    layout: LayoutSet
    left_out: Mapping[str, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether everything of it was read."""
        return not (self.left_out or self.missing)


@dataclass(frozen=True, slots=True)
class CheckChange:
    """A check whose verdict (结论) is another; None where the year does not have the check."""

    id: str
    before: CheckResult | None
    after: CheckResult | None

    @property
    def result(self) -> CheckResult:
        """The check as it is now or, where it is gone, was."""
        result = self.after or self.before
        assert result is not None  # it stands in one of the reports
        return result


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything in which the later side differs from the earlier one."""

    before: Side
    after: Side
    entries: EntryDifference
    tables: tuple[TableDifference, ...]
    checks: tuple[CheckChange, ...]
    check_codes: tuple[str, str]

    @property
    def changed_tables(self) -> tuple[TableDifference, ...]:
        """The tables that show something else."""
        return tuple(table for table in self.tables if not table.is_empty)

    @property
    def is_empty(self) -> bool:
        """Whether all that was read is the same, with the same result in every table and check."""
        return self.entries.is_empty and not self.changed_tables and not self.checks

    @property
    def is_certain(self) -> bool:
        """Whether everything was read: of rows that were not, nobody can say whether they are the same."""
        return self.before.is_whole and self.after.is_whole

    @property
    def years(self) -> tuple[int, int]:
        """The budget years of both sides."""
        return self.before.department.year, self.after.department.year


def side_of(name: str, submission: Submission) -> Side | None:
    """What was read from a workbook as one side; None where not even name, year and units were read."""
    department, layout = submission.department, submission.layout
    if department is None or layout is None:
        return None
    sheets = {name: layout.entry_sheet(name).sheet for name in ("单位", "收入", "支出")}
    read = {
        sheets["收入"]: len(department.income),
        sheets["支出"]: len(department.items),
        naming.PREVIOUS: len(department.previous),
    }
    names = {register.sheet: register for register in layout.registers}
    read |= {sheet: len(department.registers.get(each.name, ())) for sheet, each in names.items()}
    typed = {
        block: sum(_filled(listed, names[block].fixed_field if block in names else ""))
        for block, listed in submission.typed.lists.items()
    }
    left_out = {sheet: typed[sheet] - rows for sheet, rows in read.items() if typed.get(sheet, 0) > rows}
    missing = tuple(sheet for sheet in sheets.values() if sheet not in typed)
    return Side(name, department, layout, left_out, missing)


def _filled(listed: TypedList, besides: str) -> Iterator[bool]:
    """Whether anything stands in each row, `besides` the name of a fixed one."""
    for row in listed.rows:
        values = (value for field, value in zip(listed.fields, row.values, strict=True) if field != besides)
        yield any(not isinstance(value, str) or value.strip() for value in values if value is not None)


def compare_departments(before: Side, after: Side) -> Difference:
    """Compare two departments, each by the layout of its own year.

    Raises: CapacityError when no workbook can hold the entries of one of them.
    """
    entries = compare_entries(before.department, after.department, (before.layout, after.layout))
    plans = _plan(before), _plan(after)
    tables = compare_tables(*plans, entries.units)
    reports = report_of(plans[0]), report_of(plans[1])
    codes = reports[0].check_code, reports[1].check_code
    return Difference(before, after, entries, tables, _checks(*reports), codes)


def _plan(side: Side) -> WorkbookPlan:
    """The workbook of a side, with no more room than it needs."""
    department = side.department
    lists = (department.items, department.income, department.units, department.previous)
    return plan_workbook(department, side.layout, Capacity(*(max(len(rows), 1) for rows in lists)))


def _checks(before: Report, after: Report) -> tuple[CheckChange, ...]:
    """The checks with another verdict, in the order of the later report, those that are gone at the end."""
    old, new = ({result.id: result for result in report.results} for report in (before, after))
    changes = (CheckChange(id_, old.get(id_), new.get(id_)) for id_ in dict.fromkeys([*new, *old]))
    return tuple(
        change
        for change in changes
        if not change.before or not change.after or change.before.verdict != change.after.verdict
    )
