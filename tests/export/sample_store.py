"""What the sample store holds: four departments on the roster, some versions of each, and odd texts.

2025, round 二上: 教育局 refused, then in force; 水务局 in force by a waiver; 卫生健康局 to explain;
档案局 missing; 园林处 not on the roster; two files that cannot be read. 2025, round 一上, and 2024, round
二上: 教育局 alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Table

from generator import __version__
from generator.model.amount import LARGEST_FEN
from generator.model.wording import plain_name
from generator.store.reading import Reading, Row
from generator.store.receiving import Receipt, keep_content, keep_reading, keep_receipt
from generator.store.store import Store, now
from generator.store.tables import (
    FIGURE,
    FINDING,
    INCOME,
    LINE_ITEM,
    PREVIOUS_FIGURE,
    ROSTER,
    ROSTER_ENTRY,
    WAIVER,
)

ROSTER_NAMES = {"101": "教育局", "102": "水务局", "103": "卫生健康局", "104": "档案局"}
ODD_TEXTS = (
    "=1+1",
    "'=1+1",
    "''@SUM(A1)",
    "'90 年代",
    "-5",
    "＝1",
    "\t=2",
    '<script>alert("x")</script>',
    "逗号，,分号;制表\t引号\"“'",
    "两行\n文字",
    "回车\r\n换行",
    " 前后空格 ",
    "😀 ﷺ",
    "_x0041_",
    "https://example.invalid/",
    "\x1b[2J",
)
ODD_AMOUNTS = (LARGEST_FEN, -LARGEST_FEN, 1, -1, 0, None, 10, 123_450)


def fill(store: Store) -> None:
    """Fill an empty store."""
    with store.run("collect", {"folder": "收件"}, "王敏") as run, store.writing() as connection:
        _keep_roster(connection, run.id)
        inbox = _Inbox(connection, run.id)
        inbox.take("教育局", 2024, "二上", items=[_item("教育局", "2050201", 900_000_00)])
        inbox.take("教育局", 2025, "一上", items=[_item("教育局", "2050201", 1_000_000_00)])
        inbox.take(
            "教育局",
            2025,
            "二上",
            "refused",
            items=[_item("教育局", "2050201", 1_200_000_00)],
            findings=[_finding("IN-005", "error", "支出录入", "I7", "金额不是数")],
        )
        inbox.take(
            "教育局",
            2025,
            "二上",
            items=[
                _item("教育局", "2050201", 1_200_000_00),
                _item("教育局", "2050202", 300_000_00, "项目支出", "校舍维修"),
                _item("第一小学", "2050202", 500_000_50, fund_source="政府性基金"),
            ],
            income=[("教育局", "一般财力", 1_500_000_00), ("第一小学", "政府性基金", 500_000_50)],
            previous=[("function", "2050201", 1_000_000_00), ("function", "2050202", 400_000_00)],
            figures=[
                ("表3", 1, "205", "205 教育支出", "合计", 2_000_000_50),
                ("表3", 2, "20502", "20502 普通教育", "合计", 2_000_000_50),
                ("表10", 1, "", "“三公”经费", "合计", 12_000_00),
            ],
            findings=[_finding("N01", "note", "表3", "C8", "尾差 0.01 万元")],
        )
        inbox.take(
            "水务局",
            2025,
            "二上",
            "to_explain",
            items=[
                _item("水务局", "2130305", ODD_AMOUNTS[place % len(ODD_AMOUNTS)], note=note)
                for place, note in enumerate(ODD_TEXTS)
            ],
            income=[("水务局", "一般财力", 246_921)],
            figures=[("表10", 1, "", "“三公”经费", "合计", 8_000_00)],
            findings=[_finding("CHK-W", "warning", "表10", "C5", "比上年增加", check="X09")],
            reasons={"X09": "新增一辆执法船；\n见批复〔2024〕7 号"},
        )
        waive(connection, run.id, "水务局")
        inbox.take(
            "卫生健康局",
            2025,
            "二上",
            "to_explain",
            items=[_item("卫生健康局", "2100101", 700_000_00)],
            findings=[_finding("CHK-W", "warning", "表10", "C5", "比上年增加", check="X09")],
            reasons={"X09": "上年未编"},
        )
        inbox.take("园林处", 2025, "二上", items=[_item("园林处", "2120501", 50_000_00)])
        for file in ("信.docx", "信2.docx"):
            inbox.take("", 0, "二上", "unreadable", findings=[_finding("OPEN-001", "error", "", "", file)])


def fill_with_items(store: Store, rounds: Mapping[str, int]) -> None:
    """Fill an empty store with one department, which has so many line items in each round."""
    with store.run("collect", {}, "王敏") as run, store.writing() as connection:
        _keep_roster(connection, run.id)
        inbox = _Inbox(connection, run.id)
        for round_name, count in rounds.items():
            items = [_item("教育局", "2050201", fen, note=f"第 {fen} 条") for fen in range(count)]
            inbox.take("教育局", 2025, round_name, items=items)


class _Inbox:
    """Files that come in one after the other, a day apart."""

    def __init__(self, connection: Connection, run_id: int) -> None:
        self.connection, self.run_id, self.day = connection, run_id, 0

    def take(
        self,
        department: str,
        year: int,
        round_name: str,
        outcome: str = "accepted",
        items: Sequence[Row] = (),
        income: Sequence[Row] = (),
        previous: Sequence[Row] = (),
        figures: Sequence[Row] = (),
        findings: Sequence[Row] = (),
        reasons: Mapping[str, str] | None = None,
    ) -> None:
        self.day += 1
        content = f"{department} {year} {round_name} {self.day}".encode()
        digest = hashlib.sha256(content).hexdigest()
        code = next((code for code, name in ROSTER_NAMES.items() if name == department), "")
        severities = [row[1] for row in findings]
        facts: dict[str, str | int] = {
            "layout": "xinjiang",
            "layout_version": "70ade26d",
            "program": __version__,
            "year": year,
            "department_code": code,
            "department_name": department,
            "plain_code": code,
            "plain_name": plain_name(department),
            "outcome": outcome,
            "to_mend": severities.count("error"),
            "to_explain": severities.count("warning"),
            "notes": severities.count("note"),
            "form": "" if year == 0 else f"xinjiang-{year}-70ade26d",
            "check_code": "",
            "compiled_on": "",
        }
        lists = {
            LINE_ITEM.name: tuple(items),
            INCOME.name: _rows(INCOME, income, sheet="收入录入", cell="C7"),
            PREVIOUS_FIGURE.name: tuple(previous),
            FIGURE.name: tuple(figures),
            FINDING.name: tuple(findings),
        }
        keep_content(self.connection, self.run_id, digest, content, "")
        keep_reading(self.connection, self.run_id, Reading(digest, facts, lists, reasons or {}))
        file = f"{department or '信'}{year}.xlsx"
        sent_at = f"2024-11-{self.day:02}T08:30:00.123456Z"
        keep_receipt(self.connection, self.run_id, Receipt(digest, round_name, f"收件/{file}", file, sent_at))


def _keep_roster(connection: Connection, run_id: int) -> None:
    values = {"digest": "0" * 64, "file": "名册.csv", "run_id": run_id}
    number = connection.execute(ROSTER.insert().values(values).returning(ROSTER.c.id)).scalar_one()
    rows = [
        {
            "roster_id": number,
            "row_number": place,
            "code": code,
            "name": name,
            "plain_code": code,
            "plain_name": plain_name(name),
            "department_group": "社会事业" if name in ("教育局", "卫生健康局") else "农林水",
        }
        for place, (code, name) in enumerate(ROSTER_NAMES.items(), 1)
    ]
    connection.execute(ROSTER_ENTRY.insert(), rows)


def waive(connection: Connection, run_id: int, department: str) -> None:
    """Accept what a department explained."""
    values = {
        "plain_name": plain_name(department),
        "department": department,
        "year": 2025,
        "round": "二上",
        "finding_code": "CHK-W",
        "check_id": "X09",
        "kind": "explanation",
        "reason": "批复属实",
        "author": "李科长",
        "made_at": now(),
        "expires_on": "9999-12-31",
        "run_id": run_id,
    }
    connection.execute(WAIVER.insert().values(values))


def _item(
    unit: str,
    code: str,
    fen: int | None,
    kind: str = "基本支出",
    project: str = "",
    fund_source: str = "一般财力",
    note: str = "",
) -> Row:
    return _row(
        LINE_ITEM,
        unit=unit,
        function_code=code,
        economic_code="30201",
        expenditure_kind=kind,
        project=project,
        fund_source=fund_source,
        fen=fen,
        note=note,
        sheet="支出录入",
        cell="I7",
    )


def _finding(code: str, severity: str, sheet: str, cell: str, found: str, check: str = "") -> Row:
    return _row(FINDING, code=code, severity=severity, check_id=check, sheet=sheet, cell=cell, found=found)


def _rows(table: Table, rows: Sequence[Row], **also: str) -> tuple[Row, ...]:
    names = [column.name for column in table.columns][2:]
    return tuple(_row(table, **dict(zip(names, row, strict=False)), **also) for row in rows)


def _row(table: Table, **values: str | int | None) -> Row:
    """A row of a relation without the numbers of reading and row; what is not given is an empty text."""
    return tuple(values.get(column.name, "") for column in list(table.columns)[2:])
