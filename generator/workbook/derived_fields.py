"""Derived fields of a register's row: what follows from the row, from money, from other lists."""

from __future__ import annotations

from collections.abc import Iterator

from generator.expression.nodes import (
    NOTHING,
    CountWhere,
    Expression,
    Find,
    Here,
    If,
    IfFault,
    Item,
    Named,
    Operation,
    Ordinal,
    SumWhere,
    call,
    equal,
    number,
)
from generator.layout.register_schema import Derived
from generator.workbook import naming
from generator.workbook.measure import measured
from generator.workbook.register_list import RegisterList, key_column, mirror_name
from generator.workbook.short_names import PROJECT_NUMBER
from generator.workbook.typed_cell import bare_number, digits_only, number_of_digits

SUBJECT = "说明事项"
"""With what the defined names of the subjects of explanations begin; 名称 is the one that is looked up."""
FIXED_ROW = "行序"
"""The mirror column with the place of the row's name among the fixed rows, 0 when it is none of them."""
LONGEST_NUMBER = 40
"""Longer texts are no numbers."""
_FINEST = {"amount": 2}
"""Decimals of sums, which programs add up in binary; other numbers have six at most."""


def derived_columns(entered: RegisterList, *, explained: bool) -> Iterator[tuple[str, Expression]]:
    """Every derived field of a register, and the columns that it needs besides, each by its name.

    What explanations say about a subject is nothing in a workbook that has none (`explained`).
    """
    register = entered.definition
    if any(derived.of_row for derived in register.derived):
        names = Named(naming.defined_name(register.name, "行", "row"))
        yield FIXED_ROW, IfFault(Find(Here(register.fixed_field), names), number(0))
    for derived in register.derived:
        if derived.number_of:
            yield from number_columns(entered, derived.number_of, derived.field)
        elif derived.of_row:
            yield derived.field, _of_row(entered, derived)
        else:
            value = _looked_up(entered, derived) if explained or not derived.of_subject else NOTHING
            yield derived.field, If(equal(Here("填写"), 0), NOTHING, value)


def number_columns(entered: RegisterList, field: str, name: str) -> Iterator[tuple[str, Expression]]:
    """The number that stands in a field, "" when it is none, after the digits of its text."""
    cell, digits = Item(entered.typed(field), Ordinal()), f"{field}净"
    long = Operation(">", call("LEN", Here(field)), number(LONGEST_NUMBER))
    no_number = call("OR", equal(Here(field), ""), long)
    plain = If(call("ISNUMBER", cell), cell, number_of_digits(Here(digits)))
    yield digits, If(no_number, NOTHING, digits_only(bare_number(Here(field))))
    yield name, If(no_number, NOTHING, IfFault(plain, NOTHING))


def _of_row(entered: RegisterList, derived: Derived) -> Expression:
    """A property of the fixed row that the row is called after."""
    properties = Named(naming.defined_name(entered.name, "行", derived.of_row))
    found = Item(properties, Here(FIXED_ROW))
    return If(equal(Here(FIXED_ROW), 0), NOTHING, If(equal(found, ""), NOTHING, found))


def _looked_up(entered: RegisterList, derived: Derived) -> Expression:
    if derived.counts:
        of_project = Named(naming.defined_name(naming.MIRRORS[derived.counts], PROJECT_NUMBER))
        money = measured(derived.counts, "元", derived.where, ((of_project, Here(PROJECT_NUMBER)),))
        return If(equal(Here(PROJECT_NUMBER), 0), number(0), money)
    if derived.of_subject:
        return _of_subject(derived)
    other = entered.layout.register(derived.rows_of)
    mirror = mirror_name(other.name)
    theirs = Named(naming.defined_name(mirror, key_column(other, derived.by)))
    same = (theirs, Here(key_column(entered.definition, derived.by)))
    counted = (Named(naming.defined_name(mirror, "计入")), number(1))
    if derived.sum:
        amounts = Named(naming.defined_name(mirror, f"{derived.sum}数"))
        decimals = _FINEST.get(other.column(derived.sum).kind, 6)
        return call("ROUND", SumWhere(amounts, (same, counted)), number(decimals))
    if derived.text_of:
        texts = Named(naming.defined_name(mirror, derived.text_of))
        return IfFault(Item(texts, Find(same[1], same[0])), NOTHING)
    return CountWhere(tuple((cells, "=", value) for cells, value in (same, counted)))


def _of_subject(derived: Derived) -> Expression:
    """What the explanations say about the subject of the row."""
    names, values = (Named(naming.defined_name(SUBJECT, column)) for column in ("名称", derived.of_subject))
    return IfFault(Item(values, Find(Here(derived.by), names)), NOTHING)
