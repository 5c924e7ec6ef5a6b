"""Resubmissions (重报): what a version changed against the one that was in force, or came before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from generator.difference.comparison import Difference, Side, compare_departments
from generator.difference.entries import EntryDifference, compare_entries
from generator.reader.shelf import LayoutShelf
from generator.store.rechecking import FigureChange, figure_changes
from generator.store.submissions import StoredSubmission, entered, submissions
from generator.store.tables import RECEIPT


@dataclass(frozen=True, slots=True)
class Resubmission:
    """A version and the one that it is compared with: the last accepted before it, or the last one.

    `entries` is None where one of the two could not be read.
    """

    before: StoredSubmission
    after: StoredSubmission
    entries: EntryDifference | None
    figures: tuple[FigureChange, ...]

    @property
    def tables(self) -> tuple[str, ...]:
        """The official tables in which a figure changed."""
        return tuple(dict.fromkeys(change.table for change in self.figures))


def resubmissions_of(connection: Connection, run_id: int, shelf: LayoutShelf) -> Iterator[Resubmission]:
    """What the files that came in with a run changed, department by department."""
    came = set(connection.execute(select(RECEIPT.c.digest).where(RECEIPT.c.run_id == run_id)).scalars())
    rounds = connection.execute(
        select(RECEIPT.c.round).where(RECEIPT.c.run_id == run_id).distinct()
    ).scalars()
    for round_name in list(rounds):
        for versions in _by_department(submissions(connection, 0, round_name)):
            for before, after in pairs(versions):
                if after.digest in came:
                    yield resubmission(connection, before, after, shelf)


def pairs(versions: Sequence[StoredSubmission]) -> Iterator[tuple[StoredSubmission, StoredSubmission]]:
    """Each version after the first, with the one that it is compared with."""
    for place, after in enumerate(versions[1:], start=1):
        accepted = [each for each in versions[:place] if each.state == "accepted"]
        yield (accepted or versions[:place])[-1], after


def resubmission(
    connection: Connection, before: StoredSubmission, after: StoredSubmission, shelf: LayoutShelf
) -> Resubmission:
    """What the later of two versions changed."""
    old, new = _side(connection, before, shelf), _side(connection, after, shelf)
    if old is None or new is None:
        return Resubmission(before, after, None, ())
    entries = compare_entries(old.department, new.department, (old.layout, new.layout))
    return Resubmission(
        before, after, entries, figure_changes(connection, before.reading_id, after.reading_id)
    )


def whole_difference(
    connection: Connection, before: StoredSubmission, after: StoredSubmission, shelf: LayoutShelf
) -> Difference | None:
    """Everything in which two versions differ, tables and checks included; None where one is unreadable.

    Raises: CapacityError.
    """
    old, new = (_side(connection, each, shelf) for each in (before, after))
    return None if old is None or new is None else compare_departments(old, new)


def _side(connection: Connection, version: StoredSubmission, shelf: LayoutShelf) -> Side | None:
    layout = shelf.layout(version.layout, version.year)
    read = entered(connection, version.reading_id).department
    if layout is None or not read.units:
        return None
    return Side(f"{version.file}（第 {version.version} 版）", read, layout)


def _by_department(received: list[StoredSubmission]) -> Iterator[list[StoredSubmission]]:
    """The versions of each department that has several."""
    found: dict[tuple[object, ...], list[StoredSubmission]] = defaultdict(list)
    for each in received:
        known = each.plain_name or each.digest
        found[each.year, each.on_roster, known, each.department_code].append(each)
    yield from (versions for versions in found.values() if len(versions) > 1)
