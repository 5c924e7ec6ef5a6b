"""Blocks of cells, and the book that holds them: where expressions live.

A block is a rectangle on one sheet whose columns each repeat one expression down all rows, or hold
one entry per row. Both back-ends read a cell from here, so formula and value cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.expression.nodes import Expression, Value

Address = tuple[str, str]
"""A block and one of its columns, by name."""

Content = Expression | Sequence[Expression | Value]


def is_constant(content: Content) -> bool:
    """Whether a column holds no expression."""
    return not isinstance(content, Expression) and not any(isinstance(entry, Expression) for entry in content)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a block: sheet column `position` (from 0) and what stands in its rows.

    `content` is one expression for all rows or a sequence with an entry per row; `first` and `last`
    replace the expression in the first row, where nothing stands above, and in the last.
    """

    name: str
    position: int
    content: Content
    first: Expression | None = None
    last: Expression | None = None

    def at(self, row: int, rows: int) -> Expression | Value:
        """What stands in row `row` (from 0) of a block of `rows` rows."""
        if not isinstance(self.content, Expression):
            return self.content[row]
        if row == 0 and self.first is not None:
            return self.first
        if row == rows - 1 and self.last is not None:
            return self.last
        return self.content


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of `rows` rows from sheet row `top` (from 0); `columns` by name."""

    name: str
    sheet: str
    top: int
    rows: int
    columns: dict[str, Column]

    @staticmethod
    def of(name: str, sheet: str, top: int, rows: int, columns: Iterable[Column]) -> Block:
        """A block of the given columns, which must have different names."""
        listed = list(columns)
        by_name = {column.name: column for column in listed}
        if len(by_name) != len(listed):
            raise ValueError(f"block {name} has two columns of one name")
        return Block(name, sheet, top, rows, by_name)


@dataclass(frozen=True, slots=True)
class NamedRange:
    """A defined name: columns `first` to `last` of a block, all rows."""

    name: str
    block: str
    first: str
    last: str


class Book:
    """All blocks and defined names of one workbook."""

    def __init__(self) -> None:
        self.blocks: dict[str, Block] = {}
        self.names: dict[str, NamedRange] = {}
        self._ranges: dict[str, tuple[Block, list[Column]]] = {}

    def add(self, block: Block) -> Block:
        """Add a block. Raises ValueError when the name is taken."""
        if block.name in self.blocks:
            raise ValueError(f"two blocks are called {block.name}")
        self.blocks[block.name] = block
        return block

    def name(self, name: str, block: Block, first: str, last: str | None = None) -> None:
        """Define `name` as the columns `first` to `last` of the block."""
        if name in self.names:
            raise ValueError(f"two ranges are called {name}")
        self.names[name] = NamedRange(name, block.name, first, last or first)

    def range_columns(self, name: str) -> tuple[Block, list[Column]]:
        """The block and, from left to right, the columns that a defined name covers."""
        known = self._ranges.get(name)
        if known is None:
            known = self._ranges[name] = self._find_columns(name)
        return known

    def _find_columns(self, name: str) -> tuple[Block, list[Column]]:
        named = self.names[name]
        block = self.blocks[named.block]
        left = block.columns[named.first].position
        right = block.columns[named.last].position
        columns = sorted(
            (column for column in block.columns.values() if left <= column.position <= right),
            key=lambda column: column.position,
        )
        if [column.position for column in columns] != list(range(left, right + 1)):
            raise ValueError(f"the columns of {name} do not stand side by side")
        return block, columns
