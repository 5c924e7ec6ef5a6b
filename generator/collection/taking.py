"""Taking in (收件) one file: what an executor runs, on this machine or another."""

from __future__ import annotations

import hashlib
import os
import threading
from dataclasses import dataclass, replace

from generator.collection.guard import Guard, Limits
from generator.collection.sources import NotTakenError, Reason, Source
from generator.reader.submission import Outcome
from generator.store.files import keep_file
from generator.store.kept_text import clean_text
from generator.store.reading import Reading
from generator.store.receiving import (
    ASIDE,
    Receipt,
    is_in_round,
    keep_content,
    keep_reading,
    keep_receipt,
    year_read,
)
from generator.store.store import Store, moment, now


@dataclass(frozen=True, slots=True)
class Errand:
    """What is the same for all files of a run.

    `year` is the budget year that is collected, 0 any: files of other years are kept aside. `files` is where
    the bytes are kept, "" in the store; `layouts` the folder of the layouts, "" for
    those that came with us. With other `versions` of the layouts the reading processes begin anew: those
    of a cluster last longer than a run.
    """

    store: Store
    files: str
    run_id: int
    round: str
    layouts: str
    limits: Limits
    versions: str = ""
    year: int = 0


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file.

    `year` is its budget year, 0 where it says none. `is_new` says whether its bytes came in for the first
    time, `is_noted` whether it came in from this place in this round for the first time, `is_further`
    whether it is new in this round only. `outcome` is None where it had been read before, and where it was
    not taken in for a `reason`.
    """

    shown: str
    digest: str = ""
    year: int = 0
    is_new: bool = False
    is_noted: bool = False
    is_further: bool = False
    outcome: Outcome | None = None
    reason: Reason | None = None
    details: str = ""


_thread = threading.local()
_guards: list[Guard] = []
"""Those of threads that nobody enlisted, as on the workers of a cluster."""


def take_in(source: Source, errand: Errand) -> Taken:
    """Read one file and keep it: bytes, reading and receipt, in one transaction.

    Raises: StoreError.
    """
    try:
        content = source.content()
    except NotTakenError as error:
        return Taken(source.shown, reason=error.reason, details=error.details)
    digest = hashlib.sha256(content).hexdigest()
    with errand.store.reading() as connection:
        year = year_read(connection, digest)
    if year is not None:
        return _kept(source, content, digest, year, None, errand)
    reading = guard_of(errand).read(source.name, content)
    return _kept(source, content, digest, reading.year, reading, errand)


def _kept(
    source: Source, content: bytes, digest: str, year: int, reading: Reading | None, errand: Errand
) -> Taken:
    if errand.files:
        keep_file(errand.files, digest, content)
    round_name = ASIDE if errand.year and year not in (0, errand.year) else errand.round
    shown, name = clean_text(source.shown), clean_text(source.name)
    sent_at = min(moment(source.sent_at), now())  # a clock that is fast must not win over what comes later
    receipt = Receipt(digest, round_name, shown, name, sent_at)
    taken = Taken(source.shown, digest, year)
    with errand.store.writing() as connection:
        is_new = keep_content(connection, errand.run_id, digest, content, errand.files)
        is_counted = not is_new and round_name == errand.round
        is_further = is_counted and not is_in_round(connection, digest, round_name)
        taken = replace(taken, is_new=is_new, is_further=is_further)
        if reading is not None and keep_reading(connection, errand.run_id, reading):
            taken = replace(taken, outcome=reading.outcome)
        return replace(taken, is_noted=keep_receipt(connection, errand.run_id, receipt))


def guard_of(errand: Errand) -> Guard:
    """The guard of this thread."""
    guard: Guard | None = getattr(_thread, "guard", None)
    if guard is not None and guard.owner != os.getpid():
        guard = None
    wanted = (errand.layouts, errand.limits, errand.versions)
    if guard is None or (guard.layouts, guard.limits, guard.versions) != wanted:
        if guard is not None:
            guard.close()
        guard = _thread.guard = Guard(*wanted)
    guards: list[Guard] = getattr(_thread, "guards", _guards)
    if guard not in guards:
        guards.append(guard)
    return guard


def enlist(guards: list[Guard]) -> None:
    """Let the guards of this thread be listed there; who gave the list closes them."""
    _thread.guards = guards


def dismiss_guards() -> None:
    """End the reading processes of all threads that were not enlisted. They begin anew when needed."""
    for guard in [each for each in _guards if each.owner == os.getpid()]:
        _guards.remove(guard)
        guard.close()
