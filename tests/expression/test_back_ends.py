"""Every node kind is known to both back-ends, and both say the same."""

from __future__ import annotations

import inspect
import re
from decimal import Decimal
from pathlib import Path

import pytest

from generator.expression import evaluate, excel, habits, nodes
from generator.expression.nodes import (
    Above,
    AddressOf,
    Call,
    CellOf,
    ColumnOf,
    Constant,
    CountFilled,
    CountNumbers,
    CountWhere,
    Expression,
    Find,
    Here,
    If,
    IfFault,
    Item,
    Named,
    NextKey,
    Operation,
    Ordinal,
    RowCount,
    RowOf,
    RowsBelow,
    Slice,
    SumCells,
    SumRange,
    SumWhere,
    TextCode,
    call,
    number,
    text,
)
from tests.expression.workbench import (
    DATA,
    all_kinds,
    book_of,
    cells_of,
    computed,
    engines_disagree,
    formulas,
    kinds_in,
)
from tests.oracles.conversion import recalculated
from tests.oracles.fixtures import needs_office
from tests.oracles.stored import stored

NUMBERS, CODES, TEXTS, MIXED, ALL = Named("数"), Named("码"), Named("文"), Named("杂"), Named("全部")
ONE, TWO, THREE = number(1), number(2), number(3)

