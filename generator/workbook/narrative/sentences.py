"""Sentences: texts of the layout whose slots are filled with expressions."""

from __future__ import annotations

from generator.expression.nodes import Constant, Expression, If, Item, Named, Operation, call, equal, number
from generator.layout.language import Binary, Literal, Name, Negation, Tree, read_formula
from generator.layout.template import STATEMENT, Slot, read_template
from generator.model.stretch import Meaning
from generator.workbook import naming
from generator.workbook.narrative.comparing import TEXT, meaning_of
from generator.workbook.narrative.facts import BASICS, Facts
from generator.workbook.narrative.figures import EXACT, Figures
from generator.workbook.narrative.lists import List
from generator.workbook.narrative.pieces import Piece, Pieces
from generator.workbook.narrative.rows import Rows


class Sentences:
    """Reads the texts and conditions of a disclosure. `lists` are those that exist by now."""

    def __init__(self, facts: Facts, figures: Figures) -> None:
        self._facts, self._figures = facts, figures
        self.lists: dict[str, List] = {}

    def pieces(self, template: str, rows: Rows | None = None) -> Pieces:
        """A text in pieces; slots speak of a row where the text is repeated over rows."""
        return tuple(
            Piece(Constant(part)) if isinstance(part, str) else self._piece(part, rows)
            for part in read_template(template)
        )

    def condition(self, formula: str) -> Expression:
        """A condition over figures, in their own units and not rounded, and facts, as text."""
        return self._of_tree(read_formula(formula))

    def _of_tree(self, tree: Tree) -> Expression:
        if isinstance(tree, Literal):
            return Constant(tree.value)
        if isinstance(tree, Name):
            known = self._figures.knows(tree.name)
            return self._figures.cell(tree.name, EXACT) if known else self._facts.content(tree.name)
        if isinstance(tree, Negation):
            return call("NOT", self._of_tree(tree.operand))
        assert isinstance(tree, Binary), tree  # the layout was checked when it was loaded
        left, right = self._of_tree(tree.left), self._of_tree(tree.right)
        if tree.sign in ("and", "or"):
            return call(tree.sign.upper(), left, right)
        return Operation(tree.sign, left, right)

    def _piece(self, slot: Slot, rows: Rows | None) -> Piece:
        piece = self._row_piece(slot, rows) if rows is not None else None
        piece = piece or self._common_piece(slot, rows)
        if slot.otherwise is None:
            return piece
        other = self._piece(slot.otherwise, rows)
        value = If(equal(piece.value, ""), other.value, piece.value)
        return Piece(value, piece.meaning, piece.states, choice=(piece, other))

    def _row_piece(self, slot: Slot, rows: Rows) -> Piece | None:
        name = TEXT if slot.name == "额" else slot.name
        if slot.aspect or not rows.fields.has(name):
            return None
        is_number = name in ("序", "中文序")
        label = None if is_number or name == rows.named else rows.fields.want(rows.named)
        states = "" if is_number else slot.name
        return Piece(rows.fields.want(name), rows.meanings[name], states, label, rows.sources.get(name))

    def _common_piece(self, slot: Slot, rows: Rows | None) -> Piece:
        if slot.aspect == STATEMENT:
            said = Item(Named(naming.defined_name(slot.name, STATEMENT)), number(1))
            return Piece(said, Meaning.STATEMENT, str(slot))
        if slot.name in BASICS and not slot.aspect:
            return Piece(self._facts.basic(slot.name), BASICS[slot.name], slot.name)
        if self._figures.knows(slot.name):
            return self._figure_piece(slot)
        if slot.name in self.lists:
            listed = self.lists[slot.name]
            key = rows.fields.want(listed.key) if rows is not None and listed.key else None
            return Piece(listed.value(key), Meaning.LISTED, slot.name)
        return Piece(self._facts.content(slot.name), Meaning.WRITTEN, slot.name)

    def _figure_piece(self, slot: Slot) -> Piece:
        unit = self._figures.figure(slot.name).unit
        if slot.aspect == "名称":
            return Piece(Constant(self._figures.shown_name(slot.name)), Meaning.NAME, str(slot))
        value = self._figures.cell(slot.name, slot.aspect or TEXT)
        sources = self._figures.reason_sources
        source = sources.get(slot.name) if slot.aspect == "原因" else self._figures.source(slot.name)
        return Piece(value, meaning_of(slot.aspect, unit), str(slot), source=source)
