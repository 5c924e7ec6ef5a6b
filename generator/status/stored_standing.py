"""Where each department stands, from the store: the roster in force against what came in."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, column, func, select, table

from generator.model.wording import nearest_word, plain_name
from generator.status.let_pass import in_parts, still_open
from generator.status.standing import (
    DepartmentStanding,
    State,
    Status,
    UnitStanding,
    Unrecognised,
    Version,
    is_late,
)
from generator.store.rosters import RosterEntry, deadline_of, roster_in_force
from generator.store.store import Store
from generator.store.submissions import StoredSubmission, newest_round, submissions
from generator.store.tables import FINDING, INCOME, LINE_ITEM, UNIT

_SUBMISSIONS = table("submissions", column("year"))


def round_shown(store: Store, year: int = 0, round_name: str = "") -> tuple[int, str] | None:
    """The year and round to be shown where only one or nothing is said: the last that something came for.

    Year 0 where there are only files of which nobody can tell the year; None where there is nothing.
    Raises: StoreError.
    """
    with store.reading() as connection:
        found, chosen = newest_round(connection, year or None, round_name or None)
        if found is not None and chosen is not None:
            return found, chosen
        if not any(each.year == 0 for each in submissions(connection, 0, round_name)):
            return None
        return year, newest_round(connection, 0, round_name or None)[1] or ""


def status_of(
    store: Store,
    year: int,
    round_name: str,
    as_of: datetime.datetime,
    due_on: datetime.date | None = None,
) -> Status:
    """Where all departments stand in a year and round; `due_on` stands in for the deadline of the store.

    Of year 0 (nobody can tell the year) there are no submissions of departments. Raises: StoreError.
    """
    with store.reading() as connection:
        due = due_on or deadline_of(connection, year, round_name)
        standings = _Standings(connection, year, round_name, as_of, due)
        return Status(
            year,
            as_of,
            tuple(standings.all()),
            round_name,
            due,
            tuple(standings.unrecognised()),
            _other_years(connection, year),
        )


@dataclass(frozen=True, slots=True)
class _UnitSums:
    """What a unit submitted, in fen."""

    income_fen: int = 0
    expenditure_fen: int = 0
    items: int = 0


class _Standings:
    """Puts the roster and the submissions of one year and round together."""

    def __init__(
        self,
        connection: Connection,
        year: int,
        round_name: str,
        as_of: datetime.datetime,
        due_on: datetime.date | None,
    ) -> None:
        self.connection = connection
        self.year, self.round, self.as_of, self.due_on = year, round_name, as_of, due_on
        self.roster = roster_in_force(connection)
        self.received = submissions(connection, year, round_name) if year else []
        self.open = dict(zip(self.received, still_open(connection, self.received), strict=True))
        self.by_department: dict[tuple[bool, str, str], list[StoredSubmission]] = defaultdict(list)
        for each in self.received:
            self.by_department[each.on_roster, each.department_code, each.department_name].append(each)
        shown = [_shown(versions) for versions in self.by_department.values()]
        self.sums = _unit_sums(connection, [each.reading_id for each in shown])
        self.units = _units(connection, [each.reading_id for each in shown])

    def all(self) -> Iterator[DepartmentStanding]:
        """Those of the roster in its order, then the others."""
        for entry in self.roster:
            yield self.standing(entry, self.by_department.get((True, entry.code, entry.name), []))
        for (on_roster, code, name), versions in self.by_department.items():
            if not on_roster and (name or code):
                entry = RosterEntry(code, name, "", "", "", "", "", "", "")
                yield self.standing(entry, versions, on_roster=False)

    def standing(
        self, entry: RosterEntry, received: Sequence[StoredSubmission], on_roster: bool = True
    ) -> DepartmentStanding:
        """One department with all its versions."""
        versions = tuple(self.version(each) for each in received)
        shown = _shown(received) if received else None
        units = () if shown is None else tuple(self.unit_standings(entry, shown.reading_id))
        if shown is None:
            units = tuple(UnitStanding(name) for name in entry.units)
        in_force = next((each for each in versions if each.in_force), None)
        known = [each.name for each in self.roster]
        counted = [unit for unit in units if in_force is not None]
        return DepartmentStanding(
            entry.code,
            entry.name,
            self.year,
            versions[-1].state if versions else State.MISSING,
            self.round,
            entry.group,
            entry.contact,
            on_roster,
            is_late(versions, self.due_on, self.as_of),
            self.due_on,
            versions,
            in_force,
            units,
            sum(unit.income_fen for unit in counted),
            sum(unit.expenditure_fen for unit in counted),
            versions[-1].waived if versions else 0,
            () if on_roster else tuple(filter(None, [nearest_word(entry.name, known)])),
        )

    def version(self, each: StoredSubmission) -> Version:
        """One file."""
        still = self.open[each]
        return Version(
            each.version,
            each.file,
            each.source,
            each.digest,
            each.sent_at.astimezone(self.as_of.tzinfo),
            each.received_at.astimezone(self.as_of.tzinfo),
            State(each.state),
            each.in_force,
            still.to_mend,
            still.to_explain,
            each.notes,
            each.waived,
            each.written_name if each.name_differs else "",
            each.written_code if each.code_differs else "",
        )

    def unit_standings(self, entry: RosterEntry, reading_id: int) -> Iterator[UnitStanding]:
        """The units of the roster, then those that only the workbook has."""
        sums = self.sums.get(reading_id, {})
        written = self.units.get(reading_id, {})
        for name in entry.units:
            plain = plain_name(name)
            yield _unit_standing(name, written.get(plain, ("", ""))[0], sums.get(plain), on_roster=True)
        expected = set(map(plain_name, entry.units))
        for plain, (code, name) in written.items():
            if plain not in expected:
                yield _unit_standing(name, code, sums.get(plain), on_roster=not entry.units)

    def unrecognised(self) -> Iterator[Unrecognised]:
        """Files that do not say whose they are, whatever the year."""
        nameless = [each for each in self._of_any_year() if not (each.written_name or each.written_code)]
        problems = _first_problems(self.connection, [each.reading_id for each in nameless])
        for each in nameless:
            problem, code = problems.get(each.reading_id, ("", ""))
            yield Unrecognised(each.file, each.source, each.digest, problem, code)

    def _of_any_year(self) -> list[StoredSubmission]:
        everything = submissions(self.connection, 0, self.round)
        wanted = [each for each in everything if each.year in (0, self.year)]
        return sorted(wanted, key=lambda each: each.source)


def _shown(versions: Sequence[StoredSubmission]) -> StoredSubmission:
    """The version whose units and amounts are shown: the one in force, or the newest."""
    return next((each for each in versions if each.in_force), versions[-1])


def _unit_standing(name: str, code: str, sums: _UnitSums | None, on_roster: bool) -> UnitStanding:
    counted = sums or _UnitSums()
    return UnitStanding(
        name, code, on_roster, sums is not None, counted.income_fen, counted.expenditure_fen, counted.items
    )


def _unit_sums(connection: Connection, readings: Sequence[int]) -> Mapping[int, Mapping[str, _UnitSums]]:
    """What each unit submitted, by reading and plain name."""
    money: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for kept, place in ((INCOME, 0), (LINE_ITEM, 1)):
        columns = (kept.c.reading_id, kept.c.unit, func.sum(kept.c.fen), func.count())
        for chunk in in_parts(readings):
            grouped = select(*columns).where(kept.c.reading_id.in_(chunk))
            for reading, unit, fen, count in connection.execute(grouped.group_by(*columns[:2])):
                sums = money[reading, plain_name(unit)]
                sums[place] += int(fen or 0)
                sums[2] += count if kept is LINE_ITEM else 0
    found: dict[int, dict[str, _UnitSums]] = defaultdict(dict)
    for (reading, unit), sums in money.items():
        found[reading][unit] = _UnitSums(*sums)
    return found


def _units(connection: Connection, readings: Sequence[int]) -> Mapping[int, Mapping[str, tuple[str, str]]]:
    """Code and name of the units that stand in a workbook, by reading and plain name."""
    found: dict[int, dict[str, tuple[str, str]]] = defaultdict(dict)
    for chunk in in_parts(readings):
        rows = select(UNIT).where(UNIT.c.reading_id.in_(chunk)).order_by(UNIT.c.reading_id, UNIT.c.row_number)
        for row in connection.execute(rows):
            found[row.reading_id][plain_name(row.name)] = (row.code, row.name)
    return found


def _first_problems(connection: Connection, readings: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """The first thing that was found, by reading: in words and its code."""
    found: dict[int, tuple[str, str]] = {}
    for chunk in in_parts(readings):
        rows = select(FINDING.c.reading_id, FINDING.c.title, FINDING.c.found, FINDING.c.code)
        chosen = rows.where(FINDING.c.reading_id.in_(chunk), FINDING.c.row_number == 1)
        for reading, title, said, code in connection.execute(chosen):
            found[reading] = "：".join(filter(None, (title, said))), code
    return found


def _other_years(connection: Connection, year: int) -> Mapping[int, int]:
    """How many submissions there are of each other year, the last year first."""
    other = (_SUBMISSIONS.c.year > 0) & (_SUBMISSIONS.c.year != year)
    counted = select(_SUBMISSIONS.c.year, func.count()).where(other).group_by(_SUBMISSIONS.c.year)
    rows = connection.execute(counted.order_by(_SUBMISSIONS.c.year.desc()))
    return {int(each): int(count) for each, count in rows}
