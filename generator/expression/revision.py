"""Revisions: the values of a book after some entries changed, without computing everything again.

A revision starts from the values of one evaluation, the base, computes only what reads a change, and
stops wherever the result is what it was. The base stays as it is: each revision is taken from it anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from heapq import heappop, heappush
from typing import Any

from generator.expression.block import Address, is_constant
from generator.expression.cells import UNSET, Cells, Index
from generator.expression.dependencies import Dependencies
from generator.expression.evaluate import Evaluation
from generator.expression.habits import Fault
from generator.expression.nodes import Value

Constants = Mapping[Address, Sequence[Value]]
"""What stands in columns that hold no expressions, from the first row to the last."""


@dataclass(frozen=True, slots=True)
class Revision:
    """The values of a book in which some constants are others than in the base."""

    base: Evaluation
    values: Mapping[Address, Sequence[Value | Fault]]
    """All values of each column that changed."""
    rows: Mapping[Address, Sequence[int]]
    """In which rows those columns changed, in order."""

    def column(self, block: str, column: str) -> Sequence[Value | Fault]:
        """All values of one column, changed or not."""
        changed = self.values.get((block, column))
        return self.base.column(block, column) if changed is None else changed


class Revisions:
    """Takes revisions of one evaluation, which must not be read while one is taken."""

    def __init__(self, base: Evaluation) -> None:
        self.base = base
        self.dependencies = Dependencies(base.book)
        self._columns = {
            address: _Column(base.cells(*address), base.column(*address))
            for address in self.dependencies.places
        }

    def revise(self, constants: Constants) -> Revision:
        """The revision in which the given columns hold the given constants.

        Raises: ValueError for a column of expressions, or of another number of rows.
        """
        for (block, column), values in constants.items():
            blank = self.base.book.blocks[block]
            if not is_constant(blank.columns[column].content):
                raise ValueError(f"{block}·{column} holds expressions")
            if len(values) != blank.rows:
                raise ValueError(f"{block}·{column} has {blank.rows} rows, not {len(values)}")
        return _Change(self.base, self.dependencies, self._columns).revision(constants)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the base: its cells, and what they hold between revisions."""

    cells: Cells
    values: list[Value | Fault]


class _Change:
    """One revision while it is taken."""

    def __init__(
        self, base: Evaluation, dependencies: Dependencies, columns: Mapping[Address, _Column]
    ) -> None:
        self._base = base
        self._dependencies = dependencies
        self._columns = columns
        self._values: dict[Address, Sequence[Value | Fault]] = {}
        self._rows: dict[Address, Sequence[int]] = {}
        self._touched: dict[Address, set[int]] = {}
        self._waiting: list[int] = []
        self._lent: list[_Column] = []
        self._forgotten: list[_Column] = []
        self._set_aside: list[tuple[Index, tuple[Any, ...]]] = []

    def revision(self, constants: Constants) -> Revision:
        """Enter the constants and compute what reads them, sources first; then put the base back."""
        try:
            for address, values in constants.items():
                self._lend(address, list(values))
                self._settle(address, values, range(len(values)))
            while self._waiting:
                self._compute(self._dependencies.groups[heappop(self._waiting)])
        finally:
            self._put_back()
        return Revision(self._base, self._values, self._rows)

    def _compute(self, group: Sequence[Address]) -> None:
        """Compute the touched rows of columns that read each other, or of one column."""
        if not any(address in self._touched for address in group):
            return
        if len(group) > 1 or group[0] in self._dependencies.sources(group[0]):
            self._touch_within(group)
            for address in group:
                self._forget(self._columns[address])
        touched = {each: sorted(self._touched.pop(each)) for each in group if each in self._touched}
        for address, rows in touched.items():
            values: list[Any] = list(self._columns[address].values)
            for row in rows:
                values[row] = UNSET
            self._lend(address, values)
        for address, rows in touched.items():
            self._settle(address, self._columns[address].cells.computed(rows), rows)

    def _touch_within(self, group: Sequence[Address]) -> None:
        """Touch whatever the touched rows of the group touch in the group itself."""
        fresh = {address: self._touched[address] for address in group if address in self._touched}
        while fresh:
            address, rows = fresh.popitem()
            for reader in self._dependencies.readers(address):
                if reader.column in group:
                    known = self._touched.setdefault(reader.column, set())
                    count = len(self._columns[reader.column].values)
                    new = set(reader.rows_touched(rows, count)) - known
                    if new:
                        known |= new
                        fresh[reader.column] = fresh.get(reader.column, set()) | new

    def _lend(self, address: Address, values: list[Any]) -> None:
        """Let the cells of a column hold other values for a while."""
        column = self._columns[address]
        self._lent.append(column)
        column.cells.given(values)

    def _settle(self, address: Address, values: Sequence[Value | Fault], rows: Iterable[int]) -> None:
        """Touch the readers of those rows that really changed."""
        column = self._columns[address]
        base = column.values
        changed = [row for row in rows if values[row] is not base[row] and not _same(values[row], base[row])]
        if not changed:
            column.cells.given(column.values)
            return
        self._values[address], self._rows[address] = values, changed
        self._forget(column)
        place = self._dependencies.places[address]
        for reader in self._dependencies.readers(address):
            later = self._dependencies.places[reader.column]
            if later != place:
                count = len(self._columns[reader.column].values)
                rows_touched = reader.rows_touched(changed, count)
                if rows_touched:
                    if reader.column not in self._touched:
                        self._touched[reader.column] = set()
                        heappush(self._waiting, later)
                    self._touched[reader.column].update(rows_touched)

    def _forget(self, column: _Column) -> None:
        """Set aside what was worked out over the cells of a column."""
        self._forgotten.append(column)
        for index in column.cells.indexes:
            self._set_aside.append((index, index.kept()))
            index.keep(None)

    def _put_back(self) -> None:
        for column in self._lent:
            column.cells.given(column.values)
        for column in self._forgotten:
            for index in column.cells.indexes:
                index.keep(None)
        for index, kept in reversed(self._set_aside):
            index.keep(kept)


def _same(new: Value | Fault, old: Value | Fault) -> bool:
    """Whether a cell holds what it held, down to kind and digits."""
    if new.__class__ is not old.__class__:
        return False
    if isinstance(new, Fault) and isinstance(old, Fault):
        return new.code == old.code
    if isinstance(new, Decimal) and isinstance(old, Decimal):
        return new.as_tuple() == old.as_tuple()
    return new == old
