"""The shape of the status as JSON: one typed definition of what programs get, and its JSON Schema."""

from __future__ import annotations

import datetime
from typing import Any, Literal

from pydantic import AwareDatetime

from generator.messages import Language
from generator.reply.schema import DIALECT, Part
from generator.status.standing import State

VERSION = 1


class UnitData(Part):
    """A budget unit. Amounts are yuan, exact decimals written as texts."""

    code: str
    """Its code; empty when it has none."""
    name: str
    """Its name."""
    on_roster: bool
    """Whether the roster names it."""
    submitted: bool
    """Whether it stands in the workbook with entries."""
    income: str
    """Its income."""
    expenditure: str
    """Its expenditure."""
    items: int
    """How many line items it has."""


class VersionData(Part):
    """One file that the department sent."""

    number: int
    """Which version it is, counted from 1."""
    file: str
    """The name of the file as it was received."""
    source: str
    """Where it came from: a path, or archive › member."""
    digest: str
    """The SHA-256 of its bytes."""
    sent_at: AwareDatetime
    """When it was sent, as far as the file says."""
    received_at: AwareDatetime
    """When the bureau took it in."""
    state: State
    """unreadable, refused (to be mended), to_explain or accepted."""
    in_force: bool
    """Whether it is the version that counts."""
    to_mend: int
    """How many places have to be mended, without those that were let pass."""
    to_explain: int
    """How many places want a reason, without those that were let pass."""
    notes: int
    """How many notes there are."""
    waived: int
    """How many places the bureau let pass: by a waiver or because it accepted what was explained."""
    written_name: str
    """The name of the department in the file where the roster has another; empty where it has not."""
    written_code: str
    """The code of the department in the file where the roster has another; empty where it has not."""


class DepartmentData(Part):
    """Where one department stands. Amounts are yuan, exact decimals written as texts."""

    code: str
    """Its code; empty when it has none."""
    name: str
    """Its name."""
    group: str
    """The group that the roster puts it in; empty when none."""
    contact: str
    """Whom the bureau writes to; empty when the roster does not say."""
    on_roster: bool
    """Whether the roster names it."""
    state: State
    """The state of the newest version; missing when nothing has come."""
    late: bool
    """Whether it was late, or, when nothing has come, whether the day is past."""
    due_on: datetime.date | None
    """By when it was due; null when nobody said."""
    in_force: int | None
    """The number of the version that counts; null when there is none."""
    income: str | None
    """The income of the version in force; null when there is none."""
    expenditure: str | None
    """The expenditure of the version in force; null when there is none."""
    waived: int
    """How many places of the newest version the bureau let pass."""
    suspected: tuple[str, ...]
    """Which departments of the roster it may be, when it is not on it."""
    remark: str
    """In a sentence: it is not on the roster, or its file has another name or code; empty otherwise."""
    units: tuple[UnitData, ...]
    """Its budget units."""
    versions: tuple[VersionData, ...]
    """Everything that it sent, the oldest first."""


class UnrecognisedData(Part):
    """A file of which nobody can tell whose it is."""

    file: str
    """The name of the file as it was received."""
    source: str
    """Where it came from: a path, or archive › member."""
    digest: str
    """The SHA-256 of its bytes."""
    code: str
    """The code of the first thing that was found; empty when nothing was."""
    problem: str
    """The first thing that was found, in words."""


class OtherYearData(Part):
    """Another year of which the store has submissions."""

    year: int
    """The budget year."""
    submissions: int
    """How many there are, in all rounds and versions."""


class CountsData(Part):
    """How many departments of the roster there are; without a roster, of all that submitted."""

    total: int
    """All of them."""
    received: int
    """Those of which something has come."""
    missing: int
    """Those of which nothing has come."""
    unreadable: int
    """Those whose newest file cannot be read."""
    refused: int
    """Those that have to mend something."""
    to_explain: int
    """Those that have to give a reason."""
    accepted: int
    """Those with which all is well."""
    late: int
    """Those that were, or are, late."""
    strangers: int
    """Departments that submitted and are not on the roster; in none of the other counts."""
    unrecognised: int
    """Files of which nobody can tell whose they are."""


class StatusData(Part):
    """What `budgetbook status` says of one year and round."""

    version: Literal[1]
    """The version of this shape. It changes when a program that reads it would have to."""
    language: Language
    """The language of the sentences."""
    year: int | None
    """The budget year; null when nothing that came says one."""
    round: str
    """The round of submissions; empty when there is only one."""
    as_of: AwareDatetime
    """The moment at which all this was so."""
    due_on: datetime.date | None
    """By when the round is due; null when nobody said."""
    has_roster: bool
    """Whether it is known who has to submit."""
    picked_from: int | None
    """How many departments are expected in all, when only some were picked out; null when these are all."""
    counts: CountsData
    """Everything that is listed here, counted."""
    departments: tuple[DepartmentData, ...]
    """The departments in the order of the roster, then those that are not on it."""
    unrecognised: tuple[UnrecognisedData, ...]
    """Files of which nobody can tell whose they are."""
    other_years: tuple[OtherYearData, ...]
    """Other years of which the store has submissions, the last first."""


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the status (draft 2020-12)."""
    return {"$schema": DIALECT, **StatusData.model_json_schema(mode="serialization")}
