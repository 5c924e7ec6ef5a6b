"""Comparisons: each check of the layout as expressions over the placed tables.

A comparison over many rows keeps a running count of broken rows on a hidden sheet (one cell per row
and column): its last cell says how many are broken, the zeros before it where the first one stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from generator.expression.block import Block, Book, Column
from generator.expression.nodes import (
    NOTHING,
    Above,
    AddressOf,
    CellOf,
    ColumnOf,
    CountFilled,
    CountNumbers,
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
    RowCount,
    RowOf,
    SumRange,
    SumWhere,
    both,
    call,
    equal,
    join,
    number,
    text,
)
from generator.layout import schema
from generator.layout.language import TableReference, read_terms
from generator.layout.layout_set import LayoutSet
from generator.layout.references import LEDGER_TABLES
from generator.workbook import naming
from generator.workbook.growing_table import UNKNOWN
from generator.workbook.ledger import HEADING_ROW, SPARE_ROWS
from generator.workbook.sheet import Label, Sheet
from generator.workbook.table_view import TableView, TableViews, in_yuan

ZERO, ONE = number(0), number(1)
ROW, COLUMN = Here("行"), Here("列")
"""On the check sheet: the first broken row and column of a comparison, from 1."""
FEN_OF_PRINT = 100
"""Printed figures have two decimals."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: what it is called, its value, and the cell to look at."""

    called: str
    value: Expression
    sheet: str = ""
    cell: Expression = NOTHING


@dataclass(frozen=True, slots=True)
class Comparison:
    """One row of the check sheet.

    `row` and `column` locate the first broken place, `count` says how many places were compared,
    `broken` how many of them differ, `where` names the place in words, `idle` says why a comparison
    of nothing does not apply.
    """

    id: str
    check: schema.Check
    left: Side
    right: Side
    count: Expression
    broken: Expression
    row: Expression = ZERO
    column: Expression = ZERO
    where: Expression = NOTHING
    idle: str = "没有数据"
    tables: tuple[str, ...] = field(default=())
    is_count: bool = False
    """The sides count rows instead of money."""


