"""Rechecking (复审): what is in the store, read again by the layouts and the program of today."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass

from generator.collection.executors import Workforce
from generator.collection.taking import Errand, guard_of
from generator.reader.shelf import LayoutShelf
from generator.store.files import read_file
from generator.store.receiving import keep_reading, ruling_reading
from generator.store.rechecking import ReadingChange, compare_readings, outdated
from generator.store.store import Store
from generator.store.submissions import StoredSubmission, submissions

_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Rechecked:
    """A submission that was read again, and what that changed."""

    submission: StoredSubmission
    change: ReadingChange


def to_recheck(
    store: Store, shelf: LayoutShelf, year: int = 0, round_name: str = "", everything: bool = False
) -> list[StoredSubmission]:
    """The submissions that another layout or program read: those in force and the newest of each
    department, or `everything`.
    """
    versions: dict[tuple[str, int], str] = {}
    for listing in shelf.listed:
        layout = shelf.layout(listing.layout, listing.year)
        versions[listing.layout, listing.year] = "" if layout is None else layout.version
    with store.reading() as connection:
        received = submissions(connection, year, round_name)
        chosen = received if everything else list(_that_matter(received))
        return list(outdated(chosen, versions, connection))


def recheck(
    chosen: Sequence[StoredSubmission],
    errand: Errand,
    workforce: Workforce,
    advance: Callable[[], None] | None = None,
) -> list[Rechecked]:
    """Read the files again; the new readings rule from now on, the old ones stay.

    Raises: StoreError.
    """
    by_digest: dict[str, list[StoredSubmission]] = {}
    for each in chosen:
        by_digest.setdefault(each.digest, []).append(each)
    under_way: set[Future[tuple[str, ReadingChange | None]]] = set()
    changes: dict[str, ReadingChange] = {}
    waiting = iter(by_digest.items())
    while True:
        for digest, (first, *_) in waiting:
            under_way.add(workforce.executor.submit(read_again, digest, first.file, errand))
            if len(under_way) >= _AHEAD * workforce.size:
                break
        if not under_way:
            break
        done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
        for future in done:
            digest, change = future.result()
            if change is not None:
                changes[digest] = change
            if advance is not None:
                advance()
    return [Rechecked(each, changes[each.digest]) for each in chosen if each.digest in changes]


def read_again(digest: str, file: str, errand: Errand) -> tuple[str, ReadingChange | None]:
    """Read one file of the store again; None where the same reading rules as before. What executors run.

    Raises: StoreError.
    """
    reading = guard_of(errand).read(file, read_file(errand.store, digest))
    with errand.store.writing() as connection:
        before = ruling_reading(connection, digest)
        if before is None or not keep_reading(connection, errand.run_id, reading):
            return digest, None
        after = ruling_reading(connection, digest)
        assert after is not None  # it was kept just now
        return digest, compare_readings(connection, before, after)


def _that_matter(received: Sequence[StoredSubmission]) -> Iterator[StoredSubmission]:
    newest = {_department(each): each for each in received}
    for each in received:
        if each.in_force or newest[_department(each)] is each:
            yield each


def _department(each: StoredSubmission) -> tuple[object, ...]:
    return each.year, each.round, each.on_roster, each.department_code, each.plain_name or each.digest
