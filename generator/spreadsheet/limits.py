"""How much of a file is read at most: a workbook larger than that is refused, whatever it says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from generator.messages import finding
from generator.model.finding import Place
from generator.spreadsheet.raw_book import PartError

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The greatest sizes. The rows and columns are those of a sheet in Excel; all else is far above what
    a department's workbook needs: one of 5,000 line items has 640,000 cells in 83 MiB of XML, most of it
    on sheets that are never parsed.

    `ratio` is how many times larger a part may be than it was compressed, if it is larger than
    `ratio_from` bytes: blank rows with a format of their own reach about 100.
    """

    file_bytes: int = 64 * MIB
    parts: int = 10_000
    unpacked_bytes: int = 512 * MIB
    part_bytes: int = 256 * MIB
    ratio: int = 200
    ratio_from: int = 4 * MIB
    sheets: int = 1_000
    rows: int = 1_048_576
    columns: int = 16_384
    cells: int = 1_000_000
    names: int = 100_000
    text_length: int = 100_000
    """Excel allows 32,767 characters in a cell, LibreOffice more."""
    tags: int = 20_000_000
    nesting: int = 100
    """How deep elements lie within each other; in a sheet it is ten or so."""


STANDARD = Limits()
"""The limits for whatever comes in."""

MEASURES = {
    "file_bytes": ("文件大小（字节）", "bytes in the file"),
    "parts": ("压缩包中的部件数", "parts of the package"),
    "unpacked_bytes": ("解压后大小（字节）", "bytes when unpacked"),
    "part_bytes": ("一个部件解压后的大小（字节）", "bytes of one part when unpacked"),
    "ratio": ("压缩比", "the ratio of compression"),
    "sheets": ("工作表数", "sheets"),
    "rows": ("行数", "rows of a sheet"),
    "columns": ("列数", "columns of a sheet"),
    "cells": ("有内容的单元格数", "cells with something in them"),
    "names": ("定义的名称数", "defined names"),
    "text_length": ("一段文字的字数", "characters of one text"),
    "tags": ("XML 标记数", "tags of XML"),
    "nesting": ("XML 嵌套层数", "levels of nested XML"),
}
"""What each limit counts, in Chinese and English."""


def too_large(place: Place, limits: Limits, what: str, found: int | None = None) -> PartError:
    """The error for a file that goes beyond the limit `what`; `found` is how far, when that is known."""
    limit: int = getattr(limits, what)
    chinese, english = MEASURES[what]
    counted = "" if found is None else f"{found:,}"
    told = finding("OPEN-007", place, found=counted, what_zh=chinese, what_en=english, limit=f"{limit:,}")
    return PartError(told)


class Allowance:
    """What may still be unpacked and kept of one file; shared by all its parts."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._bytes = limits.unpacked_bytes
        self._cells = limits.cells
        self._tags = limits.tags

    def unpack(self, place: Place, size: int) -> None:
        """Count unpacked bytes. Raises: PartError, when they are too many in all."""
        self._bytes -= size
        if self._bytes < 0:
            raise too_large(place, self.limits, "unpacked_bytes")

    def parse(self, place: Place, tags: int) -> None:
        """Count tags that the XML parser is given. Raises: PartError, when they are too many in all."""
        self._tags -= tags
        if self._tags < 0:
            raise too_large(place, self.limits, "tags")

    def keep(self, place: Place, cells: int) -> None:
        """Count cells. Raises: PartError, when they are too many in all."""
        self._cells -= cells
        if self._cells < 0:
            raise too_large(place, self.limits, "cells")
