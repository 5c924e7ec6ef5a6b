"""The page of the status as markup: whole in itself, escaped, the same counts as everywhere."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest

from generator.messages import Language
from generator.status.page import status_page
from generator.status.standing import State, Status
from tests.reply.submissions import HOSTILE
from tests.reply.test_findings_page import Page
from tests.status.standings import ALL, FARMING, OFFICE, STRANGER, hostile, many, status


def page_of(shown: Status, language: Language = "zh") -> Page:
    return Page(status_page(shown, language))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "shown", [status(), status(()), status(unrecognised=()), status((OFFICE,)), status((STRANGER,)), many(20)]
)
def test_every_element_is_closed(shown: Status, language: Language) -> None:
    page = page_of(shown, language)
    assert page.open == []
    assert page.all("html") == [{"lang": "zh-CN" if language == "zh" else "en"}]
    assert len(page.all("tbody")) >= len(shown.departments)


def test_the_page_says_everything() -> None:
    said = page_of(status()).text
    for words in (
        "2025 年部门预算收报情况（一上）",
        "截至 2024-12-15 10:00 · 截止日期 2024-12-10",
        "应报 7 个部门，已报 5 个",
        "304-望泉地区发展改革和统计局（定稿）.xlsx",
        "2024-12-09/304-望泉地区发展改革和统计局（定稿）.xlsx",
        "望泉地区粮食和物资储备服务中心",
        "有效的是第 2 次上报",
        "放行 1 处",
        "名册上没有，可能是：石榆市文化馆",
        "邮件附件.zip › 新建表格(2).xlsx",
        "文件有密码，打不开",
        "1,336.00",
        "✔ 已通过",
        "！ 逾期",
    ):
        assert words in said


def test_the_bar_has_a_share_for_each_state_and_says_it_in_words() -> None:
    page = page_of(status())
    bars = page.all("rect")
    assert [each["class"] for each in bars] == [
        "accepted",
        "to_explain",
        "refused",
        "unreadable",
        "missing",
    ]
    assert sum(float(each["width"]) for each in bars) == pytest.approx(1000, abs=0.1)
    (picture,) = page.all("svg")
    assert "已通过 2 个，29%" in picture["aria-label"]
    assert picture["role"] == "img"


def test_each_light_is_a_sign_as_well_as_a_colour() -> None:
    said = page_of(status()).text
    for state, light in {
        State.MISSING: "○ 未报",
        State.UNREADABLE: "？ 无法读取",
        State.REFUSED: "✘ 退回",
        State.TO_EXPLAIN: "▲ 待说明",
        State.ACCEPTED: "✔ 已通过",
    }.items():
        assert said.count(light) >= 1 + status().counts[state]


def test_what_needs_the_script_is_hidden_or_does_nothing_without_it() -> None:
    page = page_of(status())
    (find,) = page.all("div", **{"class": "find"})
    assert "hidden" in find
    assert all("disabled" in each for each in page.all("button"))
    assert all("hidden" not in each for each in page.all("tbody"))


def test_columns_that_nobody_fills_are_left_out() -> None:
    bare = replace(FARMING, group="", contact="")
    assert "联系人" not in page_of(status((bare,))).text
    assert "联系人" in page_of(status((bare, OFFICE))).text


def test_without_a_roster_nobody_is_missing_or_a_stranger() -> None:
    page = page_of(status(tuple(replace(each, on_roster=False, suspected=()) for each in ALL[:4])))
    assert "没有名册" in page.text
    assert "名册外" not in page.text
    assert "名册上没有" not in page.text
    assert page.all("button", **{"data-kind": "missing"}) == []


@pytest.mark.parametrize("text", ["", *HOSTILE])
def test_the_page_asks_nobody_for_anything(text: str) -> None:
    page = page_of(hostile(text))
    for tag, attributes in page.elements:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base", "form", "a", "audio", "video"}
        assert not any(name.startswith("on") or name in ("style", "src", "href") for name in attributes)
    for text_inside in page.raw.values():
        assert not re.search(r"https?:|url\(|@import|fetch|XMLHttpRequest|innerHTML|eval", text_inside)


def test_the_page_allows_its_own_style_and_script_and_nothing_else() -> None:
    page = page_of(status())
    (policy,) = page.all("meta", **{"http-equiv": "Content-Security-Policy"})
    rules = dict(rule.strip().split(" ", 1) for rule in policy["content"].split(";"))
    hashes = {
        tag: f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for tag, text in page.raw.items()
    }
    assert rules == {
        "default-src": "'none'",
        "style-src": hashes["style"],
        "script-src": hashes["script"],
        "base-uri": "'none'",
        "form-action": "'none'",
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_write_is_text(text: str) -> None:
    plain, wild = page_of(hostile("x")), page_of(hostile(text))
    assert [tag for tag, _ in wild.elements] == [tag for tag, _ in plain.elements]
    shown = "".join(sign if sign.isprintable() else " " for sign in text)
    assert wild.text.count(shown) >= 10
    assert status_page(hostile(text)).encode("utf-8")
