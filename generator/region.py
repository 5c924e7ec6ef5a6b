"""The region (地区汇总): what is in force in the store, consolidated to one workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from generator.consolidation.absent import Absent, Why, missing, to_explain
from generator.consolidation.consolidating import Consolidation, consolidate, write_consolidation
from generator.consolidation.detail import Detail
from generator.consolidation.member import Member
from generator.issue.figures import previous_figures
from generator.layout.layout_set import LayoutSet
from generator.model.budget import PreviousFigure
from generator.model.wording import nearest_word, plain_code, plain_name
from generator.reader.shelf import LayoutShelf
from generator.resources import layouts_folder
from generator.store.rosters import RosterEntry, roster_in_force
from generator.store.store import Store
from generator.store.submissions import Entered, StoredSubmission, entered, submissions

__all__ = [
    "Absent",
    "Choice",
    "Consolidation",
    "Detail",
    "NothingInForceError",
    "UnknownChoiceError",
    "Why",
    "consolidated",
    "missing",
    "to_explain",
    "write_consolidation",
]

_TO_EXPLAIN = "to_explain"
_Key = tuple[str, str]
"""A department, by its plain code and plain name."""


class NothingInForceError(ValueError):
    """No submission of the year, round and departments that were asked for is in force.

    `missing` are the departments that were asked for, and why each does not take part.
    """

    def __init__(self, choice: Choice, lacking: Sequence[Absent] = ()) -> None:
        super().__init__(f"{choice.year} {choice.round}")
        self.missing = tuple(lacking)


class UnknownChoiceError(ValueError):
    """Groups or departments that nobody on the roster belongs to, or is: each with the nearest known word,
    "" where none is near.
    """

    def __init__(self, groups: Mapping[str, str], departments: Mapping[str, str]) -> None:
        super().__init__(", ".join([*groups, *departments]))
        self.groups, self.departments = groups, departments


@dataclass(frozen=True, slots=True)
class Choice:
    """Which submissions are consolidated, and how.

    `groups` and `departments` (by name or code) narrow the choice to those that meet both; empty: all. With
    `to_explain` the newest version takes part where none is in force and only reasons are missing.
    """

    year: int
    round: str
    groups: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    to_explain: bool = False
    detail: Detail | None = None
    eliminate: bool = True


def consolidated(
    store: Store,
    choice: Choice,
    name: str,
    layouts: Path | None = None,
) -> Consolidation:
    """Consolidate what was chosen, in the order of the roster; without a roster everything that is in force,
    by code and name.

    Last year's figures are those that a department typed, or else those of its submission in force for
    the year before.

    Raises: UnknownChoiceError, NothingInForceError, StoreError, LayoutError, CapacityError.
    """
    shelf = LayoutShelf(layouts or layouts_folder())
    shelf.refuse_empty()
    with store.reading() as connection:
        chosen = _Chosen(connection, choice, shelf)
        if chosen.layout is None:
            raise NothingInForceError(choice, missing(chosen.absent))
        members = chosen.members(chosen.layout)
    return consolidate(
        members,
        chosen.layout,
        name,
        detail=choice.detail,
        eliminate=choice.eliminate,
        absent=chosen.absent,
        has_roster=chosen.has_roster,
    )


class _Chosen:
    """Finds the submissions that take part, and makes members of them.

    `layout` is that of most of them, None where none takes part; `absent` are all other departments of the
    roster, or of those that sent something where there is none.
    """

    def __init__(self, connection: Connection, choice: Choice, shelf: LayoutShelf) -> None:
        self.connection = connection
        self.choice = choice
        self.shelf = shelf
        self.before = _by_department(submissions(connection, choice.year - 1, "", only_in_force=True))
        received = submissions(connection, choice.year, choice.round)
        roster = roster_in_force(connection)
        self.has_roster = bool(roster)
        if self.has_roster:
            received = [each for each in received if each.on_roster]
        self.newest = {_key(each): each for each in received}
        self.entries = roster or _as_roster(self.newest.values())
        self.groups, self.departments = self._asked_for()
        self.standing = _taking_part(received, choice.to_explain)
        self.layout = self._layout_of_most()
        self.absent: list[Absent] = []
        self.taking_part: list[tuple[RosterEntry, StoredSubmission]] = []
        for entry in self.entries:
            why = self._why_absent(entry)
            if why is None:
                self.taking_part.append((entry, self.standing[_entry_key(entry)]))
            else:
                self.absent.append(Absent(entry.code, entry.name, entry.superior, why))

    def members(self, layout: LayoutSet) -> list[Member]:
        """One member after the other, in the order of the roster."""
        return [self._member(entry, submission, layout) for entry, submission in self.taking_part]

    def _layout_of_most(self) -> LayoutSet | None:
        """The layout of most workbooks that could take part; the first one's, where others are as many."""
        counts: Counter[str] = Counter()
        for entry in filter(self._wanted, self.entries):
            submission = self.standing.get(_entry_key(entry))
            if submission and self.shelf.layout(submission.layout, submission.year) is not None:
                counts[submission.layout] += 1
        most = max(counts, key=counts.__getitem__, default="")
        return self.shelf.layout(most, self.choice.year)

    def _asked_for(self) -> tuple[set[str], set[_Key]]:
        """Groups, by plain names, and departments that were asked for. Raises: UnknownChoiceError."""
        groups = {plain_name(each.group): each.group for each in self.entries if each.group}
        wrong_groups = {
            asked: nearest_word(asked, groups.values())
            for asked in self.choice.groups
            if plain_name(asked) not in groups
        }
        words = [word for each in self.entries for word in (each.name, each.code) if word]
        departments = set[_Key]()
        wrong: dict[str, str] = {}
        for asked in self.choice.departments:
            found = {_entry_key(each) for each in self.entries if _is_called(each, asked)}
            departments |= found
            if not found:
                wrong[asked] = nearest_word(asked, words)
        if wrong_groups or wrong:
            raise UnknownChoiceError(wrong_groups, wrong)
        return set(map(plain_name, self.choice.groups)), departments

    def _wanted(self, entry: RosterEntry) -> bool:
        if self.groups and plain_name(entry.group) not in self.groups:
            return False
        return not self.departments or _entry_key(entry) in self.departments

    def _why_absent(self, entry: RosterEntry) -> Why | None:
        """Why a department does not take part; None where it does."""
        if not self._wanted(entry):
            return Why.NOT_CHOSEN
        submission = self.standing.get(_entry_key(entry))
        if submission is None:
            newest = self.newest.get(_entry_key(entry))
            return Why.NOT_RECEIVED if newest is None else Why(newest.state)
        layout = self.shelf.layout(submission.layout, submission.year)
        if layout is None:
            return Why.NO_LAYOUT
        return None if layout is self.layout else Why.OTHER_LAYOUT

    def _member(self, entry: RosterEntry, submission: StoredSubmission, layout: LayoutSet) -> Member:
        read = entered(self.connection, submission.reading_id, registers=False)
        return Member(
            read.department,
            submission.file,
            submission.digest,
            entry.code,
            entry.name,
            entry.superior,
            entry.group,
            read.department.previous or self._last_year(entry, layout),
            _at(read.item_cells),
            _at(read.income_cells),
            submission.in_force,
        )

    def _last_year(self, entry: RosterEntry, layout: LayoutSet) -> tuple[PreviousFigure, ...]:
        submission = self.before.get(_entry_key(entry))
        before = None if submission is None else self.shelf.layout(submission.layout, submission.year)
        if submission is None or before is None:
            return ()
        read: Entered = entered(self.connection, submission.reading_id, registers=False)
        return previous_figures(read.department, before, layout.previous_figures)


