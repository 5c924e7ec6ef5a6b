"""Selections: which rows of a table or list meet conditions, numbered as they come."""

from __future__ import annotations

from generator.expression.nodes import (
    NOTHING,
    Above,
    CellOf,
    Expression,
    Find,
    IfFault,
    Named,
    Operation,
    Ordinal,
)
from generator.workbook.narrative.ground import Ground, name_of

_COUNT = "数"


class Selections:
    """Running counts of the rows that meet conditions. Rows that are asked for again are counted once."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._known: dict[str, Selection] = {}

    def of(self, name: str, rows: int, meets: Expression) -> Selection:
        """The selection of a name: `meets` is 1 for a row (by its `Ordinal`) that is selected, else 0."""
        if name not in self._known:
            running = Operation("+", Above(_COUNT), meets)
            block = self._ground.place(f"选·{name}", rows, {_COUNT: running}, firsts={_COUNT: meets})
            range_name = self._ground.name_column(name_of("选", name), block, _COUNT)
            self._known[name] = Selection(block.name, range_name, rows)
        return self._known[name]


class Selection:
    """The rows of a list that meet conditions."""

    def __init__(self, block: str, counts: Named, rows: int) -> None:
        self._block, self._counts, self.rows = block, counts, rows

    @property
    def total(self) -> CellOf:
        """How many rows are selected."""
        return CellOf(self._block, _COUNT, self.rows - 1)

    @property
    def address(self) -> tuple[str, str]:
        """The block and column of the running count."""
        return self._block, _COUNT

    def place(self) -> Expression:
        """In which row the one with this row's ordinal stands; "" beyond the last of them."""
        return IfFault(Find(Ordinal(), self._counts), NOTHING)
