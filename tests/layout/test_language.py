"""The short formulas of layout authors: how they are read, and where they cannot be."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.layout.language import (
    Binary,
    FormulaError,
    Literal,
    Name,
    Negation,
    TableReference,
    Tree,
    read_formula,
    read_terms,
)

A, B, C = Name("a"), Name("b"), Name("c")


@pytest.mark.parametrize(
    ("formula", "tree"),
    [
        ("12", Literal(12)),
        ("0.05", Literal(Decimal("0.05"))),
        ('"项目支出"', Literal("项目支出")),
        ('""', Literal("")),
        ('"a [b] and 2"', Literal("a [b] and 2")),
        ("  金额数  ", Name("金额数")),
        ("资本性支出（基本建设）", Name("资本性支出（基本建设）")),
        ("表5[合计]", TableReference("表5", "", "", "合计")),
        ("表5[总计, 合计]", TableReference("表5", "", "总计", "合计")),
        ("表1.收入[收入总计,预算数]", TableReference("表1", "收入", "收入总计", "预算数")),
        ("表6[30108, 合计]", TableReference("表6", "", "30108", "合计")),
        ('表10["“三公”经费", 合计]', TableReference("表10", "", "“三公”经费", "合计")),
        ("not a", Negation(A)),
        ("not not a", Negation(Negation(A))),
    ],
)
def test_words_numbers_texts_and_references_are_read(formula: str, tree: Tree) -> None:
    assert read_formula(formula) == tree


@pytest.mark.parametrize(
    ("formula", "tree"),
    [
        ("a or b and c", Binary("or", A, Binary("and", B, C))),
        ("a and b or c", Binary("or", Binary("and", A, B), C)),
        ("(a or b) and c", Binary("and", Binary("or", A, B), C)),
        ("a = b + c", Binary("=", A, Binary("+", B, C))),
        ("a + b <= c", Binary("<=", Binary("+", A, B), C)),
        ("a + b * c", Binary("+", A, Binary("*", B, C))),
        ("a * b + c", Binary("+", Binary("*", A, B), C)),
        ("(a + b) * c", Binary("*", Binary("+", A, B), C)),
        ("a - b - c", Binary("-", Binary("-", A, B), C)),
        ("a / b / c", Binary("/", Binary("/", A, B), C)),
        ("a - (b - c)", Binary("-", A, Binary("-", B, C))),
        ("a <> 1 and b >= 2", Binary("and", Binary("<>", A, Literal(1)), Binary(">=", B, Literal(2)))),
        ("not a and b", Binary("and", Negation(A), B)),
        ("not (a and b)", Negation(Binary("and", A, B))),
    ],
)
def test_signs_bind_as_in_arithmetic_and_from_the_left(formula: str, tree: Tree) -> None:
    assert read_formula(formula) == tree


def test_blanks_between_the_words_do_not_matter() -> None:
    assert read_formula('支出类型="项目支出"and 项目名称=""') == read_formula(
        ' 支出类型  =  "项目支出"  and  项目名称 = "" '
    )


@pytest.mark.parametrize(
    ("formula", "position", "expected"),
    [
        ("", 0, "a name, number or text"),
        ("a +", 3, "a name, number or text"),
        ("a + * b", 4, "a name, number or text"),
        ("a b", 2, "the end of the formula"),
        ("(a + b", 6, "“)”"),
        ("表5[合计", 5, "“]”"),
        ("表5[]", 3, "a name"),
        ("表5[总计, ]", 7, "a name"),
        ("表1.[合计]", 3, "a name"),
        ("表1.收入", 5, "“[”"),
        ("a ? b", 1, "a name, number, text or sign"),
        ('a = "b', 3, "a name, number, text or sign"),
        ("not", 3, "a name, number or text"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(formula: str, position: int, expected: str) -> None:
    with pytest.raises(FormulaError) as caught:
        read_formula(formula)
    error = caught.value
    assert (error.formula, error.position, error.expected.en) == (formula, position, expected)
    assert str(error) == f"{formula!r}, at {position + 1}: expected {expected}"
    assert error.place.zh == f"“{formula}”第 {position + 1} 个字符处"


def test_terms_keep_their_signs_through_parentheses() -> None:
    terms = read_terms("表1[a] - (表2[b] - 表3[c]) + 表4[d]")
    assert [(sign, term.table) for sign, term in terms] == [(1, "表1"), (-1, "表2"), (1, "表3"), (1, "表4")]


def test_nought_has_no_terms() -> None:
    assert read_terms("0") == []


@pytest.mark.parametrize("formula", ["表1[a] * 2", "表1[a] + 1", "金额", "not 表1[a]", "表1[a] = 表2[b]"])
def test_only_sums_and_differences_of_references_are_terms(formula: str) -> None:
    with pytest.raises(FormulaError, match=r"joined by \+ and -"):
        read_terms(formula)


@pytest.mark.parametrize(
    "written", ["表5[合计]", "表5[总计, 合计]", "表1.收入[合计]", "表1.收入[收入总计, 预算数]"]
)
def test_a_reference_is_written_as_it_was_read(written: str) -> None:
    assert str(read_formula(written)) == written
