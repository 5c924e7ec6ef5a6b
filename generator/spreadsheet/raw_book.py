"""A workbook as it lies in a file: sheets of cells, defined names, properties; nothing understood yet.

Rows and columns count from 0. Whatever is in a file, these are plain values: no formula is ever run.

The cells of a sheet may be parsed only when they are first asked for (`LazySheet`); a sheet that turns
out to be damaged or too large then raises `PartError`. `RawBook.load` parses sheets beforehand and
gives these findings instead.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from generator.model.finding import Finding

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
    value of a shared formula); a cell with a formula and no stored value is in `formulas` alone, and one
    whose formula gave an empty text holds "". `hidden_rows` are hidden by hand or by a filter; rows and
    columns with nothing in them are not told. `filtered`: a filter leaves rows out.
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


class PartError(Exception):
    """A part of a file is damaged, not what it has to be, or too large; `finding` says what and where."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code, *(value for _, value in finding.details))
        self.finding = finding


class LazySheet(RawSheet):
    """A sheet whose cells are parsed when something beyond `name` and `hidden` is first asked for.

    `parse` gives the whole sheet, or raises PartError. It is called once; what it raised is raised again.
    """

    __slots__ = ("_outcome", "_parse")
    _parse: Callable[[], RawSheet]
    _outcome: RawSheet | PartError | None

    def __init__(self, name: str, hidden: bool, parse: Callable[[], RawSheet]) -> None:
        facts = {"name": name, "hidden": hidden, "_parse": parse, "_outcome": None}
        for fact, value in facts.items():
            object.__setattr__(self, fact, value)

    def __repr__(self) -> str:
        return f"LazySheet({self.name!r}, hidden={self.hidden})"

    def parsed(self) -> RawSheet:
        """The sheet with its cells. Raises: PartError."""
        outcome = self._outcome
        if outcome is None:
            try:
                outcome = self._parse()
            except PartError as error:
                outcome = error
            object.__setattr__(self, "_outcome", outcome)
        if isinstance(outcome, PartError):
            raise outcome
        return outcome

    @property
    def cells(self) -> Mapping[int, Mapping[int, RawValue]]:
        """Raises: PartError."""
        return self.parsed().cells

    @property
    def formulas(self) -> Mapping[tuple[int, int], str]:
        """Raises: PartError."""
        return self.parsed().formulas

    @property
    def hidden_rows(self) -> frozenset[int]:
        """Raises: PartError."""
        return self.parsed().hidden_rows

    @property
    def hidden_columns(self) -> frozenset[int]:
        """Raises: PartError."""
        return self.parsed().hidden_columns

    @property
    def filtered(self) -> bool:
        """Raises: PartError."""
        return self.parsed().filtered

    @property
    def merged(self) -> tuple[Area, ...]:
        """Raises: PartError."""
        return self.parsed().merged


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
    for its values only (.xls, .ods): `formulas` then say where formulas stand ("") and not what they are.
    `properties` are the custom document properties.
    """

    kind: Kind
    sheets: tuple[RawSheet, ...]
    names: Mapping[str, NamedArea] = field(default_factory=dict)
    broken_names: frozenset[str] = frozenset()
    properties: Mapping[str, str] = field(default_factory=dict)
    knows_formulas: bool = True

    def load(self, positions: Iterable[int] | None = None) -> tuple[Finding, ...]:
        """Parse some sheets (None: all); what cannot be read is told, not raised.

        Sheets that are told here go on raising PartError when their cells are asked for; all others
        raise nothing any more.
        """
        findings = []
        for position in range(len(self.sheets)) if positions is None else positions:
            sheet = self.sheets[position]
            if isinstance(sheet, LazySheet):
                try:
                    sheet.parsed()
                except PartError as error:
                    findings.append(error.finding)
        return tuple(findings)


def shown(value: RawValue | None) -> str:
    """A value as the person sees it, more or less; "" for a blank cell.

    Example:
        >>> shown(Decimal("1234.50")), shown(DateValue(Decimal("45347"))), shown(True), shown(None)
        ('1234.5', '2024-02-25', 'TRUE', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    if isinstance(value, DateValue):
        return date_of(value) or f"{value.serial.normalize():f}"
    return value.code if isinstance(value, ErrorValue) else value


def date_of(value: DateValue) -> str:
    """The day that a serial number stands for, as an ISO date; "" when there is no such day."""
    try:
        day = datetime.date(1899, 12, 30) + datetime.timedelta(days=int(value.serial))
    except (OverflowError, ValueError):
        return ""
    return day.isoformat()
