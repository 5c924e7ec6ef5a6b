"""An amount in a cell: one meaning is understood and told, a doubt is left for the person."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.model.amount import LARGEST_FEN, AmountError, parse_yuan, yuan
from generator.reader.typed.amount import understood_amount
from generator.spreadsheet.raw_book import DateValue, ErrorValue
from tests.workbook.test_typed_cells import AMOUNTS, NO_AMOUNTS

FEN = st.integers(-LARGEST_FEN, LARGEST_FEN)
WIDE = str.maketrans("0123456789.,()-", "０１２３４５６７８９．，（）－")
UNITS = {"万": 4, "万元": 4, "千元": 3, "百万元": 6, "亿": 8, "亿元": 8}


@st.composite
def written(draw: st.DrawFn, fen: int) -> str:
    """An amount in one of the ways in which people write it."""
    mark = draw(st.sampled_from(["", ",", "，", " ", "\u00a0", "'", "’"]))
    digits = f"{abs(yuan(fen)):,.2f}".replace(",", mark)
    if digits.endswith(".00") and draw(st.booleans()):
        digits = digits[:-3]
    currency = draw(st.sampled_from(["", "¥", "￥", "RMB", "rmb ", "CNY ", "人民币", "人民币￥"]))
    unit = draw(st.sampled_from(["", "元", " 元", "元整", "圆", "圆正", " RMB"]))
    text = f"{currency}{digits}{unit}"
    if fen < 0:
        text = draw(
            st.sampled_from(["-{}", "- {}", "−{}", "–{}", "—{}", "负{}", "({})", "（ {} ）", "{}"])
        ).format(text)
        if text[0] not in "-−–—负(（":
            text = f"{currency}-{digits}{unit}"
    if draw(st.booleans()):
        text = text.translate(WIDE)
    around = st.sampled_from(["", " ", "\u3000", "\u00a0", "\u200b", "\ufeff", "\t", "\n", "\u202f"])
    return f"{draw(around)}{text}{draw(around)}"


@given(st.data(), FEN)
def test_an_amount_survives_every_way_in_which_people_write_it(data: st.DataObject, fen: int) -> None:
    understood = understood_amount(data.draw(written(fen)))
    assert understood.text == str(yuan(fen))
    assert parse_yuan(understood.text) == fen
    assert [repair.code for repair in understood.repairs] == ["FIX-001"]


@given(FEN, st.sampled_from(sorted(UNITS)), st.sampled_from(["{}{}", "{} {}", "({}{})", "¥{}{}"]))
def test_a_unit_is_turned_into_yuan_exactly(fen: int, unit: str, pattern: str) -> None:
    negative = "(" in pattern
    amount = Decimal(f"{abs(fen)}E{-2 - UNITS[unit]}")
    understood = understood_amount(pattern.format(f"{amount:f}", unit))
    assert parse_yuan(understood.text) == (-abs(fen) if negative else abs(fen))
    (repair,) = understood.repairs
    assert (repair.code, dict(repair.details)["unit"], repair.live) == ("FIX-002", unit, False)


@given(FEN)
def test_a_number_is_an_amount_without_more_ado(fen: int) -> None:
    for number in (yuan(fen), yuan(fen).normalize()):
        understood = understood_amount(number)
        assert understood.text == str(yuan(fen))
        assert understood.repairs == ()


def accepted(text: str) -> bool:
    try:
        parse_yuan(text)
    except AmountError:
        return False
    return True


def figures(text: str) -> str:
    """The digits of a text without zeros at its ends: no change of unit or width alters them."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in plain if sign.isdecimal()).strip("0")


@given(
    st.text(max_size=30)
    | st.text("0123456789.,-() '元", max_size=14)
    | st.text("012３４５67,，．。.-−（）()¥￥元万亿整负 \u200b\n%eE+'△", max_size=14)
)
@example("1\n234")
@example("100\t200")
@example("12(34)")
def test_a_text_is_understood_digit_for_digit_and_told_or_left_for_the_intake_to_refuse(text: str) -> None:
    understood = understood_amount(text)
    codes = [repair.code for repair in understood.repairs]
    if codes and codes != ["FIX-013"]:
        assert figures(understood.text) == figures(text)
        assert not {"%", "\n", "△"} & set(text.strip())
    else:
        assert understood.text in ("", text.strip())
        assert not accepted(understood.text)


@pytest.mark.parametrize("typed", [typed for typed in AMOUNTS if isinstance(typed, str)])
def test_what_the_live_sheet_understands_is_understood_alike_and_called_live(typed: str) -> None:
    understood = understood_amount(typed)
    assert parse_yuan(understood.text) == AMOUNTS[typed]
    assert [repair.live for repair in understood.repairs] == [True]


