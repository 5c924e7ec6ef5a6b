"""The selections of a disclosure: conditions that texts repeat are counted once."""

from __future__ import annotations

from generator.expression.nodes import Above, Expression, If, Operation, number
from generator.layout.disclosure_schema import Each
from generator.workbook.narrative.ground import Ground, name_of
from generator.workbook.narrative.rows import Rows, whole
from generator.workbook.narrative.selection import COUNT, Selection


class Selections:
    """Running counts of the rows that meet conditions."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._known: dict[str, Selection] = {}

    def rows(self, each: Each, name: str, called: str, count: int, meets: Expression, least: int) -> Rows:
        """Rows for those of `count` rows that meet a condition, which is `called` the same wherever it is.

        There is room for `least` of them, and for a quarter more than there are now.
        """
        selection = self._selection(called, count, If(meets, number(1), number(0)))
        now = whole(self._ground.evaluation.column(*selection.address)[-1])
        capacity = self._ground.room(now, least, count)
        return Rows(self._ground, name, each, capacity, selection.place(), selection, least)

    def _selection(self, called: str, rows: int, counted: Expression) -> Selection:
        if called not in self._known:
            running = Operation("+", Above(COUNT), counted)
            block = self._ground.place(f"选·{called}", rows, {COUNT: running}, firsts={COUNT: counted})
            counts = self._ground.name_column(name_of("选", called), block, COUNT)
            self._known[called] = Selection(block.name, counts, rows)
        return self._known[called]
