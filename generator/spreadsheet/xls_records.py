"""The records of an .xls workbook (BIFF8): how they lie in the stream, and the texts and numbers in them.

Source: Microsoft, [MS-XLS] Excel Binary File Format.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.spreadsheet.cell_text import shown_number
from generator.spreadsheet.raw_book import ErrorValue

BOF, EOF, CONTINUE, FILEPASS = 0x0809, 0x000A, 0x003C, 0x002F
BOUNDSHEET, DATE1904, FORMAT, XF, SST = 0x0085, 0x0022, 0x041E, 0x00E0, 0x00FC
NAME, EXTERNSHEET, SUPBOOK = 0x0018, 0x0017, 0x01AE
NUMBER, RK, MULRK, LABELSST, LABEL, RSTRING = 0x0203, 0x027E, 0x00BD, 0x00FD, 0x0204, 0x00D6
BOOLERR, FORMULA, STRING = 0x0205, 0x0006, 0x0207
ROW, COLINFO, MERGECELLS, FILTERMODE = 0x0208, 0x007D, 0x00E5, 0x009B
BEGINNING, BIFF8 = b"\x09\x08", b"\x00\x06"
"""How a stream begins, and the version that is read, in its fifth and sixth byte."""

_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_WIDE, _EXTENDED, _RICH = 0x1, 0x4, 0x8


def records(stream: bytes, start: int = 0) -> Iterator[tuple[int, list[bytes]]]:
    """The records of one substream between those that begin and end it; charts in a sheet are left out.

    Shape:   kind, and the record with those that continue it.
    Raises:  struct.error, when the stream ends too early.
    """
    at, depth = start, 0
    kind_before, parts = 0, list[bytes]()
    while True:
        kind, length = struct.unpack_from("<2H", stream, at)
        data = stream[at + 4 : at + 4 + length]
        if len(data) < length:
            raise struct.error("the stream ends inside a record")
        at += 4 + length
        if kind == CONTINUE and parts:
            parts.append(data)
            continue
        if parts and depth == 1:
            yield kind_before, parts
        kind_before, parts = kind, []
        if kind == BOF:
            depth += 1
        elif kind == EOF:
            depth -= 1
            if depth <= 0:
                return
        else:
            parts.append(data)


def short_text(data: bytes, at: int) -> str:
    """A text with its length in one byte."""
    return bare_text(data, at + 1, data[at])


def long_text(data: bytes, at: int) -> str:
    """A text with its length in two bytes."""
    return bare_text(data, at + 2, struct.unpack_from("<H", data, at)[0])


def bare_text(data: bytes, at: int, count: int) -> str:
    """A text of so many signs, after the byte that says how wide they are."""
    return _signs(data[at + 1 :], count, data[at] & _WIDE)


def _signs(data: bytes, count: int, wide: int) -> str:
    if wide:
        return data[: count * 2].decode("utf-16-le", "replace")
    return data[:count].decode("latin-1")


class ContinuedTexts:
    """Reads texts that run on from one record into the next, from byte `at` of the first one on.

    Raises: IndexError or struct.error, when the records end too early.
    """

    def __init__(self, parts: Sequence[bytes], at: int) -> None:
        self._parts = parts
        self._part, self._at = 0, at

    def next(self) -> str:
        """The next text."""
        count, flags = struct.unpack("<HB", self._bytes(3))
        runs = struct.unpack("<H", self._bytes(2))[0] if flags & _RICH else 0
        extra = struct.unpack("<I", self._bytes(4))[0] if flags & _EXTENDED else 0
        text = self._text(count, flags & _WIDE)
        self._skip(runs * 4 + extra)
        return text

    def _text(self, count: int, wide: int) -> str:
        """Signs; where they go on in another record, that says anew how wide they are."""
        pieces = []
        while True:
            here = (len(self._parts[self._part]) - self._at) // (2 if wide else 1)
            taken = min(here, count)
            size = taken * (2 if wide else 1)
            pieces.append(_signs(self._parts[self._part][self._at : self._at + size], taken, wide))
            self._at += size
            count -= taken
            if not count:
                return "".join(pieces)
            self._part += 1
            wide, self._at = self._parts[self._part][0] & _WIDE, 1

    def _bytes(self, size: int) -> bytes:
        found = b""
        while len(found) < size:
            if self._at >= len(self._parts[self._part]):
                self._part, self._at = self._part + 1, 0
            taken = self._parts[self._part][self._at : self._at + size - len(found)]
            self._at += len(taken)
            found += taken
        return found

    def _skip(self, size: int) -> None:
        while size:
            here = len(self._parts[self._part]) - self._at
            if size <= here:
                self._at += size
                return
            size -= here
            self._part, self._at = self._part + 1, 0


def packed_number(packed: int) -> Decimal | None:
    """A number in four bytes (RK): a whole one or the upper part of a double, perhaps in hundredths.

    Example:
        >>> packed_number((12345 << 2) | 3), packed_number(0x3FF00000)
        (Decimal('123.45'), Decimal('1'))
    """
    if packed & 2:
        value = float((packed - (1 << 32) if packed & (1 << 31) else packed) >> 2)
    else:
        value = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))[0]
    return shown_number(value / 100 if packed & 1 else value)


def error_value(code: int) -> ErrorValue:
    """An error value by its number."""
    return ErrorValue(_ERRORS.get(code, f"#{code}"))
