"""Checks of whole tables: names of codes, statements of empty tables, room for all rows."""

from __future__ import annotations

from collections.abc import Iterator

from generator.expression.nodes import (
    NOTHING,
    CellOf,
    CountNumbers,
    CountWhere,
    Expression,
    Find,
    If,
    IfFault,
    Item,
    Named,
    NextKey,
    Operation,
    Ordinal,
    both,
    call,
    equal,
    join,
    number,
    text,
)
from generator.layout import schema
from generator.workbook import naming
from generator.workbook.comparison import LEFT, ONE, RIGHT, ROW, ROWS, ZERO, Comparison, Side, first_broken
from generator.workbook.growing_table import UNKNOWN
from generator.workbook.table_view import TableView, TableViews
from generator.workbook.workings import Workings


class TableChecks:
    """Turns checks of whole tables into comparisons."""

    def __init__(self, workings: Workings, views: TableViews) -> None:
        self._workings = workings
        self._views = views

    def names(self, check: schema.Check, table: str) -> Iterator[Comparison]:
        """Every coded row bears the name of the code list; one comparison for each coded panel."""
        for view in self._views.whole(table):
            coded = any(not isinstance(row, schema.FixedRow) and row for row in view.fixed)
            if view.fixed and not coded:
                continue
            yield self._names_of(check, view)

    def _names_of(self, check: schema.Check, view: TableView) -> Comparison:
        table = view.table.table
        economic = "经济类" in view.levels
        listed = "经济" if economic else "功能"

        def official(row: Expression) -> Expression:
            known = Item(
                Named(f"{listed}_名称"),
                Find(view.at(naming.CODE, row), Named(f"{listed}_键")),
            )
            name = IfFault(known, text(UNKNOWN))
            if view.fixed:
                shown_code = call("LEFT", view.at(naming.CODE, row), number(3))
                return join(shown_code, " ", name)
            return name

        coded: Expression = call("ISNUMBER", view.at(naming.CODE, Ordinal()))
        if not view.fixed:
            coded = both(coded, Operation(">", view.at(naming.CODE, Ordinal()), ZERO))
        differ = If(Operation("<>", view.at(naming.NAME, Ordinal()), official(Ordinal())), ONE, ZERO)
        name = f"{check.id}·{table}"
        counted, broken = self._workings.running(
            name, [If(coded, IfFault(differ, ONE), ZERO)], view.rows, None
        )
        row = first_broken(counted, ok=1)
        agreed = _coded_rows(view)
        shown = self._workings.book.names[view.named(naming.NAME).name].first
        cell = view.address(shown, ROW)
        return Comparison(
            name,
            check,
            Side(f"{table} 有编码的行", agreed, table, cell),
            Side("其中名称与科目表一致的行", Operation("-", agreed, broken)),
            count=agreed,
            broken=broken,
            row=row,
            told=join(f"{table} 的名称“", view.at(naming.NAME, ROW), "”，科目表中是“", official(ROW), "”。"),
            idle=f"{table} 为空表",
            tables=(table,),
            measure=ROWS,
        )

    def codes(self, check: schema.Check, table: str) -> Comparison:
        """Every code is in the code list, and its parent row stands in the same table."""
        (view,) = self._views.whole(table)
        listed = Named("经济_键" if "经济类" in view.levels else "功能_键")
        code = view.at(naming.CODE, Ordinal())
        coded = both(call("ISNUMBER", code), Operation(">", code, ZERO))
        parents = CountWhere(((view.named(naming.KEY), "=", view.at(naming.PARENT, Ordinal())),))
        known = Operation(">", Find(code, listed), ZERO)
        right = If(both(known, Operation(">", parents, ZERO)), ZERO, ONE)
        name = f"{check.id}·{table}"
        counted, broken = self._workings.running(
            name, [If(coded, IfFault(right, ONE), ZERO)], view.rows, None
        )
        with_code = _coded_rows(view)
        shown = self._workings.book.names[view.named(naming.NAME).name].first
        return Comparison(
            name,
            check,
            Side(f"{table} 有编码的行", with_code, table, view.address(shown, ROW)),
            Side("其中编码和上级都找得到的行", Operation("-", with_code, broken)),
            count=with_code,
            broken=broken,
            row=first_broken(counted, ok=1),
            told=join(
                f"{table} 的编码 ",
                view.at(naming.CODE, ROW),
                If(
                    call("ISNUMBER", IfFault(Find(view.at(naming.CODE, ROW), listed), NOTHING)),
                    text(" 在表中没有上级科目行。"),
                    text(" 不在当年科目表中。"),
                ),
            ),
            idle=f"{table} 为空表",
            tables=(table,),
            measure=ROWS,
        )

    def statement(self, check: schema.Check, table: str) -> Comparison:
        """A table without rows says so, a table with rows does not."""
        (view,) = self._views.whole(table)
        statement = Named(naming.defined_name(table, "空表说明"))
        rows = CountNumbers(view.named(naming.KEY))
        said = If(Operation("<>", Item(statement, ONE), NOTHING), ONE, ZERO)
        filled, silent = Operation(">", LEFT, ZERO), equal(RIGHT, 0)
        right = call("OR", both(filled, silent), call("NOT", call("OR", filled, silent)))
        return Comparison(
            f"{check.id}·{table}",
            check,
            Side(f"{table} 的行数", rows, table, text("A1")),
            Side(f"{table} 的空表说明（1 为有）", said, table, text("A1")),
            count=ONE,
            broken=If(right, ZERO, ONE),
            told=If(
                filled, text(f"{table} 有数据，却有空表说明。"), text(f"{table} 没有数据，也没有空表说明。")
            ),
            tables=(table,),
            measure=ROWS,
        )

    def capacity(self, check: schema.Check, table: str) -> Comparison:
        """No key lies beyond the last row."""
        (view,) = self._views.whole(table)
        last = CellOf(view.block, naming.KEY, view.rows - 1)
        beyond = NextKey(Named(self._views.growing[table].keys.range_name), last)
        cut = If(equal(last, ""), ZERO, If(equal(beyond, ""), ZERO, ONE))
        return Comparison(
            f"{check.id}·{table}",
            check,
            Side(f"{table} 已用行数", CountNumbers(view.named(naming.KEY)), table, text("A1")),
            Side(f"{table} 可用行数", number(view.rows)),
            count=ONE,
            broken=cut,
            told=text(f"{table} 的行已用完，后面的行没有显示，请重新生成行数更多的工作簿。"),
            tables=(table,),
            measure=ROWS,
        )


def _coded_rows(view: TableView) -> Expression:
    """How many rows bear a code: the total of a growing table has 0 for one."""
    coded = CountNumbers(view.named(naming.CODE))
    if view.fixed:
        return coded
    return Operation("-", coded, CountWhere(((view.named(naming.CODE), "=", ZERO),)))
