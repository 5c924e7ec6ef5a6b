"""The sheet 抵销: income from other departments, what of it was eliminated, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.consolidation import naming
from generator.consolidation.elimination import Transfer
from generator.consolidation.member import Member
from generator.expression.block import Block, Book, Column
from generator.expression.nodes import (
    NOTHING,
    CountWhere,
    Expression,
    Here,
    If,
    Item,
    Named,
    Operation,
    Slice,
    SumRange,
    SumWhere,
    Value,
    add,
    both,
    call,
    equal,
    join,
    number,
    text,
)
from generator.workbook.naming import defined_name
from generator.workbook.sheet import Condition, Label, Lines, Page, Sheet

HEADING_ROW = 5
_HELP = (
    "从其他部门得到的收入（上级补助、附属单位上缴），付款方已经列过支出；汇总时双方都在范围内的，收款方的收入和用它"
    "安排的支出一并抵销，付款方的支出保留，每笔钱只算一次。",
    "付款方按名册的“上级部门”确定；下级上缴的，要它的下级部门都参加汇总才抵销。要改抵销数，到“汇总收入”和“汇总明细”改“抵销”列，两边要相等；这里随之重算。",
)
_COLUMNS: tuple[tuple[str, str, float, str], ...] = (
    ("部门编码", "部门编码", 12, "code-cell"),
    ("部门", "收款部门", 28, "wrapped"),
    ("资金来源", "资金来源", 20, "wrapped"),
    ("付款方", "付款方（按名册）", 34, "wrapped"),
    ("范围", "付款方在\n汇总范围", 12, "centre"),
    ("收入", "收入（元）", 18, "figure"),
    ("支出", "用它安排的支出（元）", 18, "figure"),
    ("抵销收入", "抵销收入（元）", 18, "figure"),
    ("抵销支出", "抵销支出（元）", 18, "figure"),
    ("核对", "核对", 16, "verdict"),
    ("说明", "说明", 64, "wrapped"),
)
_MOST_PAYERS = 3
_WHOLE, _PARTLY = "✔ 全部抵销", "△ 抵销一部分"
_LEFT, _TO_CHECK, _UNEQUAL = "－ 不抵销", "△ 请核对", "✘ 两边不等"


def elimination_sheet(
    book: Book,
    transfers: Sequence[Transfer],
    members: Sequence[Member],
    names: Sequence[str],
    slices: Sequence[tuple[int, int]],
) -> Sheet:
    """Place the sheet; `slices` says where each member's rows of 汇总明细 begin, and how many there are."""
    sheet = Sheet(naming.ELIMINATIONS, tab="region")
    shown = len(_COLUMNS)
    constants = _constants(transfers, members, names, slices)
    rules: Mapping[str, Expression] = {
        "收入": Item(Named(defined_name(naming.RECEIVED, naming.AMOUNT)), Here("行")),
        "支出": _of_items(naming.AMOUNT),
        "抵销收入": _negative(Item(Named(defined_name(naming.RECEIVED, naming.ELIMINATED)), Here("行"))),
        "抵销支出": _negative(_of_items(naming.ELIMINATED)),
        "核对": _holds(),
    }
    placed = [name for name, _, _, _ in _COLUMNS] + ["行", "首行", "行数", "未抵销"]
    columns = [Column(name, place, rules.get(name) or constants[name]) for place, name in enumerate(placed)]
    rows = max(len(transfers), 1)
    if transfers:
        block = book.add(Block.of(naming.ELIMINATIONS, sheet.name, HEADING_ROW + 1, rows, columns))
        sheet.paint(block, {name: style for name, _, _, style in _COLUMNS})
        sheet.wrapped[block.name] = Lines()
        for name in ("抵销收入", "抵销支出", "核对"):
            book.name(defined_name(naming.ELIMINATIONS, name), block, name)
        first = call("LEFT", Here("核对"), number(1))
        sheet.conditions += [
            Condition(block.name, 0, shown - 1, equal(first, _UNEQUAL[0]), "row-to-mend"),
            Condition(block.name, 0, shown - 1, equal(first, _TO_CHECK[0]), "amber-row"),
        ]
        sheet.hidden_columns = (shown, len(placed) - 1)
        sheet.filter = (HEADING_ROW, 0, HEADING_ROW + rows, shown - 1)
    else:
        sheet.labels.append(
            Label(
                HEADING_ROW + 1,
                0,
                "各部门都没有从其他部门得到的收入，不需要抵销。",
                "text-cell",
                HEADING_ROW + 1,
                shown - 1,
            )
        )
    for place, (_, heading, width, _) in enumerate(_COLUMNS):
        sheet.labels.append(Label(HEADING_ROW, place, heading, "entry-heading"))
        sheet.widths[place] = width
    sheet.labels.append(Label(1, 0, naming.ELIMINATIONS, "title-left"))
    sheet.labels += [Label(2 + place, 0, line, "note") for place, line in enumerate(_HELP)]
    if transfers:
        _status(book, sheet)
    sheet.heights[HEADING_ROW] = 32
    sheet.freeze = (HEADING_ROW + 1, 2)
    sheet.page = Page(landscape=True, repeat=(HEADING_ROW, HEADING_ROW), last_column=shown - 1)
    return sheet


