"""The funding sources of a layout set."""

import pytest

from generator.model.funding import load_funding_sources
from generator.model.list_file import ListError
from generator.resources import layouts_folder

HEAD = "name,english,budget,period,nature\n"


def test_the_sources_of_xinjiang_in_the_order_of_the_tables():
    sources = load_funding_sources(layouts_folder() / "xinjiang" / "funding_sources.csv")
    assert len(sources) == 17
    assert (sources[0].name, sources[0].english) == ("一般财力", "general_appropriation")
    assert {source.nature for source in sources if source.budget == "单位资金"} == {"非财政拨款"}
    assert [source.period for source in sources].index("上年结转") == 12


@pytest.mark.parametrize(
    ("rows", "line", "found"),
    [
        ("甲,a,一般预算,本年,财政拨款\n", 2, "budget '一般预算'"),
        ("甲,a,单位资金,今年,财政拨款\n", 2, "period '今年'"),
        ("甲,a,单位资金,本年,拨款\n", 2, "nature '拨款'"),
        ("甲,a,单位资金,本年,财政拨款\n甲,b,单位资金,本年,财政拨款\n", 3, "name '甲'"),
        (",a,单位资金,本年,财政拨款\n", 2, "name ''"),
    ],
)
def test_a_wrong_source_is_refused_with_its_line(tmp_path, rows, line, found):
    path = tmp_path / "sources.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    with pytest.raises(ListError) as error:
        load_funding_sources(path)
    assert (error.value.faults[0].line, error.value.faults[0].found) == (line, found)


def test_dated_sources_are_those_of_the_year(tmp_path):
    path = tmp_path / "sources.csv"
    path.write_text(
        "name,english,budget,period,nature,since,until\n"
        "甲,a,单位资金,本年,非财政拨款,,2024\n"
        "甲,a,单位资金,本年,财政拨款,2025,\n"
        "乙,b,单位资金,本年,非财政拨款,2025,2025\n",
        encoding="utf-8",
    )
    named = {
        year: [(source.name, source.nature) for source in load_funding_sources(path, year)]
        for year in (2024, 2025, 2026)
    }
    assert named == {
        2024: [("甲", "非财政拨款")],
        2025: [("甲", "财政拨款"), ("乙", "非财政拨款")],
        2026: [("甲", "财政拨款")],
    }
    assert len(load_funding_sources(path)) == 3


@pytest.mark.parametrize(
    ("years", "found"), [("24,", "since '24'"), ("2025,2024", "2025 to 2024"), (",", "name '甲'")]
)
def test_wrong_years_of_a_source_are_refused(tmp_path, years, found):
    path = tmp_path / "sources.csv"
    head = "name,english,budget,period,nature,since,until\n"
    first = "甲,a,单位资金,本年,非财政拨款,,\n"
    path.write_text(f"{head}{first}甲,b,单位资金,本年,非财政拨款,{years}\n", encoding="utf-8")
    with pytest.raises(ListError) as error:
        load_funding_sources(path)
    assert found in [fault.found for fault in error.value.faults]
