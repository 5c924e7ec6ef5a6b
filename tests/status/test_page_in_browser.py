"""The page of the status in a real browser: search, filter, sort, unfold, print, and nothing runs."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from generator.status.page import status_page
from generator.status.standing import Status
from tests.reply.submissions import HOSTILE
from tests.status.browser import ENTER, SPACE, Browser
from tests.status.standings import ALL, hostile, many, status

pytestmark = pytest.mark.xdist_group("browser")

NAMES = ".facts > th"
ROSTER = [each.name for each in ALL]
WILD = (
    *HOSTILE,
    "<img src=x onerror=\"window.ran='img'\">",
    "<svg onload=window.ran='svg'><script>window.ran='script'</script>",
    '"><a href="javascript:window.ran=\'link\'">x</a>',
    "' autofocus onfocus=window.ran='focus' x='",
    "javascript:window.ran='url'",
)


@pytest.fixture
def page(tmp_path: Path, browser: Browser) -> Browser:
    return opened(browser, tmp_path, status())


def opened(browser: Browser, folder: Path, shown: Status) -> Browser:
    path = folder / "status.html"
    path.write_text(status_page(shown), encoding="utf-8")
    browser.open(path)
    return browser


def search(page: Browser, words: str) -> None:
    box = page.one("input[type=search]")
    box.clear()
    box.send_keys(words)


def sort_by(page: Browser, heading: str, key: str = "") -> None:
    button = next(each for each in page.all(".departments > thead button") if each.text == heading)
    button.send_keys(key) if key else button.click()


def sorting(page: Browser) -> dict[str, str]:
    headings = page.all(".departments > thead th")
    return {each.text: way for each in headings if (way := each.get_attribute("aria-sort"))}


def test_the_page_works_without_a_complaint(page: Browser) -> None:
    assert page.seen(NAMES) == ROSTER
    assert page.seen("output") == ["显示 8 / 8 个部门"]
    assert page.complaints() == []
    assert page.run("return performance.getEntriesByType('resource').length") == 0


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("教育", ["沙棠县教育局"]),
        ("316", ["石榆市住房和城乡建设局"]),
        ("３１６", ["石榆市住房和城乡建设局"]),
        ("普查中心", ["望泉地区发展改革和统计局"]),
        ("定稿 XLSX", ["望泉地区发展改革和统计局"]),
        ("石榆市 馆", ["石榆市文化馆", "石榆市文化体育馆"]),
        ("没有这个部门", []),
    ],
)
def test_the_search_narrows_to_department_code_unit_or_file(
    page: Browser, words: str, found: list[str]
) -> None:
    search(page, words)
    assert page.seen(NAMES) == found
    assert page.seen("output") == [f"显示 {len(found)} / 8 个部门"]
    assert page.seen(".unmatched") == ([] if found else ["没有符合条件的部门。"])


def test_a_whole_fingerprint_is_found(page: Browser) -> None:
    newest = ALL[2].newest
    assert newest is not None
    search(page, newest.digest)
    assert page.seen(NAMES) == [ALL[2].name]


def test_what_was_found_inside_unfolds_and_folds_again(page: Browser) -> None:
    search(page, "普查中心")
    assert any("望泉地区普查中心" in text for text in page.seen(".departments .listed"))
    search(page, "304")
    assert page.seen(".departments .listed") == []


def test_a_count_filters_and_lets_go_again(page: Browser) -> None:
    page.one(".kind.refused").click()
    assert page.seen(NAMES) == ["望泉地区发展改革和统计局"]
    assert [each.text for each in page.all(".kind[aria-pressed=true]")] == ["✘ 退回\n1"]
    page.one(".kind.late").click()
    assert page.seen(NAMES) == ["石榆市住房和城乡建设局", "沙棠县农业农村局", "石榆市文化馆"]
    search(page, "文化")
    assert page.seen(NAMES) == ["石榆市文化馆"]
    page.one(".kind.late").click()
    assert page.seen(NAMES) == ["石榆市文化馆", "石榆市文化体育馆"]
    page.one(".kind.stranger").send_keys(SPACE)
    assert page.seen(NAMES) == ["石榆市文化体育馆"]


def test_every_count_is_the_number_of_rows_that_it_leaves(page: Browser) -> None:
    for button in page.all(".kind"):
        button.click()
        assert len(page.seen(NAMES)) == int(button.text.split("\n")[1])


def test_a_column_sorts_up_down_and_back_to_the_roster(page: Browser) -> None:
    sort_by(page, "支出（万元）")
    assert sorting(page) == {"支出（万元）": "ascending"}
    amounts = [ROSTER[0], ROSTER[3], ROSTER[1]]
    rest = [name for name in ROSTER if name not in amounts]
    assert page.seen(NAMES) == [*amounts, *rest]
    sort_by(page, "支出（万元）")
    assert sorting(page) == {"支出（万元）": "descending"}
    assert page.seen(NAMES) == [*reversed(amounts), *rest]
    sort_by(page, "支出（万元）")
    assert sorting(page) == {}
    assert page.seen(NAMES) == ROSTER


def test_states_sort_by_what_wants_attention_and_names_by_sound(page: Browser) -> None:
    sort_by(page, "状态")
    marks = [text[0] for text in page.seen(".facts .light:first-child")]
    assert marks == ["○", "○", "？", "✘", "✘", "▲", "✔", "✔"]
    sort_by(page, "部门")
    assert sorting(page) == {"部门": "ascending"}
    assert page.seen(NAMES)[:3] == ["青梧县老干部休养所", "沙棠县教育局", "沙棠县农业农村局"]


@pytest.mark.parametrize("key", [ENTER, SPACE])
def test_the_keyboard_sorts_and_unfolds(page: Browser, key: str) -> None:
    sort_by(page, "编码", key)
    sort_by(page, "编码", key)
    assert sorting(page) == {"编码": "descending"}
    assert page.seen(NAMES) == ROSTER[::-1]
    page.one(".departments summary").send_keys(key)
    assert len(page.seen(".departments details[open] .listed")) == 2


def test_a_department_unfolds_its_units_and_everything_that_it_sent(page: Browser) -> None:
    assert page.seen(".departments .listed") == []
    page.all(".departments summary")[1].click()
    units, versions = page.seen(".departments .listed")
    assert "望泉地区粮食和物资储备服务中心 没有数据" in units
    assert versions.index("第 3 次") < versions.index("第 2 次") < versions.index("第 1 次")
    assert "✔ 已通过\n有效" in versions.replace(" 有效", "\n有效")


def test_everything_can_be_reached_and_is_named(page: Browser) -> None:
    for selector in ("input", "svg", "[role=group]"):
        assert page.one(selector).get_attribute("aria-label")
    focusable = "button:not(:disabled), input, summary"
    reached = page.run(
        "return [...document.querySelectorAll(arguments[0])].every(e => e.tabIndex === 0)", focusable
    )
    assert reached
    assert page.all(".kind:disabled") == []


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG counts it."""

    def luminance(colour: str) -> float:
        parts = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_every_text_stands_out_from_its_ground(page: Browser) -> None:
    pairs = page.run(
        """
        const ground = element => {
          const colour = getComputedStyle(element).backgroundColor;
          return colour.startsWith("rgba(0, 0, 0, 0") ? ground(element.parentElement) : colour;
        };
        const texts = "h1, .moment, .totals, .kind, output, th, td, .light, summary span, .nothing, code";
        const colours = element => [getComputedStyle(element).color, ground(element), element.className];
        return [...document.querySelectorAll(texts)].map(colours);
        """
    )
    assert len(pairs) > 100
    assert [pair for pair in pairs if contrast(*pair[:2]) < 4.5] == []


