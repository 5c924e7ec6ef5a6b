"""Generated expressions: our values are those that an independent engine finds in the formulas.

Left out is what IronCalc itself does not do as Excel does, and what no formula of ours needs:
a truth value beside = or <, an order between texts, a number with more than 15 digits as a text,
TEXT of anything finer than two decimals, a criterion of <> over blank cells, a fault inside AND or OR
after the answer is known, and parentheses around & or a comparison, which it drops. Amounts are
rounded before they are compared or cut, as everywhere in our workbooks: binary sums carry noise.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import product
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generator.expression.nodes import (
    CellOf,
    Constant,
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
    RowCount,
    SumCells,
    SumRange,
    SumWhere,
    Value,
    call,
    number,
    text,
)
from tests.expression.workbench import DATA, book_of, cells_of, engines_disagree, formulas
from tests.oracles.comparison import same
from tests.oracles.office import Office

ROWS = 4
ORDERS = ("=", "<>", "<", "<=", ">", ">=")

amounts = st.builds(lambda fen: Decimal(fen).scaleb(-2), st.integers(-99_999, 99_999))
wholes = st.integers(-30, 30)
large_wholes, divisors = st.integers(-(10**12), 10**12), st.integers(1, 999_983)
words = st.sampled_from(["甲", "乙丙", "ab", "AB ", " x  y ", '"引号"', "{0}", "１２", "7", "<&>"])


@st.composite
def typed_cells(draw: st.DrawFn) -> dict[str, list[Value]]:
    """What people typed: amounts and blanks, codes, texts and blanks, anything."""

    def column(values: st.SearchStrategy[Value]) -> list[Value]:
        return draw(st.lists(values, min_size=ROWS, max_size=ROWS))

    return {
        "数": column(st.one_of(amounts, wholes, st.none())),
        "码": column(st.integers(1, 5)),
        "文": column(st.one_of(words, st.none())),
        "杂": column(st.one_of(amounts, words, st.none())),
    }


def call_of(name: str, *arguments: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    return st.tuples(*arguments).map(lambda given: call(name, *given))


rows = st.integers(0, ROWS - 1)
a_number = st.one_of(
    amounts.map(number),
    wholes.map(number),
    rows.map(lambda row: CellOf(DATA, "数", row)),
    rows.map(lambda row: CellOf(DATA, "码", row)),
    st.sampled_from([Here("甲"), Here("空")]),
)
a_text = st.one_of(words.map(text), rows.map(lambda row: CellOf(DATA, "文", row)), st.just(Here("乙")))
anything = st.one_of(a_number, a_text, rows.map(lambda row: CellOf(DATA, "杂", row)))
a_code = st.integers(0, 6).map(number)
small = st.integers(0, 3).map(number)

looked_up: st.SearchStrategy[Expression] = st.one_of(
    st.builds(lambda code: SumWhere(Named("数"), ((Named("码"), code),)), a_code),
    st.builds(
        lambda code, amount: SumWhere(Named("杂"), ((Named("码"), code), (Named("数"), amount))),
        a_code,
        wholes.map(number),
    ),
    st.builds(
        lambda sign, wanted: CountWhere(((Named("码"), sign, wanted),)), st.sampled_from(ORDERS), a_code
    ),
    st.builds(lambda cell: SumRange(Named(cell)), st.sampled_from(["数", "杂", "文"])),
    st.builds(lambda cell: CountNumbers(Named(cell)), st.sampled_from(["数", "杂", "文"])),
    st.builds(lambda code: Find(code, Named("码")), a_code),
    st.builds(lambda row: Item(Named("数"), row), a_code.filter(lambda code: code != number(0))),
    st.builds(lambda code: NextKey(Named("码"), code), a_code),
    st.lists(
        st.builds(lambda name, row: CellOf(DATA, name, row), st.sampled_from(["数", "杂"]), rows),
        min_size=1,
        max_size=5,
    ).map(lambda cells: SumCells(tuple(cells))),
    st.just(RowCount(Named("数"))),
)


def rounded(amount: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    return call_of("ROUND", amount, st.just(number(2)))


def conditions(amount: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    compared = st.builds(Operation, st.sampled_from(ORDERS), rounded(amount), rounded(amount))
    alike = st.builds(Operation, st.sampled_from(["=", "<>"]), anything, anything)
    simple = st.one_of(compared, alike, call_of("ISNUMBER", anything)).map(
        lambda condition: IfFault(condition, Constant(False))
    )
    return st.one_of(
        simple, call_of("AND", simple, simple), call_of("OR", simple, simple), call_of("NOT", simple)
    )


def larger_amounts(amount: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    return st.one_of(
        st.builds(Operation, st.sampled_from(["+", "-"]), amount, amount),
        st.builds(Operation, st.just("*"), amount, wholes.map(number)),
        st.builds(Operation, st.just("/"), amount, wholes.map(number)),
        st.builds(Operation, st.sampled_from(["+", "-"]), amount, anything),
        st.builds(If, conditions(amount), amount, amount),
        st.builds(IfFault, amount, amount),
        rounded(amount),
        call_of("INT", rounded(amount)),
        call_of("ABS", amount),
        call_of("LEN", anything),
        call_of("VALUE", a_text),
        call_of("FIND", a_text, a_text),
        call_of("MOD", large_wholes.map(number), divisors.map(number)),
    )


number_trees = st.recursive(st.one_of(a_number, looked_up), larger_amounts, max_leaves=8)


def larger_texts(written: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    return st.one_of(
        st.builds(Operation, st.just("&"), written, anything),
        st.builds(Operation, st.just("&"), written, written),
        st.builds(If, conditions(a_number), written, written),
        st.builds(IfFault, written, written),
        call_of("TRIM", written),
        call_of("ASC", written),
        call_of("LEFT", written, small),
        call_of("MID", written, small, small),
        call_of("SUBSTITUTE", written, words.map(text), written),
        # Programs disagree on the sign of a small negative number; our formulas write it apart.
        call_of(
            "TEXT", call_of("ABS", rounded(a_number)), st.sampled_from(["0", "0.00", "#,##0.00"]).map(text)
        ),
    )


text_trees = st.recursive(a_text, larger_texts, max_leaves=6)
trees = st.one_of(number_trees, text_trees, conditions(number_trees))


@given(st.lists(trees, min_size=1, max_size=40), typed_cells())
def test_generated_expressions_have_the_values_that_an_independent_engine_computes(
    expressions: list[Expression], typed: dict[str, list[Value]]
) -> None:
    assert engines_disagree(book_of(expressions, typed)) == []


SIGNS = ("+", "-", "*", "/", "&", *ORDERS)
ARITHMETIC = ("+", "-", "*", "/")


def nestings(outer_signs: Sequence[str], inner_signs: Sequence[str]) -> list[Expression]:
    """Every pair of signs, nested to the left and to the right."""
    two, three, five = (Constant(digit) for digit in (2, 3, 5))
    nested: list[Expression] = []
    for outer, inner in product(outer_signs, inner_signs):
        nested.append(Operation(outer, Operation(inner, five, three), two))
        nested.append(Operation(outer, five, Operation(inner, three, two)))
    return nested


def test_an_independent_engine_reads_nested_sums_and_products_as_they_were_meant() -> None:
    assert engines_disagree(book_of(nestings(ARITHMETIC, ARITHMETIC))) == []


def test_libreoffice_reads_nested_signs_as_they_were_meant(office: Office, tmp_path: Path) -> None:
    # A truth value is a number to LibreOffice, so & and comparisons of comparisons are left out.
    path = tmp_path / "nested.xlsx"
    nested = nestings(SIGNS, [*ARITHMETIC, "&"]) + nestings(ARITHMETIC, ORDERS)
    ours = cells_of(book_of(nested), path)["公式"]
    with office.open(path) as document:
        document.recalculate_all()
        for address, cell in ours.items():
            if cell.formula is None:
                continue
            if isinstance(cell.value, bool):
                assert document.text("公式", address) == str(cell.value).upper(), cell.formula
                continue
            value = document.value("公式", address)
            shown = Decimal(repr(value)) if isinstance(value, float) else value
            assert same(cell.value, shown), cell.formula


def test_parentheses_are_written_only_where_they_are_needed() -> None:
    a, b, c = Constant(1), Constant(2), Constant(3)
    written = {
        Operation("-", Operation("-", a, b), c): "1-2-3",
        Operation("-", a, Operation("-", b, c)): "1-(2-3)",
        Operation("*", Operation("+", a, b), c): "(1+2)*3",
        Operation("+", Operation("*", a, b), c): "1*2+3",
        Operation("/", a, Operation("*", b, c)): "1/(2*3)",
        Operation("&", a, Operation("+", b, c)): "1&2+3",
        Operation("+", a, Operation("&", b, c)): "1+(2&3)",
        Operation("=", Operation("<", a, b), c): "(1<2)=3",
        Operation("=", Operation("&", a, b), c): "1&2=3",
        Operation("-", a, Constant(-2)): "1--2",
        call("NOT", Operation("=", a, b)): "NOT(1=2)",
    }
    assert formulas(list(written)) == list(written.values())
