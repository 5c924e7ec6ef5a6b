"""The front of the workbook: cover, contents with lights and links, how to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.expression.block import Block, Book, Column
from generator.expression.nodes import CountNumbers, Expression, If, Named, Value, equal, join, text
from generator.workbook import naming
from generator.workbook.check_sheet import light_conditions, overall_light, table_light
from generator.workbook.heading import fact
from generator.workbook.row_height import height_for
from generator.workbook.sheet import Label, Link, Merge, Page, Sheet


@dataclass(frozen=True, slots=True)
class Listed:
    """A sheet as the contents page lists it. `keys` is the defined name of its growing rows, or ""."""

    sheet: str
    title: str
    kind: str
    keys: str = ""


def cover_sheet(book: Book, form: str) -> Sheet:
    """封面: whose budget this is, and whether it balances."""
    sheet = Sheet(naming.COVER, tab="front", banner=False)
    sheet.widths = {0: 6, 1: 20, 2: 52, 3: 6}
    lines: list[tuple[str, int, Expression, str]] = [
        ("部门", 5, fact(naming.NAME), "cover-name"),
        ("题目", 7, join(fact("年度"), " 年", fact("级别"), "预算公开表"), "cover-title"),
        ("总灯", 11, overall_light(), "cover-light"),
    ]
    for name, row, rule, style in lines:
        block = book.add(Block.of(f"封面·{name}", naming.COVER, row, 1, [Column(name, 1, rule)]))
        sheet.paint(block, {name: style})
        sheet.merges.append(Merge(block.name, name, 2))
    sheet.conditions += light_conditions("封面·总灯", "总灯", 1, 2)
    facts = [("编制单位", naming.NAME), ("部门编码", "编码"), ("编制日期", "编制日期")]
    for place, (label, name) in enumerate(facts):
        row = 15 + place
        sheet.labels.append(Label(row, 1, label, "cover-label"))
        shown = If(equal(fact(name), ""), text("　"), fact(name))
        block = book.add(Block.of(f"封面·{label}", naming.COVER, row, 1, [Column(label, 2, shown)]))
        sheet.paint(block, {label: "cover-fact"})
        sheet.heights[row] = 26
    sheet.labels += [
        Label(18, 1, "表样", "cover-label"),
        Label(18, 2, form, "cover-fact"),
        Label(
            22, 1, "金额在录入表中以元填写，公开表以万元显示；所有公开表由公式自动生成。", "cover-note", 22, 2
        ),
    ]
    sheet.links.append(Link(24, 1, "▶ 进入目录", f"'{naming.CONTENTS}'!A1", "cover-link", 2))
    sheet.heights |= {5: 34, 7: 40, 11: 30, 18: 26}
    sheet.page = Page(last_column=3)
    return sheet


def contents_sheet(book: Book, listed: Sequence[Listed]) -> Sheet:
    """目录: every sheet with a link, its light, and how many rows it shows."""
    sheet = Sheet(naming.CONTENTS, tab="front")
    sheet.widths = {0: 16, 1: 46, 2: 18, 3: 22}
    headings = ("表", "名称", "行数", "校验")
    sheet.labels += [Label(4, place, heading, "entry-heading") for place, heading in enumerate(headings)]
    sheet.labels.append(Label(1, 0, "目录", "title-left"))
    sheet.labels.append(Label(2, 0, "点表名直接进入该表。", "note"))
    titles: list[Value] = []
    rows: list[Expression | Value] = []
    lights: list[Expression | Value] = []
    for place, entry in enumerate(listed):
        sheet.links.append(Link(5 + place, 0, entry.sheet, f"'{entry.sheet}'!A1", "link-cell"))
        titles.append(entry.title)
        rows.append(_rows_shown(entry))
        lit = entry.kind in ("official", "entry")
        lights.append(table_light(entry.sheet) if lit else None)
    block = book.add(
        Block.of(
            naming.CONTENTS,
            naming.CONTENTS,
            5,
            len(listed),
            [Column("名称", 1, titles), Column("行数", 2, rows), Column("校验", 3, lights)],
        )
    )
    sheet.paint(block, {"名称": "text-cell", "行数": "centre", "校验": "light-cell"})
    sheet.conditions += light_conditions(naming.CONTENTS, "校验", 3, 3)
    sheet.freeze = (5, 0)
    sheet.page = Page(last_column=3)
    return sheet


def _rows_shown(entry: Listed) -> Expression | Value:
    if not entry.keys:
        return None
    count = CountNumbers(Named(entry.keys))
    return If(equal(count, 0), text("空表"), join(count, " 行"))


def guide_sheet(guide: Sequence[str]) -> Sheet:
    """填报说明: what to do, in order. A line that begins with # is a heading."""
    sheet = Sheet(naming.GUIDE, tab="front")
    sheet.widths = {0: 18, 1: 18, 2: 18, 3: 50}
    sheet.labels.append(Label(1, 0, "填报说明", "title-left"))
    for place, line in enumerate(guide):
        heading = line.startswith("# ")
        sheet.labels.append(
            Label(3 + place, 0, line.removeprefix("# "), "section" if heading else "paragraph", 3 + place, 3)
        )
        if not heading:
            sheet.heights[3 + place] = height_for([(line, 104.0)])
    sheet.page = Page(last_column=3)
    return sheet
