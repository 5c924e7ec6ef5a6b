"""Where repeated rows come from: tables, registers, the budget units, figures."""

from __future__ import annotations

from functools import partial

from generator.expression.nodes import (
    NOTHING,
    AddressOf,
    CellOf,
    Expression,
    Here,
    If,
    Item,
    Named,
    Operation,
    Ordinal,
    both,
    call,
    equal,
    join,
    number,
    text,
)
from generator.layout.disclosure_schema import Each
from generator.layout.register_schema import Register
from generator.layout.schema import Choice
from generator.model.stretch import Meaning
from generator.workbook import naming
from generator.workbook.narrative.comparing import TEXT, define_amount, define_change
from generator.workbook.narrative.figures import EXACT, Figures
from generator.workbook.narrative.ground import Ground, of_register
from generator.workbook.narrative.last_year import LastYearFigures
from generator.workbook.narrative.printed import chinese_ordinal, from_yuan
from generator.workbook.narrative.rows import PLACE, Rows
from generator.workbook.narrative.selections import Selections
from generator.workbook.narrative.table_rows import TableRows

LEAST_ROWS = 40
"""Room for rows of a list that may still come."""
_FIELD_MEANINGS = {
    "long": Meaning.WRITTEN,
    "amount": Meaning.AMOUNT,
    "number": Meaning.COUNT,
    "whole": Meaning.COUNT,
}


class RowKinds:
    """Makes the rows of an `Each`."""

    def __init__(self, ground: Ground, figures: Figures, last_year: LastYearFigures) -> None:
        self._ground, self._figures = ground, figures
        self._selections = Selections(ground)
        self._tables = TableRows(ground, last_year, self._selections)

    def rows(self, each: Each, name: str) -> Rows:
        """The rows, under a name of their own on the hidden sheet."""
        if each.figures is not None:
            return self._of_figures(each, name)
        if each.table:
            rows = self._tables.rows(each, name)
        elif each.rows_of:
            rows = self._of_register(each, name)
        else:
            rows = self._of_units(each, name)
        rows.fields.define("序", Ordinal)
        rows.fields.define("中文序", lambda: chinese_ordinal(Ordinal()))
        return rows

    def _of_register(self, each: Each, name: str) -> Rows:
        """The rows that count and meet the conditions; row k of a mirror is row k of its sheet."""
        register = self._ground.layout.register(each.rows_of)

        def field(column: str) -> Expression:
            return Item(of_register(register.name, column), Ordinal())

        conditions: list[Expression] = [equal(field("计入"), 1)]
        conditions += [_chosen(field(column), choice) for column, choice in each.where.items()]
        if each.having:
            conditions.append(Operation("<>", field(each.having), number(0)))
        words = [word for choice in each.where.values() for word in _words(choice)]
        called = "·".join([register.name, *words, *([each.having] if each.having else [])])
        count = self._ground.book.range_columns(of_register(register.name, "计入").name)[0].rows
        rows = self._selections.rows(each, name, called, count, both(*conditions), LEAST_ROWS)
        self._define_fields(rows, register)
        return rows

    def _define_fields(self, rows: Rows, register: Register) -> None:
        place, fields = Here(PLACE), rows.fields
        kinds: dict[str, str] = {column.field: column.kind for column in register.typed}
        rows.named = register.key[0]
        fields.define("名称", lambda: Item(of_register(register.name, rows.named), place))
        for name in [*kinds, *(each.field for each in register.derived)]:
            fields.define(name, partial(Item, of_register(register.name, name), place))
            rows.meanings[name] = _FIELD_MEANINGS.get(kinds.get(name, ""), Meaning.NAME)
        rows.sources |= {name: _typed_cell(register, name) for name in kinds}
        amount = rows.each.amount
        if amount:
            column = f"{amount}数" if amount in kinds else amount
            yuan = Item(of_register(register.name, column), place)
            fields.define(EXACT, lambda: from_yuan(yuan, rows.unit))
            define_amount(fields, rows.unit)
            define_change(fields, rows.unit, None, self._ground.wording)
            if amount in kinds:
                rows.sources[TEXT] = rows.sources[amount]

    def _of_units(self, each: Each, name: str) -> Rows:
        mirror = naming.MIRRORS["单位"]

        def column(field: str) -> Named:
            return Named(naming.defined_name(mirror, field))

        conditions: list[Expression] = [equal(Item(column("计入"), Ordinal()), 1)]
        if each.units:
            conditions.append(_chosen(Item(column("性质"), Ordinal()), each.units))
        count = self._ground.book.blocks[mirror].rows
        called = "·".join(["单位", *(each.units or [])])
        rows = self._selections.rows(each, name, called, count, both(*conditions), LEAST_ROWS)
        for field in ("名称", "性质"):
            rows.fields.define(field, partial(Item, column(field), Here(PLACE)))
            rows.meanings[field] = Meaning.NAME
        return rows

    def _of_figures(self, each: Each, name: str) -> Rows:
        """A row for each figure, in use where it is not 0."""
        names = list(each.figures or [])
        there = [
            If(Operation("<>", self._figures.cell(one, EXACT), number(0)), number(place), NOTHING)
            for place, one in enumerate(names, start=1)
        ]
        rows = Rows(self._ground, name, each, len(names), there)
        rows.fields.define("名称", lambda: [text(self._figures.shown_name(one)) for one in names])
        rows.fields.define(TEXT, lambda: [self._figures.cell(one, TEXT) for one in names])
        return rows


def _words(choice: Choice) -> list[str]:
    return [choice] if isinstance(choice, str) else choice


def _chosen(cell: Expression, choice: Choice) -> Expression:
    tests = [equal(cell, word) for word in _words(choice)]
    return tests[0] if len(tests) == 1 else call("OR", *tests)


def _typed_cell(register: Register, field: str) -> Expression:
    """The address of the typed cell of a row."""
    start, down = CellOf(register.sheet, field, 0), Operation("-", Here(PLACE), number(1))
    return join(f"{register.sheet}!", AddressOf(start, down, number(0)))
