"""The page of findings: whole in itself, escaped, readable without its script."""

import base64
import hashlib
import html.parser
import re

import pytest

from generator.reply.findings_page import findings_page
from tests.reply.submissions import HOSTILE, accepted, hostile, refused, to_explain, unreadable

VOID = {"meta", "input", "br"}
ALL = (refused(), accepted(), to_explain(), unreadable())


class Page(html.parser.HTMLParser):
    """What a browser sees: the elements with their attributes, the text, what is left open."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self.open, self.texts, self.raw = [], [], [], {}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] in ("style", "script"):
            self.raw[self.open[-1]] = self.raw.get(self.open[-1], "") + data
        else:
            self.texts.append(data)

    def all(self, tag, **attributes):
        wanted = attributes.items()
        return [each for name, each in self.elements if name == tag and wanted <= each.items()]

    @property
    def text(self):
        return "".join(self.texts)


def page_of(*submissions, language="zh"):
    return Page(findings_page(submissions, language))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("submissions", [ALL, ALL[:1], [accepted()], []])
def test_every_element_is_closed(submissions, language):
    page = page_of(*submissions, language=language)
    assert page.open == []
    assert page.all("html") == [{"lang": "zh-CN" if language == "zh" else "en"}]
    assert len(page.all("section")) == len(submissions)


def test_the_page_says_everything_that_was_found():
    page = page_of(*ALL)
    said = page.text
    for words in (
        "共 4 份：接收 1，待说明 1，退回 1，无法读取 1",
        "✘ 退回",
        "✔ 接收",
        "▲ 待说明",
        "？ 无法读取",
        "支出录入!I26“金额（元）”",
        "金额不是数字",
        "“十万”",
        "以元为单位的数字，例如 12345.67",
        "同样的还有 7 处：支出录入!I27、I29–I31、I40、I42、I44",
        "由此引起 7 处",
        "表4!C9“一般公共预算”：还没有填金额；同样的还有 2 处：表4!C10–C11",
        "平 1 项，取整 1 项，不平 1 项，不适用 1 项",
        "教育支出相差 0.01 元",
        "123456",
        "没有发现问题。",
    ):
        assert words in said
    assert [each["data-severity"] for each in page.all("li") if "data-severity" in each] == [
        "error",
        "warning",
        "note",
        "warning",
        "error",
    ]


def test_the_page_in_english():
    said = page_of(*ALL, language="en").text
    for words in ("✘ returned", "the amount is not a number", "the same in 7 more:", "Nothing to mend"):
        assert words in said


def test_a_file_in_the_table_leads_to_its_section():
    page = page_of(*ALL)
    links = [each["href"] for each in page.all("a")]
    ids = [each["id"] for _, each in page.elements if "id" in each]
    assert [link for link in links if link != "#top"] == [f"#file-{number}" for number in (1, 2, 3, 4)]
    assert set(links) <= {f"#{each}" for each in ids}
    assert len(ids) == len(set(ids))
    assert page_of(refused()).all("a") == []


def test_the_page_allows_its_own_style_and_script_and_nothing_else():
    page = page_of(*ALL)
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
    assert not re.search(r"unsafe|\*", policy["content"])


@pytest.mark.parametrize("text", ["", *HOSTILE])
def test_the_page_asks_nobody_for_anything(text):
    page = page_of(*ALL, hostile(text))
    for tag, attributes in page.elements:
        assert tag not in {
            "link",
            "img",
            "iframe",
            "object",
            "embed",
            "base",
            "form",
            "svg",
            "audio",
            "video",
        }
        assert not any(name.startswith("on") or name in ("style", "src", "srcset") for name in attributes)
        assert all(name != "href" or value.startswith("#") for name, value in attributes.items())
    for text_inside in page.raw.values():
        assert not re.search(r"https?:|url\(|@import|fetch|XMLHttpRequest|innerHTML|eval", text_inside)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_write_is_text(text):
    plain, wild = page_of(hostile("x"), accepted()), page_of(hostile(text), accepted())
    assert [tag for tag, _ in wild.elements if tag != "br"] == [
        tag for tag, _ in plain.elements if tag != "br"
    ]
    shown = "".join(sign if sign.isprintable() else " " for sign in text)
    assert wild.text.count(shown) >= 10
    assert findings_page([hostile(text)]).encode("utf-8")


def test_what_needs_the_script_is_hidden_without_it():
    page = page_of(*ALL)
    (bar,) = page.all("div", role="search")
    assert "hidden" in bar
    assert [each["value"] for each in page.all("input", type="checkbox")] == ["error", "warning", "note"]
    assert all("hidden" not in each for each in page.all("li"))
    assert len(page.all("details")) == 1 + 2
    assert page_of(accepted()).all("input") == []


def test_the_page_prints_on_paper():
    style = page_of().raw["style"]
    assert "@page { size: A4;" in style
    assert "@media print" in style