NODE_EXAMPLES: dict[type[Expression], list[tuple[Expression, object]]] = {
    nodes.Constant: [
        (Constant(12), 12),
        (Constant(Decimal("0.05")), Decimal("0.05")),
        (Constant(-3), -3),
        (Constant('他说"好" {1} & <2>'), '他说"好" {1} & <2>'),
        (Constant(""), ""),
        (Constant(True), True),
    ],
    nodes.Here: [(Here("甲"), lambda row: 10 * row + 10), (Here("空"), 0)],
    nodes.Above: [(Above("甲"), lambda row: 10 * row), (call("LEN", Above("空")), 0)],
    nodes.Ordinal: [(Ordinal(), lambda row: row + 1)],
    nodes.RowsBelow: [
        (RowsBelow(), lambda row: row + 1),
        (Operation("*", RowsBelow(), TWO), lambda row: 2 * row + 2),
    ],
    nodes.CellOf: [(CellOf(DATA, "数", 3), -4), (CellOf("公式", "甲", 1), 20)],
    nodes.Named: [(SumRange(NUMBERS), Decimal("99.75"))],
    nodes.ColumnOf: [(SumRange(ColumnOf(ALL, ONE)), Decimal("99.75"))],
    nodes.RowOf: [(SumRange(RowOf(ALL, TWO)), Decimal("2010304.25"))],
    nodes.Slice: [
        (SumRange(Slice(NUMBERS, TWO, THREE)), Decimal("2.25")),
        (SumRange(Slice(NUMBERS, THREE, TWO)), Decimal("2.25")),
        (SumWhere(Slice(NUMBERS, TWO, THREE), ((Slice(TEXTS, TWO, THREE), text("乙")),)), Decimal("2.25")),
    ],
    nodes.Item: [
        (Item(TEXTS, TWO), "乙"),
        (Item(ALL, number(4), TWO), 2010399),
        (Item(NUMBERS, THREE), 0),
        (Item(NUMBERS, number(9)), "#REF!"),
    ],
    nodes.Operation: [
        (Operation(sign, number(7), number(4)), value)
        for sign, value in {
            "+": 11,
            "-": 3,
            "*": 28,
            "/": Decimal("1.75"),
            "&": "74",
            "=": False,
            "<>": True,
            "<": False,
            "<=": False,
            ">": True,
            ">=": True,
        }.items()
    ],
    nodes.If: [
        (If(Operation(">", TWO, ONE), text("是"), Item(NUMBERS, number(9))), "是"),
        (If(Here("空"), text("是"), text("否")), "否"),
    ],
    nodes.IfFault: [
        (IfFault(Find(text("无"), TEXTS), text("没有")), "没有"),
        (IfFault(Here("乙"), ONE), lambda row: f"第{row + 1}"),
    ],
    nodes.Call: [(call("ROUND", number(Decimal("2.5")), number(0)), 3)],
    nodes.SumCells: [
        (SumCells((CellOf(DATA, "数", 0), CellOf(DATA, "数", 1), CellOf(DATA, "杂", 1))), Decimal("3.75")),
        (SumCells((Here("甲"), Here("乙"), Here("空"))), lambda row: 10 * row + 10),
        (SumCells((CellOf("公式", "甲", 0), CellOf("公式", "甲", 1), CellOf("公式", "甲", 3))), 70),
    ],
    nodes.SumRange: [(SumRange(MIXED), 7), (SumRange(Named("错")), "#N/A")],
    nodes.SumWhere: [
        (SumWhere(NUMBERS, ((CODES, number(2010301)),)), Decimal("1.5")),
        (SumWhere(NUMBERS, ((CODES, number(2010302)), (TEXTS, text("乙")))), Decimal("2.25")),
        (SumWhere(ColumnOf(ALL, ONE), ((ColumnOf(ALL, TWO), number(2050101)),)), 100),
        (SumWhere(NUMBERS, ((TEXTS, text("无")),)), 0),
        (SumWhere(NUMBERS, ()), Decimal("99.75")),
        (SumWhere(NUMBERS, ((TEXTS, text("AB")),)), -4),
    ],
    nodes.CountWhere: [
        (CountWhere(((TEXTS, "=", text("甲")),)), 2),
        (CountWhere(((CODES, ">", number(2010301)),)), 3),
        (CountWhere(((CODES, "<=", Item(CODES, ONE)), (NUMBERS, ">", number(0)))), 1),
        (CountWhere(((TEXTS, "<>", text("")),)), 4),
        (CountWhere(((CODES, "<>", number(2010301)),)), 3),
        (CountWhere(((NUMBERS, "<", number(Decimal("2.5"))),)), 3),
        (CountWhere(((Named("错"), "=", TWO),)), 1),
    ],
    nodes.CountNumbers: [(CountNumbers(MIXED), 1), (CountNumbers(Named("错")), 4)],
    nodes.CountFilled: [(CountFilled(MIXED), 4), (CountFilled(ALL), 9), (CountFilled(Named("错")), 5)],
    nodes.RowCount: [(RowCount(NUMBERS), 5)],
    nodes.Find: [(Find(text("AB"), TEXTS), 4), (Find(number(7), TEXTS), "#N/A")],
    nodes.NextKey: [
        (NextKey(CODES, None), 2010301),
        (NextKey(CODES, number(2010301)), 2010302),
        (NextKey(CODES, Operation("+", number(2010301), ONE)), 2010399),
        (NextKey(CODES, number(2050101)), ""),
        (NextKey(TEXTS, None), ""),
    ],
    nodes.TextCode: [
        (TextCode(text("甲b"), Named("位"), Named("权")), 386182),
        (TextCode(text("2010301"), Named("位"), Named("权")), 563430),
        (TextCode(Here("空"), Named("位"), Named("权")), 355552),
    ],
    nodes.AddressOf: [
        (AddressOf(CellOf(DATA, "数", 0), number(0), number(0)), "A3"),
        (AddressOf(CellOf(DATA, "码", 1), TWO, Operation("-", THREE, ONE)), "D6"),
    ],
}
"""For each node kind: expressions and what they come to, or come to in a row counted from 0.

A fault is written as its code.
"""

