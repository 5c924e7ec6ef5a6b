"""The shared texts of an .xlsx file (sharedStrings.xml)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.spreadsheet.cell_text import plain_text
from generator.spreadsheet.limits import too_large
from generator.spreadsheet.package import Package
from generator.spreadsheet.plain_xml import LONGEST, PIECE, is_plain, plain_stretch, unescaped
from generator.spreadsheet.xml_part import Handler, Names, walk

_FIRST = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml [^<>]*\?>)?\s*"
    rb'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rb'(?: count="[0-9]*")?(?: uniqueCount="[0-9]*")?>'
)
_TEXT = r'<t(?: xml:space="preserve")?+>[^<]*+</t>'
_FONT = r'<rPr>(?:<[A-Za-z]++(?: [A-Za-z]++="[^"<>&]*+")*+ ?/>)*+</rPr>'
_TEXTS = re.compile(
    rf'<si>(?:<t(?: xml:space="preserve")?+>([^<]*+)</t>|((?:<r>(?:{_FONT})?+{_TEXT}</r>)++))</si>|(.+)',
    re.DOTALL,
)
"""A plain text; one of runs, each with its font; anything else."""
_RUN = re.compile(r"<t[^<>]*>([^<]*)</t>")


def read_strings(package: Package, part: str) -> list[str]:
    """All shared texts in order; phonetic signs (rPh) are left out. Raises: PartError."""
    data = package.read(part)
    strings = _scanned(data, package)
    if strings is None:
        handler = _StringsHandler(package)
        walk([data], handler, part, package.place, package.allowance)
        strings = handler.strings
    package.allowance.keep(package.place, len(strings))
    return strings


def _scanned(data: bytes, package: Package) -> list[str] | None:
    """The texts when all of them are plain ones, as they usually are, without the XML parser."""
    start, end = _FIRST.match(data), data.rfind(b"</sst>")
    if start is None or end < start.end() or data[end:].strip() != b"</sst>" or not is_plain(data):
        return None
    texts: list[str] = []
    for piece in _pieces(data, start.end(), end):
        stretch = plain_stretch(piece)
        if stretch is None:
            return None
        for plain, runs, rest in _TEXTS.findall(stretch):
            text = "".join(_RUN.findall(runs)) if runs else plain
            if rest or len(text) > package.allowance.limits.text_length:
                return None
            texts.append(plain_text(unescaped(text) if "&" in text else text))
        if len(texts) > package.allowance.limits.cells:
            raise too_large(package.place, package.allowance.limits, "cells")
    return texts


def _pieces(data: bytes, start: int, end: int) -> Iterator[bytes]:
    """Stretches of whole texts; the last one may be anything."""
    while start < end:
        stop = data.find(b"<si>", start + PIECE, min(start + PIECE + LONGEST, end))
        if stop < 0:
            stop = min(start + PIECE + LONGEST, end)
        yield data[start:stop]
        start = stop


class _StringsHandler(Handler):
    def __init__(self, package: Package) -> None:
        self.strings: list[str] = []
        self._package = package
        self._names = Names()
        self._phonetic = 0
        self._pieces: list[str] = []
        self._length = 0
        self._in_text = False

    def start(self, full: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = self._names[full]
        if name == "s:si":
            self._pieces, self._length = [], 0
        elif name == "s:rPh":
            self._phonetic += 1
        elif name == "s:t":
            self._in_text = not self._phonetic

    def end(self, full: str) -> None:
        """An element ends."""
        name = self._names[full]
        if name == "s:t":
            self._in_text = False
        elif name == "s:rPh":
            self._phonetic -= 1
        elif name == "s:si":
            if len(self.strings) >= self._package.allowance.limits.cells:
                raise too_large(self._package.place, self._package.allowance.limits, "cells")
            self.strings.append(plain_text("".join(self._pieces)))

    def text(self, text: str) -> None:
        """A run of a text, or a piece of it."""
        if self._in_text:
            self._pieces.append(text)
            self._length += len(text)
            limits = self._package.allowance.limits
            if self._length > limits.text_length:
                raise too_large(self._package.place, limits, "text_length", self._length)
