"""The lists that a department hands in, and the headings (列标题) of their columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from generator.intake.grid import Grid, GridRow
from generator.messages import finding
from generator.model.finding import Finding, Place
from generator.model.wording import nearest_word, plain_name


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: `english` is also the name of its field. An ignored column is not read."""

    english: str
    chinese: str
    required: bool = True
    ignored: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A list: the names that its file may have, its sheets, its headings."""

    files: tuple[str, ...]
    sheets: tuple[str, ...]
    headings: tuple[Heading, ...]

    @property
    def words(self) -> dict[str, Heading]:
        """Every accepted heading in its plain form."""
        both = [(name, heading) for heading in self.headings for name in _names(heading)]
        return {plain_name(name): heading for name, heading in both}


def _names(heading: Heading) -> tuple[str, str]:
    return heading.english, heading.chinese


_UNIT = Heading("unit", "预算单位")
_SOURCE = Heading("fund_source", "资金来源")
_AMOUNT = Heading("amount_yuan", "金额（元）")
_HINT = Heading("hint", "提示", required=False, ignored=True)

LINE_ITEMS = Form(
    ("line_items", "支出明细"),
    ("支出明细", "支出录入", "line_items"),
    (
        _UNIT,
        Heading("function_code", "功能分类科目编码"),
        Heading("function_name", "功能分类科目名称", required=False),
        Heading("economic_code", "经济分类科目编码"),
        Heading("economic_name", "经济分类科目名称", required=False),
        Heading("expenditure_kind", "支出类型"),
        Heading("project", "项目名称"),
        _SOURCE,
        _AMOUNT,
        Heading("note", "备注", required=False),
        _HINT,
    ),
)
INCOME = Form(("income", "收入"), ("收入", "收入录入", "income"), (_UNIT, _SOURCE, _AMOUNT, _HINT))
PREVIOUS_YEAR = Form(
    ("previous_year", "上年数"),
    ("上年数", "previous_year"),
    (Heading("measure", "指标"), Heading("item", "项目"), _AMOUNT, _HINT),
)


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a list by field. A column that the list does not have is not in `cells`.

    A row of an entry sheet also says its `sheet` and the letters of each field's column.
    """

    file: str
    row: int
    cells: Mapping[str, str]
    headings: Mapping[str, str]
    sheet: str = ""
    letters: Mapping[str, str] = field(default_factory=dict)

    def place(self, name: str) -> Place:
        """Where a cell stands, with the heading as it is written in the file."""
        letters = self.letters.get(name, "")
        cell = f"{letters}{self.row}" if letters else ""
        return Place(self.file, self.row, self.headings.get(name, name), self.sheet, cell)


def records(grid: Grid, form: Form) -> tuple[list[Record], list[Finding]]:
    """Put the cells of a list under its headings.

    Shape:   one record for each row below the heading row; every fault of the headings, and every
             cell that has none, is a finding.
    """
    if not grid.rows:
        expected = "、".join(heading.chinese for heading in form.headings if heading.required)
        return [], [finding("FILE-009", Place(grid.file), expected=expected)]
    top, *rows = grid.rows
    columns, findings = _columns(grid.file, top, form)
    written = {column.english: top.cells[place].strip() for place, column in columns.items()}
    read = {place: column.english for place, column in columns.items() if not column.ignored}
    findings += _strays(grid, top, rows)
    found: list[Record] = []
    for row in rows:
        cells = {
            field: row.cells[place].strip() if place < len(row.cells) else "" for place, field in read.items()
        }
        if any(cells.values()):
            found.append(Record(grid.file, row.number, cells, written))
    if not rows and not findings:
        findings.append(finding("FILE-011", Place(grid.file)))
    return found, findings


def _columns(file: str, top: GridRow, form: Form) -> tuple[dict[int, Heading], list[Finding]]:
    """The known heading of each place of the heading row, and what is wrong with that row."""
    columns: dict[int, Heading] = {}
    seen: dict[str, str] = {}
    findings: list[Finding] = []
    words = form.words
    for place, cell in enumerate(top.cells):
        written = cell.strip()
        heading = words.get(plain_name(written))
        if heading is not None and heading.english in seen:
            other = seen[heading.english]
            findings.append(finding("HEAD-003", Place(file, top.number), found=written, other=other))
        elif heading is not None:
            columns[place] = heading
            seen[heading.english] = written
        elif written:
            findings.append(_unknown(file, top, written, form))
    findings += [
        finding(
            "HEAD-002",
            Place(file, top.number),
            heading=heading.chinese,
            english=heading.english,
        )
        for heading in form.headings
        if heading.required and heading.english not in seen
    ]
    return columns, findings


def _unknown(file: str, top: GridRow, written: str, form: Form) -> Finding:
    allowed = [name for heading in form.headings for name in _names(heading)]
    shown = "、".join(heading.chinese for heading in form.headings)
    near = nearest_word(written, allowed)
    return finding("HEAD-001", Place(file, top.number), found=written, allowed=shown, nearest=near)


def _strays(grid: Grid, top: GridRow, rows: Sequence[GridRow]) -> list[Finding]:
    """Cells with nothing above them: the first of each column without a heading, and every row that
    is longer than the heading row.
    """
    blank = {place for place, cell in enumerate(top.cells) if not cell.strip()}
    findings: list[Finding] = []
    for row in rows:
        filled = [place for place in blank if place < len(row.cells) and row.cells[place].strip()]
        blank.difference_update(filled)
        beyond = (at for at in range(len(top.cells), len(row.cells)) if row.cells[at].strip())
        for place in sorted([*filled, *islice(beyond, 1)]):
            found = row.cells[place].strip()
            details = {"found": found, "position": str(place + 1)}
            findings.append(finding("HEAD-004", Place(grid.file, row.number), **details))
    return findings
