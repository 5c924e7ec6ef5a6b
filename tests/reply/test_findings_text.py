"""Findings on the terminal: root causes first, knock-ons folded, nothing that moves the cursor."""

import pytest

from generator.reader.submission import Told
from generator.reply.findings_text import findings_text
from tests.reply.submissions import (
    HOSTILE,
    accepted,
    amount_is_no_number,
    at,
    hostile,
    refused,
    to_explain,
    unreadable,
)


def test_the_text_of_one_file():
    told = refused().told[:1]
    assert findings_text([refused(told=told)]) == (
        "305-榆林坡县水务局.xlsx\n"
        "部门        榆林坡县水务局（305），2025 年\n"
        "表样        xinjiang-2025-1f2e3d4c\n"
        "收件结论    退回\n"
        "问题        要改 8 处，要说明 0 处，提示 0 处\n"
        "\n"
        "IN-005      【要改】支出录入!I26“金额（元）”：金额不是数字\n"
        "发现        “十万”\n"
        "应为        以元为单位的数字，例如 12345.67\n"
        "处理        只填数字，不写“元”“万元”等字样\n"
        "            同样的还有 7 处：支出录入!I27、I29–I31、I40、I42、I44\n"
        "            由此引起 7 处，改好这一处多半随之消失：\n"
        "              IN-008      表5!E16“合计”：金额为零\n"
        "              IN-018      表4!C9“一般公共预算”：还没有填金额（3 处）\n"
        "              IN-008      表5!E17“合计”：金额为零\n"
        "              ……另有 2 处\n"
        "\n"
        "校验        平 1 项，取整 1 项，不平 1 项，不适用 1 项\n"
        "校验码      123456\n"
    )


def test_the_text_in_english():
    told = refused().told[:1]
    assert findings_text([refused(told=told)], "en") == (
        "305-榆林坡县水务局.xlsx\n"
        "Department  榆林坡县水务局 (305), 2025\n"
        "Form        xinjiang-2025-1f2e3d4c\n"
        "Outcome     returned\n"
        "Findings    to mend 8, to explain 0, notes 0\n"
        "\n"
        "IN-005      [to mend] 支出录入!I26, 金额（元）: the amount is not a number\n"
        "found       “十万”\n"
        "expected    a number in yuan, such as 12345.67\n"
        "fix         write digits only, without 元 or 万元\n"
        "            the same in 7 more: 支出录入!I27, I29–I31, I40, I42, I44\n"
        "            7 more follow from it and will probably vanish with it:\n"
        "              IN-008      表5!E16, 合计: an amount of zero\n"
        "              IN-018      表4!C9, 一般公共预算: the amount is not filled in yet (3 places)\n"
        "              IN-008      表5!E17, 合计: an amount of zero\n"
        "              … and 2 more\n"
        "\n"
        "Checks      1 balanced, 1 within rounding, 1 broken, 1 do not apply\n"
        "Check code  123456\n"
    )


@pytest.mark.parametrize(
    ("submission", "outcome"),
    [(accepted(), "接收"), (to_explain(), "待说明"), (refused(), "退回"), (unreadable(), "无法读取")],
)
def test_every_outcome_has_its_word(submission, outcome):
    assert f"收件结论    {outcome}\n" in findings_text([submission])


def test_a_file_without_findings_says_so():
    assert "没有发现问题。\n" in findings_text([accepted()])
    assert "Nothing to mend" in findings_text([accepted()], "en")


def test_a_file_that_could_not_be_read_names_its_fault_without_a_place():
    text = findings_text([unreadable()])
    assert "FILE-012    【要改】工作簿有密码，或者是旧格式\n" in text
    assert text.count("（没有读出）") == 2
    assert "校验" not in text


def test_several_files_are_summed_up_in_the_last_line():
    several = [refused(), accepted(), to_explain(), unreadable()]
    lines = findings_text(several).splitlines()
    assert lines[-1] == ("共 4 份：接收 1，待说明 1，退回 1，无法读取 1；要改 9 处，要说明 2 处，提示 1 处。")
    assert findings_text(several, "en").splitlines()[-1] == (
        "4 files: accepted 1, to be explained 1, returned 1, unreadable 1; to mend 9, to explain 2, notes 1."
    )
    assert "共 1 份" not in findings_text([refused()])


def test_of_very_many_places_the_first_are_named_and_all_are_counted():
    also = tuple(at(f"I{row}") for row in range(100, 200, 2))
    text = findings_text([refused(told=(Told(amount_is_no_number(), also=also),))])
    assert "同样的还有 50 处：支出录入!I100、I102、" in text
    assert text.count("I1") == 12
    assert "、…\n" in text


def test_the_sheet_is_named_where_it_changes():
    also = (at("B9", "收入录入"), at("B10", "收入录入"), at("C11", "收入录入"), at("I5"))
    text = findings_text([refused(told=(Told(amount_is_no_number(), also=also),))])
    assert "同样的还有 4 处：收入录入!B9–B10、C11、支出录入!I5\n" in text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_people_write_can_break_the_terminal(text, language):
    said = findings_text([hostile(text), refused()], language)
    assert all(line.isprintable() for line in said.split("\n"))
    quiet = findings_text([hostile("x"), refused()], language)
    assert len(said.splitlines()) == len(quiet.splitlines())
    assert said.encode("utf-8")
