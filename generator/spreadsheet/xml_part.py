"""XML inside a workbook, read without trust: no document type declaration, so no entities at all; nothing
is fetched; nesting, names and lengths are bounded.

Elements are called by short names: namespaces that matter have a prefix of ours (`s:row`), whatever prefix
the file uses, and both forms of Office Open XML (transitional, strict) count as one.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import NoReturn
from xml.parsers import expat

from generator.messages import finding
from generator.model.finding import Place
from generator.spreadsheet.limits import Allowance, Limits, too_large
from generator.spreadsheet.package import Package, damaged
from generator.spreadsheet.raw_book import PartError

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_OPEN_XML = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_PREFIXES = {
    f"{_OPEN_XML}spreadsheetml/2006/main": "s",
    f"{_STRICT}spreadsheetml/main": "s",
    f"{_OPEN_XML}package/2006/relationships": "rel",
    f"{_OPEN_XML}package/2006/content-types": "type",
    f"{_OPEN_XML}officeDocument/2006/custom-properties": "custom",
    f"{_STRICT}officeDocument/customProperties": "custom",
    f"{_OPEN_XML}officeDocument/2006/docPropsVTypes": "vt",
    f"{_STRICT}officeDocument/docPropsVTypes": "vt",
    f"{_ODF}office:1.0": "office",
    f"{_ODF}table:1.0": "table",
    f"{_ODF}text:1.0": "text",
    f"{_ODF}style:1.0": "style",
    f"{_ODF}meta:1.0": "meta",
    f"{_ODF}manifest:1.0": "manifest",
}
_REFERENCES = (
    f"{_OPEN_XML}officeDocument/2006/relationships id",
    f"{_STRICT}officeDocument/relationships id",
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
"""How a part in UTF-16 begins; all others are UTF-8, as office programs write them."""
_CHUNK = 1 << 16
_LONGEST_TAG = 1 << 20
"""Bytes of one tag, comment or the like; a conditional format with many ranges has some 100,000."""
_MOST_NAMES = 20_000
"""Different names of elements and attributes in one part."""


class Names(dict[str, str]):
    """Short names by full names ("namespace local"), as they turn up."""

    def __missing__(self, full: str) -> str:
        namespace, _, local = full.rpartition(" ")
        prefix = _PREFIXES.get(namespace)
        short = self[full] = f"{prefix}:{local}" if prefix else full
        return short


class Handler(ABC):
    """What is done with the elements of a part, named by full names. It may raise PartError."""

    @abstractmethod
    def start(self, full: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    @abstractmethod
    def end(self, full: str) -> None:
        """An element ends."""

    @abstractmethod
    def text(self, text: str) -> None:
        """Text, or a piece of it."""


def walk(chunks: Iterable[bytes], handler: Handler, part: str, place: Place, allowance: Allowance) -> None:
    """Let the handler see all of a part.

    Raises: PartError, when it is not well-formed or goes beyond a limit.
    """
    names: dict[str, str] = {}
    pieces = _small(chunks)
    first = next(pieces, b"")
    parser = expat.ParserCreate("utf-16" if first.startswith(_UTF16) else "utf-8", " ", names)
    parser.buffer_text = True
    depth = 0

    def start(full: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > allowance.limits.nesting:
            raise too_large(place, allowance.limits, "nesting")
        handler.start(full, attributes)

    def end(full: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(full)

    def refuse(*_: object) -> NoReturn:
        raise PartError(finding("OPEN-008", place, found=part))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    if b"<!DOCTYPE" in first:
        refuse()
    given = 0
    try:
        for piece in chain([first], pieces):
            allowance.parse(place, piece.count(b"<"))
            parser.Parse(piece, False)
            given += len(piece)
            if given - parser.CurrentByteIndex > _LONGEST_TAG or len(names) > _MOST_NAMES:
                raise damaged(place, part, "a tag without end, or too many names")
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise damaged(place, part, str(error)) from None


def _small(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Pieces of at most 64 KiB: after an error the parser runs on to the end of the piece that it has."""
    for chunk in chunks:
        if len(chunk) <= _CHUNK:
            yield chunk
        else:
            yield from (chunk[start : start + _CHUNK] for start in range(0, len(chunk), _CHUNK))


@dataclass(slots=True)
class Element:
    """One element by its short name, with its own text, inside the elements around it."""

    name: str
    attributes: dict[str, str]
    parent: Element | None
    pieces: list[str] = field(default_factory=list)
    length: int = 0

    @property
    def text(self) -> str:
        """The text directly in it."""
        return "".join(self.pieces)

    @property
    def reference(self) -> str:
        """The identity of the relationship that it names (r:id); "" when there is none."""
        return next((self.attributes[name] for name in _REFERENCES if name in self.attributes), "")

    def within(self, *names: str) -> bool:
        """Whether it lies in such elements, the nearest first."""
        around = self.parent
        for name in names:
            if around is None or around.name != name:
                return False
            around = around.parent
        return True


class _Elements(Handler):
    def __init__(self, visit: Callable[[Element], None], place: Place, limits: Limits) -> None:
        self._visit, self._place, self._limits = visit, place, limits
        self._names = Names()
        self._open: Element | None = None

    def start(self, full: str, attributes: dict[str, str]) -> None:
        self._open = Element(self._names[full], attributes, self._open)

    def end(self, full: str) -> None:
        element = self._open
        if element is not None:
            self._open = element.parent
            self._visit(element)

    def text(self, text: str) -> None:
        element = self._open
        if element is not None:
            element.pieces.append(text)
            element.length += len(text)
            if element.length > self._limits.text_length:
                raise too_large(self._place, self._limits, "text_length")


def each_element(package: Package, part: str, visit: Callable[[Element], None]) -> None:
    """Visit every element of a part, at its end. Raises: PartError."""
    handler = _Elements(visit, package.place, package.allowance.limits)
    walk(package.chunks(part), handler, part, package.place, package.allowance)
