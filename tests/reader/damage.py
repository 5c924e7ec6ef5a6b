"""A damaged workbook: how it is made from a good one, and what has to be said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from textwrap import dedent

from generator.expression.excel import column_letters, column_number
from generator.model.budget import Department
from generator.model.finding import Finding, Place
from generator.reader.reading import Expected
from generator.reader.submission import Outcome, Submission, Told
from tests.reader.workbench import Workbench
from tests.spreadsheet.bench_sheet import split

ACCEPTED, TO_EXPLAIN, REFUSED, UNREADABLE = Outcome
Edit = Callable[[Workbench], None]
Becomes = Callable[[Department], Department | None]


def unchanged(department: Department) -> Department:
    """What is read is what was written."""
    return department


def nothing(_: Department) -> None:
    """No department can be read."""


TABLES_DIFFER = "the sums of tables 1, 2 and 4 differ"
"""A line that stands for the checks of official tables that fail when an entry of the smallest sample is
left out or changed.
"""
_DIFFERENT = (
    *("I06 表1!B38", "I16-1 表4!B38", "I16-2 表4!B9", "X02-2 表1!B38", "X03-1 表1!B10", "X05 表4!B38"),
    "X06-1 表4!B9",
)


def _expanded(told: str) -> str:
    """What is told with nothing abridged; a line that begins with + goes on with the one before it."""
    lines: list[str] = []
    for line in dedent(told).strip().splitlines():
        text = line.lstrip()
        indent = line[: len(line) - len(text)]
        if text.startswith("+ "):
            lines[-1] += text[1:]
        elif text == TABLES_DIFFER:
            lines += [f"{indent}CHK-001·{check}" for check in _DIFFERENT]
        else:
            lines.append(line)
    return "\n".join(lines)


@dataclass(frozen=True)
class Damage:
    """One damaged workbook. `told` is what `said` gives of it, `becomes` the department that is read."""

    name: str
    edits: tuple[Edit, ...]
    outcome: Outcome
    told: str
    sample: str = "personnel-only"
    becomes: Becomes = unchanged
    expected: Expected = field(default_factory=Expected)
    file: str = "上报.xlsx"


_MOST_REPAIRS, _MOST_OTHERS, _LONGEST = 7, 2, 24
"""So many different cells of one thing are shown, with so many signs of each text."""
CORPUS: list[Damage] = []
"""All damages, in the order of their modules."""


def damage(
    outcome: Outcome,
    told: str = "",
    becomes: Becomes = unchanged,
    *,
    sample: str = "personnel-only",
    expected: Expected | None = None,
    file: str = "上报.xlsx",
) -> Callable[[Edit], Edit]:
    """Keep a function that damages a workbook, with what has to be said of it."""

    def keep(edit: Edit) -> Edit:
        CORPUS.append(
            Damage(
                getattr(edit, "__name__", ""),
                (edit,),
                outcome,
                _expanded(told),
                sample,
                becomes,
                expected or Expected(),
                file,
            )
        )
        return edit

    return keep


def together(
    first: Edit, second: Edit, outcome: Outcome, told: str = "", becomes: Becomes = unchanged, **more: str
) -> None:
    """Keep two damages in one workbook; what is typed comes before what moves cells."""
    name = " and ".join(getattr(edit, "__name__", "") for edit in (first, second))
    CORPUS.append(Damage(name, (first, second), outcome, _expanded(told), becomes=becomes, **more))


def said(submission: Submission) -> str:
    """What is told, one line for each: code, places, and briefly what was found and expected; what follows
    from a thing is indented below it.
    """
    return "\n".join(line for one in submission.told for line in _lines(one))


def _lines(one: Told, indent: str = "") -> Iterator[str]:
    details = dict(one.finding.details)
    code = one.finding.code + (f"·{details['id']}" if "id" in details else "")
    briefs = list(dict.fromkeys(filter(None, map(_brief, one.findings))))
    most = _MOST_REPAIRS if code.startswith("FIX") else _MOST_OTHERS
    if len(briefs) > most:
        briefs[most:] = ["…"]
    yield f"{indent}{code}{areas(one.places)}" + (f": {' | '.join(briefs)}" if briefs else "")
    for below in one.knock_ons:
        yield from _lines(below, f"{indent}    ")


def _brief(finding: Finding) -> str:
    """What was found, and what was made of it, expected or suggested."""
    if finding.code.startswith("CHK"):
        return ""
    details = dict(finding.details)
    words = ("became", "expected", "nearest", "candidates")
    meant = next((details[word] for word in words if details.get(word)), "")
    return " → ".join(_short(part) for part in (finding.found, meant) if part)


def _short(text: str) -> str:
    """A text on one line, with signs that nobody sees spelled out."""
    spelled = "".join(sign if sign.isprintable() else f"<{ord(sign):x}>" for sign in text.strip())
    return spelled if len(spelled) <= _LONGEST else f"{spelled[:_LONGEST]}…"


def areas(places: Sequence[Place]) -> str:
    """Places in short: the cells of each sheet as areas, " 表5!E10:F12 G3"; "" for the file itself."""
    sheets: dict[str, list[str]] = {}
    for place in places:
        sheets.setdefault(place.sheet, [])
        if place.cell:
            sheets[place.sheet].append(place.cell)
    shown = [sheet + ("!" if cells else "") + " ".join(_rectangles(cells)) for sheet, cells in sheets.items()]
    return "".join(f" {text}" for text in shown if text)


def _rectangles(cells: Sequence[str]) -> list[str]:
    """Cells as few areas: runs of rows in each column, then equal runs side by side."""
    columns: dict[int, list[int]] = {}
    for letters, row in map(split, cells):
        columns.setdefault(column_number(letters), []).append(row)
    runs: dict[tuple[int, int], list[int]] = {}
    for column, rows in sorted(columns.items()):
        for _, group in groupby(enumerate(sorted(rows)), lambda pair: pair[1] - pair[0]):
            listed = [row for _, row in group]
            runs.setdefault((listed[0], listed[-1]), []).append(column)
    found = []
    for (first, last), places in runs.items():
        for _, group in groupby(enumerate(places), lambda pair: pair[1] - pair[0]):
            side = [column for _, column in group]
            corners = (f"{column_letters(side[0])}{first}", f"{column_letters(side[-1])}{last}")
            found.append(corners[0] if corners[0] == corners[1] else ":".join(corners))
    return found
