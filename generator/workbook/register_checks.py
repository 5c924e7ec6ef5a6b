"""Checks over registers: their figures against each other or a number, and projects without a row."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from generator.expression.nodes import (
    NOTHING,
    AddressOf,
    CellOf,
    CountWhere,
    Expression,
    Find,
    If,
    IfFault,
    Item,
    Named,
    Operation,
    Ordinal,
    SumWhere,
    add,
    equal,
    join,
    number,
    text,
)
from generator.layout import schema
from generator.layout.language import TableReference, read_sum
from generator.workbook import naming
from generator.workbook.comparison import (
    AS_WANTED,
    LEFT,
    ONE,
    RIGHT,
    ROW,
    ROWS,
    ZERO,
    Comparison,
    Side,
    differs,
    first_broken,
)
from generator.workbook.register_list import RegisterList
from generator.workbook.short_names import PROJECT_NUMBER, SHORT_NAME, named_like
from generator.workbook.table_view import signed_sum
from generator.workbook.workings import Workings

EXPENDITURE = "支出录入"


class RegisterChecks:
    """Turns checks over registers into comparisons. `registers` are those of the workbook by name."""

    def __init__(self, workings: Workings, registers: Mapping[str, RegisterList]) -> None:
        self._workings = workings
        self._registers = registers

    def formulas(self, check: schema.Check) -> Comparison:
        """Both sides, once a row stands there that they speak of."""
        sides = [read_sum(formula) for formula in (check.left, check.right)]
        terms = [term for each, _ in sides for _, term in each]
        first = terms[0]
        entered = self._registers[first.table]
        said = first.column if entered.definition.rows else first.row
        return Comparison(
            check.id,
            check,
            self._side(*sides[0]),
            self._side(*sides[1]),
            count=If(Operation(">", add(tuple(self._rows(term) for term in terms)), ZERO), ONE, ZERO),
            broken=differs(LEFT, RIGHT, check.relation),
            idle=f"{entered.sheet} 还没有填“{said}”",
            tables=tuple(dict.fromkeys(self._registers[term.table].sheet for term in terms)),
            measure=self._measure(first),
        )

    def projects(self, check: schema.Check, register: str) -> Comparison:
        """Every project with expenditure has a row in the register, once it has any."""
        entered = self._registers[register]
        field = entered.definition.key[0]
        mirror, key = naming.MIRRORS["支出"], entered.mirrored(field)
        numbers = Named(naming.defined_name(mirror, PROJECT_NUMBER))
        name = Named(naming.defined_name(mirror, "项目名称"))
        kinds = (Named(naming.defined_name(mirror, "支出类型")), text("项目支出"))
        of_project = (numbers, Ordinal())
        fen = SumWhere(Named(naming.defined_name(mirror, "分")), (of_project, kinds))
        known = IfFault(Find(Item(name, Ordinal()), key), ZERO)
        lacking = If(equal(fen, 0), ZERO, If(equal(known, 0), ONE, ZERO))
        first_of_project = equal(Item(numbers, Ordinal()), Ordinal())
        rows = self._workings.book.range_columns(numbers.name)[0].rows
        called = f"{check.id}·{entered.sheet}"
        counted, broken = self._workings.running(called, [If(first_of_project, lacking, ZERO)], rows, None)
        row = first_broken(counted, ok=1)
        short = Item(Named(naming.defined_name(mirror, SHORT_NAME)), ROW)
        similar = named_like(short, entered.mirror, field)
        near = If(equal(similar, ""), NOTHING, join("；表中有“", similar, "”，是不是同一个项目"))
        more = If(Operation(">", LEFT, ONE), join("等 ", LEFT, " 个项目"), NOTHING)
        place = AddressOf(CellOf(EXPENDITURE, "项目"), Operation("-", ROW, ONE), ZERO)
        below = AddressOf(CellOf(entered.sheet, field), entered.rows_filled, ZERO)
        return Comparison(
            called,
            check,
            Side(f"{entered.sheet} 中没有的项目", broken, EXPENDITURE, place),
            Side(AS_WANTED, ZERO, entered.sheet, below),
            count=entered.rows_filled,
            broken=LEFT,
            row=row,
            told=join(f"{entered.sheet} 中没有“", Item(name, ROW), "”", more, near, "。"),
            idle=f"{entered.sheet} 还没有填",
            tables=(entered.sheet,),
            measure=ROWS,
        )

    def _side(self, terms: list[tuple[int, TableReference]], rest: Decimal | int) -> Side:
        """The value of a side, what it is called, and the cell of its first term."""
        values = [(sign, self._value(term)) for sign, term in terms]
        called = ""
        for sign, term in terms:
            joint = (" + " if sign > 0 else " - ") if called else ("" if sign > 0 else "-")
            called += joint + " ".join(part for part in (self._sheet(term), term.row, term.column) if part)
        if rest:
            values.append((1, number(rest)))
            called += f" + {rest}" if called else str(rest)
        if not terms:
            return Side(AS_WANTED if rest else "0", signed_sum(values))
        entered = self._registers[terms[0][1].table]
        field, word = self._key(terms[0][1])
        row = IfFault(Find(text(word), entered.mirrored(field)), ONE)
        cell = AddressOf(CellOf(entered.sheet, self._shown(terms[0][1])), Operation("-", row, ONE), ZERO)
        return Side(called, signed_sum(values), entered.sheet, cell)

    def _sheet(self, term: TableReference) -> str:
        return self._registers[term.table].sheet

    def _key(self, term: TableReference) -> tuple[str, str]:
        """The field by which the rows of a term are found, and what stands there."""
        register = self._registers[term.table].definition
        return (register.fixed_field, term.column) if register.rows else (register.key[0], term.row)

    def _shown(self, term: TableReference) -> str:
        """The typed field that a term adds up."""
        register = self._registers[term.table].definition
        return (
            next(each.field for each in register.typed if each.kind != "fixed")
            if register.rows
            else term.column
        )

    def _rows(self, term: TableReference) -> Expression:
        """How many rows a term has."""
        entered = self._registers[term.table]
        field, word = self._key(term)
        return CountWhere(((entered.mirrored(field), "=", text(word)), (entered.mirrored("计入"), "=", ONE)))

    def _value(self, term: TableReference) -> Expression:
        entered = self._registers[term.table]
        field, word = self._key(term)
        numbers = entered.mirrored(f"{self._shown(term)}数")
        same = ((entered.mirrored(field), text(word)), (entered.mirrored("计入"), ONE))
        return SumWhere(numbers, same)

    def _measure(self, term: TableReference) -> str:
        """What a side is in: the unit of the fixed row, yuan for amounts."""
        register = self._registers[term.table].definition
        if register.rows:
            return next(row.unit for row in register.rows if row.row == term.column)
        return "元" if register.column(term.column).kind == "amount" else ""
