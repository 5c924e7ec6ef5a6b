"""What the bureau let pass (放行) of submissions, and what is still open in them, from the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from generator.model.finding import Severity
from generator.model.wording import plain_code
from generator.store.store import Store
from generator.store.submissions import StoredSubmission
from generator.store.tables import FINDING
from generator.store.waivers import ValidWaiver, valid_waivers

_AT_ONCE = 500
"""How many readings one query asks for; databases limit their number."""
Key = tuple[str, str, str]
"""What a waiver lets pass: code of the finding, the check, what was found."""


@dataclass(frozen=True, slots=True)
class Open:
    """How many places of a submission are still to be mended and to be explained."""

    to_mend: int
    to_explain: int


def waiver_numbers(store: Store, submission: StoredSubmission) -> Mapping[Key, int]:
    """The numbers of the waivers by which something of a submission passes, by what they let pass; of
    equal ones the last. Raises: StoreError.
    """
    if not submission.waived:
        return {}
    with store.reading() as connection:
        return _Waivers(valid_waivers(connection, submission.year, submission.round)).of(submission)


def open_counts(store: Store, submissions: Sequence[StoredSubmission]) -> list[Open]:
    """What is still open of each submission. Raises: StoreError."""
    with store.reading() as connection:
        return still_open(connection, submissions)


def still_open(connection: Connection, submissions: Sequence[StoredSubmission]) -> list[Open]:
    """What is still open of each submission, as `open_counts` has it."""
    touched = [each for each in submissions if each.waived]
    if not touched:
        return [Open(each.to_mend, each.to_explain) for each in submissions]
    waivers = _Waivers(valid_waivers(connection))
    findings = _findings(connection, {each.reading_id for each in touched})

    def still(submission: StoredSubmission) -> Open:
        held = waivers.of(submission) if submission.waived else {}
        passed = [kind for kind, key in findings.get(submission.reading_id, ()) if key in held]
        return Open(
            submission.to_mend - passed.count(Severity.ERROR.value),
            submission.to_explain - passed.count(Severity.WARNING.value),
        )

    return [still(each) for each in submissions]


class _Waivers:
    """Waivers that hold, to be found by the department that they are about."""

    def __init__(self, waivers: Iterable[ValidWaiver]) -> None:
        self.by_name: dict[str, list[ValidWaiver]] = defaultdict(list)
        self.by_code: dict[str, list[ValidWaiver]] = defaultdict(list)
        for each in waivers:
            self.by_name[each.plain_name].append(each)
            self.by_code[each.plain_code].append(each)

    def of(self, submission: StoredSubmission) -> dict[Key, int]:
        """The numbers of those of a submission, by what they let pass."""
        code = plain_code(submission.department_code)
        near = [*self.by_name.get(submission.plain_name, ()), *self.by_code.get(code, ())]
        return {
            (each.finding_code, each.check_id, each.point): each.waiver_id
            for each in sorted(near, key=lambda each: each.waiver_id)
            if each.applies_to(submission)
        }


def in_parts(readings: Sequence[int]) -> Iterator[Sequence[int]]:
    """The numbers of readings, as many at a time as one query may ask for."""
    for start in range(0, len(readings), _AT_ONCE):
        yield readings[start : start + _AT_ONCE]


def _findings(connection: Connection, readings: Iterable[int]) -> dict[int, list[tuple[str, Key]]]:
    """The findings that have no other cause, place by place, by reading."""
    found: dict[int, list[tuple[str, Key]]] = {}
    columns = (FINDING.c.reading_id, FINDING.c.severity, FINDING.c.code, FINDING.c.check_id, FINDING.c.point)
    for part in in_parts(sorted(readings)):
        chosen = FINDING.c.reading_id.in_(part)
        for reading, severity, *key in connection.execute(
            select(*columns).where(chosen, FINDING.c.cause == "")
        ):
            found.setdefault(reading, []).append((severity, (key[0], key[1], key[2])))
    return found
