"""The narrative (预算情况说明) of a workbook: placed once, told as often as its values change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.expression.block import Book
from generator.expression.evaluate import Evaluation
from generator.expression.nodes import CellOf, Expression, If, Operation, Ordinal, join, number, text
from generator.layout.disclosure_schema import DisclosureFile, StatedFigure
from generator.layout.layout_set import LayoutSet
from generator.model.stretch import Meaning, Stretch, text_of
from generator.workbook import naming
from generator.workbook.narrative.comparing import SUBJECT, define_reason
from generator.workbook.narrative.facts import Facts
from generator.workbook.narrative.figures import Figures
from generator.workbook.narrative.ground import Ground
from generator.workbook.narrative.last_year import LastYearFigures
from generator.workbook.narrative.lists import List, ListByKey, ListOfRows
from generator.workbook.narrative.panel import place_panel
from generator.workbook.narrative.paragraphs import BLOCK as PARAGRAPHS
from generator.workbook.narrative.paragraphs import COUNT, Paragraphs
from generator.workbook.narrative.pieces import joined, told
from generator.workbook.narrative.projects import projects_beyond
from generator.workbook.narrative.prose_sheet import LEAST_PARAGRAPHS, SURPLUS, TOP, place_rows, prose_sheet
from generator.workbook.narrative.row_kinds import RowKinds
from generator.workbook.narrative.rows import Columns, Rows, whole
from generator.workbook.narrative.sentences import Sentences
from generator.workbook.narrative.subjects import REGISTER as REASONS
from generator.workbook.narrative.subjects import Subjects, reason_source
from generator.workbook.sheet import Sheet
from generator.workbook.table_view import TableViews
from generator.workbook.workings import Workings


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A heading (`level` 1 to 3) or paragraph (0) as it reads now.

    `block` is its place among the blocks of the disclosure, `cell` where the workbook shows it.
    """

    block: int
    level: int
    stretches: tuple[Stretch, ...]
    cell: str


@dataclass(frozen=True, slots=True)
class Narrative:
    """The explanations of a workbook: their sheets, and what they say."""

    sheet: Sheet
    workings: Sheet
    capacity: int
    """How many paragraphs the sheet has room for."""
    _paragraphs: Paragraphs
    _sentences: Sentences
    _rows: tuple[Rows, ...]
    _ground: Ground

    def fits(self, column: Columns) -> bool:
        """Whether there is as much room as there would be in a workbook of its own with these values."""
        now = whole(column(self._ground.block_name(PARAGRAPHS), COUNT)[-1])
        room = self._ground.room(now, LEAST_PARAGRAPHS, self._paragraphs.count)
        return room == self.capacity and all(each.fits(column) for each in self._rows)

    def paragraphs(self, evaluation: Evaluation) -> tuple[Paragraph, ...]:
        """Every heading and paragraph that is there, in order; each one's text is what its cell shows."""
        return tuple(self._numbered(evaluation))

    def line(self, template: str, evaluation: Evaluation) -> str:
        """A text that names the department and the year only, such as those of the cover."""
        any_block = next(iter(self.workings.blocks))
        return text_of(told(self._sentences.pieces(template), evaluation, any_block, 0))

    def _numbered(self, evaluation: Evaluation) -> Iterator[Paragraph]:
        for place, each in enumerate(self._paragraphs.told(evaluation)):
            cell = f"{naming.NARRATIVE}!B{TOP + place + 1}"
            yield Paragraph(each.block, each.level, each.stretches, cell)


def place_narrative(
    book: Book,
    layout: LayoutSet,
    disclosure: DisclosureFile,
    views: TableViews,
    evaluation: Evaluation,
    registers: Sequence[Sheet],
    growing: bool,
) -> Narrative:
    """Put the explanations into a book that holds the tables and the mirrors of ledgers and registers.

    Beside the reasons on their sheet (one of those of `registers`) stands what is still to be written.
    `growing` says whether there is room for rows that may still come; without it there is room for all.
    """
    workings = Workings(book, naming.NARRATIVE_WORKINGS)
    ground = Ground(book, layout, disclosure, views, evaluation, workings, growing)
    narrative = _Placing(ground).narrative()
    if ground.has_reasons:
        place_panel(book, next(one for one in registers if one.name == layout.register(REASONS).sheet))
    return narrative


