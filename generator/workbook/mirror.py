"""The mirror of a ledger: a hidden sheet of normalised rows, amounts in whole fen (分).

Mirror row k reads INDEX(range, k), never a cell itself, so that rows a person inserts, deletes,
sorts or drags stay counted. Whole fen add up without error even in binary spreadsheets.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from generator.expression.block import Block, Column
from generator.expression.nodes import (
    NOTHING,
    Call,
    Constant,
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
from generator.layout.language import Binary, Literal, Name, Negation, Tree, read_formula
from generator.model.funding import PUBLIC_BUDGETS
from generator.workbook.keys import KeyPlan
from generator.workbook.ledger import SPARE_ROWS, Ledger
from generator.workbook.sheet import Label, Sheet

ONE, ZERO = number(1), number(0)


class Mirror:
    """Places the mirror of a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def _cell(self, field: str) -> Expression:
        """What stands in the row's cell, whatever it is."""
        return Item(self.ledger.typed(field), Ordinal())

    def _text(self, field: str) -> Expression:
        """What was typed, trimmed; an error value pasted into the cell reads as “#”."""
        typed = IfFault(call("TRIM", self._cell(field)), text("#"))
        return If(equal(Here("填写"), 0), NOTHING, typed)

    def sheet(self, key_plans: Sequence[KeyPlan]) -> Sheet:
        """The hidden sheet of normalised rows, with the keys of each growing table beside them."""
        sheet = Sheet(self.ledger.mirror, hidden=True, banner=False)
        rules = self._mirror_columns()
        ranges: list[tuple[str, str, str]] = [(self.ledger.mirrored(name).name, name, name) for name in rules]
        for plan in key_plans:
            keys = plan.columns(both(equal(Here("计入"), 1), Operation("<>", Here("分"), ZERO)))
            rules.update(keys)
            names = list(keys)
            ranges.append((plan.range_name, names[0], names[-1]))
        columns = [Column(name, place, rule) for place, (name, rule) in enumerate(rules.items())]
        rows = self.ledger.capacity + SPARE_ROWS
        block = self.ledger.book.add(Block.of(self.ledger.mirror, self.ledger.mirror, 1, rows, columns))
        sheet.paint(block, {})
        sheet.labels += [Label(0, column.position, column.name, "note") for column in columns]
        for name, first, last in ranges:
            self.ledger.book.name(name, block, first, last)
        self._place_rule_texts(sheet, len(columns) + 1)
        return sheet

    def _place_rule_texts(self, sheet: Sheet, position: int) -> None:
        texts = [
            rule.says.zh if rule.counts else f"{rule.says.zh}（改好前这一行不计入）"
            for rule in self.ledger.definition.rules
        ]
        block = self.ledger.book.add(
            Block.of(
                f"{self.ledger.mirror}·规则",
                self.ledger.mirror,
                1,
                len(texts),
                [Column("规则", position, texts)],
            )
        )
        sheet.paint(block, {})
        sheet.labels.append(Label(0, position, "规则", "note"))
        self.ledger.book.name(self.ledger.typed("规则").name, block, "规则")

    def _mirror_columns(self) -> dict[str, Expression]:
        """The normalised fields of one row, each by its name."""
        columns: dict[str, Expression] = {}
        fields = [column.field for column in self.ledger.definition.columns]
        typed = [field for field in fields if field in self.ledger.entries.fields and field != "备注"]
        beyond = Operation("<", RowCount(self.ledger.typed(typed[0])), Ordinal())
        blank = equal(join(*(self._cell(field) for field in typed)), "")
        columns["填写"] = If(beyond, ZERO, IfFault(If(blank, ZERO, ONE), ONE))
        columns["单位"] = self._text("单位")
        columns["单位序"] = _position(Here("单位"), "单位_名称")
        columns["来源"] = self._text("资金来源")
        columns["来源序"] = _position(Here("来源"), "来源_名称")
        for dimension, listed in (
            ("资金来源", "来源_名称"),
            ("预算", "来源_预算"),
            ("年度", "来源_年度"),
            ("性质", "来源_性质"),
        ):
            columns[dimension] = If(equal(Here("来源序"), 0), NOTHING, Item(Named(listed), Here("来源序")))
        columns["金额"] = self._text("金额")
        columns["金额数"] = If(
            equal(Here("金额"), ""), NOTHING, IfFault(_number(self._cell("金额")), NOTHING)
        )
        columns["多余小数"] = self._surplus_decimals()
        if self.ledger.name == "支出":
            columns.update(self._expenditure_columns())
        columns["问题"] = self._problem()
        blocking = sum(not rule.counts for rule in self.ledger.definition.rules)
        columns["计入"] = If(
            both(
                equal(Here("填写"), 1),
                call("OR", equal(Here("问题"), 0), Operation(">", Here("问题"), number(blocking))),
                call("ISNUMBER", Here("金额数")),
            ),
            ONE,
            ZERO,
        )
        columns["分"] = If(
            equal(Here("计入"), 1),
            call("ROUND", Operation("*", Here("金额数"), number(100)), ZERO),
            ZERO,
        )
        columns["提示"] = If(
            equal(Here("问题"), 0),
            NOTHING,
            Item(self.ledger.typed("规则"), Here("问题")),
        )
        return columns

    def _surplus_decimals(self) -> Expression:
        fen = Operation("*", Here("金额数"), number(100))
        off = call("ABS", Operation("-", fen, call("ROUND", fen, ZERO)))
        return If(
            equal(Here("金额数"), ""),
            ZERO,
            If(Operation(">", off, number(Decimal("0.001"))), ONE, ZERO),
        )

    def _expenditure_columns(self) -> dict[str, Expression]:
        columns: dict[str, Expression] = {}
        for name, digits in (("功能", 7), ("经济", 5)):
            columns[name] = call("ASC", self._text(name))
            columns[f"{name}码"] = _code(Here(name), digits)
        columns["功能序"] = _position(Here("功能码"), "功能_键")
        columns["经济序"] = _position(Here("经济码"), "经济_键")
        unknown = text("（科目表中没有）")
        for name in ("功能", "经济"):
            columns[f"{name}名称"] = If(
                equal(Here(f"{name}码"), 0),
                NOTHING,
                If(
                    equal(Here(f"{name}序"), 0),
                    unknown,
                    Item(Named(f"{name}_名称"), Here(f"{name}序")),
                ),
            )
        columns["功能适用"] = self._budget_has_code()
        columns["支出类型"] = self._text("支出类型")
        columns["项目名称"] = self._text("项目")
        columns["通配符"] = self._wildcards()
        columns["项目"] = If(
            Operation("<>", Here("项目名称"), NOTHING),
            Here("项目名称"),
            If(equal(Here("支出类型"), "基本支出"), text("基本支出"), text("（未填项目名称）")),
        )
        columns["项目序"] = If(
            equal(Here("填写"), 1), IfFault(Find(Here("项目"), self.ledger.mirrored("项目")), ZERO), ZERO
        )
        columns["项"] = Here("功能码")
        columns["款"] = _down_to(Here("功能码"), 100)
        columns["类"] = _down_to(Here("功能码"), 10000)
        columns["经济款"] = Here("经济码")
        columns["经济类"] = call("INT", Operation("/", Here("经济码"), number(100)))
        personnel = [
            equal(Here("经济类"), int(code)) for code in self.ledger.layout.entries.personnel_classes
        ]
        columns["经费"] = If(Call("OR", tuple(personnel)), text("人员经费"), text("公用经费"))
        return columns

    def _budget_has_code(self) -> Expression:
        """1 when the code's budgets name the budget that pays, or the payer is no public budget."""
        budgets = Item(Named("功能_预算"), Here("功能序"))
        without = call("SUBSTITUTE", budgets, Here("预算"), NOTHING)
        named = Operation("<", call("LEN", without), call("LEN", budgets))
        public = [equal(Here("预算"), budget) for budget in PUBLIC_BUDGETS]
        return If(
            both(Operation(">", Here("功能序"), ZERO), Call("OR", tuple(public))),
            If(named, ONE, ZERO),
            ONE,
        )

    def _wildcards(self) -> Expression:
        bare: Expression = Here("项目名称")
        for sign in "*?~":
            bare = call("SUBSTITUTE", bare, text(sign), NOTHING)
        return If(Operation("<", call("LEN", bare), call("LEN", Here("项目名称"))), ONE, ZERO)

    def _problem(self) -> Expression:
        cases = [
            (condition_of(read_formula(rule.when)), number(place))
            for place, rule in enumerate(self.ledger.definition.rules, start=1)
        ]
        return If(equal(Here("填写"), 0), ZERO, choose(list(cases), ZERO))


