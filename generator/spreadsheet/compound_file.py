"""The compound file (OLE) that .xls workbooks and encrypted ones are: streams by name, cut into sectors.

Chains of sectors that run in circles, or beyond the file, are damage.

Source: Microsoft, [MS-CFB] Compound File Binary File Format.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass

from generator.model.finding import Place
from generator.spreadsheet.package import damaged

SIGNATURE = bytes.fromhex("D0CF11E0A1B11AE1")
_HEADER = 512
_TABLE_IN_HEADER, _ENTRY = 76, 128
_LAST_SECTOR = 0xFFFFFFFA
"""Greater numbers are marks: end of chain, free, and the like."""
_MOST_ENTRIES = 10_000
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_SMALL_SECTOR = 64


@dataclass(frozen=True, slots=True)
class _Entry:
    """A storage or stream; `left`, `right` are its neighbours and `child` the first one inside it."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class CompoundFile:
    """The streams and storages of the root storage.

    Raises: PartError, for a damaged file, and later for single streams.
    """

    def __init__(self, content: bytes, place: Place) -> None:
        self._content, self._place = content, place
        if len(content) < _HEADER or not content.startswith(SIGNATURE):
            raise damaged(place, "", "no compound file")
        shift = struct.unpack_from("<H", content, 30)[0]
        if shift not in (9, 12):
            raise damaged(place, "", f"sectors of 2^{shift} bytes")
        self._sector = 1 << shift
        directory, self._smallest, small_table, _, more, _ = struct.unpack_from("<I4x5I", content, 48)
        self._table = self._sectors_of_table(more)
        self._entries = list(self._listed(self._chain(directory)))
        if not self._entries or self._entries[0].kind != _ROOT:
            raise damaged(place, "", "no root storage")
        root = self._entries[0]
        self._small = self._chain(root.start)[: root.size] if root.size else b""
        small_numbers = len(self._small) // _SMALL_SECTOR * 4
        self._small_table = self._numbers(self._chain(small_table)[:small_numbers])
        self.streams = {entry.name: entry for entry in self._children(root) if entry.kind == _STREAM}
        self.storages = {entry.name for entry in self._children(root) if entry.kind == _STORAGE}

    def read(self, name: str) -> bytes:
        """A stream as bytes. Raises: PartError, also when there is none of that name."""
        entry = self.streams.get(name)
        if entry is None:
            raise damaged(self._place, name, "the stream is not there")
        small = entry.size < self._smallest
        data = self._small_chain(entry.start) if small else self._chain(entry.start)
        if len(data) < entry.size:
            raise damaged(self._place, name, f"{len(data):,} of {entry.size:,} bytes")
        return data[: entry.size]

    def _sectors_of_table(self, more: int) -> tuple[int, ...]:
        """The allocation table: for each sector the next one. Its own sectors are listed in the header."""
        needed = len(self._content) // self._sector * 4 // self._sector + 1
        own = list(self._numbers(self._content[_TABLE_IN_HEADER:_HEADER]))
        while more <= _LAST_SECTOR and len(own) < needed:
            *numbers, more = self._numbers(self._one(more))
            own += numbers
        used = [number for number in own if number <= _LAST_SECTOR][:needed]
        return self._numbers(b"".join(self._one(number) for number in used))

    def _one(self, number: int) -> bytes:
        start = (number + 1) * self._sector
        if start >= len(self._content):
            raise damaged(self._place, "", "the file ends too early")
        return self._content[start : start + self._sector]

    def _chain(self, start: int) -> bytes:
        return b"".join(self._one(number) for number in self._follow(start, self._table))

    def _small_chain(self, start: int) -> bytes:
        numbers = self._follow(start, self._small_table)
        small = self._small
        return b"".join(small[at * _SMALL_SECTOR : (at + 1) * _SMALL_SECTOR] for at in numbers)

    def _follow(self, number: int, table: tuple[int, ...]) -> Iterable[int]:
        """The sectors of a chain, in order."""
        found: list[int] = []
        while number <= _LAST_SECTOR:
            found.append(number)
            if number >= len(table) or len(found) > len(table):
                raise damaged(self._place, "", "sectors run in circles or beyond the file")
            number = table[number]
        return found

    def _numbers(self, data: bytes) -> tuple[int, ...]:
        """Unsigned numbers of 32 bits, the lowest byte first."""
        return struct.unpack_from(f"<{len(data) // 4}I", data)

    def _listed(self, directory: bytes) -> Iterable[_Entry]:
        for at in range(0, min(len(directory) - _ENTRY + 1, _MOST_ENTRIES * _ENTRY), _ENTRY):
            length, kind, left, right, child = struct.unpack_from("<HBx3I", directory, at + 64)
            start, size = struct.unpack_from("<2I", directory, at + 116)
            name = directory[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            yield _Entry(name, kind, left, right, child, start, size)

    def _children(self, storage: _Entry) -> list[_Entry]:
        """What lies directly in a storage: a tree of neighbours."""
        found, waiting, seen = [], [storage.child], set[int]()
        while waiting:
            number = waiting.pop()
            if number < len(self._entries) and number not in seen:
                seen.add(number)
                entry = self._entries[number]
                found.append(entry)
                waiting += [entry.left, entry.right]
        return found
