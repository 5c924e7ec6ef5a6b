"""An .xls workbook (BIFF8 in a compound file) as a `RawBook`: values, names, properties, what is hidden.

Sheets are parsed when their cells are first asked for.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from generator.messages import finding
from generator.model.finding import Finding, Place
from generator.spreadsheet import file_kind, property_set, xls_records
from generator.spreadsheet.compound_file import CompoundFile
from generator.spreadsheet.limits import Allowance, too_large
from generator.spreadsheet.number_format import is_date_format
from generator.spreadsheet.package import damaged
from generator.spreadsheet.raw_book import Area, LazySheet, PartError, RawBook, RawSheet
from generator.spreadsheet.reference import DefinedNames
from generator.spreadsheet.sheet_cells import SheetCells
from generator.spreadsheet.xls_records import BEGINNING, BIFF8
from generator.spreadsheet.xls_sheet import XlsContext, read_cells

WORKBOOK = "Workbook"
_BROKEN = (struct.error, IndexError, ValueError, OverflowError)
"""What records with too little in them raise."""
_OWN_BOOK = 0x0401
_HIDDEN_NAMES = 0x0002 | 0x0008 | 0x0020
"""Names of macro functions, macros, and those that Excel uses for itself."""
_WORKSHEET, _MACROS = 0, 1
_REFERENCE, _AREA, _GONE = 0x1A, 0x1B, (0x1C, 0x1D)
"""What a name's formula begins with: a cell or area of a sheet, or one that is gone."""


def read_xls(file: CompoundFile, place: Place, allowance: Allowance) -> tuple[RawBook, list[Finding]]:
    """The book, and notes on macros, links and embedded objects. Raises: PartError."""
    stream = file.read(WORKBOOK)
    if stream[:2] != BEGINNING or stream[4:6] != BIFF8:
        raise file_kind.not_read(file_kind.OLD_WORKBOOK, place)
    with _judged(place):
        reader = _XlsReader(stream, place, allowance)
        names = reader.names()
    if not reader.sheets:
        raise PartError(finding("OPEN-009", place))
    properties: dict[str, str] = {}
    if property_set.STREAM in file.streams:
        with _judged(place):
            properties = property_set.custom_properties(file.read(property_set.STREAM))
    sheets, broken = tuple(reader.sheet(each) for each in reader.sheets), frozenset(names.broken)
    book = RawBook("xls", sheets, names.areas, broken, properties, knows_formulas=False)
    notes = [finding("OPEN-013", place, found="xls")]
    if "_VBA_PROJECT_CUR" in file.storages or any(each.kind == _MACROS for each in reader.sheets):
        notes.append(finding("OPEN-010", place))
    if reader.linked:
        notes.append(finding("OPEN-011", place, found="、".join(dict.fromkeys(filter(None, reader.linked)))))
    embedded = sum(name.startswith("MBD") for name in file.storages)
    if embedded:
        notes.append(finding("OPEN-012", place, found=f"{embedded:,}"))
    return book, notes


@contextmanager
def _judged(place: Place) -> Iterator[None]:
    """Tells records that cannot be read as damage."""
    try:
        yield
    except _BROKEN as error:
        raise damaged(place, place.sheet or WORKBOOK, str(error)) from None


@dataclass(frozen=True, slots=True)
class _Listed:
    """A sheet as the workbook lists it: `start` is its place in the stream."""

    name: str
    hidden: bool
    kind: int
    start: int


