"""What is told about a cell can be said: every repair fills its sentences in both languages."""

from decimal import Decimal

import pytest

from generator import api
from generator.messages import LANGUAGES, catalogue, finding, render
from generator.model.finding import Place, Severity
from generator.reader.typed.amount import understood_amount
from generator.reader.typed.code import understood_code
from generator.reader.typed.date import understood_date
from generator.reader.typed.name import understood_kind, understood_name, understood_text
from generator.reader.typed.number import understood_number
from generator.reader.typed.understood import MOST_CANDIDATES, unclear
from generator.reader.typed.word import understood_word
from generator.spreadsheet.raw_book import DateValue, ErrorValue, shown

BOOK = api.load_layout("xinjiang", 2024).economic
EXAMPLES = {
    "FIX-001": ("1,234.50元整", understood_amount),
    "FIX-002": ("12万元", understood_amount),
    "FIX-003": (DateValue(Decimal(1234)), understood_amount),
    "FIX-004": ("302-01", lambda value: understood_code(value, BOOK, 2024, "款")),
    "FIX-005": ("办公费 30201", lambda value: understood_code(value, BOOK, 2024, "款")),
    "FIX-006": ("办公费", lambda value: understood_code(value, BOOK, 2024, "款")),
    "FIX-007": (DateValue(Decimal(30201)), lambda value: understood_code(value, BOOK, 2024, "款")),
    "FIX-008": ("水务局\u200b", lambda value: understood_name(value, ["水务局"])),
    "FIX-009": ("基本", understood_kind),
    "FIX-010": ("2024.2.25", understood_date),
    "FIX-011": (DateValue(Decimal(45327)), understood_text),
    "FIX-012": (ErrorValue("#REF!"), understood_text),
    "FIX-013": ("1,23", understood_amount),
    "FIX-014": ("＞＝", lambda value: understood_word(value, ["≥", "="])),
    "FIX-015": ("１,２００", understood_number),
}


def test_there_is_an_example_of_everything_that_is_told() -> None:
    assert set(EXAMPLES) == {code for code in catalogue() if code.startswith("FIX-")}


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_what_is_told_can_be_said_in_both_languages(code: str) -> None:
    value, understand = EXAMPLES[code]
    (repair,) = understand(value).repairs
    assert repair.code == code
    told = finding(
        code, Place("甲.xlsx", 7, "金额（元）", "支出录入", "I7"), shown(value), **dict(repair.details)
    )
    assert told.severity is Severity.NOTE
    for language in LANGUAGES:
        written = render(told, language)
        assert len(written.splitlines()) >= 4
        assert "{" not in written


def test_the_person_is_asked_to_type_again_only_what_the_sheet_does_not_count() -> None:
    (live,) = understood_amount("1,234.50").repairs
    (dead,) = understood_amount("负1,234.50").repairs
    written = [render(finding(each.code, Place("a"), "x", **dict(each.details))) for each in (live, dead)]
    assert ["请改填" in each for each in written] == [False, True]


def test_of_many_candidates_the_first_are_named() -> None:
    (repair,) = unclear("甲", [str(place) for place in range(99)]).repairs
    candidates = dict(repair.details)["candidates"]
    assert candidates.endswith("…")
    assert candidates.count("、") == MOST_CANDIDATES - 1
