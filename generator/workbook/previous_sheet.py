"""Last year's figures (上年数), and beside each what this year's entries come to."""

from __future__ import annotations

from collections.abc import Sequence

from generator.expression.block import Block, Book, Column
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
    RangeExpression,
    both,
    call,
    choose,
    equal,
    number,
)
from generator.layout.previous_figures import Figure
from generator.workbook import naming
from generator.workbook.contents import PREVIOUS_FIELDS, EntryRows
from generator.workbook.ledger import amounts_entered
from generator.workbook.measure import measured
from generator.workbook.sheet import Choice, Condition, Label, Page, Sheet
from generator.workbook.typed_cell import plain_number, plain_text

HEADING_ROW = 5
_COLUMNS: tuple[tuple[str, str, str, float], ...] = (
    ("指标", "指标", "entry-text", 34),
    ("项目", "项目", "entry-text", 26),
    ("名称", "科目名称", "entry-filled", 34),
    ("金额", "上年金额（元）", "entry-amount", 20),
    ("本年", "本年金额（元）", "figure-live", 20),
    ("增减", "增减（元）", "figure-live", 20),
    ("增减率", "增减（%）", "figure-live", 12),
)
_FUNCTION_STEPS = {"类": 10_000, "款": 100, "项": 1}
_ECONOMIC_STEPS = {"经济类": 1, "经济款": 1}
"""What a code is multiplied by to become the number that the mirror holds."""


def previous_sheet(book: Book, figures: Sequence[Figure], entries: EntryRows, capacity: int) -> Sheet:
    """The sheet: typed at the left, computed at the right."""
    sheet = Sheet(naming.PREVIOUS, tab="entry")
    typed = {name: entries.content(name, capacity) for name in PREVIOUS_FIELDS}
    shown = {"名称": _names(figures), "本年": _once_entered(Here("算"))} | _changes()
    columns = [
        Column(name, place, typed[name] if name in typed else shown[name])
        for place, (name, _, _, _) in enumerate(_COLUMNS)
    ]
    working = len(columns)
    columns += [
        Column("指标文", working, plain_text(Here("指标"))),
        Column("项目文", working + 1, plain_text(Here("项目"))),
        Column("码", working + 2, IfFault(call("VALUE", Here("项目文")), number(0))),
        Column("上年", working + 3, _amount()),
        Column("算", working + 4, _this_year(figures)),
    ]
    block = book.add(Block.of(naming.PREVIOUS, naming.PREVIOUS, HEADING_ROW + 1, capacity, columns))
    sheet.paint(block, {name: entries.painted(style, capacity) for name, _, style, _ in _COLUMNS})
    for place, (_, heading, _, width) in enumerate(_COLUMNS):
        sheet.labels.append(Label(HEADING_ROW, place, heading, "entry-heading"))
        sheet.widths[place] = width
    for name in typed:
        book.name(naming.defined_name("上年", name), block, name)
    for column, called in (("指标文", "指标文"), ("项目文", "项目文"), ("码", "码"), ("上年", "数")):
        book.name(naming.defined_name("上年", called), block, column)
    sheet.labels += [
        Label(1, 0, naming.PREVIOUS, "title-left"),
        Label(2, 0, "上年部门预算的数字，与本年比较用，不进公开表；已填好的请核对，缺的可以补。", "note"),
        Label(3, 0, "本年金额由录入表自动计算；增减 = 本年 − 上年，上年为 0 的不算百分比。", "note"),
    ]
    sheet.choices += [
        Choice(block.name, "指标", "指标", "从下拉列表选择。", "指标_名称", strict=False),
        Choice(block.name, "项目", "项目", "科目编码、预算名称、支出类型等，与指标对应。"),
        Choice(block.name, "金额", "上年金额（元）", "以元为单位，最多两位小数。"),
        *(
            Choice(block.name, name, heading, "由公式自动计算，不用填写。", refuse=True)
            for name, heading, _, _ in _COLUMNS
            if name not in typed
        ),
    ]
    last = len(_COLUMNS) - 1
    unknown = both(Operation("<>", Here("指标文"), NOTHING), equal(Here("算"), ""))
    sheet.conditions.append(Condition(block.name, 0, 1, unknown, "amber-row"))
    sheet.hidden_columns = (working, working + 4)
    sheet.freeze = (HEADING_ROW + 1, 0)
    sheet.cursor = (HEADING_ROW + 1, 0)
    sheet.filter = (HEADING_ROW, 0, HEADING_ROW + capacity, last)
    sheet.page = Page(
        landscape=True,
        repeat=(HEADING_ROW, HEADING_ROW),
        last_column=last,
        bottom=HEADING_ROW + capacity,
    )
    return sheet


def _once_entered(value: Expression) -> Expression:
    """Nothing before the first amount of this year is entered."""
    return If(equal(amounts_entered(), 0), NOTHING, value)


def _amount() -> Expression:
    typed = Here("金额")
    return If(equal(typed, ""), number(0), IfFault(plain_number(typed, plain_text(typed)), number(0)))


def _this_year(figures: Sequence[Figure]) -> Expression:
    """What this year's entries come to by the definition of the row's measure, in yuan."""
    cases = [(_is(figure), measured(figure.counts, "元", figure.where, _split(figure))) for figure in figures]
    return choose(cases, NOTHING)


def _is(figure: Figure) -> Expression:
    measure = equal(Here("指标文"), figure.name.zh)
    return both(measure, equal(Here("项目文"), figure.item)) if figure.item else measure


def _split(figure: Figure) -> tuple[tuple[RangeExpression, Expression], ...]:
    """The condition that an entry belongs to the row's item."""
    if figure.by is None:
        return ()
    column = Named(naming.defined_name(naming.MIRRORS[figure.counts], figure.by))
    step = (_FUNCTION_STEPS | _ECONOMIC_STEPS).get(figure.by)
    if step is None:
        return ((column, Here("项目文")),)
    code = Here("码")
    return ((column, code if step == 1 else Operation("*", code, number(step))),)


def _names(figures: Sequence[Figure]) -> Expression:
    """The name of the row's code, for measures that are split by codes."""
    cases: list[tuple[Expression, Expression]] = []
    for figure in figures:
        for listed, steps in (("功能", _FUNCTION_STEPS), ("经济", _ECONOMIC_STEPS)):
            if figure.by in steps:
                scale = steps[figure.by] if listed == "功能" else (100 if figure.by == "经济类" else 1)
                key = Operation("*", Here("码"), number(scale))
                name = Item(Named(f"{listed}_名称"), Find(key, Named(f"{listed}_键")))
                cases.append((_is(figure), IfFault(name, NOTHING)))
    return choose(cases, NOTHING)


def _changes() -> dict[str, Expression]:
    """The change against last year, in yuan and in per cent."""
    missing = equal(Here("本年"), "")
    gap = call("ROUND", Operation("-", Here("本年"), Here("上年")), number(2))
    share = Operation("*", Operation("/", Here("增减"), Here("上年")), number(100))
    return {
        "增减": If(missing, NOTHING, gap),
        "增减率": If(call("OR", missing, equal(Here("上年"), 0)), NOTHING, call("ROUND", share, number(2))),
    }
