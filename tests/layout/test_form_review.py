"""One small broken form for each mistake that can be made in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.layout.changed_layout import ChangedLayout
from tests.layout.small_document import FILES, Slip, check_slip

EACH = 'each: {rows_of: 项目, where: {级别: [甲, 乙], 备注: ""}}'
AMOUNT = "{amount: [财政拨款, 金额], columns: 2}"
COUNTS = "{counts: 支出, where: {性质: 财政拨款}, without: {年度: 上年结转}, columns: 2}"
INDICATORS = "indicators: {rows_of: 指标, by: 项目}"

SLIPS = [
    Slip(
        "a misspelt word of a form",
        "subtitle: ",
        "subtitel: ",
        "LAY-001",
        "subtitel",
        "subtitel",
        "columns、each、empty、form、head",
        "subtitle",
    ),
    Slip(
        "a misspelt word of a cell",
        "{item: 联系人, columns: 2}",
        "{item: 联系人, colums: 2}",
        "LAY-001",
        "head[3][2].colums",
        "colums",
        "amount、columns、counts",
        "columns",
    ),
    Slip(
        "a misspelt word of the indicators",
        INDICATORS,
        INDICATORS.replace("by", "bye"),
        "LAY-001",
        "indicators.bye",
        "bye",
        "by、of、order、rows、rows_of",
        "by",
    ),
    Slip(
        "a misspelt word of a column",
        "merge: true",
        "merged: true",
        "LAY-001",
        "columns[1].merged",
        "merged",
        "heading、merge、text、width",
        "merge",
    ),
    Slip(
        "a form called like a table",
        "form: 项目绩效表",
        "form: 表5",
        "LAY-007",
        "form",
        "表5",
        "not the name of another sheet",
    ),
    Slip(
        "a form with a name that no sheet can have",
        "form: 项目绩效表",
        "form: 项目/绩效",
        "LAY-007",
        "form",
        "项目/绩效",
        "letters, digits",
    ),
    Slip(
        "a slot of a title that is none",
        "title: 绩效目标表\n",
        'title: "{年份}绩效目标表"\n',
        "LAY-001",
        "title",
        "年份",
        "年度、部门",
        "年度",
    ),
    Slip(
        "a slot in the words of an empty sheet",
        "empty: 还没有项目。",
        'empty: "{年度} 年没有项目。"',
        "LAY-001",
        "empty",
        "年度",
    ),
    Slip(
        "a form for rows of a register that is none",
        EACH,
        EACH.replace("rows_of: 项目", "rows_of: 项木"),
        "LAY-001",
        "each.rows_of",
        "项木",
        "项目、指标、事项、文字",
        "项目",
    ),
    Slip(
        "a form for rows by a field that is none",
        EACH,
        EACH.replace("级别", "级列"),
        "LAY-001",
        "each.where.级列",
        "级列",
        "级别",
        "级别",
    ),
    Slip(
        "a form for rows by a word that cannot be chosen",
        EACH,
        EACH.replace("[甲, 乙]", "[甲, 丙]"),
        "LAY-001",
        "each.where.级别",
        "丙",
        "甲、乙",
    ),
    Slip(
        "a field that the row does not have",
        "{field: 项目, columns: 2}",
        "{field: 项木, columns: 2}",
        "LAY-001",
        "head[1][2].field",
        "项木",
        "项目、级别",
        "项目",
    ),
    Slip(
        "an amount that is no money",
        AMOUNT,
        AMOUNT.replace("金额", "权重合计"),
        "LAY-001",
        "head[2][2].amount[2]",
        "权重合计",
        "金额、财政拨款",
    ),
    Slip(
        "an amount twice",
        AMOUNT,
        AMOUNT.replace("金额", "财政拨款"),
        "LAY-005",
        "head[2][2].amount[2]",
        "财政拨款",
    ),
    Slip(
        "a fact that is none",
        "{item: 联系人, columns: 2}",
        "{item: 联系电话, columns: 2}",
        "LAY-001",
        "head[3][2].item",
        "联系电话",
        "人数、面积、货物采购、联系人",
        "联系人",
    ),
    Slip(
        "entries that meet what is no condition",
        COUNTS,
        COUNTS.replace("性质: 财政拨款", "性质: 财政"),
        "LAY-001",
        "head[4][2].where.性质",
        "财政",
        "财政拨款、非财政拨款",
        "财政拨款",
    ),
    Slip(
        "entries less those that meet what is no condition",
        COUNTS,
        COUNTS.replace("上年结转", "结转"),
        "LAY-001",
        "head[4][2].without.年度",
        "结转",
        "本年、上年结转",
        "上年结转",
    ),
    Slip(
        "indicators of a register that is none",
        INDICATORS,
        INDICATORS.replace("rows_of: 指标", "rows_of: 指票"),
        "LAY-001",
        "indicators.rows_of",
        "指票",
        "指标",
        "指标",
    ),
    Slip(
        "indicators by a field that they do not have",
        INDICATORS,
        INDICATORS.replace("by: 项目", "by: 级别"),
        "LAY-001",
        "indicators.by",
        "级别",
        "项目、名目、权重",
    ),
    Slip(
        "indicators by a field that the project does not have",
        INDICATORS,
        INDICATORS.replace("by: 项目", "by: 名目"),
        "LAY-001",
        "indicators.by",
        "名目",
        "项目、级别、类别",
        "项目",
    ),
    Slip(
        "an order by a field without options",
        INDICATORS,
        INDICATORS.replace("by: 项目", "by: 项目, order: [名目]"),
        "LAY-001",
        "indicators.order[1]",
        "名目",
    ),
    Slip(
        "a field that the indicators do not have",
        '"{名目}"',
        '"{名目目}"',
        "LAY-001",
        "columns[2].text",
        "名目目",
        "名目",
        "名目",
    ),
    Slip(
        "a brace that is not closed",
        '"{权重} 分"',
        '"{权重 分"',
        "LAY-006",
        "columns[3].text",
        "{权重 分",
        "one } after each {",
    ),
    Slip(
        "a head that does not fill its columns",
        "{field: 项目, columns: 2}",
        "{field: 项目}",
        "LAY-007",
        "",
        "",
        "fill the columns exactly",
        at=FILES["form.yaml"][:10],
    ),
]


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.says)
def test_a_mistake_in_a_form_is_told_where_it_stands(tmp_path: Path, slip: Slip) -> None:
    check_slip(tmp_path, "form.yaml", slip)


def test_two_forms_cannot_have_one_name(layouts: ChangedLayout) -> None:
    layouts.change("2024.yaml", "  - forms/01-department.yaml\n", "  - forms/02-project.yaml\n")
    told = [(fault.code, fault.file, fault.path) for fault in layouts.faults()]
    assert ("LAY-005", "forms/02-project.yaml", "form") in told
