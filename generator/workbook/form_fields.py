"""What the cells of a form (绩效目标表) read: fields of registers, facts, amounts, texts with slots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.expression.nodes import (
    NOTHING,
    Expression,
    Find,
    If,
    IfFault,
    Item,
    Named,
    Operation,
    add,
    call,
    equal,
    join,
    number,
    text,
)
from generator.layout import schema
from generator.layout.fields import FACT_REGISTER
from generator.layout.form_schema import FormCell, IndicatorColumn
from generator.layout.register_schema import NUMBER_KINDS, Register
from generator.layout.template import Slot, read_template
from generator.model.amount import FEN_PER_UNIT, FEN_PER_YUAN
from generator.workbook import naming
from generator.workbook.facts import fact
from generator.workbook.ledger import amounts_entered
from generator.workbook.measure import combined, measured

UNSPACED_UNITS = ("%", "‰")
"""Units of measure that stand close to their number."""


def mirrored(register: str, column: str) -> Named:
    """A column of a register's mirror."""
    return Named(naming.defined_name(f"{register}明细", column))


def head_value(cell: FormCell, register: str, row: Expression, unit: str) -> Expression:
    """What a value cell of a form's head shows; `row` is the place of the form's row in its register."""
    if cell.field:
        return Item(mirrored(register, cell.field), row)
    if cell.fact is not None:
        known = fact(cell.fact)
        return If(equal(known, ""), NOTHING, known)
    if cell.item:
        place = Find(text(cell.item), mirrored(FACT_REGISTER, FACT_REGISTER))
        return IfFault(Item(mirrored(FACT_REGISTER, "内容"), place), NOTHING)
    if cell.amount is not None:
        yuan = add(tuple(Item(mirrored(register, field), row) for field in cell.amount))
        yuan_per_unit = FEN_PER_UNIT[unit] // FEN_PER_YUAN
        return yuan if yuan_per_unit == 1 else Operation("/", yuan, number(yuan_per_unit))
    assert cell.counts is not None  # the schema has no other role
    return _counted(cell, cell.counts, unit)


def _counted(cell: FormCell, ledger: schema.Ledger, unit: str) -> Expression:
    """Entries that meet `where`, less those that also meet `without`; nothing before an amount is entered."""
    whole = measured(ledger, unit, cell.where)
    both = combined(cell.where, cell.without) if cell.without else None
    counted = whole if both is None else Operation("-", whole, measured(ledger, unit, both))
    return If(equal(amounts_entered(), 0), NOTHING, counted)


def heading_text(written: str) -> Expression:
    """A title or subtitle, with the facts of the department that it names."""
    named = {"部门": naming.NAME}
    parts = [
        fact(named.get(part.name, part.name)) if isinstance(part, Slot) else part
        for part in read_template(written)
    ]
    return join(*parts)


class IndicatorFields:
    """The fields of the indicators' register in a row of it."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._kinds: Mapping[str, str] = {column.field: column.kind for column in register.columns}

    def shown(self, column: IndicatorColumn, row: Expression) -> Expression:
        """What a column shows of the register's row `row`."""
        parts = read_template(column.text)
        only = parts[0]
        if len(parts) == 1 and isinstance(only, Slot) and self._kinds.get(only.name) in NUMBER_KINDS:
            value = self._field(f"{only.name}数", row)
            return If(call("ISNUMBER", value), value, self._field(only.name, row))
        shown: Expression | None = None
        words = ""
        for part in parts:
            if isinstance(part, Slot):
                shown = _joined(shown, words, self._field(part.name, row))
                words = ""
            else:
                words = part
        return join(shown or NOTHING, words) if words else shown or NOTHING

    def same(self, columns: Sequence[IndicatorColumn], row: Expression, other: Expression) -> Expression:
        """Whether two rows show the same in all of these columns."""
        conditions = [equal(self.shown(column, row), self.shown(column, other)) for column in columns]
        return conditions[0] if len(conditions) == 1 else call("AND", *conditions)

    def _field(self, field: str, row: Expression) -> Expression:
        return Item(mirrored(self._register.name, field), row)


def _joined(before: Expression | None, words: str, value: Expression) -> Expression:
    """A text and a field after it; a blank between them stands only where both are filled in."""
    if before is None:
        return join(words, value) if words else value
    if words.strip():
        return join(before, words, value)
    if not words:
        return join(before, value)
    close = [equal(before, ""), equal(value, ""), *(equal(value, unit) for unit in UNSPACED_UNITS)]
    return join(before, If(call("OR", *close), NOTHING, text(words)), value)
