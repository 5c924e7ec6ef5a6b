"""A year that follows another: what it may change, and what is said where it is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent, indent

import pytest

from generator.layout.layout_set import LayoutSet
from generator.messages import LANGUAGES, finding, render
from generator.model.finding import Place
from tests.layout.changed_layout import ChangedLayout

ROOT = Path(__file__).resolve().parent.parent.parent
NEXT = "2027.yaml"
HEAD = "layout: xinjiang\nyear: 2027\nfollows: 2024\n"
AWAITS = "awaits: 尚未取得表样\n"


def state(layouts: ChangedLayout, changes: str) -> None:
    """Write the year 2027, which follows 2024."""
    layouts.write(NEXT, f"{HEAD}{AWAITS}changes:\n{indent(dedent(changes).lstrip(chr(10)), '  ')}")


def changed(layouts: ChangedLayout, changes: str) -> LayoutSet:
    state(layouts, changes)
    return layouts.load(2027)


def columns(layout: LayoutSet, table: str) -> list[str]:
    return [leaf.name for heading in layout.tables[table].columns for leaf in heading.leaves()]


def test_the_example_of_the_reference_is_right(layouts: ChangedLayout) -> None:
    page = (ROOT / "docs" / "layouts.md").read_text(encoding="utf-8")
    blocks = [block.partition("```")[0] for block in page.split("```yaml\n")[1:]]
    (changes,) = [block for block in blocks if block.startswith("changes:")]
    (table,) = [block for block in blocks if block.startswith("# 表12")]
    layouts.write("tables/2025/12-economic.yaml", table)
    layouts.write(NEXT, HEAD + AWAITS + changes)
    layout = layouts.load(2027)
    assert list(layout.tables)[-2:] == ["表11", "表12"]
    assert columns(layout, "表3")[-4:] == ["基本支出", "会议费", "合计", "项目支出"]
    assert "X30" in [check.id for check in layout.checks]


def test_a_year_without_changes_is_as_the_year_it_follows(layouts: ChangedLayout) -> None:
    layouts.write(NEXT, HEAD + AWAITS)
    before, after = layouts.load(2024), layouts.load(2027)
    assert after.year == after.year_file.year == 2027
    assert (after.tables, after.entries, after.checks) == (before.tables, before.entries, before.checks)
    assert after.year_file.name == before.year_file.name
    assert after.year_file.previous_figures == before.year_file.previous_figures
    assert before.year_file.basis("zh") == before.year_file.document
    assert (after.year_file.document, after.year_file.basis("en")) == ("", "尚未取得表样")


def test_columns_are_added_changed_moved_and_removed_at_any_depth(layouts: ChangedLayout) -> None:
    layout = changed(
        layouts,
        """
        tables:
          - change: 表3
            title: 部门支出总表
            columns:
              - add: {heading: 人员经费, where: {经费: 人员经费}, width: 12}
                after: 项目支出
              - change: 合计
                sum: [项目支出, 基本支出]
                after: 人员经费
              - change: 支出预算
                heading: 支出
              - remove: 款
              - change: 项目支出
                where:
                sum: [人员经费]
        """,
    )
    table = layout.tables["表3"]
    assert table.title == "部门支出总表"
    assert columns(layout, "表3") == [
        "类",
        "项",
        "功能分类科目名称",
        "基本支出",
        "项目支出",
        "人员经费",
        "合计",
    ]
    spanning = table.columns[1]
    assert spanning.heading == "支出"
    assert spanning.leaves()[-1].sum == ["项目支出", "基本支出"]
    assert (spanning.leaves()[1].where, spanning.leaves()[1].sum) == (None, ["人员经费"])


def test_rows_panels_and_last_rows_are_changed(layouts: ChangedLayout) -> None:
    layout = changed(
        layouts,
        """
        tables:
          - change: 表4
            panels:
              - change: 收入
                rows:
                  - change: 财政拨款
                    row: 一、财政拨款
                  - change: 国有资本经营预算
                    before: 一般公共预算
                last: {row: 总计, id: 收入总计, sum: [财政拨款]}
        """,
    )
    panel = layout.tables["表4"].panels[0]
    assert [row.row for row in panel.rows] == [
        "一、财政拨款",
        "国有资本经营预算",
        "一般公共预算",
        "政府性基金预算",
    ]  # type: ignore[union-attr]
    assert panel.last is not None
    assert (panel.last.row, panel.last.bold) == ("总计", False)


def test_tables_are_added_by_file_or_in_place_and_removed(layouts: ChangedLayout) -> None:
    layouts.write(
        "tables/2027/12.yaml",
        (layouts.year_folder / "tables/06-basic-by-economic.yaml")
        .read_text(encoding="utf-8")
        .replace("table: 表6", "table: 表12"),
    )
    layout = changed(
        layouts,
        """
        tables:
          - add: tables/2027/12.yaml
            before: 表2
          - add:
              table: 表13
              title: 简表
              unit: 元
              page: portrait
              columns:
                - {heading: 名称, shows: 名称}
                - {heading: 金额, where: {}}
              rows: [总计, 类]
        """,
    )
    names = list(layout.tables)
    assert names[:3] == ["表1", "表12", "表2"]
    assert names[-1] == "表13"


def test_a_removed_table_is_missed_by_the_checks_that_name_it(layouts: ChangedLayout) -> None:
    state(layouts, "tables: [{remove: 表11}]")
    faults = layouts.faults(2027)
    assert faults
    assert {(fault.code, fault.file, fault.found) for fault in faults} == {("LAY-001", "checks.yaml", "表11")}


def test_checks_and_entries_are_changed(layouts: ChangedLayout) -> None:
    layout = changed(
        layouts,
        """
        checks:
          - remove: X02-1
          - add:
              id: N99
              severity: warning
              says: {zh: 甲, en: a}
              left: "表3[总计, 合计]"
              right: "表2[总计, 总计]"
            before: I01
          - change: I01
            severity: note
        entries:
          personnel_classes: [301]
          sheets:
            - change: 支出录入
              columns:
                - change: 备注
                  width: 30
              rules:
                - remove: E13
                - change: E14
                  before: E12
        """,
    )
    checks = {check.id: check for check in layout.checks}
    assert [check.id for check in layout.checks][:2] == ["N99", "I01"]
    assert "X02-1" not in checks
    assert checks["I01"].severity == "note"
    sheet = layout.entry_sheet("支出")
    rules = [rule.id for rule in sheet.rules]
    assert "E13" not in rules
    assert rules.index("E14") + 1 == rules.index("E12")
    assert next(column.width for column in sheet.columns if column.field == "备注") == 30
    assert layout.entries.personnel_classes == ["301"]


def test_a_chain_of_years_adds_up(layouts: ChangedLayout) -> None:
    state(layouts, "tables: [{change: 表3, columns: [{add: {heading: 甲, where: {}}}]}]")
    layouts.write(
        "2028.yaml",
        HEAD.replace("2027", "2028").replace("2024", "2027")
        + AWAITS
        + "changes:\n  tables:\n    - change: 表3\n"
        + "      columns: [{change: 甲, where: {支出类型: 基本支出}}]\n",
    )
    assert columns(layouts.load(2028), "表3")[-1] == "甲"
    assert layouts.load(2028).tables["表3"].columns[-1].where == {"支出类型": "基本支出"}
    assert layouts.load(2027).tables["表3"].columns[-1].where == {}
    assert "甲" not in columns(layouts.load(2024), "表3")


def test_the_version_is_that_of_the_meaning(layouts: ChangedLayout) -> None:
    layouts.write(NEXT, HEAD.replace("2024", "2026") + AWAITS)
    version = layouts.load(2027).version
    assert version == layouts.load(2026).version == layouts.load(2025).version
    assert version != layouts.load(2024).version
    assert len(version) == 8
    assert int(version, 16) >= 0
    table = "tables/03-expenditure-by-function.yaml"
    layouts.change(table, "# 表3", "# Something else about 表3")
    layouts.change(table, "title: 部门支出总体情况表", 'title: "部门支出总体情况表"')
    assert layouts.load(2027).version == version
    layouts.change(table, "width: 40", "width: 41")
    assert layouts.load(2027).version != version


def test_sources_of_other_years_are_left_out(layouts: ChangedLayout) -> None:
    path = layouts.year_folder / "funding_sources.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    dated = [
        f"{head},since,until",
        *(f"{row},," for row in rows),
        "专项借款,loan,单位资金,本年,非财政拨款,2025,2025",
    ]
    path.write_text("\n".join(dated) + "\n", encoding="utf-8")
    named = [[source.name for source in layouts.load(year).sources] for year in (2024, 2025, 2026)]
    assert named[1] == [*named[0], "专项借款"]
    assert named[2] == named[0]


@dataclass(frozen=True)
class Slip:
    """Changes with a mistake; `at` are words of the line that is named."""

    says: str
    changes: str
    code: str
    path: str
    found: str
    at: str
    allowed: str = ""
    nearest: str = ""


SLIPS = [
    Slip(
        "a table that is none",
        "tables:\n  - change: 表33\n    title: 甲",
        "LAY-001",
        "changes.tables[1].change",
        "表33",
        "change: 表33",
        "表3",
        "表3",
    ),
    Slip(
        "a column that is none",
        "tables:\n  - change: 表3\n    columns:\n      - remove: 项目支岀",
        "LAY-001",
        "changes.tables[1].columns[1].remove",
        "项目支岀",
        "remove:",
        "项目支出",
        "项目支出",
    ),
    Slip(
        "a place beside what is none",
        "checks:\n  - change: I01\n    after: I99",
        "LAY-001",
        "changes.checks[1].after",
        "I99",
        "after:",
        "I02-1",
    ),
    Slip(
        "a step that is none",
        "checks:\n  - {id: X99, severity: note}",
        "LAY-007",
        "changes.checks[1]",
        "id、severity",
        "id: X99",
        "add, change, remove",
    ),
    Slip(
        "two steps in one",
        "checks:\n  - {remove: I01, change: I01}",
        "LAY-007",
        "changes.checks[1]",
        "change、remove",
        "remove: I01",
        "add, change, remove",
    ),
    Slip(
        "two places",
        "checks:\n  - change: I06\n    after: I01\n    before: I02-1",
        "LAY-007",
        "changes.checks[1].before",
        "after、before",
        "before:",
        "after, before",
    ),
    Slip(
        "a word that removing does not have",
        "checks:\n  - remove: I01\n    says: 甲",
        "LAY-001",
        "changes.checks[1].says",
        "says",
        "says:",
        "remove",
    ),
    Slip(
        "a member that is there already",
        "tables:\n  - change: 表3\n    columns:\n      - add: {heading: 基本支出, where: {}}",
        "LAY-005",
        "changes.tables[1].columns[1].add",
        "基本支出",
        "heading: 基本支出",
    ),
    Slip(
        "a member that is added twice",
        "tables:\n  - change: 表3\n    columns:\n      - add: {heading: 甲, where: {}}\n"
        "      - add: {heading: 甲, where: {预算: 单位资金}}",
        "LAY-005",
        "changes.tables[1].columns[2].add",
        "甲",
        "预算: 单位资金",
    ),
    Slip(
        "a value that is the same",
        "tables:\n  - change: 表3\n    unit: 万元",
        "LAY-009",
        "changes.tables[1].unit",
        "unit",
        "unit:",
        "something else",
    ),
    Slip(
        "a word that is taken away and was not there",
        "tables:\n  - change: 表3\n    empty:",
        "LAY-009",
        "changes.tables[1].empty",
        "empty",
        "empty:",
    ),
    Slip(
        "a change without anything to change",
        "checks:\n  - change: I06",
        "LAY-009",
        "changes.checks[1]",
        "I06",
        "change: I06",
    ),
    Slip(
        "a move to the place where it stands",
        "checks:\n  - change: I02-1\n    after: I01",
        "LAY-009",
        "changes.checks[1].after",
        "after",
        "after:",
    ),
    Slip("no steps at all", "checks: []\n", "LAY-009", "changes.checks", "[]", "checks:"),
    Slip(
        "a step that is a text",
        "checks:\n  - I01",
        "LAY-003",
        "changes.checks[1]",
        "I01",
        "- I01",
        "a mapping",
    ),
    Slip(
        "a member that is a text",
        "checks:\n  - add: I99",
        "LAY-003",
        "changes.checks[1].add",
        "I99",
        "add:",
        "a mapping",
    ),
    Slip(
        "members in place of steps",
        "tables:\n  - change: 表3\n    columns: 合计",
        "LAY-003",
        "changes.tables[1].columns",
        "合计",
        "columns:",
        "a list",
    ),
    Slip(
        "a file that is none",
        "tables:\n  - add: tables/03-expenditure.yaml",
        "LAY-001",
        "changes.tables[1].add",
        "tables/03-expenditure.yaml",
        "add:",
        "tables/03-expenditure-by-function.yaml",
        "tables/03-expenditure-by-function.yaml",
    ),
    Slip(
        "a misspelt word of a changed column",
        "tables:\n  - change: 表3\n    columns:\n      - change: 合计\n        widht: 9",
        "LAY-001",
        "changes.tables[1].columns[1].widht",
        "widht",
        "widht",
        "width",
        "width",
    ),
    Slip(
        "a condition of an added column that is none",
        "tables:\n  - change: 表3\n    columns:\n      - add: {heading: 甲, where: {支出类型: 基本}}",
        "LAY-001",
        "changes.tables[1].columns[1].add.where.支出类型",
        "基本",
        "支出类型: 基本",
        "项目支出",
        "基本支出",
    ),
    Slip(
        "a part of a sum that is none",
        "tables:\n  - change: 表3\n    columns:\n      - change: 合计\n        sum: [基本支出, 项目]",
        "LAY-001",
        "changes.tables[1].columns[1].sum[2]",
        "项目",
        "sum:",
        "项目支出",
    ),
    Slip(
        "a column with two roles",
        "tables:\n  - change: 表3\n    columns:\n      - change: 合计\n        where: {}",
        "LAY-007",
        "changes.tables[1].columns[1]",
        "",
        "change: 合计",
        "columns, shows, where, sum",
    ),
    Slip(
        "a heading without columns left",
        "tables:\n  - change: 表3\n    columns:\n      - {remove: 合计}\n      - {remove: 基本支出}\n"
        "      - {remove: 项目支出}",
        "LAY-003",
        "changes.tables[1].columns[3]",
        "[]",
        "remove: 项目支出",
        "at least one",
    ),
    Slip(
        "a table that an added check names and that is none",
        "checks:\n  - add: {id: X99, severity: note, says: {zh: 甲, en: a},"
        " left: '表33[总计, 合计]', right: '0'}",
        "LAY-001",
        "changes.checks[1].add.left",
        "表33",
        "left:",
        "表3",
        "表3",
    ),
    Slip(
        "a part that is none",
        "tabels: []",
        "LAY-001",
        "changes.tabels",
        "tabels",
        "tabels",
        "tables",
        "tables",
    ),
    Slip("changes that are no steps", "checks: X", "LAY-003", "changes.checks", "X", "checks:", "a list"),
]


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.says)
def test_a_slip_is_told_where_it_is_written(layouts: ChangedLayout, slip: Slip) -> None:
    state(layouts, slip.changes)
    faults = [
        fault
        for fault in layouts.faults(2027)
        if (fault.code, fault.path, fault.said("en")["found"]) == (slip.code, slip.path, slip.found)
    ]
    assert len(faults) == 1, layouts.faults(2027)
    (fault,) = faults
    assert (fault.file, fault.line) == (NEXT, layouts.line(NEXT, slip.at))
    assert slip.allowed in fault.said("en")["allowed"]
    assert not slip.nearest or fault.nearest == slip.nearest
    for language in LANGUAGES:
        place = Place(fault.file, fault.line, fault.path)
        assert NEXT in render(finding(fault.code, place, **fault.said(language)), language)


@pytest.mark.parametrize(
    ("text", "code", "path", "found"),
    [
        (HEAD.replace("follows: 2024", "follows: 2023") + AWAITS, "LAY-001", "follows", "2023"),
        (HEAD.replace("follows: 2024", "follows: 2027") + AWAITS, "LAY-007", "follows", "2027"),
        (HEAD.replace("follows: 2024", "follows: 2028") + AWAITS, "LAY-007", "follows", "2028"),
        (HEAD.replace("follows: 2024", "follows: 去年") + AWAITS, "LAY-003", "follows", "去年"),
        (HEAD.replace("year: 2027", "year: 2025") + AWAITS, "LAY-007", "year", "2025"),
        (HEAD, "LAY-007", "", ""),
        (f"{HEAD}{AWAITS}document: 甲\n", "LAY-007", "", ""),
        (f"{HEAD}{AWAITS}tables: []\n", "LAY-001", "tables", "tables"),
        (f"{HEAD}awaits: {{zh: 甲}}\n", "LAY-002", "awaits", "en"),
        (f"{HEAD}{AWAITS}funding_sources: sources.csv\n", "LAY-001", "funding_sources", "sources.csv"),
        (f"{HEAD}{AWAITS}changes: {{tables: {{}}}}\n", "LAY-003", "changes.tables", "{}"),
        (f"{HEAD}{AWAITS}changes: {{entries: []}}\n", "LAY-003", "changes.entries", "[]"),
        ("- 2027\n", "LAY-003", "", "[ … ]"),
    ],
)
def test_a_year_file_says_which_earlier_year_it_follows_and_why(
    layouts: ChangedLayout, text: str, code: str, path: str, found: str
) -> None:
    layouts.write(NEXT, text)
    told = [(fault.code, fault.file, fault.path, fault.said("en")["found"]) for fault in layouts.faults(2027)]
    assert (code, NEXT, path, found) in told


def test_mistakes_of_the_earlier_year_are_told_of_the_earlier_file(layouts: ChangedLayout) -> None:
    line = layouts.change("tables/03-expenditure-by-function.yaml", "page: portrait", "page: upright")
    layouts.write(NEXT, HEAD + AWAITS)
    assert layouts.faults(2027) == layouts.faults(2024)
    (fault,) = layouts.faults(2027)
    assert (fault.file, fault.line) == ("tables/03-expenditure-by-function.yaml", line)


def test_what_a_change_spoils_elsewhere_is_told_there(layouts: ChangedLayout) -> None:
    state(layouts, "tables: [{change: 表3, columns: [{remove: 项目支出}]}]")
    (fault,) = layouts.faults(2027)
    table = "tables/03-expenditure-by-function.yaml"
    assert (fault.file, fault.line) == (table, layouts.line(table, "sum: [基本支出, 项目支出]"))
    assert fault.found == "项目支出"
