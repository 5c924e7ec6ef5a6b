"""The performance forms of the reference document as printed, and ours as they would be: rows of texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.workbook.form_values import FilledForm

PRINTED = Path(__file__).resolve().parent.parent / "golden" / "bazhou-2024" / "disclosure.md"
_FORM = re.compile(r"^## ((?:部门整体|项目支出)绩效目标表)$")
_END = re.compile(r"^#{2,3} ")


@dataclass(frozen=True)
class PrintedForm:
    """A form as rows of texts without blanks: head rows as far as filled in, then headings and indicators.

    An indicator has a text for each column; a merged cell has its text in its first row.
    """

    title: str
    subtitle: str
    head: tuple[tuple[str, ...], ...]
    indicators: tuple[tuple[str, ...], ...]


def bare(text: str) -> str:
    """The text without mark-up and blanks, signs in half width, ≥ and ≤ instead of >= and <=."""
    plain = unicodedata.normalize("NFKC", re.sub(r"</?[bp]>", "", text))
    return re.sub(r"\s", "", plain).replace(">=", "≥").replace("<=", "≤")


def printed_forms() -> list[PrintedForm]:
    """The forms in the order of the document."""
    forms: list[PrintedForm] = []
    lines = PRINTED.read_text(encoding="utf-8").splitlines()
    for start, line in enumerate(lines):
        if _FORM.match(line):
            end = next(place for place in range(start + 1, len(lines)) if _END.match(lines[place]))
            forms.append(_form(bare(line.removeprefix("## ")), lines[start + 1 : end]))
    return forms


def _form(title: str, lines: list[str]) -> PrintedForm:
    rows = [[bare(cell) for cell in line.split("\t")] for line in lines if "\t" in line and "---" not in line]
    (headings,) = (place for place, row in enumerate(rows) if row[0] == "一级指标")
    head = tuple(tuple(cell for cell in row if cell) for row in rows[:headings])
    width = len(rows[headings])
    listed: list[list[str]] = []
    for row in rows[headings:]:
        cells = [*row, *[""] * width][:width]
        if cells[2]:
            listed.append(cells)
        else:  # what a page break left over of the row above
            listed[-1] = [bare(before + after) for before, after in zip(listed[-1], cells, strict=True)]
    subtitle = next(bare(line) for line in lines if line.strip())
    return PrintedForm(title, subtitle, head, tuple(map(tuple, listed)))


def as_printed(form: FilledForm) -> PrintedForm:
    """One of our forms in the same shape."""
    grid: dict[tuple[int, int], str] = {(cell.row, cell.column): bare(cell.text) for cell in form.cells}
    width = len(form.widths)
    head = [
        tuple(text for (row, _), text in sorted(grid.items()) if row == line and text)
        for line in range(form.head_rows)
    ]
    listed = [
        tuple(grid.get((row, column), "") for column in range(width))
        for row in range(form.head_rows, form.rows)
    ]
    return PrintedForm(bare(form.title), bare(form.subtitle), tuple(head), tuple(listed))


def project_of(form: PrintedForm) -> str:
    """What stands beside 项目名称; "" in the form of the department."""
    return next((row[1] for row in form.head if row[0] == "项目名称"), "")


def differences(printed: PrintedForm, ours: PrintedForm) -> Iterable[tuple[str, str, str]]:
    """Every text that differs: what its row is called, what is printed, what we have."""
    assert (printed.title, printed.subtitle) == (ours.title, ours.subtitle)
    for kind in ("head", "indicators"):
        theirs, mine = getattr(printed, kind), getattr(ours, kind)
        assert len(theirs) == len(mine), (project_of(printed), kind)
        for their_row, my_row in zip(theirs, mine, strict=True):
            assert len(their_row) == len(my_row), their_row
            called = my_row[0] if kind == "head" else my_row[2]
            yield from ((called, a, b) for a, b in zip(their_row, my_row, strict=True) if a != b)
