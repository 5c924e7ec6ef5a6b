"""Official tables and forms of performance targets, one change at a time."""

from __future__ import annotations

import pytest

from generator.proofreading.opening import manuscript_of
from generator.proofreading.proof import Proof, proofread
from generator.publication.document import (
    Cell,
    CellKind,
    Document,
    Form,
    FormCell,
    FormCellKind,
    HeadCell,
    Row,
    Table,
)

HEADS = ("编码", "名称", "合计", "基本支出")
ROWS = [("", "总计", "6.00", "2.00"), ("201", "行政运行", "1.00", ""), ("205", "培训支出", "5.00", "2.00")]
STATEMENT = "水务局 2024 年没有使用政府性基金预算拨款安排的支出，政府性基金预算支出情况表为空表。"
LABEL, VALUE, AMOUNT = FormCellKind.LABEL, FormCellKind.VALUE, FormCellKind.AMOUNT


def table(name: str, title: str, rows: list[tuple[str, ...]], statement: str = "") -> Table:
    kinds = (CellKind.CODE, CellKind.NAME, CellKind.AMOUNT, CellKind.AMOUNT)
    placed = tuple(
        Row(tuple(Cell(text, kinds[at], f"{name}!{'ABCD'[at]}{row}") for at, text in enumerate(texts)))
        for row, texts in enumerate(rows, 9)
    )
    head = tuple(HeadCell(0, column, text) for column, text in enumerate(HEADS))
    return Table(
        name, title, "水务局", "万元", False, (8.0,) * 4, head, 1, HEADS,
        rows=placed, statement=statement, amounts=(2, 3),
    )  # fmt: skip


def form(subject: str, amount: str, value: str) -> Form:
    texts = [
        (0, 0, "项目名称", LABEL), (0, 1, subject, VALUE),
        (1, 0, "年度预算总额", LABEL), (1, 1, amount, AMOUNT),
        *((2, at, text, LABEL) for at, text in enumerate(("一级指标", "三级指标", "指标值", "指标分值权重"))),
        *((3, at, text, VALUE) for at, text in enumerate(("产出指标", "采购批次", value, "40"))),
        *((4, at, text, VALUE) for at, text in enumerate(("", "验收合格率", "≥95%", "50"))),
    ]  # fmt: skip
    cells = tuple(FormCell(row, at, text, kind, address="绩效!A1") for row, at, text, kind in texts if text)
    return Form("绩效", "项目支出绩效目标表", "(2024 年)", subject, (9.0,) * 4, 5, 2, cells)


EXPECTED = Document(
    "水务局",
    2024,
    (),
    "目录",
    (
        table("表5", "一般公共预算支出情况表", ROWS),
        table("表8", "政府性基金预算支出情况表", [], STATEMENT),
        form("水源工程项目", "12.00", "≥4批"),
        form("河道整治项目", "30.00", "≥2批"),
    ),
)


def grid(rows: list[tuple[str, ...]]) -> str:
    return "\n".join("\t".join(row) for row in rows)


def printed_form(subject: str, amount: str, value: str, *, first: str = "产出指标") -> str:
    rows = [
        ("项目名称", subject, "", ""),
        ("年度预算总额", amount, "", ""),
        ("一级指标", "三级指标", "指标值", "指标分值权重"),
        (first, "采购批次", value, "40"),
        ("", "验收合格率", "> =95%", "50"),
    ]
    return f"项目支出绩效目标表\n\n（2024 年）\n\n{grid(rows)}"


LINES = "编制部门：水务局\n\n单位：万元"
TEXT = "\n\n".join(
    [
        "表 5", "一般公共预算支出情况表", LINES, grid([HEADS, *ROWS]),
        "表 8", "政府性基金预算支出情况表", LINES, grid([HEADS]), STATEMENT,
        printed_form("水源工程项目", "12.00", "≥4 批"), printed_form("河道整治项目", "30.00", ">=2批"),
    ]
)  # fmt: skip


def proof(text: str) -> Proof:
    return proofread(manuscript_of("公开.md", text.encode()), EXPECTED)


def told(text: str) -> list[tuple[str, str, str]]:
    return [(each.finding.code, each.spot.row, each.finding.found) for each in proof(text).remarks]


