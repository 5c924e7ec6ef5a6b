"""A code in a cell: whatever somebody made of it, and when it is left alone."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import api
from generator.model.classification import Code, CodeList
from generator.model.wording import plain_code
from generator.reader.typed.code import understood_code
from generator.reader.typed.understood import Understood
from generator.spreadsheet.raw_book import DateValue, ErrorValue, RawValue
from tests.workbook.test_typed_cells import CODES as LIVE_CODES

LAYOUT = api.load_layout("xinjiang", 2024)
FUNCTIONS = [code for code in LAYOUT.function.in_force(2024) if code.level == "项"]
ECONOMIC = [code for code in LAYOUT.economic.in_force(2024) if code.level == "款"]
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def function(value: RawValue | None) -> Understood:
    return understood_code(value, LAYOUT.function, 2024, "项")


def economic(value: RawValue | None) -> Understood:
    return understood_code(value, LAYOUT.economic, 2024, "款")


def message(understood: Understood) -> tuple[str, bool]:
    (repair,) = understood.repairs
    return repair.code, repair.live


WRITINGS = {
    "{wide}": "FIX-008",
    "{code}\u200b": "FIX-008",
    "{a} {b} {c}": "FIX-008",
    "{a}-{b}-{c}": "FIX-004",
    "{a}.{b}.{c}": "FIX-004",
    "{a}—{b}—{c}": "FIX-004",
    "{a}{b}.{c}": "FIX-004",
    "{code}.0": "FIX-004",
    "0{code}": "FIX-004",
    "'{code}": "FIX-004",
    "【{code}】": "FIX-004",
    "{code}　{name}": "FIX-005",
    "{code}{name}": "FIX-005",
    "{name} {code}": "FIX-005",
    "{name}（{code}）": "FIX-005",
    "{wide}-{name}": "FIX-005",
    "{code}\n{name}": "FIX-005",
}


@given(st.sampled_from(FUNCTIONS), st.sampled_from(sorted(WRITINGS)))
def test_a_code_survives_every_way_in_which_people_write_it(code: Code, writing: str) -> None:
    parts = {"a": code.code[:3], "b": code.code[3:5], "c": code.code[5:]}
    wide = code.code.translate(WIDE)
    understood = function(writing.format(code=code.code, name=code.name, wide=wide, **parts))
    assert understood.text == code.code
    assert message(understood)[0] == WRITINGS[writing]


@given(st.sampled_from(FUNCTIONS), st.sampled_from([str, Decimal, " {} ".format, "{}\n".format]))
def test_a_plain_code_is_nothing_to_tell(code: Code, make: type[str] | type[Decimal]) -> None:
    assert function(make(code.code)) == Understood(code.code)


@given(st.sampled_from(FUNCTIONS))
def test_what_the_drop_down_list_offers_is_nothing_to_tell(code: Code) -> None:
    assert function(f"{code.code} {code.name}") == Understood(code.code)


@pytest.mark.parametrize("typed", [typed for typed in LIVE_CODES if isinstance(typed, str)])
def test_what_the_live_sheet_understands_is_understood_alike(typed: str) -> None:
    understood = function(typed)
    assert understood.text == "2130301"
    assert all(repair.live for repair in understood.repairs)


@given(st.sampled_from(ECONOMIC))
def test_a_code_that_became_a_date_is_restored(code: Code) -> None:
    understood = economic(DateValue(Decimal(code.code)))
    assert understood.text == code.code
    assert message(understood) == ("FIX-007", True)


@pytest.mark.parametrize("typed", ["1982-09-07", "1982/9/7", "1982年9月7日"])
def test_the_date_may_have_become_a_text(typed: str) -> None:
    assert economic(typed).text == "30201"
    assert message(economic(typed)) == ("FIX-007", False)


@pytest.mark.parametrize("value", [DateValue(Decimal(40238)), "2010-3-01", "2010-03-01", "2010年3月1日"])
def test_a_date_may_be_a_code_that_was_cut_in_three(value: RawValue) -> None:
    assert function(value).text == "2010301"
    assert message(function(value)) == ("FIX-007", False)


def test_a_date_that_may_be_two_codes_stays_as_it_is() -> None:
    by_number, by_day = Code("2000215", "甲", "项", ""), Code("7376525", "乙", "项", "")
    day = DateValue(Decimal(2000215))
    for code in (by_number, by_day):
        assert understood_code(day, CodeList("书", (code,)), 2024, "项").text == code.code
    understood = understood_code(day, CodeList("书", (by_number, by_day)), 2024, "项")
    assert understood.text == "7376-05-25"
    assert dict(understood.repairs[0].details)["candidates"] == "2000215 甲、7376525 乙"
    assert dict(understood.repairs[0].details)["sheet"] == "2000215"


def test_an_ordinary_date_stays_as_it_is_though_the_sheet_takes_it_for_a_code() -> None:
    understood = economic(DateValue(Decimal(45327)))
    assert understood.text == "2024-02-05"
    assert dict(understood.repairs[0].details) == {"candidates": "", "sheet": "45327"}
    assert message(understood) == ("FIX-013", False)


def test_a_name_that_one_code_has_becomes_the_code() -> None:
    assert economic("办公费").text == "30201"
    assert message(economic(" 办公费")) == ("FIX-006", False)


def test_a_name_that_many_codes_have_stays_with_some_of_them() -> None:
    understood = function("行政运行")
    assert understood.text == "行政运行"
    assert dict(understood.repairs[0].details)["candidates"].startswith("2010101 行政运行、2010201 行政运行")
    assert message(understood) == ("FIX-013", True)


def test_a_name_of_another_level_is_left_for_the_intake() -> None:
    assert economic("商品和服务支出") == Understood("商品和服务支出")


def test_code_and_name_that_contradict_each_other_are_not_decided() -> None:
    understood = function("2010301 机关服务")
    assert understood.text == "2010301 机关服务"
    details = dict(understood.repairs[0].details)
    assert details["candidates"].startswith("2010301 行政运行、2010303 机关服务")
    assert details["sheet"] == "2010301"
    assert economic("30201（咨询费）").text == "30201（咨询费）"
    unlisted = function("2010398 机关服务")
    assert unlisted.text == "2010398 机关服务"
    assert dict(unlisted.repairs[0].details)["candidates"].startswith("2010398、2010303 机关服务")


def test_a_remark_beside_a_code_is_left_out() -> None:
    assert function("2010301 办公室用").text == "2010301"
    assert function("2019901 本县自定").text == "2019901"


def test_a_code_of_another_level_keeps_its_level_for_the_intake_to_refuse() -> None:
    assert function("20103") == Understood("20103")
    assert function("20103 政府办公厅（室）及相关机构事务").text == "20103"


def test_zeros_in_front_are_restored_and_taken_away() -> None:
    codes = CodeList("书", (Code("0110101", "有零的", "项", "01101"),))
    assert understood_code(Decimal(110101), codes, 2024, "项").text == "0110101"
    assert economic("0030201").text == "30201"
    assert economic("0099999") == Understood("0099999")


@pytest.mark.parametrize(
    "typed",
    [
        "2130301 2130302",
        "2010301、2010302",
        "2010301或2010302",
        "213030.1",
        "-2130301",
        "=2010301",
        "20103011",
        "201-99-77",
        "abc",
        "行政2010301运行",
    ],
)
def test_what_is_no_code_for_certain_stays_as_it_is(typed: str) -> None:
    understood = function(typed)
    assert understood.text == typed
    assert [repair.code for repair in understood.repairs] in ([], ["FIX-013"])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("  ", ""),
        ("\u200b", ""),
        (True, "TRUE"),
        (ErrorValue("#REF!"), "#REF!"),
        (Decimal("213030.1"), "213030.1"),
        (Decimal("1E+40"), f"1{'0' * 40}"),
        (DateValue(Decimal(-5)), "1899-12-25"),
    ],
)
def test_other_values_are_what_they_show(value: RawValue | None, text: str) -> None:
    assert function(value) == Understood(text)


@given(
    st.text(max_size=20)
    | st.text("0123456789", max_size=9)
    | st.text("0123２３ -.．/年月日()行政运行\u200b①", max_size=14)
)
def test_no_code_is_made_in_silence(text: str) -> None:
    for understood in (function(text), economic(text)):
        told = [repair.code for repair in understood.repairs if repair.code != "FIX-013"]
        if not told:
            assert understood.text in ("", text.strip())
            taken = plain_code(understood.text)
            assert taken == understood.text or not (
                taken.isascii() and taken.isdigit() and len(taken) in (5, 7)
            )
        else:
            assert understood.text.isascii()
            assert understood.text.isdigit()