@pytest.mark.parametrize("typed", NO_AMOUNTS)
def test_what_the_live_sheet_flags_is_never_called_a_live_repair(typed: str) -> None:
    repairs = understood_amount(typed).repairs
    assert [repair for repair in repairs if repair.live and repair.code != "FIX-013"] == []


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("人民币1,234.50元整", "1234.50"),
        ("RMB 1234.5", "1234.50"),
        ("负1234.50", "-1234.50"),
        ("−1234.50", "-1234.50"),
        ("'1234.50", "1234.50"),
        ("1'234.50", "1234.50"),
        ("“1,234.50”", "1234.50"),
        ("1234。50", "1234.50"),
        ("1234.50元整", "1234.50"),
        ("12万元", "120000.00"),
        ("（1.5亿元）", "-150000000.00"),
    ],
)
def test_what_the_sheet_does_not_count_is_understood_and_asked_to_be_typed_again(
    typed: str, amount: str
) -> None:
    understood = understood_amount(typed)
    assert understood.text == amount
    (repair,) = understood.repairs
    assert (repair.live, dict(repair.details)["mend"]) == (False, amount)


@pytest.mark.parametrize(
    ("typed", "candidates", "sheet"),
    [
        ("1,23", "1.23、123.00", "123.00"),
        ("1234,50", "1234.50、123450.00", "123450.00"),
        ("1.234,50", "1234.50", "1.23450"),
        ("1.234.567", "1234567.00", ""),
        ("12 34", "", "1234.00"),
        ("0,123", "", "123.00"),
        ("(100", "", "-100.00"),
        ("100\n200", "", "100200.00"),
        ("100-", "-100.00、100.00", ""),
        ("▲1,234.50", "-1234.50", ""),
        ("1.2E+05", "120000.00", "120000.00"),
        ("十万元", "100000.00", ""),
        ("壹佰贰拾元叁角整", "120.30", ""),
        ("¥ -", "0.00", ""),
        ("——", "0.00", ""),
    ],
)
def test_what_leaves_a_doubt_stays_as_it_is_with_what_it_may_mean(
    typed: str, candidates: str, sheet: str
) -> None:
    understood = understood_amount(typed)
    assert understood.text == typed
    (repair,) = understood.repairs
    assert (repair.code, dict(repair.details)) == ("FIX-013", {"candidates": candidates, "sheet": sheet})
    assert repair.live == (not sheet)


@pytest.mark.parametrize(
    "typed", ["=1234", "12%", "--5", "(-5)", "-(5)", "$5", "约1234", "12(34)", "1/2", "10²", "100+200", "元"]
)
def test_what_is_no_amount_stays_as_it_is(typed: str) -> None:
    understood = understood_amount(typed)
    assert (understood.text, understood.repairs) == (typed, ())
    assert not accepted(typed)


def test_too_many_decimals_are_left_for_the_intake_and_nobody_is_asked_to_type_them() -> None:
    assert understood_amount(Decimal("1234.505")).text == "1234.505"
    assert understood_amount("1,234.505").text == "1234.505"
    converted = understood_amount("12.3456789万元")
    assert converted.text == "123456.789"
    assert dict(converted.repairs[0].details)["mend"] == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("", ""),
        (" \u3000\u00a0", ""),
        ("\ufeff\u200b", ""),
        (True, "TRUE"),
        (ErrorValue("#N/A"), "#N/A"),
        (Decimal("-0"), "0.00"),
        (Decimal("1E+300"), f"1{'0' * 300}"),
    ],
)
def test_other_values_are_what_they_show(value: str | Decimal | bool | None, text: str) -> None:
    assert understood_amount(value).text == text
    assert understood_amount(value).repairs == ()


@pytest.mark.parametrize("serial", ["1234.50", "30201", "100000", "45327.50", "0", "-12"])
def test_a_number_that_shows_as_a_date_of_another_time_is_the_amount(serial: str) -> None:
    understood = understood_amount(DateValue(Decimal(serial)))
    assert Decimal(understood.text) == Decimal(serial)
    assert [(repair.code, repair.live) for repair in understood.repairs] == [("FIX-003", True)]


def test_a_day_of_our_time_may_have_been_typed_as_a_day() -> None:
    understood = understood_amount(DateValue(Decimal(45327)))
    assert understood.text == "2024-02-05"
    (repair,) = understood.repairs
    assert dict(repair.details) == {"candidates": "45327.00", "sheet": "45327.00"}
    assert not repair.live


def test_a_moment_is_no_amount() -> None:
    assert understood_amount(DateValue(Decimal("45327.123"))).text == "2024-02-05"
