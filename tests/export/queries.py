"""Questions that analysts ask, as SQL that SQLite and PostgreSQL both understand, and what the sample
store answers. They stand in docs/store.md and are tried by test_queries.py.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Query:
    """A question, its SQL, and the answer: headings and rows, every value as text."""

    title: str
    sql: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


QUERIES = (
    Query(
        "谁报了，现在怎样 · Who has submitted, and how it stands: the newest version of each department",
        """
SELECT d.code, d.name, COALESCE(s.state, 'missing') AS state, COALESCE(s.version, 0) AS version
FROM departments d
LEFT JOIN submissions s ON s.department_name = d.name AND s.year = 2025 AND s.round = '二上'
     AND NOT EXISTS (SELECT 1 FROM submissions later WHERE later.department_name = s.department_name
                     AND later.year = s.year AND later.round = s.round AND later.version > s.version)
ORDER BY d.row_number
""",
        ("code", "name", "state", "version"),
        (
            ("101", "教育局", "accepted", "2"),
            ("102", "水务局", "accepted", "1"),
            ("103", "卫生健康局", "to_explain", "1"),
            ("104", "档案局", "missing", "0"),
        ),
    ),
    Query(
        "还没有报的部门 · Departments that have sent nothing",
        """
SELECT d.code, d.name, d.department_group
FROM departments d
WHERE NOT EXISTS (SELECT 1 FROM submissions s WHERE s.department_name = d.name
                  AND s.year = 2025 AND s.round = '二上')
ORDER BY d.row_number
""",
        ("code", "name", "department_group"),
        (("104", "档案局", "农林水"),),
    ),
    Query(
        "各部门的支出，现行有效的一版 · Expenditure by department, of the versions in force, in yuan",
        """
SELECT department_name, COUNT(*) AS items, ROUND(SUM(fen) / 100.0, 2) AS yuan
FROM line_items
WHERE in_force = 1 AND year = 2025 AND round = '二上'
GROUP BY department_name
ORDER BY department_name DESC
""",
        ("department_name", "items", "yuan"),
        (("水务局", "16", "2469.20"), ("教育局", "3", "2000000.50")),
    ),
    Query(
        "按功能分类的类汇总 · By the 类 (first three digits) of the function code, in fen",
        """
SELECT SUBSTR(function_code, 1, 3) AS category, SUM(fen) AS fen
FROM line_items
WHERE in_force = 1 AND year = 2025 AND round = '二上'
GROUP BY SUBSTR(function_code, 1, 3)
ORDER BY category
""",
        ("category", "fen"),
        (("205", "200000050"), ("213", "246920")),
    ),
    Query(
        "按资金来源，基本和项目分列 · By funding source, basic beside project, in fen",
        """
SELECT fund_source,
       SUM(CASE WHEN expenditure_kind = '基本支出' THEN fen ELSE 0 END) AS basic,
       SUM(CASE WHEN expenditure_kind = '项目支出' THEN fen ELSE 0 END) AS project
FROM line_items
WHERE in_force = 1 AND year = 2025 AND round = '二上' AND department_name = '教育局'
GROUP BY fund_source
ORDER BY basic DESC
""",
        ("fund_source", "basic", "project"),
        (("一般财力", "120000000", "30000000"), ("政府性基金", "50000050", "0")),
    ),
    Query(
        "“三公”经费由多到少 · A figure of an official table, compared between departments, in fen",
        """
SELECT department_name, fen
FROM table_figures
WHERE in_force = 1 AND year = 2025 AND round = '二上'
  AND official_table = '表10' AND label = '“三公”经费' AND column_name = '合计'
ORDER BY fen DESC
""",
        ("department_name", "fen"),
        (("教育局", "1200000"), ("水务局", "800000")),
    ),
    Query(
        "收入和支出对不上的部门 · Departments whose income is not their expenditure, in fen",
        """
SELECT s.department_name, i.fen AS income, e.fen AS expenditure
FROM submissions s
JOIN (SELECT digest, round, SUM(fen) AS fen FROM income_entries GROUP BY digest, round) i
     ON i.digest = s.digest AND i.round = s.round
