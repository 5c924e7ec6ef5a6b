"""A PDF with a text layer as a manuscript: lines joined to paragraphs, tables found by their drawn lines.

Page numbers, and words that stand at the same place of most pages, are left out.
"""

from __future__ import annotations

import io
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.proofreading.limits import CELLS, ELEMENTS, PAGES, SECONDS, SIGNS
from generator.proofreading.manuscript import (
    Element,
    Grid,
    GridRow,
    Manuscript,
    Passage,
    Spot,
    arranged,
    heading_level,
    unreadable,
)

_PAGE_NUMBER = re.compile(r"[-—–\s·第共]*\d{1,4}(?:\s*/\s*\d{1,4})?[-—–\s·页]*")
_LEADERS = re.compile(r"[.…·\s]{4,}\d*\s*$")
_ENDED = tuple("。；;：:！？")
_SETTINGS = {"vertical_strategy": "lines", "horizontal_strategy": "lines"}
_MARGIN = 0.13
"""The share of a page at its top and at its foot in which running lines stand."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text: its place on the page in points, from the left and from the top."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    page: int
    height: float
    width: float

    @property
    def is_marginal(self) -> bool:
        """Whether it stands where running lines do."""
        return self.bottom < self.height * _MARGIN or self.top > self.height * (1 - _MARGIN)


def pdf_manuscript(file: str, content: bytes) -> Manuscript:
    """Read a PDF. Raises: ManuscriptError, when it is damaged, locked, too large, or pictures only."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    started = time.monotonic()
    found: list[_Line | Grid] = []
    try:
        with pdfplumber.open(io.BytesIO(content), unicode_norm=None) as document:
            if len(document.pages) > PAGES:
                raise unreadable("PROOF-003", file, f"{len(document.pages):,}", limit=f"{PAGES:,}")
            for page in document.pages:
                found += _page(page)
                page.close()
                _judge(file, found, time.monotonic() - started)
    except Exception as error:
        if isinstance(error, PDFPasswordIncorrect) or isinstance(error.__cause__, PDFPasswordIncorrect):
            raise unreadable("PROOF-005", file, file) from None
        if type(error).__name__ == "ManuscriptError":
            raise
        if any(isinstance(each, PDFPasswordIncorrect) for each in error.args):
            raise unreadable("PROOF-005", file, file) from None
        raise unreadable("PROOF-002", file, file, reason=str(error)[:200] or type(error).__name__) from None
    if not any(isinstance(each, _Line) or each.rows for each in found):
        raise unreadable("PROOF-006", file, file)
    return arranged(file, "pdf", _paragraphs(_without_running(found)))


def _judge(file: str, found: list[_Line | Grid], seconds: float) -> None:
    """Whether what has been read is still within the limits."""
    rows = [row for each in found if isinstance(each, Grid) for row in each.rows]
    cells = sum(len(row.cells) for row in rows)
    signs = sum(len(each.text) for each in found if isinstance(each, _Line))
    for number, limit in ((len(found) + len(rows), ELEMENTS), (cells, CELLS), (signs, SIGNS)):
        if number > limit:
            raise unreadable("PROOF-003", file, f"{number:,}", limit=f"{limit:,}")
    if seconds > SECONDS:
        raise unreadable("PROOF-003", file, f"{seconds:.0f} s", limit=f"{SECONDS:.0f} s")


