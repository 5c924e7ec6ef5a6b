"""The sheet 部门清单: which files were consolidated."""

from __future__ import annotations

from collections.abc import Sequence

from generator.consolidation import naming
from generator.consolidation.absent import Absent, missing, to_explain
from generator.consolidation.ledger_sheet import HEADING_ROW as LEDGER_HEADING
from generator.consolidation.member import Member, plain
from generator.expression.block import Block, Book, Column
from generator.expression.nodes import Here, Operation, Value, text
from generator.workbook.sheet import Condition, Label, Link, Page, Sheet

HEADING_ROW = 5
_STANDING, _TAKES_PART = "情况", "参加"


def member_sheet(
    book: Book,
    members: Sequence[Member],
    absent: Sequence[Absent],
    told: str,
    names: Sequence[str],
    slices: Sequence[tuple[int, int]],
) -> Sheet:
    """One row for each member, with a link to its first row in 汇总明细 (`slices`: where, how many), and
    below them one for each department that is missing; `told` says how many there are.
    """
    sheet = Sheet(naming.MEMBERS, tab="region")
    lacking = missing(absent)
    rows = len(members) + len(lacking)
    codes = [member.code for member in members] + [each.code for each in lacking]
    superiors = [member.superior for member in members] + [each.superior for each in lacking]
    listed: list[tuple[str, float, str, list[Value]]] = [
        ("部门编码", 14, "code-cell", _known(codes, rows)),
        ("部门名称", 36, "text-cell shrink", [*names, *(plain(each.name) for each in lacking)]),
        (
            _STANDING,
            24,
            "text-cell shrink",
            [
                *(_TAKES_PART if member.accepted else "参加，待说明" for member in members),
                *(f"缺：{each.why.says}" for each in lacking),
            ],
        ),
        ("分组", 16, "text-cell shrink", _known([member.group for member in members], rows)),
        ("上级部门", 28, "text-cell shrink", _known(superiors, rows)),
        ("文件", 44, "text-cell shrink", _known([member.file for member in members], rows)),
        ("文件指纹（SHA-256）", 68, "code-cell", _known([member.digest for member in members], rows)),
        ("支出明细（行）", 12, "count", _known([len(each.department.items) for each in members], rows)),
        ("收入（行）", 12, "count", _known([len(each.department.income) for each in members], rows)),
    ]
    columns = [Column(heading, place, values) for place, (heading, _, _, values) in enumerate(listed)]
    block = book.add(Block.of(naming.MEMBERS, sheet.name, HEADING_ROW + 1, rows, columns))
    sheet.paint(block, {heading: style for heading, _, style, _ in listed})
    open_ = Operation("<>", Here(_STANDING), text(_TAKES_PART))
    sheet.conditions.append(Condition(block.name, 0, len(listed) - 1, open_, "row-to-mend"))
    for place, (heading, width, _, _) in enumerate(listed):
        sheet.labels.append(Label(HEADING_ROW, place, heading, "entry-heading"))
        sheet.widths[place] = width
    link_place = len(listed)
    sheet.labels.append(Label(HEADING_ROW, link_place, "查看", "entry-heading"))
    sheet.widths[link_place] = 12
    for place, (first, rows) in enumerate(slices):
        if rows:
            target = f"'{naming.SPENT}'!A{LEDGER_HEADING + 1 + first}"
            sheet.links.append(Link(HEADING_ROW + 1 + place, link_place, "▶ 明细", target, "link-cell"))
    sheet.labels += [
        Label(1, 0, naming.MEMBERS, "title-left"),
        Label(2, 0, f"{told}。", "note"),
        Label(3, 0, _help(members), "note"),
    ]
    sheet.heights[HEADING_ROW] = 32
    sheet.freeze = (HEADING_ROW + 1, 2)
    sheet.filter = (HEADING_ROW, 0, HEADING_ROW + rows, link_place)
    sheet.page = Page(landscape=True, repeat=(HEADING_ROW, HEADING_ROW), last_column=link_place)
    return sheet


def _known(values: Sequence[Value], rows: int) -> list[Value]:
    """Values as cells hold them: nothing for "", and for the rows that follow."""
    return [*(value or None if isinstance(value, str) else value for value in values)] + [None] * (
        rows - len(values)
    )


def _help(members: Sequence[Member]) -> str:
    taken = "参加汇总的部门，各取最近一次通过的工作簿"
    if to_explain(members):
        taken += "；“待说明”的还没有通过，取最近一次报来的"
    return f"{taken}。指纹相同的文件内容完全相同。缺的部门没有计入。"
