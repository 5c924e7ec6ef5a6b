"""The published document as PDF, and the page of each of its headings, by LibreOffice.

The page numbers in the contents are those printed at the foot of the pages: they are read from a PDF, written
into the contents, and read again from the PDF that comes of it.
"""

from __future__ import annotations

from pathlib import Path

from generator.publication.contents_pages import Pages, contents_of
from generator.publication.document import Document
from generator.publication.docx_file import docx_bytes
from generator.publication.pdf_office import Converter, PdfError, Reason, converter
from generator.publication.pdf_pages import printed_pages
from generator.whole_file import whole_file

__all__ = ["PdfError", "Reason", "paged_pdf", "pages_of", "write_pdf"]

_TRIES = 3


def write_pdf(document: Document, path: Path) -> Pages:
    """Write the document as PDF; returns the page of each entry of its contents.

    Raises: PdfError with its reason; OSError when the folder cannot be written to.
    """
    with whole_file(path) as temporary:  # a folder that cannot be written to is told before the conversion
        pages, content = paged_pdf(document)
        temporary.write_bytes(content)
    return pages


def paged_pdf(document: Document) -> tuple[Pages, bytes]:
    """The page of each entry of the contents, and the PDF that bears them. Raises: PdfError."""
    with converter() as office:
        return _settled(document, office)


def pages_of(document: Document) -> Pages:
    """The page of each entry of the contents, as `docx_file.write_docx` takes them. Raises: PdfError."""
    with converter() as office:
        return printed_pages(office.converted(docx_bytes(document)), contents_of(document))


def _settled(document: Document, office: Converter) -> tuple[Pages, bytes]:
    """The document in PDF once its contents say what stands at the foot of the pages. Raises: PdfError."""
    entries = contents_of(document)
    pages = printed_pages(office.converted(docx_bytes(document)), entries)
    for _ in range(_TRIES):
        content = office.converted(docx_bytes(document, pages))
        found = printed_pages(content, entries)
        if found == pages:
            return pages, content
        pages = found
    raise PdfError(Reason.UNSETTLED)
