"""Names, kinds, free texts and notes in a cell."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.words import check_text
from generator.model.finding import Place
from generator.model.wording import plain_name
from generator.reader.typed.name import understood_kind, understood_name, understood_note, understood_text
from generator.reader.typed.sheet_sight import sheet_text
from generator.reader.typed.understood import Understood
from generator.spreadsheet.raw_book import DateValue, ErrorValue, RawValue

UNITS = ("榆林坡县水务局（本级）", "榆林坡县灌溉站", "榆林坡县 OA 信息中心", "“一网通办”中心")


def told(understood: Understood) -> list[tuple[str, bool]]:
    return [(repair.code, repair.live) for repair in understood.repairs]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("around", ["{}", " {} ", "\u00a0{}", "\u3000{}\n", "\t{}"])
def test_ordinary_blanks_around_a_name_are_nothing_to_tell(unit: str, around: str) -> None:
    assert understood_name(around.format(unit), UNITS) == Understood(unit)


@pytest.mark.parametrize(
    ("typed", "unit", "live"),
    [
        ("榆林坡县水务局(本级)", UNITS[0], False),
        ("榆林坡县水务局 （ 本级 ）", UNITS[0], False),
        ("榆林坡县灌溉站\u200b", UNITS[1], True),
        ("\ufeff榆林坡县灌溉站", UNITS[1], False),
        ("榆林坡县\n灌溉站", UNITS[1], True),
        ("榆林坡县OA信息中心", UNITS[2], False),
        ("榆林坡县 oa 信息中心", UNITS[2], True),
        ("榆林坡县 ＯＡ 信息中心", UNITS[2], False),
        ('"一网通办"中心', UNITS[3], False),
    ],
)
def test_signs_that_nobody_minds_are_repaired_and_told(typed: str, unit: str, live: bool) -> None:
    understood = understood_name(typed, UNITS)
    assert understood.text == unit
    assert told(understood) == [("FIX-008", live)]


@pytest.mark.parametrize("typed", ["水务局", "榆林坡县灌溉", "榆林坡县灌溉站站", "其他"])
def test_a_near_miss_is_left_for_the_intake(typed: str) -> None:
    assert understood_name(typed, UNITS) == Understood(typed)


def test_a_name_that_may_be_two_is_not_decided() -> None:
    listed = ("OA 中心", "oa中心")
    assert understood_name("oa中心", listed) == Understood("oa中心")
    understood = understood_name("Oa中心", listed)
    assert understood.text == "Oa中心"
    assert dict(understood.repairs[0].details)["candidates"] == "OA 中心、oa中心"


@given(st.sampled_from(UNITS), st.data())
def test_only_a_name_that_reads_the_same_is_taken(unit: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(unit)))
    typed = unit[:place] + data.draw(st.text(max_size=2)) + unit[place:]
    understood = understood_name(typed, UNITS)
    visible = "".join(sign for sign in typed if sign.isprintable() or sign.isspace())
    assert understood.text in (unit, typed.strip())
    if understood.text != typed.strip():
        assert plain_name(visible) == plain_name(unit)


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), ("\u200b ", ""), (Decimal(5), "5"), (ErrorValue("#N/A"), "#N/A"), (True, "TRUE")],
)
def test_other_values_are_what_they_show(value: RawValue | None, text: str) -> None:
    assert understood_name(value, UNITS) == Understood(text)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("基本", "基本支出"),
        ("项目", "项目支出"),
        ("基本支", "基本支出"),
        ("基本支出（人员经费）", "基本支出"),
        ("项目支出-专项", "项目支出"),
        ("basic", "基本支出"),
        ("Project", "项目支出"),
    ],
)
def test_a_kind_may_be_cut_short_or_explained(typed: str, kind: str) -> None:
    understood = understood_kind(typed)
    assert understood.text == kind
    assert told(understood) == [("FIX-009", False)]


def test_a_kind_as_it_is_listed_is_nothing_to_tell() -> None:
    assert understood_kind("基本支出 ") == Understood("基本支出")
    assert told(understood_kind("项 目 支 出")) == [("FIX-008", False)]


@pytest.mark.parametrize(
    "typed", ["支出", "基", "非基本支出", "基本支出和项目支出", "项目支出/基本支出", "人员经费", "", "2"]
)
def test_what_is_no_kind_for_certain_stays_as_it_is(typed: str) -> None:
    assert understood_kind(typed) == Understood(typed)


ASSIGNED = st.characters(exclude_categories=("Cs", "Cn"))


@given(st.text(ASSIGNED, max_size=12) | st.text("校舍 \n\t\u3000\u00a0\u200b\u2003\ufeffA", max_size=8))
def test_a_text_is_what_the_sheet_makes_of_it_or_it_is_told_that_it_is_not(text: str) -> None:
    understood = understood_text(text)
    if all(repair.live for repair in understood.repairs) and understood.text:
        assert understood.text == sheet_text(text)
    assert [each.code for each in check_text(understood.text, Place("a"))] == []
    assert understood_text(understood.text) == Understood(understood.text)


def test_blanks_at_the_ends_and_double_blanks_are_nothing_to_tell() -> None:
    assert understood_text("  校舍  维修\n") == Understood("校舍 维修")
    assert understood_note("第一行\n第二行\t完") == Understood("第一行 第二行 完")


def test_a_line_break_inside_a_name_goes_as_it_goes_in_the_sheet() -> None:
    understood = understood_text("校舍\n维修")
    assert understood.text == "校舍维修"
    assert told(understood) == [("FIX-008", True)]


def test_signs_that_nobody_sees_go_and_are_named() -> None:
    for understand in (understood_text, understood_note):
        understood = understand("校舍\u200b维修")
        assert understood.text == "校舍维修"
        assert dict(understood.repairs[0].details)["sign"] == "U+200B"


def test_a_number_is_a_text_and_a_formula_written_as_text_stays() -> None:
    assert understood_text(Decimal("316001")) == Understood("316001")
    assert understood_text("007") == Understood("007")
    assert understood_text("=1+1") == Understood("=1+1")


def test_a_date_and_an_error_value_are_no_texts() -> None:
    day = understood_text(DateValue(Decimal(45327)))
    assert (day.text, told(day)) == ("2024-02-05", [("FIX-011", False)])
    error = understood_text(ErrorValue("#REF!"))
    assert (error.text, told(error)) == ("", [("FIX-012", False)])
    assert told(understood_note(ErrorValue("#REF!"))) == [("FIX-012", True)]
