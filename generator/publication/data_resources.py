"""The open data of a published document: its tables, the figures of its sentences, its forms, as rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.publication.document import (
    CellKind,
    Document,
    Form,
    FormCell,
    FormCellKind,
    Heading,
    Meaning,
    Paragraph,
    Stretch,
    Table,
)
from generator.publication.grid import slots
from generator.publication.names import number_line

Value = str | int | Decimal | None
"""A value of a row; None is an empty field."""

_NUMBER = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?|-?\d+(\.\d+)?")
_FIGURES = (Meaning.AMOUNT, Meaning.COUNT, Meaning.SHARE, Meaning.CHANGE, Meaning.GROWTH, Meaning.YEAR)
_UNSAID = (Meaning.WORDS,)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type by Table Schema, what it holds, and the unit of its numbers."""

    name: str
    description: str
    type: str = "string"
    unit: str = ""
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of rows: its name, title and description, its columns, and the columns that tell rows apart."""

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    key: tuple[str, ...]


def number_of(text: str) -> Decimal | None:
    """The exact number that a text states, or None. A sign of per cent is no part of it.

    Example:
        >>> number_of("3,384.08"), number_of("92.61%"), number_of("无")
        (Decimal('3384.08'), Decimal('92.61'), None)
    """
    plain = text.strip().removesuffix("%")
    return Decimal(plain.replace(",", "")) if _NUMBER.fullmatch(plain) else None


def resources(document: Document) -> list[Resource]:
    """All that a document publishes as data: each official table, then sentences, then forms."""
    tables = list(document.tables())
    found = [_table(table, name) for table, name in zip(tables, _file_names(tables), strict=True)]
    found.append(_statements(document))
    forms = list(document.forms())
    return [*found, _facts(forms), _indicators(forms)] if forms else found


def _file_names(tables: Sequence[Table]) -> list[str]:
    """表5 is table-05; where names have no such numbers, tables are counted."""
    numbers = [re.sub(r"\D", "", table.name) for table in tables]
    if "" in numbers or len(set(numbers)) < len(numbers):
        numbers = [str(place) for place in range(1, len(tables) + 1)]
    return [f"table-{int(number):02}" for number in numbers]


def _table(table: Table, name: str) -> Resource:
    about = f"{number_line(table.name)} {table.title}"
    names = _distinct(["行次", *table.columns])[1:]
    amounts = {column for column in _amount_columns(table) if _is_numeric(table, column)}
    columns = [Column("行次", "第几行，从 1 开始", "integer", is_required=True)]
    for place, column in enumerate(names):
        if place in amounts:
            what = f"{table.columns[place]}，单位：{table.unit}，与表中印出的数一致；空白即没有数"
            columns.append(Column(column, what, "number", table.unit))
        else:
            columns.append(Column(column, table.columns[place]))
    rows: list[tuple[Value, ...]] = []
    for number, row in enumerate(table.rows, 1):
        cells = [
            number_of(cell.text) if place in amounts else cell.text for place, cell in enumerate(row.cells)
        ]
        rows.append((number, *cells))
    said = f"{about}。{table.statement}" if table.statement else f"{about}，单位：{table.unit}。"
    return Resource(name, about, said, tuple(columns), tuple(rows), ("行次",))


def _amount_columns(table: Table) -> set[int]:
    """The places of the amounts: named by the table, or numbered by it, or with amounts in its rows."""
    if table.amounts:
        return set(table.amounts)
    if table.number_row:
        return {place for place, text in enumerate(table.number_row) if text.isdecimal()}
    cells = (pair for row in table.rows for pair in enumerate(row.cells))
    return {place for place, cell in cells if cell.kind is CellKind.AMOUNT}


def _is_numeric(table: Table, column: int) -> bool:
    texts = (row.cells[column].text for row in table.rows)
    return all(not text or number_of(text) is not None for text in texts)


def _distinct(names: Sequence[str]) -> list[str]:
    """The names, with a number after those that came before."""
    found: list[str] = []
    for name in names:
        times = 1
        new = name
        while new in found:
            times += 1
            new = f"{name} {times}"
        found.append(new)
    return found


def _statements(document: Document) -> Resource:
    columns = (
        Column("序号", "第几条，按文件中的先后", "integer", is_required=True),
        Column("部分", "所在的部分"),
        Column("章节", "所在的章节"),
        Column("小节", "所在的小节"),
        Column("段落", "所在的整段文字"),
        Column("表述", "文件中的原文", is_required=True),
        Column("类别", f"表述的是什么：{'、'.join(_MEANINGS.values())}", is_required=True),
        Column("含义", "表述的是哪一项"),
        Column("数值", "表述的数，去掉千位分隔符和百分号；不是数的为空", "number"),
        Column("来源", "工作簿中的位置"),
    )
    rows: list[tuple[Value, ...]] = []
    headings = ["", "", ""]
    for block in document.blocks:
        if isinstance(block, Heading):
            headings[block.level - 1 :] = [block.text, *[""] * (3 - block.level)]
        if isinstance(block, Paragraph | Heading):
            rows += [
                (len(rows) + place, *headings, block.text, *_stated(stretch))
                for place, stretch in enumerate(_stating(block.stretches), 1)
            ]
    about = "文件各段文字中的数和由数得出的表述，一条一行。"
    return Resource("statements", "文字中的数", about, columns, tuple(rows), ("序号",))


def _stating(stretches: Iterable[Stretch]) -> list[Stretch]:
    return [each for each in stretches if each.meaning not in _UNSAID and (each.states or each.source)]


def _stated(stretch: Stretch) -> tuple[Value, ...]:
    number = number_of(stretch.text) if stretch.meaning in _FIGURES else None
    return stretch.text, _MEANINGS[stretch.meaning], stretch.states, number, stretch.source


_MEANINGS = {
    Meaning.NAME: "名称",
    Meaning.YEAR: "年度",
    Meaning.AMOUNT: "金额",
    Meaning.COUNT: "数量",
    Meaning.SHARE: "占比",
    Meaning.CHANGE: "增减额",
    Meaning.GROWTH: "增减率",
    Meaning.MORE_OR_LESS: "增加或减少",
    Meaning.UP_OR_DOWN: "增长或下降",
    Meaning.LISTED: "列举",
    Meaning.WRITTEN: "文字说明",
    Meaning.STATEMENT: "空表说明",
}


def _facts(forms: Sequence[Form]) -> Resource:
    columns = (
        Column("序号", "第几条", "integer", is_required=True),
        Column("表", "绩效目标表的名称", is_required=True),
        Column("项目", "项目名称；部门整体为空"),
        Column("内容", "填的是哪一项", is_required=True),
        Column("填写", "表中的原文"),
        Column("金额", "金额项的数，单位：万元", "number", "万元"),
        Column("来源", "工作簿中的位置"),
    )
    cells = [
        (form, cell) for form in forms for cell in form.cells if cell.row < form.head_rows and cell.states
    ]
    rows = [(place, form.title, form.subject, *_fact(cell)) for place, (form, cell) in enumerate(cells, 1)]
    about = "各绩效目标表表头的内容，一项一行。"
    return Resource("performance-forms", "绩效目标表", about, columns, tuple(rows), ("序号",))


def _fact(cell: FormCell) -> tuple[Value, ...]:
    amount = number_of(cell.text) if cell.kind is FormCellKind.AMOUNT else None
    return cell.states, cell.text, amount, cell.address


def _indicators(forms: Sequence[Form]) -> Resource:
    """The indicators of all forms; forms have not all the same columns."""
    found = [(form, record) for form in forms for record in _records(form)]
    headings = list(dict.fromkeys(heading for _, record in found for heading in record))
    fixed = ("序号", "表", "项目")
    names = _distinct([*fixed, *headings])[len(fixed) :]
    columns = (
        Column("序号", "第几条", "integer", is_required=True),
        Column("表", "绩效目标表的名称", is_required=True),
        Column("项目", "项目名称；部门整体为空"),
        *[Column(name, heading) for name, heading in zip(names, headings, strict=True)],
    )
    rows: list[tuple[Value, ...]] = [
        (place, form.title, form.subject, *[record.get(heading, "") for heading in headings])
        for place, (form, record) in enumerate(found, 1)
    ]
    return Resource(
        "indicators", "绩效指标", "各绩效目标表的指标，一条一行。", columns, tuple(rows), ("序号",)
    )


def _records(form: Form) -> list[dict[str, str]]:
    """What each row of indicators says below each heading; a merged cell counts for all its rows."""
    lines = slots(form.cells, form.rows, len(form.widths))
    if len(lines) <= form.head_rows:
        return []
    headings = {slot.column: slot.cell.text for slot in lines[form.head_rows] if slot.cell is not None}
    return [
        {
            headings[slot.column]: slot.cell.text
            for slot in line
            if slot.cell is not None and slot.column in headings
        }
        for line in lines[form.head_rows + 1 :]
    ]
