"""Sheets of lists: the department and its units, the code lists of the year, the funding sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.expression.block import Block, Book, Column
from generator.expression.nodes import Value
from generator.layout.fields import KINDS
from generator.model.budget import Department, FundingSource
from generator.model.classification import Code
from generator.workbook import naming
from generator.workbook.sheet import Choice, Label, Page, Sheet

CERTAINTY = {"seen": "有文件可查", "known": "通用知识", "doubtful": "存疑，以官方科目为准"}
FACT_ROWS = 4
UNIT_HEADING_ROW = 11


@dataclass(frozen=True, slots=True)
class ListedCode:
    """A row of a code sheet. `number` is the code padded to whole length, as tables look it up."""

    code: str
    number: int
    name: str
    level: str
    budgets: str
    certainty: str
    source: str


def listed_codes(codes: Sequence[Code], digits: int, own: Sequence[tuple[str, str]] = ()) -> list[ListedCode]:
    """The year's codes in order, with the department's own codes that the list does not know."""
    rows = [
        ListedCode(
            code.code,
            int(code.code.ljust(digits, "0")),
            code.name,
            code.level,
            "；".join(code.budgets),
            CERTAINTY[code.certainty],
            code.source,
        )
        for code in codes
    ]
    known = {row.code for row in rows}
    for code, name in own:
        if code not in known:
            level = "项" if digits == 7 else "款"
            shown = name or "（科目表中没有）"
            rows.append(ListedCode(code, int(code), shown, level, "", "本部门补充，请核对", ""))
    return sorted(rows, key=lambda row: (row.code.ljust(digits, "0"), len(row.code)))


def code_sheet(book: Book, name: str, prefix: str, codes: Sequence[ListedCode]) -> Sheet:
    """A code sheet; the defined names `prefix`_编码, _名称, _键 (and _预算) refer to it."""
    sheet = Sheet(name, tab="list")
    with_budgets = any(code.budgets for code in codes)
    columns: list[tuple[str, float, str, list[Value]]] = [
        ("编码", 12, "code-cell", [code.code for code in codes]),
        ("名称", 46, "text-cell", [code.name for code in codes]),
        ("级别", 8, "centre", [code.level for code in codes]),
    ]
    if with_budgets:
        columns.append(("适用预算", 44, "text-cell", [code.budgets for code in codes]))
    columns += [
        ("可靠程度", 22, "text-cell", [code.certainty for code in codes]),
        ("依据", 40, "text-cell", [code.source for code in codes]),
    ]
    placed = [Column(heading, place, values) for place, (heading, _, _, values) in enumerate(columns)]
    placed.append(Column(naming.KEY, len(columns), [code.number for code in codes]))
    block = book.add(Block.of(name, name, 4, len(codes), placed))
    sheet.paint(block, {heading: style for heading, _, style, _ in columns})
    for place, (heading, width, _, _) in enumerate(columns):
        sheet.labels.append(Label(3, place, heading, "entry-heading"))
        sheet.widths[place] = width
    for column in ("编码", naming.NAME, naming.KEY):
        book.name(naming.defined_name(prefix, column), block, column)
    if with_budgets:
        book.name(naming.defined_name(prefix, "预算"), block, "适用预算")
    sheet.labels += [
        Label(1, 0, name, "title-left"),
        Label(
            2,
            0,
            "按名称查找：用列标题上的筛选，或按 Ctrl+F。以财政部当年《政府收支分类科目》为准。",
            "note",
        ),
    ]
    sheet.hidden_columns = (len(columns), len(columns))
    sheet.filter = (3, 0, 3 + len(codes), len(columns) - 1)
    sheet.freeze = (4, 2)
    sheet.page = Page(repeat=(3, 3), last_column=len(columns) - 1)
    return sheet


def source_sheet(book: Book, sources: Sequence[FundingSource]) -> Sheet:
    """The funding sources (资金来源), and which tables each goes to."""
    sheet = Sheet(naming.SOURCES, tab="list")
    columns: list[tuple[str, float, list[Value]]] = [
        ("名称", 40, [source.name for source in sources]),
        ("预算", 22, [source.budget for source in sources]),
        ("年度", 14, [source.period for source in sources]),
        ("性质", 18, [source.nature for source in sources]),
        ("支出类型", 14, list(KINDS) + [None] * (len(sources) - len(KINDS))),
    ]
    placed = [Column(heading, place, values) for place, (heading, _, values) in enumerate(columns)]
    block = book.add(Block.of(naming.SOURCES, naming.SOURCES, 4, len(sources), placed))
    kinds = book.add(Block.of("支出类型", naming.SOURCES, 4, len(KINDS), [Column("名称", 5, list(KINDS))]))
    sheet.paint(block, {heading: "text-cell" for heading, _, _ in columns[:4]})
    sheet.paint(kinds, {"名称": "text-cell"})
    for place, (heading, width, _) in enumerate(columns[:4]):
        sheet.labels.append(Label(3, place, heading, "entry-heading"))
        sheet.widths[place] = width
        book.name(naming.defined_name("来源", heading), block, heading)
    sheet.labels.append(Label(3, 5, "支出类型", "entry-heading"))
    sheet.widths |= {4: 4, 5: 14}
    book.name("支出类型_名称", kinds, "名称")
    sheet.labels += [
        Label(1, 0, naming.SOURCES, "title-left"),
        Label(2, 0, "“本年”资金进表 4 至表 10，“上年结转”资金进表 11；全部资金进表 1 至表 3。", "note"),
    ]
    sheet.freeze = (4, 0)
    sheet.page = Page(repeat=(3, 3), last_column=5)
    return sheet


def unit_sheet(book: Book, department: Department, capacity: int) -> Sheet:
    """The department's facts and its budget units (预算单位)."""
    sheet = Sheet(naming.UNITS, tab="entry")
    facts: list[tuple[str, str, Value]] = [
        ("部门名称", naming.NAME, department.name),
        ("部门编码", "编码", department.code or None),
        ("预算年度", "年度", department.year),
        ("级别", "级别", department.level_word),
        ("编制日期", "编制日期", department.compiled_on or None),
    ]
    for place, (label, name, value) in enumerate(facts):
        row = FACT_ROWS + place
        sheet.labels.append(Label(row, 0, label, "entry-heading"))
        block = book.add(Block.of(f"部门·{name}", naming.UNITS, row, 1, [Column(name, 1, [value])]))
        book.name(naming.defined_name("部门", name), block, name)
        sheet.paint(block, {name: "entry-text"})
    units = department.units
    blank: list[Value] = [None] * (capacity - len(units))
    columns = [
        Column("单位编码", 0, [*(unit.code or None for unit in units), *blank]),
        Column("单位名称", 1, [*(unit.name for unit in units), *blank]),
        Column("单位性质", 2, [*(unit.kind or None for unit in units), *blank]),
    ]
    block = book.add(Block.of("单位", naming.UNITS, UNIT_HEADING_ROW + 1, capacity, columns))
    sheet.paint(block, {column.name: "entry-text" for column in columns})
    book.name(naming.defined_name("单位", naming.NAME), block, "单位名称")
    book.name(naming.defined_name("单位", "编码"), block, "单位编码")
    for place, (heading, width) in enumerate((("单位编码", 16.0), ("单位名称", 52.0), ("单位性质", 18.0))):
        sheet.labels.append(Label(UNIT_HEADING_ROW, place, heading, "entry-heading"))
        sheet.widths[place] = width
    sheet.choices.append(
        Choice(block.name, "单位名称", "单位名称", "录入表按这里的名称选择单位，名称不要重复。")
    )
    sheet.labels += [
        Label(1, 0, naming.UNITS, "title-left"),
        Label(
            2,
            0,
            "先填部门，再列出全部预算单位（含本级），次序同表 7。换年度请用新年度的工作簿，科目表随年度变。",
            "note",
        ),
        Label(UNIT_HEADING_ROW - 1, 0, "预算单位", "section"),
    ]
    sheet.page = Page(last_column=2)
    return sheet
