"""A selection: which rows of a table or list meet conditions, numbered as they come."""

from __future__ import annotations

from generator.expression.nodes import (
    NOTHING,
    CellOf,
    Expression,
    Find,
    IfFault,
    Named,
    Ordinal,
)

COUNT = "数"


class Selection:
    """The rows of a list that meet conditions."""

    def __init__(self, block: str, counts: Named, rows: int) -> None:
        self._block, self._counts, self.rows = block, counts, rows

    @property
    def total(self) -> CellOf:
        """How many rows are selected."""
        return CellOf(self._block, COUNT, self.rows - 1)

    @property
    def address(self) -> tuple[str, str]:
        """The block and column of the running count."""
        return self._block, COUNT

    def place(self) -> Expression:
        """In which row the one with this row's ordinal stands; "" beyond the last of them."""
        return IfFault(Find(Ordinal(), self._counts), NOTHING)