def _constants(
    transfers: Sequence[Transfer],
    members: Sequence[Member],
    names: Sequence[str],
    slices: Sequence[tuple[int, int]],
) -> dict[str, list[Value]]:
    return {
        "部门编码": [members[each.member].code or None for each in transfers],
        "部门": [names[each.member] for each in transfers],
        "资金来源": [each.source for each in transfers],
        "付款方": [_payers(each.counterparts) for each in transfers],
        "范围": [each.payers.value for each in transfers],
        "说明": [each.reason for each in transfers],
        "行": [each.income + 1 for each in transfers],
        "首行": [slices[each.member][0] for each in transfers],
        "行数": [slices[each.member][1] for each in transfers],
        "未抵销": [_TO_CHECK if each.to_check else _LEFT for each in transfers],
    }


def _holds() -> Expression:
    """What holds in a row: whether both sides agree, how much was eliminated, or that nothing was."""
    income, items = Here("抵销收入"), Here("抵销支出")
    whole = both(equal(income, Here("收入")), equal(items, Here("支出")))
    agree = If(equal(income, 0), Here("未抵销"), If(whole, text(_WHOLE), text(_PARTLY)))
    return If(equal(income, items), agree, text(_UNEQUAL))


def _payers(counterparts: Sequence[str]) -> str:
    if not counterparts:
        return "（名册上没有）"
    named = "、".join(counterparts[:_MOST_PAYERS])
    return named if len(counterparts) <= _MOST_PAYERS else f"{named} 等 {len(counterparts)} 个下级部门"


def _of_items(column: str) -> Expression:
    """The sum of a column of 汇总明细 over the department's rows that the source pays."""
    last = Operation("-", Operation("+", Here("首行"), Here("行数")), number(1))

    def cells(name: str) -> Slice:
        return Slice(Named(defined_name(naming.SPENT, name)), Here("首行"), last)

    paid = SumWhere(cells(column), ((cells("资金来源"), Here("资金来源")),))
    return If(equal(Here("行数"), 0), number(0), call("ROUND", paid, number(2)))


def _negative(value: Expression) -> Expression:
    return Operation("-", number(0), value)


def _status(book: Book, sheet: Sheet) -> None:
    """What was eliminated in all, and how many rows somebody has to look at."""
    income, items = (
        SumRange(Named(defined_name(naming.ELIMINATIONS, name))) for name in ("抵销收入", "抵销支出")
    )
    verdicts = Named(defined_name(naming.ELIMINATIONS, "核对"))
    open_ = add(tuple(CountWhere(((verdicts, "=", text(word)),)) for word in (_TO_CHECK, _PARTLY, _UNEQUAL)))
    to_check = If(Operation(">", open_, number(0)), join(open_, " 笔请核对。"), NOTHING)
    told = join("共抵销收入 ", _written(income), " 元，支出 ", _written(items), " 元。", to_check)
    name = f"{naming.ELIMINATIONS}·合计"
    block = book.add(Block.of(name, sheet.name, 4, 1, [Column("合计", 0, told)]))
    sheet.paint(block, {"合计": "status"})


def _written(amount: Expression) -> Expression:
    """An amount in words; programs do not agree on the minus sign in TEXT."""
    sign = If(Operation("<", amount, number(0)), text("-"), NOTHING)
    return join(sign, call("TEXT", call("ABS", amount), text("#,##0.00")))
