"""The front of the workbook: cover, contents with lights and links, how to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.expression.block import Block, Book, Column
from generator.expression.nodes import (
    NOTHING,
    CountNumbers,
    Expression,
    If,
    Named,
    SumRange,
    Value,
    equal,
    join,
    text,
)
from generator.model.form import IssuedForm
from generator.workbook import naming
from generator.workbook.check_code import check_code
from generator.workbook.check_sheet import (
    NOT_YET,
    first_broken_link,
    light_conditions,
    overall_light,
    table_light,
)
from generator.workbook.facts import fact
from generator.workbook.row_height import height_for, text_width
from generator.workbook.sheet import Label, Link, Merge, Page, Sheet

CONTENTS_LIGHTS = "目录_校验"
"""The defined name of the lights on the contents page."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A sheet as the contents page lists it.

    `keys` is the defined name of its growing rows, or "". `filled` is that of a column with 1 for each row
    that is filled in, for a sheet whose light waits for the first; "" otherwise. `counted` is the word that
    rows are counted with.
    """

    sheet: str
    title: str
    kind: str
    keys: str = ""
    filled: str = ""
    counted: str = "行"

    @property
    def is_lit(self) -> bool:
        """Whether the sheet has a light of its own."""
        return self.kind in ("official", "entry")


def cover_sheet(book: Book, title: str, form: IssuedForm, statement: str = "") -> Sheet:
    """封面: whose budget this is, and whether it balances; `statement` says what else it is."""
    sheet = Sheet(naming.COVER, tab="front", banner=False)
    sheet.widths = {0: 6, 1: 20, 2: 52, 3: 6}
    lines: list[tuple[str, int, Expression, str]] = [
        ("部门", 5, _shown_or(fact(naming.NAME), "（部门名称）"), "cover-name"),
        ("题目", 7, join(fact("年度"), " 年", fact("级别"), "预算公开表"), "cover-title"),
        ("总灯", 11, overall_light(), "cover-light"),
        ("首处", 12, first_broken_link(), "cover-link"),
    ]
    for name, row, rule, style in lines:
        block = book.add(Block.of(f"封面·{name}", naming.COVER, row, 1, [Column(name, 1, rule)]))
        sheet.paint(block, {name: style})
        sheet.merges.append(Merge(block.name, name, 2))
    sheet.conditions += light_conditions("封面·总灯", "总灯", 1, 2)
    facts = [
        ("编制单位", _shown_or(fact(naming.NAME), "　")),
        ("部门编码", _shown_or(fact("编码"), "　")),
        ("编制日期", _shown_or(fact("编制日期"), "　")),
        ("校验码", _shown_or(check_code(), "（录入后显示）")),
    ]
    for place, (label, shown) in enumerate(facts):
        row = 14 + place
        sheet.labels.append(Label(row, 1, label, "cover-label"))
        block = book.add(Block.of(f"封面·{label}", naming.COVER, row, 1, [Column(label, 2, shown)]))
        sheet.paint(block, {label: "cover-fact"})
        sheet.heights[row] = 26
    issued = f"，{form.issued_on} 下发" if form.issued_on else ""
    version = book.add(
        Block.of("封面·表样版本", naming.COVER, 19, 1, [Column("版本", 2, [f"{form}{issued}"])])
    )
    book.name(naming.FORM_VERSION, version, "版本")
    sheet.paint(version, {"版本": "cover-fact"})
    sheet.labels += [
        Label(18, 1, "表样", "cover-label"),
        Label(18, 2, title, "cover-fact"),
        Label(19, 1, "表样版本", "cover-label"),
        Label(
            22,
            1,
            "金额在录入表中以元填写，公开表以万元显示；所有公开表由公式自动生成。"
            "盖章件与电子表的校验码相同，说明两者内容一致。",
            "cover-note",
            22,
            2,
        ),
    ]
    if statement:
        sheet.labels.append(Label(8, 1, statement, "cover-statement", 9, 2))
    sheet.links.append(Link(24, 1, "▶ 进入目录", f"'{naming.CONTENTS}'!A1", "cover-link", 2))
    sheet.heights |= {5: 34, 7: 40, 11: 30, 18: 26, 19: 26, 22: 36}
    sheet.page = Page(last_column=3)
    return sheet


def _shown_or(value: Expression, otherwise: str) -> Expression:
    return If(equal(value, ""), text(otherwise), value)


def contents_sheet(book: Book, listed: Sequence[Listed]) -> Sheet:
    """目录: every sheet with a link, its light, and how many rows it shows."""
    sheet = Sheet(naming.CONTENTS, tab="front")
    longest = max(text_width(entry.sheet) for entry in listed)
    sheet.widths = {0: max(16, longest + 2), 1: 46, 2: 18, 3: 22}
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
        lights.append(_light(entry))
    block = book.add(
        Block.of(
            naming.CONTENTS,
            naming.CONTENTS,
            5,
            len(listed),
            [Column("名称", 1, titles), Column("行数", 2, rows), Column("校验", 3, lights)],
        )
    )
    book.name(CONTENTS_LIGHTS, block, "校验")
    sheet.paint(block, {"名称": "text-cell", "行数": "centre", "校验": "light-cell"})
    first = book.add(Block.of("目录·首处", naming.CONTENTS, 2, 1, [Column("首处", 3, first_broken_link())]))
    sheet.paint(first, {"首处": "link"})
    sheet.conditions += light_conditions(naming.CONTENTS, "校验", 3, 3)
    sheet.freeze = (5, 0)
    sheet.page = Page(last_column=3)
    return sheet


def _light(entry: Listed) -> Expression | Value:
    if not entry.is_lit:
        return None
    shown = table_light(entry.sheet)
    return shown if not entry.filled else If(equal(SumRange(Named(entry.filled)), 0), text(NOT_YET), shown)


def _rows_shown(entry: Listed) -> Expression | Value:
    if entry.filled:
        rows = SumRange(Named(entry.filled))
        return If(equal(rows, 0), NOTHING, join(rows, f" {entry.counted}"))
    if not entry.keys:
        return None
    count = CountNumbers(Named(entry.keys))
    return If(equal(count, 0), text("空表"), join(count, f" {entry.counted}"))


def guide_sheet(name: str, guide: Sequence[str]) -> Sheet:
    """填报说明: what to do, in order. A line that begins with # is a heading."""
    sheet = Sheet(name, tab="front")
    sheet.widths = {0: 18, 1: 18, 2: 18, 3: 50}
    sheet.labels.append(Label(1, 0, name, "title-left"))
    for place, line in enumerate(guide):
        heading = line.startswith("# ")
        sheet.labels.append(
            Label(3 + place, 0, line.removeprefix("# "), "section" if heading else "paragraph", 3 + place, 3)
        )
        if not heading:
            sheet.heights[3 + place] = height_for([(line, 104.0)])
    sheet.page = Page(last_column=3)
    return sheet
