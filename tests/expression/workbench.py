"""A small book to try expressions in, and the real way to a file that other engines can compute."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from generator.expression.block import Block, Book, Column
from generator.expression.evaluate import Evaluation
from generator.expression.excel import FormulaWriter
from generator.expression.nodes import Expression, Find, Named, Value, text
from generator.workbook.cell_xml import ColumnXml, PlannedWorksheet
from tests.oracles.ironcalc_oracle import disagreements
from tests.oracles.stored import Cells, stored

DATA, FORMULAS = "数据", "公式"

TYPED: dict[str, list[Value]] = {
    "数": [Decimal("1.5"), Decimal("2.25"), None, -4, 100],
    "码": [2010301, 2010302, 2010301, 2010399, 2050101],
    "文": ["甲", "乙", "甲", "ab", None],
    "杂": [7, "七", None, "12", "AB"],
    "位": [1, 2, 3, 4, 5],
    "权": [1, 10, 100, 1000, 10000],
}
"""What stands on the data sheet, by column."""


def book_of(expressions: Sequence[Expression], typed: dict[str, list[Value]] | None = None) -> Book:
    """A book whose sheet 公式 computes each expression in column 式.

    Beside it stand 甲 (10, 20, 30 …), 乙 (a text in every row) and 空 (never filled in).
    """
    book = Book()
    content = typed or TYPED
    rows = len(next(iter(content.values())))
    columns = [Column(name, place, values) for place, (name, values) in enumerate(content.items())]
    columns.append(Column("错", len(columns), [Find(text("没有"), Named("文")), *range(1, rows)]))
    data = book.add(Block.of(DATA, DATA, 2, rows, columns))
    for column in columns:
        book.name(column.name, data, column.name)
    book.name("全部", data, "数", "码")
    count = len(expressions)
    book.add(
        Block.of(
            FORMULAS,
            FORMULAS,
            3,
            count,
            [
                Column("甲", 0, [10 * (row + 1) for row in range(count)]),
                Column("乙", 1, [f"第{row + 1}" for row in range(count)]),
                Column("空", 2, [None] * count),
                Column("式", 3, list(expressions)),
            ],
        )
    )
    return book


def computed(expressions: Sequence[Expression]) -> list[object]:
    """What our value back-end makes of each expression; a fault as its code."""
    values = Evaluation(book_of(expressions)).column(FORMULAS, "式")
    return [getattr(value, "code", value) for value in values]


def formulas(expressions: Sequence[Expression]) -> list[str]:
    """The formula text of each expression, without its =."""
    book = book_of(expressions)
    writer = FormulaWriter(book)
    block = book.blocks[FORMULAS]
    return [writer.formula(expression, block, row)[1:] for row, expression in enumerate(expressions)]


def write_book(book: Book, path: Path) -> None:
    """Write a book as workbooks are written: formulas with the values that we computed."""
    evaluation, writer = Evaluation(book), FormulaWriter(book)
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheets: dict[str, PlannedWorksheet] = {}
        for name in book.names:
            workbook.define_name(name, "=" + writer.range_address(name))
        for block in book.blocks.values():
            if block.sheet not in sheets:
                sheets[block.sheet] = workbook.add_worksheet(block.sheet, worksheet_class=PlannedWorksheet)
            for column in block.columns.values():
                values = evaluation.column(block.name, column.name)
                sheets[block.sheet].put_column(ColumnXml(block, column, [""] * block.rows, writer), values)


def engines_disagree(book: Book) -> list[str]:
    """Every cell of the book that IronCalc computes otherwise than we do."""
    with tempfile.TemporaryDirectory(prefix="budgetbook-") as folder:
        path = Path(folder) / "book.xlsx"
        write_book(book, path)
        return [str(difference) for difference in disagreements(path)]


def cells_of(book: Book, path: Path) -> Cells:
    """What stands in the file that is written of the book."""
    write_book(book, path)
    return stored(path)


def kinds_in(node: object) -> Iterator[type[Expression]]:
    """The node kinds that an expression is made of."""
    if isinstance(node, tuple):
        for part in node:
            yield from kinds_in(part)
    elif isinstance(node, Expression):
        yield type(node)
        yield from kinds_in(tuple(getattr(node, part.name) for part in fields(node)))  # type: ignore[arg-type]


def all_kinds(base: type[Expression] = Expression) -> set[type[Expression]]:
    """Every node kind that can be written in an expression.

    A class with slots is made twice, so each is looked up by its name once more.
    """
    kinds = {kind for child in base.__subclasses__() for kind in all_kinds(child)}
    return kinds or {getattr(sys.modules[base.__module__], base.__name__)}
