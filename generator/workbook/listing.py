"""Which sheets the contents page lists, in order, and what it calls them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.layout.layout_set import LayoutSet
from generator.workbook import naming
from generator.workbook.form_sheet import PlacedForm
from generator.workbook.front import Listed
from generator.workbook.joining import Joined
from generator.workbook.narrative.prose_sheet import PLACES
from generator.workbook.register_list import RegisterList


def listed_sheets(
    layout: LayoutSet,
    guide: str,
    joined: Sequence[Joined],
    registers: Sequence[RegisterList],
    forms: Sequence[PlacedForm],
    explained: bool,
) -> Iterator[Listed]:
    """The sheets that people meet; `guide` is the name of the one that says how to use the workbook.

    Explanations are listed where the workbook is `explained`.
    """
    yield Listed(guide, "怎样使用" if joined else "怎样填写", "front")
    for each in joined:
        yield Listed(each.sheet.name, each.title, "list")
    for sheet in layout.entries.sheets:
        yield Listed(sheet.sheet, sheet.help.split("，")[0], "entry")
    yield Listed(naming.PREVIOUS, "上年数字，与本年比较", "list")
    for entered in registers:
        filled = entered.mirrored("填写").name
        yield Listed(entered.sheet, entered.definition.title, "entry", filled=filled)
    yield Listed(naming.SEARCH, "按名称查找科目编码", "list")
    for table in layout.tables.values():
        keys = naming.defined_name(table.table, naming.KEY) if table.rows else ""
        yield Listed(table.table, table.title, "official", keys)
    for placed in forms:
        keys = placed.keys.name if placed.keys else ""
        yield Listed(placed.form.form, placed.form.title, "official", keys, counted="张")
    if explained:
        yield Listed(naming.NARRATIVE, "预算情况说明（自动生成）", "official", PLACES, counted="段")
    yield Listed(naming.CHECKS, "勾稽审核表", "check")
    yield Listed(naming.FUNCTION_CODES, "支出功能分类科目", "list")
    yield Listed(naming.ECONOMIC_CODES, "部门预算支出经济分类科目", "list")
    yield Listed(naming.SOURCES, "资金来源及其去向", "list")
