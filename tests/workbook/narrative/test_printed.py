"""Numbers as sentences print them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.expression.block import Block, Book, Column
from generator.expression.evaluate import Evaluation
from generator.expression.nodes import Expression, Here, Value
from generator.workbook.narrative.printed import Unit, chinese_ordinal, from_yuan, rounded, written


def value_of(rule: Expression, value: Value) -> object:
    book = Book()
    book.add(Block.of("试", "试", 0, 1, [Column("值", 0, [value]), Column("果", 1, rule)]))
    return Evaluation(book).column("试", "果")[0]


@pytest.mark.parametrize(
    ("yuan", "unit", "text"),
    [
        ("31340812.45", "万元", "3,134.08"),
        ("50.00", "万元", "0.01"),
        ("-50.00", "万元", "-0.01"),
        ("49.99", "万元", "0.00"),
        ("-49.99", "万元", "0.00"),
        ("1234.5", "元", "1,234.50"),
        ("1880000", "简", "188"),
        ("15000", "简", "1.5"),
        ("101600", "简", "10.16"),
        ("0", "简", "0"),
        ("12345678.00", "简", "1,234.57"),
        ("1000000.00", "简", "100"),
        ("7922.93", "数", "7,922.93"),
        ("8000", "数", "8,000"),
        ("145", "个", "145"),
    ],
)
def test_amounts_are_rounded_half_away_from_zero(yuan: str, unit: Unit, text: str) -> None:
    number = rounded(from_yuan(Here("值"), unit), unit)
    assert value_of(written(number, unit), Decimal(yuan)) == text


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (21, "二十一"),
        (99, "九十九"),
        (100, 100),
    ],
)
def test_rows_are_counted_in_chinese(count: int, text: object) -> None:
    assert value_of(chinese_ordinal(Here("值")), count) == text
