"""Checks that every parent row of a growing table equals its children, exactly or as printed (尾差)."""

from __future__ import annotations

from decimal import Decimal

from generator.expression.block import Column
from generator.expression.nodes import (
    AddressOf,
    ColumnOf,
    CountNumbers,
    CountWhere,
    Expression,
    Find,
    If,
    IfFault,
    Item,
    Named,
    Operation,
    Ordinal,
    RowOf,
    SumWhere,
    both,
    call,
    equal,
    join,
    number,
)
from generator.layout import schema
from generator.workbook import naming
from generator.workbook.comparison import (
    BROKEN_COUNT,
    COLUMN,
    ONE,
    ROW,
    ZERO,
    Comparison,
    Side,
    differs,
    first_broken,
)
from generator.workbook.table_view import TableView, TableViews
from generator.workbook.workings import Workings

FEN_OF_PRINT = 100
"""Printed figures have two decimals."""


class TreeChecks:
    """Turns checks of parents and children into comparisons."""

    def __init__(self, workings: Workings, views: TableViews) -> None:
        self._workings = workings
        self._views = views

    def exact(self, check: schema.Check, table: str) -> Comparison:
        """Parents and children by their exact amounts."""
        (view,) = self._views.whole(table)
        block = Named(naming.defined_name(table, "数"))
        return self._over_tree(check, view, block, view.yuan_per_unit)

    def printed(self, check: schema.Check, table: str) -> Comparison:
        """Parents and children as printed: every amount rounded to two decimals first."""
        (view,) = self._views.whole(table)
        printed = [
            If(
                equal(view.at(naming.KEY, Ordinal()), ""),
                ZERO,
                IfFault(
                    call(
                        "ROUND",
                        Operation("*", view.at(column, Ordinal()), number(FEN_OF_PRINT)),
                        ZERO,
                    ),
                    ZERO,
                ),
            )
            for column in view.columns
        ]
        name = naming.defined_name("印数", table)
        columns = [
            Column(column, self._workings.next_column + place, rule)
            for place, (column, rule) in enumerate(zip(view.columns, printed, strict=True))
        ]
        block = self._workings.place(f"印数·{table}", columns, view.rows)
        self._workings.book.name(name, block, view.columns[0], view.columns[-1])
        return self._over_tree(check, view, Named(name), Decimal(1) / FEN_OF_PRINT)

    def _over_tree(
        self, check: schema.Check, view: TableView, amounts: Named, factor: int | Decimal
    ) -> Comparison:
        """Compare every parent with its children, in every column of `amounts`.

        Printed amounts are compared only where the exact ones agree: the rest is no matter of rounding.
        """
        table = view.table.table
        leaf, unit = len(view.levels), view.yuan_per_unit

        def parent(row: Expression, column: Expression) -> Expression:
            return _times(Item(amounts, row, column), factor)

        def children(row: Expression, column: Expression) -> Expression:
            return _times(_children_of(view, amounts, row, column), factor)

        def compared(column: Expression) -> Expression:
            gap = differs(parent(Ordinal(), column), children(Ordinal(), column), check.relation)
            if not check.displayed:
                return gap
            exact = Named(naming.defined_name(table, "数"))
            parts = _children_of(view, exact, Ordinal(), column)
            truly = differs(_times(Item(exact, Ordinal(), column), unit), _times(parts, unit), check.relation)
            return If(equal(truly, 0), gap, ZERO)

        has_children = both(
            call("ISNUMBER", view.at(naming.LEVEL, Ordinal())),
            Operation("<", view.at(naming.LEVEL, Ordinal()), number(leaf)),
        )
        columns = [
            If(has_children, compared(number(place)), ZERO) for place in range(1, len(view.columns) + 1)
        ]
        name = f"{check.id}·{table}"
        counted, broken = self._workings.running(name, columns, view.rows, None)
        self._workings.name_columns(name, view.columns)
        row = first_broken(counted, ok=1, columns=len(columns))
        zeros = CountWhere(((RowOf(counted, ROW), "=", ZERO),))
        column = If(equal(BROKEN_COUNT, 0), ONE, Operation("+", zeros, ONE))

        start = view.start(view.columns[0])
        cell = AddressOf(start, Operation("-", ROW, ONE), Operation("-", COLUMN, ONE))
        child_row = IfFault(Find(view.at(naming.KEY, ROW), view.named(naming.PARENT)), ONE)
        child = AddressOf(start, Operation("-", child_row, ONE), Operation("-", COLUMN, ONE))
        heading = Item(Named(naming.defined_name(naming.WORKINGS, name, "列名")), ONE, COLUMN)
        described = "印出的" if check.displayed else ""
        return Comparison(
            name,
            check,
            Side(f"{table} {described}小计", parent(ROW, COLUMN), table, cell),
            Side(f"{table} {described}下级各行之和", children(ROW, COLUMN), table, child),
            count=Operation("-", CountNumbers(view.named(naming.KEY)), view.count(view.levels[-1])),
            broken=broken,
            row=row,
            column=column,
            where=join(view.label(ROW), "（", heading, "）"),
            idle=f"{table} 为空表",
            tables=(table,),
            measure=view.table.unit if check.displayed else "元",
        )


def _children_of(view: TableView, amounts: Named, row: Expression, column: Expression) -> Expression:
    above = ((view.named(naming.PARENT), view.at(naming.KEY, row)),)
    return SumWhere(ColumnOf(amounts, column), above)


def _times(value: Expression, factor: int | Decimal) -> Expression:
    return value if factor == 1 else Operation("*", value, number(factor))
