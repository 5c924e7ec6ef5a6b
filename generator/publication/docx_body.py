"""The body of a .docx document: headings and prose, each table and form on sheets of its own."""

from __future__ import annotations

from itertools import count

from generator.publication import docx_styles as style
from generator.publication.contents_pages import Entry, contents_of
from generator.publication.document import Document, Form, Heading, Paragraph, Table
from generator.publication.docx_forms import form_blocks
from generator.publication.docx_markup import Element, lines_of, node, paragraph, run
from generator.publication.docx_sections import ACROSS, FORM, PROSE, UPRIGHT, Sheet, section_end
from generator.publication.docx_tables import table_blocks, title_runs
from generator.publication.form_fit import fitted_form
from generator.publication.line_breaks import text_width
from generator.publication.table_fit import fitted

_STATEMENT_ROOM = 40.0
_SLACK = 10.0
"""Points that stay free below a table: for the end of its section, and for programs that measure more."""


class Body:
    """Puts the blocks of a document one after the other, section by section.

    A heading that a table or form follows stands on its sheet, never alone on a page.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._entries = {entry.block: entry for entry in contents_of(document)}
        self._numbers = count(1)
        self._elements: list[Element] = []
        self._waiting: list[tuple[Heading, Element]] = []
        self._sections = 0

    def elements(self) -> tuple[list[Element], Element]:
        """The elements of the body, and the properties of its last section."""
        for place, block in enumerate(self._document.blocks):
            self._add(place, block)
        self._flush()
        closing = [paragraph(style.CLOSING, run(line)) for line in self._document.closing]
        for line in closing[:-1]:
            line.pPr.insert(1, node("keepNext"))
        if closing:
            self._keep_last()
            self._elements.append(paragraph(style.PROSE, properties=(node("keepNext"),)))
        self._elements += closing
        if not self._elements or self._elements[-1].tag != node("p").tag:
            self._elements.append(paragraph(style.END))
        return self._elements, section_end(PROSE, is_first_of_body=self._sections == 0)

    def _keep_last(self) -> None:
        """Keep the last paragraph on the page of what follows, so that a signature never stands alone."""
        if self._elements and not self._ends_section() and self._elements[-1].tag == node("p").tag:
            self._elements[-1].pPr.insert(1, node("keepNext"))

    def _add(self, place: int, block: Heading | Paragraph | Table | Form) -> None:
        if isinstance(block, Heading):
            self._waiting.append((block, self._heading(place, block)))
        elif isinstance(block, Paragraph):
            self._flush()
            self._elements += [paragraph(style.PROSE, run(line)) for line in lines_of(block.text)]
        elif isinstance(block, Table):
            self._table(block, self._entries[place])
        else:
            used = self._begin_sheet(FORM) + style.TITLE_LINE + style.NUMBER_LINE + style.YEAR_SPACE
            fit = fitted_form(block, FORM.width, FORM.height - used - _SLACK)
            self._elements += form_blocks(block, fit)
            self._end_section(FORM)

    def _heading(self, place: int, heading: Heading) -> Element:
        begin, end = self._mark(self._entries[place])
        return paragraph(style.HEADINGS[heading.level], begin, run(heading.text), end)

    def _table(self, table: Table, entry: Entry) -> None:
        sheet = ACROSS if table.is_landscape else UPRIGHT
        used = self._begin_sheet(sheet)
        used += style.NUMBER_LINE + style.TITLE_LINE + style.NOTE_LINE + _SLACK
        used += _STATEMENT_ROOM if table.statement else 0
        fit = fitted(table, sheet.width, sheet.height - used, sheet.height - _SLACK)
        self._elements += table_blocks(table, title_runs(entry, self._mark), sheet.width, fit)
        self._end_section(sheet)

    def _flush(self) -> None:
        """Put down the headings that no table took. A part begins on a new page."""
        for heading, element in self._waiting:
            if heading.level == 1 and self._elements and not self._ends_section():
                element.pPr.insert(1, node("pageBreakBefore"))
            self._elements.append(element)
        self._waiting = []

    def _begin_sheet(self, sheet: Sheet) -> float:
        """End the prose before a table or form, put the headings right before it on its sheet.

        Returns how high they are.
        """
        if self._elements and not self._ends_section():
            self._end_section(PROSE)
        headings, self._waiting = self._waiting, []
        self._elements += [element for _, element in headings]
        return sum(_heading_height(heading, sheet) for heading, _ in headings)

    def _end_section(self, sheet: Sheet) -> None:
        end = section_end(sheet, is_first_of_body=self._sections == 0)
        self._sections += 1
        if self._elements[-1].tag != node("p").tag:
            self._elements.append(paragraph(style.END))
        self._elements[-1].pPr.append(end)

    def _ends_section(self) -> bool:
        last = self._elements[-1]
        return last.tag == node("p").tag and last.pPr.sectPr is not None

    def _mark(self, entry: Entry) -> tuple[Element, Element]:
        number = next(self._numbers)
        return node("bookmarkStart", id=number, name=entry.mark), node("bookmarkEnd", id=number)


def _heading_height(heading: Heading, sheet: Sheet) -> float:
    """About how high a heading above a table is."""
    if heading.level > 1:
        return style.PITCH
    lines = -(-text_width(heading.text) * style.PART_SIZE // sheet.width)
    return lines * style.PART_LINE + style.PART_SPACE
