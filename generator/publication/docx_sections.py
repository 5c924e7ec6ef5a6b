"""The sections of a .docx document: sheets of paper, page numbers, marks of a draft.

Cover and contents carry no page number; the body begins with 1.
"""

from __future__ import annotations

from dataclasses import dataclass

from docx.document import Document as Word
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from generator.publication import docx_styles as style
from generator.publication.docx_markup import Element, field, node, paragraph, printable, run, twips

_MILLIMETRE = 72 / 25.4
_SHORT, _LONG = 210.0, 297.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of A4: margins in millimetres, header and footer at so many from the edge."""

    is_landscape: bool
    top: float
    bottom: float
    left: float
    right: float
    header: float
    footer: float

    @property
    def width(self) -> float:
        """The width of the text, in points."""
        return ((_LONG if self.is_landscape else _SHORT) - self.left - self.right) * _MILLIMETRE

    @property
    def height(self) -> float:
        """The height of the text, in points."""
        return ((_SHORT if self.is_landscape else _LONG) - self.top - self.bottom) * _MILLIMETRE


PROSE = Sheet(False, 37, 35, 28, 26, 18, 25)
"""Source: GB/T 9704—2012, 5.2.1."""
UPRIGHT = Sheet(False, 20, 20, 20, 20, 10, 11)
FORM = Sheet(False, 20, 20, 16, 16, 10, 11)
ACROSS = Sheet(True, 18, 16, 18, 18, 10, 9)


def section_end(sheet: Sheet, *, is_first_of_body: bool = False) -> Element:
    """The properties of a section on such sheets."""
    wide, high = (_LONG, _SHORT) if sheet.is_landscape else (_SHORT, _LONG)
    size = node("pgSz", w=_twips(wide), h=_twips(high))
    if sheet.is_landscape:
        size = node("pgSz", w=_twips(wide), h=_twips(high), orient="landscape")
    margins = node(
        "pgMar",
        top=_twips(sheet.top),
        right=_twips(sheet.right),
        bottom=_twips(sheet.bottom),
        left=_twips(sheet.left),
        header=_twips(sheet.header),
        footer=_twips(sheet.footer),
        gutter=0,
    )
    start = node("pgNumType", start=1) if is_first_of_body else None
    return node("sectPr", node("type", val="nextPage"), size, margins, start)


def number_pages(word: Word) -> None:
    """Number the pages of the body at the foot, as — 1 —; further sections go on with it."""
    footer = word.sections[1].footer
    footer.is_linked_to_previous = False
    _replace(footer._element, paragraph(style.FOOTER, run("— "), *field("PAGE", "1"), run(" —")))


def mark_draft(word: Word, words: str) -> None:
    """Mark every page as a draft: in the header, and large across the page."""
    header = word.sections[0].header
    header.is_linked_to_previous = False
    _replace(header._element, paragraph(style.HEADER, run(words), node("r", _across(words))))


def _replace(root: Element, content: Element) -> None:
    """Put the content in place of all there is in a header or footer."""
    for child in list(root):
        root.remove(child)
    root.append(content)


def _across(words: str) -> Element:
    """The words as a shape behind the text, aslant, in pale grey: what Word knows as a watermark."""
    wide = min(460, 110 * len(words))
    picture = parse_xml(
        f"<w:pict {nsdecls('w')} {_VML}>"
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
        ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
        '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
        '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
        '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        '<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136"'
        ' fillcolor="#d9d9d9" stroked="f" o:allowincell="f"><v:fill opacity=".5"/>'
        '<v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt"/></v:shape></w:pict>'
    )
    shape = picture[1]
    shape.set(
        "style",
        f"position:absolute;margin-left:0;margin-top:0;width:{wide}pt;height:{round(wide / len(words))}pt;"
        "rotation:315;z-index:-251658752;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        "mso-position-vertical-relative:margin",
    )
    shape[1].set("string", printable(words))
    return picture


_VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'


def _twips(millimetres: float) -> int:
    return twips(millimetres * _MILLIMETRE)
