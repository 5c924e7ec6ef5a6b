"""Waivers (豁免) and accepted explanations (认可说明): findings that no longer stand in a department's way.

Only what the bureau may overlook can be waived: a check that is broken, or a finding that wants a reason.
Entries that could not be read are missing from every sum; no reason makes up for them.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Literal

from sqlalchemy import Connection, func, select, text

from generator.model.finding import Severity
from generator.model.wording import plain_code
from generator.reader.judgement import outcome_of
from generator.reader.submission import Outcome, Submission, Told
from generator.store.kept_text import clean_text
from generator.store.reading import point_of
from generator.store.store import now
from generator.store.submissions import StoredSubmission
from generator.store.tables import FINDING, WAIVER, WAIVER_END

NO_END = "9999-12-31"
BROKEN_CHECK = "CHK-001"
Kind = Literal["waiver", "explanation"]


@dataclass(frozen=True, slots=True)
class Waivable:
    """A finding of a submission that the bureau may let pass; `check_id` is "" where it is no check."""

    code: str
    check_id: str
    kind: Kind
    point: str
    title: str
    places: int

    @property
    def name(self) -> str:
        """How it is named on the command line.

        Example:
            >>> Waivable("CHK-002", "X17", "explanation", "", "", 1).name
            'CHK-002:X17'
        """
        return f"{self.code}:{self.check_id}" if self.check_id else self.code


@dataclass(frozen=True, slots=True)
class ValidWaiver:
    """A waiver that holds today. `point` is what was found, and has to be found again, for it to hold."""

    waiver_id: int
    department: str
    plain_code: str
    plain_name: str
    year: int
    round: str
    finding_code: str
    check_id: str
    point: str
    kind: str
    reason: str
    author: str
    made_at: str
    expires_on: str

    def applies_to(self, submission: StoredSubmission) -> bool:
        """Whether it is about the department, year and round of a submission."""
        code = plain_code(submission.department_code) if submission.on_roster else ""
        same = self.plain_name == submission.plain_name or (code != "" and code == self.plain_code)
        return same and (self.year, self.round) == (submission.year, submission.round)


def waivable(connection: Connection, submission: StoredSubmission) -> list[Waivable]:
    """What of a submission may be waived, in the order in which it was told."""
    kind = FINDING.c.severity
    rows = connection.execute(
        select(
            FINDING.c.code,
            FINDING.c.check_id,
            kind,
            FINDING.c.point,
            func.min(FINDING.c.title).label("title"),
            func.count().label("places"),
        )
        .where(FINDING.c.reading_id == submission.reading_id, FINDING.c.cause == "")
        .where((kind == Severity.WARNING.value) | (FINDING.c.code == BROKEN_CHECK))
        .group_by(FINDING.c.code, FINDING.c.check_id, kind, FINDING.c.point)
        .order_by(func.min(FINDING.c.row_number))
    )
    return [
        Waivable(
            row.code,
            row.check_id,
            "waiver" if row.severity == Severity.ERROR.value else "explanation",
            row.point,
            row.title,
            row.places,
        )
        for row in rows
    ]


def keep_waiver(
    connection: Connection,
    run_id: int,
    submission: StoredSubmission,
    what: Waivable,
    reason: str,
    author: str,
    expires_on: datetime.date | None,
) -> int:
    """Let a finding pass, in this and in later versions of a submission in which the same is found.

    Gives the number of the waiver.
    """
    values = {
        "plain_code": clean_text(plain_code(submission.department_code)),
        "plain_name": submission.plain_name,
        "department": submission.department_name,
        "year": submission.year,
        "round": submission.round,
        "finding_code": what.code,
        "check_id": what.check_id,
        "point": what.point,
        "kind": what.kind,
        "reason": clean_text(reason),
        "author": clean_text(author),
        "made_at": now(),
        "expires_on": NO_END if expires_on is None else expires_on.isoformat(),
        "run_id": run_id,
    }
    return int(connection.execute(WAIVER.insert().values(values).returning(WAIVER.c.id)).scalar_one())


def end_waiver(connection: Connection, run_id: int, waiver_id: int, reason: str, author: str) -> bool:
    """Take a waiver back. Whether there was one that held."""
    held = text("SELECT waiver_id FROM valid_waivers WHERE waiver_id = :id")
    if connection.execute(held, {"id": waiver_id}).first() is None:
        return False
    values = {"waiver_id": waiver_id, "reason": clean_text(reason), "author": clean_text(author)}
    connection.execute(WAIVER_END.insert().values(**values, ended_at=now(), run_id=run_id))
    return True


def valid_waivers(connection: Connection, year: int = 0, round_name: str = "") -> list[ValidWaiver]:
    """The waivers that hold today; 0 and "" are all years and rounds."""
    wanted = {"year = :year": year, "round = :round": round_name}
    where = " AND ".join(["1 = 1", *(condition for condition, given in wanted.items() if given)])
    columns = ", ".join(field.name for field in fields(ValidWaiver))
    rows = connection.execute(
        text(f"SELECT {columns} FROM valid_waivers WHERE {where} ORDER BY waiver_id"),
        {"year": year, "round": round_name},
    )
    return [ValidWaiver(**row) for row in rows.mappings()]


def without_waived(submission: Submission, waivers: Sequence[ValidWaiver]) -> Submission:
    """A submission as it stands with the waivers of its department: what they let pass is left out."""
    if submission.outcome is Outcome.UNREADABLE:
        return submission
    let_pass = {(each.finding_code, each.check_id, each.point) for each in waivers}

    def stands(one: Told) -> bool:
        check, point = map(clean_text, point_of(one.finding))
        return (one.finding.code, check, point) not in let_pass

    things = tuple(one for one in submission.told if stands(one))
    return replace(submission, told=things, outcome=outcome_of(things))
