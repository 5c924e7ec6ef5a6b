"""The stated figures (数据项): one row each on the hidden sheet, with the aspects that sentences ask for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import product

from generator.expression.block import Content
from generator.expression.nodes import (
    AddressOf,
    CellOf,
    CountWhere,
    Expression,
    Here,
    If,
    Named,
    Operation,
    add,
    join,
    number,
    text,
)
from generator.layout.disclosure_schema import StatedFigure
from generator.layout.language import TableReference, read_terms
from generator.model.amount import FEN_PER_UNIT
from generator.workbook import naming
from generator.workbook.measure import measured
from generator.workbook.narrative import facts as fact_names
from generator.workbook.narrative.comparing import (
    NUMBER,
    SHARE,
    define_amount,
    define_change,
    define_share,
)
from generator.workbook.narrative.facts import Facts
from generator.workbook.narrative.fields import Fields
from generator.workbook.narrative.ground import Ground, name_of, of_register
from generator.workbook.narrative.last_year import LastYearFigures
from generator.workbook.narrative.printed import from_yuan
from generator.workbook.narrative.projects import Projects
from generator.workbook.narrative.shares import ROUNDED, rounded_share, settled_share
from generator.workbook.table_view import signed_sum

BLOCK = "数据项"
EXACT = "值"
"""The field that holds the exact number, in the figure's own unit."""


