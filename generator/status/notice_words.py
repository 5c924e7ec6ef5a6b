"""The words of a notice to a department, in Chinese and English; what findings say is in the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from generator.messages import Language

_TEXTS: Mapping[str, Mapping[Language, str]] = {
    "named": {"zh": "{department}（{code}）", "en": "{department} ({code})"},
    "greeting": {"zh": "{department}：", "en": "To {department}"},
    "to_contact": {"zh": "{department}{contact}：", "en": "To {department}, {contact}"},
    "year": {"zh": " {year} 年", "en": " of {year}"},
    "budget": {"zh": "{year}部门预算", "en": "department budget{year}"},
    "budget_round": {"zh": "{year}部门预算（{round}）", "en": "department budget{year} ({round})"},
    "hello": {"zh": "您好！", "en": "Good day,"},
    "received": {
        "zh": "贵单位报来的{budget}已经收到并审核，情况如下。",
        "en": "your {budget} has arrived and was checked. This is what came of it.",
    },
    "received_unreadable": {
        "zh": "贵单位报来的{budget}已经收到，但是打不开，或者读不出内容。",
        "en": "your {budget} has arrived, but it cannot be opened or read.",
    },
    "file": {"zh": "收到的文件：{file}", "en": "File: {file}"},
    "version": {
        "zh": "上报次数：第 {number} 次，{moment} 收到",
        "en": "Version: no. {number}, received {moment}",
    },
    "conclusion": {"zh": "审核结论：{light}", "en": "Outcome: {light}"},
    "counts": {
        "zh": "要改 {to_mend} 处，要说明 {to_explain} 处，提示 {notes} 处",
        "en": "to mend {to_mend}, to explain {to_explain}, notes {notes}",
    },
    "with_counts": {"zh": "{light}（{counts}）", "en": "{light} ({counts})"},
    "late": {"zh": "这次上报晚于截止日期 {day}。", "en": "It came after the day it was due, {day}."},
    "in_force": {
        "zh": "第 {number} 次上报已经通过，目前仍以它为准；这次改好通过后，以新的为准。",
        "en": "Version no. {number} was accepted and is in force until this one is accepted.",
    },
    "waived": {
        "zh": "另有 {count} 处已按豁免或认可的说明放行，不用处理。",
        "en": "{count} more were let pass; nothing has to be done about them.",
    },
    "stranger": {
        "zh": "名册上没有“{department}”。请核对“单位信息”表上的部门名称和编码；"
        "确实是新增部门的，请告诉我们。",
        "en": "“{department}” is not on the roster. Please check name and code of the department on "
        "单位信息, or tell us if it is a new one.",
    },
    "suspected": {"zh": "您是不是指：{names}？", "en": "Did you mean: {names}?"},
    "mend": {"zh": "请改正（{count} 处）", "en": "To be mended ({count})"},
    "explain": {"zh": "请说明（{count} 处）", "en": "To be explained ({count})"},
    "problem": {"zh": "{number}. {title}（{code}）", "en": "{number}. {title} ({code})"},
    "part": {"zh": "   {label}：{text}", "en": "   {label}: {text}"},
    "more_of_part": {"zh": "         {text}", "en": "         {text}"},
    "below": {"zh": "   {text}", "en": "   {text}"},
    "steps": {"zh": "接下来请这样做", "en": "What to do next"},
    "step": {"zh": "{number}. {text}", "en": "{number}. {text}"},
    "step_copy": {
        "zh": "打开随信的工作簿“{copy}”：您填的内容原样保留，公式已恢复，问题都标在单元格上，"
        "最前面的“退回意见”表可以点击跳转。请就在这一份里改。",
        "en": "Open the workbook “{copy}” that comes with this: what you typed stands as it was, formulas "
        "are restored, every finding is marked at its cell and listed on the sheet 退回意见. Mend it there.",
    },
    "step_own": {
        "zh": "打开上报的工作簿，按上面列出的工作表和单元格逐处处理。",
        "en": "Open the workbook that you sent and go to the sheets and cells named above.",
    },
    "step_reason": {
        "zh": "要说明的，先核对数据；数据无误的，在“校验”表最后一列写明原因。",
        "en": "Check what is to be explained; where the figures are right, write a reason in the last column "
        "of 校验.",
    },
    "step_light": {
        "zh": "“目录”表的总灯出现 ✔ 后保存，重新上报。",
        "en": "Save it when the light on 目录 shows ✔, and send it again.",
    },
    "step_readable": {
        "zh": "请用原来下发的工作簿填报，不要加密码，保存为 .xlsx 后重新上报；"
        "打不开或不清楚的，请与我们联系。",
        "en": "Use the workbook that was issued, without a password, save it as .xlsx and send it again; ask "
        "us when anything is unclear.",
    },
    "due": {"zh": "上报截止日期是 {day}。", "en": "It is due on {day}."},
    "due_past": {
        "zh": "截止日期 {day} 已过，请尽快上报。",
        "en": "It was due on {day}; please send it as soon as you can.",
    },
    "no_due": {"zh": "请尽快上报。", "en": "Please send it as soon as you can."},
    "missing": {
        "zh": "到目前为止，还没有收到贵单位的{budget}。",
        "en": "your {budget} has not arrived yet.",
    },
    "missing_steps": {
        "zh": "请用下发的工作簿填报，“目录”表的总灯出现 ✔ 后上报。已经报出的，请告诉我们是什么时候、"
        "怎样报的，以便查找；填报有困难的，请与我们联系。",
        "en": "Please fill in the workbook that was issued and send it when the light on 目录 shows ✔. If "
        "you have sent it, tell us when and how, so that we can look for it; ask us when anything is "
        "unclear.",
    },
    "accepted": {
        "zh": "贵单位报来的{budget}已经收到，审核通过。",
        "en": "your {budget} has arrived and is accepted.",
    },
    "amounts": {
        "zh": "收入合计：{income} 元；支出合计：{expenditure} 元",
        "en": "Income: {income} yuan; expenditure: {expenditure} yuan",
    },
    "nothing_to_do": {
        "zh": "不用再做什么。内容有变动的，请改好后重新上报，以最后一次通过的为准。",
        "en": "Nothing has to be done. If anything changes send it again; the last one accepted counts.",
    },
    "counted_only": {
        "zh": "逐处的意见请与我们联系索取。",
        "en": "Ask us for the list of what was found.",
    },
    "thanks": {"zh": "谢谢！", "en": "Thank you."},
    "ending_no_year": {"zh": "-部门预算{round}回复", "en": "-budget-{round}reply"},
    "ending": {"zh": "-{year}年部门预算{round}回复", "en": "-{year}-budget-{round}reply"},
}


def say(name: str, language: Language, /, **values: object) -> str:
    """One text with its placeholders filled.

    Example:
        >>> say("mend", "zh", count=2)
        '请改正（2 处）'
    """
    return _TEXTS[name][language].format(**values)
