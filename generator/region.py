"""The region (地区汇总): what is in force in the store, consolidated to one workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from generator.consolidation.consolidating import Consolidation, consolidate, write_consolidation
from generator.consolidation.detail import Detail
from generator.consolidation.member import Member
from generator.issue.figures import previous_figures
from generator.layout.layout_set import LayoutSet
from generator.model.budget import PreviousFigure
from generator.model.wording import plain_code, plain_name
from generator.reader.shelf import LayoutShelf
from generator.resources import layouts_folder
from generator.store.rosters import RosterEntry, roster_in_force
from generator.store.store import Store
from generator.store.submissions import Entered, StoredSubmission, entered, submissions

__all__ = ["Choice", "Consolidation", "Detail", "NothingInForceError", "consolidated", "write_consolidation"]

_TO_EXPLAIN = "to_explain"


class NothingInForceError(ValueError):
    """No submission of the year, round and departments that were asked for is in force."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which submissions are consolidated, and how.

    `groups` and `departments` (by name or code) narrow the choice, empty: all. With `to_explain` the
    newest version takes part where none is in force and only reasons are missing.
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
    """Consolidate what was chosen, in the order of the roster.

    Last year's figures are those that a department typed, or else those of its submission in force for
    the year before.

    Raises: NothingInForceError, StoreError, LayoutError, CapacityError.
    """
    shelf = LayoutShelf(layouts or layouts_folder())
    with store.reading() as connection:
        chosen = _Chosen(connection, choice, shelf)
        members = list(chosen.members())
    if chosen.layout is None:
        raise NothingInForceError(f"{choice.year} {choice.round}")
    return consolidate(members, chosen.layout, name, detail=choice.detail, eliminate=choice.eliminate)


class _Chosen:
    """Finds the submissions that take part, and makes members of them."""

    def __init__(self, connection: Connection, choice: Choice, shelf: LayoutShelf) -> None:
        self.connection = connection
        self.choice = choice
        self.shelf = shelf
        self.layout: LayoutSet | None = None
        self.before = _by_department(submissions(connection, choice.year - 1, "", only_in_force=True))

    def members(self) -> Iterator[Member]:
        """One member after the other, in the order of the roster."""
        received = submissions(self.connection, self.choice.year, self.choice.round)
        taking_part = _taking_part(received, self.choice.to_explain)
        for entry in roster_in_force(self.connection):
            submission = taking_part.get(entry.plain_name)
            if submission is not None and self._wanted(entry):
                member = self._member(entry, submission)
                if member is not None:
                    yield member

    def _wanted(self, entry: RosterEntry) -> bool:
        groups = set(map(plain_name, self.choice.groups))
        if groups and plain_name(entry.group) not in groups:
            return False
        if not self.choice.departments:
            return True
        names = {plain_name(each) for each in self.choice.departments}
        codes = {plain_code(each) for each in self.choice.departments}
        return entry.plain_name in names or bool(entry.plain_code and entry.plain_code in codes)

    def _member(self, entry: RosterEntry, submission: StoredSubmission) -> Member | None:
        """The member; None where the layout is another than that of those before, or is not there."""
        layout = self.shelf.layout(submission.layout, submission.year)
        if layout is None or (self.layout is not None and layout is not self.layout):
            return None
        self.layout = layout
        read = entered(self.connection, submission.reading_id)
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
        )

    def _last_year(self, entry: RosterEntry, layout: LayoutSet) -> tuple[PreviousFigure, ...]:
        submission = self.before.get(entry.plain_name)
        before = None if submission is None else self.shelf.layout(submission.layout, submission.year)
        if submission is None or before is None:
            return ()
        read: Entered = entered(self.connection, submission.reading_id)
        return previous_figures(read.department, before, layout.previous_figures)


def _by_department(in_force: Sequence[StoredSubmission]) -> Mapping[str, StoredSubmission]:
    """What is in force by plain name; of several rounds the one sent last."""
    return {each.plain_name: each for each in sorted(in_force, key=lambda each: each.sent_at)}


def _taking_part(received: Sequence[StoredSubmission], to_explain: bool) -> Mapping[str, StoredSubmission]:
    """The version of each department of the roster that takes part."""
    known = [each for each in received if each.on_roster]
    newest = {each.plain_name: each for each in known}
    explaining = {name: each for name, each in newest.items() if to_explain and each.state == _TO_EXPLAIN}
    return explaining | {each.plain_name: each for each in known if each.in_force}


def _at(cells: Sequence[tuple[str, str]]) -> str:
    """Sheet and column of a list's amounts."""
    sheet, cell = next(((sheet, cell) for sheet, cell in cells if cell), ("", ""))
    letters = cell.rstrip("0123456789")
    return f"{sheet}!{letters}" if letters else ""