class Figures:
    """All figures of a disclosure. A field is placed when it is asked for first."""

    def __init__(self, ground: Ground, facts: Facts, last_year: LastYearFigures) -> None:
        self._ground, self._facts, self._last_year = ground, facts, last_year
        self._projects = Projects(ground)
        self._figures = {figure.figure: figure for figure in ground.disclosure.figures}
        self._places = {name: place for place, name in enumerate(self._figures)}
        self._columns: dict[str, list[Expression | None]] = {}
        self.reason_sources: dict[str, Expression] = {}
        """The address of the cell in which the reason of each figure is written."""
        self._fields = {name: self._defined(figure) for name, figure in self._figures.items()}

    def knows(self, name: str) -> bool:
        """Whether there is a figure of this name."""
        return name in self._figures

    def figure(self, name: str) -> StatedFigure:
        """The definition of a figure."""
        return self._figures[name]

    def fields(self, name: str) -> Fields:
        """The fields of a figure."""
        return self._fields[name]

    def cell(self, name: str, field: str) -> Expression:
        """A field of a figure, as any other block reads it."""
        self._fields[name].want(field)
        return CellOf(self._ground.block_name(BLOCK), field, self._places[name])

    def shown_name(self, name: str) -> str:
        """What sentences call a figure."""
        return self._figures[name].name or name

    def source(self, name: str) -> Expression | None:
        """The address of the cell that a figure is taken from."""
        figure = self._figures[name]
        if figure.value:
            return self._table_source(read_terms(figure.value)[0][1])
        if figure.item:
            return self._item_source(figure.item)
        return None

    def place(self) -> None:
        """Put the fields asked for on the hidden sheet. Shares want fields of their own, so they go first."""
        wholes = dict.fromkeys(figure.shares for figure in self._figures.values() if figure.shares)
        for whole in wholes:
            self._place_shares(whole)
        if self._columns:
            contents: dict[str, Content] = {"数据项": list(self._figures), **self._columns}
            self._ground.place(BLOCK, len(self._figures), contents)
        self._projects.place()

    def _defined(self, figure: StatedFigure) -> Fields:
        fields = Fields(lambda field, rule: self._put(figure.figure, field, rule))
        fields.define(EXACT, lambda: self._exact(figure))
        define_amount(fields, figure.unit)
        reference = figure.last_year
        last = None if reference is None else partial(self._last_year.of_item, reference)
        define_change(fields, figure.unit, last, self._ground.wording)
        if figure.shares:
            fields.define(SHARE, lambda: self._share(figure))
            define_share(fields)
        return fields

    def _put(self, name: str, field: str, rule: Expression | Sequence[Expression]) -> None:
        column = self._columns.setdefault(field, [None] * len(self._figures))
        assert isinstance(rule, Expression)  # a figure is one row
        column[self._places[name]] = rule

    def _exact(self, figure: StatedFigure) -> Expression:
        if figure.value:
            return self._from_tables(figure)
        if figure.counts is not None:
            return measured(figure.counts.ledger, _table_unit(figure), figure.counts.where)
        if figure.item:
            return from_yuan(self._facts.number(figure.item), figure.unit)
        if figure.sum is not None:  # the printed parts, so that they add up to the printed sum
            return add(tuple(self.cell(name, NUMBER) for name in figure.sum))
        return self._counted(figure)

    def _counted(self, figure: StatedFigure) -> Expression:
        """A figure that counts units, rows or projects."""
        if figure.units is not None:
            return _units(figure.units, figure.beyond)
        if figure.rows_of:
            return self._rows_counted(figure)
        assert figure.projects is not None  # the schema asks for exactly one
        return self._projects.counted(figure.projects)

    def _from_tables(self, figure: StatedFigure) -> Expression:
        """The sum of table cells in the figure's unit; only tables of another unit need a factor."""
        wanted = FEN_PER_UNIT[_table_unit(figure)]
        terms: list[tuple[int, Expression]] = []
        for sign, reference in read_terms(figure.value):
            view = self._ground.views.of(reference)
            cell = view.row_value(reference)
            given = FEN_PER_UNIT[view.table.unit]
            if given > wanted:
                cell = Operation("*", cell, number(given // wanted))
            elif given < wanted:
                cell = Operation("/", cell, number(wanted // given))
            terms.append((sign, cell))
        return signed_sum(terms)

    def _rows_counted(self, figure: StatedFigure) -> Expression:
        register = figure.rows_of
        choices = [
            [(field, word) for word in ([choice] if isinstance(choice, str) else choice)]
            for field, choice in figure.where.items()
        ]
        return add(
            tuple(
                CountWhere(
                    (
                        (of_register(register, "计入"), "=", number(1)),
                        *((of_register(register, field), "=", text(word)) for field, word in chosen),
                    )
                )
                for chosen in product(*choices)
            )
        )

    def _share(self, figure: StatedFigure) -> Expression:
        members = self._members(figure.shares)
        place = members.index(figure.figure)
        return CellOf(self._ground.block_name(f"占比·{figure.shares}"), SHARE, place)

    def _members(self, whole: str) -> list[str]:
        return [name for name, figure in self._figures.items() if figure.shares == whole]

    def _place_shares(self, whole: str) -> None:
        members = self._members(whole)
        amounts, shares = name_of(whole, NUMBER), name_of(whole, ROUNDED)
        block = self._ground.place(
            f"占比·{whole}",
            len(members),
            {
                "数据项": members,
                NUMBER: [self.cell(name, NUMBER) for name in members],
                ROUNDED: rounded_share(Here(NUMBER), self.cell(whole, NUMBER)),
                SHARE: settled_share(Here(NUMBER), Named(amounts), Named(shares)),
            },
        )
        self._ground.name_column(amounts, block, NUMBER)
        self._ground.name_column(shares, block, ROUNDED)

    def _table_source(self, reference: TableReference) -> Expression:
        view = self._ground.views.of(reference)
        address = view.address(reference.column, view.row_place(reference))
        return join(f"{reference.table}!", address)

    def _item_source(self, item: str) -> Expression | None:
        register = self._ground.layout.register(fact_names.REGISTER)
        place = Operation("-", self._facts.place_of(item), number(1))
        start = CellOf(register.sheet, fact_names.CONTENT, 0)
        return join(f"{register.sheet}!", AddressOf(start, place, number(0)))


def _units(kinds: list[str], beyond: int) -> Expression:
    """How many budget units there are of these kinds, without the first so many."""
    mirror = naming.MIRRORS["单位"]
    counted = (Named(naming.defined_name(mirror, "计入")), "=", number(1))
    kind = Named(naming.defined_name(mirror, "性质"))
    if kinds:
        return add(tuple(CountWhere((counted, (kind, "=", text(word)))) for word in kinds))
    everyone = CountWhere((counted,))
    if not beyond:
        return everyone
    more = Operation(">", everyone, number(beyond))
    return If(more, Operation("-", everyone, number(beyond)), number(0))


def _table_unit(figure: StatedFigure) -> str:
    return "元" if figure.unit == "元" else "万元"
