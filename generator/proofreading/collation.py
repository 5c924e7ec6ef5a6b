"""The document laid beside the workbook: which passages, tables and forms belong to which of its blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from generator.proofreading.alignment import aligned
from generator.proofreading.folding import folded, folded_cell
from generator.proofreading.manuscript import (
    Element,
    Grid,
    GridRow,
    Manuscript,
    Passage,
    Spot,
    heading_level,
)
from generator.proofreading.passages import Said
from generator.proofreading.sentences import Expected
from generator.proofreading.tokens import skeleton
from generator.proofreading.word_xml import numeral
from generator.publication.document import Document, Heading, Meaning, Paragraph, Stretch, Table

TABLE_NUMBER = re.compile(r"表(\d{1,2})")
UNIT_LINE = re.compile(r"(?:金额)?单位:(?P<unit>[^:]{1,6})")
PREPARED_LINE = re.compile(r"编制(?:部门|单位):(?P<who>.*?)(?:(?:金额)?单位:(?P<unit>[^:]{1,6}))?")
FORM_TITLE = re.compile(r"[^。,;]{0,24}绩效目标(?:申报)?表[^。,;]{0,12}")
FORM_YEAR = re.compile(r"\((\d{2,4})年?度?\)")
STATEMENT_WORDS = "空表"
_PART_ONE = "第一部分"
_CHINESE = "chineseCounting"
_LEADERS = re.compile(r"[.…·]{2,}\d*$")
_FORM_WORDS = ("三级指标", "年度预算总额", "部门联系人", "项目总体目标")


class LineKind(StrEnum):
    """What a paragraph of the workbook is in the document."""

    COVER = "cover"
    CONTENTS = "contents"
    HEADING = "heading"
    PROSE = "prose"
    TABLE = "table"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph that the workbook expects."""

    kind: LineKind
    expected: Expected
    block: Heading | Paragraph | Table | None = None

    @property
    def level(self) -> int:
        """The level of a heading, else 0."""
        return self.block.level if isinstance(self.block, Heading) else 0


@dataclass(slots=True)
class TableSaid:
    """What stands in the document under the title of an official table."""

    spot: Spot
    order: int
    passages: list[tuple[int, Passage]] = field(default_factory=list)
    grids: list[tuple[int, Grid]] = field(default_factory=list)
    is_titled: bool = False


