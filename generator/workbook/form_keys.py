"""The keys of forms (绩效目标表): which rows of a register get a form, and the order of their indicators.

They stand on a hidden sheet beside the mirrors. An indicator's key is one number, coarse parts first: the
place of its project, of its levels in their lists, of its row; so the next key is the next row printed.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.expression.block import Column
from generator.expression.nodes import (
    NOTHING,
    Above,
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
    add,
    both,
    call,
    equal,
    number,
)
from generator.layout.form_schema import Form, FormRows
from generator.workbook import naming
from generator.workbook.form_fields import mirrored
from generator.workbook.sheet import Label
from generator.workbook.workings import Workings

FORM_ROW, SURPLUS = "表行", "余"
"""Which row of its register a form is for, and how many indicators have no room in it."""
ROW_STEP = 100_000
LEVEL_STEP = 1_000
"""An indicator's row has five digits of its key, its place in each of two lists three, its form four."""
LAST_PLACE = LEVEL_STEP - 1
"""The place of a word that its list does not have: behind all others."""
WHOLE_DEPARTMENT = 0
"""The part of the key that stands for the department instead of a row."""


@dataclass(frozen=True, slots=True)
class IndicatorKeys:
    """How indicators are numbered; forms that number them alike share the keys.

    `form_rows` is the register that forms are made for, "" where they are the department's.
    """

    rows_of: str
    by: str
    form_rows: str
    of: str
    order: tuple[str, ...]

    @staticmethod
    def of_form(form: Form) -> IndicatorKeys:
        """The keys that a form needs."""
        each, wanted = form.each, form.indicators
        form_rows = each.rows_of if each else ""
        return IndicatorKeys(wanted.rows_of, wanted.by, form_rows, wanted.of, tuple(wanted.order))

    @property
    def form_step(self) -> int:
        """What one form is worth in the key."""
        return ROW_STEP * int(LEVEL_STEP ** len(self.order))

    def lowest(self, form_row: Expression) -> Expression:
        """The number below all keys of the indicators of one form."""
        return Operation("*", form_row, number(self.form_step))

    def columns(self) -> dict[str, Expression]:
        """The form to which a row of the register belongs, "" for none; and its key."""
        owner = self._cell(self.by)
        if self.form_rows:
            belongs: Expression = IfFault(Find(owner, mirrored(self.form_rows, self.by)), NOTHING)
        else:
            belongs = If(equal(owner, self.of), number(WHOLE_DEPARTMENT), NOTHING)
        counts = equal(self._cell("计入"), 1)
        terms = [self.lowest(Here("归属"))]
        step = self.form_step
        for field in self.order:
            step //= LEVEL_STEP
            place = self._cell(f"{field}序")
            terms.append(Operation("*", If(equal(place, 0), number(LAST_PLACE), place), number(step)))
        key = add((*terms, Ordinal()))
        return {
            "归属": If(counts, belongs, NOTHING),
            naming.KEY: If(equal(Here("归属"), ""), NOTHING, key),
        }

    def _cell(self, column: str) -> Expression:
        return Item(mirrored(self.rows_of, column), Ordinal())


class FormKeys:
    """Places keys on the hidden sheet, each once."""

    def __init__(self, workings: Workings) -> None:
        self._workings = workings
        self._placed: dict[IndicatorKeys, Named] = {}

    def indicators(self, form: Form) -> Named:
        """The keys of a form's indicators."""
        keys = IndicatorKeys.of_form(form)
        if keys not in self._placed:
            rows, rules = self.room(keys.rows_of), keys.columns()
            columns = [self._column(place, name, rule) for place, (name, rule) in enumerate(rules.items())]
            self._placed[keys] = self._place(f"{form.form}·指标", columns, rows, naming.KEY)
        return self._placed[keys]

    def rows(self, form: str, rows: FormRows) -> Named:
        """The rows that get a form: their own number, "" for those that get none."""
        conditions: list[Expression] = [equal(Item(mirrored(rows.rows_of, "计入"), Ordinal()), 1)]
        for field, choice in rows.where.items():
            written = Item(mirrored(rows.rows_of, field), Ordinal())
            words = [choice] if isinstance(choice, str) else choice
            met = [equal(written, word) for word in words]
            conditions.append(met[0] if len(met) == 1 else call("OR", *met))
        key = If(both(*conditions), Ordinal(), NOTHING)
        return self._place(
            f"{form}·表", [self._column(0, naming.KEY, key)], self.room(rows.rows_of), naming.KEY
        )

    def slots(self, form: Form, rows: Named | None, count: int) -> tuple[str, Named]:
        """Which row each slot is for, and how many of its indicators have no room.

        Gives the block, a row for each slot, and the second of its columns. `rows` are the keys of the rows
        that get a form; None: the department does.
        """
        keys, room = IndicatorKeys.of_form(form), number(form.indicators.rows)
        lowest = keys.lowest(Here(FORM_ROW))
        highest = Operation("+", lowest, number(keys.form_step))
        indicators = self.indicators(form)
        wanted = CountWhere(((indicators, ">", lowest), (indicators, "<", highest)))
        beyond = If(Operation(">", wanted, room), Operation("-", wanted, room), number(0))
        form_row = Column(FORM_ROW, self._workings.next_column, [WHOLE_DEPARTMENT])
        if rows is not None:
            next_row = If(equal(Above(FORM_ROW), ""), NOTHING, NextKey(rows, Above(FORM_ROW)))
            form_row = self._column(0, FORM_ROW, next_row, NextKey(rows, None))
        surplus = self._column(1, SURPLUS, If(equal(Here(FORM_ROW), ""), number(0), beyond))
        name = f"{form.form}·位"
        cut = self._place(name, [form_row, surplus], count, SURPLUS)
        return self._workings.block_name(name), cut

    def room(self, register: str) -> int:
        """How many rows a register's mirror has."""
        return self._workings.book.range_columns(mirrored(register, "计入").name)[0].rows

    def _column(self, place: int, name: str, rule: Expression, first: Expression | None = None) -> Column:
        return Column(name, self._workings.next_column + place, rule, first=first)

    def _place(self, name: str, columns: list[Column], rows: int, named_column: str) -> Named:
        """Put columns on the hidden sheet; one of them gets a defined name."""
        self._workings.sheet.labels += [Label(1, column.position, column.name, "note") for column in columns]
        block = self._workings.place(name, columns, rows)
        named = naming.defined_name(self._workings.sheet.name, name)
        self._workings.book.name(named, block, named_column)
        return Named(named)
