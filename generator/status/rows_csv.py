"""The status as a list for spreadsheets: one row for each department, or for each unit."""

from __future__ import annotations

from collections.abc import Sequence

from generator.messages import Language
from generator.model.amount import yuan
from generator.reply.csv_text import csv_text, guarded
from generator.status.shown import lateness, moment, problem, remark, units_of
from generator.status.standing import (
    DepartmentStanding,
    State,
    Status,
    UnitStanding,
    Unrecognised,
    Version,
)
from generator.status.words import STATES, say

COLUMNS = (
    "year",
    "round",
    "code",
    "department",
    "group",
    "contact",
    "on_roster",
    "state",
    "late",
    "due_on",
    "versions",
    "to_mend",
    "to_explain",
    "notes",
    "waived",
    "income_yuan",
    "expenditure_yuan",
    "units",
    "units_submitted",
    "file",
    "source",
    "sent_at",
    "received_at",
    "digest",
    "in_force",
    "remark",
)
"""What stands in a row; findings, file and moments are those of the newest version."""
UNIT_COLUMNS = (
    "unit_code",
    "unit",
    "unit_on_roster",
    "unit_submitted",
    "unit_income_yuan",
    "unit_expenditure_yuan",
    "items",
)
"""What a row has besides where there is one for each unit."""

Row = dict[str, str]


def status_csv(status: Status, language: Language = "zh", *, units: bool = False) -> str:
    """The status, to be opened in a spreadsheet (UTF-8 with its mark, lines end in CR LF).

    Shape:   the columns `COLUMNS`, with `units` also `UNIT_COLUMNS`; one row for each department, or one
             for each of its units (a department without units has one). Files of unknown departments
             come last, with what is the matter as their remark.
    Unit:    yuan with two decimals, of the version in force.
    """
    columns = (*COLUMNS, *UNIT_COLUMNS) if units else COLUMNS
    rows: list[Row] = []
    for standing in status.departments:
        row = _Teller(status, language).department(standing)
        rows += (
            [row | _unit(unit, language) for unit in standing.units] if units and standing.units else [row]
        )
    rows += [_Teller(status, language).unrecognised(each) for each in status.unrecognised]
    headings = [say(name, language) for name in columns]
    return csv_text([headings, *(_cells(row, columns) for row in rows)])


def _cells(row: Row, columns: Sequence[str]) -> list[str]:
    return [row.get(name, "") for name in columns]


class _Teller:
    """Tells rows of one status in one language."""

    def __init__(self, status: Status, language: Language) -> None:
        self.status = status
        self.language = language

    def department(self, standing: DepartmentStanding) -> Row:
        """The row of a department; what people wrote is guarded, so that it stays a text."""
        submitted, units = units_of(standing)
        in_force = standing.in_force
        return {
            **self.head(standing.state),
            "code": guarded(standing.code),
            "department": guarded(standing.name),
            "group": guarded(standing.group),
            "contact": guarded(standing.contact),
            "on_roster": self.yes_or_no(standing.on_roster),
            "late": lateness(standing, self.language),
            "due_on": standing.due_on.isoformat() if standing.due_on else "",
            "versions": str(len(standing.versions)),
            "waived": str(standing.waived),
            "income_yuan": f"{yuan(standing.income_fen):f}" if in_force else "",
            "expenditure_yuan": f"{yuan(standing.expenditure_fen):f}" if in_force else "",
            "units": str(units),
            "units_submitted": str(submitted),
            "in_force": str(in_force.number) if in_force else "",
            "remark": guarded(remark(self.status, standing, self.language)),
            **(_version(standing.newest) if standing.newest else {}),
        }

    def unrecognised(self, each: Unrecognised) -> Row:
        """The row of a file of an unknown department."""
        return {
            **self.head(State.UNREADABLE),
            "file": guarded(each.file),
            "source": guarded(each.source),
            "digest": each.digest,
            "remark": guarded(problem(each, self.language)),
        }

    def head(self, state: State) -> Row:
        return {
            "year": str(self.status.year) if self.status.year else "",
            "round": guarded(self.status.round),
            "state": STATES[state][self.language],
        }

    def yes_or_no(self, truth: bool) -> str:
        return say("yes" if truth else "no", self.language)


def _version(version: Version) -> Row:
    return {
        "to_mend": str(version.to_mend),
        "to_explain": str(version.to_explain),
        "notes": str(version.notes),
        "file": guarded(version.file),
        "source": guarded(version.source),
        "sent_at": moment(version.sent_at),
        "received_at": moment(version.received_at),
        "digest": version.digest,
    }


def _unit(unit: UnitStanding, language: Language) -> Row:
    return {
        "unit_code": guarded(unit.code),
        "unit": guarded(unit.name),
        "unit_on_roster": say("yes" if unit.on_roster else "no", language),
        "unit_submitted": say("yes" if unit.submitted else "no", language),
        "unit_income_yuan": f"{yuan(unit.income_fen):f}",
        "unit_expenditure_yuan": f"{yuan(unit.expenditure_fen):f}",
        "items": str(unit.items),
    }
