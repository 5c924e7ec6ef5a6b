"""The status on a terminal: the sentence first, then the table, nothing cut off at eighty columns."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace

import pytest
from rich.console import Console

from generator.messages import Language
from generator.status.standing import Status
from generator.status.terminal_table import status_table
from tests.reply.submissions import HOSTILE
from tests.status.standings import ALL, EDUCATION, OFFICE, STRANGER, at, hostile, status


def printed(shown: Status, language: Language = "zh", width: int = 80, units: bool = False) -> str:
    file = io.StringIO()
    status_table(shown, Console(file=file, width=width), language, units=units)
    return file.getvalue()


def width_of(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)


def unbroken(text: str) -> str:
    return "".join(text.split())


def test_the_summary_comes_first() -> None:
    text = printed(status())
    assert text.startswith(
        "2025 年部门预算收报情况（一上）\n截至 2024-12-15 10:00 · 截止日期 2024-12-10\n应报 7"
    )
    said = unbroken(text)
    assert "应报7个部门，已报5个：已通过2，待说明1，退回1，无法读取1；未报2。迟报3（含逾期未报）。" in said
    assert "另有名册外1个部门。另有1份文件认不出是哪个部门的。" in said


def test_the_summary_breaks_behind_a_mark_of_punctuation() -> None:
    for language, marks in (("zh", "，；：。"), ("en", ",;:.")):
        for width in (60, 80, 100):
            lines = printed(status(), language, width).splitlines()  # type: ignore[arg-type]
            said = lines[2 : lines.index("")]
            assert len(said) > 1
            assert all(line.endswith(tuple(marks)) for line in said)


def test_a_day_of_another_year_is_shown_with_its_year() -> None:
    line = next(
        line for line in printed(status(as_of=at(15).replace(year=2025))).splitlines() if "301" in line
    )
    assert line.split()[-1] == "2024-12-04"


def test_what_was_let_pass_has_a_column_of_its_own_where_there_is_any() -> None:
    assert "放行" in printed(status())
    assert "放行" not in printed(status((OFFICE, EDUCATION)))


def test_other_years_of_the_store_are_told() -> None:
    assert "\n库中另有 2024 年 1 份、2023 年 12 份。\n" in printed(status(other_years={2024: 1, 2023: 12}))


def test_every_department_has_a_row() -> None:
    lines = printed(status()).splitlines()
    rows = {each.code: next(line for line in lines if line.strip().startswith(each.code)) for each in ALL}
    assert rows["304"].split() == [
        "304",
        "望泉地区发展改革和统计局",
        "✘",
        "退回",
        "3",
        "3",
        "1",
        "1",
        "12-09",
    ]
    assert rows["316"].split() == ["316", "石榆市住房和城乡建设局", "✔", "已通过", "迟报", "1", "12-12"]
    assert rows["320"].split() == ["320", "沙棠县农业农村局", "○", "未报", "逾期"]
    assert rows["352"].split() == ["352", "青梧县老干部休养所", "？", "无法读取", "1", "1", "12-08"]


def test_a_stranger_and_a_file_of_nobody_are_told() -> None:
    said = unbroken(printed(status()))
    assert "名册上没有，可能是：石榆市文化馆" in said
    assert "邮件附件.zip›新建表格(2).xlsx：文件有密码，打不开" in said


def test_units_stand_below_their_department_when_asked_for() -> None:
    assert "望泉地区普查中心" not in printed(status())
    text = printed(status(), units=True)
    assert (
        text.index("望泉地区发展改革和统计局") < text.index("望泉地区普查中心") < text.index("沙棠县教育局")
    )
    assert "没有数据" in text


def test_a_wide_terminal_shows_contact_and_amounts() -> None:
    text = printed(status(), width=120)
    assert "收入（万元）" in text
    assert "1,336.00" in text
    assert "计财股" in text
    assert "计财股" not in printed(status())


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("units", [False, True])
@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_longer_than_the_terminal(language: Language, units: bool, width: int) -> None:
    text = printed(status(), language, width, units)
    assert max(map(width_of, text.splitlines())) <= width
    assert "…" not in text


def test_it_speaks_english() -> None:
    text = " ".join(printed(status(), "en").split())
    assert "7 departments expected, 5 received: accepted 2, to be explained 1, returned 1" in text
    assert "✘ returned" in text


def test_without_a_roster_nobody_is_a_stranger() -> None:
    said = unbroken(printed(status((replace(STRANGER, suspected=()),))))
    assert "没有名册，不知道应报多少。已报1个部门" in said
    assert "名册外" not in said
    assert "名册上没有" not in said


def test_nobody_at_all_is_said_too() -> None:
    assert "已报 0 个部门" in printed(status((), unrecognised=()))


@pytest.mark.parametrize("text", [*HOSTILE, "[red]x[/red] [link=http://evil.example]y[/link] :smile:"])
def test_what_people_write_moves_no_cursor_and_is_no_markup(text: str) -> None:
    file = io.StringIO()
    status_table(hostile(text), Console(file=file, width=400, force_terminal=True, color_system=None))
    shown = file.getvalue()
    assert all(sign.isprintable() or sign == "\n" for sign in shown)
    assert unbroken("".join(sign if sign.isprintable() else " " for sign in text)) in unbroken(shown)
