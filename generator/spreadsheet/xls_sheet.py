"""The cells of one sheet of an .xls workbook."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.spreadsheet import xls_records
from generator.spreadsheet.cell_text import DAYS_TO_1904, shown_number
from generator.spreadsheet.raw_book import Area, DateValue, RawValue
from generator.spreadsheet.sheet_cells import SheetCells

_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x1
_NO_NUMBER = 0xFFFF
_TEXT, _FLAG, _ERROR = 0, 1, 2
"""What a formula gave, where it is no number; anything else is an empty text."""


@dataclass(slots=True)
class XlsContext:
    """What cells refer to: shared texts, which formats show dates, the day that is counted from."""

    texts: Sequence[str] = ()
    dates: Sequence[bool] = ()
    from_1904: bool = False


def read_cells(stream: bytes, start: int, gathered: SheetCells, context: XlsContext) -> None:
    """Read the records of the sheet that begins at `start`.

    Raises: PartError; struct.error, IndexError or ValueError, when records are damaged.
    """
    reader = _SheetReader(gathered, context)
    for kind, parts in xls_records.records(stream, start):
        take = reader.takes.get(kind)
        if take is not None:
            take(parts[0])
        elif kind == xls_records.STRING:
            reader.text_of_formula(parts)
    reader.finish()


class _SheetReader:
    def __init__(self, gathered: SheetCells, context: XlsContext) -> None:
        self._gathered, self._context = gathered, context
        self._hidden_rows: set[int] = set()
        self._waiting: tuple[int, int] | None = None
        self.takes: dict[int, Callable[[bytes], None]] = {
            xls_records.NUMBER: self._number,
            xls_records.RK: self._packed,
            xls_records.MULRK: self._packed_row,
            xls_records.LABELSST: self._shared_text,
            xls_records.LABEL: self._own_text,
            xls_records.RSTRING: self._own_text,
            xls_records.BOOLERR: self._flag_or_error,
            xls_records.FORMULA: self._formula,
            xls_records.ROW: self._row,
            xls_records.COLINFO: self._columns,
            xls_records.MERGECELLS: self._merged,
            xls_records.FILTERMODE: self._filtered,
        }

    def finish(self) -> None:
        """Tell what is known at the end only: rows come before their cells, or after them."""
        for row in self._hidden_rows:
            self._gathered.hide_row(row)

    def text_of_formula(self, parts: Sequence[bytes]) -> None:
        """The text that the formula before it gave."""
        if self._waiting is not None:
            row, column = self._waiting
            self._waiting = None
            self._gathered.put(row, column, xls_records.ContinuedTexts(parts, 0).next())

    def _dated(self, number: Decimal | None, style: int) -> RawValue | None:
        """A number as what its format makes of it."""
        if number is None or not self._context.dates[style]:
            return number
        return DateValue(number + DAYS_TO_1904 if self._context.from_1904 else number)

    def _number(self, data: bytes) -> None:
        row, column, style, value = struct.unpack_from("<3Hd", data)
        self._gathered.put(row, column, self._dated(shown_number(value), style))

    def _packed(self, data: bytes) -> None:
        row, column, style, packed = struct.unpack_from("<3HI", data)
        self._gathered.put(row, column, self._dated(xls_records.packed_number(packed), style))

    def _packed_row(self, data: bytes) -> None:
        row, first = struct.unpack_from("<2H", data)
        for place, at in enumerate(range(4, len(data) - 6 + 1, 6)):
            style, packed = struct.unpack_from("<HI", data, at)
            self._gathered.put(row, first + place, self._dated(xls_records.packed_number(packed), style))

    def _shared_text(self, data: bytes) -> None:
        row, column, _, place = struct.unpack_from("<3HI", data)
        self._gathered.put(row, column, self._context.texts[place] or None)

    def _own_text(self, data: bytes) -> None:
        row, column = struct.unpack_from("<2H", data)
        self._gathered.put(row, column, xls_records.long_text(data, 6) or None)

    def _flag_or_error(self, data: bytes) -> None:
        row, column, _, value, is_error = struct.unpack_from("<3H2B", data)
        held = xls_records.error_value(value) if is_error else value != 0
        self._gathered.put(row, column, held)

    def _formula(self, data: bytes) -> None:
        row, column, style, value, mark = struct.unpack_from("<3H6sH", data)
        self._waiting = None
        held: RawValue | None
        if mark != _NO_NUMBER:
            held = self._dated(shown_number(struct.unpack_from("<d", data, 6)[0]), style)
        elif value[0] == _TEXT:
            held, self._waiting = None, (row, column)
        elif value[0] == _FLAG:
            held = value[2] != 0
        else:
            held = xls_records.error_value(value[2]) if value[0] == _ERROR else ""
        self._gathered.put(row, column, held, "")

    def _row(self, data: bytes) -> None:
        row, flags = struct.unpack_from("<H10xB", data)
        if flags & _HIDDEN_ROW:
            self._hidden_rows.add(row)

    def _columns(self, data: bytes) -> None:
        first, last, flags = struct.unpack_from("<2H4xH", data)
        if flags & _HIDDEN_COLUMN:
            self._gathered.hide_columns(first, last)

    def _merged(self, data: bytes) -> None:
        for place in range(struct.unpack_from("<H", data)[0]):
            top, bottom, left, right = struct.unpack_from("<4H", data, 2 + place * 8)
            self._gathered.merge(Area(top, left, bottom, right))

    def _filtered(self, _: bytes) -> None:
        self._gathered.filtered = True
