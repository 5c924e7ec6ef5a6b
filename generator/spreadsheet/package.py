"""A workbook's package: a ZIP archive of parts, read in memory and within limits.

Nothing is extracted, and sizes are counted while unpacking, whatever the archive says. The name of a part
is a key and never a path: "..", leading slashes, backslashes and letter case make no difference.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Literal

from generator.messages import finding
from generator.model.finding import Place
from generator.spreadsheet.limits import Allowance, too_large
from generator.spreadsheet.raw_book import PartError

_CHUNK = 1 << 16
_LISTED = b"PK\x01\x02"
"""Stands before every entry of an archive's directory."""
_BACKSLASH = "\\"
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_TWICE: Literal["twice"] = "twice"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    KeyError,
    IndexError,
    OverflowError,
)
"""What a damaged archive makes the standard library raise."""


def damaged(place: Place, part: str, reason: str = "") -> PartError:
    """The error for a part that cannot be read, or is not what it has to be."""
    return PartError(finding("OPEN-004", place, found=part or place.file, reason=reason))


def part_name(path: str, base: str = "") -> str:
    """The key of a part: without a leading slash and "..", in small letters.

    `base` is the part that refers to `path`, which then may be relative to it.

    Example:
        >>> part_name("../media/A.png", "xl/worksheets/sheet1.xml"), part_name("/XL/workbook.xml")
        ('xl/media/a.png', 'xl/workbook.xml')
    """
    whole = posixpath.join("/", posixpath.dirname(base), path.replace(_BACKSLASH, "/"))
    return posixpath.normpath(whole).lstrip("/").lower()


class Package:
    """The parts of one archive.

    Raises: PartError, for an archive that is damaged or too large, and later for single parts.
    """

    def __init__(self, content: bytes, place: Place, allowance: Allowance) -> None:
        self.place, self.allowance = place, allowance
        limits = allowance.limits
        listed = content.count(_LISTED)
        if listed > limits.parts:
            raise too_large(place, limits, "parts", listed)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            entries = self._archive.infolist()
        except _BROKEN as error:
            raise damaged(place, "", str(error)) from None
        self._entries: dict[str, zipfile.ZipInfo | Literal["twice"]] = {}
        for entry in entries:
            if not entry.filename.endswith("/"):
                name = part_name(entry.filename)
                self._entries[name] = _TWICE if name in self._entries else entry
        told = sum(entry.file_size for entry in entries)
        if told > limits.unpacked_bytes:
            raise too_large(place, limits, "unpacked_bytes", told)

    @property
    def names(self) -> tuple[str, ...]:
        """The parts, in small letters, in the order of the archive."""
        return tuple(self._entries)

    def __contains__(self, name: str) -> bool:
        return part_name(name) in self._entries

    def read(self, name: str, place: Place | None = None) -> bytes:
        """A whole part. `place` is where the person would look for what it holds. Raises: PartError."""
        whole = io.BytesIO()
        for chunk in self.chunks(name, place):
            whole.write(chunk)
        return whole.getvalue()

    def chunks(self, name: str, place: Place | None = None) -> Iterator[bytes]:
        """A part, piece by piece. Raises: PartError."""
        place = place or self.place
        entry = self._entries.get(part_name(name))
        if entry is None or entry == _TWICE:
            reason = "the part is not there" if entry is None else "the part is there twice"
            raise damaged(place, name, reason)
        if entry.flag_bits & _ENCRYPTED:
            raise PartError(finding("OPEN-003", place))
        if entry.compress_type not in _METHODS:
            raise damaged(place, name, f"compression method {entry.compress_type}")
        self._judge(entry.file_size, entry, place)
        size = 0
        try:
            with self._archive.open(entry) as file:
                while chunk := file.read(_CHUNK):
                    size += len(chunk)
                    self._judge(size, entry, place)
                    self.allowance.unpack(place, len(chunk))
                    yield chunk
        except _BROKEN as error:
            raise damaged(place, name, str(error)) from None
        if size != entry.file_size:
            raise damaged(place, name, f"{size:,} of {entry.file_size:,} bytes")

    def _judge(self, size: int, entry: zipfile.ZipInfo, place: Place) -> None:
        """Whether a part may have this many bytes: as it says of itself, then as they come."""
        limits = self.allowance.limits
        if size > limits.part_bytes:
            raise too_large(place, limits, "part_bytes")
        if size > limits.ratio_from and size > limits.ratio * max(entry.compress_size, 1):
            raise too_large(place, limits, "ratio")
