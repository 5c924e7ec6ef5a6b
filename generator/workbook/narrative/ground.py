"""What all parts of the explanations stand on: the book, the layout, the tables, the hidden sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from generator.expression.block import Block, Book, Column, Content
from generator.expression.evaluate import Evaluation
from generator.expression.nodes import Expression, Named
from generator.layout.disclosure_schema import DisclosureFile, Wording
from generator.layout.fields import REASON_REGISTER
from generator.layout.layout_set import LayoutSet
from generator.workbook import naming
from generator.workbook.sheet import Label
from generator.workbook.table_view import TableViews
from generator.workbook.workings import Workings


@dataclass(frozen=True, slots=True)
class Ground:
    """The book and what is in it already. `growing` says whether lists have room for rows to come."""

    book: Book
    layout: LayoutSet
    disclosure: DisclosureFile
    views: TableViews
    evaluation: Evaluation
    workings: Workings
    growing: bool

    @property
    def wording(self) -> Wording:
        """The house rules of the layout."""
        return self.disclosure.wording

    @property
    def has_reasons(self) -> bool:
        """Whether there is a register for the reasons that people write."""
        return any(register.name == REASON_REGISTER for register in self.layout.registers)

    def place(
        self,
        name: str,
        rows: int,
        contents: Mapping[str, Content],
        firsts: Mapping[str, Expression] | None = None,
    ) -> Block:
        """Put columns on the hidden sheet, each with its heading; `firsts` stand in the first row instead."""
        left = self.workings.next_column
        columns = [
            Column(heading, left + place, content, first=(firsts or {}).get(heading))
            for place, (heading, content) in enumerate(contents.items())
        ]
        self.workings.sheet.labels += [Label(1, column.position, column.name, "note") for column in columns]
        return self.workings.place(name, columns, rows)

    def block_name(self, name: str) -> str:
        """What a block of the hidden sheet is called in the book."""
        return self.workings.block_name(name)

    def room(self, present: int, least: int, most: int) -> int:
        """How many rows a list has that shows so many now."""
        return room(present, least, most) if self.growing else most

    def name_column(self, name: str, block: Block, column: str) -> Named:
        """Give a column a defined name."""
        self.book.name(name, block, column)
        return Named(name)


def room(present: int, least: int, most: int) -> int:
    """A quarter more than there is, at least so many, and never more than there can be."""
    return min(most, max(least, ceil(present * 1.25)))


def of_register(register: str, column: str) -> Named:
    """A column of a register's mirror."""
    return Named(naming.defined_name(f"{register}明细", column))


def name_of(*parts: str) -> str:
    """The defined name of something on the hidden sheet."""
    return naming.defined_name("说明", *parts)
