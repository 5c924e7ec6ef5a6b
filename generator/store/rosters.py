"""Rosters (名册) and deadlines (截止日期) in the store: the last one that was given is in force."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, func, select, text

from generator.intake.roster import Listed
from generator.model.wording import plain_code, plain_name
from generator.store.kept_text import clean_text
from generator.store.tables import DEADLINE, ROSTER, ROSTER_ENTRY, ROSTER_UNIT

_LOCK = 7_300_152


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """A department on the roster, with the names of the units that it ought to submit for."""

    code: str
    name: str
    plain_code: str
    plain_name: str
    kind: str
    contact: str
    level_word: str
    group: str
    superior: str
    units: tuple[str, ...] = ()


def keep_roster(connection: Connection, run_id: int, file: str, listed: Sequence[Listed]) -> bool:
    """Put a roster in force. Whether it is another than the one that was."""
    _one_at_a_time(connection)
    entries = [_entry(each) for each in listed]
    written = json.dumps([asdict(entry) for entry in entries], ensure_ascii=False)
    digest = hashlib.sha256(written.encode()).hexdigest()
    last = connection.execute(select(ROSTER.c.digest).order_by(ROSTER.c.id.desc()).limit(1)).scalar()
    if last == digest or not entries:
        return False
    values = {"digest": digest, "file": clean_text(file), "run_id": run_id}
    number = connection.execute(ROSTER.insert().values(values).returning(ROSTER.c.id)).scalar_one()
    rows: list[dict[str, object]] = []
    units: list[dict[str, object]] = []
    for place, entry in enumerate(entries, start=1):
        row: dict[str, object] = asdict(entry)
        row |= {"roster_id": number, "row_number": place, "department_group": row.pop("group")}
        del row["units"]
        rows.append(row)
        units += [
            {"roster_id": number, "entry": place, "row_number": order, "name": name}
            for order, name in enumerate(entry.units, start=1)
        ]
    connection.execute(ROSTER_ENTRY.insert(), rows)
    if units:
        connection.execute(ROSTER_UNIT.insert(), units)
    return True


def _entry(listed: Listed) -> RosterEntry:
    return RosterEntry(
        clean_text(listed.code),
        clean_text(listed.name),
        clean_text(plain_code(listed.code)),
        clean_text(plain_name(listed.name)),
        clean_text(listed.kind),
        clean_text(listed.contact),
        clean_text(listed.level_word),
        clean_text(listed.group),
        clean_text(listed.superior),
        tuple(clean_text(unit.name) for unit in listed.units),
    )


def roster_in_force(connection: Connection) -> tuple[RosterEntry, ...]:
    """The departments of the roster in force, in its order; none when there is no roster."""
    newest = connection.execute(select(func.max(ROSTER.c.id))).scalar()
    units: dict[int, list[str]] = {}
    named = select(ROSTER_UNIT.c.entry, ROSTER_UNIT.c.name).where(ROSTER_UNIT.c.roster_id == newest)
    for entry, name in connection.execute(named.order_by(ROSTER_UNIT.c.entry, ROSTER_UNIT.c.row_number)):
        units.setdefault(entry, []).append(name)
    entries = connection.execute(
        select(ROSTER_ENTRY).where(ROSTER_ENTRY.c.roster_id == newest).order_by(ROSTER_ENTRY.c.row_number)
    )
    return tuple(
        RosterEntry(
            each.code,
            each.name,
            each.plain_code,
            each.plain_name,
            each.kind,
            each.contact,
            each.level_word,
            each.department_group,
            each.superior,
            tuple(units.get(each.row_number, ())),
        )
        for each in entries
    )


def keep_deadline(
    connection: Connection, run_id: int, year: int, round_name: str, due_on: datetime.date
) -> bool:
    """Set by when a round of a year is due. Whether that is another day than before."""
    _one_at_a_time(connection)
    if deadline_of(connection, year, round_name) == due_on:
        return False
    values = {"year": year, "round": round_name, "due_on": due_on.isoformat(), "run_id": run_id}
    connection.execute(DEADLINE.insert().values(values))
    return True


def deadline_of(connection: Connection, year: int, round_name: str) -> datetime.date | None:
    """By when a round of a year is due; None when nobody said."""
    last = (
        select(DEADLINE.c.due_on)
        .where(DEADLINE.c.year == year, DEADLINE.c.round == round_name)
        .order_by(DEADLINE.c.id.desc())
        .limit(1)
    )
    due_on = connection.execute(last).scalar()
    return None if due_on is None else datetime.date.fromisoformat(due_on)


def _one_at_a_time(connection: Connection) -> None:
    """What is added after looking at what is there is added by one at a time; SQLite does so anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
