"""The published document as a .docx file. Equal documents give equal bytes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from generator.publication.contents_pages import Pages, contents_of
from generator.publication.document import Document
from generator.whole_file import whole_file

if TYPE_CHECKING:
    from docx.document import Document as Word

_MOMENT_IN_ZIP = (1980, 1, 1, 0, 0, 0)
_FONT_TABLE = "word/fontTable.xml"


def write_docx(document: Document, path: Path, pages: Pages | None = None) -> None:
    """Write the document. `pages`: the page of each entry of the contents, as `pdf_file.pages_of` finds them.

    Without them the contents show none, and Word works them out when it opens the file.
    Raises: OSError when the folder cannot be written to; ValueError when cells of a table overlap.
    """
    content = docx_bytes(document, pages)
    with whole_file(path) as temporary:
        temporary.write_bytes(content)


def docx_bytes(document: Document, pages: Pages | None = None) -> bytes:
    """The bytes of the file. Raises: ValueError when cells of a table overlap."""
    import docx

    from generator.publication import docx_front, docx_sections, docx_styles
    from generator.publication.docx_body import Body
    from generator.publication.docx_settings import set_up

    word = docx.Document()
    set_up(word, asks_for_pages=pages is None)
    docx_styles.restyle(word.styles.element, docx_sections.PROSE.width)
    root = word.element.body
    for child in list(root):
        root.remove(child)
    front = docx_front.cover(document.cover, docx_sections.PROSE.width)
    front += docx_front.contents(document.contents, contents_of(document), pages, docx_sections.PROSE.width)
    front[-1].pPr.append(docx_sections.section_end(docx_sections.PROSE))
    body, last_section = Body(document).elements()
    root.extend([*front, *body, last_section])
    docx_sections.number_pages(word)
    if document.draft:
        docx_sections.mark_draft(word, document.draft)
    _describe(word, document)
    file = io.BytesIO()
    word.save(file)
    return _settled(file)


def _describe(word: Word, document: Document) -> None:
    """The properties of the file: title, author, the day that the document names."""
    properties = word.core_properties
    properties.title = "".join(document.cover)
    properties.author = properties.last_modified_by = document.department
    properties.created = properties.modified = day_of(document)
    properties.language = "zh-CN"
    properties.comments = document.draft
    properties.revision = 1


def day_of(document: Document) -> datetime:
    """The day that the document names, or the first of its year."""
    found = re.search(r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})", document.compiled_on)
    try:
        year, month, day = (int(part) for part in found.groups()) if found else (document.year, 1, 1)
        return datetime(year, month, day)
    except ValueError:
        return datetime(document.year, 1, 1)


def _settled(file: io.BytesIO) -> bytes:
    """The file with our table of fonts, and without the moment of writing."""
    from docx.opc.oxml import serialize_part_xml

    from generator.publication.docx_fonts import font_table

    settled = io.BytesIO()
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = serialize_part_xml(font_table()) if name == _FONT_TABLE else source.read(name)
            about = zipfile.ZipInfo(name, _MOMENT_IN_ZIP)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.external_attr = 0o600 << 16
            target.writestr(about, content)
    return settled.getvalue()