FUNCTION_EXAMPLES: dict[str, list[tuple[tuple[Expression, ...], object]]] = {
    "ABS": [((number(-3),), 3), ((Here("空"),), 0)],
    "AND": [((Constant(True), number(1)), True), ((Constant(True), number(0)), False)],
    "ASC": [((text("２０１（ａ）　Ａ"),), "201(a) A"), ((text("“工资”、奖金"),), "“工资”、奖金")],
    "CLEAN": [((text("甲\n乙\t"),), "甲乙"), ((number(12),), "12"), ((Here("空"),), "")],
    "FIND": [
        ((text("行"), text("运行 行政")), 2),
        ((text("A"), text("a")), "#VALUE!"),
        ((text(""), text("甲")), 1),
        ((number(3), number(2010301)), 5),
    ],
    "HYPERLINK": [((text("#'数据'!A1"), text("看")), "看")],
    "INT": [((number(Decimal("-1.5")),), -2), ((number(Decimal("1.5")),), 1), ((number(8),), 8)],
    "ISNUMBER": [
        ((number(1),), True),
        ((text("1"),), False),
        ((Here("空"),), False),
        ((Find(text("无"), TEXTS),), False),
    ],
    "LEFT": [((text("2010301"), THREE), "201"), ((text("ab"), number(0)), ""), ((text("ab"), THREE), "ab")],
    "LEN": [((text("部门预算"),), 4), ((number(2010301),), 7), ((Here("空"),), 0)],
    "MID": [
        ((text("2010301"), number(4), TWO), "03"),
        ((number(2010301), number(6), TWO), "01"),
        ((text("ab"), THREE, ONE), ""),
        ((text("ab"), number(0), ONE), "#VALUE!"),
    ],
    "MOD": [
        ((number(7), number(4)), 3),
        ((number(-7), number(4)), 1),
        ((number(7), number(-4)), -1),
        ((number(Decimal("7.5")), number(2)), Decimal("1.5")),
        ((number(8), number(0)), "#DIV/0!"),
        ((number(999_982_000_324), number(999_983)), 307),
    ],
    "NOT": [((Constant(False),), True), ((number(5),), False)],
    "OR": [((Constant(False), number(0)), False), ((Constant(False), number(2)), True)],
    "ROUND": [
        ((number(Decimal("0.125")), TWO), Decimal("0.13")),
        ((number(Decimal("-0.125")), TWO), Decimal("-0.13")),
        ((number(1250), number(-2)), 1300),
    ],
    "SUBSTITUTE": [((text("1,234,567"), text(","), text("")), "1234567")],
    "TEXT": [
        ((number(Decimal("-1234.5")), text("#,##0.00")), "-1,234.50"),
        ((number(Decimal("0.005")), text("0.00")), "0.01"),
        ((number(3), text("0")), "3"),
        ((number(337_590), text("000-000")), "337-590"),
        ((number(7), text("000-000")), "000-007"),
    ],
    "TRIM": [((text("  甲  乙 "),), "甲 乙"), ((number(12),), "12"), ((Here("空"),), "")],
    "VALUE": [((text(" 12.50 "),), Decimal("12.5")), ((text("十万"),), "#VALUE!"), ((text(""),), "#VALUE!")],
}
"""For each plain function: arguments and what the function makes of them."""

CALLS = [
    (Call(name, arguments), value)
    for name, examples in FUNCTION_EXAMPLES.items()
    for arguments, value in examples
]
EXAMPLES = [example for examples in NODE_EXAMPLES.values() for example in examples] + CALLS
EXPRESSIONS = [expression for expression, _ in EXAMPLES]


def test_both_tables_know_every_node_kind() -> None:
    assert set(excel.RENDERERS) == all_kinds()
    assert set(evaluate.COMPILERS) == all_kinds()


def test_every_node_kind_has_an_example_that_contains_it() -> None:
    assert set(NODE_EXAMPLES) == all_kinds()
    for kind, examples in NODE_EXAMPLES.items():
        for expression, _ in examples:
            assert kind in set(kinds_in(expression)), f"{kind.__name__} does not occur in {expression}"


def test_every_plain_function_has_an_example() -> None:
    assert set(FUNCTION_EXAMPLES) == set(habits.FUNCTIONS)


