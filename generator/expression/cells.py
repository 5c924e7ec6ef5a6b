"""Cells and ranges of cells with their values, each computed once when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from decimal import Decimal
from typing import Any

from generator.expression import habits, nodes
from generator.expression.habits import Fault
from generator.expression.nodes import Expression, Value

Rule = Callable[[int], Value]
"""From the row of a block (from 0) to a value. Raises Fault where the cell ends in an error value."""


class _Unset:
    """Marks a cell not computed yet."""


class _Running:
    """Marks a cell that is being computed: meeting it again means a circular reference."""


UNSET, _RUNNING = _Unset(), _Running()


class CircularReferenceError(RuntimeError):
    """A cell depends on itself: a mistake in a layout."""


class Cells:
    """The values of one column of a block, computed on demand."""

    __slots__ = ("_from_top", "_rules", "_values", "where")

    def __init__(self, where: str, rows: int, from_top: bool = False) -> None:
        self.where = where
        self._from_top = from_top
        self._values: list[Any] = [UNSET] * rows
        self._rules: Callable[[int], Rule] = _no_rule

    def ruled_by(self, rules: Callable[[int], Rule]) -> None:
        """Set how each row is computed."""
        self._rules = rules

    def given(self, values: list[Any]) -> None:
        """Set what is constant; cells left unset are computed."""
        self._values = values

    def at(self, row: int) -> Value:
        """The value in one row. Raises the Fault that the cell holds."""
        value = self._values[row]
        kind = value.__class__
        if kind is _Unset:
            value = self._compute(row)
            kind = value.__class__
        if kind is Fault:
            raise Fault(value.code)
        if kind is _Running:
            raise self._circular(row)
        return value  # type: ignore[no-any-return]  # the marks are gone here

    def all(self) -> list[Value | Fault]:
        """All values; a Fault stands for itself."""
        for row, value in enumerate(self._values):
            kind = value.__class__
            if kind is _Unset:
                self._compute(row)
            elif kind is _Running:
                raise self._circular(row)
        return self._values

    def _circular(self, row: int) -> CircularReferenceError:
        return CircularReferenceError(f"{self.where}, row {row + 1} depends on itself")

    def _compute(self, row: int) -> Any:
        if self._from_top and row and self._values[row - 1].__class__ is _Unset:
            # Each row needs the one above: go down from the top instead of recursing up to it.
            for above in range(row):
                if self._values[above].__class__ is _Unset:
                    self._compute(above)
        self._values[row] = _RUNNING
        try:
            value: Any = self._rules(row)(row)
        except Fault as fault:
            value = Fault(fault.code)
        if value is None:
            value = 0
        self._values[row] = value
        return value


def _no_rule(row: int) -> Rule:
    raise LookupError("no rule set")


class Span:
    """The cells of a range: columns from left to right, or one row of it."""

    __slots__ = ("_numbers", "_positions", "_spoiled", "columns", "key", "row")

    def __init__(self, columns: tuple[Cells, ...], row: int | None = None) -> None:
        self.columns = columns
        self.row = row
        self.key = (tuple(id(cells) for cells in columns), row)
        self._numbers: list[habits.Number] | None = None
        self._spoiled: bool | None = None
        self._positions: dict[Value, int] | None = None

    def values(self) -> list[Value | Fault]:
        """All values, row by row within each column."""
        if self.row is not None:
            return [cells.all()[self.row] for cells in self.columns]
        if len(self.columns) == 1:
            return self.columns[0].all()
        return [value for cells in self.columns for value in cells.all()]

    def numbers(self) -> list[habits.Number]:
        """The numbers of the range, sorted."""
        if self._numbers is None:
            self._numbers = sorted(
                value
                for value in self.values()
                if isinstance(value, int | Decimal) and not isinstance(value, bool)
            )
        return self._numbers

    def spoiled(self) -> bool:
        """Whether a cell of the range ends in an error value."""
        if self._spoiled is None:
            self._spoiled = any(isinstance(value, Fault) for value in self.values())
        return self._spoiled

    def positions(self) -> dict[Value, int]:
        """The first position, from 1, of each value."""
        if self._positions is None:
            found: dict[Value, int] = {}
            for position, value in enumerate(self.values(), start=1):
                if not isinstance(value, Fault) and value is not None:
                    found.setdefault(habits.sort_key(value), position)
            self._positions = found
        return self._positions


def looks_up(content: object) -> bool:
    """Whether an expression speaks of the row above."""
    if isinstance(content, nodes.Above):
        return True
    if isinstance(content, tuple):
        return any(looks_up(part) for part in content)
    if isinstance(content, Expression):
        return any(
            looks_up(getattr(content, part.name))
            for part in fields(content)  # type: ignore[arg-type]  # every node is a dataclass
        )
    return False
