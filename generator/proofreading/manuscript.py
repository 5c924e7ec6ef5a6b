"""A document that somebody edited, as data: passages of text and grids of cells, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from generator.messages import Language, finding
from generator.model.finding import Finding, Place
from generator.proofreading.folding import folded


class ManuscriptError(Exception):
    """A document cannot be read; `reason` says why and what to do about it."""

    def __init__(self, reason: Finding) -> None:
        super().__init__(reason.code, *(value for _, value in reason.details))
        self.reason = reason


def unreadable(code: str, file: str, found: str = "", **details: str | int) -> ManuscriptError:
    """The error of a document that cannot be read."""
    return ManuscriptError(finding(code, Place(file), found=found, **details))


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a document as a person looks for it; what is not known is 0 or empty.

    `headings` are those it stands under, the highest first. `paragraph` counts the paragraphs of a .docx,
    `line` the lines of a text, `page` the pages of a PDF, all from 1. In a table `table` is what it is
    called, `row` its row in words, `column` its column in words. Where exactly in a .docx is not for
    people: `table_row` counts the rows of all its tables, `table_column` the columns of the grid in that
    row, `sign` the signs of the paragraph or cell, each from 1.
    """

    headings: tuple[str, ...] = ()
    page: int = 0
    line: int = 0
    paragraph: int = 0
    table: str = ""
    row: str = ""
    column: str = ""
    table_row: int = 0
    table_column: int = 0
    sign: int = 0

    def words(self, language: Language = "zh") -> str:
        """The place in words.

        Example:
            >>> Spot(("第三部分", "二、收入预算"), line=412).words()
            '第三部分 › 二、收入预算，第 412 行'
            >>> Spot(table="表5", row="2010301 行政运行", column="合计", page=7).words("en")
            '表5, row “2010301 行政运行”, column “合计”, page 7'
        """
        chinese = language == "zh"
        named = [self.table] if self.table else [" › ".join(self.headings)]
        if self.row:
            named.append(f"“{self.row}”行" if chinese else f"row “{self.row}”")
        if self.column:
            named.append(f"“{self.column}”栏" if chinese else f"column “{self.column}”")
        for number, zh, en in (
            (self.page, "第 {} 页", "page {}"),
            (self.paragraph, "第 {} 段", "paragraph {}"),
            (self.line, "第 {} 行", "line {}"),
        ):
            if number:
                named.append((zh if chinese else en).format(number))
        return ("，" if chinese else ", ").join(each for each in named if each)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading or line of text."""

    text: str
    spot: Spot = field(default_factory=Spot)
    plain: str = ""
    """The text folded for comparison."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a table as it stands there: the texts of its cells; merged cells are "" after the first.

    `number` counts the rows of all tables of a .docx, from 1.
    """

    cells: tuple[str, ...]
    line: int = 0
    page: int = 0
    number: int = 0

    def spot(self, around: Spot, column: int | None = None) -> Spot:
        """The place of the row, or of its cell in a column from 0, in the table at `around`."""
        return replace(
            around,
            line=self.line or around.line,
            page=self.page or around.page,
            table_row=self.number or around.table_row,
            table_column=0 if column is None or not self.number else column + 1,
        )


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, or the part of it that stands on one page."""

    rows: tuple[GridRow, ...]
    spot: Spot = field(default_factory=Spot)


Element = Passage | Grid


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A document in reading order. `kind` is docx, md, txt or pdf."""

    file: str
    kind: str
    elements: tuple[Element, ...]


_PART = re.compile(r"第[一二三四五六七八九十]+部分")
_SECTION = re.compile(r"[一二三四五六七八九十]+、")
_SUBSECTION = re.compile(r"\([一二三四五六七八九十]+\)")
_LEVELS = (_PART, _SECTION, _SUBSECTION)
_LONGEST_HEADING = 60
_SENTENCE_ENDS = "。;；"
_SHOWN = 24


def heading_level(plain: str) -> int:
    """The level of a heading (第一部分 1, 一、 2, （一） 3), or 0 for other text, which is given folded."""
    if len(plain) <= _LONGEST_HEADING and not plain.endswith(tuple(_SENTENCE_ENDS)):
        return next((level for level, pattern in enumerate(_LEVELS, 1) if pattern.match(plain)), 0)
    return 0


def arranged(file: str, kind: str, elements: Iterable[Element]) -> Manuscript:
    """The manuscript of these elements: texts folded, and each told which headings it stands under."""
    trail: dict[int, str] = {}
    placed: list[Element] = []
    for element in elements:
        if isinstance(element, Passage):
            plain = folded(element.text)
            if not plain:
                continue
            level = heading_level(plain)
            if level:
                trail = {each: text for each, text in trail.items() if each < level}
                trail[level] = _short(" ".join(element.text.split()))
            spot = replace(element.spot, headings=tuple(trail[each] for each in sorted(trail)))
            placed.append(Passage(element.text, spot, plain))
        else:
            spot = replace(element.spot, headings=tuple(trail[each] for each in sorted(trail)))
            placed.append(Grid(element.rows, spot))
    return Manuscript(file, kind, tuple(placed))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