def test_every_operation_has_an_example() -> None:
    examples = [expression for expression, _ in NODE_EXAMPLES[Operation]]
    signs = {expression.sign for expression in examples if isinstance(expression, Operation)}
    assert signs == set(habits.OPERATIONS) == set(excel._PRECEDENCE)


def test_our_values_are_those_expected() -> None:
    answers = [answer(row) if callable(answer) else answer for row, (_, answer) in enumerate(EXAMPLES)]
    wrong = {
        formula: (value, expected)
        for formula, value, expected in zip(
            formulas(EXPRESSIONS), computed(EXPRESSIONS), answers, strict=True
        )
        if value != expected or isinstance(value, bool) != isinstance(expected, bool)
    }
    assert wrong == {}


def test_an_independent_engine_reads_the_formulas_and_finds_the_same_values() -> None:
    known = [expression for expression in EXPRESSIONS if nodes.Slice not in kinds_in(expression)]
    assert engines_disagree(book_of(known)) == []


@needs_office
def test_slices_which_that_engine_does_not_know_are_computed_by_libreoffice(tmp_path: Path) -> None:
    slices = [expression for expression in EXPRESSIONS if nodes.Slice in kinds_in(expression)]
    ours = cells_of(book_of(slices), tmp_path / "book.xlsx")
    theirs = stored(recalculated(tmp_path / "book.xlsx", tmp_path / "out"))
    assert [theirs["公式"][f"D{row}"].value for row in range(4, 4 + len(slices))] == [
        ours["公式"][f"D{row}"].value for row in range(4, 4 + len(slices))
    ]


def test_formula_and_value_of_every_example_stand_in_the_file(tmp_path: Path) -> None:
    cells = cells_of(book_of(EXPRESSIONS), tmp_path / "book.xlsx")["公式"]
    for row, formula in enumerate(formulas(EXPRESSIONS), start=4):
        cell = cells[f"D{row}"]
        assert cell.formula == formula
        assert cell.value is not None


def test_a_range_alone_has_no_value() -> None:
    with pytest.raises(TypeError, match="range"):
        computed([NUMBERS])


def test_only_ranges_can_be_summed() -> None:
    with pytest.raises(TypeError, match="not a range"):
        computed([SumRange(Constant(1))])  # type: ignore[arg-type]


def test_a_name_that_nobody_defined_is_refused_when_the_formula_is_written() -> None:
    with pytest.raises(KeyError, match="没有定义"):
        formulas([SumRange(Named("没有定义"))])


FUNCTION_NAME = re.compile(r"\b([A-Z]{2,})\(")


def test_every_function_that_a_renderer_writes_is_on_the_list_and_nothing_else_is() -> None:
    written = " ".join(unquoted(formula) for formula in formulas(EXPRESSIONS))
    in_examples = set(FUNCTION_NAME.findall(written))
    in_source = set(FUNCTION_NAME.findall(inspect.getsource(excel)))
    assert in_source <= in_examples
    assert in_examples == excel.SPREADSHEET_FUNCTIONS


def test_every_plain_function_is_known_to_spreadsheets() -> None:
    assert set(habits.FUNCTIONS) <= excel.SPREADSHEET_FUNCTIONS


def unquoted(formula: str) -> str:
    """The formula without its literal texts."""
    return re.sub(r'"[^"]*"', '""', formula)


def test_a_long_text_is_written_in_pieces_that_spreadsheets_accept() -> None:
    long = "长" * 300 + '"' * 5 + "{}" * 150
    whole = Operation("=", text(long), text(long))
    (formula,) = formulas([whole])
    pieces = re.findall(r'"((?:[^"]|"")*)"', formula)
    assert max(len(piece.replace('""', '"')) for piece in pieces) <= 255
    assert computed([whole]) == [True]
    assert engines_disagree(book_of([text(long), whole, call("LEN", text(long))])) == []
