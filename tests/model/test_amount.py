"""Amounts: what people type, and what tables print."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.amount import LARGEST_FEN, AmountError, display, parse_yuan, yuan

FEN = st.integers(-LARGEST_FEN, LARGEST_FEN)


@given(FEN)
def test_an_amount_survives_every_way_of_writing_it(fen):
    written = f"{yuan(fen):.2f}"
    assert parse_yuan(written) == fen
    assert parse_yuan(f"{yuan(fen):,.2f}") == fen
    assert parse_yuan(yuan(fen)) == fen
    assert parse_yuan(written.translate(str.maketrans("0123456789.-", "０１２３４５６７８９．－"))) == fen


@given(st.integers(-(10**13), 10**13))
def test_a_float_is_read_as_it_is_shown(fen):
    assert parse_yuan(fen / 100) == fen


@given(FEN, st.sampled_from(["元", "万元"]))
def test_a_table_prints_within_half_a_unit_of_the_last_digit(fen, unit):
    printed = Decimal(display(fen, unit).replace(",", "") or "0")
    size = 1_000_000 if unit == "万元" else 100
    assert abs(printed * size - fen) <= Decimal(size) / 200


@given(FEN)
def test_signs_do_not_change_rounding(fen):
    assert display(-fen).lstrip("-") == display(fen).lstrip("-")


@given(st.text(max_size=40) | st.text("0123456789.,-+eE", max_size=40))
def test_any_text_is_an_amount_or_a_reason(text):
    assert reason_or_fen(text)


def reason_or_fen(text):
    try:
        return abs(parse_yuan(text)) <= LARGEST_FEN
    except AmountError as error:
        return error.reason in {"not_a_number", "too_many_decimals", "too_large"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not_a_number"),
        ("一百", "not_a_number"),
        ("12万元", "not_a_number"),
        ("1_000", "not_a_number"),
        ("1,23", "not_a_number"),
        ("1234,50", "not_a_number"),
        ("1.234,50", "not_a_number"),
        ("12,34,567", "not_a_number"),
        ("1,2345", "not_a_number"),
        ("0,123", "not_a_number"),
        ("1,,234", "not_a_number"),
        ("1,234.5,0", "not_a_number"),
        ("10²", "not_a_number"),
        ("100①", "not_a_number"),
        ("١٢٣", "not_a_number"),
        ("1.2E+05", "not_a_number"),
        ("1e3", "not_a_number"),
        (Decimal("sNaN"), "not_a_number"),
        (float("inf"), "not_a_number"),
        ("NaN", "not_a_number"),
        ("Infinity", "not_a_number"),
        ("1.001", "too_many_decimals"),
        ("1." + "0" * 40 + "1", "too_many_decimals"),
        ("0.1e-999999", "too_many_decimals"),
        (0.1 + 0.2, "too_many_decimals"),
        ("10000000000000", "too_large"),
        ("1e999999", "too_large"),
    ],
)
def test_what_is_no_amount(text, reason):
    with pytest.raises(AmountError) as error:
        parse_yuan(text)
    assert error.value.reason == reason


@pytest.mark.parametrize(
    ("fen", "printed"),
    [
        (0, ""),
        (4_999, "0.00"),
        (5_000, "0.01"),
        (-5_000, "-0.01"),
        (3_384_084_889, "3,384.08"),
        (1_005_000, "1.01"),
    ],
)
def test_half_a_unit_goes_away_from_zero(fen, printed):
    assert display(fen) == printed


def test_zeros_behind_the_fen_do_no_harm():
    assert parse_yuan("12.3400") == 1234


def test_a_number_may_have_an_exponent_where_a_text_may_not():
    assert parse_yuan(Decimal("1.5E+3")) == 150_000


@given(st.text("0123456789,.", min_size=1, max_size=16))
def test_separators_are_taken_away_only_where_they_set_thousands_apart(text):
    whole, _, decimals = text.partition(".")
    groups = whole.split(",")
    apart = len(groups[0]) in {1, 2, 3} and groups[0][0] != "0" and all(len(each) == 3 for each in groups[1:])
    if "," in decimals or (len(groups) > 1 and not apart):
        with pytest.raises(AmountError, match="not_a_number"):
            parse_yuan(text)
