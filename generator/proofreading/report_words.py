"""The words of a report on a document, in Chinese and English. What a remark says is in the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from generator.messages import Language
from generator.model.finding import Severity
from generator.proofreading.proof import Proof
from generator.proofreading.remarks import Remark

Words = Mapping[Language, str]

_TEXTS: Mapping[str, Words] = {
    "title": {"zh": "公开文本校对结果", "en": "What proofreading found"},
    "against": {
        "zh": "对照：{department} {year} 年的工作簿",
        "en": "Against the workbook of {department}, {year}",
    },
    "compared": {
        "zh": "对上 {paragraphs} 段文字、{tables} 张公开表、{forms} 张绩效目标表",
        "en": "{paragraphs} paragraphs, {tables} tables and {forms} forms were laid beside the workbook",
    },
    "counts": {
        "zh": "要改 {error} 处，要核对 {warning} 处，提示 {note} 处",
        "en": "to mend {error}, to check {warning}, notes {note}",
    },
    "nothing": {
        "zh": "没有发现与工作簿或者前后矛盾的地方。",
        "en": "Nothing contradicts the workbook or itself.",
    },
    "found": {"zh": "发现", "en": "found"},
    "expected": {"zh": "应为", "en": "expected"},
    "remedy": {"zh": "处理", "en": "fix"},
    "department": {"zh": "部门", "en": "Department"},
    "problems": {"zh": "问题", "en": "Findings"},
    "beside": {"zh": "校对范围", "en": "Compared"},
    "somewhere": {"zh": "全文", "en": "the whole document"},
    "filter": {"zh": "筛选", "en": "Filter"},
    "search": {"zh": "查找（位置、文字）", "en": "Search (place, words)"},
    "shown": {"zh": "显示 {shown} / {all} 条", "en": "showing {shown} of {all}"},
    "nothing_shown": {"zh": "没有符合筛选条件的。", "en": "Nothing here fits the filter."},
}
SEVERITIES: Mapping[Severity, Words] = {
    Severity.ERROR: {"zh": "要改", "en": "to mend"},
    Severity.WARNING: {"zh": "要核对", "en": "to check"},
    Severity.NOTE: {"zh": "提示", "en": "note"},
}
PARTS = ("found", "expected", "remedy")
"""The parts of a remark below its title."""


def say(name: str, language: Language, /, **values: object) -> str:
    """One text with its placeholders filled.

    Example:
        >>> say("shown", "zh", shown=2, all=5)
        '显示 2 / 5 条'
    """
    return _TEXTS[name][language].format(**values)


def counted(proof: Proof, language: Language) -> str:
    """How many remarks there are of each severity."""
    return say("counts", language, **{each.value: proof.count(each) for each in Severity})


def place_of(remark: Remark, language: Language) -> str:
    """Where a remark is, without the name of the file."""
    return remark.spot.words(language) or say("somewhere", language)
