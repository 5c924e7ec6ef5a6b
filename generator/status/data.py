"""The status as JSON for programs; `schema` says its shape."""

from __future__ import annotations

from generator.messages import Language
from generator.model.amount import yuan
from generator.reply.json_text import json_text, whole
from generator.status.schema import (
    VERSION,
    CountsData,
    DepartmentData,
    OtherYearData,
    StatusData,
    UnitData,
    UnrecognisedData,
    VersionData,
)
from generator.status.shown import problem, remark
from generator.status.standing import DepartmentStanding, Status, UnitStanding, Version


def status_json(status: Status, language: Language = "zh") -> str:
    """The status as one JSON object.

    Names are what files and roster hold, sign by sign; those that a terminal does not print are written
    as escapes. Amounts are texts.
    """
    return json_text(status_data(status, language).model_dump(mode="json"))


def status_data(status: Status, language: Language = "zh") -> StatusData:
    """The status as typed data."""
    counts = {state.value: count for state, count in status.counts.items()}
    return StatusData(
        version=VERSION,
        language=language,
        year=status.year or None,
        round=whole(status.round),
        as_of=status.as_of,
        due_on=status.due_on,
        has_roster=status.has_roster,
        picked_from=None if status.whole is None else status.whole.total,
        counts=CountsData(
            total=status.total,
            received=status.received,
            late=status.late,
            strangers=len(status.strangers),
            unrecognised=len(status.unrecognised),
            **counts,
        ),
        departments=tuple(_department(status, each, language) for each in status.departments),
        unrecognised=tuple(
            UnrecognisedData(
                file=whole(each.file),
                source=whole(each.source),
                digest=each.digest,
                code=each.code,
                problem=whole(problem(each, language)),
            )
            for each in status.unrecognised
        ),
        other_years=tuple(
            OtherYearData(year=year, submissions=count) for year, count in status.other_years.items()
        ),
    )


def _department(status: Status, standing: DepartmentStanding, language: Language) -> DepartmentData:
    in_force = standing.in_force
    return DepartmentData(
        code=whole(standing.code),
        name=whole(standing.name),
        group=whole(standing.group),
        contact=whole(standing.contact),
        on_roster=standing.on_roster,
        state=standing.state,
        late=standing.late,
        due_on=standing.due_on,
        in_force=in_force.number if in_force else None,
        income=_yuan(standing.income_fen) if in_force else None,
        expenditure=_yuan(standing.expenditure_fen) if in_force else None,
        waived=standing.waived,
        suspected=tuple(whole(name) for name in standing.suspected),
        remark=whole(remark(status, standing, language)),
        units=tuple(_unit(unit) for unit in standing.units),
        versions=tuple(_version(version) for version in standing.versions),
    )


def _unit(unit: UnitStanding) -> UnitData:
    return UnitData(
        code=whole(unit.code),
        name=whole(unit.name),
        on_roster=unit.on_roster,
        submitted=unit.submitted,
        income=_yuan(unit.income_fen),
        expenditure=_yuan(unit.expenditure_fen),
        items=unit.items,
    )


def _version(version: Version) -> VersionData:
    return VersionData(
        number=version.number,
        file=whole(version.file),
        source=whole(version.source),
        digest=version.digest,
        sent_at=version.sent_at,
        received_at=version.received_at,
        state=version.state,
        in_force=version.in_force,
        to_mend=version.to_mend,
        to_explain=version.to_explain,
        notes=version.notes,
        waived=version.waived,
        written_name=whole(version.written_name),
        written_code=whole(version.written_code),
    )


def _yuan(fen: int) -> str:
    return f"{yuan(fen):f}"