class Comparisons:
    """Places the workings of all checks and yields their comparisons."""

    def __init__(self, book: Book, layout: LayoutSet, views: TableViews, capacities: dict[str, int]) -> None:
        self.book = book
        self.layout = layout
        self.views = views
        self.capacities = capacities
        self.sheet = Sheet(naming.WORKINGS, hidden=True, banner=False)
        self._next_column = 0

    def all(self) -> Iterator[Comparison]:
        """Every comparison, in the order of the layout's checks; entry rules come first."""
        for sheet in self.layout.entries.sheets:
            for place, rule in enumerate(sheet.rules, start=1):
                yield self._entry_rule(sheet, rule, place)
        for check in self.layout.checks:
            yield from self._expanded(check)

    def _expanded(self, check: schema.Check) -> Iterator[Comparison]:
        whole_tables: list[tuple[list[str], Callable[[schema.Check, str], Iterator[Comparison]]]] = [
            (check.parents, self._printed if check.displayed else self._parents),
            (check.names, self._names),
            (check.statements, self._statements),
            (check.capacity, self._capacity),
        ]
        for tables, compare in whole_tables:
            for table in tables:
                yield from compare(check, table)
        if check.left:
            yield self._formula(check)

    def _formula(self, check: schema.Check) -> Comparison:
        left, right = read_terms(check.left), read_terms(check.right)
        if check.each in ("资金来源", "单位"):
            return self._by_ledger_key(check, left, right)
        return self._by_row(check, left, right) if check.each else self._single(check, left, right)

    # --- one comparison ---------------------------------------------------------------------

    def _single(
        self,
        check: schema.Check,
        left: list[tuple[int, TableReference]],
        right: list[tuple[int, TableReference]],
    ) -> Comparison:
        sides = []
        for terms in (left, right):
            values = [
                (sign, self.views.of(term).row_value(term), self.views.of(term).yuan_per_unit)
                for sign, term in terms
            ]
            sides.append((terms, in_yuan(values)))
        (_, left_value), (_, right_value) = sides
        idle = both(equal(Here("左值"), 0), equal(Here("右值"), 0))
        return Comparison(
            check.id,
            check,
            self._side(check.left, left, left_value),
            self._side(check.right, right, right_value),
            count=If(idle, ZERO, ONE),
            broken=differs(Here("左值"), Here("右值"), check.relation),
            idle="两边都没有金额",
            tables=_tables(left, right),
        )

    def _side(self, formula: str, terms: list[tuple[int, TableReference]], value: Expression) -> Side:
        if not terms:
            return Side(formula, value)
        first = terms[0][1]
        view = self.views.of(first)
        cell = self._address(view, first.column, view.row_place(first))
        return Side(formula, value, view.table.table, cell)

    def _address(self, view: TableView, column: str, row: Expression) -> Expression:

        return AddressOf(view.start(column), Operation("-", row, ONE), ZERO)

    # --- row by row -------------------------------------------------------------------------

    def _by_row(
        self,
        check: schema.Check,
        left: list[tuple[int, TableReference]],
        right: list[tuple[int, TableReference]],
    ) -> Comparison:
        anchor = self.views.of(left[0][1])
        level = str(check.each)
        keyed = level != "行"
        rows = anchor.rows

        def value(terms: list[tuple[int, TableReference]], row: Expression) -> Expression:
            code = anchor.at(naming.CODE, row)
            return in_yuan(
                [
                    (sign, self._term_at(anchor, term, row, code), self.views.of(term).yuan_per_unit)
                    for sign, term in terms
                ]
            )

        def total(terms: list[tuple[int, TableReference]]) -> Expression:
            return in_yuan(
                [
                    (
                        sign,
                        self.views.of(term).overview(term.column, level),
                        self.views.of(term).yuan_per_unit,
                    )
                    for sign, term in terms
                ]
            )

        compared = differs(value(left, Ordinal()), value(right, Ordinal()), check.relation)
        if keyed:
            at_level = equal(anchor.at(naming.LEVEL, Ordinal()), anchor.level(level))
            compared = If(at_level, compared, ZERO)
        elif not anchor.fixed:
            compared = If(equal(anchor.at(naming.KEY, Ordinal()), ""), ZERO, compared)
        rest = differs(total(left), total(right), check.relation) if keyed else None
        counted, broken = self._running(check.id, [compared], rows, rest)
        found = Operation(">", ROW, number(rows))
        name = anchor.at(naming.NAME, ROW)
        code_of_row = anchor.at(naming.CODE, ROW)
        in_words = join(self._code_text(anchor, code_of_row), name) if keyed else name
        where = If(found, text("合计（有科目只在一边出现）"), in_words)
        beyond = If(found, ONE, ROW)
        return Comparison(
            check.id,
            check,
            Side(
                check.left,
                If(found, total(left), value(left, ROW)),
                anchor.table.table,
                self._address(anchor, left[0][1].column, beyond),
            ),
            self._answer(check.right, right, If(found, total(right), value(right, ROW)), anchor, beyond),
            count=anchor.count(level),
            broken=broken,
            row=_first_broken(counted, ok=rows + 1),
            where=where,
            idle=f"{anchor.table.table} 没有数据",
            tables=_tables(left, right),
        )

    def _answer(
        self,
        formula: str,
        terms: list[tuple[int, TableReference]],
        value: Expression,
        anchor: TableView,
        row: Expression,
    ) -> Side:
        """The right side of a comparison row by row: its first term, found by the code of the row."""
        if not terms:
            return Side(formula, ZERO)
        view = self.views.of(terms[0][1])
        if view is not anchor:
            row = IfFault(Find(anchor.at(naming.CODE, row), view.named(naming.CODE)), ONE)
        return Side(formula, value, view.table.table, self._address(view, terms[0][1].column, row))

    def _term_at(
        self, anchor: TableView, term: TableReference, row: Expression, code: Expression
    ) -> Expression:
        view = self.views.of(term)
        if view is anchor:
            return view.at(term.column, row)
        return view.by_code(term.column, code)

    def _code_text(self, view: TableView, code: Expression) -> Expression:
        return If(call("ISNUMBER", code), join(code, " "), NOTHING)

    # --- parents and children ---------------------------------------------------------------

    def _parents(self, check: schema.Check, table: str) -> Iterator[Comparison]:
        (view,) = self.views.whole(table)
        block = Named(naming.defined_name(table, "数"))
        yield self._over_tree(check, view, block, view.yuan_per_unit)

    def _printed(self, check: schema.Check, table: str) -> Iterator[Comparison]:
        """Parents and children as printed: every amount rounded to two decimals first."""
        (view,) = self.views.whole(table)
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
            Column(column, self._next_column + place, rule)
            for place, (column, rule) in enumerate(zip(view.columns, printed, strict=True))
        ]
        block = self._place(f"印数·{table}", columns, view.rows)
        self.book.name(name, block, view.columns[0], view.columns[-1])
        yuan = Decimal(view.yuan_per_unit) / FEN_OF_PRINT
        yield self._over_tree(check, view, Named(name), yuan)

    def _over_tree(
        self, check: schema.Check, view: TableView, amounts: Named, yuan: int | Decimal
    ) -> Comparison:
        table = view.table.table
        leaf = len(view.levels)

        def parent(row: Expression, column: Expression) -> Expression:
            return _times(Item(amounts, row, column), yuan)

        def children(row: Expression, column: Expression) -> Expression:
            above = ((view.named(naming.PARENT), view.at(naming.KEY, row)),)
            return _times(SumWhere(ColumnOf(amounts, column), above), yuan)

        has_children = both(
            call("ISNUMBER", view.at(naming.LEVEL, Ordinal())),
            Operation("<", view.at(naming.LEVEL, Ordinal()), number(leaf)),
        )
        columns = [
            If(
                has_children,
                differs(parent(Ordinal(), number(place)), children(Ordinal(), number(place)), check.relation),
                ZERO,
            )
            for place in range(1, len(view.columns) + 1)
        ]
        name = f"{check.id}·{table}"
        counted, broken = self._running(name, columns, view.rows, None)
        self._name_columns(name, view.columns)
        row = _first_broken(counted, ok=1, columns=len(columns))
        zeros = CountWhere(((RowOf(counted, ROW), "=", ZERO),))
        column = If(equal(Here("不平"), 0), ONE, Operation("+", zeros, ONE))

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
            where=join(view.at(naming.NAME, ROW), "（", heading, "）"),
            idle=f"{table} 为空表",
            tables=(table,),
        )

    # --- names, statements, capacity --------------------------------------------------------

    def _names(self, check: schema.Check, table: str) -> Iterator[Comparison]:
        for view in self.views.whole(table):
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
        counted, broken = self._running(name, [If(coded, IfFault(differ, ONE), ZERO)], view.rows, None)
        row = _first_broken(counted, ok=1)
        agreed: Expression = CountNumbers(view.named(naming.CODE))
        if not view.fixed:
            agreed = Operation("-", agreed, CountWhere(((view.named(naming.CODE), "=", ZERO),)))
        shown = self.book.names[view.named(naming.NAME).name].first
        cell = self._address(view, shown, ROW)
        return Comparison(
            name,
            check,
            Side(f"{table} 有编码的行", agreed, table, cell),
            Side("其中名称与科目表一致的行", Operation("-", agreed, broken)),
            count=agreed,
            broken=broken,
            row=row,
            where=join(view.at(naming.NAME, ROW), "，应为 ", official(ROW)),
            idle=f"{table} 为空表",
            tables=(table,),
            is_count=True,
        )

    def _statements(self, check: schema.Check, table: str) -> Iterator[Comparison]:
        (view,) = self.views.whole(table)
        statement = Named(naming.defined_name(table, "空表说明"))
        rows = CountNumbers(view.named(naming.KEY))
        said = If(Operation("<>", Item(statement, ONE), NOTHING), ONE, ZERO)
        filled, silent = Operation(">", Here("左值"), ZERO), equal(Here("右值"), 0)
        right = call("OR", both(filled, silent), call("NOT", call("OR", filled, silent)))
        yield Comparison(
            f"{check.id}·{table}",
            check,
            Side(f"{table} 的行数", rows, table, text("A1")),
            Side(f"{table} 的空表说明（1 为有）", said, table, text("A1")),
            count=ONE,
            broken=If(right, ZERO, ONE),
            tables=(table,),
            is_count=True,
        )

    def _capacity(self, check: schema.Check, table: str) -> Iterator[Comparison]:
        if table in LEDGER_TABLES:
            yield self._ledger_capacity(check, table)
            return
        (view,) = self.views.whole(table)
        last = CellOf(view.block, naming.KEY, view.rows - 1)
        beyond = NextKey(Named(self.views.growing[table].keys.range_name), last)
        cut = If(equal(last, ""), ZERO, If(equal(beyond, ""), ZERO, ONE))
        yield Comparison(
            f"{check.id}·{table}",
            check,
            Side(f"{table} 已用行数", CountNumbers(view.named(naming.KEY)), table, text("A1")),
            Side(f"{table} 可用行数", number(view.rows)),
            count=ONE,
            broken=cut,
            tables=(table,),
            is_count=True,
        )

    def _ledger_capacity(self, check: schema.Check, sheet: str) -> Comparison:
        ledger = LEDGER_TABLES[sheet]
        area = Named(naming.defined_name(ledger, "金额"))
        below = CountFilled(Named(naming.defined_name(ledger, "区外")))
        rows = Operation("+", RowCount(area), below)
        room = number(self.capacities[sheet] + SPARE_ROWS)
        first_below = text(f"A{HEADING_ROW + 2 + self.capacities[sheet]}")
        return Comparison(
            f"{check.id}·{sheet}",
            check,
            Side(f"{sheet} 的行数", rows, sheet, first_below),
            Side("程序读取的行数", room),
            count=ONE,
            broken=If(call("OR", Operation(">", rows, room), Operation(">", below, ZERO)), ONE, ZERO),
            tables=(sheet,),
            is_count=True,
        )

    # --- ledgers ----------------------------------------------------------------------------

    def _by_ledger_key(
        self,
        check: schema.Check,
        left: list[tuple[int, TableReference]],
        right: list[tuple[int, TableReference]],
    ) -> Comparison:
        by_source = check.each == "资金来源"
        listed = Named("来源_名称" if by_source else "单位_名称")
        field_name = "资金来源" if by_source else "单位序"
        rows = self.book.range_columns(listed.name)[0].rows

        def value(terms: list[tuple[int, TableReference]], row: Expression) -> Expression:
            key = Item(listed, row) if by_source else row
            values: list[tuple[int, Expression, int]] = []
            for sign, term in terms:
                mirror = naming.MIRRORS[LEDGER_TABLES[term.table]]
                fen = SumWhere(
                    Named(naming.defined_name(mirror, "分")),
                    ((Named(naming.defined_name(mirror, field_name)), key),),
                )
                values.append((sign, Operation("/", fen, number(100)), 1))
            return in_yuan(values)

        def total(terms: list[tuple[int, TableReference]]) -> Expression:
            return in_yuan(
                [
                    (
                        sign,
                        Operation(
                            "/",
                            SumRange(
                                Named(naming.defined_name(naming.MIRRORS[LEDGER_TABLES[term.table]], "分"))
                            ),
                            number(100),
                        ),
                        1,
                    )
                    for sign, term in terms
                ]
            )

        compared = differs(value(left, Ordinal()), value(right, Ordinal()), check.relation)
        counted, broken = self._running(check.id, [compared], rows, None)
        beyond = Operation(">", ROW, number(rows))
        sheets = [terms[0][1].table for terms in (left, right)]
        cells = []
        for sheet in sheets:
            ledger = LEDGER_TABLES[sheet]
            typed = Named(naming.defined_name(ledger, "资金来源" if by_source else "单位"))
            place = IfFault(Find(Item(listed, If(beyond, ONE, ROW)), typed), ONE)
            column = self.book.names[typed.name].first

            cells.append(AddressOf(CellOf(sheet, column, 0), Operation("-", place, ONE), ZERO))
        return Comparison(
            check.id,
            check,
            Side(check.left, If(beyond, total(left), value(left, ROW)), sheets[0], cells[0]),
            Side(check.right, If(beyond, total(right), value(right, ROW)), sheets[1], cells[1]),
            count=If(both(equal(total(left), 0), equal(total(right), 0)), ZERO, CountFilled(listed)),
            broken=broken,
            row=_first_broken(counted, ok=rows + 1),
            where=If(beyond, text("合计"), Item(listed, ROW)),
            idle="还没有录入",
            tables=tuple(sheets),
        )

    def _entry_rule(self, sheet: schema.EntrySheet, rule: schema.EntryRule, place: int) -> Comparison:
        mirror = naming.MIRRORS[sheet.ledger]
        problems = Named(naming.defined_name(mirror, "问题"))
        rows = CountWhere(((problems, "=", number(place)),))
        first = IfFault(Find(number(place), problems), ONE)
        check = schema.Check(
            id=rule.id,
            severity=rule.severity,
            says=rule.says,
            left=f"{sheet.sheet}[金额]",
            right="0",
        )

        column = sheet.columns[0].field
        cell = AddressOf(CellOf(sheet.sheet, column, 0), Operation("-", first, ONE), ZERO)
        return Comparison(
            rule.id,
            check,
            Side(f"{sheet.sheet} 中有此问题的行", rows, sheet.sheet, cell),
            Side("应为", ZERO),
            count=SumRange(Named(naming.defined_name(mirror, "填写"))),
            broken=Here("左值"),
            where=If(
                equal(Here("左值"), 0),
                NOTHING,
                join("第 ", Operation("+", first, number(HEADING_ROW + 1)), " 行"),
            ),
            idle=f"{sheet.sheet} 还没有填",
            tables=(sheet.sheet,),
            is_count=True,
        )

    # --- workings ---------------------------------------------------------------------------

    def _running(
        self, name: str, compared: Sequence[Expression], rows: int, rest: Expression | None
    ) -> tuple[Named, Expression]:
        """Place running counts of broken cells; returns their range and the count of them all."""
        last = f"{len(compared)}"
        columns: list[Column] = []
        for place, rule in enumerate(compared, start=1):
            before: Expression = Above(last) if place == 1 else Here(f"{place - 1}")
            running = Operation("+", before, rule)
            first = rule if place == 1 else None
            bottom = None if rest is None else Operation("+", before, rest)
            columns.append(
                Column(f"{place}", self._next_column + place - 1, running, first=first, last=bottom)
            )
        block = self._place(name, columns, rows + (rest is not None))
        range_name = naming.defined_name(naming.WORKINGS, name)
        self.book.name(range_name, block, "1", last)
        broken = CellOf(block.name, last, block.rows - 1)
        return Named(range_name), broken

    def _place(self, name: str, columns: list[Column], rows: int) -> Block:
        block = self.book.add(Block.of(f"{naming.WORKINGS}·{name}", naming.WORKINGS, 2, rows, columns))
        self.sheet.paint(block, {})
        self.sheet.labels.append(Label(0, columns[0].position, name, "note"))
        self._next_column += len(columns)
        return block

    def _name_columns(self, name: str, headings: Sequence[str]) -> None:
        """Write column headings above a comparison's workings and give them a defined name."""
        block = self.book.blocks[f"{naming.WORKINGS}·{name}"]
        columns = [
            Column(column.name, column.position, [heading])
            for column, heading in zip(block.columns.values(), headings, strict=True)
        ]
        above = self.book.add(Block.of(f"{naming.WORKINGS}·{name}·列名", naming.WORKINGS, 1, 1, columns))
        self.sheet.paint(above, {})
        self.book.name(
            naming.defined_name(naming.WORKINGS, name, "列名"), above, columns[0].name, columns[-1].name
        )


def differs(left: Expression, right: Expression, relation: str) -> Expression:
    """1 where the relation between two amounts in yuan is broken, else 0; text counts as broken."""
    gap = call("ROUND", Operation("-", left, right), number(2))
    sign = "<>" if relation == "=" else "<"
    return IfFault(If(Operation(sign, gap, ZERO), ONE, ZERO), ONE)


def _first_broken(counted: Named, ok: int, columns: int = 1) -> Expression:
    """The first broken row: zeros of the running count, plus one; `ok` when nothing is broken."""
    last = ColumnOf(counted, number(columns)) if columns > 1 else counted
    zeros = CountWhere(((last, "=", ZERO),))
    return If(equal(Here("不平"), 0), number(ok), Operation("+", zeros, ONE))


def _times(value: Expression, factor: int | Decimal) -> Expression:
    return value if factor == 1 else Operation("*", value, number(factor))


def _tables(*sides: list[tuple[int, TableReference]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term.table for side in sides for _, term in side))
