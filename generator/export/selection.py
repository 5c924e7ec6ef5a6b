"""Which rows are wanted: of which year and round, and whether of all versions or of what is in force."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, case, column, func, select, table

from generator.export.relation import Reach, Relation
from generator.store.submissions import newest_round

_SUBMISSIONS = table("submissions", *(column(name) for name in ("year", "round", "state", "in_force")))


class NoneInForce(enum.StrEnum):
    """Why there are submissions and none of them is in force."""

    NOTHING_ACCEPTED = "nothing_accepted"
    NOT_LISTED = "not_listed"
    """What was accepted is of departments that are not on the roster."""


@dataclass(frozen=True, slots=True)
class Selection:
    """A year and a round, None for every one; `all_versions` also wants lists that are not in force."""

    year: int | None = None
    round: str | None = None
    all_versions: bool = False

    def condition(self, relation: Relation) -> ColumnElement[bool]:
        """What the rows of a relation must meet."""
        wanted: list[ColumnElement[bool]] = []
        applying = relation.reach is Reach.APPLYING
        if relation.reach is not Reach.ALL:
            if self.year is not None:
                wanted.append(column("year").in_([self.year, 0] if applying else [self.year]))
            if self.round is not None:
                wanted.append(column("round").in_([self.round, ""] if applying else [self.round]))
        if relation.reach is Reach.IN_FORCE and not self.all_versions:
            wanted.append(column("in_force") == 1)
        return and_(True, *wanted)


def newest(connection: Connection, year: int | None = None, round_name: str | None = None) -> Selection:
    """The year and round at work. A year or round without submissions stays as it is given."""
    return Selection(*newest_round(connection, year, round_name))


def why_none_in_force(connection: Connection, selection: Selection) -> NoneInForce | None:
    """Why the lists of what is in force are empty although there are submissions; None: they are not."""
    counted = select(
        func.count(),
        func.sum(_SUBMISSIONS.c.in_force),
        func.sum(case((_SUBMISSIONS.c.state == "accepted", 1), else_=0)),
    )
    given = {"year": selection.year, "round": selection.round}
    wanted = [_SUBMISSIONS.c[name] == value for name, value in given.items() if value is not None]
    total, in_force, accepted = connection.execute(counted.where(*wanted)).one()
    if selection.all_versions or not total or in_force:
        return None
    return NoneInForce.NOT_LISTED if accepted else NoneInForce.NOTHING_ACCEPTED


def without_year(connection: Connection) -> int:
    """How many submissions nobody can tell the year of: they are of no year's export."""
    counted = select(func.count()).select_from(_SUBMISSIONS).where(_SUBMISSIONS.c.year == 0)
    return int(connection.execute(counted).scalar_one())
