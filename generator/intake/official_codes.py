"""A bureau's own code list (官方科目表), read from the file in which it comes.

Codes stand in one column, or their 类, 款 and 项 in columns of their own; the heading row may have a
title above it. Everything that is wrong with the list comes back in one go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.intake.grid import Grid, GridRow
from generator.intake.grid_file import LIST_SUFFIXES, read_grid, size_findings
from generator.intake.headings import Form, Heading
from generator.intake.words import check_text, tidy
from generator.messages import finding
from generator.model.classification import LEVELS, CodeList
from generator.model.finding import Finding, Place, Severity
from generator.model.official_list import (
    BOOKS,
    CODE_BUDGETS,
    Book,
    OfficialCode,
    OfficialList,
)
from generator.model.wording import nearest_word, plain_code, plain_name

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "code": (
        "科目编码",
        "编码",
        "代码",
        "科目代码",
        "code",
        "功能分类科目编码",
        "经济分类科目编码",
        "支出功能分类科目编码",
        "支出经济分类科目编码",
        "部门预算支出经济分类科目编码",
    ),
    "name": (
        "科目名称",
        "名称",
        "name",
        "功能分类科目名称",
        "经济分类科目名称",
        "支出功能分类科目名称",
        "支出经济分类科目名称",
        "部门预算支出经济分类科目名称",
    ),
    "budgets": ("适用预算", "budgets"),
    "类": ("类",),
    "款": ("款",),
    "项": ("项",),
}
"""The headings of each column, the usual one first."""

_FIELDS = {plain_name(word): field for field, words in HEADINGS.items() for word in words}
_SHEETS = {
    "function": ("功能分类科目", "支出功能分类科目", "支出功能分类"),
    "economic": ("部门预算支出经济分类科目", "经济分类科目", "支出经济分类科目", "支出经济分类"),
}
_STEPS = ("类", "款", "项")
_HEADING_ROWS = 20
"""How far down the heading row may stand."""
_MOST_GUESSES = 100
"""Beyond so many mistakes it is another kind of file, and nobody wants to know what was meant."""
_BETWEEN_BUDGETS = re.compile(r"[;；,，、\s]+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the list: where it stands, and its cells by field."""

    place: Place
    code: str
    name: str
    budgets: str


def read_official_list(
    path: Path, book: Book, year: int, partial: bool, ours: CodeList
) -> tuple[OfficialList | None, list[Finding]]:
    """Read a list and check it; None when something is wrong with it.

    `ours` is the book as it stands: a partial list may leave out parents that are there already.
    """
    if not path.is_file() or path.suffix.casefold() not in LIST_SUFFIXES:
        return None, [finding("OFF-001", Place(path.name), found=str(path))]
    findings = size_findings(path)
    headings = tuple(Heading(word, word, required=False) for words in HEADINGS.values() for word in words)
    grid, wrong = read_grid(path, Form((), _SHEETS[book], headings)) if not findings else (None, [])
    findings += wrong
    if grid is None:
        return None, findings
    lines = _lines(grid)
    if lines is None:
        shown = "、".join((*HEADINGS["code"][:3], *HEADINGS["name"][:2]))
        findings.append(finding("OFF-002", Place(path.name), limit=_HEADING_ROWS, expected=shown))
        return None, findings
    desk = _Desk(book, year, partial, ours)
    codes = desk.codes(lines)
    findings += desk.findings
    if not lines:
        findings.append(finding("OFF-003", Place(path.name), found=path.name))
    if any(each.severity is Severity.ERROR for each in findings):
        return None, findings
    return OfficialList(book, year, tuple(codes), path.name, partial), findings


def _lines(grid: Grid) -> list[_Line] | None:
    """The rows below the headings; None where there are no headings."""
    for place, row in enumerate(grid.rows):
        if row.number > _HEADING_ROWS:
            break
        columns = _columns(row)
        below = grid.rows[place + 1] if place + 1 < len(grid.rows) else None
        steps = {field: at for field, at in _columns(below).items() if field in _STEPS} if below else {}
        named = "name" in columns
        if named and "类" in steps:
            return list(_cells(grid, grid.rows[place + 2 :], columns | steps))
        if named and ("code" in columns or "类" in columns):
            return list(_cells(grid, grid.rows[place + 1 :], columns))
    return None


def _columns(row: GridRow) -> dict[str, int]:
    """The place of each known heading in a row, the first where it stands twice."""
    columns: dict[str, int] = {}
    for place, cell in enumerate(row.cells):
        field = _FIELDS.get(plain_name(cell))
        if field is not None:
            columns.setdefault(field, place)
    return columns


