"""A submission (上报): one returned workbook, read, understood and judged."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from generator.checks.report import Report
from generator.layout.layout_set import LayoutSet
from generator.model.budget import Department
from generator.model.finding import Finding, Place, Severity
from generator.model.form import IssuedForm
from generator.spreadsheet.raw_book import RawValue


class Outcome(enum.StrEnum):
    """收件结论."""

    ACCEPTED = "accepted"
    """Nothing is wrong, and nothing has to be explained any more."""
    TO_EXPLAIN = "to_explain"
    """Nothing is wrong, but something wants a reason."""
    REFUSED = "refused"
    """Something has to be mended."""
    UNREADABLE = "unreadable"
    """Not a workbook of ours, or nothing can be read from it."""


@dataclass(frozen=True, slots=True)
class Target:
    """A cell by what it means: block and column of the workbook's plan, and the row in the block (from 0)."""

    block: str
    column: str
    row: int


@dataclass(frozen=True, slots=True)
class Told:
    """One thing as it is told: a root cause, how often it occurs, and what follows from it.

    `also` are further places of the same thing; `knock_ons` will probably vanish when it is mended. Where
    other words or figures stand in the further places, `further` says it of each of them.
    """

    finding: Finding
    also: tuple[Place, ...] = ()
    knock_ons: tuple[Told, ...] = ()
    further: tuple[Finding, ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        """All places, the first one first."""
        return (self.finding.place, *self.also)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is said of each place, in the order of the places."""
        return (self.finding, *(self.further or (replace(self.finding, place=place) for place in self.also)))


@dataclass(frozen=True, slots=True)
class TypedRow:
    """One row of an entry sheet as the person typed it: sheet and row (from 1) of her file, one value
    for each field (None: blank).
    """

    sheet: str
    row: int
    values: tuple[RawValue | None, ...]


@dataclass(frozen=True, slots=True)
class TypedList:
    """What stands on an entry sheet: the plan's block, its fields, the rows in the order of the file."""

    block: str
    fields: tuple[str, ...]
    rows: tuple[TypedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Typed:
    """Everything that a person typed, untouched: facts by name, the lists by block, reasons by check."""

    facts: Mapping[str, RawValue | None] = field(default_factory=dict)
    lists: Mapping[str, TypedList] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Submission:
    """What came of reading one workbook.

    `file` is its name, `digest` the SHA-256 of its bytes. `department` holds what is sound: facts, units,
    income and line items without those that have to be mended; it is None when not even name, year and
    units could be read. `told` says everything that was found, root causes first, counts by severity of
    all of it in `counts`. `report` has all checks, computed again from the entries. `targets` says which
    cell of the plan a place (sheet, cell) of the file stands for.
    """

    file: str
    digest: str
    outcome: Outcome
    form: IssuedForm | None = None
    layout: LayoutSet | None = None
    department: Department | None = None
    told: tuple[Told, ...] = ()
    report: Report | None = None
    typed: Typed = Typed()
    targets: Mapping[tuple[str, str], Target] = field(default_factory=dict)

    @property
    def counts(self) -> dict[Severity, int]:
        """How much there is to mend, to explain and to note, knock-ons left out.

        Every place counts that has to be mended or explained; a note counts once.
        """
        counts = dict.fromkeys(Severity, 0)
        for each in self.told:
            severity = each.finding.severity
            counts[severity] += 1 if severity is Severity.NOTE else len(each.places)
        return counts

    def target(self, place: Place) -> Target | None:
        """The cell of the plan that a place stands for, if it is one."""
        return self.targets.get((place.sheet, place.cell))
