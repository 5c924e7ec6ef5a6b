"""Resubmissions (重报): what a version changed against the one that was in force, or came before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

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
    came = _new_with(connection, run_id)
    for round_name in dict.fromkeys(round_name for _, round_name in came):
        for before, after in pairs(submissions(connection, 0, round_name)):
            if (after.digest, after.round) in came:
                yield resubmission(connection, before, after, shelf)


def pairs(received: Iterable[StoredSubmission]) -> Iterator[tuple[StoredSubmission, StoredSubmission]]:
    """Each version after the first of its department, year and round, with the one that it is compared
    with. What is received has to be in the order of the versions.
    """
    for versions in _by_department(received):
        before = versions[0]
        for after in versions[1:]:
            yield before, after
            if after.state == "accepted" or before.state != "accepted":
                before = after


def overtaken(connection: Connection, run_id: int) -> Iterator[tuple[StoredSubmission, StoredSubmission]]:
    """Submissions that came with a run and are not the newest version, each with the newest, which had come
    before: because their files are older, or were sent before.
    """
    first = func.min(RECEIPT.c.run_id).label("first")
    came = select(RECEIPT.c.digest, RECEIPT.c.round, first).group_by(RECEIPT.c.digest, RECEIPT.c.round)
    began = {(digest, name): run for digest, name, run in connection.execute(came)}
    of_run = select(RECEIPT.c.digest, RECEIPT.c.round).where(RECEIPT.c.run_id == run_id).distinct()
    noted = {(digest, name) for digest, name in connection.execute(of_run)}
    for round_name in sorted({name for _, name in noted}):
        for versions in _by_department(submissions(connection, 0, round_name)):
            newest = versions[-1]
            for each in versions[:-1]:
                if (each.digest, round_name) in noted and began[newest.digest, round_name] < run_id:
                    yield each, newest


def _new_with(connection: Connection, run_id: int) -> dict[tuple[str, str], int]:
    """The files (digest and round) that first came in with a run: not those that came again from
    elsewhere.
    """
    first = func.min(RECEIPT.c.id)
    of_run = select(RECEIPT.c.digest).where(RECEIPT.c.run_id == run_id)
    firsts = select(first).where(RECEIPT.c.digest.in_(of_run)).group_by(RECEIPT.c.digest, RECEIPT.c.round)
    rows = select(RECEIPT.c.digest, RECEIPT.c.round, RECEIPT.c.id)
    rows = rows.where(RECEIPT.c.id.in_(firsts), RECEIPT.c.run_id == run_id).order_by(RECEIPT.c.id)
    return {(digest, round_name): number for digest, round_name, number in connection.execute(rows)}


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
    return Side(version.file, read, layout)


def _by_department(received: Iterable[StoredSubmission]) -> Iterator[list[StoredSubmission]]:
    """The versions of each department that has several in a year and round."""
    found: dict[tuple[object, ...], list[StoredSubmission]] = defaultdict(list)
    for each in received:
        known = each.plain_name or each.digest
        found[each.year, each.round, each.on_roster, known, each.department_code].append(each)
    yield from (versions for versions in found.values() if len(versions) > 1)
