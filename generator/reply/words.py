"""The words of the reply: headings, labels and counts, in Chinese and English.

What a finding says is in the catalogue (layouts/messages/), never here.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.messages import Language
from generator.model.finding import Severity
from generator.reader.submission import Outcome

Words = Mapping[Language, str]

OUTCOMES: Mapping[Outcome, Words] = {
    Outcome.ACCEPTED: {"zh": "接收", "en": "accepted"},
    Outcome.TO_EXPLAIN: {"zh": "待说明", "en": "to be explained"},
    Outcome.REFUSED: {"zh": "退回", "en": "returned"},
    Outcome.UNREADABLE: {"zh": "无法读取", "en": "unreadable"},
}
OUTCOME_MARKS: Mapping[Outcome, str] = {
    Outcome.ACCEPTED: "✔",
    Outcome.TO_EXPLAIN: "▲",
    Outcome.REFUSED: "✘",
    Outcome.UNREADABLE: "？",
}
"""A light is a sign as well as a colour."""
SEVERITIES: Mapping[Severity, Words] = {
    Severity.ERROR: {"zh": "要改", "en": "to mend"},
    Severity.WARNING: {"zh": "要说明", "en": "to explain"},
    Severity.NOTE: {"zh": "提示", "en": "note"},
}
SEVERITY_MARKS: Mapping[Severity, str] = {Severity.ERROR: "✘", Severity.WARNING: "▲", Severity.NOTE: "○"}

PARTS = ("found", "expected", "remedy")
"""The parts of a finding below its title."""

COLUMNS: tuple[Words, ...] = (
    {"zh": "文件", "en": "file"},
    {"zh": "部门", "en": "department"},
    {"zh": "年度", "en": "year"},
    {"zh": "结论", "en": "outcome"},
    {"zh": "序号", "en": "number"},
    {"zh": "编号", "en": "code"},
    {"zh": "级别", "en": "severity"},
    {"zh": "工作表", "en": "sheet"},
    {"zh": "单元格", "en": "cell"},
    {"zh": "标题", "en": "title"},
    {"zh": "发现", "en": "found"},
    {"zh": "应为", "en": "expected"},
    {"zh": "处理", "en": "fix"},
    {"zh": "属于", "en": "follows_from"},
)
"""The headings of the findings as a list."""

_TEXTS: Mapping[str, Words] = {
    "found": {"zh": "发现", "en": "found"},
    "expected": {"zh": "应为", "en": "expected"},
    "remedy": {"zh": "处理", "en": "fix"},
    "file": {"zh": "文件", "en": "File"},
    "department": {"zh": "部门", "en": "Department"},
    "year": {"zh": "年度", "en": "Year"},
    "form": {"zh": "表样", "en": "Form"},
    "outcome": {"zh": "收件结论", "en": "Outcome"},
    "problems": {"zh": "问题", "en": "Findings"},
    "checks": {"zh": "校验", "en": "Checks"},
    "check_code": {"zh": "校验码", "en": "Check code"},
    "unknown": {"zh": "（没有读出）", "en": "(not known)"},
    "named": {"zh": "{name}（{code}）", "en": "{name} ({code})"},
    "of_year": {"zh": "{department}，{year} 年", "en": "{department}, {year}"},
    "counts": {
        "zh": "要改 {error} 处，要说明 {warning} 处，提示 {note} 处",
        "en": "to mend {error}, to explain {warning}, notes {note}",
    },
    "no_findings": {"zh": "没有发现问题。", "en": "Nothing to mend or to explain."},
    "severity": {"zh": "【{severity}】", "en": "[{severity}] "},
    "titled": {"zh": "{place}：{title}", "en": "{place}: {title}"},
    "also": {"zh": "同样的还有 {count} 处：{places}", "en": "the same in {count} more: {places}"},
    "knock_ons": {
        "zh": "由此引起 {count} 处，改好这一处多半随之消失：",
        "en": "{count} more follow from it and will probably vanish with it:",
    },
    "places": {"zh": "（{count} 处）", "en": " ({count} places)"},
    "more": {"zh": "……另有 {count} 处", "en": "… and {count} more"},
    "and": {"zh": "、", "en": ", "},
    "row": {"zh": "第 {row} 行", "en": "row {row}"},
    "verdicts": {
        "zh": "平 {balanced} 项，取整 {rounded} 项，不平 {broken} 项，不适用 {idle} 项",
        "en": "{balanced} balanced, {rounded} within rounding, {broken} broken, {idle} do not apply",
    },
    "files": {
        "zh": "共 {count} 份：接收 {accepted}，待说明 {to_explain}，退回 {refused}，无法读取 {unreadable}；"
        "{counts}。",
        "en": "{count} files: accepted {accepted}, to be explained {to_explain}, returned {refused}, "
        "unreadable {unreadable}; {counts}.",
    },
    "page_title": {"zh": "收件结果", "en": "What was received"},
    "filter": {"zh": "筛选", "en": "Filter"},
    "search": {"zh": "查找（表名、单元格、文字）", "en": "Search (sheet, cell, words)"},
    "shown": {"zh": "显示 {shown} / {all} 条", "en": "showing {shown} of {all}"},
    "nothing_shown": {"zh": "没有符合筛选条件的。", "en": "Nothing here fits the filter."},
    "top": {"zh": "回到开头", "en": "back to the top"},
    "check": {"zh": "校验", "en": "Check"},
    "verdict": {"zh": "结论", "en": "Verdict"},
    "sentence": {"zh": "说明", "en": "What it says"},
    "worth_seeing": {"zh": "不平和取整的校验 {count} 项", "en": "{count} checks broken or rounded"},
    "knock_ons_short": {
        "zh": "由此引起 {count} 处，改好这一处多半随之消失",
        "en": "{count} more follow from it and will probably vanish with it",
    },
}


def say(name: str, language: Language, /, **values: object) -> str:
    """One text with its placeholders filled.

    Example:
        >>> say("more", "zh", count=2)
        '……另有 2 处'
    """
    return _TEXTS[name][language].format(**values)
