"""A list that people fill in: what ledgers and registers have in common.

People meet its entry sheet; a mirror, hidden, holds the same rows in plain form, and everything
downstream reads the mirror.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from generator.expression.block import Book
from generator.expression.nodes import Expression, Named, SumRange
from generator.layout import schema
from generator.layout.layout_set import LayoutSet
from generator.layout.register_schema import Register
from generator.workbook import naming
from generator.workbook.contents import EntryRows


@dataclass(frozen=True, slots=True)
class EntryList(ABC):
    """One list of one workbook: its entries, and how many rows there are to fill in.

    `spare` rows more can be inserted by hand. `name` is that with which the defined names begin.
    """

    book: Book
    layout: LayoutSet
    name: str
    entries: EntryRows
    capacity: int
    spare: int

    @property
    @abstractmethod
    def definition(self) -> schema.EntrySheet | Register:
        """What the layout says about it."""

    @property
    @abstractmethod
    def heading_row(self) -> int:
        """Where the headings stand, from 0."""

    @property
    @abstractmethod
    def mirror(self) -> str:
        """With what the defined names of the mirror begin."""

    @property
    @abstractmethod
    def typed_fields(self) -> tuple[str, ...]:
        """The fields that people type, from left to right; formulas make the others."""

    @property
    @abstractmethod
    def begun(self) -> Expression:
        """0 until rows that only wait to be completed (`pending`) are spoken of."""

    @property
    def sheet(self) -> str:
        """The name of the entry sheet."""
        return self.definition.sheet

    @property
    def rules(self) -> Sequence[schema.EntryRule]:
        """What may be wrong with a row, the first that applies first."""
        return self.definition.rules

    @property
    def mirror_rows(self) -> int:
        """How many rows the mirror reads."""
        return self.capacity + self.spare

    @property
    def rows_filled(self) -> Expression:
        """In how many rows anything that matters stands."""
        return SumRange(self.mirrored("填写"))

    def typed(self, field: str) -> Named:
        """A column of the entry sheet."""
        return Named(naming.defined_name(self.name, field))

    def mirrored(self, column: str) -> Named:
        """A column of the mirror."""
        return Named(naming.defined_name(self.mirror, column))
