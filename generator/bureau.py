"""What programs and the command line do for a bureau: collect, keep, decide, report.

`generator.api` is the way in for one department; this module is for all of them together.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.collection.collecting import Collected, collect_files, count_sources
from generator.collection.executors import (
    ClusterError,
    Workforce,
    cluster_workforce,
    local_workforce,
)
from generator.collection.guard import Limits
from generator.collection.taking import Errand
from generator.intake.roster import Listed, read_roster
from generator.layout.layout_set import LayoutError
from generator.model.finding import Finding, Severity
from generator.reader.shelf import LayoutShelf
from generator.resources import layouts_folder
from generator.store.faults import StoreError
from generator.store.rosters import keep_deadline, keep_roster
from generator.store.store import Store

__all__ = [
    "FIRST_ROUND",
    "ClusterError",
    "Collected",
    "Collection",
    "LayoutError",
    "Limits",
    "Store",
    "StoreError",
    "Workforce",
    "cluster_workforce",
    "collect",
    "count_sources",
    "local_workforce",
    "read_roster",
]

FIRST_ROUND = "一上"
"""The first time that departments send their budgets up (“一上”)."""


@dataclass(frozen=True, slots=True)
class Collection:
    """What is to be collected, and how: `places` are folders, archives, files and URLs.

    `due` is set as the deadline of the round for `due_year`. `author` is who does it, "" the user of the
    machine.
    """

    places: tuple[str, ...]
    round: str = FIRST_ROUND
    roster: tuple[str, tuple[Listed, ...]] | None = None
    due_year: int = 0
    due: datetime.date | None = None
    author: str = ""
    layouts: Path | None = None
    limits: Limits = field(default_factory=Limits)


def collect(
    store: Store, collection: Collection, workforce: Workforce, advance: Callable[[], None] | None = None
) -> Collected:
    """Take in everything that was sent. What is in the store by now stays, whatever happens next.

    Raises: StoreError; LayoutError, before anything is read.
    """
    _check_layouts(collection.layouts)
    details = {"places": collection.places, "round": collection.round}
    with store.run("collect", details, collection.author) as run:
        with store.writing() as connection:
            if collection.roster is not None:
                file, listed = collection.roster
                keep_roster(connection, run.id, file, listed)
            if collection.due is not None:
                keep_deadline(connection, run.id, collection.due_year, collection.round, collection.due)
        layouts = "" if collection.layouts is None else str(collection.layouts.absolute())
        errand = Errand(store, store.files, run.id, collection.round, layouts, collection.limits)
        collected = collect_files(collection.places, errand, workforce, advance)
        run.summary.update(collected.as_data())
    return collected


def _check_layouts(layouts: Path | None) -> None:
    """Raises: LayoutError, with the mistakes of the first layout that has any."""
    shelf = LayoutShelf(layouts or layouts_folder())
    for listing in shelf.listed:
        shelf.layout(listing.layout, listing.year)


def has_errors(findings: Sequence[Finding]) -> bool:
    """Whether something has to be mended first."""
    return any(each.severity is Severity.ERROR for each in findings)
