"""The table of fonts of a .docx file: what each is called elsewhere, and what it looks like."""

from __future__ import annotations

from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from generator.publication.docx_markup import Element, node
from generator.publication.fonts import FONTS, Font

_GB2312 = "86"


def font_table() -> Element:
    """The part fontTable.xml."""
    table = parse_xml(f"<w:fonts {nsdecls('w')}/>")
    table.extend([_described(font) for font in FONTS])
    return table


def fonts_of(font: Font) -> Element:
    """The property that sets a font for all signs, Latin ones too; quotes count as Chinese."""
    return node("rFonts", ascii=font.name, hAnsi=font.name, eastAsia=font.name, cs=font.name, hint="eastAsia")


def _described(font: Font) -> Element:
    return node(
        "font",
        node("altName", val=",".join((*font.others, font.free))),
        node("panose1", val=font.panose),
        node("charset", val=_GB2312),
        node("family", val="roman" if font.is_serif else "modern"),
        node("pitch", val="variable"),
        name=font.name,
    )
