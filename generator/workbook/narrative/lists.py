"""Lists inside sentences: joined by a running text, since the functions in use join no ranges."""

from __future__ import annotations

from generator.expression.nodes import (
    NOTHING,
    Above,
    CountWhere,
    Expression,
    Find,
    Here,
    If,
    IfFault,
    Item,
    Named,
    NextKey,
    Operation,
    Ordinal,
    call,
    equal,
    join,
    number,
    text,
)
from generator.layout.disclosure_schema import TextList
from generator.workbook.narrative.ground import Ground, name_of
from generator.workbook.narrative.pieces import Pieces, joined
from generator.workbook.narrative.rows import PLACE, Rows

_TEXT, _RUNNING = "文", "串"
_ORDER, _GROUP, _ROW = "次", "组", "行"
_ROWS_OF_ONE = 100_000
"""More rows than any list has."""
_ONE = number(1)


class ListOfRows:
    """A list of all its rows."""

    def __init__(self, definition: TextList, rows: Rows, pieces: Pieces) -> None:
        self.definition, self._rows, self._pieces = definition, rows, pieces
        rows.fields.define(_TEXT, lambda: joined(pieces))
        entry, before = rows.fields.want(_TEXT), Above(_RUNNING)
        unused = equal(Here(PLACE), "")
        longer = If(equal(before, ""), entry, join(before, definition.between, entry))
        rows.run(_RUNNING, If(unused, before, longer), first=entry)

    @property
    def key(self) -> str:
        """The field that tells lists apart: there is one list only."""
        return ""

    def value(self, key: Expression | None = None) -> Expression:
        """The whole list, or what stands for an empty one."""
        whole = self._rows.cell(_RUNNING, self._rows.capacity - 1)
        return If(equal(whole, ""), text(self.definition.nothing), whole)

    def place(self) -> None:
        """Put what the list needs beyond its rows on the hidden sheet: nothing."""


class ListByKey:
    """A list for each value of a field: its rows are brought together, in order, and joined."""

    def __init__(self, ground: Ground, definition: TextList, rows: Rows, pieces: Pieces) -> None:
        self.definition, self._ground, self._rows, self._pieces = definition, ground, rows, pieces
        self.key = definition.of.of_row
        self._keys, self._texts, self._orders = (rows.column(name) for name in (self.key, _TEXT, _ORDER))
        rows.fields.define(_TEXT, lambda: joined(pieces))
        rows.fields.define(_ORDER, lambda: self._order(rows.fields.want(self.key)))
        rows.fields.want(_TEXT)
        rows.fields.want(_ORDER)
        self._name = f"合·{definition.list}"
        self._groups, self._joined = (Named(name_of(self._name, name)) for name in (_GROUP, _RUNNING))

    def value(self, key: Expression | None = None) -> Expression:
        """The list of a key: the running text in the last of its rows."""
        assert key is not None, self.definition.list  # the layout was checked when it was loaded
        group = Find(key, self._keys)
        count = CountWhere(((self._groups, "=", group),))
        last = Operation("-", Operation("+", Find(group, self._groups), count), _ONE)
        return IfFault(Item(self._joined, last), text(self.definition.nothing))

    def place(self) -> None:
        """Put the rows, those of one key together, on the hidden sheet."""
        order = If(equal(Above(_ORDER), ""), NOTHING, NextKey(self._orders, Above(_ORDER)))
        entry = Item(self._texts, Here(_ROW))
        longer = join(Above(_RUNNING), self.definition.between, entry)
        running = If(equal(Here(_GROUP), Above(_GROUP)), longer, entry)
        group = call("INT", Operation("/", Here(_ORDER), number(_ROWS_OF_ONE)))
        row = Operation("-", Here(_ORDER), Operation("*", Here(_GROUP), number(_ROWS_OF_ONE)))
        block = self._ground.place(
            self._name,
            self._rows.capacity,
            {_ORDER: order, _GROUP: _used(group), _ROW: _used(row), _RUNNING: _used(running)},
            firsts={_ORDER: NextKey(self._orders, None), _RUNNING: _used(entry)},
        )
        self._ground.name_column(self._groups.name, block, _GROUP)
        self._ground.name_column(self._joined.name, block, _RUNNING)

    def _order(self, key: Expression) -> Expression:
        """A number that brings rows of one key together, in the order of their first rows."""
        first = Operation("*", Find(key, self._keys), number(_ROWS_OF_ONE))
        return IfFault(Operation("+", first, Ordinal()), NOTHING)


List = ListOfRows | ListByKey


def _used(value: Expression) -> Expression:
    return If(equal(Here(_ORDER), ""), NOTHING, value)
