"""The catalogue: complete in both languages, used everywhere, and the only place for words."""

import ast
import re
from pathlib import Path

import pytest

import generator
from generator.messages import (
    LANGUAGES,
    CatalogueError,
    catalogue,
    finding,
    read_catalogue,
    render,
    words,
)
from generator.model.finding import Place, Severity

CODE = re.compile(r"[A-Z]{2,5}-\d{3}")
PACKAGE = Path(generator.__file__).parent


def codes_in_python():
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py"))
    texts = (node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {text for text in texts if isinstance(text, str) and CODE.fullmatch(text)}


def test_every_code_of_the_program_is_in_the_catalogue_and_the_other_way_round():
    assert codes_in_python() == set(catalogue())


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_both_languages_say_everything_with_the_same_facts(code):
    assert CODE.fullmatch(code)
    chinese, english = (catalogue()[code].wordings[language] for language in LANGUAGES)
    for wording in (chinese, english):
        assert all((wording.title, wording.found, wording.expected, wording.remedy))
        assert "\n" not in wording.title
    facts = [{re.sub("_(zh|en)$", "", name) for name in each.placeholders()} for each in (chinese, english)]
    assert facts[0] == facts[1]
    assert re.search("[\u4e00-\u9fff]", chinese.title)
    assert not re.search("[\u4e00-\u9fff]", english.title)


def test_a_finding_has_the_severity_of_the_catalogue():
    assert finding("IN-008", Place("a.csv", 2), found="0").severity is Severity.NOTE


def test_a_code_that_is_not_in_the_catalogue_is_a_mistake_of_the_program():
    with pytest.raises(CatalogueError, match="XX-999"):
        finding("XX-999", Place("a.csv"))


def test_a_finding_without_its_facts_is_a_mistake_of_the_program():
    with pytest.raises(CatalogueError, match="limit"):
        finding("FILE-004", Place("a.csv"), found="60 MB")


def test_a_line_without_its_fact_is_left_out():
    place = Place("a.csv", 2, "unit")
    without = finding("IN-002", place, found="甲", allowed="乙", nearest="")
    with_one = finding("IN-002", place, found="甲", allowed="乙", nearest="乙")
    assert len(words(without).remedy.splitlines()) == 1
    assert words(with_one).remedy.splitlines()[1] == "最接近的是“乙”"


def test_the_shape_of_a_rendered_finding():
    told = finding("IN-003", Place("支出明细.csv", 5, "支出类型"), found="基本", nearest="基本支出")
    assert render(told) == (
        "IN-003    支出明细.csv 第 5 行“支出类型”：支出类型不对\n"
        "发现      “基本”\n"
        "应为      基本支出 或 项目支出\n"
        "处理      改为其中一个\n"
        "          最接近的是“基本支出”"
    )
    assert render(told, "en") == (
        "IN-003    支出明细.csv row 5, 支出类型: wrong kind of expenditure\n"
        "found     “基本”\n"
        "expected  基本支出 (basic) or 项目支出 (project)\n"
        "fix       use one of the two\n"
        "          the nearest is “基本支出”"
    )


def test_what_people_wrote_cannot_break_the_sentence():
    told = finding("IN-005", Place("a.csv", 2, "amount_yuan"), found="{limit}\x1b[2J\n" + "9" * 5000)
    written = render(told, "en")
    assert "{limit}" in written
    assert "\x1b" not in written
    assert len(written.splitlines()) == 4
    assert len(written) < 400


@pytest.mark.parametrize(
    "text",
    ["- 1\n", "IN-001: {severity: error}\n", "IN-001: {severity: fatal, zh: {}, en: {}}\n", "IN-001: 1\n"],
)
def test_an_incomplete_catalogue_is_refused(tmp_path, text):
    (tmp_path / "some.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError):
        read_catalogue(tmp_path)


def test_a_code_has_one_meaning(tmp_path):
    for name in ("one.yaml", "two.yaml"):
        entry = (PACKAGE.parent / "layouts" / "messages" / "issue.yaml").read_text(encoding="utf-8")
        (tmp_path / name).write_text(entry, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"two.yaml: ROS-001"):
        read_catalogue(tmp_path)
