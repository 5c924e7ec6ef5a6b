"""The department's facts (部门信息) at the head of the unit sheet, and what is still missing there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.expression.block import Block, Book, Column
from generator.expression.nodes import (
    NOTHING,
    Expression,
    Here,
    If,
    Item,
    Named,
    Operation,
    Value,
    both,
    call,
    equal,
    number,
    text,
)
from generator.layout import schema
from generator.workbook import naming
from generator.workbook.ledger import rows_filled
from generator.workbook.sheet import Choice, Condition, Label, Sheet

FIRST_ROW = 4
UNITS_ROW = 10
"""Where the facts begin, and the line above the list of units (from 0)."""


@dataclass(frozen=True, slots=True)
class _Fact:
    """One fact: what people read, its name, and how it is entered."""

    label: str
    name: str
    prompt: str
    choices: str = ""
    fixed: bool = False


_FACTS = (
    _Fact("部门名称", "名称", "填全称，与公章一致；封面和各表自动带出。"),
    _Fact("部门编码", "编码", "财政部门给的预算编码，没有可不填。"),
    _Fact("预算年度", "年度", "由表样决定，不能改；换年度请用新年度的工作簿。", fixed=True),
    _Fact("级别", "级别", "部门预算选“部门”，单位预算选“单位”。", choices="级别_名称"),
    _Fact("编制日期", "编制日期", "例如 2024-02-25，没有可不填。"),
)
FACT_LABELS = {each.name: each.label for each in _FACTS}
"""What stands beside each fact."""
FACT_NAMES = tuple(each.name for each in _FACTS)


def fact(name: str) -> Expression:
    """A fact about the department, typed on the unit sheet."""
    return Item(Named(naming.defined_name(naming.DEPARTMENT, name)), number(1))


def fact_block(name: str) -> str:
    """The name of the block that holds a fact, in a column of the same name."""
    return f"部门·{name}"


def place_facts(
    book: Book, sheet: Sheet, values: Mapping[str, Value], checks: tuple[schema.Check, ...]
) -> None:
    """Put the facts above the list of units; a hint stands beside each that the checks ask for."""
    wanted = {name for check in checks for name in check.facts}
    for place, each in enumerate(_FACTS):
        row = FIRST_ROW + place
        hint = [Column("提示", 2, _hint(each))] if each.name in wanted else []
        content = Column(each.name, 1, [values.get(each.name)])
        block = book.add(Block.of(fact_block(each.name), sheet.name, row, 1, [content, *hint]))
        book.name(naming.defined_name(naming.DEPARTMENT, each.name), block, each.name)
        sheet.labels.append(Label(row, 0, each.label, "entry-heading"))
        sheet.paint(block, {each.name: "entry-fixed" if each.fixed else "entry-text", "提示": "fact-hint"})
        if hint:
            said = Operation("<>", Here("提示"), NOTHING)
            sheet.conditions.append(Condition(block.name, 1, 1, said, "row-to-mend"))
        sheet.choices.append(
            Choice(block.name, each.name, each.label, each.prompt, each.choices, refuse=each.fixed)
        )
    sheet.labels.append(Label(UNITS_ROW, 0, "预算单位（含本级，次序同表 7）", "section"))


def missing_fact(name: str) -> Expression:
    """1 while a fact is missing though something has been entered, else 0."""
    blank = equal(call("TRIM", fact(name)), "")
    return If(both(blank, call("NOT", _nothing_entered())), number(1), number(0))


def _hint(each: _Fact) -> Expression:
    return If(equal(missing_fact(each.name), 1), text(f"✘ 请填{each.label}"), NOTHING)


def _nothing_entered() -> Expression:
    return equal(rows_filled(), 0)
