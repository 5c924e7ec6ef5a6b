"""What two years of a layout differ in."""

from __future__ import annotations

import pytest

from generator.layout.difference import Difference, compare_items, compare_layouts
from generator.layout.items import Item
from tests.layout.changed_layout import ChangedLayout

AFTER = """\
layout: xinjiang
year: 2027
follows: 2024
awaits: 尚未取得表样
changes:
  tables:
    - change: 表3
      title: 部门支出总表
      columns:
        - {add: {heading: 甲, where: {经济款: [31013, 30913]}}, after: 项目支出}
        - {change: 基本支出, after: 项目支出}
        - {remove: 款}
    - change: 表10
      panels:
        - change: “三公”经费
          rows:
            - {change: 公务接待费, indent: 2}
    - add:
        table: 表12
        title: 简表
        unit: 元
        page: portrait
        columns: [{heading: 名称, shows: 名称}, {heading: 金额, where: {}}]
        rows: [总计, 类]
  entries:
    guide: ["# 说明"]
    sheets:
      - change: 支出录入
        columns: [{change: 备注, heading: 说明}]
        rules: [{remove: E13}]
  checks:
    - {remove: X02-1}
    - {change: I01, severity: note, says: {zh: 甲, en: a}}
  registers:
    - change: 指标
      help: 每行一个指标。
      columns: [{add: {heading: 评分人, field: 评分人, optional: true}, after: 佐证资料}]
      rules: [{change: G53, severity: note}]
    - change: 事项
      rows: [{change: 其他资产价值, note: 上年底}]
      derived: [{add: {field: 填写数, number_of: 内容}}]
  forms:
    - change: 部门整体绩效目标表
      subtitle: （年度）
      columns: [{change: 分值权重, after: 三级指标}]
  disclosure:
    closing: ["{部门}"]
    wording: {more: 增, less: 减}
    figures: [{change: 其他单位, beyond: 1}]
    lists: [{change: 收入种类, between: ；}]
    blocks:
      - {change: "收入预算包括：{收入种类}。", text: "收入预算有：{收入种类}。"}
      - {add: {text: 与其他段落都不一样的话。}, before: 一、主要职能}
      - {change: 一、主要职能, id: 职能, heading: 一、部门主要职能}
      - {remove: 二、机构设置及人员情况}
      - {change: 项目支出绩效目标表, before: 部门整体绩效目标表}
"""


@pytest.fixture
def difference(layouts: ChangedLayout) -> Difference:
    panel = layouts.load().tables["表10"].panels[0].id
    layouts.write("2027.yaml", AFTER.replace("“三公”经费", panel))
    sources = layouts.year_folder / "funding_sources.csv"
    head, first, *rows = sources.read_text(encoding="utf-8").splitlines()
    dated = [f"{head},since,until", f"{first},,2026", f"{first},2027,".replace("财政拨款", "非财政拨款")]
    sources.write_text("\n".join([*dated, *(f"{row},," for row in rows)]) + "\n", encoding="utf-8")
    return compare_layouts(layouts.load(2024), layouts.load(2027))


def test_tables_columns_and_rows(difference: Difference) -> None:
    changes = {change.name: change for change in difference.tables}
    assert list(changes) == ["表3", "表10", "表12"]
    table = changes["表3"]
    assert [(word.word, word.before, word.after) for word in table.words] == [
        ("title", "部门支出总体情况表", "部门支出总表")
    ]
    assert [(part.happening, part.kind, part.name) for part in table.parts] == [
        ("removed", "column", "款"),
        ("moved", "column", "项目支出"),
        ("added", "column", "甲"),
    ]
    added = next(part for part in table.parts if part.happening == "added")
    assert {word.word: word.after for word in added.words}["where"] == "经济款: 31013、30913"
    (panel,) = changes["表10"].parts
    (row,) = panel.parts
    assert [(word.word, word.after) for word in row.words] == [("indent", "2")]
    assert changes["表12"].happening == "added"
    assert [part.name for part in changes["表12"].parts] == ["名称", "金额"]


def test_entry_sheets_checks_and_sources(difference: Difference) -> None:
    shared, sheet = difference.entries
    assert [word.word for word in shared.words] == ["guide"]
    told = [(part.happening, part.kind, part.name) for part in sheet.parts]
    assert told == [("removed", "rule", "E13"), ("changed", "field", "备注")]
    removed, changed = difference.checks
    assert (removed.happening, removed.name) == ("removed", "X02-1")
    assert [word.word for word in changed.words] == ["severity", "says.zh", "says.en"]
    (source,) = difference.sources
    assert [(word.word, word.after) for word in source.words] == [("nature", "非财政拨款")]


def test_registers_and_forms(difference: Difference) -> None:
    indicators, facts = difference.registers
    assert (indicators.kind, indicators.name, indicators.title) == ("register", "指标", "绩效指标")
    assert [word.word for word in indicators.words] == ["help"]
    assert [(part.happening, part.kind, part.name) for part in indicators.parts] == [
        ("added", "field", "评分人"),
        ("changed", "rule", "G53"),
    ]
    assert [(part.happening, part.kind, part.name) for part in facts.parts] == [
        ("changed", "fixed_row", "其他资产价值"),
        ("added", "derived", "填写数"),
    ]
    (form,) = difference.forms
    assert [(word.word, word.after) for word in form.words] == [("subtitle", "（年度）")]
    assert [(part.happening, part.name) for part in form.parts] == [("moved", "分值权重")]


def test_the_disclosure(difference: Difference) -> None:
    told = [(change.happening, change.kind, change.name) for change in difference.disclosure]
    assert told == [
        ("removed", "heading_block", "二、机构设置及人员情况"),
        ("changed", "disclosure", "disclosure"),
        ("changed", "figure", "其他单位"),
        ("changed", "list", "收入种类"),
        ("added", "text_block", "与其他段落都不一样的话。"),
        ("changed", "heading_block", "一、主要职能"),
        ("changed", "text_block", "收入预算包括：{收入种类}。"),
        ("moved", "form_block", "项目支出绩效目标表"),
    ]
    shared = next(change for change in difference.disclosure if change.kind == "disclosure")
    assert [(word.word, word.after) for word in shared.words] == [
        ("closing", "{部门}"),
        ("wording.more", "增"),
        ("wording.less", "减"),
    ]
    (heading,) = [change for change in difference.disclosure if change.name == "一、主要职能"]
    assert [(word.word, word.after) for word in heading.words] == [("heading", "一、部门主要职能")]


def test_codes(difference: Difference) -> None:
    added = [str(code) for code in difference.function.added]
    assert "2210111 配租型住房保障" in added
    assert "2210106" in [code.code for code in difference.function.ended]
    assert not difference.economic


def test_a_year_does_not_differ_from_itself(layouts: ChangedLayout) -> None:
    layout = layouts.load()
    difference = compare_layouts(layout, layout)
    assert not any(difference.parts.values())
    assert not any(difference.books.values())
    assert difference.function.same == len(layout.function.in_force(2024))


def test_what_stands_elsewhere_is_moved() -> None:
    before = [Item("row", name) for name in "甲乙丙丁"]
    after = [Item("row", name) for name in "乙丙甲丁"]
    assert [(change.happening, change.name) for change in compare_items(before, after)] == [("moved", "甲")]