@pytest.mark.parametrize("text", WILD)
def test_what_people_write_is_shown_and_never_run(browser: Browser, tmp_path: Path, text: str) -> None:
    page = opened(browser, tmp_path, hostile(text))
    for summary in page.all("summary"):
        summary.click()
    search(page, text.strip()[:12])
    sort_by(page, "部门")
    shown = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    assert page.seen(NAMES)[0] == shown
    assert shown in page.one(".unrecognised").text
    assert page.run("return window.ran") is None
    assert page.run("return document.querySelectorAll('img, a, iframe, object, form').length") == 0
    assert page.run("return document.querySelectorAll('script').length") == 1
    assert page.complaints() == []


def test_no_script_but_its_own_may_run(page: Browser) -> None:
    page.run(
        """
        const script = document.createElement("script");
        script.textContent = "window.ran = 'foreign'";
        document.body.append(script);
        const inline = "<b onclick=\\"window.ran='inline'\\">b</b>";
        document.querySelector("main").insertAdjacentHTML("beforeend", inline);
        document.querySelector("main b").click();
        """
    )
    assert page.run("return window.ran") is None
    assert any("Content Security Policy" in said for said in page.complaints())


def test_a_thousand_departments_are_searched_and_sorted(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, many(1000))
    milliseconds = page.run(
        """
        const box = document.querySelector("input[type=search]");
        const timed = act => { const start = performance.now(); act(); document.body.offsetHeight;
                               return Math.round(performance.now() - start); };
        const find = words => () => {
          box.value = words;
          box.dispatchEvent(new Event("input", {bubbles: true}));
        };
        return [timed(find("第77号局")), timed(find("")), timed(() =>
          document.querySelectorAll(".departments > thead button")[1].click())];
        """
    )
    names = ("search", "all again", "sort")
    print("1,000 departments, milliseconds:", dict(zip(names, milliseconds, strict=True)))
    search(page, "第77号局")
    assert page.seen("output") == ["显示 1 / 1000 个部门"]
    page.one("input[type=search]").clear()
    search(page, "第5")
    count = sum("第5" in f"第{number}号局" for number in range(1000))
    assert page.seen("output") == [f"显示 {count} / 1000 个部门"]


def test_the_page_prints_on_landscape_sheets_with_headings_on_each(page: Browser, tmp_path: Path) -> None:
    path = tmp_path / "status.pdf"
    path.write_bytes(page.printed())
    assert "841.9" in said_by("pdfinfo", path)
    sheets = said_by("pdftotext", "-layout", path, "-").split("\f")[:-1]
    assert len(sheets) >= 2
    assert sum("支出（万元）" in sheet.lstrip().splitlines()[0] for sheet in sheets[1:-1]) == len(sheets) - 2
    text = "".join("".join(sheets).split())
    for words in ("望泉地区粮食和物资储备服务中心", "第1次", "认不出部门的文件", "文件有密码，打不开"):
        assert words in text
    assert page.all("details[open]") == []


def said_by(program: str, *arguments: object) -> str:
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, check=True)
    return done.stdout


def test_the_page_reads_without_its_script(scriptless: Browser, tmp_path: Path) -> None:
    page = opened(scriptless, tmp_path, status())
    assert page.seen(NAMES) == ROSTER
    assert page.seen("input, output") == []
    assert page.seen(".kind.missing") == ["○ 未报\n2"]
    page.all(".departments summary")[1].click()
    assert len(page.seen(".departments .listed")) == 2
