"""The sheet 部门清单: which files were consolidated."""

from __future__ import annotations

from collections.abc import Sequence

from generator.consolidation import naming
from generator.consolidation.ledger_sheet import HEADING_ROW as LEDGER_HEADING
from generator.consolidation.member import Member
from generator.expression.block import Block, Book, Column
from generator.expression.nodes import Value
from generator.workbook.sheet import Label, Link, Page, Sheet

HEADING_ROW = 4


def member_sheet(
    book: Book, members: Sequence[Member], names: Sequence[str], slices: Sequence[tuple[int, int]]
) -> Sheet:
    """One row for each member, with a link to its first row in 汇总明细 (`slices`: where, how many)."""
    sheet = Sheet(naming.MEMBERS, tab="region")
    listed: list[tuple[str, float, str, list[Value]]] = [
        ("部门编码", 14, "code-cell", [member.code or None for member in members]),
        ("部门名称", 36, "text-cell shrink", list(names)),
        ("分组", 16, "text-cell shrink", [member.group or None for member in members]),
        ("上级部门", 28, "text-cell shrink", [member.superior or None for member in members]),
        ("文件", 44, "text-cell shrink", [member.file for member in members]),
        ("文件指纹（SHA-256）", 68, "code-cell", [member.digest for member in members]),
        ("支出明细（行）", 12, "count", [len(member.department.items) for member in members]),
        ("收入（行）", 12, "count", [len(member.department.income) for member in members]),
    ]
    columns = [Column(heading, place, values) for place, (heading, _, _, values) in enumerate(listed)]
    block = book.add(Block.of(naming.MEMBERS, sheet.name, HEADING_ROW + 1, len(members), columns))
    sheet.paint(block, {heading: style for heading, _, style, _ in listed})
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
        Label(2, 0, "参加汇总的部门，各取最近一次通过的工作簿；指纹相同的文件内容完全相同。", "note"),
    ]
    sheet.heights[HEADING_ROW] = 32
    sheet.freeze = (HEADING_ROW + 1, 2)
    sheet.filter = (HEADING_ROW, 0, HEADING_ROW + len(members), link_place)
    sheet.page = Page(landscape=True, repeat=(HEADING_ROW, HEADING_ROW), last_column=link_place)
    return sheet
