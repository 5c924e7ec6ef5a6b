"""Cells and ranges of cells with their values, each computed once when first asked for.

What is worked out over ranges (sorted numbers, positions, groups, totals) is an `Index`, made once and
kept until the cells below it change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
_NUMBERS = (int, Decimal)


class CircularReferenceError(RuntimeError):
    """A cell depends on itself: a mistake in a layout."""


class Cells:
    """The values of one column of a block, computed on demand."""

    __slots__ = ("_from_top", "_rule", "_rules", "_values", "indexes", "where")

    def __init__(self, where: str, rows: int, from_top: bool = False) -> None:
        self.where = where
        self.indexes: list[Index] = []
        self._from_top = from_top
        self._values: list[Any] = [UNSET] * rows
        self._rules: Callable[[int], Rule] = _no_rule
        self._rule: Rule | None = None

    def ruled_by(self, rules: Callable[[int], Rule]) -> None:
        """Set how each row is computed."""
        self._rules = rules

    def ruled_alike(self, rule: Rule) -> None:
        """Set how every row is computed."""
        self._rule = rule

    def given(self, values: list[Any]) -> None:
        """Set what is constant; cells left unset are computed."""
        self._values = values

    def forget(self) -> None:
        """Let go of all that was worked out over these cells."""
        for index in self.indexes:
            index.keep(None)

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
        self._settle(0, self._values)
        return self._values

    def within(self, rows: range) -> list[Value | Fault]:
        """The values in a stretch of rows."""
        self._settle(rows.start, self._values[rows.start : rows.stop])
        return self._values[rows.start : rows.stop]

    def _settle(self, first: int, values: list[Any]) -> None:
        """Compute what of these values, from row `first` on, is not computed yet."""
        compute = self._compute
        for row, value in enumerate(values, first):
            kind = value.__class__
            if kind is _Unset:
                compute(row)
            elif kind is _Running:
                raise self._circular(row)

    def computed(self, rows: Iterable[int]) -> list[Value | Fault]:
        """All values, of which only those in `rows` may still be unset."""
        values = self._values
        for row in rows:
            if values[row].__class__ is _Unset:
                self._compute(row)
        return values

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
            value: Any = (self._rule or self._rules(row))(row)
        except Fault as fault:
            value = Fault(fault.code)
        if value is None:
            value = 0
        self._values[row] = value
        return value


def _no_rule(row: int) -> Rule:
    raise LookupError("no rule set")


class Index:
    """Something worked out over cells, and kept until they change."""

    __slots__ = ()

    def watch(self, columns: Iterable[Cells]) -> None:
        """Stand with the cells that it is worked out over."""
        for cells in columns:
            cells.indexes.append(self)

    def kept(self) -> tuple[Any, ...]:
        """What has been worked out so far."""
        raise NotImplementedError

    def keep(self, kept: tuple[Any, ...] | None) -> None:
        """Go back to what was worked out at another time; None: to nothing."""
        raise NotImplementedError


class Span(Index):
    """The cells of a range: columns from left to right, all of their rows or those in `rows`."""

    __slots__ = ("_criteria", "_numbers", "_positions", "_spoiled", "columns", "key", "rows")

    def __init__(self, columns: tuple[Cells, ...], rows: range | None = None) -> None:
        self.columns = columns
        self.rows = rows
        self.key = (tuple(id(cells) for cells in columns), rows)
        self._numbers: list[habits.Number] | None = None
        self._spoiled: bool | None = None
        self._positions: dict[Value, int] | None = None
        self._criteria: list[Value | Fault] | None = None
        self.watch(columns)

    def kept(self) -> tuple[Any, ...]:
        """What has been worked out so far."""
        return self._numbers, self._spoiled, self._positions, self._criteria

    def keep(self, kept: tuple[Any, ...] | None) -> None:
        """Go back to what was worked out at another time; None: to nothing."""
        self._numbers, self._spoiled, self._positions, self._criteria = kept or (None, None, None, None)

    def values(self) -> list[Value | Fault]:
        """All values, row by row within each column."""
        if self.rows is not None:
            return [value for cells in self.columns for value in cells.within(self.rows)]
        if len(self.columns) == 1:
            return self.columns[0].all()
        return [value for cells in self.columns for value in cells.all()]

    def numbers(self) -> list[habits.Number]:
        """The numbers of the range, sorted."""
        if self._numbers is None:
            self._numbers = sorted(value for value in self.values() if value.__class__ in _NUMBERS)
        return self._numbers

    def criteria(self) -> list[Value | Fault]:
        """All values as SUMIFS and COUNTIF match them; a Fault stands for itself."""
        if self._criteria is None:
            self._criteria = [
                value if isinstance(value, Fault) else habits.criterion_key(value) for value in self.values()
            ]
        return self._criteria

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


class Groups(Index):
    """The rows of parallel ranges by the combination of values that they hold."""

    __slots__ = ("_rows", "_spans")

    def __init__(self, spans: tuple[Span, ...]) -> None:
        self._spans = spans
        self._rows: dict[tuple[Value, ...], list[int]] | None = None
        for span in spans:
            self.watch(span.columns)

    def rows(self) -> dict[tuple[Value, ...], list[int]]:
        """The rows (from 0) of each combination; rows with an error value belong to none."""
        if self._rows is None:
            found: dict[tuple[Any, ...], list[int]] = {}
            spoiled = any(span.spoiled() for span in self._spans)
            for row, combination in enumerate(zip(*(span.criteria() for span in self._spans), strict=True)):
                if spoiled and any(isinstance(value, Fault) for value in combination):
                    continue
                found.setdefault(combination, []).append(row)
            self._rows = found
        return self._rows

    def kept(self) -> tuple[Any, ...]:
        """What has been worked out so far."""
        return (self._rows,)

    def keep(self, kept: tuple[Any, ...] | None) -> None:
        """Go back to what was worked out at another time; None: to nothing."""
        (self._rows,) = kept or (None,)


class Totals(Index):
    """The sums of `amounts` over the rows of each combination of values."""

    __slots__ = ("_amounts", "_groups", "_sums")

    def __init__(self, amounts: Span, spans: tuple[Span, ...], groups: Groups) -> None:
        self._amounts = amounts
        self._groups = groups
        self._sums: dict[tuple[Value, ...], habits.Number | Fault] | None = None
        for span in (amounts, *spans):
            self.watch(span.columns)

    def sums(self) -> dict[tuple[Value, ...], habits.Number | Fault]:
        """The sum of each combination; a Fault spoils its own."""
        if self._sums is None:
            values = self._amounts.values()
            self._sums = {
                combination: _sum_or_fault([values[row] for row in rows])
                for combination, rows in self._groups.rows().items()
            }
        return self._sums

    def kept(self) -> tuple[Any, ...]:
        """What has been worked out so far."""
        return (self._sums,)

    def keep(self, kept: tuple[Any, ...] | None) -> None:
        """Go back to what was worked out at another time; None: to nothing."""
        (self._sums,) = kept or (None,)


def total(values: Iterable[Value | Fault]) -> habits.Number:
    """The sum of the numbers among the values. Raises the first Fault."""
    added: habits.Number = 0
    for value in values:
        if isinstance(value, Fault):
            raise Fault(value.code)
        if habits.is_number(value):
            added += value  # type: ignore[operator]  # is_number says so
    return added


def _sum_or_fault(values: list[Value | Fault]) -> habits.Number | Fault:
    try:
        return total(values)
    except Fault as fault:
        return Fault(fault.code)


def looks_up(content: object) -> bool:
    """Whether an expression, or one of several, speaks of the row above."""
    if isinstance(content, nodes.Above):
        return True
    if isinstance(content, tuple | list):
        return any(looks_up(part) for part in content)
    if isinstance(content, Expression):
        return any(
            looks_up(getattr(content, part.name))
            for part in fields(content)  # type: ignore[arg-type]  # every node is a dataclass
        )
    return False