def condition_of(tree: Tree) -> Expression:
    """A rule's formula as an expression over the mirror row; names are its columns."""
    if isinstance(tree, Literal):
        return Constant(tree.value)
    if isinstance(tree, Name):
        return Here(tree.name)
    if isinstance(tree, Negation):
        return call("NOT", condition_of(tree.operand))
    if isinstance(tree, Binary):
        left, right = condition_of(tree.left), condition_of(tree.right)
        if tree.sign in ("and", "or"):
            return call(tree.sign.upper(), left, right)
        return Operation(tree.sign, left, right)
    raise TypeError(f"a rule cannot refer to {tree}")


def _position(value: Expression, listed: str) -> Expression:
    """The place in a list, or 0."""
    return If(
        call("OR", equal(value, ""), equal(value, 0)),
        ZERO,
        IfFault(Find(value, Named(listed)), ZERO),
    )


def _number(typed: Expression) -> Expression:
    """What was typed as a number: full-width digits, separators and blanks are understood."""
    bare = call("SUBSTITUTE", call("ASC", call("TRIM", typed)), text(","), NOTHING)
    return If(call("ISNUMBER", typed), typed, call("VALUE", bare))


def _code(bare: Expression, digits: int) -> Expression:
    """A code as a number, or 0 when it has not the right number of digits."""
    value = call("VALUE", bare)
    whole = equal(value, call("INT", value))
    long_enough = Operation(">=", value, number(10 ** (digits - 1)))
    right = both(equal(call("LEN", bare), digits), whole, long_enough)
    return IfFault(If(right, value, ZERO), ZERO)


def _down_to(code: Expression, step: int) -> Expression:
    return Operation("*", call("INT", Operation("/", code, number(step))), number(step))