def _cells(grid: Grid, rows: Sequence[GridRow], columns: Mapping[str, int]) -> Iterator[_Line]:
    """The rows that say something; headings that are repeated on every page do not."""
    above = ["", "", ""]
    for row in rows:
        cells = {field: row.cells[at].strip() if at < len(row.cells) else "" for field, at in columns.items()}
        if not any(cells.values()) or len(_columns(row)) > 1:
            continue
        code = plain_code(cells.get("code", ""))
        if "类" in columns:
            code = _joined([plain_code(cells.get(step, "")) for step in _STEPS], above)
        name = tidy(" ".join(cells["name"].split()))
        yield _Line(Place(grid.file, row.number), code, name, cells.get("budgets", ""))


def _joined(steps: Sequence[str], above: list[str]) -> str:
    """The code of 类, 款 and 项 in columns of their own; what is blank stands in a row above.

    A number has lost the 0 in front of it; a step may also be written as the whole code. `above` is
    kept up to date.

    Example:
        >>> above = ["", "", ""]
        >>> [_joined(row, above) for row in (["201", "", ""], ["", "3", ""], ["", "", "01"])]
        ['201', '20103', '2010301']
    """
    filled = [place for place, step in enumerate(steps) if step]
    if not filled:
        return ""
    code = ""
    for place, step in enumerate(steps[: filled[-1] + 1]):
        if not step:
            code = above[place] or code
            continue
        if place and len(step) <= 2:
            step_below = len(code) == 2 * place + 1
            code = code + step.zfill(2) if step_below else f"{code}?{step}"
        else:
            code = step
        if code != above[place]:
            above[place:] = [code] + [""] * (len(above) - place - 1)
    above[filled[-1] + 1 :] = [""] * (len(above) - filled[-1] - 1)
    return code


class _Desk:
    """Judges the rows of a list; what is wrong with them is collected in `findings`."""

    def __init__(self, book: Book, year: int, partial: bool, ours: CodeList) -> None:
        self.book = BOOKS[book]
        self.year = year
        self.partial = partial
        self.ours = ours
        self.with_budgets = book == "function"
        self.findings: list[Finding] = []

    def codes(self, lines: Sequence[_Line]) -> list[OfficialCode]:
        """The codes of the list, each once."""
        codes: dict[str, OfficialCode] = {}
        places: dict[str, Place] = {}
        for line in lines:
            if not self.is_code(line):
                continue
            code = OfficialCode(line.code, self.name(line), self.budgets(line))
            first = codes.setdefault(line.code, code)
            if plain_name(first.name) != plain_name(code.name):
                row = places[line.code].row
                self.finding("OFF-008", line, f"{code.code} {code.name}", name=first.name, other=row)
            places.setdefault(line.code, line.place)
        for code in codes.values():
            parent = code.code[:-2]
            known = parent in codes or (self.partial and self.ours.find(parent, self.year) is not None)
            if len(code.code) > 3 and not known:
                place = places[code.code]
                details = {"parent": parent, "level": LEVELS[len(parent)]}
                self.findings.append(finding("OFF-009", place, f"{code.code} {code.name}", **details))
        return list(codes.values())

    def is_code(self, line: _Line) -> bool:
        """Whether the row has a code of this book."""
        code, lengths = line.code, self.book.lengths
        levels = "、".join(f"{LEVELS[length]} {length}" for length in lengths)
        if not code:
            self.finding("OFF-006", line, line.name)
        elif not (code.isascii() and code.isdigit() and len(code) in lengths):
            asked = len(self.findings) < _MOST_GUESSES and len(code) <= max(lengths) + 1
            near = self.ours.nearest(code, self.year, 1) if asked else ()
            nearest = str(near[0]) if near else ""
            self.finding("OFF-004", line, code, levels=levels, nearest=nearest)
        elif not code.startswith(self.book.first_digit):
            self.finding("OFF-005", line, code, book=self.book.name, first=self.book.first_digit)
        else:
            return True
        return False

    def name(self, line: _Line) -> str:
        """The name of the code, fit for a cell."""
        if not line.name:
            listed = self.ours.find(line.code, self.year)
            self.finding("OFF-007", line, line.code, nearest=listed.name if listed else "")
        self.findings += check_text(line.name, line.place)
        return line.name

    def budgets(self, line: _Line) -> tuple[str, ...]:
        """The budgets that the list names for the code, in our order; function codes only."""
        if not self.with_budgets:
            return ()
        written = [word for word in _BETWEEN_BUDGETS.split(line.budgets) if word]
        for word in written:
            if word not in CODE_BUDGETS:
                nearest = nearest_word(word, CODE_BUDGETS)
                self.finding("OFF-010", line, word, allowed="、".join(CODE_BUDGETS), nearest=nearest)
        return tuple(budget for budget in CODE_BUDGETS if budget in written)

    def finding(self, code: str, line: _Line, found: str, **details: str | int) -> None:
        """Collect one thing that is wrong with a row."""
        self.findings.append(finding(code, line.place, found, **details))
