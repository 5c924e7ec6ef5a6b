"""The .xlsx package: a ZIP archive of parts, put together from pieces that were compressed before.

Each piece ends in a full flush, so compressed pieces in a row are one valid stream, and a part of which
a few rows changed takes the other pieces as they are. Checksums are combined, not computed again.

Source: PKWARE, APPNOTE.TXT 6.3; RFC 1951 (deflate); M. Adler, crc32_combine in zlib.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import BinaryIO

LEVEL = 6
_LAST_BLOCK = b"\x03\x00"
"""An empty last block: the end of a deflate stream."""
_POLYNOMIAL, _ONE = 0xEDB88320, 1 << 31
_VERSION, _DEFLATED, _DATE = 20, 8, 0x0021
"""Needed to extract: 2.0; method 8; 1 January 1980, as far back as the format goes."""
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a part, compressed; `shift` moves a checksum past it."""

    size: int
    checksum: int
    shift: int
    deflated: bytes

    @staticmethod
    def of(content: bytes) -> Piece:
        """Compress a stretch."""
        compressor = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        deflated = compressor.compress(content) + compressor.flush(zlib.Z_FULL_FLUSH)
        return Piece(len(content), zlib.crc32(content), _shift(len(content)), deflated)


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the package, compressed."""

    name: str
    size: int
    checksum: int
    deflated: bytes

    @staticmethod
    def of(name: str, pieces: Sequence[Piece]) -> Part:
        """The part that the pieces make up."""
        checksum = 0
        for piece in pieces:
            checksum = _product(piece.shift, checksum) ^ piece.checksum
        deflated = b"".join([piece.deflated for piece in pieces]) + _LAST_BLOCK
        return Part(name, sum(piece.size for piece in pieces), checksum, deflated)


def write_package(parts: Iterable[Part], file: BinaryIO) -> None:
    """Write the parts, in order, as one archive."""
    written: list[bytes] = []
    listed: list[bytes] = []
    place = 0
    for part in parts:
        name = part.name.encode("ascii")
        facts = (0, _DEFLATED, 0, _DATE, part.checksum, len(part.deflated), part.size, len(name), 0)
        local = _LOCAL.pack(b"PK\x03\x04", _VERSION, *facts)
        listed += [_CENTRAL.pack(b"PK\x01\x02", _VERSION, _VERSION, *facts, 0, 0, 0, 0, place), name]
        written += [local, name, part.deflated]
        place += len(local) + len(name) + len(part.deflated)
    directory = b"".join(listed)
    count = len(listed) // 2
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), place, 0)
    file.write(b"".join([*written, directory, end]))


def _product(first: int, second: int) -> int:
    """The product of two polynomials, modulo that of the checksum; the highest bit is the number 1."""
    total = 0
    while second:
        if second & _ONE:
            total ^= first
        second = (second << 1) & 0xFFFFFFFF
        first = (first >> 1) ^ _POLYNOMIAL if first & 1 else first >> 1
    return total


@cache
def _power(exponent: int) -> int:
    """The polynomial x to the power of 2 to the `exponent`."""
    if exponent == 0:
        return _ONE >> 1
    root = _power(exponent - 1)
    return _product(root, root)


def _shift(size: int) -> int:
    """The polynomial x to the power of 8 times `size`: the factor of a checksum that `size` bytes follow."""
    shift, exponent = _ONE, 3
    while size:
        if size & 1:
            shift = _product(_power(exponent), shift)
        size, exponent = size >> 1, exponent + 1
    return shift
