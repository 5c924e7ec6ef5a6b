"""What programs and the command line do for a bureau: collect, keep, decide, report.

`generator.api` is the way in for one department; this module is for all of them together.

>>> import tempfile, datetime
>>> with tempfile.TemporaryDirectory() as folder:
...     store = Store.open(f"{folder}/store.db", create=True)
...     status_of(store, 2024, FIRST_ROUND, datetime.datetime.now(datetime.UTC)).total
0
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.collection.collecting import Collected, collect_files, count_sources
from generator.collection.executors import ClusterError, Workforce, cluster_workforce, local_workforce
from generator.collection.guard import Limits
from generator.collection.rechecks import Rechecked, recheck, to_recheck
from generator.collection.resubmissions import (
    Resubmission,
    overtaken,
    pairs,
    resubmission,
    resubmissions_of,
    whole_difference,
)
from generator.collection.taking import Errand
from generator.difference.comparison import Difference
from generator.intake.roster import Listed, read_roster
from generator.layout.layout_set import LayoutError
from generator.model.wording import plain_code, plain_name
from generator.reader.reading import read_content
from generator.reader.shelf import LayoutShelf
from generator.reader.submission import Submission
from generator.resources import layouts_folder
from generator.status.stored_standing import status_of
from generator.store.faults import StoreError
from generator.store.files import read_file
from generator.store.receiving import LONGEST_ROUND
from generator.store.rosters import keep_deadline, keep_roster
from generator.store.store import Store
from generator.store.submissions import StoredSubmission, newest_round, submissions
from generator.store.waivers import (
    ValidWaiver,
    Waivable,
    end_waiver,
    keep_waiver,
    valid_waivers,
    waivable,
    without_waived,
)

__all__ = [
    "FIRST_ROUND",
    "ClusterError",
    "Collected",
    "Collection",
    "Difference",
    "LayoutError",
    "Limits",
    "Rechecked",
    "Resubmission",
    "Store",
    "StoreError",
    "StoredSubmission",
    "ValidWaiver",
    "Waivable",
    "Workforce",
    "changes_of",
    "cluster_workforce",
    "collect",
    "count_sources",
    "differences",
    "is_round",
    "local_workforce",
    "overtaken_by",
    "read_again",
    "read_roster",
    "recheck_store",
    "resubmissions",
    "round_at_work",
    "status_of",
    "submissions_of",
    "take_back",
    "waivable_of",
    "waive",
    "waivers_of",
    "without_waived",
]

FIRST_ROUND = "一上"
"""The first time that departments send their budgets up (“一上”)."""


@dataclass(frozen=True, slots=True)
class Collection:
    """What is to be collected, and how: `places` are folders, archives, files and URLs.

    `year` is the budget year, 0 any: files of other years are kept aside. `due` is set as the deadline of its
    round. `author` is who does it, "" the user of the
    machine.

    Raises: ValueError, when nothing could be called by the name of the round.
    """

    places: tuple[str, ...]
    round: str = FIRST_ROUND
    roster: tuple[str, tuple[Listed, ...]] | None = None
    year: int = 0
    due: datetime.date | None = None
    author: str = ""
    layouts: Path | None = None
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        if not is_round(self.round):
            raise ValueError(self.round)


def is_round(name: str) -> bool:
    """Whether a round can have this name: one line, not too long, without blanks around it.

    Example:
        >>> is_round("二上"), is_round(" ")
        (True, False)
    """
    return 0 < len(name) <= LONGEST_ROUND and name.isprintable() and name == name.strip()


def collect(
    store: Store, collection: Collection, workforce: Workforce, advance: Callable[[], None] | None = None
) -> Collected:
    """Take in everything that was sent. What is in the store by now stays, whatever happens next.

    Raises: StoreError; LayoutError, before anything is read.
    """
    shelf = _sound_shelf(collection.layouts)
    details = {"places": collection.places, "round": collection.round}
    with store.run("collect", details, collection.author) as run:
        with store.writing() as connection:
            if collection.roster is not None:
                file, listed = collection.roster
                keep_roster(connection, run.id, file, listed)
            if collection.due is not None:
                keep_deadline(connection, run.id, collection.year, collection.round, collection.due)
        errand = Errand(
            store,
            store.files,
            run.id,
            collection.round,
            _folder(collection.layouts),
            collection.limits,
            _versions(shelf),
            collection.year,
        )
        collected = collect_files(collection.places, errand, workforce, advance)
        run.summary.update(collected.as_data())
    return collected


def resubmissions(store: Store, run_id: int, layouts: Path | None = None) -> Iterator[Resubmission]:
    """What the files of a run changed against the version in force, one after the other.

    Raises: StoreError, LayoutError.
    """
    with store.reading() as connection:
        yield from resubmissions_of(connection, run_id, LayoutShelf(layouts or layouts_folder()))


def round_at_work(store: Store, year: int = 0, round_name: str = "") -> tuple[int, str]:
    """The year and round that are meant where nothing is said: see `newest_round`.

    Year 0 and "" where nothing came yet. Raises: StoreError.
    """
    with store.reading() as connection:
        found = newest_round(connection, year or None, round_name or None)
    return found[0] or 0, found[1] or ""


def submissions_of(
    store: Store, year: int = 0, round_name: str = "", department: str = ""
) -> list[StoredSubmission]:
    """The submissions of a year and round, or of one department, by its name or code.

    Raises: StoreError.
    """
    with store.reading() as connection:
        for wanted in dict.fromkeys((plain_name(department), plain_code(department))):
            found = submissions(connection, year, round_name, wanted)
            if found:
                return found
    return []


def overtaken_by(store: Store, run_id: int) -> list[tuple[StoredSubmission, StoredSubmission]]:
    """Submissions of a run that are not the newest version, each with the newest, which had come before.

    Raises: StoreError.
    """
    with store.reading() as connection:
        return list(overtaken(connection, run_id))


def changes_of(
    store: Store, versions: Sequence[StoredSubmission], layouts: Path | None = None
) -> Iterator[Resubmission]:
    """What each version of a department changed against the last accepted one before it.

    Raises: StoreError, LayoutError.
    """
    shelf = _sound_shelf(layouts)
    with store.reading() as connection:
        for before, after in pairs(versions):
            yield resubmission(connection, before, after, shelf)


def differences(
    store: Store, before: StoredSubmission, after: StoredSubmission, layouts: Path | None = None
) -> Difference | None:
    """Everything in which two versions differ; None where one of them could not be read.

    Raises: StoreError, LayoutError, CapacityError.
    """
    with store.reading() as connection:
        return whole_difference(connection, before, after, LayoutShelf(layouts or layouts_folder()))


def read_again(store: Store, submission: StoredSubmission, shelf: LayoutShelf) -> Submission:
    """A file of the store, read once more: for marked copies and notices. Raises: StoreError, LayoutError."""
    return read_content(submission.file, read_file(store, submission.digest), shelf)


def recheck_store(
    store: Store,
    workforce: Workforce,
    *,
    year: int = 0,
    round_name: str = "",
    everything: bool = False,
    layouts: Path | None = None,
    limits: Limits | None = None,
    author: str = "",
    starting: Callable[[int], Callable[[], None]] | None = None,
) -> tuple[int, list[Rechecked]]:
    """Read again what other layouts or another program read; the new readings rule.

    `starting` is told how many files there are, and gives what is called after each of them. Gives how
    many were read again, and those of which something changed.

    Raises: StoreError, LayoutError.
    """
    shelf = _sound_shelf(layouts)
    chosen = to_recheck(store, shelf, year, round_name, everything)
    if not chosen:
        return 0, []
    details = {"year": year, "round": round_name, "everything": everything, "submissions": len(chosen)}
    with store.run("recheck", details, author) as run:
        limited = limits or Limits()
        errand = Errand(store, store.files, run.id, round_name, _folder(layouts), limited, _versions(shelf))
        advance = None if starting is None else starting(len({each.digest for each in chosen}))
        done = recheck(chosen, errand, workforce, advance)
        changed = [each for each in done if not each.change.is_empty]
        run.summary.update(read=len(chosen), changed=len(changed))
    return len(chosen), changed


def waivable_of(store: Store, submission: StoredSubmission) -> list[Waivable]:
    """What of a submission may be waived or accepted as explained. Raises: StoreError."""
    with store.reading() as connection:
        return waivable(connection, submission)


def waive(
    store: Store,
    submission: StoredSubmission,
    chosen: Sequence[Waivable],
    reason: str,
    author: str,
    expires_on: datetime.date | None = None,
) -> list[int]:
    """Let findings pass, with who decided it and why. Gives the numbers of the records.

    Raises: StoreError.
    """
    names = [each.name for each in chosen]
    details = {"department": submission.department_name, "findings": names}
    with store.run("waive", details, author) as run, store.writing() as connection:
        return [
            keep_waiver(connection, run.id, submission, each, reason, author, expires_on) for each in chosen
        ]


def take_back(store: Store, waiver_id: int, reason: str, author: str) -> bool:
    """Take a waiver back. Whether there was one that held. Raises: StoreError."""
    with store.run("waiver_end", {"waiver": waiver_id}, author) as run, store.writing() as connection:
        return end_waiver(connection, run.id, waiver_id, reason, author)


def waivers_of(store: Store, year: int = 0, round_name: str = "") -> list[ValidWaiver]:
    """The waivers that hold today. Raises: StoreError."""
    with store.reading() as connection:
        return valid_waivers(connection, year, round_name)


def _folder(layouts: Path | None) -> str:
    """A layouts folder as every process finds it, "" for the one that came with us."""
    return "" if layouts is None else str(layouts.absolute())


def _versions(shelf: LayoutShelf) -> str:
    """What the layouts of a shelf are now."""
    read = (shelf.layout(listing.layout, listing.year) for listing in shelf.listed)
    return " ".join("" if layout is None else layout.version for layout in read)


def _sound_shelf(layouts: Path | None) -> LayoutShelf:
    """The layouts, all of them read. Raises: LayoutError."""
    shelf = LayoutShelf(layouts or layouts_folder())
    shelf.check()
    return shelf
