"""The blank of a department: units, lines without amounts, notes, and what the new year does not have."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from generator import api
from generator.intake.roster import Listed
from generator.issue.blank import LastYear, blank_department
from generator.layout.layout_set import LayoutSet
from generator.layout.schema import Figure, Sentence
from generator.messages import render
from generator.model.budget import Department, IncomeEntry, LineItem, PreviousFigure, Unit
from generator.model.finding import Finding

UNITS = (Unit("局", "001", "行政单位"), Unit("中心", "002", "事业单位"))


def line(unit: str = "局", fen: int | None = 100, note: str = "", function: str = "2010301") -> LineItem:
    return LineItem(unit, function, "30201", "基本支出", "", "一般财力", fen, note)


@cache
def layout(year: int) -> LayoutSet:
    """A layout with one figure of last year."""
    name = Sentence(zh="全部支出", en="all expenditure")
    figure = Figure(measure="all", name=name, item="合计", counts="支出")
    return replace(api.load_layout("xinjiang", year), previous_figures=(figure,))


def blank(
    *items: LineItem, listed: Listed | None = None, income: tuple[IncomeEntry, ...] = ()
) -> tuple[Department, list[Finding]]:
    last = Department("局", 2024, UNITS, items, income, code="305", level_word="单位")
    issued, findings = blank_department(
        listed or Listed("局"), layout(2025), LastYear(last, layout(2024), "去年/局")
    )
    assert all("{" not in render(finding, language) for finding in findings for language in ("zh", "en"))
    return issued, findings


def test_without_last_year_there_is_the_department_itself() -> None:
    issued, findings = blank_department(Listed("局", "305", "行政单位"), layout(2025))
    assert findings == []
    assert issued == Department("局", 2025, (Unit("局", "", "行政单位"),), code="305")


def test_nobody_has_no_unit() -> None:
    assert blank_department(Listed(""), layout(2025))[0] == Department("", 2025, ())


def test_units_of_last_year_go_on_and_so_does_what_the_roster_leaves_out() -> None:
    issued, _ = blank()
    assert (issued.units, issued.code, issued.level_word) == (UNITS, "305", "单位")
    issued, _ = blank(listed=Listed("局", "306", level_word="部门"))
    assert (issued.code, issued.level_word) == ("306", "部门")


def test_units_of_the_roster_win_and_keep_their_code_and_kind() -> None:
    named = (Unit("新站"), Unit("局"))
    issued, _ = blank(listed=Listed("局", kind="参公事业单位", units=named))
    assert issued.units == (Unit("新站", "", "参公事业单位"), Unit("局", "001", "行政单位"))


def test_the_kind_of_the_roster_is_for_the_first_unit_where_nothing_better_is_known() -> None:
    issued, _ = blank(listed=Listed("局", kind="事业单位"))
    assert issued.units == UNITS


def test_lines_come_once_in_order_without_amounts_and_with_last_year_s() -> None:
    issued, findings = blank(
        line(fen=123_450_000), line("中心", 0), line(fen=1, note="合同"), line(fen=-2, note="合同")
    )
    assert findings == []
    assert [(item.unit, item.fen, item.note) for item in issued.items] == [
        ("局", None, "上年 1,234,499.99 元；合同"),
        ("中心", None, "上年 0.00 元"),
    ]
    assert issued.previous == (PreviousFigure("all", "合计", 123_449_999),)


def test_a_line_that_had_no_amount_has_no_note_of_it() -> None:
    assert blank(line(fen=None, note="甲"))[0].items[0].note == "甲"


def test_notes_do_not_pile_up_from_year_to_year() -> None:
    first = blank(line(note="合同"))[0].items[0]
    assert blank(replace(first, fen=200))[0].items[0].note == "上年 2.00 元；合同"
    assert blank(replace(first, fen=200, note="上年 -1,000.00 元"))[0].items[0].note == "上年 2.00 元"
    assert blank(line(note="比上年 1.00 元多"))[0].items[0].note == "上年 1.00 元；比上年 1.00 元多"
    assert len(blank(line(note="长" * 1000))[0].items[0].note) == 1000


def test_income_comes_once_without_amounts() -> None:
    entry = IncomeEntry("局", "一般财力", 100)
    issued, _ = blank(income=(entry, IncomeEntry("中心", "一般财力", 5), entry))
    assert issued.income == (IncomeEntry("局", "一般财力", None), IncomeEntry("中心", "一般财力", None))


def test_names_of_codes_go_on() -> None:
    written = replace(line(), function_name="", economic_name="办公费用")
    item = blank(line(), written)[0].items[0]
    assert (item.function_name, item.economic_name) == ("行政运行", "办公费用")


def test_a_unit_is_written_as_the_roster_writes_it() -> None:
    named = (Unit("局"), Unit("中 心"))
    issued, findings = blank(line("中心"), listed=Listed("局", units=named))
    assert (issued.items[0].unit, findings) == ("中 心", [])


def test_the_unit_that_bears_the_department_s_name_bears_its_new_one() -> None:
    issued, findings = blank(line("局"), line("中心"), listed=Listed("新局", "305"))
    assert issued.units == (Unit("新局", "001", "行政单位"), UNITS[1])
    assert ([item.unit for item in issued.items], findings) == (["新局", "中心"], [])
    named = (Unit("新局"), Unit("中心"))
    again, findings = blank(line("局"), line("中心"), listed=Listed("新局", "305", units=named))
    assert (again, findings) == (issued, [])


def test_a_code_that_has_ended_stays_and_is_told_with_its_successor() -> None:
    issued, (finding,) = blank(line(function="2210107"), line("中心", function="2210107"))
    assert [item.function_code for item in issued.items] == ["2210107"] * 2
    assert (finding.code, finding.place.file, finding.found) == (
        "PRV-010",
        "去年/局",
        "2210107 保障性住房租金补贴",
    )
    assert dict(finding.details)["lines"] == "2"
    assert dict(finding.details)["nearest"].startswith("2")


def test_units_and_sources_that_are_gone_are_told() -> None:
    gone = replace(line("中心"), funding_source="旧财力")
    issued, findings = blank(gone, listed=Listed("局", units=(Unit("局"), Unit("中心站"))))
    assert (issued.items[0].unit, issued.items[0].funding_source) == ("中心", "旧财力")
    told = [(finding.code, finding.found, dict(finding.details)["nearest"]) for finding in findings]
    assert told == [("PRV-011", "中心", "中心站"), ("PRV-012", "旧财力", "一般财力")]
