"""The search sheet (科目查找): type a word of a name, see the codes that match. Plain functions only."""

from __future__ import annotations

from dataclasses import dataclass

from generator.expression.block import Block, Book, Column
from generator.expression.nodes import (
    NOTHING,
    Above,
    CellOf,
    Constant,
    CountNumbers,
    Expression,
    Here,
    If,
    Item,
    Named,
    NextKey,
    Operation,
    Ordinal,
    both,
    call,
    equal,
    join,
    number,
    text,
)
from generator.workbook import naming
from generator.workbook.sheet import Choice, Condition, Label, Merge, Page, Sheet
from generator.workbook.typed_cell import plain_text

BOX_ROW, HEADING_ROW = 3, 6
BOX = "查找"
SHOWN = 60
"""How many matches each list shows."""


@dataclass(frozen=True, slots=True)
class _Panel:
    """One list of matches: the code book, its digits, and the sheet columns of its list."""

    prefix: str
    title: str
    digits: int
    left: int
    widths: tuple[float, float, float]


_PANELS = (
    _Panel("功能", "支出功能分类（项）", 7, 0, (11, 34, 56)),
    _Panel("经济", "部门预算支出经济分类（款）", 5, 4, (9, 30, 30)),
)


_HIDDEN = _PANELS[-1].left + 3
"""From this sheet column on stands what people need not see: places of matches, words."""


def search_sheet(book: Book) -> Sheet:
    """The search sheet; the code sheets' working columns answer it."""
    sheet = Sheet(naming.SEARCH, tab="list")
    box = book.add(Block.of(BOX, naming.SEARCH, BOX_ROW, 1, [Column("词", 1, [None])]))
    book.name("查找_词", box, "词")
    sheet.paint(box, {"词": "search-box"})
    prompt = "填名称中的一两个字，或编码开头几位；两个词之间空一格。"
    sheet.choices.append(Choice(box.name, "词", "查找", prompt))
    _place_words(book, sheet, _HIDDEN + len(_PANELS))
    sheet.labels += [
        Label(1, 0, naming.SEARCH, "title-left"),
        Label(
            2,
            0,
            "在黄色格里填名称中的字（例如：办公厅 运行），下面列出符合的科目；把编码填到录入表即可。",
            "note",
        ),
        Label(BOX_ROW, 0, "查找", "entry-heading"),
    ]
    for panel in _PANELS:
        _place_panel(book, sheet, panel)
    sheet.widths[3] = 3
    sheet.heights |= {BOX_ROW: 28}
    sheet.freeze = (HEADING_ROW + 1, 0)
    sheet.cursor = (BOX_ROW, 1)
    sheet.hidden_columns = (_HIDDEN, _HIDDEN + len(_PANELS) + 2)
    sheet.page = Page(landscape=True, repeat=(HEADING_ROW, HEADING_ROW), last_column=_HIDDEN - 1)
    return sheet


def matched(written: str, belongs: str) -> Expression:
    """The row's ordinal when both words stand in the code, its name or those above it, else ""."""
    hay = join(Here(written), " ", Here(belongs))
    first, second = (Item(Named(name), number(1)) for name in ("查找_词一", "查找_词二"))
    both_found = both(
        call("ISNUMBER", call("FIND", first, hay)),
        If(equal(second, ""), Constant(True), call("ISNUMBER", call("FIND", second, hay))),
    )
    return If(equal(first, ""), NOTHING, If(both_found, Ordinal(), NOTHING))


def _place_words(book: Book, sheet: Sheet, position: int) -> None:
    """The two words to look for, in hidden cells beside the box."""
    half = call("ASC", plain_text(CellOf(BOX, "词")))
    gap = call("FIND", text(" "), join(Here("句"), " "))
    first = call("LEFT", Here("句"), Operation("-", gap, number(1)))
    rest = call("TRIM", call("MID", Here("句"), gap, number(99)))
    block = book.add(
        Block.of(
            "查找·词",
            naming.SEARCH,
            BOX_ROW,
            1,
            [
                Column("句", position, half),
                Column("词一", position + 1, first),
                Column("词二", position + 2, rest),
            ],
        )
    )
    sheet.paint(block, {})
    book.name("查找_词一", block, "词一")
    book.name("查找_词二", block, "词二")


def _place_panel(book: Book, sheet: Sheet, panel: _Panel) -> None:
    hits = Named(f"{panel.prefix}_命中")
    place = Here("位")
    option = Item(Named(f"{panel.prefix}_选项"), place)

    def shown(value: Expression) -> Expression:
        return If(equal(place, ""), NOTHING, value)

    following = If(equal(Above("位"), ""), NOTHING, NextKey(hits, Above("位")))
    columns = [
        Column("编码", panel.left, shown(call("LEFT", option, number(panel.digits)))),
        Column("名称", panel.left + 1, shown(call("MID", option, number(panel.digits + 2), number(99)))),
        Column("所属", panel.left + 2, shown(Item(Named(f"{panel.prefix}_所属"), place))),
        Column("位", _HIDDEN + _PANELS.index(panel), following, first=NextKey(hits, None)),
    ]
    block = book.add(Block.of(f"查找·{panel.prefix}", naming.SEARCH, HEADING_ROW + 1, SHOWN, columns))
    sheet.paint(block, {"编码": "found", "名称": "found", "所属": "found-above"})
    used = Operation("<>", place, NOTHING)
    sheet.conditions.append(Condition(block.name, panel.left, panel.left + 2, used, "used-row"))
    for offset, (heading, width) in enumerate(zip(("编码", "名称", "上级科目"), panel.widths, strict=True)):
        sheet.labels.append(Label(HEADING_ROW, panel.left + offset, heading, "entry-heading"))
        sheet.widths[panel.left + offset] = width
    count = CountNumbers(hits)
    more = If(Operation(">", count, number(SHOWN)), text(f"，下面是前 {SHOWN} 个，请多填几个字"), NOTHING)
    asked = Operation("<>", Item(Named("查找_词一"), number(1)), NOTHING)
    told = If(asked, join(f"{panel.title}：找到 ", count, " 个", more, "。"), text(f"{panel.title}"))
    column = Column("数", panel.left, told)
    head = book.add(Block.of(f"查找·{panel.prefix}·数", naming.SEARCH, HEADING_ROW - 1, 1, [column]))
    sheet.paint(head, {"数": "section"})
    sheet.merges.append(Merge(head.name, "数", panel.left + 2))
