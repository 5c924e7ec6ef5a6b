"""Table views: how checks reach into the placed official tables, by defined names only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.expression.nodes import (
    NOTHING,
    AddressOf,
    CellOf,
    CountNumbers,
    CountWhere,
    Expression,
    Find,
    If,
    IfFault,
    Item,
    Named,
    Operation,
    SumRange,
    SumWhere,
    add,
    equal,
    join,
    number,
)
from generator.layout import schema
from generator.layout.language import TableReference
from generator.layout.references import find_panel
from generator.model.amount import FEN_PER_UNIT, FEN_PER_YUAN
from generator.workbook import naming
from generator.workbook.fixed_table import FixedTable, Row, panel_block, panel_prefix, rows_called
from generator.workbook.growing_table import GrowingTable

Terms = list[tuple[int, TableReference]]
"""Table references with their signs, from left to right."""


@dataclass(frozen=True, slots=True)
class TableView:
    """One table (or one panel of it) as checks see it. Values come in yuan."""

    table: schema.Table
    block: str
    prefix: tuple[str, ...]
    rows: int
    columns: tuple[str, ...]
    """The amount columns, from left to right."""
    levels: tuple[str, ...] = ()
    has_projects: bool = False
    """Rows are told apart by their project as well as by their name."""
    fixed: tuple[Row, ...] = ()

    def named(self, column: str) -> Named:
        """The defined name of one column."""
        return Named(naming.defined_name(*self.prefix, column))

    @property
    def yuan_per_unit(self) -> int:
        """How many yuan one unit of the table is."""
        return FEN_PER_UNIT[self.table.unit] // FEN_PER_YUAN

    def level(self, word: str) -> int:
        """The number of a level as the table's 级 column holds it; project rows stand for their 项."""
        if not self.levels:
            return 1
        return self.levels.index(word) + 1 if word in self.levels else len(self.levels)

    def start(self, column: str) -> CellOf:
        """The first cell of a column."""
        return CellOf(self.block, column, 0)

    def address(self, column: str, row: Expression) -> Expression:
        """The address of the cell of a column in a row counted from 1."""
        return AddressOf(self.start(column), Operation("-", row, number(1)), number(0))

    def at(self, column: str, row: Expression) -> Expression:
        """The cell of a column in a row counted from 1."""
        return Item(self.named(column), row)

    def label(self, row: Expression) -> Expression:
        """What a row is called, in words: its name, and its project where it has one."""
        name = self.at(naming.NAME, row)
        if not self.has_projects:
            return name
        project = self.at(naming.PROJECT, row)
        return join(name, If(equal(project, ""), NOTHING, join("，", project)))

    def by_code(self, column: str, code: Expression) -> Expression:
        """The sum of a column over the rows of one code."""
        return SumWhere(self.named(column), ((self.named(naming.CODE), code),))

    def by_level(self, column: str, level: str) -> Expression:
        """The sum of a column over the rows of one level."""
        condition = (self.named(naming.LEVEL), number(self.level(level)))
        return SumWhere(self.named(column), (condition,))

    def row_value(self, reference: TableReference) -> Expression:
        """The value that `table[row, column]` names."""
        if self.fixed:
            places = rows_called(self.fixed, reference.row)
            if reference.row == "每类":
                return self.by_level(reference.column, "类")
            return self.at(reference.column, number(places[0] + 1))
        if reference.row.isdigit():
            return self.by_code(reference.column, number(self.code_number(reference.row)))
        return self.by_level(reference.column, reference.row)

    def row_place(self, reference: TableReference) -> Expression:
        """The row, from 1, where `table[row, column]` first stands; 1 when it stands nowhere."""
        if self.fixed:
            return number(rows_called(self.fixed, reference.row)[0] + 1)
        if reference.row.isdigit():
            wanted: Expression = number(self.code_number(reference.row))
            return IfFault(Find(wanted, self.named(naming.CODE)), number(1))
        wanted = number(self.level(reference.row))
        return IfFault(Find(wanted, self.named(naming.LEVEL)), number(1))

    def code_number(self, code: str) -> int:
        """A code as the table's 码 column holds it: padded to whole length."""
        digits = 5 if "经济类" in self.levels else 7
        return int(code.ljust(digits, "0"))

    def count(self, level: str) -> Expression:
        """How many rows of a level the table has now; 行 means every row."""
        if level != "行":
            return CountWhere(((self.named(naming.LEVEL), "=", number(self.level(level))),))
        if self.fixed:
            return CountNumbers(self.named(self.columns[0]))
        return CountNumbers(self.named(naming.KEY))

    def overview(self, column: str, level: str) -> Expression:
        """What a comparison row by row amounts to in all."""
        if level != "行":
            return self.by_level(column, level)
        return SumRange(self.named(column)) if self.fixed else self.by_level(column, self.levels[0])


