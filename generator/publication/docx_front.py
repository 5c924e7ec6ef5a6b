"""The front of a .docx document: its cover, and its contents with page numbers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from generator.publication import docx_styles as style
from generator.publication.contents_pages import Entry, Pages
from generator.publication.docx_markup import (
    Element,
    field,
    field_begin,
    field_end,
    node,
    paragraph,
    run,
    tab,
    twips,
)
from generator.publication.line_breaks import broken, text_width

_LARGEST, _SMALLEST = 36.0, 22.0
_COVER_TOP = 150.0
_PAGE_COLUMN = 42.0
"""Text of the contents ends so many points before the page numbers do."""


def cover(lines: Sequence[str], width: float) -> list[Element]:
    """The lines of the cover, one below the other, as large as the longest of them allows."""
    longest = max((text_width(line) for line in lines), default=1.0)
    size = max(_SMALLEST, min(_LARGEST, int(width / longest)))
    blocks = [paragraph(style.COVER, run(line, size=size)) for line in lines]
    if blocks:
        blocks[0].pPr.append(
            node("spacing", before=twips(_COVER_TOP), after=twips(24), line=240, lineRule="auto")
        )
    return blocks


def contents(title: str, entries: Sequence[Entry], pages: Pages | None, width: float) -> list[Element]:
    """The contents on a new page: a field that Word can work out afresh, with what it shows now."""
    blocks = [paragraph(style.CONTENTS_TITLE, run(title), properties=(node("pageBreakBefore"),))]
    for entry, page in zip_longest(entries, pages or ()):
        blocks.append(_line(entry, "" if page is None else str(page), width))
    if entries:
        first = blocks[1]
        for piece in reversed(field_begin(r'TOC \o "1-3" \h \z \f')):
            first.insert(1, piece)
        blocks.append(paragraph(style.END, field_end()))
    return blocks


def _line(entry: Entry, page: str, width: float) -> Element:
    """An entry. Its lines are broken here: no program is trusted to end them before the page numbers."""
    room = width - _PAGE_COLUMN - (entry.level - 1) * style.CONTENTS_INDENT
    first, *others = broken(
        entry.text, room / style.CONTENTS_SIZE, (room - style.CONTENTS_HANGS) / style.CONTENTS_SIZE
    )
    pieces = [run(first)]
    for line in others:
        pieces += [node("r", node("br")), run(line)]
    pieces += [tab(), *field(rf"PAGEREF {entry.mark} \h", page)]
    link = node("hyperlink", *pieces, anchor=entry.mark, history=1)
    return paragraph(style.CONTENTS[entry.level], link)
