"""What is told of a returned workbook, in which order: root causes first, knock-ons folded under them,
the very same thing once with all its places.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from generator.model.finding import Finding, Severity
from generator.reader.submission import Outcome, Told

_Test = Callable[[Told], bool]
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_TOPICS = ("OPEN", "FORM", "FIND", "FACT", "DEPT", "HEAD", "IN", "CODE", "CELL", "CHK", "FIX")
"""Topics of findings from causes to consequences."""
_LEAVES_OUT = ("FIND-001", "FIND-002", "FIND-007", "FIND-008", "FIND-011", "FIND-014", "IN", "CODE", "DEPT")
"""Errors by which entries are left out of the sums: what does not balance may follow from them."""
_BREAKS_FORMULAS = ("FIND-003", "FIND-013", "FIND-015", "FIND-001", "FIND-002", "CELL-009")
"""Errors that turn formulas elsewhere into error values."""
_FOLDED_FROM = 4
"""From so many overwritten cells in one table on, they are told as one, the others folded under it."""


def told(
    findings: Iterable[Finding], rules: Collection[str] = (), entry_sheets: Collection[str] = ()
) -> tuple[Told, ...]:
    """Put findings in order, fold what follows from something else, and say the same thing once.

    `rules` are the numbers of checks that only count entry rows: the rows themselves are told.
    `entry_sheets` are the sheets of the entries: what does not balance there does not in the tables.
    """
    ordered = sorted(_same_once(findings), key=_rank)
    ordered = _folded(ordered, lambda one: _counts_rows(one, rules), _is_about_rows)
    roots = _folded(ordered, _is_check, lambda one: _is_error(one, _LEAVES_OUT))
    roots = _folded(roots, _is_check, lambda one: _is_check(one) and one.finding.place.sheet in entry_sheets)
    roots = _folded(roots, _is_faulty_cell, lambda one: _is_error(one, _BREAKS_FORMULAS))
    roots = _folded(roots, _follows, lambda one: one.finding.code in ("CELL-002", "CELL-005", "CELL-009"))
    roots = _folded(roots, _is_check_code, lambda one: one.finding.code == "CELL-003")
    return tuple(_tables_folded(roots))


def outcome_of(told_things: Sequence[Told]) -> Outcome:
    """Refused where something has to be mended, to be explained where something wants a reason."""
    severities = {each.finding.severity for each in told_things}
    if Severity.ERROR in severities:
        return Outcome.REFUSED
    return Outcome.TO_EXPLAIN if Severity.WARNING in severities else Outcome.ACCEPTED


def _rank(one: Told) -> tuple[int, int]:
    topic = one.finding.code.split("-")[0]
    return _ORDER[one.finding.severity], _TOPICS.index(topic) if topic in _TOPICS else len(_TOPICS)


def _same_once(findings: Iterable[Finding]) -> list[Told]:
    """Findings that say the same in other places become one. Notes of one kind on one column do, too."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for each in findings:
        key: tuple[object, ...] = (each.code, each.severity, each.place.file)
        if each.code == "CELL-003":
            pass  # a workbook is recalculated as a whole, or it is not
        elif each.code.startswith("CELL") and each.severity is Severity.NOTE:
            key += (each.place.sheet,)
        elif each.severity is Severity.NOTE:
            key += (each.place.sheet, each.place.column)
        elif each.place.cell:
            key += (each.place.sheet, each.place.column, each.found, each.details)
        else:
            key += (each.place, each.found, each.details)
        groups.setdefault(key, []).append(each)
    return [
        Told(first, tuple(dict.fromkeys(other.place for other in others if other.place != first.place)))
        for first, *others in groups.values()
    ]


def _folded(things: Sequence[Told], follows: _Test, causes: _Test) -> list[Told]:
    """Put what `follows` under the first thing that `causes` it; rather one in the same row, or sheet."""
    roots = [one for one in things if causes(one)]
    if not roots:
        return list(things)

    def far(root: Told, one: Told) -> tuple[bool, bool]:
        there, here = root.finding.place, one.finding.place
        same_sheet = there.sheet == here.sheet
        return not same_sheet, not (same_sheet and any(each.row == here.row for each in root.places))

    under: dict[int, list[Told]] = {}
    kept: list[Told] = []
    for one in things:
        if follows(one) and not causes(one):
            nearest = min(roots, key=lambda root: far(root, one))
            under.setdefault(id(nearest), []).append(one)
        else:
            kept.append(one)
    return [
        replace(one, knock_ons=(*one.knock_ons, *under[id(one)])) if id(one) in under else one for one in kept
    ]


def _tables_folded(things: Sequence[Told]) -> list[Told]:
    """Many overwritten cells of one table are one thing: somebody pasted over it."""
    tables: dict[str, list[Told]] = {}
    for one in things:
        if one.finding.code == "CELL-002":
            tables.setdefault(one.finding.place.sheet, []).append(one)
    folded: dict[int, Told] = {}
    gone: set[int] = set()
    for cells in tables.values():
        if len(cells) >= _FOLDED_FROM:
            first, *others = cells
            below = [replace(one, knock_ons=()) for one in others]
            below += [deeper for one in others for deeper in one.knock_ons]
            folded[id(first)] = replace(first, knock_ons=(*first.knock_ons, *below))
            gone |= {id(one) for one in others}
    return [folded.get(id(one), one) for one in things if id(one) not in gone]


def _is_error(one: Told, codes: Sequence[str]) -> bool:
    code = one.finding.code
    return one.finding.severity is Severity.ERROR and (code in codes or code.split("-")[0] in codes)


def _counts_rows(one: Told, rules: Collection[str]) -> bool:
    return _is_check(one) and dict(one.finding.details).get("id") in rules


def _is_about_rows(one: Told) -> bool:
    topic = one.finding.code.split("-")[0]
    return topic in ("IN", "CODE") and one.finding.severity is not Severity.NOTE


def _is_check(one: Told) -> bool:
    return one.finding.code in ("CHK-001", "CHK-002")


def _is_faulty_cell(one: Told) -> bool:
    return one.finding.code in ("CELL-006", "CELL-009")


def _follows(one: Told) -> bool:
    return one.finding.code == "CELL-004"


def _is_check_code(one: Told) -> bool:
    return one.finding.code == "CELL-007"
