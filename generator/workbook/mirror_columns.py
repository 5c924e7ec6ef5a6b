"""The columns of a mirror: what was typed in a row, normalised, judged and numbered."""

from __future__ import annotations

from decimal import Decimal

from generator.expression.nodes import (
    NOTHING,
    Above,
    Call,
    CountWhere,
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
from generator.model.funding import PUBLIC_BUDGETS
from generator.workbook import naming
from generator.workbook.check_code import MODULUS, cubed, mixed, text_number
from generator.workbook.entry_rules import READY, condition_of
from generator.workbook.ledger import Ledger, typed_fields
from generator.workbook.lists import OWN
from generator.workbook.short_names import PROJECT_NUMBER, SHORT_NAME, short_name
from generator.workbook.typed_cell import bare_code, code_number, holds_one_of, plain_number, plain_text

ONE, ZERO = number(1), number(0)

_UNCOUNTED = ("备注",)
"""Fields that do not make a row filled."""


class MirrorColumns:
    """The normalised fields of a ledger's rows, each by its name."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def all(self) -> dict[str, Expression]:
        """The normalised fields of one row, each by its name."""
        columns: dict[str, Expression] = {"填写": self._filled()}
        columns |= self._unit_columns() if self.ledger.name == "单位" else self._money_columns()
        columns["问题"] = self._problem()
        columns["计入"] = self._counted()
        columns |= self._numbers()
        problem = Item(self.ledger.typed("规则"), Here("问题"))
        fine = If(equal(Here("填写"), 1), text(READY), NOTHING)
        columns["提示"] = If(equal(Here("问题"), 0), fine, problem)
        return columns

    def _filled(self) -> Expression:
        """1 when anything that matters stands in the row."""
        typed = [field for field in typed_fields(self.ledger.definition) if field not in _UNCOUNTED]
        beyond = Operation("<", RowCount(self.ledger.typed(typed[0])), Ordinal())
        blank = equal(join(*(self._cell(field) for field in typed)), "")
        return If(beyond, ZERO, IfFault(If(blank, ZERO, ONE), ONE))

    def _unit_columns(self) -> dict[str, Expression]:
        names = self.ledger.mirrored("名称")
        again = Operation(">", CountWhere(((names, "=", Here("名称")),)), ONE)
        return {
            "编码": self._text("编码"),
            "名称": self._text("名称"),
            "性质": self._text("性质"),
            "重复": If(both(equal(Here("填写"), 1), again), ONE, ZERO),
            "次序": Operation("+", Above("次序"), Here("填写")),
        }

    def _money_columns(self) -> dict[str, Expression]:
        columns: dict[str, Expression] = {}
        columns["单位"] = self._text("单位")
        columns["单位序"] = position_in(Here("单位"), f"{naming.MIRRORS['单位']}_名称")
        kinds = Named(f"{naming.MIRRORS['单位']}_性质")
        columns["单位性质"] = If(equal(Here("单位序"), 0), NOTHING, Item(kinds, Here("单位序")))
        columns["来源"] = self._text("资金来源")
        columns["来源序"] = position_in(Here("来源"), "来源_名称")
        for dimension, listed in (
            ("资金来源", "来源_名称"),
            ("预算", "来源_预算"),
            ("年度", "来源_年度"),
            ("性质", "来源_性质"),
        ):
            columns[dimension] = If(equal(Here("来源序"), 0), NOTHING, Item(Named(listed), Here("来源序")))
        columns["金额"] = self._text("金额")
        columns["金额数"] = If(
            equal(Here("金额"), ""),
            NOTHING,
            IfFault(plain_number(self._cell("金额"), Here("金额")), NOTHING),
        )
        columns["多余小数"] = self._surplus_decimals()
        if self.ledger.name == "支出":
            columns.update(self._expenditure_columns())
        return columns

    def _counted(self) -> Expression:
        """1 when the row goes into the tables."""
        blocking = sum(not rule.counts for rule in self.ledger.definition.rules)
        conditions = [
            equal(Here("填写"), 1),
            call("OR", equal(Here("问题"), 0), Operation(">", Here("问题"), number(blocking))),
        ]
        if self.ledger.name != "单位":
            conditions.append(call("ISNUMBER", Here("金额数")))
        return If(both(*conditions), ONE, ZERO)

    def _numbers(self) -> dict[str, Expression]:
        """The row's amount in fen, and its share in the check code."""
        counted = equal(Here("计入"), 1)
        columns: dict[str, Expression] = {}
        if self.ledger.name != "单位":
            fen = call("ROUND", Operation("*", Here("金额数"), number(100)), ZERO)
            columns["分"] = If(counted, fen, ZERO)
        columns["校验底"] = If(counted, mixed(self._code_terms()), ZERO)
        columns["校验数"] = cubed(Here("校验底"))
        return columns

    def _code_terms(self) -> list[tuple[int, Expression]]:
        """What the check code takes from a row, each with its factor."""
        if self.ledger.name == "单位":
            texts = [(1, "名称"), (1_009, "编码"), (7, "性质")]
            return [
                *((factor, text_number(Here(name))) for factor, name in texts),
                (524_287, Here("次序")),
            ]
        terms_of_money: list[tuple[int, Expression]] = [
            (3_001, Item(Named(f"{naming.MIRRORS['单位']}_校验底"), Here("单位序"))),
            (7_919, Here("来源序")),
            (613, call("MOD", Here("分"), number(MODULUS))),
        ]
        if self.ledger.name == "支出":
            project = If(equal(Here("项目名称"), ""), ZERO, text_number(Here("项目名称")))
            kind = If(equal(Here("支出类型"), "项目支出"), ONE, ZERO)
            terms_of_money += [
                (17, Here("功能码")),
                (29, Here("经济码")),
                (131_071, kind),
                (4_999, project),
            ]
        return terms_of_money

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
            columns[name] = bare_code(self._text(name))
            columns[f"{name}码"] = code_number(Here(name), digits)
        columns["功能序"] = position_in(Here("功能码"), "功能_键")
        columns["经济序"] = position_in(Here("经济码"), "经济_键")
        for name in ("功能", "经济"):
            certainty = Item(Named(f"{name}_可靠程度"), Here(f"{name}序"))
            own = If(equal(certainty, OWN), ONE, ZERO)
            columns[f"{name}补充"] = If(equal(Here(f"{name}序"), 0), ZERO, own)
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
        columns["通配符"] = holds_one_of(Here("项目名称"), "*?~")
        columns["项目"] = If(
            Operation("<>", Here("项目名称"), NOTHING),
            Here("项目名称"),
            If(equal(Here("支出类型"), "基本支出"), text("基本支出"), text("（未填项目名称）")),
        )
        columns["项目序"] = If(
            equal(Here("填写"), 1), IfFault(Find(Here("项目"), self.ledger.mirrored("项目")), ZERO), ZERO
        )
        columns[PROJECT_NUMBER] = If(equal(Here("项目名称"), ""), NOTHING, Here("项目序"))
        if self.ledger.layout.registers:
            short = short_name(Here("项目名称"))
            columns[SHORT_NAME] = If(equal(Here("项目名称"), ""), NOTHING, short)
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
        """1 when the code's budgets name the budget that pays, or either names none."""
        budgets = Item(Named("功能_预算"), Here("功能序"))
        without = call("SUBSTITUTE", budgets, Here("预算"), NOTHING)
        shorter = Operation("<", call("LEN", without), call("LEN", budgets))
        named = call("OR", shorter, equal(budgets, ""))
        public = [equal(Here("预算"), budget) for budget in PUBLIC_BUDGETS]
        return If(
            both(Operation(">", Here("功能序"), ZERO), Call("OR", tuple(public))),
            If(named, ONE, ZERO),
            ONE,
        )

    def _problem(self) -> Expression:
        cases = [
            (condition_of(read_formula(rule.when)), number(place))
            for place, rule in enumerate(self.ledger.definition.rules, start=1)
        ]
        return If(equal(Here("填写"), 0), ZERO, choose(list(cases), ZERO))

    def _cell(self, field: str) -> Expression:
        """What stands in the row's cell, whatever it is."""
        return Item(self.ledger.typed(field), Ordinal())

    def _text(self, field: str) -> Expression:
        """What was typed, in its plain form; an error value pasted into the cell reads as “#”."""
        return If(equal(Here("填写"), 0), NOTHING, plain_text(self._cell(field)))


def position_in(value: Expression, listed: str) -> Expression:
    """The place in a list, or 0."""
    return If(
        call("OR", equal(value, ""), equal(value, 0)),
        ZERO,
        IfFault(Find(value, Named(listed)), ZERO),
    )


def _down_to(code: Expression, step: int) -> Expression:
    return Operation("*", call("INT", Operation("/", code, number(step))), number(step))
