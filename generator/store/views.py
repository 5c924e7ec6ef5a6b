"""The relations that analysts read: plain views over what is kept, the same on SQLite and PostgreSQL.

They hold no data of their own and are made again whenever the program brings other definitions.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class View:
    """One view: its name, what a row of it is, and what its columns mean, in Chinese.

    `{today}` in its SQL stands for the day of today where the database is.
    """

    name: str
    row: str
    columns: Mapping[str, str]
    sql: str


_IDENTITY = {
    "department_code": "部门编码（在名册上的以名册为准）",
    "department_name": "部门名称（在名册上的以名册为准）",
    "year": "预算年度",
    "round": "上报轮次",
    "version": "第几版（同一部门、年度、轮次，按送来的先后）",
    "in_force": "1：现行有效的一版；0：不是",
}
_IDENTITY_SQL = "s.department_code, s.department_name, s.year, s.round, s.version, s.in_force"
_MONEY = {"fen": "金额，分（整数，以此为准）", "yuan": "金额，元（由分换算，便于阅读）"}

CURRENT_READING = View(
    "current_readings",
    "一个收到的文件现在采用的审核结果",
    {"digest": "文件指纹（SHA-256）", "reading_id": "审核结果的编号", "judged_at": "何时采用（UTC）"},
    """
    SELECT j.digest, j.reading_id, j.judged_at FROM judgement j
    WHERE j.id = (SELECT MAX(later.id) FROM judgement later WHERE later.digest = j.digest)
    """,
)

DEPARTMENTS = View(
    "departments",
    "现行名册上的一个部门",
    {
        "row_number": "名册上的次序",
        "code": "部门编码",
        "name": "部门名称",
        "plain_code": "部门编码的统一写法（用于比对）",
        "plain_name": "部门名称的统一写法（用于比对）",
        "kind": "性质",
        "contact": "联系人",
        "level_word": "级别（部门或单位）",
        "department_group": "分组",
        "superior": "上级部门",
    },
    """
    SELECT e.row_number, e.code, e.name, e.plain_code, e.plain_name, e.kind, e.contact, e.level_word,
           e.department_group, e.superior
    FROM roster_entry e WHERE e.roster_id = (SELECT MAX(id) FROM roster)
    """,
)

SUBMISSIONS = View(
    "submissions",
    "一次上报：一个部门某年度、某轮次的一版",
    {
        **_IDENTITY,
        "on_roster": "1：部门在名册上；0：不在",
        "name_differs": "1：编码与名册相同，名称不同；0：没有这种情形",
        "code_differs": "1：名称与名册相同，编码不同；0：没有这种情形",
        "state": "现在的结论：accepted 已通过，to_explain 待说明，refused 退回，unreadable 无法读取",
        "outcome": "审核的结论，未计豁免",
        "to_mend": "要改的处数，未计豁免",
        "to_explain": "要说明的处数，未计认可的说明",
        "notes": "提示的条数",
        "waived": "因豁免或认可的说明而放行的处数",
        "file": "文件名",
        "source": "从哪里收到",
        "sent_at": "送来的时间（文件的修改时间，UTC）",
        "received_at": "首次收到的时间（UTC）",
        "digest": "文件指纹（SHA-256）",
        "reading_id": "审核结果的编号，明细、发现的问题等以此相连",
        "layout": "表样",
        "layout_version": "表样版本",
        "form": "下发的表样",
        "check_code": "校验码",
        "written_code": "文件里写的部门编码",
        "written_name": "文件里写的部门名称",
        "plain_name": "部门名称的统一写法（豁免以此相连）",
    },
    """
    WITH first_receipt AS (
        SELECT r.*, ROW_NUMBER() OVER (PARTITION BY r.digest, r.round ORDER BY r.sent_at, r.mark) AS place,
               MIN(r.received_at) OVER (PARTITION BY r.digest, r.round) AS first_received_at
        FROM receipt r
    ), known AS (
        SELECT f.digest, f.round, f.file, f.source, f.sent_at, f.first_received_at AS received_at,
               rd.id AS reading_id, rd.layout, rd.layout_version, rd.year, rd.outcome, rd.to_mend,
               rd.to_explain, rd.notes, rd.form, rd.check_code,
               rd.department_code AS written_code, rd.department_name AS written_name,
               rd.plain_code, rd.plain_name,
               by_code.name AS code_name, by_code.code AS code_code, by_code.plain_name AS code_plain,
               by_name.name AS name_name, by_name.code AS name_code, by_name.plain_name AS name_plain,
               COALESCE(by_code.plain_code, by_name.plain_code) AS roster_code
        FROM first_receipt f
        JOIN current_readings c ON c.digest = f.digest
        JOIN reading rd ON rd.id = c.reading_id
        LEFT JOIN departments by_code ON by_code.plain_code = rd.plain_code AND rd.plain_code <> ''
        LEFT JOIN departments by_name ON by_name.plain_name = rd.plain_name AND rd.plain_name <> ''
        WHERE f.place = 1
    ), named AS (
        SELECT k.*,
               CASE WHEN code_plain IS NULL AND name_plain IS NULL THEN 0
                    WHEN code_plain IS NOT NULL AND name_plain IS NOT NULL AND code_plain <> name_plain THEN 0
                    ELSE 1 END AS on_roster,
               CASE WHEN code_plain IS NOT NULL AND name_plain IS NULL THEN 1 ELSE 0 END AS name_differs,
               CASE WHEN name_plain IS NOT NULL AND code_plain IS NULL AND plain_code <> ''
                         AND name_code <> '' THEN 1 ELSE 0 END AS code_differs
        FROM known k
    ), placed AS (
        SELECT n.*,
               CASE WHEN on_roster = 1 THEN COALESCE(code_name, name_name) ELSE written_name END
                   AS department_name,
               CASE WHEN on_roster = 1 THEN COALESCE(code_code, name_code) ELSE written_code END
                   AS department_code,
               CASE WHEN on_roster = 1 THEN COALESCE(code_plain, name_plain)
                    WHEN code_plain IS NOT NULL THEN plain_name || ' ' || plain_code
                    ELSE plain_name END AS known_name,
               CASE WHEN on_roster = 1 THEN roster_code WHEN code_plain IS NOT NULL THEN ''
                    ELSE plain_code END AS known_code,
               CASE WHEN on_roster = 1 THEN 'roster ' || COALESCE(code_plain, name_plain)
                    WHEN plain_name = '' AND plain_code = '' THEN 'file ' || digest
                    ELSE 'other ' || plain_code || ' ' || plain_name END AS department_key
        FROM named n
    ), judged AS (
        SELECT p.*,
               (SELECT COUNT(*) FROM finding g WHERE g.reading_id = p.reading_id AND g.cause = ''
                AND g.severity = 'error' AND NOT EXISTS (SELECT 1 FROM valid_waivers w
                    WHERE (w.plain_name = p.known_name OR w.plain_code <> '' AND w.plain_code = p.known_code)
                    AND w.year = p.year AND w.round = p.round
                    AND w.finding_code = g.code AND w.check_id = g.check_id AND w.point = g.point)
               ) AS open_errors,
               (SELECT COUNT(*) FROM finding g WHERE g.reading_id = p.reading_id AND g.cause = ''
                AND g.severity = 'warning' AND NOT EXISTS (SELECT 1 FROM valid_waivers w
                    WHERE (w.plain_name = p.known_name OR w.plain_code <> '' AND w.plain_code = p.known_code)
                    AND w.year = p.year AND w.round = p.round
                    AND w.finding_code = g.code AND w.check_id = g.check_id AND w.point = g.point)
               ) AS open_warnings
        FROM placed p
    ), stated AS (
        SELECT j.*,
               to_mend + to_explain - open_errors - open_warnings AS waived,
               CASE WHEN outcome = 'unreadable' THEN 'unreadable'
                    WHEN open_errors > 0 THEN 'refused'
                    WHEN open_warnings > 0 THEN 'to_explain'
                    ELSE 'accepted' END AS state,
               ROW_NUMBER() OVER (PARTITION BY department_key, year, round ORDER BY sent_at, digest)
                   AS version
        FROM judged j
    ), ranked AS (
        SELECT t.*,
               ROW_NUMBER() OVER (PARTITION BY department_key, year, round, state, on_roster
                                  ORDER BY version DESC) AS from_last
        FROM stated t
    )
    SELECT department_code, department_name, year, round, version,
           CASE WHEN state = 'accepted' AND from_last = 1
                     AND (on_roster = 1 OR NOT EXISTS (SELECT 1 FROM roster)) THEN 1 ELSE 0 END AS in_force,
           on_roster, name_differs, code_differs, state, outcome, to_mend, to_explain, notes, waived,
           file, source, sent_at, received_at, digest, reading_id, layout, layout_version, form,
           check_code, written_code, written_name, known_name AS plain_name
    FROM ranked
    """,
)

VALID_WAIVERS = View(
    "valid_waivers",
    "一条今天有效的豁免或认可的说明",
    {
        "waiver_id": "编号",
        "department": "部门",
        "plain_code": "部门编码的统一写法",
        "plain_name": "部门名称的统一写法",
        "year": "预算年度",
        "round": "上报轮次",
        "finding_code": "问题的编号",
        "check_id": "校验的编号",
        "point": "放行的是什么：发现的内容与此相同才放行",
        "kind": "waiver 豁免，explanation 认可的说明",
        "reason": "理由",
        "author": "谁定的",
        "made_at": "何时定的（UTC）",
        "expires_on": "到哪一天为止",
    },
    """
    SELECT w.id AS waiver_id, w.department, w.plain_code, w.plain_name, w.year, w.round, w.finding_code,
           w.check_id, w.point, w.kind, w.reason, w.author, w.made_at, w.expires_on
    FROM waiver w
    WHERE w.expires_on >= {today}
      AND NOT EXISTS (SELECT 1 FROM waiver_end e WHERE e.waiver_id = w.id)
    """,
)

LINE_ITEMS = View(
    "line_items",
    "一条支出明细",
    {
        **_IDENTITY,
        "row_number": "第几条",
        "unit": "预算单位",
        "function_code": "支出功能分类科目编码（项）",
        "function_name": "功能科目名称（部门填的）",
        "economic_code": "部门预算支出经济分类科目编码（款）",
        "economic_name": "经济科目名称（部门填的）",
        "expenditure_kind": "支出类型",
        "project": "项目",
        "fund_source": "资金来源",
        **_MONEY,
        "note": "备注",
        "sheet": "工作表",
        "cell": "金额所在的单元格",
        "file": "文件名",
        "digest": "文件指纹（SHA-256）",
    },
    f"""
    SELECT {_IDENTITY_SQL}, i.row_number, i.unit, i.function_code, i.function_name, i.economic_code,
           i.economic_name, i.expenditure_kind, i.project, i.fund_source, i.fen,
           ROUND(i.fen / 100.0, 2) AS yuan, i.note, i.sheet, i.cell, s.file, s.digest
    FROM submissions s JOIN line_item i ON i.reading_id = s.reading_id
    """,
)

INCOME_ENTRIES = View(
    "income_entries",
    "一条收入",
    {
        **_IDENTITY,
        "row_number": "第几条",
        "unit": "预算单位",
        "fund_source": "资金来源",
        **_MONEY,
        "sheet": "工作表",
        "cell": "金额所在的单元格",
        "file": "文件名",
        "digest": "文件指纹（SHA-256）",
    },
    f"""
    SELECT {_IDENTITY_SQL}, i.row_number, i.unit, i.fund_source, i.fen, ROUND(i.fen / 100.0, 2) AS yuan,
           i.sheet, i.cell, s.file, s.digest
    FROM submissions s JOIN income i ON i.reading_id = s.reading_id
    """,
)

PREVIOUS_FIGURES = View(
    "previous_figures",
    "一个上年预算数（部门填的）",
    {
        **_IDENTITY,
        "row_number": "第几条",
        "measure": "指标",
        "item": "项目",
        **_MONEY,
        "digest": "文件指纹（SHA-256）",
    },
    f"""
    SELECT {_IDENTITY_SQL}, p.row_number, p.measure, p.item, p.fen, ROUND(p.fen / 100.0, 2) AS yuan,
           s.digest
    FROM submissions s JOIN previous_figure p ON p.reading_id = s.reading_id
    """,
)

TABLE_FIGURES = View(
    "table_figures",
    "公开表的一个数（零不列）",
    {
        **_IDENTITY,
        "official_table": "表号",
        "line": "表中第几行",
        "code": "科目编码",
        "label": "行的名称",
        "column_name": "栏的名称",
        **_MONEY,
        "digest": "文件指纹（SHA-256）",
    },
    f"""
    SELECT {_IDENTITY_SQL}, f.official_table, f.line, f.code, f.label, f.column_name, f.fen,
           ROUND(f.fen / 100.0, 2) AS yuan, s.digest
    FROM submissions s JOIN figure f ON f.reading_id = s.reading_id
    """,
)

FINDINGS = View(
    "findings",
    "一处发现的问题",
    {
        **_IDENTITY,
        "row_number": "第几处",
        "code": "问题的编号",
        "severity": "error 要改，warning 要说明，note 提示",
        "check_id": "校验的编号",
        "sheet": "工作表",
        "cell": "单元格",
        "title": "是什么",
        "found": "发现",
        "expected": "应为",
        "remedy": "怎样处理",
        "cause": "由哪一个问题引起；空白：本身就是原因",
        "file": "文件名",
        "digest": "文件指纹（SHA-256）",
    },
    f"""
    SELECT {_IDENTITY_SQL}, f.row_number, f.code, f.severity, f.check_id, f.sheet, f.cell, f.title,
           f.found, f.expected, f.remedy, f.cause, s.file, s.digest
    FROM submissions s JOIN finding f ON f.reading_id = s.reading_id
    """,
)

EXPLANATIONS = View(
    "explanations",
    "部门在“校验”上写的一条原因",
    {**_IDENTITY, "check_id": "校验的编号", "reason": "原因", "digest": "文件指纹（SHA-256）"},
    f"""
    SELECT {_IDENTITY_SQL}, e.check_id, e.reason, s.digest
    FROM submissions s JOIN explanation e ON e.reading_id = s.reading_id
    """,
)

AUDIT = View(
    "audit",
    "一件做过的事（只增不改）",
    {
        "at": "何时（UTC）",
        "author": "谁",
        "action": "做了什么：run 运行命令，received 收到，judged 审核，roster 名册，deadline 截止日期，"
        "waived 豁免，explained 认可说明，waiver_ended 撤回",
        "department": "部门",
        "year": "预算年度，0：无",
        "round": "上报轮次",
        "digest": "文件指纹（SHA-256）",
        "layout_version": "按哪一版表样",
        "outcome": "结论",
        "details": "细节：命令、来源、理由",
    },
    """
    SELECT started_at AS at, author, 'run' AS action, '' AS department, 0 AS year, '' AS round, '' AS digest,
           '' AS layout_version, '' AS outcome, kind || ' ' || details AS details FROM run
    UNION ALL
    SELECT c.received_at, r.author, 'received', '', 0, c.round, c.digest, '', '', c.source
    FROM receipt c JOIN run r ON r.id = c.run_id
    UNION ALL
    SELECT j.judged_at, r.author, 'judged', d.department_name, d.year, '', j.digest, d.layout_version,
           d.outcome, 'to_mend ' || d.to_mend || ' to_explain ' || d.to_explain || ' notes ' || d.notes
    FROM judgement j JOIN reading d ON d.id = j.reading_id JOIN run r ON r.id = j.run_id
    UNION ALL
    SELECT r.started_at, r.author, 'roster', '', 0, '', o.digest, '', '', o.file
    FROM roster o JOIN run r ON r.id = o.run_id
    UNION ALL
    SELECT r.started_at, r.author, 'deadline', '', l.year, l.round, '', '', '', l.due_on
    FROM deadline l JOIN run r ON r.id = l.run_id
    UNION ALL
    SELECT w.made_at, w.author, CASE WHEN w.kind = 'waiver' THEN 'waived' ELSE 'explained' END, w.department,
           w.year, w.round, '', '', '', w.finding_code || ' ' || w.check_id || ' ' || w.reason
    FROM waiver w
    UNION ALL
    SELECT e.ended_at, e.author, 'waiver_ended', w.department, w.year, w.round, '', '', '', e.reason
    FROM waiver_end e JOIN waiver w ON w.id = e.waiver_id
    """,
)

VIEWS = (
    CURRENT_READING,
    DEPARTMENTS,
    VALID_WAIVERS,
    SUBMISSIONS,
    LINE_ITEMS,
    INCOME_ENTRIES,
    PREVIOUS_FIGURES,
    TABLE_FIGURES,
    FINDINGS,
    EXPLANATIONS,
    AUDIT,
)
"""In the order in which they rest on each other."""


@cache
def definitions_digest() -> str:
    """A digest of all definitions: a store made with others gets its views anew."""
    return hashlib.sha256("\0".join(f"{view.name}\0{view.sql}" for view in VIEWS).encode()).hexdigest()