class TableViews:
    """All official tables, ready for checks."""

    def __init__(self, growing: Sequence[GrowingTable], fixed: Sequence[FixedTable]) -> None:
        self._views: dict[tuple[str, str], TableView] = {}
        self.growing = {table.table.table: table for table in growing}
        for table in growing:
            amounts = tuple(leaf.name for leaf in table.leaves if leaf.shows is None)
            name = table.table.table
            self._views[name, ""] = TableView(
                table.table,
                name,
                (name,),
                table.capacity,
                amounts,
                levels=tuple(table.table.rows),
                has_projects=table.has_projects,
            )
        for placed in fixed:
            for panel in placed.table.panels:
                leaves = [leaf for column in panel.columns for leaf in column.leaves()]
                self._views[placed.table.table, panel.id] = TableView(
                    placed.table,
                    panel_block(placed.table, panel),
                    panel_prefix(placed.table, panel),
                    placed.height,
                    tuple(leaf.name for leaf in leaves if leaf.shows is None),
                    fixed=tuple(placed.block_rows(panel)),
                )

    def of(self, reference: TableReference) -> TableView:
        """The view that a reference speaks of."""
        view = self._views.get((reference.table, reference.panel))
        if view is not None:
            return view
        table = next(view.table for view in self._views.values() if view.table.table == reference.table)
        panel = find_panel(table, reference)
        assert panel is not None, reference  # the layout was checked when it was loaded
        return self._views[reference.table, panel.id]

    def whole(self, table: str) -> list[TableView]:
        """All views of one table."""
        return [view for (name, _), view in self._views.items() if name == table]

    def called(self, terms: Terms) -> str:
        """A side of a check in words, such as “表5 合计 + 表8 合计”."""
        words = ""
        for sign, term in terms:
            joint = (" + " if sign > 0 else " - ") if words else ("" if sign > 0 else "-")
            view = self.of(term)
            row = {"": "", "每类": " 各类之和"}.get(term.row, f" {term.row}")
            column = f" {term.column}" if len(view.columns) > 1 or not row else ""
            panel = f" {term.panel}" if term.panel and not term.row.startswith(term.panel) else ""
            words += f"{joint}{term.table}{panel}{row}{column}"
        return words or "0"


def tables_named(*sides: Terms) -> tuple[str, ...]:
    """The tables that the sides of a check name, each once."""
    return tuple(dict.fromkeys(term.table for side in sides for _, term in side))


def signed_sum(terms: list[tuple[int, Expression]]) -> Expression:
    """Terms added and subtracted in order."""
    if not terms:
        return number(0)
    (sign, first), *rest = terms
    total = first if sign > 0 else Operation("-", number(0), first)
    for sign, term in rest:
        total = Operation("+" if sign > 0 else "-", total, term)
    return total


def in_yuan(terms: list[tuple[int, Expression, int]]) -> Expression:
    """Terms (sign, value, yuan per unit) as one amount in yuan; 0 when there are none."""
    if not terms:
        return number(0)
    factors = {factor for _, _, factor in terms}
    if len(factors) == 1:
        total = signed_sum([(sign, term) for sign, term, _ in terms])
        (factor,) = factors
        return total if factor == 1 else Operation("*", total, number(factor))
    return add(tuple(Operation("*", term, number(sign * factor)) for sign, term, factor in terms))