class _Placing:
    """Reads the whole disclosure first, so that every field is known, and places it then."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._facts = Facts(ground)
        self._last_year = LastYearFigures(ground)
        self._figures = Figures(ground, self._facts, self._last_year)
        self._sentences = Sentences(self._facts, self._figures)
        self._subjects = Subjects(ground)
        self._kinds = RowKinds(ground, self._figures, self._last_year)

    def narrative(self) -> Narrative:
        ground = self._ground
        self._define_reasons()
        rows = self._lists()
        paragraphs = Paragraphs(ground, self._sentences, self._kinds)
        for _, repeated in paragraphs.repeated:
            self._define_reason_of_rows(repeated)
        paragraphs.read()
        self._subjects.prepare()
        everything = [*rows, *(repeated for _, repeated in paragraphs.repeated)]
        self._figures.place()
        for each in everything:
            each.place()
        for listed in self._sentences.lists.values():
            listed.place()
        self._last_year.place()
        self._facts.place()
        if ground.has_reasons:
            self._subjects.place()
        block = paragraphs.place()
        last_count = CellOf(block.name, COUNT, block.rows - 1)
        now = whole(ground.evaluation.column(block.name, COUNT)[-1])
        shown = ground.room(now, LEAST_PARAGRAPHS, paragraphs.count)
        place_rows(ground, shown)
        self._place_surplus(everything, Operation("-", last_count, number(shown)))
        sheet = prose_sheet(ground, shown, last_count)
        return Narrative(
            sheet, ground.workings.sheet, shown, paragraphs, self._sentences, tuple(everything), ground
        )

    def _place_surplus(self, rows: list[Rows], paragraphs: Expression) -> None:
        """Put on the hidden sheet how many rows of each list find no room, and how many paragraphs."""
        surplus: list[Expression] = [
            Operation("-", each.selection.total, number(each.capacity))
            for each in rows
            if each.selection is not None and each.capacity < each.selection.rows
        ]
        surplus.append(paragraphs)
        cells = [If(Operation(">", each, number(0)), each, number(0)) for each in surplus]
        block = self._ground.place("余", len(cells) + 1, {"余": [*cells, projects_beyond()]})
        self._ground.name_column(SURPLUS, block, "余")

    def _define_reasons(self) -> None:
        """The reasons of figures; each is a subject."""
        for figure in self._ground.disclosure.figures:
            if figure.subject:
                self._define_reason_of(figure)

    def _define_reason_of(self, figure: StatedFigure) -> None:
        name, last_year = figure.figure, figure.last_year
        fields = self._figures.fields(name)
        fields.define(SUBJECT, lambda: text(figure.subject))
        known = None if last_year is None else self._last_year.known(last_year.measure)
        above = self._subjects.add(1, lambda field, row: self._figures.cell(name, field), known)
        place = number(above + 1)
        unchanged = self._unchanged(figure.unchanged, None)
        define_reason(fields, place, known is not None, unchanged, self._ground.wording)
        self._figures.reason_sources[name] = reason_source(self._ground, place)

    def _define_reason_of_rows(self, rows: Rows) -> None:
        """The reasons of repeated rows; each row is a subject."""
        each, sentences = rows.each, self._sentences
        if not each.subject:
            return
        rows.fields.define(SUBJECT, lambda: joined(sentences.pieces(each.subject, rows)))
        known = None if each.last_year is None else self._last_year.known(each.last_year.measure)
        above = self._subjects.add(rows.capacity, rows.cell, known)
        place = Operation("+", Ordinal(), number(above))
        unchanged = self._unchanged(each.unchanged, rows)
        define_reason(rows.fields, place, known is not None, unchanged, self._ground.wording)
        rows.sources["原因"] = reason_source(self._ground, place)

    def _unchanged(self, template: str, rows: Rows | None) -> Expression | None:
        """What stands in for a reason, with a blank before it where it begins with the year."""
        if not template:
            return None
        pieces = self._sentences.pieces(template, rows)
        said = joined(pieces)
        return join(" ", said) if pieces[0].meaning is Meaning.YEAR else said

    def _lists(self) -> list[Rows]:
        """The lists, which sentences name; returns their rows."""
        placed: list[Rows] = []
        for definition in self._ground.disclosure.lists:
            rows = self._kinds.rows(definition.of, f"列·{definition.list}")
            self._define_reason_of_rows(rows)
            pieces = self._sentences.pieces(definition.text, rows)
            listed: List = (
                ListByKey(self._ground, definition, rows, pieces)
                if definition.of.of_row
                else ListOfRows(definition, rows, pieces)
            )
            self._sentences.lists[definition.list] = listed
            placed.append(rows)
        return placed
