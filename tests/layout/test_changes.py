"""A year that follows another: what it may change, and what is said where it is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent, indent

import pytest

from generator.layout.disclosure_schema import TextBlock
from generator.layout.layout_set import LayoutSet
from generator.layout.schema import Check
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
    assert {(fault.code, fault.file, fault.found) for fault in faults} == {
        ("LAY-001", "checks.yaml", "表11"),
        ("LAY-001", "disclosure.yaml", "表11"),
        ("LAY-001", "disclosure.yaml", "表11 空表说明"),
    }


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


def test_registers_forms_and_the_disclosure_are_changed(layouts: ChangedLayout) -> None:
    layout = changed(
        layouts,
        """
        registers:
          - change: 指标
            least: 300
            columns:
              - add: {heading: 评分人, field: 评分人, optional: true}
                after: 佐证资料
            rules:
              - change: G53
                severity: note
          - change: 事项
            rows:
              - add: {row: 劳务派遣人数, group: 人员情况, unit: 人, kind: whole}
                after: 离休人数
          - change: 概况
            derived:
              - add: {field: 内容数, number_of: 内容}
        forms:
          - change: 部门整体绩效目标表
            columns:
              - change: 指标值
                width: 20
              - remove: 分值权重
              - add: {heading: 上年完成值, text: "{上年完成值}"}
          - remove: 项目支出绩效目标表（不含赋分规则）
        disclosure:
          closing: ["{部门}"]
          figures:
            - add: {figure: 劳务派遣, item: 劳务派遣人数, unit: 个}
              before: 编制数
          lists:
            - change: 收入种类
              between: ；
          blocks:
            - remove: 一、主要职能
            - add: {text: "劳务派遣 {劳务派遣} 人。", id: 劳务派遣}
              before: 二、机构设置及人员情况
            - change: 收入预算包括：{收入种类}。
              text: 收入有：{收入种类}。
            - change: "（{中文序}）项目名称：{项目}"
              when:
            - remove: 项目支出绩效目标表（不含赋分规则）
        checks:
          - change: M01
            capacity: [单位信息, 收入录入, 支出录入]
        """.replace("M01", capacity_check(layouts)),
    )
    register = layout.register("指标")
    assert register.least == 300
    fields = [column.field for column in register.columns]
    assert fields[fields.index("佐证资料") + 1] == "评分人"
    assert next(rule.severity for rule in register.rules if rule.id == "G53") == "note"
    rows = [row.row for row in layout.register("事项").rows]
    assert rows[rows.index("离休人数") + 1] == "劳务派遣人数"
    assert [each.field for each in layout.register("概况").derived] == ["内容数"]
    form, _ = layout.forms
    assert [column.heading for column in form.columns][-2:] == ["指标设定依据", "上年完成值"]
    assert layout.disclosure is not None
    assert layout.disclosure.closing == ["{部门}"]
    assert "劳务派遣" in [figure.figure for figure in layout.disclosure.figures]
    blocks = [block for block in layout.disclosure.blocks if isinstance(block, TextBlock)]
    texts = [block.text for block in blocks]
    assert "收入有：{收入种类}。" in texts
    assert "收入预算包括：{收入种类}。" not in texts
    assert [block.text for block in blocks if block.id] == ["劳务派遣 {劳务派遣} 人。"]
    (projects,) = [block for block in blocks if isinstance(block.text, list)]
    assert projects.when == ""


def capacity_check(layouts: ChangedLayout) -> str:
    """The id of the check that names entry sheets and forms."""
    (check,) = [check.id for check in layouts.load().checks if "单位信息" in check.capacity]
    return check


def test_a_year_may_take_other_files_and_change_them(layouts: ChangedLayout) -> None:
    own = """
        registers:
          - name: 说法
            sheet: 说法录入
            file: words
            title: 说法
            help: 每行一句。
            key: [说法]
            columns:
              - {heading: 说法, field: 说法, kind: long}
              - {heading: "", field: 提示, kind: hint}
        """
    layouts.write("2027/registers.yaml", dedent(own))
    layouts.write("2027/text.yaml", "cover: ['{部门}']\nblocks:\n  - {text: 没有。}\n")
    without_checks = dedent("""
        changes:
          registers:
            - change: 说法
              least: 7
          disclosure:
            blocks:
              - add: {text: "{说法}", each: {rows_of: 说法}}
                before: 没有。
          checks:
        """)
    gone = [check.id for check in layouts.load().checks if speaks_of_registers(check)]
    steps = "".join(f"    - remove: {check}\n" for check in gone)
    layouts.write(
        NEXT,
        f"{HEAD}{AWAITS}registers: 2027/registers.yaml\nforms: []\ndisclosure: 2027/text.yaml\n"
        f"{without_checks}{steps}",
    )
    layout = layouts.load(2027)
    assert [(register.name, register.least) for register in layout.registers] == [("说法", 7)]
    assert layout.forms == ()
    assert layout.disclosure is not None
    assert [getattr(block, "text", "") for block in layout.disclosure.blocks] == ["{说法}", "没有。"]
    assert len(layouts.load(2024).registers) > 1


def speaks_of_registers(check: Check) -> bool:
    """Whether a check speaks of registers, forms or reasons; written out, so that it names none of ours."""
    named = {*check.capacity, *check.projects, *check.subjects}
    ours = {"单位信息", "收入录入", "支出录入"} | {f"表{number}" for number in range(1, 12)}
    sides = check.left + check.right
    return bool(named - ours) or any(f"{name}[" in sides for name in ("项目", "指标", "事项", "分配"))


def test_a_layout_without_them_may_begin_to_have_some(layouts: ChangedLayout) -> None:
    whole = (layouts.year_folder / "2024.yaml").read_text(encoding="utf-8")
    gone = {check.id for check in layouts.load().checks if speaks_of_registers(check)}
    plain = whole.partition("registers:")[0]
    layouts.write("2024.yaml", plain)
    steps = "".join(f"    - remove: {check}\n" for check in sorted(gone))
    state(
        layouts,
        """
        registers:
          - add:
              name: 说法
              sheet: 说法录入
              file: words
              title: 说法
              help: 每行一句。
              key: [说法]
              columns: [{heading: 说法, field: 说法, kind: long}, {heading: "", field: 提示, kind: hint}]
        disclosure:
          cover: ["{部门}"]
          blocks:
            - add: {text: "{说法}", each: {rows_of: 说法}}
        checks:
        """,
    )
    path = layouts.year_folder / NEXT
    path.write_text(path.read_text(encoding="utf-8").rstrip() + "\n" + steps, encoding="utf-8")
    layout = layouts.load(2027)
    assert [register.name for register in layout.registers] == ["说法"]
    assert layout.disclosure is not None
    assert len(layout.disclosure.blocks) == 1


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


@pytest.mark.parametrize(
    ("file", "old", "new", "is_other"),
    [
        ("registers.yaml", "title: 绩效指标", "title: 各项绩效指标", True),
        ("forms/01-department.yaml", "width: 13", "width: 14", True),
        ("disclosure.yaml", "收支总预算 {收支总预算} 万元", "收支预算 {收支总预算} 万元", True),
        ("disclosure.yaml", "{table: 全部}", "{table: 全部} # all of them", False),
        ("disclosure.yaml", '"收入预算包括：{收入种类}。"', '"收入预算包括：{收入种类}。", id: 收入', False),
    ],
)
def test_registers_forms_and_texts_are_part_of_the_form_version(
    layouts: ChangedLayout, file: str, old: str, new: str, is_other: bool
) -> None:
    before = layouts.load().version
    layouts.change(file, old, new)
    assert (layouts.load().version != before) == is_other


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
        "a register that is none",
        "registers:\n  - change: 指票\n    least: 9",
        "LAY-001",
        "changes.registers[1].change",
        "指票",
        "change:",
        "指标",
        "指标",
    ),
    Slip(
        "a column of a register that is none",
        "registers:\n  - change: 指标\n    columns:\n      - remove: 佐证",
        "LAY-001",
        "changes.registers[1].columns[1].remove",
        "佐证",
        "remove:",
        "佐证资料",
        "佐证资料",
    ),
    Slip(
        "a rule of an added column that is none",
        "registers:\n  - change: 指标\n    rules:\n      - change: G53\n        when: 重付 = 1",
        "LAY-001",
        "changes.registers[1].rules[1].when",
        "重付",
        "when:",
        "重复",
        "重复",
    ),
    Slip(
        "a form that is none",
        "forms:\n  - add: forms/4.yaml",
        "LAY-001",
        "changes.forms[1].add",
        "forms/4.yaml",
        "add:",
        "forms/01-department.yaml",
    ),
    Slip(
        "a column of a form that is none",
        "forms:\n  - change: 部门整体绩效目标表\n    columns:\n      - remove: 分值",
        "LAY-001",
        "changes.forms[1].columns[1].remove",
        "分值",
        "remove:",
        "分值权重",
        "分值权重",
    ),
    Slip(
        "a figure that is none",
        "disclosure:\n  figures:\n    - change: 收支总算\n      unit: 元",
        "LAY-001",
        "changes.disclosure.figures[1].change",
        "收支总算",
        "change:",
        "收支总预算",
        "收支总预算",
    ),
    Slip(
        "a paragraph that is none",
        "disclosure:\n  blocks:\n    - remove: 收入预算包括{收入种类}。",
        "LAY-001",
        "changes.disclosure.blocks[1].remove",
        "收入预算包括{收入种类}。",
        "remove:",
        "what a heading or paragraph says",
        "收入预算包括：{收入种类}。",
    ),
    Slip(
        "a slot of a changed paragraph that is none",
        "disclosure:\n  blocks:\n    - change: 收入预算包括：{收入种类}。\n      text: 收入：{收入总类}。",
        "LAY-001",
        "changes.disclosure.blocks[1].text",
        "收入总类",
        "text:",
        "收入种类",
        "收入种类",
    ),
    Slip(
        "a paragraph that is the same",
        "disclosure:\n  closing: ['{部门}', '{编制日期}']",
        "LAY-009",
        "changes.disclosure.closing",
        "closing",
        "closing:",
        "something else",
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
        (f"{HEAD}{AWAITS}registers: register.yaml\n", "LAY-001", "registers", "register.yaml"),
        (f"{HEAD}{AWAITS}disclosure: text.yaml\n", "LAY-001", "disclosure", "text.yaml"),
        (f"{HEAD}{AWAITS}forms: [forms/4.yaml]\n", "LAY-001", "forms[1]", "forms/4.yaml"),
        (f"{HEAD}{AWAITS}changes: {{registers: {{}}}}\n", "LAY-003", "changes.registers", "{}"),
        (f"{HEAD}{AWAITS}changes: {{disclosure: []}}\n", "LAY-003", "changes.disclosure", "[]"),
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
    faults = {fault.file: fault for fault in layouts.faults(2027)}
    table, disclosure = "tables/03-expenditure-by-function.yaml", "disclosure.yaml"
    assert {*faults} == {table, disclosure}
    assert faults[table].line == layouts.line(table, "sum: [基本支出, 项目支出]")
    assert faults[disclosure].line == layouts.line(disclosure, 'value: "表3[总计, 项目支出]"')
    assert {fault.found for fault in faults.values()} == {"项目支出"}
