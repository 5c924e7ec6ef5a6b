"""The words of the status, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

from generator.messages import Language
from generator.status.standing import State

Words = Mapping[Language, str]

STATES: Mapping[State, Words] = {
    State.MISSING: {"zh": "未报", "en": "missing"},
    State.UNREADABLE: {"zh": "无法读取", "en": "unreadable"},
    State.REFUSED: {"zh": "退回", "en": "returned"},
    State.TO_EXPLAIN: {"zh": "待说明", "en": "to be explained"},
    State.ACCEPTED: {"zh": "已通过", "en": "accepted"},
}
STATE_MARKS: Mapping[State, str] = {
    State.MISSING: "○",
    State.UNREADABLE: "？",
    State.REFUSED: "✘",
    State.TO_EXPLAIN: "▲",
    State.ACCEPTED: "✔",
}
"""A light is a sign as well as a colour."""

_TEXTS: Mapping[str, Words] = {
    "title": {"zh": "{year} 年部门预算收报情况", "en": "Department budgets {year}: submissions"},
    "title_round": {
        "zh": "{year} 年部门预算收报情况（{round}）",
        "en": "Department budgets {year} ({round}): submissions",
    },
    "title_no_year": {
        "zh": "部门预算收报情况（年度不明）",
        "en": "Department budgets (year unknown): submissions",
    },
    "title_round_no_year": {
        "zh": "部门预算收报情况（年度不明，{round}）",
        "en": "Department budgets (year unknown, {round}): submissions",
    },
    "as_of": {"zh": "截至 {moment}", "en": "as of {moment}"},
    "due": {"zh": "截止日期 {day}", "en": "due on {day}"},
    "expected": {
        "zh": "应报 {total} 个部门，已报 {received} 个：已通过 {accepted}，待说明 {to_explain}，"
        "退回 {refused}，无法读取 {unreadable}；未报 {missing}。迟报 {late}（含逾期未报）。",
        "en": "{total} departments expected, {received} received: accepted {accepted}, to be explained "
        "{to_explain}, returned {refused}, unreadable {unreadable}; missing {missing}. Late or overdue "
        "{late}.",
    },
    "no_roster": {
        "zh": "没有名册，不知道应报多少。已报 {received} 个部门：已通过 {accepted}，待说明 {to_explain}，"
        "退回 {refused}，无法读取 {unreadable}。迟报 {late}。",
        "en": "There is no roster, so nobody knows how many are expected. {received} departments received: "
        "accepted {accepted}, to be explained {to_explain}, returned {refused}, unreadable {unreadable}. "
        "Late {late}.",
    },
    "picked": {
        "zh": "只列出应报的 {total} 个部门（共 {all} 个）：已通过 {accepted}，待说明 {to_explain}，"
        "退回 {refused}，无法读取 {unreadable}；未报 {missing}。迟报 {late}（含逾期未报）。",
        "en": "Only {total} of {all} departments are listed: accepted {accepted}, to be explained "
        "{to_explain}, returned {refused}, unreadable {unreadable}; missing {missing}. Late or overdue "
        "{late}.",
    },
    "picked_no_roster": {
        "zh": "没有名册。只列出 {total} 个部门（共 {all} 个）：已通过 {accepted}，待说明 {to_explain}，"
        "退回 {refused}，无法读取 {unreadable}。迟报 {late}。",
        "en": "There is no roster. Only {total} of {all} departments are listed: accepted {accepted}, to be "
        "explained {to_explain}, returned {refused}, unreadable {unreadable}. Late {late}.",
    },
    "other_years": {"zh": "库中另有 {counted}。", "en": "The store also has submissions of {counted}."},
    "of_year": {"zh": "{year} 年 {count} 份", "en": "{year} ({count})"},
    "strangers": {"zh": "另有名册外 {count} 个部门。", "en": "Not on the roster: {count}."},
    "unrecognised": {
        "zh": "另有 {count} 份文件认不出是哪个部门的。",
        "en": "Files of which nobody can tell whose they are: {count}.",
    },
    "late": {"zh": "迟报", "en": "late"},
    "overdue": {"zh": "逾期", "en": "overdue"},
    "stranger": {"zh": "名册外", "en": "not on roster"},
    "yes": {"zh": "是", "en": "yes"},
    "no": {"zh": "否", "en": "no"},
    "and": {"zh": "、", "en": ", "},
    "colon": {"zh": "：", "en": ": "},
    "year": {"zh": "年度", "en": "year"},
    "round": {"zh": "轮次", "en": "round"},
    "code": {"zh": "编码", "en": "code"},
    "department": {"zh": "部门", "en": "department"},
    "group": {"zh": "分组", "en": "group"},
    "contact": {"zh": "联系人", "en": "contact"},
    "state": {"zh": "状态", "en": "state"},
    "versions": {"zh": "次数", "en": "sent"},
    "to_mend": {"zh": "要改", "en": "to mend"},
    "to_explain": {"zh": "要说明", "en": "to explain"},
    "notes": {"zh": "提示", "en": "notes"},
    "waived": {"zh": "放行", "en": "let pass"},
    "sent_at": {"zh": "送出时间", "en": "sent at"},
    "received": {"zh": "收到", "en": "received"},
    "received_at": {"zh": "收到时间", "en": "received at"},
    "income": {"zh": "收入（万元）", "en": "income (万元)"},
    "expenditure": {"zh": "支出（万元）", "en": "expenditure (万元)"},
    "income_yuan": {"zh": "收入（元）", "en": "income (yuan)"},
    "expenditure_yuan": {"zh": "支出（元）", "en": "expenditure (yuan)"},
    "due_on": {"zh": "截止日期", "en": "due on"},
    "on_roster": {"zh": "在名册上", "en": "on the roster"},
    "file": {"zh": "文件", "en": "file"},
    "source": {"zh": "来源", "en": "from"},
    "digest": {"zh": "文件指纹（SHA-256）", "en": "fingerprint (SHA-256)"},
    "version": {"zh": "版本", "en": "version"},
    "in_force": {"zh": "有效版本", "en": "in force"},
    "units": {"zh": "预算单位数", "en": "units"},
    "units_submitted": {"zh": "已报单位数", "en": "units submitted"},
    "unit": {"zh": "预算单位", "en": "unit"},
    "unit_code": {"zh": "单位编码", "en": "unit code"},
    "unit_on_roster": {"zh": "单位在名册上", "en": "unit on the roster"},
    "unit_submitted": {"zh": "单位已报", "en": "unit submitted"},
    "unit_income_yuan": {"zh": "单位收入（元）", "en": "unit income (yuan)"},
    "unit_expenditure_yuan": {"zh": "单位支出（元）", "en": "unit expenditure (yuan)"},
    "items": {"zh": "明细行数", "en": "line items"},
    "remark": {"zh": "说明", "en": "remark"},
    "suspected": {"zh": "名册上没有，可能是：{names}", "en": "not on the roster; perhaps {names}"},
    "unknown_to_roster": {"zh": "名册上没有", "en": "not on the roster"},
    "other_name": {
        "zh": "文件里写的名称是“{written}”，名册上是“{listed}”。",
        "en": "The file calls it “{written}”, the roster “{listed}”.",
    },
    "other_code": {
        "zh": "文件里写的编码是“{written}”，名册上是“{listed}”。",
        "en": "The file gives the code “{written}”, the roster “{listed}”.",
    },
    "in_chinese": {"zh": "{text}", "en": "in Chinese: {text}"},
    "unrecognised_title": {"zh": "认不出部门的文件", "en": "Files of unknown departments"},
    "problem": {"zh": "发现的问题", "en": "what is the matter"},
    "submitted": {"zh": "已报", "en": "submitted"},
    "not_submitted": {"zh": "没有数据", "en": "no entries"},
    "outside_roster": {"zh": "名册外", "en": "not on the roster"},
    "filter": {"zh": "按状态筛选", "en": "Filter by state"},
    "all": {"zh": "全部", "en": "all"},
    "late_or_overdue": {"zh": "迟报、逾期", "en": "late, overdue"},
    "search": {"zh": "查找部门、编码、文件、单位", "en": "Search department, code, file, unit"},
    "shown": {"zh": "显示 {shown} / {all} 个部门", "en": "showing {shown} of {all} departments"},
    "nothing_shown": {"zh": "没有符合条件的部门。", "en": "No department fits."},
    "shares": {"zh": "各状态所占比例：{shares}", "en": "Shares: {shares}"},
    "share": {"zh": "{state} {count} 个，{percent}%", "en": "{state} {count}, {percent}%"},
    "sort": {
        "zh": "点击排序：升序、降序、名册次序",
        "en": "Sort: ascending, descending, order of the roster",
    },
    "departments": {"zh": "各部门收报情况", "en": "Where each department stands"},
    "version_number": {"zh": "第 {number} 次", "en": "no. {number}"},
    "digest_short": {"zh": "文件指纹", "en": "fingerprint"},
    "valid": {"zh": "有效", "en": "in force"},
    "summary_units": {"zh": "预算单位 {submitted}/{all}", "en": "units {submitted}/{all}"},
    "summary_waived": {"zh": "放行 {count} 处", "en": "{count} let pass"},
    "summary_in_force": {
        "zh": "有效的是第 {number} 次上报",
        "en": "version {number} is in force",
    },
    "no_file": {"zh": "还没有收到文件", "en": "nothing received yet"},
}


def say(name: str, language: Language, /, **values: object) -> str:
    """One text with its placeholders filled.

    Example:
        >>> say("strangers", "zh", count=2)
        '另有名册外 2 个部门。'
    """
    return _TEXTS[name][language].format(**values)
