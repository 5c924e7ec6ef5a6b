"""The pages of a PDF: which number is printed at their foot, and where its headings stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from generator.publication.contents_pages import Entry, Pages
from generator.publication.pdf_office import PdfError, Reason

if TYPE_CHECKING:
    import pypdfium2

_FOOT = 99.0
"""Points from the lower edge in which page numbers are printed."""
_NUMBER = re.compile(r"^—\s*(\d+)\s*—\s*$", re.MULTILINE)


def printed_pages(pdf: bytes, entries: Sequence[Entry]) -> Pages:
    """The number printed on the page of each entry.

    Raises: PdfError (unsettled) when the PDF does not have the headings in its outline one by one, or one of
    them stands on a page without a number.
    """
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        outline = []
        for bookmark in document.get_toc():
            target = bookmark.get_dest()
            outline.append((bookmark.get_title(), None if target is None else target.get_index()))
        places = [place for title, place in outline]
        titles = [_plain(title) for title, _ in outline]
        if titles != [_plain(entry.stands) for entry in entries]:
            raise PdfError(Reason.UNSETTLED, "、".join(_missing(titles, entries)) or "PDF")
        numbers = {place: _number(document[place]) for place in places if place is not None}
    pages = []
    for entry, place in zip(entries, places, strict=True):
        number = None if place is None else numbers[place]
        if number is None:
            raise PdfError(Reason.UNSETTLED, entry.text)
        pages.append(number)
    return tuple(pages)


def _number(page: pypdfium2.PdfPage) -> int | None:
    """The number at the foot of a page, or None."""
    text = page.get_textpage()
    found = _NUMBER.search(text.get_text_bounded(bottom=0, top=_FOOT))
    return int(found[1]) if found else None


def _missing(titles: Sequence[str], entries: Sequence[Entry]) -> list[str]:
    return [entry.stands for entry in entries if _plain(entry.stands) not in titles]


def _plain(text: str) -> str:
    return "".join(text.split())
