"""The words of the marked copy, in Chinese and English; what findings say is in the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from generator.messages import Language
from generator.model.finding import Severity
from generator.reply.words import SEVERITIES, SEVERITY_MARKS

_TEXTS: Mapping[str, Mapping[Language, str]] = {
    "title": {"zh": "退回意见", "en": "退回意见 · what to mend"},
    "contents": {"zh": "目录", "en": "目录 contents"},
    "checks": {"zh": "校验", "en": "校验 checks"},
    "sent": {"zh": "{sender}，上报文件：{file}", "en": "{sender}, file: {file}"},
    "concluded": {"zh": "{mark} {outcome}：{counts}。", "en": "{mark} {outcome}: {counts}."},
    "purpose": {
        "zh": "这是您上报的工作簿：填写的内容原样保留，公式已全部恢复。请就在这一份里改，改好后保存并重新上报"
        "；批注和本表不用删。点“位置”直接到单元格，鼠标停在有颜色的单元格上可看批注。"
        "改的过程中请看本表第一行的总灯，出现 ✔ 就可以上报。",
        "en": "This is the workbook that you handed in: what you typed stands as it was, all formulas are "
        "restored. Mend it here, save it and hand it in again; comments and this sheet may stay. A place "
        "leads to its cell; a coloured cell shows its comment when the mouse rests on it. The light in the "
        "first row says ✔ when all is well.",
    },
    "error": {"zh": "必须改正。", "en": "has to be mended."},
    "warning": {
        "zh": "请核对；数据无误的，到“校验”表最后一列写明原因，写了就算已说明。",
        "en": "please check; where the figures are right, write a reason in the last column of 校验.",
    },
    "note": {"zh": "供参考，不用处理。", "en": "for your information, nothing to do."},
    "number": {"zh": "序号", "en": "No."},
    "severity": {"zh": "级别", "en": "severity"},
    "place": {"zh": "位置（点击前往）", "en": "where (click)"},
    "former": {"zh": "原文件中的位置", "en": "where in your file"},
    "problem": {"zh": "问题", "en": "finding"},
    "found": {"zh": "发现", "en": "found"},
    "expected": {"zh": "应为", "en": "expected"},
    "remedy": {"zh": "处理", "en": "fix"},
    "whole": {"zh": "（整个文件）", "en": "(the whole file)"},
    "coded": {"zh": "{title}（{code}）", "en": "{title} ({code})"},
    "follows": {
        "zh": "↳ 由第 {root} 条引起，改好那一条多半随之消失：",
        "en": "↳ follows from no. {root} and will probably vanish with it: ",
    },
    "also": {"zh": "同样的还有 {count} 处：", "en": "the same in {count} more:"},
    "more": {"zh": "……另有 {count} 处", "en": "… and {count} more"},
    "formerly": {"zh": "{cell}（原 {place}）", "en": "{cell} (was {place})"},
    "reason": {"zh": "▶ 到“校验”写原因：{cell}", "en": "▶ write a reason: {cell}"},
    "no_more_listed": {
        "zh": "另有 {count} 条没有列在这里，见各单元格的批注。",
        "en": "{count} more are not listed here; see the comments.",
    },
    "nothing": {"zh": "没有发现问题。", "en": "Nothing to mend or to explain."},
    "to_list": {"zh": "▶ 退回意见", "en": "▶ 退回意见 what to mend"},
    "more_notes": {"zh": "……另有 {count} 条，见“退回意见”。", "en": "… and {count} more, see 退回意见."},
}


def say(name: str, language: Language, /, **values: object) -> str:
    """One text with its placeholders filled.

    Example:
        >>> say("also", "zh", count=2)
        '同样的还有 2 处：'
    """
    return _TEXTS[name][language].format(**values)


def severity_text(severity: Severity, language: Language) -> str:
    """A severity as a sign and a word.

    Example:
        >>> severity_text(Severity.ERROR, "zh")
        '✘ 要改'
    """
    return f"{SEVERITY_MARKS[severity]} {SEVERITIES[severity][language]}"
