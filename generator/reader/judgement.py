"""What is told of a returned workbook, in which order: root causes first, knock-ons folded under them,
the very same thing once with all its places.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.model.finding import Finding, Place, Severity
from generator.reader.submission import Outcome, Told

_Test = Callable[[Told], bool]
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_TOPICS = ("OPEN", "FORM", "FIND", "FACT", "DEPT", "HEAD", "IN", "CODE", "REG", "CELL", "CHK", "FIX")
"""Topics of findings from causes to consequences."""
_LEAVES_OUT = (
    *("FIND-001", "FIND-002", "FIND-007", "FIND-008", "FIND-011", "FIND-014", "FIND-017", "FIND-018"),
    *("IN", "CODE", "DEPT"),
)
"""Errors by which entries are left out of the sums: what does not balance may follow from them."""
_BROKEN = ("CELL-006", "CELL-009", "CELL-011")
"""What becomes of an official table when something that it needs is deleted."""
_BLANKS = ("IN-001", "IN-018")
"""What is said of cells that are not filled in."""
_BREAKS_FORMULAS = ("FIND-003", "FIND-015", "FIND-001", "FIND-002", "FIND-023")
"""Errors that turn formulas on any sheet into error values; a deleted column (FIND-013) does on its own."""
_OVERWRITES = ("CELL-002", "CELL-005", "CELL-009")
"""Errors in cells that other cells read."""
_BY_TABLE = ("CELL-002", "CELL-005", "CELL-008", "CELL-009", "CELL-010", "CELL-011")
"""Errors that come in numbers when somebody pastes over a table."""
_FOLDED_FROM = 4
"""From so many errors of one kind in one table on, they are told as one, the others folded under it."""


@dataclass(frozen=True, slots=True)
class EntrySheets:
    """Which findings speak of what was entered.

    `rules` are the numbers of checks that only count entry rows: the rows themselves are told. `sheets` are
    the sheets of the entries: what does not balance there does not in the tables. `register_checks` and
    `registers` are those of registers (登记表), which no table reads.
    """

    rules: frozenset[str] = frozenset()
    sheets: frozenset[str] = frozenset()
    register_checks: frozenset[str] = frozenset()
    registers: frozenset[str] = frozenset()

    def is_register(self, one: Told) -> bool:
        """Whether a thing stands on the sheet of a register."""
        return one.finding.place.sheet in self.registers


def told(findings: Iterable[Finding], entered: EntrySheets | None = None) -> tuple[Told, ...]:
    """Put findings in order, fold what follows from something else, and say the same thing once."""
    entered = entered or EntrySheets()
    ordered = sorted(_same_once(*_same_cell(findings)), key=_rank)
    roots = _registers_folded(ordered, entered)
    roots = _folded(
        roots,
        lambda one: _counts_rows(one, entered.rules),
        lambda one: _is_about_rows(one) and not entered.is_register(one),
    )
    roots = _folded(
        roots, _is_check, lambda one: _is_error(one, _LEAVES_OUT) and not entered.is_register(one)
    )
    roots = _folded(
        roots,
        lambda one: _is_check(one) and not entered.is_register(one),
        lambda one: _is_check(one) and one.finding.place.sheet in entered.sheets,
    )
    roots = _folded(roots, _is("CELL-012", "CELL-004", *_BROKEN), _is("FIND-013"), within=True)
    roots = _folded(roots, _is("CELL-004", *_BROKEN), lambda one: _is_error(one, _BREAKS_FORMULAS))
    roots = _folded(roots, _is("CELL-006", "CELL-011"), _is("CELL-009"), within=True)
    roots = _folded(roots, _is("CELL-006"), _is("CELL-011"), within=True)
    for causes in (_OVERWRITES, _BROKEN, ("CELL-001",)):
        roots = _folded(roots, _is("CELL-004"), _is(*causes), within=True)
    roots = _folded(roots, _is("CELL-007"), _is("CELL-003"))
    roots = _folded(roots, _is("CELL-007"), lambda one: one.finding.severity is Severity.ERROR)
    return tuple(_many_folded(roots))


def _registers_folded(things: Sequence[Told], entered: EntrySheets) -> list[Told]:
    """The checks of registers under what is wrong with rows of registers; no error under a mere warning."""

    def is_wrong(one: Told) -> bool:
        told_there = entered.is_register(one) or one.finding.code == "FIND-025"
        return told_there and one.finding.severity is Severity.ERROR and not _is_check(one)

    def is_doubtful(one: Told) -> bool:
        return _is_about_rows(one) and entered.is_register(one)

    def follows(one: Told) -> bool:
        number = dict(one.finding.details).get("id", "").partition("·")[0]
        return _is_check(one) and (number in entered.register_checks or entered.is_register(one))

    def is_explained(one: Told) -> bool:
        return follows(one) and one.finding.severity is not Severity.ERROR

    roots = _folded(things, is_explained, is_doubtful, within=True)
    return _folded(roots, follows, is_wrong)


def outcome_of(told_things: Sequence[Told]) -> Outcome:
    """Refused where something has to be mended, to be explained where something wants a reason."""
    severities = {each.finding.severity for each in told_things}
    if Severity.ERROR in severities:
        return Outcome.REFUSED
    return Outcome.TO_EXPLAIN if Severity.WARNING in severities else Outcome.ACCEPTED


def _rank(one: Told) -> tuple[int, int]:
    topic = one.finding.code.split("-")[0]
    return _ORDER[one.finding.severity], _TOPICS.index(topic) if topic in _TOPICS else len(_TOPICS)


def _same_cell(findings: Iterable[Finding]) -> tuple[list[Finding], dict[Finding, list[Finding]]]:
    """Set apart what only says more about the cell of an error, or about blanks in a row that is no part
    of the list.
    """
    listed = list(findings)
    errors = [
        each
        for each in listed
        if each.severity is Severity.ERROR and each.place.cell and each.code != "CHK-001"
    ]
    cells = {(each.place.sheet, each.place.cell): each for each in reversed(errors)}
    rows = {(each.place.sheet, each.place.row): each for each in errors if each.code == "FIND-007"}
    kept: list[Finding] = []
    below: dict[Finding, list[Finding]] = {}
    for each in listed:
        error = cells.get((each.place.sheet, each.place.cell))
        if each.code in _BLANKS and error in (None, each):
            error = rows.get((each.place.sheet, each.place.row))
        is_more = each.severity is not Severity.ERROR or each.code in _BLANKS
        if error is not None and error is not each and is_more:
            below.setdefault(error, []).append(each)
        else:
            kept.append(each)
    return kept, below


def _same_once(findings: Iterable[Finding], below: Mapping[Finding, Sequence[Finding]]) -> list[Told]:
    """Findings that say the same in other places become one. Notes of one kind on one column do, too;
    a place is named once.
    """
    groups: dict[tuple[object, ...], dict[Place, Finding]] = {}
    for each in findings:
        groups.setdefault(_sameness(each), {}).setdefault(each.place, each)
    return [_as_one(list(group.values()), below) for group in groups.values()]


def _as_one(group: Sequence[Finding], below: Mapping[Finding, Sequence[Finding]]) -> Told:
    """Findings that are told as one; what differs in their words is kept."""
    first, *others = group
    more = [each for one in group for each in below.get(one, ())]
    differs = any((each.found, each.details) != (first.found, first.details) for each in others)
    return Told(
        first,
        tuple(each.place for each in others),
        tuple(_same_once(more, {})),
        tuple(others) if differs else (),
    )


def _sameness(each: Finding) -> tuple[object, ...]:
    """What findings that are told as one have in common."""
    place, words = each.place, (each.found, each.details)
    more: tuple[object, ...]
    if each.code == "CELL-003":
        more = ()  # a workbook is recalculated as a whole, or it is not
    elif each.code == "CELL-007":
        more = words
    elif each.code == "CELL-006":
        more = (place.sheet, each.found)
    elif each.code.startswith("CELL") and each.severity is Severity.NOTE:
        more = (place.sheet,)
    elif each.severity is Severity.NOTE and place.cell and place.column:
        more = (place.sheet, place.column)
    elif place.cell:
        more = (place.sheet, place.column, *words)
    else:
        more = (place, *words)
    return (each.code, each.severity, place.file, *more)


def _folded(things: Sequence[Told], follows: _Test, causes: _Test, *, within: bool = False) -> list[Told]:
    """Put what `follows` under the first thing that `causes` it; rather one in the same row, or sheet.

    `within`: only on the same sheet, as official tables never read each other.
    """
    roots = [one for one in things if causes(one)]

    def far(root: Told, one: Told) -> tuple[bool, bool]:
        there, here = root.finding.place, one.finding.place
        same_sheet = there.sheet == here.sheet
        return not same_sheet, not (same_sheet and any(each.row == here.row for each in root.places))

    under: dict[int, list[Told]] = {}
    kept: list[Told] = []
    for one in things:
        near = roots if roots and follows(one) and not causes(one) else ()
        if within:
            near = [root for root in near if root.finding.place.sheet == one.finding.place.sheet]
        if near:
            under.setdefault(id(min(near, key=lambda root: far(root, one))), []).append(one)
        else:
            kept.append(one)
    return [
        replace(one, knock_ons=(*one.knock_ons, *under[id(one)])) if id(one) in under else one for one in kept
    ]


def _many_folded(things: Sequence[Told]) -> list[Told]:
    """Many errors of one kind in one table are one thing: somebody pasted over it. Error values are one
    thing in all tables: something is gone that all of them need.
    """
    groups: dict[tuple[str, str], list[Told]] = {}
    for one in things:
        code, sheet = one.finding.code, one.finding.place.sheet
        if code in _BY_TABLE or code == "CELL-006":
            groups.setdefault((code, sheet if code in _BY_TABLE else ""), []).append(one)
    folded: dict[int, Told] = {}
    gone: set[int] = set()
    for cells in groups.values():
        if len(cells) >= _FOLDED_FROM:
            first, *others = cells
            below = [replace(one, knock_ons=()) for one in others]
            below += [deeper for one in others for deeper in one.knock_ons]
            folded[id(first)] = replace(first, knock_ons=(*first.knock_ons, *below))
            gone |= {id(one) for one in others}
    return [folded.get(id(one), one) for one in things if id(one) not in gone]


def _is(*codes: str) -> _Test:
    """Whether a thing is one of these."""
    return lambda one: one.finding.code in codes


def _is_error(one: Told, codes: Sequence[str]) -> bool:
    code = one.finding.code
    return one.finding.severity is Severity.ERROR and (code in codes or code.split("-")[0] in codes)


def _counts_rows(one: Told, rules: Collection[str]) -> bool:
    return _is_check(one) and dict(one.finding.details).get("id") in rules


def _is_about_rows(one: Told) -> bool:
    topic = one.finding.code.split("-")[0]
    return topic in ("IN", "CODE", "DEPT", "REG") and one.finding.severity is not Severity.NOTE


def _is_check(one: Told) -> bool:
    return one.finding.code in ("CHK-001", "CHK-002")
