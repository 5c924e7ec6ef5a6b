"""The sheet 说明: the headings and paragraphs that are there now, one below the other, without gaps."""

from __future__ import annotations

from generator.expression.block import Block, Column
from generator.expression.nodes import (
    NOTHING,
    CellOf,
    CountNumbers,
    Expression,
    Find,
    Here,
    If,
    IfFault,
    Item,
    Named,
    Operation,
    Ordinal,
    call,
    choose,
    equal,
    join,
    number,
    text,
)
from generator.workbook import naming
from generator.workbook.ledger import amounts_entered
from generator.workbook.narrative.ground import Ground, name_of
from generator.workbook.narrative.paragraphs import COUNTS, STYLE_NAMES, STYLES, TEXTS
from generator.workbook.narrative.subjects import last_count
from generator.workbook.sheet import Condition, Label, Lines, Page, Sheet

LEAST_PARAGRAPHS = 300
PLACES, TOP = name_of("行", "位"), 5
SURPLUS = name_of("余")
"""The defined name of the cells that say how many rows are cut off, for each list of rows."""
STYLE, TEXT, HINT = "样式", "文字", "提示"
_WIDTHS = {0: 9.0, 1: 96.0, 2: 24.0}
_HEADING_STYLES = dict(zip(STYLES[1:], ("part-heading", "section-heading", "sub-heading"), strict=True))


def place_rows(ground: Ground, rows: int) -> None:
    """Put on the hidden sheet which paragraph stands in which row of the sheet."""
    block = ground.place("行", rows, {"位": IfFault(Find(Ordinal(), Named(COUNTS)), NOTHING)})
    ground.name_column(PLACES, block, "位")


def prose_sheet(ground: Ground, rows: int, paragraphs: CellOf) -> Sheet:
    """The sheet with room for so many rows; `paragraphs` is how many paragraphs there are."""
    sheet = Sheet(naming.NARRATIVE, tab="official")
    sheet.widths = dict(_WIDTHS)
    place = Item(Named(PLACES), Ordinal())
    unwritten = ground.wording.missing_reason
    holds = call("ISNUMBER", call("FIND", text(unwritten), Here(TEXT)))
    columns: dict[str, Expression] = {
        STYLE: _shown(place, STYLE_NAMES),
        TEXT: _shown(place, TEXTS),
        HINT: If(holds, text("▲ 有原因或用途没有写"), NOTHING),
    }
    block = ground.book.add(
        Block.of(
            naming.NARRATIVE,
            naming.NARRATIVE,
            TOP,
            rows,
            [Column(name, position, rule) for position, (name, rule) in enumerate(columns.items())],
        )
    )
    sheet.paint(block, {STYLE: "note top", TEXT: "paragraph", HINT: "amber-note"})
    sheet.wrapped[block.name] = Lines()
    sheet.conditions += [
        Condition(block.name, 1, 1, equal(Here(STYLE), words), style)
        for words, style in _HEADING_STYLES.items()
    ]
    sheet.conditions.append(Condition(block.name, 1, 2, Operation("<>", Here(HINT), NOTHING), "amber-row"))
    status = ground.book.add(
        Block.of("说明·状态", naming.NARRATIVE, TOP - 2, 1, [Column("状态", 0, _status(ground, paragraphs))])
    )
    sheet.paint(status, {"状态": "status"})
    sheet.labels += [
        Label(1, 0, "预算情况说明（自动生成）", "title-left"),
        Label(
            2,
            0,
            "句子和数字由公式写出，不能改；只要在“文字说明”等登记表中写原因、用途和情况。"
            "文字显示不全时，选中全部行，双击行号之间的线。",
            "note",
        ),
    ]
    sheet.freeze = (TOP, 0)
    sheet.page = Page(last_column=1, growing=PLACES)
    return sheet


def _shown(place: Expression, names: str) -> Expression:
    return If(equal(place, ""), NOTHING, Item(Named(names), place))


def _status(ground: Ground, paragraphs: CellOf) -> Expression:
    """What is still to be done, in one line."""
    shown = CountNumbers(Named(PLACES))
    open_ = last_count("待") if ground.has_reasons else number(0)
    return choose(
        [
            (Operation(">", paragraphs, shown), text("✘ 段落太多，表中放不下，请重新生成行数更多的工作簿。")),
            (equal(amounts_entered(), 0), text("○ 还没有录入金额，下面是句子的样子。")),
            (
                Operation(">", open_, number(0)),
                join("▲ 还有 ", open_, " 个事项要写原因或用途，见“文字说明”。"),
            ),
        ],
        text("✔ 原因和用途都写了。"),
    )
