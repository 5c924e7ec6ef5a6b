"""How many projects have money that meets conditions: each project of the list once."""

from __future__ import annotations

from generator.expression.nodes import (
    Above,
    CellOf,
    Expression,
    If,
    Item,
    Named,
    NextKey,
    Operation,
    Ordinal,
    RowCount,
    equal,
    number,
)
from generator.layout.disclosure_schema import Counted
from generator.workbook import naming
from generator.workbook.measure import measured
from generator.workbook.narrative.ground import Ground

BLOCK = "项目数"
_LISTED, _ORDINALS = Named("项目_序"), Named(naming.defined_name(naming.MIRRORS["支出"], "项目号"))
"""The place of each project's first line item, and the same beside every line item."""


def projects_beyond() -> Expression:
    """1 when there are more projects than are listed, else 0."""
    last = Item(_LISTED, RowCount(_LISTED))
    further = If(equal(NextKey(_ORDINALS, last), ""), number(0), number(1))
    return If(equal(last, ""), number(0), further)


class Projects:
    """Running counts of projects, one for each set of conditions."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._asked: list[Counted] = []

    def counted(self, counted: Counted) -> Expression:
        """How many projects have line items that meet the conditions and add up to something."""
        if counted not in self._asked:
            self._asked.append(counted)
        return CellOf(self._ground.block_name(BLOCK), str(self._asked.index(counted) + 1), self._rows - 1)

    def place(self) -> None:
        """Put the counts on the hidden sheet, one row for each project."""
        if not self._asked:
            return
        rules = {str(place): self._has_money(each) for place, each in enumerate(self._asked, start=1)}
        running = {name: Operation("+", Above(name), rule) for name, rule in rules.items()}
        self._ground.place(BLOCK, self._rows, running, firsts=rules)

    @property
    def _rows(self) -> int:
        return self._ground.book.range_columns(_LISTED.name)[0].rows

    def _has_money(self, counted: Counted) -> Expression:
        project = Item(_LISTED, Ordinal())
        money = measured(counted.ledger, "元", counted.where, ((_ORDINALS, project),))
        return If(equal(project, ""), number(0), If(equal(money, 0), number(0), number(1)))
