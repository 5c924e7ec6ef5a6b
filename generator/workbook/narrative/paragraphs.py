"""The paragraphs of a disclosure: every one that there may be, in order, and which of them are there now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from generator.expression.block import Block
from generator.expression.evaluate import Evaluation
from generator.expression.habits import Fault
from generator.expression.nodes import (
    NOTHING,
    Above,
    CellOf,
    Expression,
    Here,
    If,
    Operation,
    Value,
    both,
    number,
)
from generator.layout.disclosure_schema import HeadingBlock, TextBlock
from generator.model.stretch import Stretch
from generator.workbook.narrative.ground import Ground, name_of
from generator.workbook.narrative.pieces import Pieces, joined, told
from generator.workbook.narrative.row_kinds import RowKinds
from generator.workbook.narrative.rows import PLACE, Rows
from generator.workbook.narrative.sentences import Sentences

BLOCK, CONDITIONS = "段落", "条件"
PRESENT, COUNT, TEXT, STYLE = "在", "序", "文", "样式"
STYLES = ("正文", "标题 1", "标题 2", "标题 3")
"""What the sheet calls text, and headings by their level."""
COUNTS, TEXTS, STYLE_NAMES = name_of("段", COUNT), name_of("段", TEXT), name_of("段", STYLE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph that may be there: of which block of the disclosure, its level (0 is text), its pieces.

    A paragraph repeated over rows belongs to one `row` of `rows`.
    """

    block: int
    level: int
    pieces: Pieces
    condition: Expression | None
    text: Expression
    rows: Rows | None = None
    row: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """A heading or paragraph as it reads now: the block it comes from, its level, its stretches."""

    block: int
    level: int
    stretches: tuple[Stretch, ...]


class Paragraphs:
    """All paragraphs, and the hidden list in which those that are there are numbered."""

    def __init__(self, ground: Ground, sentences: Sentences, kinds: RowKinds) -> None:
        self._ground, self._sentences = ground, sentences
        self.repeated: list[tuple[int, Rows]] = []
        self._conditions: list[str] = []
        self._condition_cells: dict[str, Expression] = {}
        for place, block in enumerate(ground.disclosure.blocks):
            if isinstance(block, TextBlock) and block.each is not None:
                self.repeated.append((place, kinds.rows(block.each, f"行·{place + 1}")))
        self._candidates: list[Candidate] = []

    def read(self) -> None:
        """Read all texts; the fields that they name are asked for."""
        rows_of = dict(self.repeated)
        for place, block in enumerate(self._ground.disclosure.blocks):
            if isinstance(block, HeadingBlock):
                self._add(place, block.level, [block.heading], block.when, None)
            elif isinstance(block, TextBlock):
                texts = [block.text] if isinstance(block.text, str) else block.text
                self._add(place, 0, texts, block.when, rows_of.get(place))

    @property
    def count(self) -> int:
        """How many paragraphs there may be at most."""
        return len(self._candidates)

    def place(self) -> Block:
        """Put the list on the hidden sheet."""
        if self._conditions:
            rules = [self._condition_cells[formula] for formula in self._conditions]
            self._ground.place(CONDITIONS, len(rules), {"条件": list(self._conditions), "成立": rules})
        block = self._ground.place(
            BLOCK,
            self.count,
            {
                PRESENT: [_present(candidate) for candidate in self._candidates],
                COUNT: Operation("+", Above(COUNT), Here(PRESENT)),
                TEXT: [candidate.text for candidate in self._candidates],
                STYLE: [STYLES[candidate.level] for candidate in self._candidates],
            },
            firsts={COUNT: Here(PRESENT)},
        )
        for name, column in ((COUNTS, COUNT), (TEXTS, TEXT), (STYLE_NAMES, STYLE)):
            self._ground.name_column(name, block, column)
        return block

    def told(self, evaluation: Evaluation) -> Iterator[Told]:
        """The paragraphs that are there, in order."""
        book = evaluation.book
        block = book.blocks[self._ground.block_name(BLOCK)]
        before: Value | Fault = 0
        for candidate, count in zip(self._candidates, evaluation.column(block.name, COUNT), strict=True):
            if count != before:
                here, row = block, 0
                if candidate.rows is not None:
                    here, row = book.blocks[candidate.rows.block_name], candidate.row
                stretches = tuple(told(candidate.pieces, evaluation, here, row))
                yield Told(candidate.block, candidate.level, stretches)
            before = count

    def _add(self, place: int, level: int, texts: list[str], when: str, rows: Rows | None) -> None:
        condition = self._condition(when) if when else None
        pieces = [self._sentences.pieces(text, rows) for text in texts]
        if rows is None:
            for each in pieces:
                self._candidates.append(Candidate(place, level, each, condition, joined(each)))
            return
        fields = [f"段{count}" for count in range(1, len(texts) + 1)]
        for field, each in zip(fields, pieces, strict=True):
            rows.fields.define(field, partial(joined, each))
        for row in range(rows.capacity):
            for field, each in zip(fields, pieces, strict=True):
                cell = rows.cell(field, row)
                self._candidates.append(Candidate(place, level, each, condition, cell, rows, row))

    def _condition(self, formula: str) -> Expression:
        if formula not in self._condition_cells:
            self._conditions.append(formula)
            self._condition_cells[formula] = self._sentences.condition(formula)
        return CellOf(self._ground.block_name(CONDITIONS), "成立", self._conditions.index(formula))


def _present(candidate: Candidate) -> Expression:
    tests: list[Expression] = []
    if candidate.condition is not None:
        tests.append(candidate.condition)
    if candidate.rows is not None:
        tests.append(Operation("<>", candidate.rows.cell(PLACE, candidate.row), NOTHING))
    return If(both(*tests), number(1), number(0)) if tests else number(1)
