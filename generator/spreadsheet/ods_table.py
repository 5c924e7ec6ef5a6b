"""One table of an OpenDocument spreadsheet, as its elements pass by.

Repeated cells and rows are written once in the file. Those with something in them are repeated here as far
as the limits allow; blank ones cost nothing, however many they claim to be.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from generator.spreadsheet.cell_text import Errors, Numbers, date_value
from generator.spreadsheet.raw_book import Area, RawSheet, RawValue
from generator.spreadsheet.sheet_cells import SheetCells

ODF = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TABLE, TEXT = f"{ODF}office:1.0 ", f"{ODF}table:1.0 ", f"{ODF}text:1.0 "
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_NUMERIC = ("float", "percentage", "currency")
_MOST = 1 << 30
"""Repetitions, at most: more than any sheet has rows."""


@dataclass(slots=True)
class _Cell:
    """A cell that has begun: how often it stands beside itself, and the text in it so far."""

    attributes: dict[str, str]
    repeated: int
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    paragraphs: int = 0
    in_paragraph: bool = False


class OdsTable:
    """Follows the elements inside one table. `begin` and `end` take the names that are in them."""

    def __init__(self, gathered: SheetCells, numbers: Numbers, errors: Errors) -> None:
        self._gathered, self._numbers, self._errors = gathered, numbers, errors
        self._row, self._rows, self._visible = 0, 1, True
        self._column, self._columns_told = 0, 0
        self._filled: list[tuple[int, int, RawValue, str | None]] = []
        self._cell: _Cell | None = None
        self.begin: dict[str, Callable[[dict[str, str]], None]] = {
            f"{TABLE}table-column": self._begin_column,
            f"{TABLE}table-row": self._begin_row,
            f"{TABLE}table-cell": self._begin_cell,
            f"{TABLE}covered-table-cell": self._begin_cell,
            f"{TEXT}p": self._begin_paragraph,
            f"{TEXT}s": self._blanks,
            f"{TEXT}tab": lambda _: self.text("\t"),
            f"{TEXT}line-break": lambda _: self.text("\n"),
        }
        self.end: dict[str, Callable[[], None]] = {
            f"{TABLE}table-row": self._end_row,
            f"{TABLE}table-cell": self._end_cell,
            f"{TABLE}covered-table-cell": self._end_cell,
            f"{TEXT}p": self._end_paragraph,
        }

    @property
    def name(self) -> str:
        """The name of the sheet."""
        return self._gathered.name

    def sheet(self) -> RawSheet:
        """The whole sheet. Raises: PartError."""
        return self._gathered.sheet()

    def text(self, text: str) -> None:
        """Text in a paragraph of a cell. Raises: PartError."""
        cell = self._cell
        if cell is not None and cell.in_paragraph:
            cell.pieces.append(text)
            cell.length += len(text)
            if cell.length > self._gathered.limits.text_length:
                raise self._gathered.too_long(cell.length)

    def _begin_column(self, attributes: dict[str, str]) -> None:
        first = self._columns_told
        self._columns_told += repetitions(attributes, "number-columns-repeated")
        if attributes.get(f"{TABLE}visibility", "visible") != "visible":
            self._gathered.hide_columns(first, self._columns_told - 1)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._rows = repetitions(attributes, "number-rows-repeated")
        visibility = attributes.get(f"{TABLE}visibility", "visible")
        self._visible = visibility == "visible"
        self._gathered.filtered |= visibility == "filter"
        self._column, self._filled = 0, []

    def _end_row(self) -> None:
        if self._filled:
            for row in range(self._row, self._row + self._rows):
                for first, count, value, formula in self._filled:
                    for column in range(first, first + count):
                        self._gathered.put(row, column, value, formula)
                if not self._visible:
                    self._gathered.hide_row(row)
        self._row += self._rows

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._cell = _Cell(attributes, repetitions(attributes, "number-columns-repeated"))

    def _end_cell(self) -> None:
        cell, self._cell = self._cell, None
        if cell is None:
            return
        if cell.attributes or cell.pieces:
            formula = "" if f"{TABLE}formula" in cell.attributes else None
            value = self._value(cell)
            if value != "" or formula is not None:
                self._filled.append((self._column, cell.repeated, value, formula))
            across = repetitions(cell.attributes, "number-columns-spanned")
            down = repetitions(cell.attributes, "number-rows-spanned")
            if across > 1 or down > 1:
                bottom, right = self._row + down - 1, self._column + across - 1
                self._gathered.merge(Area(self._row, self._column, bottom, right))
        self._column += cell.repeated

    def _value(self, cell: _Cell) -> RawValue:
        """What a cell holds; "" when nothing stands in it."""
        told, text = cell.attributes, "".join(cell.pieces)
        kind = told.get(f"{OFFICE}value-type", "")
        value: RawValue | None
        if told.get(f"{_CALC}value-type") == "error":
            value = self._errors[text]
        elif kind in _NUMERIC:
            value = self._numbers[told.get(f"{OFFICE}value", "")]
        elif kind in ("date", "time"):
            value = date_value(told.get(f"{OFFICE}{kind}-value", ""))
        elif kind == "boolean":
            value = told.get(f"{OFFICE}boolean-value") == "true"
        else:
            value = self._gathered.check_text(told.get(f"{OFFICE}string-value", text))
        return text if value is None else value

    def _begin_paragraph(self, _: dict[str, str]) -> None:
        cell = self._cell
        if cell is not None:
            cell.in_paragraph = True
            if cell.paragraphs:
                self.text("\n")
            cell.paragraphs += 1

    def _end_paragraph(self) -> None:
        if self._cell is not None:
            self._cell.in_paragraph = False

    def _blanks(self, attributes: dict[str, str]) -> None:
        count = repetitions(attributes, "c", TEXT)
        self.text(" " * min(count, self._gathered.limits.text_length + 1))


def repetitions(attributes: dict[str, str], name: str, namespace: str = TABLE) -> int:
    """How often something stands there by an attribute: 1 where it is missing or no number.

    Example:
        >>> repetitions({f"{TABLE}number-rows-repeated": "3"}, "number-rows-repeated")
        3
    """
    text = attributes.get(namespace + name, "1")
    return min(int(text), _MOST) or 1 if text.isdecimal() and len(text) < 12 else 1
