"""Which columns of a book read which, and how far a change reaches.

Read from the expressions alone, so it holds for any values. An expression reads a column in a fixed
row, or always so many rows away from its own, or anywhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields

from generator.expression import nodes
from generator.expression.block import Address, Block, Book, Column
from generator.expression.nodes import Expression


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression reads: cells of the column `source`.

    `shift`: the cell so many rows further down than the reader; `at`: always the cell in this row;
    neither: any cells.
    """

    source: Address
    shift: int | None = None
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """A column that reads another: all its rows alike, or only its row `row`."""

    column: Address
    row: int | None
    reading: Reading

    def rows_touched(self, changed: Collection[int], count: int) -> Collection[int]:
        """The rows of the reader, which has `count`, that a change of these rows of the source touches.

        Example:
            >>> above = Reading(("表", "甲"), shift=-1)
            >>> Reader(("表", "乙"), None, above).rows_touched([0, 4], 5)
            [1]
        """
        shift, at = self.reading.shift, self.reading.at
        if at is not None and at not in changed:
            return ()
        if shift is None:
            return range(count) if self.row is None else (self.row,)
        touched = [row - shift for row in changed if 0 <= row - shift < count]
        return touched if self.row is None else [row for row in touched if row == self.row]


class Dependencies:
    """All readers of each column, and the order in which columns can be computed."""

    def __init__(self, book: Book) -> None:
        self._readers: dict[Address, set[Reader]] = {}
        self._sources: dict[Address, set[Address]] = {}
        for block in book.blocks.values():
            for column in block.columns.values():
                self._add(book, block, column)
        self.groups = components(self._sources)
        """Columns in the order of computing; those that read each other stand together."""
        self.places = {address: place for place, group in enumerate(self.groups) for address in group}
        """The place of each column in that order."""

    def readers(self, source: Address) -> Iterable[Reader]:
        """Who reads the column."""
        return self._readers.get(source, ())

    def sources(self, column: Address) -> Iterable[Address]:
        """What the column reads."""
        return self._sources[column]

    def reached(self, changed: Iterable[Address]) -> set[Address]:
        """All columns that may change together with the given ones, and these."""
        found, waiting = set(changed), list(changed)
        while waiting:
            for reader in self.readers(waiting.pop()):
                if reader.column not in found:
                    found.add(reader.column)
                    waiting.append(reader.column)
        return found

    def _add(self, book: Book, block: Block, column: Column) -> None:
        address = (block.name, column.name)
        sources = self._sources.setdefault(address, set())
        for row, expression in _expressions(block, column):
            for reading in set(readings(expression, book, block)):
                sources.add(reading.source)
                self._readers.setdefault(reading.source, set()).add(Reader(address, row, reading))


def _expressions(block: Block, column: Column) -> Iterator[tuple[int | None, Expression]]:
    """The expressions of a column, each with its row; None: in all rows."""
    if isinstance(column.content, Expression):
        yield None, column.content
        for row, odd in ((0, column.first), (block.rows - 1, column.last)):
            if odd is not None:
                yield row, odd
    else:
        for row, entry in enumerate(column.content):
            if isinstance(entry, Expression):
                yield row, entry


def readings(node: object, book: Book, block: Block) -> Iterator[Reading]:
    """What a node, or a tuple of nodes, of an expression in the block reads."""
    if isinstance(node, tuple):
        for part in node:
            yield from readings(part, book, block)
    elif isinstance(node, nodes.Here):
        yield Reading((block.name, node.column), shift=0)
    elif isinstance(node, nodes.Above):
        yield Reading((block.name, node.column), shift=-1)
    elif isinstance(node, nodes.CellOf):
        yield Reading((node.block, node.column), at=node.row)
    elif isinstance(node, nodes.Named):
        yield from (Reading(source) for source in _columns(node, book))
    elif isinstance(node, nodes.Item) and isinstance(node.row, nodes.Ordinal | nodes.RowsBelow):
        yield from (Reading(source, shift=0) for source in _columns(node.cells, book))
        yield from readings(node.column, book, block)
    elif isinstance(node, nodes.AddressOf):
        yield from readings((node.down, node.across), book, block)
    elif isinstance(node, Expression) and not isinstance(node, nodes.RowCount):
        for part in fields(node):  # type: ignore[arg-type]  # every node is a dataclass
            yield from readings(getattr(node, part.name), book, block)


def _columns(named: nodes.Named, book: Book) -> Iterator[Address]:
    block, columns = book.range_columns(named.name)
    return ((block.name, column.name) for column in columns)


def components(sources: dict[Address, set[Address]]) -> list[Sequence[Address]]:
    """Groups of columns that read each other, in an order in which every group reads earlier ones only.

    Source: R. Tarjan, Depth-first search and linear graph algorithms, 1972; without recursion.

    Example:
        >>> a, b, c = ("表", "甲"), ("表", "乙"), ("表", "丙")
        >>> components({a: {b}, b: {a, c}, c: set()})
        [[('表', '丙')], [('表', '乙'), ('表', '甲')]]
    """
    found: list[Sequence[Address]] = []
    number: dict[Address, int] = {}
    lowest: dict[Address, int] = {}
    path: list[Address] = []
    on_path: set[Address] = set()
    for start in tuple(sources):
        if start in number:
            continue
        number[start] = lowest[start] = len(number)
        path.append(start)
        on_path.add(start)
        visits = [(start, iter(sorted(sources[start])))]
        while visits:
            column, left = visits[-1]
            source = next(left, None)
            if source is None:
                visits.pop()
                if visits:
                    reader = visits[-1][0]
                    lowest[reader] = min(lowest[reader], lowest[column])
                if lowest[column] == number[column]:
                    place = path.index(column)
                    found.append([*path[:place:-1], column])
                    on_path -= set(path[place:])
                    del path[place:]
            elif source not in number:
                number[source] = lowest[source] = len(number)
                path.append(source)
                on_path.add(source)
                visits.append((source, iter(sorted(sources[source]))))
            elif source in on_path:
                lowest[column] = min(lowest[column], number[source])
    return found
