"""What every spreadsheet program does by habit, and we with it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.expression import habits
from generator.expression.block import Block, Book, Column
from generator.expression.cells import CircularReferenceError
from generator.expression.evaluate import Evaluation
from generator.expression.habits import Fault
from generator.expression.nodes import (
    Above,
    CellOf,
    Constant,
    CountNumbers,
    CountWhere,
    Expression,
    Find,
    Here,
    If,
    IfFault,
    Named,
    NextKey,
    Operation,
    SumRange,
    SumWhere,
    Value,
    call,
    number,
    text,
)
from tests.expression.workbench import DATA, book_of, computed, engines_disagree

BLANK, FAULT = Here("空"), Find(text("没有"), Named("文"))


def both_say(expression: Expression, expected: object, typed: dict[str, list[Value]] | None = None) -> None:
    """Our value is the expected one, and an independent engine computes it from the formula."""
    value = Evaluation(book_of([expression], typed)).column("公式", "式")[0]
    assert getattr(value, "code", value) == expected
    assert isinstance(value, bool) == isinstance(expected, bool)
    assert engines_disagree(book_of([expression], typed)) == []


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (Operation("+", BLANK, number(2)), 2),
        (Operation("&", BLANK, text("甲")), "甲"),
        (Operation("=", BLANK, text("")), True),
        (Operation("=", BLANK, number(0)), True),
        (Operation("=", BLANK, Constant(False)), True),
        (Operation("=", BLANK, BLANK), True),
        (Operation("<", BLANK, number(1)), True),
        (If(BLANK, number(1), number(2)), 2),
        (call("ISNUMBER", BLANK), False),
        (call("VALUE", BLANK), 0),
        (BLANK, 0),
    ],
)
def test_a_blank_is_nothing_in_sums_and_no_text_in_texts(expression: Expression, expected: object) -> None:
    both_say(expression, expected)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (Operation("=", text("1"), number(1)), False),
        (Operation(">", text("1"), number(5)), True),
        (Operation("<", number(10**12), text("")), True),
        (Operation("=", text("ABc"), text("abC")), True),
        (Operation("<>", text("甲"), text("乙")), True),
        (Operation("=", Constant(True), number(1)), False),
        (Operation(">", Constant(True), text("甲")), True),
        (Operation("+", text("12"), number(1)), 13),
        (Operation("*", text("甲"), number(1)), "#VALUE!"),
        (Operation("+", text(""), number(1)), "#VALUE!"),
        (Operation("+", Constant(True), number(1)), 2),
        (Operation("&", Constant(True), text("")), "TRUE"),
        (If(text("甲"), number(1), number(2)), "#VALUE!"),
        (call("NOT", text("甲")), "#VALUE!"),
        (call("VALUE", text("1_000")), "#VALUE!"),
        (call("VALUE", text("NaN")), "#VALUE!"),
    ],
)
def test_text_never_equals_a_number_and_stands_above_it(expression: Expression, expected: object) -> None:
    both_say(expression, expected)


@pytest.mark.parametrize(
    ("written", "digits", "rounded"),
    [
        ("0.005", 2, "0.01"),
        ("-0.005", 2, "-0.01"),
        ("2.675", 2, "2.68"),
        ("1.005", 2, "1.01"),
        ("-1.005", 2, "-1.01"),
        ("4.35", 1, "4.4"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("3.5", 0, "4"),
        ("1250", -2, "1300"),
        ("0.0049999", 2, "0.00"),
    ],
)
def test_halves_are_rounded_away_from_zero_exactly(written: str, digits: int, rounded: str) -> None:
    value = habits.round_half_away(Decimal(written), digits)
    assert value == Decimal(rounded)
    both_say(call("ROUND", number(Decimal(written)), Constant(digits)), Decimal(rounded))


def test_whole_parts_go_down() -> None:
    amounts: list[Value] = [Decimal("1.9"), Decimal("-1.9"), Decimal(3), 7, None, True]
    assert [habits.whole_part(amount) for amount in amounts] == [1, -2, 3, 7, 0, 1]


def test_full_width_letters_digits_and_signs_become_half_width_and_chinese_stays() -> None:
    assert habits.half_width("２０１３０３") == "201303"
    assert habits.half_width("（ａ＋Ｂ）　－％") == "(a+B) -%"
    assert habits.half_width("、。“支出”①Ⅱ㎡") == "、。“支出”①Ⅱ㎡"
    assert habits.half_width(2010301) == "2010301"


def test_trim_takes_ordinary_blanks_only() -> None:
    assert habits.trimmed("  甲   乙  ") == "甲 乙"
    assert habits.trimmed("\u3000甲\n") == "\u3000甲\n"
    assert habits.trimmed(None) == ""


def test_numbers_are_written_as_texts_in_their_shortest_form_of_at_most_15_digits() -> None:
    assert habits.as_text(Decimal("1204.500000")) == "1204.5"
    assert habits.as_text(Decimal("1E+3")) == "1000"
    assert habits.as_text(Decimal("-0.00")) == "0"
    assert habits.as_text(Decimal(1) / 3) == "0.333333333333333"


def test_formatted_amounts_have_no_negative_zero() -> None:
    assert habits.formatted(Decimal("-0.004"), "#,##0.00") == "0.00"
    assert habits.formatted(Decimal("1234567.005"), "#,##0.00") == "1,234,567.01"
    assert habits.formatted(Decimal("-1234.5"), "0") == "-1235"


MIXED: dict[str, list[Value]] = {
    "数": [5, -5, None, 0, 12],
    "码": [1, 2, 3, 4, 5],
    "文": ["甲", "", None, "AB", "乙"],
}


@pytest.mark.parametrize(
    ("range_name", "sign", "wanted", "expected"),
    [
        ("数", "=", number(5), 1),
        ("数", "=", number(0), 1),
        ("数", "=", BLANK, 1),
        ("数", ">", number(0), 2),
        ("数", ">=", number(0), 3),
        ("数", "<", number(0), 1),
        ("数", "<=", Constant(-5), 1),
        ("数", "<>", text(""), 4),
        ("数", "=", text(""), 1),
        ("文", "=", text("ab"), 1),
        ("文", "=", text("丙"), 0),
        ("文", ">", number(0), 0),
        ("文", "=", number(0), 0),
        ("码", "<>", number(3), 4),
    ],
)
def test_criteria_compare_like_with_like(
    range_name: str, sign: str, wanted: Expression, expected: int
) -> None:
    both_say(CountWhere(((Named(range_name), sign, wanted),)), expected, MIXED)


def test_the_criterion_of_an_empty_text_finds_blank_cells_and_empty_texts() -> None:
    # A file cannot hold a typed "" next to nothing in IronCalc's eyes, so our value stands alone here.
    book = book_of(
        [
            CountWhere(((Named("文"), "=", text("")),)),
            CountWhere(((Named("文"), "=", text("")), (Named("码"), ">", number(2)))),
            SumWhere(Named("码"), ((Named("文"), text("")),)),
            CountWhere(((Named("文"), "<>", text("甲")),)),
            CountWhere(((Named("文"), "<>", text("")),)),
        ],
        MIXED,
    )
    assert Evaluation(book).column("公式", "式") == [2, 1, 5, 4, 4]


def test_several_criteria_hold_together() -> None:
    rows = ((Named("数"), ">", number(-1)), (Named("码"), "<", number(5)), (Named("文"), "=", text("甲")))
    both_say(CountWhere(rows), 1, MIXED)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (Operation("+", FAULT, number(1)), "#N/A"),
        (Operation("/", number(1), BLANK), "#DIV/0!"),
        (Operation("&", text("甲"), FAULT), "#N/A"),
        (call("ROUND", FAULT, number(2)), "#N/A"),
        (If(FAULT, number(1), number(2)), "#N/A"),
        (If(Constant(True), number(1), FAULT), 1),
        (SumRange(Named("错")), "#N/A"),
        (SumWhere(Named("错"), ((Named("码"), number(2010302)),)), 1),
        (SumWhere(Named("错"), ((Named("码"), number(2010301)),)), "#N/A"),
        (CountNumbers(Named("错")), 4),
        (CountWhere(((Named("错"), "<>", number(1)), (Named("码"), ">", number(0)))), 3),
        (Find(number(2), Named("错")), 3),
        (NextKey(Named("错"), None), ""),
        (CellOf(DATA, "错", 0), "#N/A"),
        (IfFault(Operation("+", FAULT, number(1)), text("无")), "无"),
        (IfFault(Operation("/", number(1), number(0)), number(0)), 0),
        (IfFault(number(5), FAULT), 5),
        (IfFault(FAULT, Operation("/", number(1), number(0))), "#DIV/0!"),
        (call("ISNUMBER", FAULT), False),
    ],
)
def test_faults_spread_until_they_are_caught(expression: Expression, expected: object) -> None:
    if expression == CountWhere(((Named("错"), "<>", number(1)), (Named("码"), ">", number(0)))):
        assert computed([expression]) == [expected]  # IronCalc counts the faulty cell too
    else:
        both_say(expression, expected)


def test_a_fault_is_computed_once_and_raised_wherever_the_cell_is_read() -> None:
    evaluation = Evaluation(book_of([FAULT, CellOf("公式", "式", 0)]))
    for row in (0, 1, 0):
        with pytest.raises(Fault, match="#N/A"):
            evaluation.value("公式", "式", row)


def column_book(rule: Expression, rows: int, first: Expression | None = None) -> Evaluation:
    book = Book()
    block = book.add(Block.of("环", "环", 1, rows, [Column("值", 0, rule, first=first)]))
    book.name("值", block, "值")
    return Evaluation(book)


@pytest.mark.parametrize(
    "rule",
    [Here("值"), SumRange(Named("值")), If(Operation(">", Here("值"), number(0)), number(1), number(0))],
)
def test_a_cell_that_depends_on_itself_is_a_circular_reference(rule: Expression) -> None:
    with pytest.raises(CircularReferenceError, match="环 值, row 1"):
        column_book(rule, 3).value("环", "值")


def test_a_long_column_in_which_each_row_needs_the_one_above_is_computed_from_the_top() -> None:
    running = Operation("+", Above("值"), number(1))
    evaluation = column_book(running, 20_000, first=number(1))
    assert evaluation.value("环", "值", 19_999) == 20_000


def test_blocks_refuse_two_columns_and_books_two_blocks_or_ranges_of_one_name() -> None:
    with pytest.raises(ValueError, match="two columns"):
        Block.of("块", "表", 0, 1, [Column("甲", 0, [1]), Column("甲", 1, [1])])
    book = Book()
    block = book.add(Block.of("块", "表", 0, 1, [Column("甲", 0, [1]), Column("丙", 2, [1])]))
    with pytest.raises(ValueError, match="two blocks"):
        book.add(block)
    book.name("名", block, "甲", "丙")
    with pytest.raises(ValueError, match="two ranges"):
        book.name("名", block, "甲")
    with pytest.raises(ValueError, match="side by side"):
        book.range_columns("名")
