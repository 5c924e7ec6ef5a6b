"""Sheets of lists: the code lists of the year, the funding sources, and short lists to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.expression.block import Block, Book, Column
from generator.expression.nodes import Value
from generator.layout.fields import KINDS, LEVEL_WORDS
from generator.layout.layout_set import LayoutSet
from generator.model.budget import Department, FundingSource
from generator.model.classification import Code
from generator.model.funding import PUBLIC_BUDGETS
from generator.workbook import naming
from generator.workbook.row_height import text_width
from generator.workbook.search_sheet import matched
from generator.workbook.sheet import Label, Page, Sheet

CERTAINTY = {
    "official": "官方科目",
    "seen": "有文件可查",
    "known": "通用知识",
    "doubtful": "存疑，以官方科目为准",
}
OWN = "本部门补充，请核对"
"""The certainty of a code that the department uses and the list of the year does not know."""
FINEST = {7: "项", 5: "款"}
"""The level of the codes that entries bear, by the digits of their book."""


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

    @property
    def option(self) -> str:
        """How drop-down lists offer the code."""
        return f"{self.code} {self.name}"


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
            level = FINEST[digits]
            shown = name or "（科目表中没有）"
            rows.append(ListedCode(code, int(code), shown, level, "", OWN, ""))
    return sorted(rows, key=lambda row: (row.code.ljust(digits, "0"), len(row.code)))


def place_lists(book: Book, department: Department, layout: LayoutSet) -> list[Sheet]:
    """The code sheets of the year, with the department's own codes, and the sheet of funding sources."""
    items = department.items
    books = (
        (
            naming.FUNCTION_CODES,
            "功能",
            layout.function,
            7,
            [(i.function_code, i.function_name) for i in items],
        ),
        (
            naming.ECONOMIC_CODES,
            "经济",
            layout.economic,
            5,
            [(i.economic_code, i.economic_name) for i in items],
        ),
    )
    short: dict[str, Sequence[str]] = {
        "支出类型": KINDS,
        "性质": layout.entries.unit_kinds,
        "级别": LEVEL_WORDS,
        "指标": list(dict.fromkeys(figure.name.zh for figure in layout.previous_figures)),
    }
    sheets = [
        code_sheet(book, name, prefix, listed_codes(codes.in_force(layout.year), digits, _named_once(own)))
        for name, prefix, codes, digits, own in books
    ]
    return [*sheets, source_sheet(book, layout.sources, short)]


def _named_once(codes: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """One name per code: the last in order, which is a written one where there is any."""
    return list(dict(sorted(set(codes))).items())


def code_sheet(book: Book, name: str, prefix: str, codes: Sequence[ListedCode]) -> Sheet:
    """A code sheet; the defined names `prefix`_编码, _名称, _键, _可靠程度 (and _预算) refer to it.

    Hidden beside the list stand the codes of the year that entries may bear, as drop-down lists and the
    search sheet use them: `prefix`_选项, _所属 and _命中.
    """
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
    for column in ("编码", naming.NAME, naming.KEY, "可靠程度"):
        book.name(naming.defined_name(prefix, column), block, column)
    if with_budgets:
        book.name(naming.defined_name(prefix, "预算"), block, "适用预算")
    sheet.labels += [
        Label(1, 0, name, "title-left"),
        Label(
            2,
            0,
            f"按名称查找：到“{naming.SEARCH}”表填一两个字，或用列标题上的筛选。"
            "以财政部当年《政府收支分类科目》为准。",
            "note",
        ),
    ]
    _place_options(book, sheet, prefix, codes, len(columns) + 1)
    sheet.hidden_columns = (len(columns), len(columns) + 3)
    sheet.filter = (3, 0, 3 + len(codes), len(columns) - 1)
    sheet.freeze = (4, 2)
    sheet.page = Page(repeat=(3, 3), last_column=len(columns) - 1)
    return sheet


def _place_options(book: Book, sheet: Sheet, prefix: str, codes: Sequence[ListedCode], position: int) -> None:
    names = {code.code: code.name for code in codes}
    longest = max((len(code.code) for code in codes), default=0)
    finest = [code for code in codes if len(code.code) == longest and code.certainty != OWN]
    columns = [
        Column("选项", position, [code.option for code in finest]),
        Column("所属", position + 1, [_above(code, names) for code in finest]),
        Column("命中", position + 2, matched("选项", "所属")),
    ]
    block = book.add(Block.of(f"{sheet.name}·选项", sheet.name, 4, len(finest), columns))
    sheet.paint(block, {})
    for column in columns:
        book.name(naming.defined_name(prefix, column.name), block, column.name)


def _above(code: ListedCode, names: Mapping[str, str]) -> str:
    """The names of the codes above, coarse first, and the budgets other than the general one."""
    above = [code.code[:digits] for digits in range(3, len(code.code), 2)]
    path = " › ".join(f"{each} {names[each]}" for each in above if each in names)
    plain = code.budgets in ("", PUBLIC_BUDGETS[0])
    return path if plain else f"{path}〔{code.budgets}〕"


def source_sheet(book: Book, sources: Sequence[FundingSource], short: Mapping[str, Sequence[str]]) -> Sheet:
    """The funding sources (资金来源) and which tables each goes to, and short lists to choose from.

    A short list called 支出类型 has the defined name 支出类型_名称.
    """
    sheet = Sheet(naming.SOURCES, tab="list")
    columns: list[tuple[str, float, list[Value]]] = [
        ("名称", 40, [source.name for source in sources]),
        ("预算", 22, [source.budget for source in sources]),
        ("年度", 14, [source.period for source in sources]),
        ("性质", 18, [source.nature for source in sources]),
    ]
    placed = [Column(heading, place, values) for place, (heading, _, values) in enumerate(columns)]
    block = book.add(Block.of(naming.SOURCES, naming.SOURCES, 4, len(sources), placed))
    sheet.paint(block, {heading: "text-cell" for heading, _, _ in columns})
    for place, (heading, width, _) in enumerate(columns):
        sheet.labels.append(Label(3, place, heading, "entry-heading"))
        sheet.widths[place] = width
        book.name(naming.defined_name("来源", heading), block, heading)
    sheet.widths[len(columns)] = 4
    for place, (heading, words) in enumerate(short.items(), start=len(columns) + 1):
        column = Column("名称", place, list(words))
        listed = book.add(Block.of(heading, naming.SOURCES, 4, len(words), [column]))
        sheet.paint(listed, {"名称": "text-cell"})
        sheet.labels.append(Label(3, place, heading, "entry-heading"))
        sheet.widths[place] = max(14, *(text_width(word) + 2 for word in words))
        book.name(naming.defined_name(heading, "名称"), listed, "名称")
    sheet.labels += [
        Label(1, 0, naming.SOURCES, "title-left"),
        Label(2, 0, "“本年”资金进表 4 至表 10，“上年结转”资金进表 11；全部资金进表 1 至表 3。", "note"),
    ]
    sheet.freeze = (4, 0)
    sheet.page = Page(repeat=(3, 3), last_column=len(columns) + len(short))
    return sheet