@dataclass(slots=True)
class FormSaid:
    """What stands in the document as one form of performance targets."""

    spot: Spot
    order: int
    title: str = ""
    year: tuple[int, Passage] | None = None
    grids: list[tuple[int, Grid]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Collated:
    """A paragraph of the workbook and the words of the document that stand for it."""

    lines: tuple[Line, ...]
    expected: Expected
    said: Said


@dataclass(frozen=True, slots=True)
class Collation:
    """The whole document beside the whole workbook. `missing` tells where each absent line should stand."""

    pairs: tuple[Collated, ...]
    missing: tuple[tuple[Line, Spot, int], ...]
    extra: tuple[tuple[int, Passage], ...]
    tables: dict[str, TableSaid]
    forms: tuple[FormSaid, ...]
    has_grids: bool
    """Whether any table came through as a table: plain text may have each cell on a line of its own."""


def collated(manuscript: Manuscript, document: Document) -> Collation:
    """Lay the two beside each other."""
    titles = {folded(table.title) for table in document.tables()}
    elements = list(_with_lifted(manuscript.elements, titles))
    text = [
        (order, element)
        for order, element in enumerate(elements)
        if isinstance(element, Passage) and not _is_table_line(element.plain)
    ]
    begin = _body_begin(text)
    matched = _Matched()
    if begin:
        matched.add(list(_front(document)), text[:begin])
    matched.add(list(_body(document)), text[begin:])
    pairs, missing, owners = matched.pairs, matched.missing, matched.owners
    tables, forms, owned = _regions(elements, owners, document)
    owned_grids = [*(each.grids for each in tables.values()), *(each.grids for each in forms)]
    has_grids = any(len(grid.rows) > 1 for grids in owned_grids for _, grid in grids)
    extra = [each for each in matched.extra if each[0] not in owned]
    return Collation(tuple(pairs), tuple(missing), tuple(extra), tables, forms, has_grids)


def _is_table_line(plain: str) -> bool:
    return any(
        pattern.fullmatch(plain)
        for pattern in (TABLE_NUMBER, UNIT_LINE, PREPARED_LINE, FORM_TITLE, FORM_YEAR)
    )


def _body_begin(text: list[tuple[int, Passage]]) -> int:
    """Where part one begins, behind cover and contents: the last place that is headed so."""
    places = [
        place
        for place, (_, passage) in enumerate(text)
        if heading_level(passage.plain) == 1 and passage.plain.startswith(_PART_ONE)
    ]
    return places[-1] if places else 0


@dataclass(slots=True)
class _Matched:
    """Lines of the workbook matched with passages, one stretch of the document after the other."""

    pairs: list[Collated] = field(default_factory=list)
    missing: list[tuple[Line, Spot, int]] = field(default_factory=list)
    extra: list[tuple[int, Passage]] = field(default_factory=list)
    owners: dict[int, Line] = field(default_factory=dict)

    def add(self, lines: list[Line], text: list[tuple[int, Passage]]) -> None:
        """Match a stretch."""
        alignment = aligned(
            [skeleton(line.expected.plain) for line in lines],
            [skeleton(_LEADERS.sub("", passage.plain)) for _, passage in text],
            [STATEMENT_WORDS not in passage.plain for _, passage in text],
        )
        last_of: dict[int, tuple[Spot, int]] = {}
        for pair in alignment.pairs:
            these = tuple(lines[each] for each in pair.expected)
            said = Said([text[each][1] for each in pair.found], text[pair.found[0]][0])
            whole = these[0].expected if len(these) == 1 else Expected.of([line.expected for line in these])
            self.pairs.append(Collated(these, whole, said))
            last = text[pair.found[-1]]
            last_of |= dict.fromkeys(pair.expected, (last[1].spot, last[0]))
            self.owners |= {text[place][0]: these[0] for place in pair.found}
        nowhere = (text[0][1].spot, text[0][0]) if text else (Spot(), -1)
        for place in alignment.missing:
            before = next((last_of[each] for each in range(place, -1, -1) if each in last_of), nowhere)
            self.missing.append((lines[place], *before))
        self.extra += [text[each] for each in alignment.extra]


def _front(document: Document) -> Iterator[Line]:
    """Cover and contents: what stands before part one."""
    for text in document.cover:
        yield _line(LineKind.COVER, text)
    yield _line(LineKind.CONTENTS, document.contents)
    number = 0
    for block in document.blocks:
        if isinstance(block, Heading):
            yield Line(LineKind.CONTENTS, Expected(block.stretches), block)
        elif isinstance(block, Table):
            number += 1
            yield _line(LineKind.CONTENTS, f"{numeral(number, _CHINESE)}、{block.title}")


def _body(document: Document) -> Iterator[Line]:
    """All parts, and what closes the document."""
    for block in document.blocks:
        if isinstance(block, Heading):
            yield Line(LineKind.HEADING, Expected(block.stretches), block)
        elif isinstance(block, Paragraph):
            yield Line(LineKind.PROSE, Expected(block.stretches, block.cell), block)
        elif isinstance(block, Table):
            yield Line(LineKind.TABLE, Expected((Stretch(block.title),)), block)
    for text in document.closing:
        yield _line(LineKind.CLOSING, text)


def _line(kind: LineKind, text: str) -> Line:
    return Line(kind, Expected((Stretch(text, Meaning.WORDS),)))


def _with_lifted(elements: tuple[Element, ...], titles: set[str]) -> Iterator[Element]:
    """The elements; titles and statements that were typed into a table come out as passages."""
    for element in elements:
        if isinstance(element, Passage):
            yield element
            continue
        rows: list[GridRow] = []
        behind: list[Passage] = []
        for row in element.rows:
            texts = list(dict.fromkeys(cell.strip() for cell in row.cells if cell.strip()))
            plain = folded("".join(texts))
            spot = replace(row.spot(element.spot), line=row.line)
            if not rows and texts and len(texts) < 4 and (plain in titles or _is_table_line(plain)):
                yield Passage(" ".join(texts), spot, plain)
            elif len(texts) == 1 and STATEMENT_WORDS in plain:
                behind.append(Passage(texts[0], spot, plain))
            else:
                rows.append(row)
        if rows:
            yield Grid(tuple(rows), element.spot)
        yield from behind


def _regions(
    elements: list[Element], owners: dict[int, Line], document: Document
) -> tuple[dict[str, TableSaid], tuple[FormSaid, ...], set[int]]:
    """What belongs to each table and to each form; and the passages that are judged there."""
    names = {table.name for table in document.tables()}
    tables: dict[str, TableSaid] = {}
    forms: list[FormSaid] = []
    owned: set[int] = set()
    table: TableSaid | None = None
    form: FormSaid | None = None
    for order, element in enumerate(elements):
        if isinstance(element, Grid):
            if _is_form(element) or (form is not None and table is None):
                if form is None or _begins_form(element, form):
                    form = FormSaid(element.spot, order)
                    forms.append(form)
                form.grids.append((order, element))
                table = None
            elif table is not None:
                table.grids.append((order, element))
            continue
        plain, line = element.plain, owners.get(order)
        number = TABLE_NUMBER.fullmatch(plain)
        if number and f"表{number[1]}" in names:
            table = tables.setdefault(f"表{number[1]}", TableSaid(element.spot, order))
            form = None
        elif line is not None:
            block, form = line.block, None
            table = None
            if isinstance(block, Table) and line.kind is LineKind.TABLE:
                table = tables.setdefault(block.name, TableSaid(element.spot, order))
                table.spot, table.order, table.is_titled = element.spot, order, True
        elif FORM_TITLE.fullmatch(plain):
            form, table = FormSaid(element.spot, order, element.text.strip()), None
            forms.append(form)
        elif form is not None and FORM_YEAR.fullmatch(plain):
            form.year = (order, element)
        elif table is not None:
            table.passages.append((order, element))
            owned.add(order)
        elif form is not None:
            owned.add(order)
    return tables, tuple(each for each in forms if each.grids), owned


def _words(grid: Grid) -> set[str]:
    return {folded_cell(cell) for row in grid.rows for cell in row.cells}


def _is_form(grid: Grid) -> bool:
    words = _words(grid)
    return sum(any(word.startswith(sign) for word in words) for sign in _FORM_WORDS) > 1


def _begins_form(grid: Grid, form: FormSaid) -> bool:
    """Whether a table is a form of its own, not one that goes on from the page before."""
    starts = {"项目名称", "部门名称", "部门名称(盖章)"}
    return bool(starts & _words(grid)) and any(starts & _words(each) for _, each in form.grids)
