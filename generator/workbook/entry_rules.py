"""Rules for entry rows: their conditions as expressions, and what the hint (提示) of a row says."""

from __future__ import annotations

from generator.expression.nodes import Constant, Expression, Here, Operation, call
from generator.layout import schema
from generator.layout.language import Binary, Literal, Name, Negation, Tree

READY = "✔"
SIGNS = {"error": "✘", "warning": "▲", "note": "·"}
WAITING = "○"
"""How the hint of a row begins: nothing to do, what kind of thing to do, or an amount to come."""


def rule_text(rule: schema.EntryRule) -> str:
    """What the hint of a row says when it breaks the rule: a sign, the words, what follows from it."""
    sign = WAITING if rule.pending else SIGNS[rule.severity]
    said = f"{sign} {rule.says.zh}"
    return said if rule.counts else f"{said}（改好前这一行不计入）"


def condition_of(tree: Tree) -> Expression:
    """A rule's formula as an expression over the mirror row; names are its columns."""
    if isinstance(tree, Literal):
        return Constant(tree.value)
    if isinstance(tree, Name):
        return Here(tree.name)
    if isinstance(tree, Negation):
        return call("NOT", condition_of(tree.operand))
    if isinstance(tree, Binary):
        left, right = condition_of(tree.left), condition_of(tree.right)
        if tree.sign in ("and", "or"):
            return call(tree.sign.upper(), left, right)
        return Operation(tree.sign, left, right)
    raise TypeError(f"a rule cannot refer to {tree}")