def _page(page: Any) -> Iterator[_Line | Grid]:
    """The lines and tables of a page, from the top down."""
    tables = [table for table in page.find_tables(_SETTINGS) if len(table.rows) > 1 or len(table.cells) > 2]
    placed: list[tuple[float, _Line | Grid]] = []
    for table in tables:
        rows = tuple(
            GridRow(tuple((cell or "").replace("\n", "") for cell in row), page=page.page_number)
            for row in table.extract()
        )
        placed.append((table.bbox[1], Grid(rows, Spot(page=page.page_number))))

    def is_outside(sign: Any) -> bool:
        if sign.get("object_type") != "char":
            return False
        middle, height = (sign["x0"] + sign["x1"]) / 2, (sign["top"] + sign["bottom"]) / 2
        return not any(
            left <= middle <= right and top <= height <= bottom
            for left, top, right, bottom in (table.bbox for table in tables)
        )

    for line in page.filter(is_outside).extract_text_lines(return_chars=True, x_tolerance=2, y_tolerance=3):
        if not line["text"].strip():
            continue
        size = max(float(sign["size"]) for sign in line["chars"])
        left, right, top, bottom = (float(line[side]) for side in ("x0", "x1", "top", "bottom"))
        height, width = float(page.height), float(page.width)
        text = str(line["text"])
        placed.append((top, _Line(text, left, right, top, bottom, size, page.page_number, height, width)))
    placed.sort(key=lambda each: each[0])
    return (each for _, each in placed)


def _without_running(found: list[_Line | Grid]) -> list[_Line | Grid]:
    """Without page numbers and without words that stand at the edge of many pages."""
    lines = [each for each in found if isinstance(each, _Line)]
    pages = len({each.page for each in lines})
    times = Counter((line.text.strip(), round(line.top)) for line in lines if line.is_marginal)
    running = {key for key, count in times.items() if count > max(2, pages // 3)}
    return [
        each
        for each in found
        if not isinstance(each, _Line)
        or not each.is_marginal
        or not (_PAGE_NUMBER.fullmatch(each.text.strip()) or (each.text.strip(), round(each.top)) in running)
    ]


def _paragraphs(found: list[_Line | Grid]) -> Iterator[Element]:
    """Lines joined to paragraphs; a paragraph may go on over the end of a page."""
    measures = _measures([each for each in found if isinstance(each, _Line)])
    whole: list[_Line] = []
    for each in found:
        if isinstance(each, Grid):
            if whole:
                yield _passage(whole)
            whole = []
            yield each
        elif whole and not _goes_on(whole[-1], each, measures):
            yield _passage(whole)
            whole = [each]
        else:
            whole.append(each)
    if whole:
        yield _passage(whole)


def _passage(lines: list[_Line]) -> Passage:
    return Passage("".join(line.text.strip() for line in lines), Spot(page=lines[0].page))


@dataclass(frozen=True, slots=True)
class _Measure:
    """Where the lines of one size begin and end on a page, and whether its paragraphs begin indented."""

    left: float
    right: float
    is_indenting: bool


def _measures(lines: list[_Line]) -> dict[tuple[int, int], _Measure]:
    """The measure of each page and size of type: prose and tables have margins of their own."""
    together: dict[tuple[int, int], list[_Line]] = {}
    for line in lines:
        if not line.is_marginal:
            together.setdefault(_kind(line), []).append(line)
    measures = {}
    for kind, here in together.items():
        left, right = min(line.left for line in here), max(line.right for line in here)
        indents = [line for line in here if 1.2 < (line.left - left) / line.size < 3]
        measures[kind] = _Measure(left, right, bool(indents) and len(here) > len(indents))
    return measures


def _kind(line: _Line) -> tuple[int, int]:
    return line.page, round(line.size)


def _goes_on(above: _Line, line: _Line, measures: dict[tuple[int, int], _Measure]) -> bool:
    """Whether a line belongs to the paragraph of the line above it.

    Where paragraphs begin indented, a line at the margin goes on, wherever the one above it ended: lines
    end early rather than part a number.
    """
    if _LEADERS.search(above.text):
        return False
    if above.width != line.width or abs(above.size - line.size) > 0.6:
        return False
    here, there = measures.get(_kind(line)), measures.get(_kind(above))
    if here is None or there is None:
        return False
    is_far = line.page == above.page and line.top - above.bottom > 2.0 * line.size
    if is_far or line.left > here.left + 1.2 * line.size:
        return False
    if here.is_indenting:
        return True
    is_full = above.right > there.right - 2.2 * above.size
    return is_full and not (above.text.rstrip().endswith(_ENDED) and heading_level(line.text.strip()))
