"""Fields of a row: each is defined by a rule, and placed as a column once something asks for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.expression.nodes import Expression, Here

Rule = Callable[[], Expression | Sequence[Expression]]
"""What stands in a field: the same in all rows, or one expression for each row."""


class Fields:
    """The fields of one row, or of rows alike. `put` places the rule of a field in its column."""

    def __init__(self, put: Callable[[str, Expression | Sequence[Expression]], None]) -> None:
        self._put = put
        self._rules: dict[str, Rule] = {}
        self._placed: set[str] = set()

    def define(self, name: str, rule: Rule) -> None:
        """Say what stands in a field; nothing is placed yet."""
        self._rules[name] = rule

    def has(self, name: str) -> bool:
        """Whether the row has a field of that name."""
        return name in self._rules

    def want(self, name: str) -> Expression:
        """The field, as the other fields of the row read it. Raises KeyError for one not defined."""
        if name not in self._placed:
            self._placed.add(name)
            self._put(name, self._rules[name]())
        return Here(name)
