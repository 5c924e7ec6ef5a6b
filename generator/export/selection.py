"""Which rows are wanted: of which year and round, and whether of all versions or of what is in force."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, column, func, select, table

from generator.export.relation import Reach, Relation
from generator.store.submissions import newest_round

_SUBMISSIONS = table("submissions", column("year"))


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


def without_year(connection: Connection) -> int:
    """How many submissions nobody can tell the year of: they are of no year's export."""
    counted = select(func.count()).select_from(_SUBMISSIONS).where(_SUBMISSIONS.c.year == 0)
    return int(connection.execute(counted).scalar_one())
