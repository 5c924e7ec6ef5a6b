"""The page of HTML: whole in itself, accessible by the judgement of axe-core, right on paper."""

from __future__ import annotations

import dataclasses
import html
import importlib.resources
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from generator.publication.contents_pages import contents_of
from generator.publication.document import Heading, Paragraph, Stretch
from generator.publication.html_page import html_page, write_html
from tests.publication.sample_document import STATEMENT, sample
from tests.status.browser import Browser, chromium
from tests.status.conftest import require_browser

pytestmark = pytest.mark.xdist_group("published_page")

DRAFT = "草稿 · 校验未通过"
AXE = importlib.resources.files("axe_core_python") / "axe.min.js"
JUDGED = """
const done = arguments[arguments.length - 1];
const colours = {"color-contrast": {enabled: arguments[0]}};
axe.run(document, {resultTypes: ["violations"], rules: colours}).then(
  found => done(found.violations.map(each => [each.id, each.nodes.map(node => node.html.slice(0, 200))])),
  error => done([["axe", [String(error)]]]));
"""
HEADINGS = (
    "return [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(each => [each.tagName, each.textContent])"
)
NAMED = """
const said = id => document.getElementById(id).textContent;
const rows = [...document.querySelectorAll(arguments[0] + " tbody tr")];
return rows.map(row => [...row.cells].map(cell => [
  cell.textContent, (cell.getAttribute("headers") || "").split(" ").filter(Boolean).map(said)]));
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    require_browser()
    with chromium(tmp_path_factory.mktemp("profile")) as running:
        yield running


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("html") / "out.html"
    write_html(sample(DRAFT), path)
    return path


def judged(browser: Browser, colours: bool = True) -> list[Any]:
    """What axe-core finds: rules and places. Looking at all `colours` takes it seconds."""
    browser.run(AXE.read_text(encoding="utf-8"))
    found: list[Any] = browser.driver.execute_async_script(JUDGED, colours)
    return found


@pytest.mark.parametrize(("width", "colours"), [(1400, True), (400, False)])
def test_axe_finds_nothing_wrong_on_screens_wide_and_narrow(
    browser: Browser, page: Path, width: int, colours: bool
) -> None:
    browser.driver.set_window_size(width, 900)
    browser.open(page)
    assert judged(browser, colours) == []
    assert browser.complaints() == []


def test_axe_would_find_what_is_wrong(browser: Browser, page: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.html"
    text = page.read_text(encoding="utf-8")
    broken.write_text(
        text.replace(' lang="zh-CN"', "").replace("<h4", "<h6").replace("</h4", "</h6"), encoding="utf-8"
    )
    browser.open(broken)
    assert {rule for rule, _ in judged(browser)} >= {"html-has-lang", "heading-order"}


def test_headings_follow_the_document_without_a_gap(browser: Browser, page: Path) -> None:
    browser.open(page)
    found = browser.run(HEADINGS)
    assert found[0] == ["H1", "新疆巴州人民政府办公室 2024 年部门预算公开"]
    assert found[1] == ["H2", "目录"]
    levels = [int(tag[1]) for tag, _ in found]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    entries = contents_of(sample())
    assert levels[2:] == [entry.level + 1 for entry in entries]
    assert all(text.endswith(entry.stands) for (_, text), entry in zip(found[2:], entries, strict=True))


def test_every_entry_of_the_contents_leads_to_its_heading(browser: Browser, page: Path) -> None:
    browser.open(page)
    links = browser.run(
        "return [...document.querySelectorAll('nav a')].map("
        "a => [a.textContent, document.querySelector(a.getAttribute('href')).textContent])"
    )
    entries = contents_of(sample())
    assert [text for text, _ in links] == [entry.text for entry in entries]
    assert all(there.endswith(entry.stands) for (_, there), entry in zip(links, entries, strict=True))


def test_every_cell_names_the_headings_above_it_and_the_name_beside_it(browser: Browser, page: Path) -> None:
    browser.open(page)
    balance, income, *_ = browser.all(".official table")
    browser.run("arguments[0].id = 'balance'; arguments[1].id = 'income'", balance, income)
    first = browser.run(NAMED, "#balance")[0]
    assert first[1] == ["3,384.08", ["收入", "预算数", "一、本年收入"]]
    assert first[3] == ["2,597.01", ["支出", "预算数", "201 一般公共服务支出"]]
    row = browser.run(NAMED, "#income")[3]
    assert row[4] == ["2,597.01", ["总计", "行政运行"]]
    assert row[6] == ["2,597.01", ["财政拨款（补助）", "一般公共预算", "行政运行"]]


def test_tables_wider_than_the_screen_scroll_by_keyboard_and_the_page_does_not(
    browser: Browser, page: Path
) -> None:
    browser.driver.set_window_size(500, 900)
    browser.open(page)
    inner, outer = browser.run("return [document.documentElement.scrollWidth, window.innerWidth]")
    assert inner <= outer
    regions = browser.run(
        "return [...document.querySelectorAll('.scroll')].map("
        "each => [each.scrollWidth > each.clientWidth, each.tabIndex, each.getAttribute('aria-label')])"
    )
    assert any(scrolls for scrolls, _, _ in regions)
    assert {index for _, index, _ in regions} == {0}
    assert len({label for _, _, label in regions}) == len(regions) == 6


def test_the_first_stop_of_the_keyboard_skips_to_the_text(browser: Browser, page: Path) -> None:
    browser.open(page)
    link = browser.one("a")
    assert (link.text or link.get_attribute("textContent")) == "跳到正文"
    assert browser.one("#" + link.get_attribute("href").split("#")[1]).tag_name == "main"


def test_an_empty_table_says_so(browser: Browser, page: Path) -> None:
    browser.open(page)
    assert browser.seen("td.statement") == [STATEMENT]


def test_on_paper_wide_tables_lie_across_and_every_page_of_a_draft_says_so(
    browser: Browser, page: Path
) -> None:
    browser.open(page)
    with pypdfium2.PdfDocument(browser.printed()) as pdf:
        texts = ["".join(each.get_textpage().get_text_bounded().split()) for each in pdf]
        across = [each.get_width() > each.get_height() for each in pdf]
    assert all("草稿·校验未通过" in text for text in texts)
    assert [text for text, wide in zip(texts, across, strict=True) if wide] == [
        text for text in texts if "表2" in text and "编制部门" in text
    ]
    assert sum("※※※※123" in text for text in texts if "一般行政管理事务（第" in text) >= 2


def test_the_page_fetches_and_runs_nothing() -> None:
    text = html_page(sample())
    assert "<script" not in text
    assert not re.search(r"""(src|href)=["'](?!#)""", text)
    assert "url(" not in text
    assert "default-src 'none'" in html.unescape(text)
    assert DRAFT not in text


def test_hostile_texts_stay_texts(browser: Browser, tmp_path: Path) -> None:
    hostile = '<img src=x onerror="document.title=1"></p><script>document.title=1</script>'
    stretches = (Stretch(hostile),)
    blocks = (Heading(1, stretches), Heading(2, stretches), Paragraph(stretches))
    path = tmp_path / "hostile.html"
    write_html(dataclasses.replace(sample(), blocks=blocks, department=hostile, draft=hostile), path)
    browser.open(path)
    assert browser.seen("main p:not(.closing)") == [hostile]
    assert browser.all("img, script") == []
    assert browser.complaints() == []
