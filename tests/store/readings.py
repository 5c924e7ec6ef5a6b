"""Readings made by hand, so that tests of the store need no workbooks."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from generator import __version__
from generator.intake.roster import Listed
from generator.model.wording import plain_code, plain_name
from generator.store.reading import Reading, Row
from generator.store.receiving import Receipt, keep_content, keep_reading, keep_receipt
from generator.store.rosters import keep_roster
from generator.store.store import Store, moment
from generator.store.submissions import StoredSubmission, submissions
from generator.store.tables import FIGURE, FINDING, INCOME, LINE_ITEM, PREVIOUS_FIGURE, REGISTER_ENTRY, UNIT

YEAR, ROUND = 2024, "一上"
BEGIN = datetime(2024, 11, 20, 8, tzinfo=UTC)
EDUCATION, WATER = Listed("教育局", "101"), Listed("水务局", "102")


def item(unit: str, fen: int | None, function_code: str = "2050201") -> Row:
    """A line item."""
    return (unit, function_code, "", "30101", "", "基本支出", "", "一般财力", fen, "", "支出录入", "I7")


def finding(
    code: str = "CHK-002",
    severity: str = "warning",
    check: str = "X17",
    point: str = "差 5 元",
    cause: str = "",
) -> Row:
    """A finding; what was found is the point, with a cell behind it."""
    found = f"{point}。（见 表5!F10）"
    return (code, severity, check, "表5", "F10", "题目", found, "应为", "怎样改", cause, point)


@dataclass
class Inbox:
    """Puts readings into a store. Each file has bytes of its own; an hour lies between two."""

    store: Store
    author: str = "王敏"
    sent: int = field(default=0, init=False)

    def take(
        self,
        name: str = EDUCATION.name,
        code: str = "",
        *,
        outcome: str = "accepted",
        year: int = YEAR,
        round_name: str = ROUND,
        items: Sequence[Row] = (),
        income: Sequence[Row] = (),
        findings: Sequence[Row] = (),
        reasons: Mapping[str, str] | None = None,
        content: bytes = b"",
        sent_at: datetime | None = None,
        layout_version: str = "v1",
    ) -> str:
        """A file comes in and is read. Gives its digest."""
        self.sent += 1
        content = content or f"{name} {code} {year} {round_name} {self.sent}".encode()
        digest = hashlib.sha256(content).hexdigest()
        reading = reading_of(
            digest, name, code, outcome, year, items, income, findings, reasons, layout_version
        )
        at = sent_at or BEGIN + timedelta(hours=self.sent)
        receipt = Receipt(digest, round_name, f"/收件/{self.sent}.xlsx", f"{self.sent}.xlsx", moment(at))
        with self.store.run("collect", {}, self.author) as run, self.store.writing() as connection:
            keep_content(connection, run.id, digest, content, "")
            keep_reading(connection, run.id, reading)
            keep_receipt(connection, run.id, receipt)
        return digest

    def read_again(self, digest: str, **facts: object) -> None:
        """The file is read by another layout."""
        reading = reading_of(digest, layout_version="v2", **facts)  # type: ignore[arg-type]  # by name
        with self.store.run("recheck", {}, self.author) as run, self.store.writing() as connection:
            keep_reading(connection, run.id, reading)

    def roster(self, *listed: Listed) -> bool:
        """A roster is given."""
        with self.store.run("collect", {}, self.author) as run, self.store.writing() as connection:
            return keep_roster(connection, run.id, "名册.csv", listed)

    def received(self, department: str = "") -> list[StoredSubmission]:
        """What the view has."""
        with self.store.reading() as connection:
            return submissions(connection, 0, "", department)

    def standing(self) -> list[tuple[str, int, str, bool]]:
        """Department, version, state and whether it is in force, of everything."""
        return [(each.department_name, each.version, each.state, each.in_force) for each in self.received()]


def reading_of(
    digest: str,
    name: str = EDUCATION.name,
    code: str = "",
    outcome: str = "accepted",
    year: int = YEAR,
    items: Sequence[Row] = (),
    income: Sequence[Row] = (),
    findings: Sequence[Row] = (),
    reasons: Mapping[str, str] | None = None,
    layout_version: str = "v1",
) -> Reading:
    """A reading with so many places to mend and to explain as its findings say."""
    causes = [row for row in findings if row[9] == ""]
    facts: dict[str, str | int] = {
        "layout": "xinjiang",
        "layout_version": layout_version,
        "program": __version__,
        "year": year,
        "department_code": code,
        "department_name": name,
        "plain_code": plain_code(code),
        "plain_name": plain_name(name),
        "outcome": outcome,
        "to_mend": sum(row[1] == "error" for row in causes),
        "to_explain": sum(row[1] == "warning" for row in causes),
        "notes": sum(row[1] == "note" for row in causes),
        "form": f"xinjiang-{year}-{layout_version}",
        "check_code": "123-456",
        "compiled_on": "",
        "level_word": "部门",
    }
    lists: dict[str, tuple[Row, ...]] = {
        UNIT.name: ((code, name, ""),) if name else (),
        LINE_ITEM.name: tuple(items),
        INCOME.name: tuple(income),
        PREVIOUS_FIGURE.name: (("function", "2050201", 700),) if items else (),
        REGISTER_ENTRY.name: (("名词", '{"名词": "学前", "解释": "三至六岁"}', "名词解释", 7),)
        if items
        else (),
        FINDING.name: tuple(findings),
        FIGURE.name: (("表3", 1, "205", "205 教育支出", "合计", 500),) if items else (),
    }
    return Reading(digest, facts, lists, reasons or {})
