"""Taking in (收件) one file: what an executor runs, on this machine or another."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass, replace

from generator.collection.guard import Guard, Limits
from generator.collection.sources import NotTakenError, Reason, Source
from generator.reader.submission import Outcome
from generator.store.files import keep_file
from generator.store.reading import Reading, clean_text
from generator.store.receiving import Receipt, is_read, keep_content, keep_reading, keep_receipt
from generator.store.store import Store, moment


@dataclass(frozen=True, slots=True)
class Errand:
    """What is the same for all files of a run.

    `files` is where the bytes are kept, "" in the store; `layouts` the folder of the layouts, "" for
    those that came with us.
    """

    store: Store
    files: str
    run_id: int
    round: str
    layouts: str
    limits: Limits


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file.

    `is_new` says whether its bytes came in for the first time, `is_noted` whether it came in from this
    place in this round for the first time. `outcome` is None where it had been read before, and where it
    was not taken in for a `reason`.
    """

    shown: str
    digest: str = ""
    is_new: bool = False
    is_noted: bool = False
    outcome: Outcome | None = None
    reason: Reason | None = None
    details: str = ""


_guards = threading.local()
_all_guards: list[Guard] = []


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
        was_read = is_read(connection, digest)
    reading = None if was_read else guard_of(errand).read(source.name, content)
    return _kept(source, content, digest, reading, errand)


def _kept(source: Source, content: bytes, digest: str, reading: Reading | None, errand: Errand) -> Taken:
    if errand.files:
        keep_file(errand.files, digest, content)
    shown, name = clean_text(source.shown), clean_text(source.name)
    receipt = Receipt(digest, errand.round, shown, name, moment(source.sent_at))
    taken = Taken(source.shown, digest)
    with errand.store.writing() as connection:
        is_new = keep_content(connection, errand.run_id, digest, content, errand.files)
        taken = replace(taken, is_new=is_new)
        if reading is not None and keep_reading(connection, errand.run_id, reading):
            taken = replace(taken, outcome=reading.outcome)
        return replace(taken, is_noted=keep_receipt(connection, errand.run_id, receipt))


def guard_of(errand: Errand) -> Guard:
    """The guard of this thread."""
    guard: Guard | None = getattr(_guards, "guard", None)
    if guard is None or (guard.layouts, guard.limits) != (errand.layouts, errand.limits):
        if guard is not None:
            guard.close()
        guard = _guards.guard = Guard(errand.layouts, errand.limits)
        _all_guards.append(guard)
    return guard


def dismiss_guards() -> None:
    """End the reading processes of this process."""
    while _all_guards:
        _all_guards.pop().close()
    _guards.__dict__.clear()