def _key(submission: StoredSubmission) -> _Key:
    """Whose a submission is: by the roster, or by what it says itself where there is none."""
    return plain_code(submission.department_code), submission.plain_name


def _entry_key(entry: RosterEntry) -> _Key:
    return entry.plain_code, entry.plain_name


def _is_called(entry: RosterEntry, word: str) -> bool:
    """Whether a word is the name or the code of a department."""
    return plain_name(word) == entry.plain_name or plain_code(word) == entry.plain_code != ""


def _by_department(in_force: Sequence[StoredSubmission]) -> Mapping[_Key, StoredSubmission]:
    """What is in force by department; of several rounds the one sent last."""
    return {_key(each): each for each in sorted(in_force, key=lambda each: each.sent_at)}


def _taking_part(received: Sequence[StoredSubmission], to_explain: bool) -> Mapping[_Key, StoredSubmission]:
    """The version of each department that takes part."""
    newest = {_key(each): each for each in received}
    explaining = {key: each for key, each in newest.items() if to_explain and each.state == _TO_EXPLAIN}
    return explaining | {_key(each): each for each in received if each.in_force}


def _as_roster(received: Iterable[StoredSubmission]) -> tuple[RosterEntry, ...]:
    """The departments that submitted, by code and name, where no roster lists any."""
    entries = [
        RosterEntry(
            each.department_code,
            each.department_name,
            plain_code(each.department_code),
            each.plain_name,
            *("", "", "", "", ""),
        )
        for each in received
    ]
    return tuple(sorted(entries, key=lambda each: (each.plain_code, each.plain_name)))


def _at(cells: Sequence[tuple[str, str]]) -> str:
    """Sheet and column of a list's amounts."""
    sheet, cell = next(((sheet, cell) for sheet, cell in cells if cell), ("", ""))
    letters = cell.rstrip("0123456789")
    return f"{sheet}!{letters}" if letters else ""
