"""The check code (校验码): six digits, computed live from all entries, that match paper and file.

Every counted entry row, every budget unit and the department's facts become one number each below
`MODULUS`; their sum, whatever the order of the rows, gives the code. Notes (备注) and reasons do not
enter: they stand in no table.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.expression.block import Book, Column
from generator.expression.nodes import (
    NOTHING,
    Expression,
    Here,
    If,
    IfFault,
    Item,
    Named,
    Operation,
    SumRange,
    TextCode,
    add,
    call,
    equal,
    join,
    number,
    text,
)
from generator.workbook import naming
from generator.workbook.ledger import amounts_entered
from generator.workbook.workings import Workings

MODULUS = 999_983
"""A prime that leaves 2 when divided by 3: cubes of different numbers differ, too."""
LONGEST = 80
"""How many characters of a text count."""
BLOCK = f"{naming.WORKINGS}·校验码"
"""Where the code is computed: one row, column 校验码."""
CODE_LINE = "校验码："
"""With what the foot of an official table begins."""
UNAVAILABLE = "本程序不能计算"

_PLACES, _WEIGHTS = "字位", "字权"


def text_number(written: Expression) -> Expression:
    """A text as a number below `MODULUS`."""
    return _rest(TextCode(written, Named(_PLACES), Named(_WEIGHTS)))


def mixed(terms: Sequence[tuple[int, Expression]]) -> Expression:
    """Numbers below some millions, each times its factor, as one number below `MODULUS`."""
    return _rest(add(tuple(Operation("*", term, number(factor)) for factor, term in terms)))


def cubed(base: Here) -> Expression:
    """The number to the power of three: sums of cubes tell which figures stand in one row."""
    square = _rest(Operation("*", base, base))
    return _rest(Operation("*", square, base))


def place_check_code(book: Book, workings: Workings) -> None:
    """Place the weights, the number of the facts and the code; the name 校验码 refers to it."""
    weights = [pow(7, place, MODULUS) % 9973 + 1 for place in range(1, LONGEST + 1)]
    block = workings.place(
        "字权",
        [
            Column(_PLACES, workings.next_column, list(range(1, LONGEST + 1))),
            Column(_WEIGHTS, workings.next_column + 1, weights),
        ],
        LONGEST,
    )
    book.name(_PLACES, block, _PLACES)
    book.name(_WEIGHTS, block, _WEIGHTS)
    total = add(
        tuple(
            Operation("*", _sum_of(ledger, "校验数"), number(factor))
            for ledger, factor in (("支出", 1), ("收入", 7), ("单位", 13))
        )
    )
    nothing = equal(amounts_entered(), 0)
    shown = call("TEXT", call("MOD", Here("合计"), number(1_000_000)), text("000-000"))
    first = workings.next_column
    code = workings.place(
        "校验码",
        [
            Column("部门", first, mixed(_facts())),
            Column("合计", first + 1, Operation("+", total, Here("部门"))),
            Column("校验码", first + 2, If(nothing, NOTHING, IfFault(shown, text(UNAVAILABLE)))),
        ],
        1,
    )
    book.name("校验码", code, "校验码")


def check_code() -> Expression:
    """The check code as sheets show it; "" while nothing has been entered."""
    return Item(Named("校验码"), number(1))


def check_code_line() -> Expression:
    """The check code as the foot of an official table shows it."""
    return If(equal(check_code(), ""), NOTHING, join(CODE_LINE, check_code()))


def _sum_of(ledger: str, column: str) -> Expression:
    return SumRange(Named(naming.defined_name(naming.MIRRORS[ledger], column)))


def _facts() -> list[tuple[int, Expression]]:
    """The facts about the department, each with its factor."""
    texts = [(31, "名称"), (1_009, "编码"), (7, "级别")]
    numbers = [(factor, text_number(call("TRIM", _fact(name)))) for factor, name in texts]
    return [*numbers, (17, _fact("年度"))]


def _fact(name: str) -> Expression:
    return Item(Named(naming.defined_name(naming.DEPARTMENT, name)), number(1))


def _rest(value: Expression) -> Expression:
    return call("MOD", value, number(MODULUS))
