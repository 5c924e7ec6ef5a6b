"""A day in a cell, and numbers written in Chinese."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.reader.typed.chinese_number import chinese_amount, chinese_digits, chinese_number
from generator.reader.typed.date import serial_of, understood_date
from generator.reader.typed.understood import Understood
from generator.spreadsheet.raw_book import DateValue, ErrorValue, RawValue

DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2049, 12, 31))
WRITINGS = (
    "{y}年{m}月{d}日",
    "{y} 年 {m} 月 {d} 日",
    "{y}年{m:02}月{d:02}号",
    "{y}/{m}/{d}",
    "{y}.{m}.{d}",
    "{y}.{m:02}.{d:02}",
    "{y}-{m}-{d} ",
    "{y}{m:02}{d:02}",
    "{y}-{m:02}-{d:02} 00:00:00",
)


@given(DAYS, st.sampled_from(WRITINGS))
def test_a_day_survives_every_usual_writing(day: datetime.date, writing: str) -> None:
    typed = writing.format(y=day.year, m=day.month, d=day.day)
    understood = understood_date(typed)
    assert understood.text == day.isoformat()
    assert all((repair.code, repair.live) == ("FIX-010", True) for repair in understood.repairs)
    assert bool(understood.repairs) == (typed.strip() != day.isoformat())


@given(DAYS)
def test_a_date_cell_holds_the_day_and_a_bare_number_may_be_one(day: datetime.date) -> None:
    serial = Decimal(serial_of(day))
    assert understood_date(DateValue(serial)) == Understood(day.isoformat())
    assert understood_date(DateValue(serial + Decimal("0.5"))) == Understood(day.isoformat())
    assert understood_date(serial).text == day.isoformat()
    assert understood_date(Decimal(f"{day:%Y%m%d}")).text == day.isoformat()


def test_the_covers_of_official_papers_write_chinese() -> None:
    assert understood_date("二〇二四年二月二十五日").text == "2024-02-25"
    assert understood_date("二○二四年十二月十日").text == "2024-12-10"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (" ", ""),
        ("2024-02-30", "2024-02-30"),
        ("2024年2月", "2024年2月"),
        ("25/2/2024", "25/2/2024"),
        ("24.2.25", "24.2.25"),
        ("2024-2/25", "2024-2/25"),
        ("二〇二四年十三月一日", "二〇二四年十三月一日"),
        ("二〇二十年一月一日", "二〇二十年一月一日"),
        (Decimal(5), "5"),
        (Decimal("45347.5"), "45347.5"),
        (True, "TRUE"),
        (ErrorValue("#N/A"), "#N/A"),
    ],
)
def test_what_is_no_whole_date_stays_as_it_is(value: RawValue | None, text: str) -> None:
    assert understood_date(value) == Understood(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("零", 0),
        ("十", 10),
        ("十二", 12),
        ("二十五", 25),
        ("一百零五", 105),
        ("一千零五十", 1050),
        ("两千三百万", 23_000_000),
        ("一万零二百", 10_200),
        ("壹拾贰万叁仟肆佰伍拾陆", 123_456),
        ("一亿二千万", 120_000_000),
        ("一万亿", 10**12),
        ("三千五", None),
        ("一百十", None),
        ("二〇二四", None),
        ("一二", None),
        ("万", None),
        ("一万万", None),
        ("", None),
        ("1万", None),
    ],
)
def test_numbers_in_chinese_are_read_when_they_are_written_in_full(text: str, number: int | None) -> None:
    assert chinese_number(text) == number


def test_single_digits_make_a_year() -> None:
    assert chinese_digits("二〇二四") == "2024"
    assert chinese_digits("二十四") == ""


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("十万", "100000.00"),
        ("壹佰元整", "100.00"),
        ("壹拾贰元叁角肆分", "12.34"),
        ("壹拾贰元零肆分", "12.04"),
        ("壹拾贰元叁角整", "12.30"),
        ("元", None),
        ("十元十角", None),
        ("一百多元", None),
    ],
)
def test_amounts_in_chinese(text: str, amount: str | None) -> None:
    assert chinese_amount(text) == (None if amount is None else Decimal(amount))


@given(st.text("零〇一二两三十百千万亿元角分整", max_size=12))
def test_no_chinese_text_is_too_much(text: str) -> None:
    amount = chinese_amount(text)
    assert amount is None or amount >= 0
