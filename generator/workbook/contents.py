"""What stands in the typed cells of a workbook: facts, entries, last year's figures, reasons.

It is made from a department, or it is what a person typed, untouched. All else in a workbook of the same
layout and capacity is the same for everybody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from generator.expression.nodes import Expression, Value
from generator.layout import schema
from generator.layout.layout_set import LayoutSet
from generator.layout.register_schema import NUMBER_KINDS, Register
from generator.model.amount import yuan
from generator.model.budget import (
    Department,
    IncomeEntry,
    LineItem,
    PreviousFigure,
    RegisterEntry,
    Unit,
)


@dataclass(frozen=True, slots=True)
class EntryRows:
    """The typed cells of a list: one tuple per row, in the order of the fields.

    A field in `computed` is not typed: in each of these rows an expression stands there.
    """

    fields: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...] = ()
    computed: Mapping[str, Expression] = field(default_factory=dict)

    def column(self, name: str, rows: int) -> list[Value]:
        """What stands in a typed column of so many rows; nothing in one that is none of the fields."""
        if name not in self.fields:
            return [None] * rows
        place = self.fields.index(name)
        return [*(row[place] for row in self.rows), *[None] * (rows - len(self.rows))]

    def content(self, name: str, rows: int) -> Sequence[Expression | Value]:
        """The same, with the expression where the field is computed."""
        computed = self.computed.get(name)
        if computed is None:
            return self.column(name, rows)
        return [*[computed] * len(self.rows), *[None] * (rows - len(self.rows))]

    def painted(self, style: str, rows: int) -> str | list[str]:
        """The style of a typed column: rows that are computed look and behave as such (locked)."""
        if not self.computed:
            return style
        return [*[f"{style} computed"] * len(self.rows), *[style] * (rows - len(self.rows))]


UNIT_FIELDS = ("编码", "名称", "性质")
INCOME_FIELDS = ("单位", "资金来源", "金额")
ITEM_FIELDS = ("单位", "功能", "经济", "支出类型", "项目", "资金来源", "金额", "备注")
PREVIOUS_FIELDS = ("指标", "项目", "金额")


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents of all typed cells: text, number, truth value, or None where nothing was typed.

    `facts` are those of 单位信息 by name, `previous` the rows of 上年数, `reasons` (原因) those of 校验 by
    the check's number, `registers` the rows of each register by its name. A cell that held an error value
    holds its text, such as #N/A.
    """

    facts: Mapping[str, Value] = field(default_factory=dict)
    units: EntryRows = EntryRows(UNIT_FIELDS)
    income: EntryRows = EntryRows(INCOME_FIELDS)
    items: EntryRows = EntryRows(ITEM_FIELDS)
    previous: EntryRows = EntryRows(PREVIOUS_FIELDS)
    reasons: Mapping[str, str] = field(default_factory=dict)
    registers: Mapping[str, EntryRows] = field(default_factory=dict)

    def entries(self, ledger: schema.EntryLedger) -> EntryRows:
        """The rows of a ledger's entry sheet."""
        return {"单位": self.units, "收入": self.income, "支出": self.items}[ledger]

    def register(self, register: Register) -> EntryRows:
        """The rows of a register; a blank one where nothing is known of it."""
        known = self.registers.get(register.name)
        return register_rows(register, ()) if known is None else known


def contents_of(department: Department, layout: LayoutSet) -> Contents:
    """A department as the workbook holds it: codes as text, amounts in yuan, measures in Chinese."""
    measures = {figure.measure: figure.name.zh for figure in layout.previous_figures}
    return Contents(
        _facts(department),
        EntryRows(UNIT_FIELDS, tuple(_unit(unit) for unit in department.units)),
        EntryRows(INCOME_FIELDS, tuple(_income(entry) for entry in department.income)),
        EntryRows(ITEM_FIELDS, tuple(_item(item) for item in department.items)),
        EntryRows(PREVIOUS_FIELDS, tuple(_previous(figure, measures) for figure in department.previous)),
        registers={
            register.name: register_rows(register, department.registers.get(register.name, ()))
            for register in layout.registers
        },
    )


def register_rows(register: Register, entries: Sequence[RegisterEntry]) -> EntryRows:
    """The rows of a register as its sheet holds them.

    Amounts and numbers are such where they are written exactly so, and stay texts where not. A register
    of fixed rows has all of them, in order, and below them what names none of them.
    """
    kinds = {column.field: column.kind for column in register.typed}
    cells = [entry.cells for entry in entries]
    if not register.rows:
        rows = [tuple(_typed(row.get(field, ""), kind) for field, kind in kinds.items()) for row in cells]
        return EntryRows(tuple(kinds), tuple(rows))
    name, asked = register.fixed_field, {row.row: row.kind for row in register.rows}
    rows = [
        tuple(
            _typed(row.get(field, ""), "text" if field == name else asked.get(row.get(name, ""), "text"))
            for field in kinds
        )
        for row in _with_fixed_rows(register, cells)
    ]
    return EntryRows(tuple(kinds), tuple(rows))


def _with_fixed_rows(register: Register, cells: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    name = register.fixed_field
    given: dict[str, Mapping[str, str]] = {row.row: {name: row.row} for row in register.rows}
    seen: set[str] = set()
    others: list[Mapping[str, str]] = []
    for row in cells:
        called = row.get(name, "")
        if called in given and called not in seen:
            given[called] = row
            seen.add(called)
        else:
            others.append(row)
    return [*given.values(), *others]


_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_DIGITS_KEPT = 15
"""Spreadsheets keep so many digits of a number."""


def _typed(written: str, kind: str) -> Value:
    """A cell of a register: a number where its kind is one and it is written exactly."""
    if kind not in NUMBER_KINDS or not _NUMBER.fullmatch(written):
        return written or None
    if sum(sign.isdigit() for sign in written) > _DIGITS_KEPT:
        return written
    value = Decimal(written)
    return value if kind == "amount" or value != value.to_integral_value() else int(value)


def _facts(department: Department) -> dict[str, Value]:
    return {
        "名称": department.name or None,
        "编码": department.code or None,
        "年度": department.year,
        "级别": department.level_word,
        "编制日期": department.compiled_on or None,
    }


def _unit(unit: Unit) -> tuple[Value, ...]:
    return (unit.code or None, unit.name, unit.kind or None)


def _income(entry: IncomeEntry) -> tuple[Value, ...]:
    return (entry.unit, entry.funding_source, _yuan(entry.fen))


def _item(item: LineItem) -> tuple[Value, ...]:
    return (
        item.unit,
        item.function_code,
        item.economic_code,
        item.kind,
        item.project or None,
        item.funding_source,
        _yuan(item.fen),
        item.note or None,
    )


def _previous(figure: PreviousFigure, measures: Mapping[str, str]) -> tuple[Value, ...]:
    return (measures.get(figure.measure, figure.measure), figure.item, yuan(figure.fen))


def _yuan(fen: int | None) -> Decimal | None:
    """An amount as typed; nothing while it is not filled in."""
    return None if fen is None else yuan(fen)
