"""The rows over which a text is repeated: of a table's level, a register, the budget units, or figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from generator.expression.habits import Fault
from generator.expression.nodes import (
    NOTHING,
    CellOf,
    Expression,
    Here,
    If,
    Named,
    Value,
    equal,
)
from generator.layout.disclosure_schema import Each
from generator.model.stretch import Meaning
from generator.workbook.narrative.comparing import row_meanings
from generator.workbook.narrative.fields import Fields
from generator.workbook.narrative.ground import Ground, name_of
from generator.workbook.narrative.printed import Unit
from generator.workbook.narrative.selection import Selection

Columns = Callable[[str, str], Sequence[Value | Fault]]
"""The values of a column, by block and column."""
PLACE = "位"
"""In which row of its list a row stands; "" in rows not in use."""


@dataclass(slots=True)
class Rows:
    """Rows alike on the hidden sheet, filled from the top.

    There is room for `least` of them at least. `sources` gives, by field, the address of the cell that it is
    taken from; `named` is the field that tells the row apart for people.
    """

    ground: Ground
    name: str
    each: Each
    capacity: int
    place_rule: Expression | Sequence[Expression]
    selection: Selection | None = None
    least: int = 0
    named: str = "名称"
    meanings: dict[str, Meaning] = field(default_factory=dict)
    sources: dict[str, Expression] = field(default_factory=dict)
    fields: Fields = field(init=False)
    _columns: dict[str, Expression | Sequence[Expression]] = field(init=False, default_factory=dict)
    _firsts: dict[str, Expression] = field(init=False, default_factory=dict)
    _named: list[str] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.meanings = {**row_meanings(self.unit), **self.meanings}
        self.fields = Fields(self._put)
        self._columns[PLACE] = self.place_rule

    @property
    def block_name(self) -> str:
        """The block that holds the rows."""
        return self.ground.block_name(self.name)

    @property
    def unit(self) -> Unit:
        """What amounts of the rows are stated in."""
        return self.each.unit

    def fits(self, column: Columns) -> bool:
        """Whether there is as much room as there would be for the rows that are selected now."""
        if self.selection is None:
            return True
        now = column(*self.selection.address)[-1]
        return self.ground.room(whole(now), self.least, self.selection.rows) == self.capacity

    def cell(self, name: str, row: int) -> CellOf:
        """A field of one row (from 0), as other blocks read it."""
        if name not in self._columns:
            self.fields.want(name)
        return CellOf(self.block_name, name, row)

    def column(self, name: str) -> Named:
        """A field of all rows together, under a defined name."""
        if name not in self._named:
            self._named.append(name)
        return Named(name_of(self.name, name))

    def run(self, name: str, rule: Expression, first: Expression) -> None:
        """Place a column that runs down all rows, used or not, and reads the row above."""
        self._columns[name] = rule
        self._firsts[name] = first

    def place(self) -> None:
        """Put the fields asked for on the hidden sheet."""
        block = self.ground.place(self.name, self.capacity, self._columns, self._firsts)
        for name in self._named:
            self.ground.name_column(self.column(name).name, block, name)

    def _put(self, name: str, content: Expression | Sequence[Expression]) -> None:
        guarded = _used(content) if isinstance(content, Expression) else [_used(each) for each in content]
        self._columns[name] = guarded


def whole(value: Value | Fault) -> int:
    """A count that was worked out; 0 where an error value came out instead."""
    return value if isinstance(value, int) else 0


def _used(value: Expression) -> Expression:
    return If(equal(Here(PLACE), ""), NOTHING, value)
