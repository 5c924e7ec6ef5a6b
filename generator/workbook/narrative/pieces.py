"""Pieces of a sentence: an expression, and what it states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.expression.block import Block
from generator.expression.evaluate import Evaluation
from generator.expression.habits import Fault, as_text
from generator.expression.nodes import Constant, Expression, join
from generator.model.stretch import Meaning, Stretch


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a sentence: its text as an expression, and what it states.

    `states` says in words what it is, after the name of its row (`named`) where it has one; `source` is an
    expression that gives the address of the cell it comes from. A choice of two pieces takes the first
    that is not blank.
    """

    value: Expression
    meaning: Meaning = Meaning.WORDS
    states: str = ""
    named: Expression | None = None
    source: Expression | None = None
    choice: tuple[Piece, Piece] | None = None


Pieces = tuple[Piece, ...]


def joined(pieces: Sequence[Piece]) -> Expression:
    """The text of all pieces, as one expression."""
    if len(pieces) == 1 and isinstance(pieces[0].value, Constant):
        return pieces[0].value
    return join(*(piece.value for piece in pieces)) if len(pieces) > 1 else join("", pieces[0].value)


def told(pieces: Sequence[Piece], evaluation: Evaluation, block: Block, row: int) -> Iterator[Stretch]:
    """The pieces as stretches, with the values that they have in a row of a block."""

    def text_of(expression: Expression | None) -> str:
        if expression is None:
            return ""
        try:
            return as_text(evaluation.compile(expression, block)(row))
        except Fault as fault:
            return fault.code

    for piece in pieces:
        if piece.choice is not None:
            first, second = piece.choice
            yield from told([first if text_of(first.value) else second], evaluation, block, row)
            continue
        written = text_of(piece.value)
        if written:
            named = text_of(piece.named)
            states = " ".join(words for words in (named, piece.states) if words)
            yield Stretch(written, piece.meaning, states, text_of(piece.source))