JOIN (SELECT digest, round, SUM(fen) AS fen FROM line_items GROUP BY digest, round) e
     ON e.digest = s.digest AND e.round = s.round
WHERE s.in_force = 1 AND s.year = 2025 AND s.round = '二上' AND i.fen <> e.fen
ORDER BY s.department_name
""",
        ("department_name", "income", "expenditure"),
        (("水务局", "246921", "246920"),),
    ),
    Query(
        "再报的一版多了哪些明细 · Lines of the second version that the first did not have",
        """
SELECT unit, function_code, project, fund_source, fen FROM line_items
WHERE department_name = '教育局' AND year = 2025 AND round = '二上' AND version = 2
EXCEPT
SELECT unit, function_code, project, fund_source, fen FROM line_items
WHERE department_name = '教育局' AND year = 2025 AND round = '二上' AND version = 1
ORDER BY fen
""",
        ("unit", "function_code", "project", "fund_source", "fen"),
        (
            ("教育局", "2050202", "校舍维修", "一般财力", "30000000"),
            ("第一小学", "2050202", "", "政府性基金", "50000050"),
        ),
    ),
    Query(
        "比上年增减 · This year against last year, in force, in fen",
        """
SELECT department_name,
       SUM(CASE WHEN year = 2024 THEN fen ELSE 0 END) AS before,
       SUM(CASE WHEN year = 2025 THEN fen ELSE 0 END) AS now,
       SUM(CASE WHEN year = 2025 THEN fen ELSE -fen END) AS more
FROM line_items
WHERE in_force = 1 AND round = '二上' AND year IN (2024, 2025) AND department_name = '教育局'
GROUP BY department_name
""",
        ("department_name", "before", "now", "more"),
        (("教育局", "90000000", "200000050", "110000050"),),
    ),
    Query(
        "最常见的问题 · What is found most often (root causes only)",
        """
SELECT code, severity, COUNT(*) AS places, COUNT(DISTINCT department_name) AS departments
FROM findings
WHERE year = 2025 AND round = '二上' AND cause = ''
GROUP BY code, severity
ORDER BY places DESC, code
""",
        ("code", "severity", "places", "departments"),
        (
            ("CHK-W", "warning", "2", "2"),
            ("IN-005", "error", "1", "1"),
            ("N01", "note", "1", "1"),
        ),
    ),
    Query(
        "一个数从哪里来 · Where an amount comes from: file, sheet and cell",
        """
SELECT fen, file, sheet, cell
FROM line_items
WHERE in_force = 1 AND year = 2025 AND round = '二上' AND unit = '第一小学' AND function_code = '2050202'
""",
        ("fen", "file", "sheet", "cell"),
        (("50000050", "教育局2025.xlsx", "支出录入", "I7"),),
    ),
    Query(
        "等着认可的说明 · Reasons that departments gave and nobody has accepted yet",
        """
SELECT s.department_name, e.check_id, e.reason
FROM explanations e
JOIN submissions s ON s.department_code = e.department_code AND s.department_name = e.department_name
     AND s.year = e.year AND s.round = e.round AND s.version = e.version
WHERE s.state = 'to_explain' AND s.year = 2025 AND s.round = '二上'
ORDER BY s.department_name, e.check_id
""",
        ("department_name", "check_id", "reason"),
        (("卫生健康局", "X09", "上年未编"),),
    ),
    Query(
        "不在名册上的，和读不出的 · What came in from nobody on the roster",
        """
SELECT state, CASE WHEN written_name = '' THEN '?' ELSE written_name END AS name, COUNT(*) AS files
FROM submissions
WHERE on_roster = 0
GROUP BY state, written_name
ORDER BY state
""",
        ("state", "name", "files"),
        (("accepted", "园林处", "1"), ("unreadable", "?", "2")),
    ),
    Query(
        "谁做了什么 · Who did what, and how often",
        """
SELECT author, action, COUNT(*) AS times
FROM audit
WHERE action IN ('received', 'explained', 'waived')
GROUP BY author, action
ORDER BY times DESC
""",
        ("author", "action", "times"),
        (("王敏", "received", "9"), ("李科长", "explained", "1")),
    ),
)
