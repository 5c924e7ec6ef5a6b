"""A workbook as it lies in a file: sheets of cells, defined names, properties; nothing understood yet.

Rows and columns count from 0. Whatever is in a file, these are plain values: no formula is ever run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Kind = Literal["xlsx", "xlsm", "xls", "ods"]
"""What a file is by its content."""


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """An error value (错误值) in a cell, such as #REF!."""

    code: str


@dataclass(frozen=True, slots=True)
class DateValue:
    """A number that the cell shows as a date or time; `serial` is the number itself (1900 system)."""

    serial: Decimal


RawValue = str | Decimal | bool | ErrorValue | DateValue
"""What a cell holds. Numbers are decimals of at most 15 digits, as spreadsheets show them."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells on one sheet, both corners included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One worksheet. `cells` holds only cells with something in them: row → column → value.

    `formulas` has the text of each cell's formula, without the sign = ("" where the file keeps only the
    value of a shared formula); a cell with a formula and no stored value is in `formulas` alone.
    `hidden_rows` are hidden by hand or by a filter.
    """

    name: str
    cells: Mapping[int, Mapping[int, RawValue]]
    formulas: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    filtered: bool = False
    merged: tuple[Area, ...] = ()

    def value(self, row: int, column: int) -> RawValue | None:
        """What a cell holds; None when it is blank."""
        return self.cells.get(row, {}).get(column)


@dataclass(frozen=True, slots=True)
class NamedArea:
    """A defined name that stands for cells: the sheet's place in the book (from 0) and the cells."""

    sheet: int
    area: Area


@dataclass(frozen=True, slots=True)
class RawBook:
    """A whole workbook.

    `names` are the defined names of the whole workbook that stand for one rectangle of cells; those
    whose cells are gone (#REF!) are in `broken_names`. `knows_formulas` is False where the file was read
    for its values only (.xls, .ods). `properties` are the custom document properties.
    """

    kind: Kind
    sheets: tuple[RawSheet, ...]
    names: Mapping[str, NamedArea] = field(default_factory=dict)
    broken_names: frozenset[str] = frozenset()
    properties: Mapping[str, str] = field(default_factory=dict)
    knows_formulas: bool = True
