"""Where each department stands (收报情况), as plain data: what everything else in this package tells."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


class State(enum.StrEnum):
    """收报状态, from what wants most attention to what wants none.

    The last four have the values of the reader's outcomes: `State(submission.outcome.value)`.
    """

    MISSING = "missing"
    """未报: nothing has come."""
    UNREADABLE = "unreadable"
    """无法读取: what came cannot be read."""
    REFUSED = "refused"
    """退回: something has to be mended."""
    TO_EXPLAIN = "to_explain"
    """待说明: something wants a reason."""
    ACCEPTED = "accepted"
    """已通过."""


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """A budget unit (预算单位) of a department. `submitted`: it stands in the workbook with entries.

    Unit:    fen; `items` counts line items. All of the version in force, or of the newest without one.
    """

    name: str
    code: str = ""
    on_roster: bool = True
    submitted: bool = False
    income_fen: int = 0
    expenditure_fen: int = 0
    items: int = 0


@dataclass(frozen=True, slots=True)
class Version:
    """One file that a department sent. `file` is its name as received, `source` where it came from.

    `source` is a path, or archive › member. `sent_at` and `received_at` are aware, and shown in the zone
    that they bear. `to_mend`, `to_explain` and `notes` count findings by place, without those that the
    bureau let pass: these are `waived`. `written_name` and `written_code` are what the file says of its
    department where the roster says otherwise, "" where it does not.
    """

    number: int
    file: str
    source: str
    digest: str
    sent_at: datetime.datetime
    received_at: datetime.datetime
    state: State
    in_force: bool = False
    to_mend: int = 0
    to_explain: int = 0
    notes: int = 0
    waived: int = 0
    written_name: str = ""
    written_code: str = ""


@dataclass(frozen=True, slots=True)
class DepartmentStanding:
    """Where one department stands in one year and round.

    `versions` begins with the oldest; `state` is that of the newest, MISSING without any. `late` (迟报)
    stands beside the state; of a missing department it says that the day is past. Amounts are those of
    the version in force, 0 without one. `waived` counts findings of the newest version that the bureau
    let pass. `suspected` names those of the roster that a department which is not on it may be.
    """

    code: str
    name: str
    year: int
    state: State
    round: str = ""
    group: str = ""
    contact: str = ""
    on_roster: bool = True
    late: bool = False
    due_on: datetime.date | None = None
    versions: tuple[Version, ...] = ()
    in_force: Version | None = None
    units: tuple[UnitStanding, ...] = ()
    income_fen: int = 0
    expenditure_fen: int = 0
    waived: int = 0
    suspected: tuple[str, ...] = ()

    @property
    def newest(self) -> Version | None:
        """The version that came last, if any came."""
        return self.versions[-1] if self.versions else None


@dataclass(frozen=True, slots=True)
class Unrecognised:
    """A file of which nobody can tell whose it is.

    `problem` is the first thing that was found, in Chinese as it is kept, `code` the code of it.
    """

    file: str
    source: str
    digest: str
    problem: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """What a status was narrowed from: how many departments are expected, and whether by a roster."""

    total: int
    has_roster: bool


@dataclass(frozen=True, slots=True)
class Status:
    """Where all departments stand in one year and round, at one moment.

    `departments` follow the roster, those that are not on it come after. Without a roster all that
    submitted are counted; who is missing nobody knows then. Year 0: nothing that came says a year.
    `other_years` counts the submissions of other years in the store, by year. `whole` is there when only
    some departments were picked out; everything is counted of these.
    """

    year: int
    as_of: datetime.datetime
    departments: tuple[DepartmentStanding, ...]
    round: str = ""
    due_on: datetime.date | None = None
    unrecognised: tuple[Unrecognised, ...] = ()
    other_years: Mapping[int, int] = field(default_factory=dict)
    whole: Whole | None = None

    @property
    def has_roster(self) -> bool:
        """Whether it is known who has to submit."""
        if self.whole is not None:
            return self.whole.has_roster
        return any(each.on_roster for each in self.departments)

    @property
    def expected(self) -> tuple[DepartmentStanding, ...]:
        """Who has to submit: those of the roster; without a roster all that are known."""
        if not self.has_roster:
            return self.departments
        return tuple(each for each in self.departments if each.on_roster)

    @property
    def strangers(self) -> tuple[DepartmentStanding, ...]:
        """Those that submitted and are not on the roster; none without a roster."""
        if not self.has_roster:
            return ()
        return tuple(each for each in self.departments if not each.on_roster)

    @property
    def counts(self) -> Mapping[State, int]:
        """How many of the expected are in each state."""
        states = [each.state for each in self.expected]
        return {state: states.count(state) for state in State}

    @property
    def total(self) -> int:
        """How many are expected."""
        return len(self.expected)

    @property
    def received(self) -> int:
        """Of how many of the expected something has come."""
        return self.total - self.counts[State.MISSING]

    @property
    def late(self) -> int:
        """How many of the expected were, or are, late."""
        return sum(each.late for each in self.expected)


def is_late(versions: Sequence[Version], due_on: datetime.date | None, as_of: datetime.datetime) -> bool:
    """Whether a department is late (迟报): what could be read was first sent after the day it was due.

    Where nothing that can be read has come, it is late once that day is past. Days are those of the
    zone of `as_of`.
    """
    if due_on is None:
        return False
    readable = (each.sent_at for each in versions if each.state is not State.UNREADABLE)
    return min(readable, default=as_of).astimezone(as_of.tzinfo).date() > due_on
