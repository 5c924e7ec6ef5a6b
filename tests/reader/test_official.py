"""Values of official tables as they are compared and shown, and the check codes that a workbook prints."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.expression.habits import Fault
from generator.expression.nodes import Value
from generator.reader.official_values import (
    cell_text,
    difference,
    is_constant,
    label,
    same,
    same_as_printed,
    shape,
)
from generator.reader.places import FoundBy, Located
from generator.reader.printed_codes import PrintedCode, printed_codes
from generator.spreadsheet.raw_book import RawBook, RawSheet, RawValue

FEN_APART = Decimal("285.167843")
TOTAL = Decimal("285.167842")


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        (TOTAL, TOTAL),
        (Decimal("285.1678419999"), TOTAL),
        ("285.167842", TOTAL),
        ("1,234.50", Decimal("1234.5")),
        (None, 0),
        ("", 0),
        (Decimal(0), ""),
        (None, ""),
        (Decimal(208), "208"),
        ("5", "05"),
        ("社会保障 和就业支出", "社会保障和就业支出"),
    ],
)
def test_values_that_show_alike_are_the_same(stored: RawValue | None, expected: Value) -> None:
    assert same(stored, expected)


@pytest.mark.parametrize(
    ("stored", "expected"),
    [(FEN_APART, TOTAL), ("285.17万元", TOTAL), (None, TOTAL), (Decimal(5), ""), ("208", "209"), (True, 1)],
)
def test_other_values_are_not_the_same(stored: RawValue | None, expected: Value) -> None:
    assert not same(stored, expected)


def test_a_figure_may_be_typed_as_it_is_printed() -> None:
    assert same_as_printed(Decimal("285.17"), TOTAL)
    assert same_as_printed("285.17", TOTAL)
    assert not same_as_printed(Decimal("285.16"), TOTAL)
    assert not same_as_printed("见附件", TOTAL)


def test_half_a_fen_is_no_difference_and_a_fen_is_one() -> None:
    assert same(TOTAL + Decimal("0.0000004"), TOTAL)
    assert not same(TOTAL + Decimal("0.000001"), TOTAL)


def test_an_error_of_ours_is_compared_by_its_text() -> None:
    assert same("#N/A", Fault("#N/A"))
    assert not same(Decimal(0), Fault("#N/A"))


def test_amounts_are_shown_with_their_unit_and_codes_as_they_are() -> None:
    assert cell_text(Decimal("1204.5"), "万元") == "1,204.50 万元"
    assert cell_text(TOTAL, "万元") == "285.167842 万元"
    assert cell_text(Decimal(208), "") == "208"
    assert cell_text(None, "万元") == "（空白）"


def test_the_difference_says_how_much_too_much() -> None:
    assert difference(Decimal("241.3"), Decimal("241.29"), "万元") == "0.01 万元"
    assert difference(None, Decimal("241.29"), "万元") == "-241.29 万元"
    assert difference("见附件", Decimal("241.29"), "万元") == ""
    assert difference(Decimal(209), "208", "") == ""


def test_labels_are_compared_without_leading_zeros_width_and_blanks() -> None:
    assert label("05") == label(Decimal(5)) == "5"
    assert label("“三公”经费 （小计）") == label("三公经费(小计)")


@pytest.mark.parametrize("formula", ["285.17", "100+185.17", "(1,2)"])
def test_a_formula_that_refers_to_nothing_is_a_value(formula: str) -> None:
    assert is_constant(formula)


@pytest.mark.parametrize("formula", ["", "F10", "SUM(F10:G10)", "合计", 'IF($H10="","",1)'])
def test_a_formula_that_refers_to_something_is_none(formula: str) -> None:
    assert not is_constant(formula)


def test_a_formula_keeps_its_shape_when_rows_and_columns_move() -> None:
    assert shape('IF($H10="","",SUM($F10:$G10))') == shape('if( $J14 ="","",SUM($G14:$H14))')
    assert shape("SUM(F10:G10)") != shape("F10+G10")


def test_codes_are_found_on_the_cover_and_below_the_tables() -> None:
    cover = RawSheet("封面", {17: {1: "校验码", 2: "123-456"}, 18: {1: "编码", 2: "999-999"}})
    table = RawSheet(
        "表5（改）", {2: {0: "校验码：000-000"}, 30: {3: "校验码：123-456"}, 31: {0: "校验码：无"}}
    )
    located = Located("表5", 1, 10, 29, {}, FoundBy.NAMES, 10)
    assert list(printed_codes(RawBook("xlsx", (cover, table)), [located])) == [
        PrintedCode("封面", "C18", "123-456"),
        PrintedCode("表5（改）", "D31", "123-456"),
    ]
