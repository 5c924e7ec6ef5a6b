"""A .docx as a manuscript: the body in its order, tracked changes as if they were accepted.

Left out: text boxes, headers and footers, notes, hidden text, and the contents, which are made again
whenever the document is opened.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from generator.model.finding import Place
from generator.proofreading.limits import CELLS, ELEMENTS, SIGNS
from generator.proofreading.manuscript import (
    Element,
    Grid,
    GridRow,
    Manuscript,
    Passage,
    Spot,
    arranged,
    unreadable,
)
from generator.proofreading.word_places import Places, Writing, Written, cell_written
from generator.proofreading.word_xml import Lists, WordHandler, is_on, lists_of, whole_number
from generator.spreadsheet.limits import Allowance, Limits
from generator.spreadsheet.package import Package
from generator.spreadsheet.raw_book import PartError
from generator.spreadsheet.relationships import relationships
from generator.spreadsheet.xml_part import walk

_LIMITS = Limits(nesting=400)
_TOO_LARGE = "OPEN-007"
_SKIPPED = ("txbxContent", "moveFrom", "rt", "footnote", "endnote", "delText")
_MOST_SPANNED = 200


def docx_manuscript(file: str, content: bytes) -> Manuscript:
    """Read a .docx. Raises: ManuscriptError."""
    return arranged(file, "docx", _read(opened(file, content)).elements)


def docx_places(package: Package) -> Places:
    """Where the texts of a .docx stand in its main part. Raises: ManuscriptError."""
    return _read(package).places


def opened(file: str, content: bytes) -> Package:
    """The package of a .docx. Raises: ManuscriptError."""
    with told_as_manuscript(file):
        return Package(content, Place(file), Allowance(_LIMITS))


def _read(package: Package) -> _Body:
    file = package.place.file
    with told_as_manuscript(file):
        part = main_part(package)
        lists = lists_of(package, posixpath.dirname(part))
        body = _Body(file, lists)
        walk(package.chunks(part), body, part, package.place, package.allowance)
    return body


@contextmanager
def told_as_manuscript(file: str) -> Iterator[None]:
    """Tell what is wrong with a part of a .docx as a ManuscriptError."""
    try:
        yield
    except PartError as error:
        told = dict(error.finding.details)
        if error.finding.code == _TOO_LARGE:
            found, limit = error.finding.found or told["what_zh"], told["limit"]
            raise unreadable("PROOF-003", file, found, limit=limit) from None
        raise unreadable(
            "PROOF-002", file, error.finding.found or file, reason=told.get("reason", "")
        ) from None


def main_part(package: Package) -> str:
    """The part that holds the text; a workbook or another archive has none.

    Raises: ManuscriptError; PartError.
    """
    links = relationships(package).values()
    names = (link.target for link in links if link.kind == "officeDocument" and not link.external)
    for name in (*names, "word/document.xml"):
        if name in package and not name.startswith(("xl/", "ppt/")):
            return name
    raise unreadable("PROOF-004", package.place.file, package.place.file)


@dataclass(slots=True)
class _Cell:
    texts: list[Written] = field(default_factory=list)
    span: int = 1
    continues: bool = False
    is_there: bool = True
    """Not a gap before or behind the cells of a row."""

    def shown(self, text: str) -> tuple[str, ...]:
        """Its text, and a blank for each further column that it spans."""
        return ("" if self.continues else text, *([""] * (self.span - 1)))


@dataclass(slots=True)
class _Paragraph:
    element: int
    writing: Writing = field(default_factory=Writing)
    style: str = ""
    number: str | None = None
    level: int = 0
    joins_next: bool = False


class _Body(WordHandler):
    """The body as it is walked through."""

    def __init__(self, file: str, lists: Lists) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._file, self._lists = file, lists
        self._paragraphs: list[_Paragraph] = []
        self._placed: dict[int, Written] = {}
        self._placed_rows: dict[int, tuple[Written | None, ...]] = {}
        self.places = Places(self._placed, self._placed_rows)
        self._carried = Writing()
        self._count = self._cells = self._signs = self._numbered = 0
        self._tables = 0
        self._rows: list[GridRow] = []
        self._above: tuple[Written | None, ...] = ()
        self._row: list[_Cell] = []
        self._row_gone = False
        self._skipped: list[int] = []
        self._run_hidden = False

    def begins(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._skipped:
            return
        if (
            name in _SKIPPED
            or name.endswith("PrChange")
            or (name == "del" and self.parent not in ("rPr", "trPr"))
        ):
            self._skipped.append(len(self.open))
        elif name == "docPartGallery" and "contents" in attributes.get("val", "").lower():
            self._skip_around("sdt")
        elif name == "tbl":
            self._tables += 1
        elif name == "tr" and self._tables == 1:
            self._row, self._row_gone = [], False
        elif name == "tc" and self._tables == 1:
            self._row.append(_Cell())
        elif name == "p":
            self._paragraphs.append(_Paragraph(self.number))
        elif name == "r":
            self._run_hidden = False
        elif name in ("tab", "br", "cr", "noBreakHyphen") and self.parent == "r":
            self._write({"tab": "\t", "noBreakHyphen": "-"}.get(name, "\n"))
        else:
            self._property(name, attributes)

    def _property(self, name: str, attributes: Mapping[str, str]) -> None:
        """A property of the run, paragraph, cell or row that is open."""
        paragraph = self._paragraphs[-1] if self._paragraphs else None
        if name == "vanish" and self.parent == "rPr" and "r" in self.open[-2:]:
            self._run_hidden = is_on(attributes)
        elif name == "del" and self.parent == "trPr":
            self._row_gone = True
        elif name in ("gridBefore", "gridAfter") and self.parent == "trPr" and self._tables == 1:
            blank = _Cell(span=min(whole_number(attributes), _MOST_SPANNED), is_there=False)
            if blank.span:
                self._row.append(blank)
        elif self.parent == "tcPr" and self._tables == 1 and self._row:
            if name == "gridSpan":
                self._row[-1].span = max(1, min(whole_number(attributes, nothing=1), _MOST_SPANNED))
            elif name in ("vMerge", "hMerge"):
                self._row[-1].continues = attributes.get("val", "continue") == "continue"
        elif paragraph is not None:
            if name == "pStyle":
                paragraph.style = attributes.get("val", "")
            elif name == "numId" and self.parent == "numPr":
                paragraph.number = attributes.get("val", "")
            elif name == "ilvl" and self.parent == "numPr":
                paragraph.level = whole_number(attributes)
            elif name == "del" and self.parent == "rPr" and "pPr" in self.open[-2:]:
                paragraph.joins_next = True

    def text(self, text: str) -> None:
        """Text, or a piece of it."""
        if self.parent == "t" and not self._skipped and not self._run_hidden:
            self._write(text)

    def _write(self, text: str) -> None:
        if self._paragraphs and not self._run_hidden:
            self._paragraphs[-1].writing.add(text, self.number)
            self._signs += len(text)
            if self._signs > SIGNS:
                raise unreadable("PROOF-003", self._file, f"{self._signs:,}", limit=f"{SIGNS:,}")

    def ends(self, name: str) -> None:
        if self._skipped:
            if len(self.open) == self._skipped[-1]:
                self._skipped.pop()
            return
        if name == "p" and self._paragraphs:
            self._close_paragraph(self._paragraphs.pop())
        elif name == "tr" and self._tables == 1 and not self._row_gone:
            self._close_row()
        elif name == "tbl":
            self._tables -= 1
            if not self._tables:
                first = self._rows[0].number if self._rows else 0
                spot = Spot(paragraph=self._count, table_row=first)
                self.elements.append(Grid(tuple(self._rows), spot))
                self._rows, self._above = [], ()
        if len(self.elements) + len(self._rows) > ELEMENTS or self._cells > CELLS:
            raise unreadable("PROOF-003", self._file, f"{self._cells:,}", limit=f"{CELLS:,}")

    def _skip_around(self, name: str) -> None:
        """Skip what remains of the innermost open element of that name."""
        places = [place for place, each in enumerate(self.open) if each == name]
        if places:
            self._skipped.append(places[-1])

    def _close_row(self) -> None:
        """Keep a row of a table; a cell that goes on from above has its words there."""
        self._numbered += 1
        cells: list[str] = []
        written: list[Written | None] = []
        for cell in self._row:
            own = cell_written(cell.texts) if cell.is_there else None
            if cell.continues and len(written) < len(self._above):
                own = self._above[len(written)]
            cells += cell.shown(own.text if own else "")
            written += [own] * cell.span
        self._cells += len(cells)
        self._rows.append(GridRow(tuple(cells), number=self._numbered))
        self._placed_rows[self._numbered] = self._above = tuple(written)

    def _close_paragraph(self, paragraph: _Paragraph) -> None:
        carried = self._carried
        carried.append(paragraph.writing.written())
        carried.paragraphs.append(paragraph.element)
        if paragraph.joins_next:
            return
        self._carried = Writing()
        if paragraph.style in self._lists.contents_styles:
            return
        written = carried.written()
        if written.text.strip():
            written = self._labelled(paragraph, written)
        if self._tables:
            if self._row:
                self._row[-1].texts.append(written)
        else:
            self._count += 1
            self._placed[self._count] = written
            self.elements.append(Passage(written.text, Spot(paragraph=self._count)))

    def _labelled(self, paragraph: _Paragraph, written: Written) -> Written:
        label = self._label(paragraph)
        if not label:
            return written
        whole = Writing()
        whole.add(label)
        whole.append(written)
        return whole.written()

    def _label(self, paragraph: _Paragraph) -> str:
        number, level = paragraph.number, paragraph.level
        if number is None:
            number, level = self._lists.of_style.get(paragraph.style, ("", 0))
        return self._lists.label(number, level) if number not in ("", "0") else ""
