"""Notices to departments: what came, what came of it, what to do by when."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.messages import Language
from generator.reader.submission import Submission
from generator.status.notice import notice
from generator.status.standing import DepartmentStanding, State
from tests.reply.submissions import HOSTILE, refused, to_explain, unreadable
from tests.reply.submissions import hostile as hostile_submission
from tests.status.standings import (
    ALL,
    CULTURE,
    EDUCATION,
    FARMING,
    HOUSING,
    OFFICE,
    STATISTICS,
    STRANGER,
    VETERANS,
    hostile,
)

SUBMISSIONS = {State.REFUSED: refused(), State.TO_EXPLAIN: to_explain(), State.UNREADABLE: unreadable()}


def test_a_refused_one_says_everything_that_is_to_be_done() -> None:
    text = notice(STATISTICS, refused(), copy="304-回复.xlsx", signed="望泉地区财政局预算科")
    assert text == (
        "望泉地区发展改革和统计局（304）计财科：\n"
        "\n"
        "您好！贵单位报来的 2025 年部门预算（一上）已经收到并审核，情况如下。\n"
        "\n"
        "收到的文件：304-望泉地区发展改革和统计局（定稿）.xlsx\n"
        "上报次数：第 3 次，2024-12-09 09:30 收到\n"
        "审核结论：✘ 退回（要改 8 处，要说明 1 处，提示 1 处）\n"
        "\n"
        "第 2 次上报已经通过，目前仍以它为准；这次改好通过后，以新的为准。\n"
        "另有 1 处已按豁免或认可的说明放行，不用处理。\n"
        "\n"
        "请改正（8 处）\n"
        "\n"
        "1. 支出录入!I26“金额（元）”：金额不是数字（IN-005）\n"
        "   发现：“十万”\n"
        "   应为：以元为单位的数字，例如 12345.67\n"
        "   处理：只填数字，不写“元”“万元”等字样\n"
        "   同样的还有 7 处：支出录入!I27、I29–I31、I40、I42、I44\n"
        "   由此引起 7 处，改好这一处多半随之消失\n"
        "\n"
        "请说明（1 处）\n"
        "\n"
        "2. 收入录入!C8“金额（元）”：还没有填金额（IN-018）\n"
        "   发现：空白\n"
        "   应为：以元为单位的金额，例如 12345.67\n"
        "   处理：填上金额；今年没有这一笔的，删去这一行。没有填以前，这一行不计入公开表\n"
        "\n"
        "接下来请这样做\n"
        "1. 打开随信的工作簿“304-回复.xlsx”：您填的内容原样保留，公式已恢复，问题都标在单元格上，"
        "最前面的“退回意见”表可以点击跳转。请就在这一份里改。\n"
        "2. 要说明的，先核对数据；数据无误的，在“校验”表最后一列写明原因。\n"
        "3. “目录”表的总灯出现 ✔ 后保存，重新上报。\n"
        "\n"
        "上报截止日期是 2024-12-10。\n"
        "谢谢！\n"
        "\n"
        "望泉地区财政局预算科\n"
    )


def test_one_to_be_explained_has_nothing_to_mend() -> None:
    text = notice(EDUCATION, to_explain())
    assert "审核结论：▲ 待说明（要改 0 处，要说明 1 处，提示 0 处）" in text
    assert "请说明（1 处）" in text
    assert "请改正" not in text
    assert "随信的工作簿" not in text


def test_an_unreadable_one_says_why_and_how_to_save_it() -> None:
    text = notice(VETERANS, unreadable())
    for words in ("休养所预算.xlsx", "？ 无法读取", "FILE-012", "取消密码，另存为 .xlsx", "重新上报"):
        assert words in text
    assert "总灯" not in text


def test_an_accepted_one_is_short() -> None:
    text = notice(OFFICE)
    assert "审核通过" in text
    assert "收入合计：3,384,084.89 元；支出合计：3,384,084.89 元" in text
    assert "不用再做什么" in text
    assert "截止" not in text
    assert len(text.splitlines()) < 15
    assert "这次上报晚于截止日期 2024-12-10。" in notice(HOUSING)


def test_a_missing_one_is_reminded() -> None:
    text = notice(FARMING)
    assert "还没有收到贵单位的 2025 年部门预算（一上）" in text
    assert "截止日期 2024-12-10 已过，请尽快上报。" in text
    assert "上报截止日期是 2024-12-10。" in notice(replace(FARMING, late=False))
    assert "请尽快上报。" in notice(replace(FARMING, late=False, due_on=None))


def test_without_a_contact_the_department_is_addressed() -> None:
    assert notice(CULTURE).startswith("石榆市文化馆（361）：\n")
    assert notice(replace(CULTURE, code="")).startswith("石榆市文化馆：\n")


def test_without_a_round_none_is_named() -> None:
    assert "2025 年部门预算。" in notice(replace(FARMING, round=""))


def test_a_stranger_is_asked_who_it_is() -> None:
    text = notice(STRANGER, refused())
    assert "名册上没有“石榆市文化体育馆”。" in text
    assert "您是不是指：石榆市文化馆？" in text
    assert "您是不是指" not in notice(replace(STRANGER, suspected=()), refused())
    assert "名册" not in notice(STATISTICS, refused())


def test_without_its_submission_findings_are_only_counted() -> None:
    text = notice(STATISTICS)
    assert "要改 3 处，要说明 1 处，提示 1 处" in text
    assert "逐处的意见请与我们联系索取。" in text
    assert "上面列出" not in text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("standing", ALL, ids=lambda standing: standing.code)
def test_every_department_gets_its_notice(standing: DepartmentStanding, language: Language) -> None:
    text = notice(standing, SUBMISSIONS.get(standing.state), language, signed="财政局")
    assert standing.name in text.splitlines()[0]
    assert text.endswith("\n\n财政局\n")
    assert "\n\n\n" not in text
    assert "{" not in text
    if standing.newest:
        assert standing.newest.file in text


def test_it_speaks_english() -> None:
    text = notice(STATISTICS, refused(), "en", copy="304-reply.xlsx")
    for words in ("To be mended (8)", "found: “十万”", "Open the workbook “304-reply.xlsx”", "It is due on"):
        assert words in text


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_write_stays_on_its_line(text: str) -> None:
    standing = replace(hostile(text).departments[1], state=State.REFUSED)
    plain = replace(hostile("x").departments[1], state=State.REFUSED)
    submission: Submission = hostile_submission(text)
    written = notice(standing, submission, copy=text, signed=text)
    assert all(sign.isprintable() for line in written.split("\n") for sign in line)
    same = notice(plain, hostile_submission("x"), copy="x", signed="x")
    assert len(written.split("\n")) == len(same.split("\n"))
    assert written.encode("utf-8")
