"""The short formulas that layout authors write in checks and entry rules.

    表5[合计] + 表8[合计]                   columns of tables, row by row or by a key
    表1.收入[收入总计, 预算数]              one cell: panel 收入, its row, its column
    表6[30108, 合计]                        the row of a code
    支出类型 = "项目支出" and 项目 = ""      a condition on an entry row

Reading a formula yields a small tree; what a name stands for is the business of whoever uses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.layout import phrases
from generator.layout.phrases import Phrase


class FormulaError(ValueError):
    """A formula that cannot be read: where (counted from 0) and what was expected."""

    def __init__(self, formula: str, position: int, expected: Phrase) -> None:
        super().__init__(f"{formula!r}, at {position + 1}: expected {expected.en}")
        self.formula, self.position, self.expected = formula, position, expected

    @property
    def place(self) -> Phrase:
        """The formula, and the sign of it (counted from 1) where it stops making sense."""
        sign = self.position + 1
        return Phrase(f"“{self.formula}”第 {sign} 个字符处", f"“{self.formula}”, at {sign}")


@dataclass(frozen=True, slots=True)
class Literal:
    """A number or a quoted text."""

    value: Decimal | int | str


@dataclass(frozen=True, slots=True)
class Name:
    """A bare word: a field of the entry row."""

    name: str


@dataclass(frozen=True, slots=True)
class TableReference:
    """`table.panel[row, column]`; `panel` and `row` are "" when not written."""

    table: str
    panel: str
    row: str
    column: str

    def __str__(self) -> str:
        panel = f".{self.panel}" if self.panel else ""
        row = f"{self.row}, " if self.row else ""
        return f"{self.table}{panel}[{row}{self.column}]"


@dataclass(frozen=True, slots=True)
class Binary:
    """`left sign right`; besides arithmetic and comparison the signs are and, or."""

    sign: str
    left: Tree
    right: Tree


@dataclass(frozen=True, slots=True)
class Negation:
    """`not operand`."""

    operand: Tree


Tree = Literal | Name | TableReference | Binary | Negation

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)(?![\w])|(?P<word>[\w（）“”、]+)|\"(?P<text>[^\"]*)\""
    r"|(?P<sign><>|<=|>=|[-+*/=<>()\[\],.]))"
)
_LEVELS: tuple[tuple[str, ...], ...] = (
    ("or",),
    ("and",),
    ("=", "<>", "<", "<=", ">", ">="),
    ("+", "-"),
    ("*", "/"),
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    position: int


def _tokens(formula: str) -> Iterator[_Token]:
    position = 0
    end = len(formula.rstrip())
    while position < end:
        match = _TOKEN.match(formula, position)
        if match is None:
            raise FormulaError(formula, position, phrases.A_TOKEN)
        kind = str(match.lastgroup)
        yield _Token(kind, match.group(kind), match.start(kind))
        position = match.end()
    yield _Token("end", "", end)


class _Reader:
    def __init__(self, formula: str) -> None:
        self.formula = formula
        self.tokens = list(_tokens(formula))
        self.place = 0

    @property
    def token(self) -> _Token:
        return self.tokens[self.place]

    def fail(self, expected: Phrase) -> FormulaError:
        return FormulaError(self.formula, self.token.position, expected)

    def take(self, text: str) -> None:
        if self.token.kind == "text" or self.token.text != text:
            raise self.fail(Phrase(f"“{text}”", f"“{text}”"))
        self.place += 1

    def at(self, *texts: str) -> bool:
        return self.token.kind in ("sign", "word") and self.token.text in texts

    def binary(self, level: int) -> Tree:
        if level == len(_LEVELS):
            return self.operand()
        tree = self.binary(level + 1)
        while self.at(*_LEVELS[level]):
            sign = self.token.text
            self.place += 1
            tree = Binary(sign, tree, self.binary(level + 1))
        return tree

    def operand(self) -> Tree:
        token = self.token
        if self.at("not"):
            self.place += 1
            return Negation(self.operand())
        if self.at("("):
            self.place += 1
            tree = self.binary(0)
            self.take(")")
            return tree
        if token.kind in ("end", "sign"):
            raise self.fail(phrases.AN_OPERAND)
        self.place += 1
        if token.kind == "text":
            return Literal(token.text)
        if token.kind == "number":
            return Literal(Decimal(token.text) if "." in token.text else int(token.text))
        if self.at("[", "."):
            return self.reference(token.text)
        return Name(token.text)

    def reference(self, table: str) -> TableReference:
        panel = ""
        if self.at("."):
            self.place += 1
            panel = self.word()
        self.take("[")
        first, second = self.word(), ""
        if self.at(","):
            self.place += 1
            second = self.word()
        self.take("]")
        return TableReference(table, panel, first if second else "", second or first)

    def word(self) -> str:
        token = self.token
        if token.kind not in ("word", "number", "text"):
            raise self.fail(phrases.A_NAME)
        self.place += 1
        return token.text


def read_formula(formula: str) -> Tree:
    """Read one formula.

    Raises:  FormulaError, with the place and what was expected there.
    Example:
        >>> read_formula("表5[总计, 合计] + 1").sign
        '+'
    """
    reader = _Reader(formula)
    tree = reader.binary(0)
    if reader.token.kind != "end":
        raise reader.fail(phrases.THE_END)
    return tree


def read_terms(formula: str) -> list[tuple[int, TableReference]]:
    """Read a sum or difference of table references as (1 or -1, reference) from left to right.

    The formula "0" has no terms.

    Raises:  FormulaError, also for anything but + - and references.
    Example:
        >>> [(sign, str(term)) for sign, term in read_terms("表1[a] - 表2[b]")]
        [(1, '表1[a]'), (-1, '表2[b]')]
    """
    tree = read_formula(formula)
    return [] if tree == Literal(0) else _terms(tree, 1, formula)


def read_sum(formula: str) -> tuple[list[tuple[int, TableReference]], Decimal | int]:
    """Read a sum or difference of references and numbers: the references as `read_terms` has them, and
    what the numbers add up to.

    Raises:  FormulaError, also for anything but + - references and numbers.
    Example:
        >>> terms, rest = read_sum("指标[部门整体, 权重] + 10")
        >>> [(sign, str(term)) for sign, term in terms], rest
        ([(1, '指标[部门整体, 权重]')], 10)
    """
    numbers: list[Decimal | int] = []
    terms = _terms(read_formula(formula), 1, formula, numbers)
    return terms, sum(numbers)


def _terms(
    tree: Tree, sign: int, formula: str, numbers: list[Decimal | int] | None = None
) -> list[tuple[int, TableReference]]:
    """The references of a sum; numbers are put into `numbers` where there is such a list."""
    if isinstance(tree, TableReference):
        return [(sign, tree)]
    if numbers is not None and isinstance(tree, Literal) and not isinstance(tree.value, str):
        numbers.append(sign * tree.value)
        return []
    if isinstance(tree, Binary) and tree.sign in ("+", "-"):
        right = sign if tree.sign == "+" else -sign
        return [*_terms(tree.left, sign, formula, numbers), *_terms(tree.right, right, formula, numbers)]
    raise FormulaError(formula, 0, phrases.TERMS_OR_NOUGHT)
