"""The check sheet (勾稽审核表): one row per relation and table, with both sides and a light."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.expression.block import Block, Book, Column
from generator.expression.nodes import (
    NOTHING,
    CountWhere,
    Expression,
    Find,
    Here,
    If,
    IfFault,
    Item,
    Named,
    Operation,
    Value,
    add,
    both,
    call,
    choose,
    equal,
    join,
    number,
    text,
)
from generator.workbook import naming
from generator.workbook.comparison import AS_WANTED, Comparison
from generator.workbook.ledger import amounts_entered
from generator.workbook.sheet import Choice, Condition, Label, Lines, Page, Sheet

SEVERITIES = {"error": "错误", "warning": "提醒", "note": "信息"}
BALANCED, ROUNDED, BROKEN, IDLE = "平", "取整", "不平", "不适用"
ALL_GOOD, NOT_YET = "✔ 全部平衡", "○ 还没有录入"

HEADING_ROW = 5
TABLES_NAMED = 5
"""How many tables a check can name for the lights of the contents page."""

BLOCK = "校验"
_VISIBLE: tuple[tuple[str, str, float], ...] = (
    ("编号", "centre", 11),
    ("级别", "centre", 7),
    ("校验内容", "wrapped", 42),
    ("结论", "verdict", 9),
    ("左值", "figure", 17),
    ("右值", "figure", 17),
    ("差额", "figure", 15),
    ("单位", "centre", 6),
    ("说明", "wrapped", 56),
    ("看左边", "link-cell", 13),
    ("看右边", "link-cell", 13),
    ("原因（可填写）", "entry-wrapped", 28),
)
_HIDDEN = ("条数", "不平", "行", "列", "左址", "右址", *(f"涉表{n}" for n in range(1, TABLES_NAMED + 1)))
_HEADINGS = {"左值": "左边", "右值": "右边"}
REASON = "原因（可填写）"


def place_checks(book: Book, comparisons: Sequence[Comparison], reasons: Mapping[str, str]) -> Sheet:
    """Place the check sheet and the overall light. `reasons` are those given already, by check."""
    sheet = Sheet(naming.CHECKS, tab="check")
    rules: dict[str, list[Expression | Value]] = {
        name: [] for name in [*(name for name, _, _ in _VISIBLE), *_HIDDEN]
    }
    for comparison in comparisons:
        row = _row(comparison) | {REASON: reasons.get(comparison.id)}
        for name, rule in row.items():
            rules[name].append(rule)
    columns = [Column(name, place, content) for place, (name, content) in enumerate(rules.items())]
    block = book.add(Block.of(BLOCK, naming.CHECKS, HEADING_ROW + 1, len(comparisons), columns))
    styles: dict[str, str | Sequence[str]] = {name: style for name, style, _ in _VISIBLE}
    for side in ("左值", "右值", "差额"):
        styles[side] = ["count" if comparison.is_count else "figure" for comparison in comparisons]
    sheet.paint(block, styles)
    for name in ("编号", "级别", "结论", REASON, *(f"涉表{n}" for n in range(1, TABLES_NAMED + 1))):
        book.name(naming.defined_name(naming.CHECKS, name.split("（")[0]), block, name)
    _draw(sheet, block)
    sheet.paint(_lights(book), {"总灯": "light", "汇总": "note", "首处": "link"})
    sheet.conditions += light_conditions("总灯", "总灯", 0, 0)
    return sheet


def _draw(sheet: Sheet, block: Block) -> None:
    for place, (name, _, width) in enumerate(_VISIBLE):
        sheet.labels.append(Label(HEADING_ROW, place, _HEADINGS.get(name, name), "heading"))
        sheet.widths[place] = width
    last = len(_VISIBLE) - 1
    sheet.labels += [
        Label(1, 0, "校验（勾稽审核表）", "title-left"),
        Label(
            2,
            0,
            "先改录入行的问题（D、R、E 开头），其余不平往往随之消失。点“看左边”“看右边”直接到单元格；"
            "“提醒”类可在最后一列写明原因，写了就算已说明；“信息”类不用处理。",
            "note",
        ),
    ]
    verdict = Here("结论")
    error = both(equal(verdict, BROKEN), equal(Here("级别"), SEVERITIES["error"]))
    sheet.conditions += [
        Condition(block.name, 0, last, error, "red-row"),
        Condition(block.name, 0, last, equal(verdict, BROKEN), "amber-row"),
        Condition(block.name, 0, last, equal(verdict, BALANCED), "green-verdict"),
        Condition(block.name, 0, last, equal(verdict, IDLE), "grey-row"),
    ]
    sheet.choices.append(
        Choice(
            block.name,
            REASON,
            "原因",
            "“提醒”类写明原因后算已说明；“错误”类须改正数据。",
        )
    )
    sheet.wrapped[block.name] = Lines(used=3)
    sheet.hidden_columns = (len(_VISIBLE), len(_VISIBLE) + len(_HIDDEN) - 1)
    sheet.freeze = (HEADING_ROW + 1, 1)
    sheet.filter = (HEADING_ROW, 0, HEADING_ROW + block.rows, last)
    sheet.page = Page(landscape=True, repeat=(HEADING_ROW, HEADING_ROW), last_column=last)


def _row(comparison: Comparison) -> dict[str, Expression | Value]:
    left, right, check = comparison.left, comparison.right, comparison.check
    unit = f" {comparison.measure}".rstrip()
    pattern = text("0" if comparison.is_count else "#,##0.00")

    def written(name: str) -> Expression:
        return join(call("TEXT", call("ABS", Here(name)), pattern), unit)

    def signed(name: str) -> Expression:
        # Not every program keeps the minus sign of TEXT(-0.01), so it is written apart.
        return join(If(Operation("<", Here(name), number(0)), text("-"), NOTHING), written(name))

    how_many = Operation(">", Here("不平"), number(1))
    more: Expression = If(how_many, join("；共 ", Here("不平"), " 处"), NOTHING)
    place: list[Expression | str] = []
    if comparison.where != NOTHING:
        place = [IfFault(join(comparison.where, "："), NOTHING)]
    apart = "，相差 " if check.relation == "=" else "，少 "
    wanted = right.called if right.called == AS_WANTED else f"{right.called} 为"
    against: list[Expression | str] = [f"，{wanted} ", signed("右值"), apart, written("差额")]
    if right.called == "0":
        against = ["，应为 0" if check.relation == "=" else "，不应小于 0"]
    finding = join(
        *place,
        f"{left.called} 为 ",
        signed("左值"),
        *against,
        more,
        "。",
    )
    excess: Expression = NOTHING
    if check.relation == ">=":
        above = Operation(">", Here("差额"), number(0))
        excess = If(above, join("左边多 ", written("差额"), "。"), NOTHING)
    verdict = ROUNDED if check.severity == "note" else BROKEN
    row: dict[str, Expression | Value] = {
        "编号": comparison.id,
        "级别": SEVERITIES[check.severity],
        "校验内容": check.says.zh,
        "结论": choose(
            [(equal(Here("条数"), 0), text(IDLE)), (equal(Here("不平"), 0), text(BALANCED))],
            text(verdict),
        ),
        "左值": IfFault(call("ROUND", left.value, number(2)), number(0)),
        "右值": IfFault(call("ROUND", right.value, number(2)), number(0)),
        "差额": call("ROUND", Operation("-", Here("左值"), Here("右值")), number(2)),
        "说明": choose(
            [
                (equal(Here("结论"), IDLE), text(comparison.idle)),
                (equal(Here("结论"), BALANCED), excess),
            ],
            finding if comparison.told is None else IfFault(comparison.told, finding),
        ),
        "单位": comparison.measure,
        "看左边": _link(left.sheet, "左址"),
        "看右边": _link(right.sheet, "右址"),
        REASON: None,
        "条数": comparison.count,
        "不平": comparison.broken,
        "行": comparison.row,
        "列": comparison.column,
        "左址": left.cell,
        "右址": right.cell,
    }
    for number_, table in enumerate([*comparison.tables, *[None] * TABLES_NAMED][:TABLES_NAMED], start=1):
        row[f"涉表{number_}"] = table
    return row


def _link(sheet: str, address: str) -> Expression | None:
    if not sheet:
        return None
    quoted = "#'" + sheet.replace("'", "''") + "'!"
    return call("HYPERLINK", join(quoted, Here(address)), join(f"{sheet}!", Here(address)))


def broken_count(severity: str, *also: tuple[str, str]) -> Expression:
    """How many checks of a severity are broken; `also` adds (column, value) conditions."""
    conditions: list[tuple[Named, str, Expression]] = [
        (Named("校验_结论"), "=", text(BROKEN)),
        (Named("校验_级别"), "=", text(SEVERITIES[severity])),
    ]
    conditions += [(Named(f"校验_{column}"), "=", text(value)) for column, value in also]
    return CountWhere(tuple(conditions))


def _explained(*also: tuple[str, str]) -> Expression:
    conditions: list[tuple[Named, str, Expression]] = [
        (Named("校验_结论"), "=", text(BROKEN)),
        (Named("校验_级别"), "=", text(SEVERITIES["warning"])),
        (Named("校验_原因"), "<>", text("")),
    ]
    conditions += [(Named(f"校验_{column}"), "=", text(value)) for column, value in also]
    return CountWhere(tuple(conditions))


def _unexplained(*also: tuple[str, str]) -> Expression:
    return Operation("-", broken_count("warning", *also), _explained(*also))


def light(errors: Expression, warnings: Expression, otherwise: Expression) -> Expression:
    """The light in words and signs, so that colour is not the only signal."""
    return choose(
        [
            (Operation(">", errors, number(0)), join("✘ ", errors, " 项不平")),
            (Operation(">", warnings, number(0)), join("▲ ", warnings, " 项待说明")),
        ],
        otherwise,
    )


def table_light(table: str) -> Expression:
    """The light of one table or entry sheet: of all checks that name it."""
    places = [f"涉表{place}" for place in range(1, TABLES_NAMED + 1)]
    errors = add(tuple(broken_count("error", (place, table)) for place in places))
    warnings = add(tuple(_unexplained((place, table)) for place in places))
    return light(errors, warnings, If(equal(amounts_entered(), 0), text(NOT_YET), text("✔ 平")))


def _verdicts(verdict: str) -> Expression:
    return CountWhere(((Named("校验_结论"), "=", text(verdict)),))


def _lights(book: Book) -> Block:
    explained = Operation(">", _explained(), number(0))
    good = choose(
        [
            (equal(amounts_entered(), 0), text(NOT_YET)),
            (explained, join("✔ 平，", _explained(), " 项已说明")),
        ],
        text(ALL_GOOD),
    )
    counts = join(
        "平 ",
        _verdicts(BALANCED),
        " 项，错误 ",
        broken_count("error"),
        " 项，提醒 ",
        broken_count("warning"),
        " 项（已说明 ",
        _explained(),
        " 项），取整 ",
        _verdicts(ROUNDED),
        " 项，不适用 ",
        _verdicts(IDLE),
        " 项。",
    )
    columns = [
        Column("总灯", 0, light(broken_count("error"), _unexplained(), good)),
        Column("汇总", 3, counts),
        Column("首处", 9, first_broken_link()),
    ]
    block = book.add(Block.of("总灯", naming.CHECKS, 3, 1, columns))
    book.name("总灯", block, "总灯")
    return block


def first_broken_link() -> Expression:
    """A link to the first check that is broken; "" while none is."""
    row = IfFault(Operation("+", Find(text(BROKEN), Named("校验_结论")), number(HEADING_ROW + 1)), number(0))
    target = join(f"#'{naming.CHECKS}'!A", row)
    return If(equal(row, 0), NOTHING, call("HYPERLINK", target, text("▶ 看第一处问题")))


def light_conditions(block: str, column: str, first: int, last: int) -> list[Condition]:
    """The colours of a light, between two sheet columns: red, amber, green."""
    return [
        Condition(block, first, last, equal(call("LEFT", Here(column), number(1)), sign), style)
        for sign, style in (("✘", "light-red"), ("▲", "light-amber"), ("✔", "light-green"))
    ]


def overall_light() -> Expression:
    """The overall light, as every sheet's first row shows it."""
    return Item(Named("总灯"), number(1))