class _XlsReader:
    """Reads the records of the workbook itself."""

    def __init__(self, stream: bytes, place: Place, allowance: Allowance) -> None:
        self.sheets: list[_Listed] = []
        self.linked: list[str] = []
        self._stream, self._place, self._allowance = stream, place, allowance
        self._context = XlsContext()
        self._codes: dict[int, str] = {}
        self._formats: list[int] = []
        self._own_books: list[bool] = []
        self._sheets_of_references: list[tuple[int, int, int]] = []
        self._defined: list[bytes] = []
        self._read()

    def sheet(self, listed: _Listed) -> RawSheet:
        """One sheet, not yet parsed."""
        place = replace(self._place, sheet=listed.name)
        if listed.kind != _WORKSHEET:
            return RawSheet(listed.name, {}, hidden=listed.hidden)

        def parse() -> RawSheet:
            gathered = SheetCells(listed.name, listed.hidden, place, self._allowance)
            with _judged(place):
                read_cells(self._stream, listed.start, gathered, self._context)
            return gathered.sheet()

        return LazySheet(listed.name, listed.hidden, parse)

    def names(self) -> DefinedNames:
        """The defined names of the whole book."""
        names = DefinedNames([sheet.name for sheet in self.sheets])
        for data in self._defined:
            self._name(data, names)
        return names

    def _read(self) -> None:
        limits = self._allowance.limits
        for kind, parts in xls_records.records(self._stream):
            data = parts[0]
            if kind == xls_records.SST:
                self._read_texts(parts)
            elif kind == xls_records.FILEPASS:
                raise PartError(finding("OPEN-003", self._place))
            elif kind == xls_records.BOUNDSHEET:
                start, state, sort = struct.unpack_from("<I2B", data)
                name = xls_records.short_text(data, 6)
                self.sheets.append(_Listed(name, state & 3 != 0, sort, start))
            elif kind == xls_records.NAME:
                self._defined.append(data)
            else:
                self._read_other(kind, data)
            for what, count in (("sheets", len(self.sheets)), ("names", len(self._defined))):
                if count > getattr(limits, what):
                    raise too_large(self._place, limits, what)
        self._context.dates = [is_date_format(identity, self._codes) for identity in self._formats]

    def _read_other(self, kind: int, data: bytes) -> None:
        if kind == xls_records.DATE1904:
            self._context.from_1904 = struct.unpack_from("<H", data)[0] == 1
        elif kind == xls_records.FORMAT:
            self._codes[struct.unpack_from("<H", data)[0]] = xls_records.long_text(data, 2)
        elif kind == xls_records.XF:
            self._formats.append(struct.unpack_from("<H", data, 2)[0])
        elif kind == xls_records.SUPBOOK:
            mark = struct.unpack_from("<H", data, 2)[0]
            self._own_books.append(mark == _OWN_BOOK)
            if len(data) > 4 and struct.unpack_from("<H", data)[0]:
                path = xls_records.long_text(data, 2)
                self.linked.append("".join(path.replace("\\", "\3").rpartition("\3")[2].split("\1")))
        elif kind == xls_records.EXTERNSHEET:
            count = struct.unpack_from("<H", data)[0]
            self._sheets_of_references = [struct.unpack_from("<H2h", data, 2 + 6 * at) for at in range(count)]

    def _read_texts(self, parts: list[bytes]) -> None:
        count = struct.unpack_from("<I", parts[0], 4)[0]
        if count > self._allowance.limits.cells:
            raise too_large(self._place, self._allowance.limits, "cells", count)
        texts = xls_records.ContinuedTexts(parts, 8)
        self._context.texts = [texts.next() for _ in range(count)]

    def _name(self, data: bytes, names: DefinedNames) -> None:
        """Take a defined name when it stands for cells."""
        flags, _, count, size, _, local = struct.unpack_from("<H2B3H", data)
        if flags & _HIDDEN_NAMES or local:
            return
        name = xls_records.bare_text(data, 14, count)
        formula = data[14 + 1 + count * (2 if data[14] & 1 else 1) :][:size]
        token = formula[0] & 0x1F if formula and formula[0] >= 0x20 else 0
        if token == _REFERENCE and size == 7:
            reference, row, column = struct.unpack_from("<3H", formula, 1)
            self._put(name, reference, Area(row, column & 0x3FFF, row, column & 0x3FFF), names)
        elif token == _AREA and size == 11:
            reference, top, bottom, left, right = struct.unpack_from("<5H", formula, 1)
            self._put(name, reference, Area(top, left & 0x3FFF, bottom, right & 0x3FFF), names)
        elif token in _GONE:
            names.broken.add(name)

    def _put(self, name: str, reference: int, area: Area, names: DefinedNames) -> None:
        """Take a name whose cells lie on a sheet of this book."""
        book, first, last = self._sheets_of_references[reference]
        if self._own_books[book] and first == last:
            names.put(name, first if 0 <= first < len(self.sheets) else None, area)
