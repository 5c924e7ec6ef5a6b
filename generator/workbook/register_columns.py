"""The columns of a register's mirror: what was typed in a row, normalised, judged and looked up."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from generator.expression.nodes import (
    NOTHING,
    Expression,
    Find,
    Here,
    If,
    IfFault,
    Item,
    Named,
    Operation,
    Ordinal,
    RowCount,
    both,
    call,
    choose,
    equal,
    join,
    number,
    text,
)
from generator.layout.language import read_formula
from generator.layout.register_schema import NUMBER_KINDS, RegisterColumn
from generator.workbook import naming
from generator.workbook.derived_fields import derived_columns, number_columns
from generator.workbook.entry_rules import READY, condition_of
from generator.workbook.mirror_columns import position_in
from generator.workbook.register_list import RegisterList, key_column, options_of
from generator.workbook.short_names import (
    PROJECT_NUMBER,
    SHORT_NAME,
    SIMILAR,
    asked,
    question,
    short_name,
    similar_project,
)
from generator.workbook.typed_cell import (
    holds_one_of,
    plain_text,
    without_wildcards,
)

ONE, ZERO = number(1), number(0)
JOINT = "｜"
"""Between the words of a pair: nobody types it."""
LONGEST_KEY = 240
"""Conditions take 255 characters at most: of longer texts the beginning, the end and the length count."""
UNITS = "单位_名称"
"""The list of budget units, as it was typed; the mirror of the units holds it in plain form."""


class RegisterColumns:
    """The normalised fields of a register's rows, each by its name.

    `matched` are the fields by which rows are matched with those of other registers; `explained` says
    whether the workbook has explanations.
    """

    def __init__(self, entered: RegisterList, matched: Collection[str], *, explained: bool) -> None:
        self.entered, self.explained = entered, explained
        self.register = entered.definition
        self.matched = matched

    def all(self) -> dict[str, Expression]:
        """The normalised fields of one row, each by its name."""
        columns: dict[str, Expression] = {"填写": self._filled()}
        for column in self.register.typed:
            columns[column.field] = self._text(column)
        for column in self.register.typed:
            if column.kind in NUMBER_KINDS:
                columns |= number_columns(self.entered, column.field, f"{column.field}数")
            if column.kind == "choice":
                columns[f"{column.field}序"] = self._place(column)
        amounts = [column.field for column in self.register.typed if column.kind == "amount"]
        if amounts:
            columns["多余小数"] = _surplus_decimals(amounts)
        columns["键"] = self._key(self.register.key)
        columns |= {key_column(self.register, field): self._key([field]) for field in sorted(self.matched)}
        first = Find(Here("键"), self.entered.mirrored("键"))
        above = IfFault(If(Operation("<", first, Ordinal()), ONE, ZERO), ZERO)
        columns["重复"] = If(equal(Here("填写"), 1), above, ZERO)
        if self.entered.project_field:
            columns |= self._project_columns(self.entered.project_field)
        columns |= derived_columns(self.entered, explained=self.explained)
        return columns | self._judged()

    def _beyond(self) -> Expression:
        """Whether the entry sheet has fewer rows than this."""
        first = self.entered.typed_fields[0]
        return Operation("<", RowCount(self.entered.typed(first)), Ordinal())

    def _filled(self) -> Expression:
        """1 when anything stands in the row besides the name of a fixed one."""
        fields = [column.field for column in self.register.typed if column.kind != "fixed"]
        cells = [Item(self.entered.typed(field), Ordinal()) for field in fields]
        return If(self._beyond(), ZERO, IfFault(If(equal(join(*cells), ""), ZERO, ONE), ONE))

    def _text(self, column: RegisterColumn) -> Expression:
        """What was typed, in its plain form; an error value pasted into the cell reads as “#”."""
        plain = plain_text(Item(self.entered.typed(column.field), Ordinal()))
        unused = self._beyond() if column.kind == "fixed" else equal(Here("填写"), 0)
        return If(unused, NOTHING, plain)

    def _place(self, column: RegisterColumn) -> Expression:
        """The place of a choice in its list, or of the pair that it makes with the one to the left."""
        listed = naming.defined_name(self.register.name, column.field, "选项")
        if column.within:
            pairs = naming.defined_name(self.register.name, column.field, "对")
            return position_in(join(Here(column.within), JOINT, Here(column.field)), pairs)
        if not options_of(column):
            mirrored = naming.defined_name(naming.MIRRORS["单位"], "名称")
            listed = mirrored if column.choices == UNITS else column.choices
        return position_in(Here(column.field), listed)

    def _key(self, fields: Collection[str]) -> Expression:
        """The texts of some fields as one that conditions can ask for, however long and odd they are."""
        written = join(*[part for field in fields for part in (JOINT, Here(field))])
        kept: Expression = call("LEFT", written, number(LONGEST_KEY))
        if any(self.register.column(field).kind == "long" for field in fields):
            length, half = call("LEN", written), number(LONGEST_KEY // 2)
            end = call("MID", written, Operation("-", length, number(LONGEST_KEY // 2 - 1)), half)
            long = join(call("LEFT", written, half), end, length)
            kept = If(Operation("<=", length, number(LONGEST_KEY)), written, long)
        return If(equal(Here("填写"), 0), NOTHING, without_wildcards(kept))

    def _project_columns(self, field: str) -> dict[str, Expression]:
        """The number that the expenditure has for the project of the row, and names like it."""
        mirror = naming.MIRRORS["支出"]
        place = Find(Here(field), Named(naming.defined_name(mirror, "项目名称")))
        found = IfFault(Item(Named(naming.defined_name(mirror, PROJECT_NUMBER)), place), ZERO)
        odd = call("OR", equal(Here(field), ""), equal(holds_one_of(Here(field), "*?~"), 1))
        return {
            PROJECT_NUMBER: If(odd, ZERO, found),
            SHORT_NAME: If(equal(Here(field), ""), NOTHING, short_name(Here(field))),
            SIMILAR: similar_project(),
        }

    def _judged(self) -> dict[str, Expression]:
        """Which rule the row breaks, whether it counts, and what is to be said of it.

        Whether a row counts follows from the row alone, and from others of its list: rules that keep rows
        out come first, and those that look into other lists are asked apart from them.
        """
        blocking, others = self._first_broken(counts=False), self._first_broken(counts=True)
        counted = both(equal(Here("填写"), 1), equal(Here("挡住"), 0))
        problem = join(Item(self.entered.typed("规则"), Here("问题")), *self._similar())
        fine = If(equal(Here("填写"), 1), text(READY), NOTHING)
        return {
            "挡住": If(equal(Here("填写"), 0), ZERO, blocking),
            "问题": If(equal(Here("计入"), 0), Here("挡住"), others),
            "计入": If(counted, ONE, ZERO),
            "提示": If(equal(Here("问题"), 0), fine, problem),
        }

    def _first_broken(self, counts: bool) -> Expression:
        cases = [
            (condition_of(read_formula(rule.when)), number(place))
            for place, rule in enumerate(self.register.rules, start=1)
            if rule.counts == counts
        ]
        return choose(list(cases), ZERO)

    def _similar(self) -> list[Expression]:
        """What goes on after the words of rules that ask for the name of a project."""
        asking = [place for place, rule in enumerate(self.register.rules, start=1) if question(rule)]
        if not asking or not self.entered.project_field:
            return []
        asks = call("OR", *(equal(Here("问题"), place) for place in asking))
        return [If(asks, asked(Here(SIMILAR)), NOTHING)]


def _surplus_decimals(fields: Collection[str]) -> Expression:
    """1 when an amount of the row has more than two decimals."""
    off = [
        IfFault(
            call(
                "ABS",
                Operation("-", Here(f"{field}数"), call("ROUND", Here(f"{field}数"), number(2))),
            ),
            ZERO,
        )
        for field in fields
    ]
    surplus = [Operation(">", each, number(Decimal("0.00001"))) for each in off]
    return If(call("OR", *surplus), ONE, ZERO)
