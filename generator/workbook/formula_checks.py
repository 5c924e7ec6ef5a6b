"""Checks that the layout writes as two formulas: cell against cell, or row by row."""

from __future__ import annotations

from generator.expression.nodes import (
    NOTHING,
    Expression,
    Find,
    If,
    IfFault,
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
from generator.layout.language import TableReference, read_terms
from generator.workbook import naming
from generator.workbook.comparison import LEFT, ONE, RIGHT, ROW, ZERO, Comparison, Side, differs, first_broken
from generator.workbook.table_view import TableView, TableViews, Terms, in_yuan, tables_named
from generator.workbook.workings import Workings


class FormulaChecks:
    """Turns checks with a left and a right formula over tables into comparisons."""

    def __init__(self, workings: Workings, views: TableViews) -> None:
        self._workings = workings
        self._views = views

    def comparison(self, check: schema.Check) -> Comparison:
        """The comparison of one check."""
        left, right = read_terms(check.left), read_terms(check.right)
        return self._by_row(check, left, right) if check.each else self._single(check, left, right)

    def _single(
        self,
        check: schema.Check,
        left: Terms,
        right: Terms,
    ) -> Comparison:
        """Compare two sums of single cells."""
        sides = []
        for terms in (left, right):
            values = [
                (sign, self._views.of(term).row_value(term), self._views.of(term).yuan_per_unit)
                for sign, term in terms
            ]
            sides.append((terms, in_yuan(values)))
        (_, left_value), (_, right_value) = sides
        idle = both(equal(LEFT, 0), equal(RIGHT, 0))
        return Comparison(
            check.id,
            check,
            self._side(left, left_value),
            self._side(right, right_value),
            count=If(idle, ZERO, ONE),
            broken=differs(LEFT, RIGHT, check.relation),
            idle="两边都没有金额",
            tables=tables_named(left, right),
        )

    def _side(self, terms: Terms, value: Expression) -> Side:
        called = self._views.called(terms)
        if not terms:
            return Side(called, value)
        first = terms[0][1]
        view = self._views.of(first)
        cell = view.address(first.column, view.row_place(first))
        return Side(called, value, view.table.table, cell)

    def _by_row(
        self,
        check: schema.Check,
        left: Terms,
        right: Terms,
    ) -> Comparison:
        """Compare row by row, in the rows of the table that the left side names first.

        Compared by code, a code that only the other tables have shows in the totals, compared last.
        """
        anchor = self._views.of(left[0][1])
        level = str(check.each)
        keyed = level != "行"
        rows = anchor.rows

        def value(terms: Terms, row: Expression) -> Expression:
            code = anchor.at(naming.CODE, row)
            return in_yuan(
                [
                    (sign, self._term_at(anchor, term, row, code), self._views.of(term).yuan_per_unit)
                    for sign, term in terms
                ]
            )

        def total(terms: Terms) -> Expression:
            return in_yuan(
                [
                    (
                        sign,
                        self._views.of(term).overview(term.column, level),
                        self._views.of(term).yuan_per_unit,
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
        counted, broken = self._workings.running(check.id, [compared], rows, rest)
        found = Operation(">", ROW, number(rows))
        name = anchor.label(ROW)
        code = anchor.at(naming.CODE, ROW)
        bare = keyed and not anchor.fixed  # fixed rows of classes begin with their code
        in_words = join(If(call("ISNUMBER", code), join(code, " "), NOTHING), name) if bare else name
        where = If(found, text("合计（有科目只在一边出现）"), in_words)
        beyond = If(found, ONE, ROW)
        return Comparison(
            check.id,
            check,
            Side(
                self._views.called(left),
                If(found, total(left), value(left, ROW)),
                anchor.table.table,
                anchor.address(left[0][1].column, beyond),
            ),
            self._answer(right, If(found, total(right), value(right, ROW)), anchor, beyond),
            count=anchor.count(level),
            broken=broken,
            row=first_broken(counted, ok=rows + 1),
            where=where,
            idle=f"{anchor.table.table} 没有数据",
            tables=tables_named(left, right),
        )

    def _answer(
        self,
        terms: Terms,
        value: Expression,
        anchor: TableView,
        row: Expression,
    ) -> Side:
        """The right side of a comparison row by row: its first term, found by the code of the row."""
        called = self._views.called(terms)
        if not terms:
            return Side(called, ZERO)
        view = self._views.of(terms[0][1])
        if view is not anchor:
            row = IfFault(Find(anchor.at(naming.CODE, row), view.named(naming.CODE)), ONE)
        return Side(called, value, view.table.table, view.address(terms[0][1].column, row))

    def _term_at(
        self, anchor: TableView, term: TableReference, row: Expression, code: Expression
    ) -> Expression:
        view = self._views.of(term)
        if view is anchor:
            return view.at(term.column, row)
        return view.by_code(term.column, code)