def test_the_same_tables_and_forms_have_no_remark():
    assert told(TEXT) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("201\t行政运行\t1.00", "201\t行政运行\t7.00", ("PROOF-031", "201 行政运行", "7.00")),
        ("行政运行\t1.00\t", "行政运行\t1.00\t1.00", ("PROOF-031", "201 行政运行", "1.00")),
        ("行政运行\t1.00", "行政运行\t", ("PROOF-031", "201 行政运行", "（空）")),
        ("行政运行\t1.00", "行政运行\t一元", ("PROOF-031", "201 行政运行", "一元")),
        ("201\t行政运行", "201\t行政运转", ("PROOF-032", "201 行政运转", "201 行政运转")),
        ("201\t行政运行\t1.00\t\n", "", ("PROOF-033", "201 行政运行", "")),
        ("205\t培训", "203\t国防支出\t3.00\t\n205\t培训", ("PROOF-034", "203 国防支出", "203 国防支出")),
        ("表 8", "表 8\n\n单位：元", ("PROOF-039", "", "元")),
        (STATEMENT, "", ("PROOF-037", "", "")),
        ("表 8", f"{STATEMENT}\n\n表 8", ("PROOF-038", "", STATEMENT[:60])),
        (
            "政府性基金预算支出情况表为空表",
            "一般公共预算支出情况表为空表",
            ("PROOF-036", "", "水务局 2024 年"),
        ),
        ("12.00", "21.00", ("PROOF-056", "年度预算总额", "21.00")),
        ("水源工程项目", "水源工程费", ("PROOF-052", "项目名称", "水源工程费")),
        ("≥4 批", "≤4 批", ("PROOF-055", "采购批次", "≤4批")),
        ("≥4 批", "≥4 次", ("PROOF-055", "采购批次", "≥4次")),
        ("\t40\n\t验收", "\t41\n\t验收", ("PROOF-055", "采购批次", "41")),
        ("采购批次\t≥4 批\t40\n", "采购批次\t≥4 批\t40\n\t另购\t1 个\t9\n", ("PROOF-054", "另购", "另购")),
        ("年度预算总额\t12.00\t\t\n", "", ("PROOF-057", "", "")),
        ("（2024 年）", "（2023 年）", ("PROOF-016", "", "2023 年")),
    ],
)
def test_one_change_is_one_remark(old, new, expected):
    assert old in TEXT
    code, row, found = expected
    [remark] = told(TEXT.replace(old, new, 1))
    assert remark[:2] == (code, row)
    assert remark[2].startswith(found)


def test_the_column_the_cell_of_the_workbook_and_the_difference_are_told():
    [remark] = proof(TEXT.replace("201\t行政运行\t1.00", "201\t行政运行\t7.00")).remarks
    assert remark.spot.column == "合计"
    assert (remark.detail("source"), remark.detail("difference")) == ("表5!C10", "+6.00 万元")
    assert remark.spot.table == "表5 一般公共预算支出情况表"


def test_rows_in_another_order_are_told_once():
    moved = [ROWS[0], ROWS[2], ROWS[1]]
    [remark] = told(TEXT.replace(grid(ROWS), grid(moved)))
    assert remark[0] == "PROOF-035"


def test_a_table_that_is_not_there_is_missing():
    without = TEXT[TEXT.index("表 8") :]
    assert [each[0] for each in told(without)] == ["PROOF-030"]


def test_forms_may_come_in_another_order_and_too_many_or_too_few_are_told():
    one, other = (
        printed_form("水源工程项目", "12.00", "≥4 批"),
        printed_form("河道整治项目", "30.00", ">=2批"),
    )
    assert told(TEXT.replace(one, "@").replace(other, one).replace("@", other)) == []
    assert [each[0] for each in told(TEXT.replace(other, ""))] == ["PROOF-050"]
    assert [each[0] for each in told(TEXT + "\n\n" + printed_form("绿化", "1.00", "1 次"))] == ["PROOF-051"]


def test_a_table_cut_by_a_page_break_repeats_its_headings():
    cut = grid([HEADS, *ROWS[:2]]) + "\n\n" + LINES + "\n\n" + grid([HEADS, *ROWS[2:]])
    assert told(TEXT.replace(grid([HEADS, *ROWS]), cut)) == []


def test_a_name_cut_by_a_page_break_is_put_together():
    cut = "201\t行政\t1.00\t\n\n" + grid([HEADS, ("", "运行", "", "")]) + "\n"
    assert told(TEXT.replace("201\t行政运行\t1.00\t\n", cut)) == []


def test_an_indicator_cut_by_a_page_break_is_put_together():
    cut = "采购批次\t≥\t40\n\n\t\t4 批\t\n"
    assert told(TEXT.replace("采购批次\t≥4 批\t40\n", cut, 1)) == []
