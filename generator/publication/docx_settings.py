"""The settings of a .docx file: it is Chinese, of today's form, and may ask to work out its fields."""

from __future__ import annotations

from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE

from generator.publication.docx_markup import node

_WORD_2013 = 15


def set_up(word: Word, *, asks_for_pages: bool) -> None:
    """Set up a new file. `asks_for_pages`: Word works out the contents when it opens it."""
    settings = word.settings.element
    for child in list(settings):
        settings.remove(child)
    compatibility = node(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=_WORD_2013,
    )
    settings.extend(
        child
        for child in (
            node("zoom", percent=100),
            node("defaultTabStop", val=420),
            node("characterSpacingControl", val="compressPunctuation"),
            node("updateFields", val="true") if asks_for_pages else None,
            node("compat", compatibility),
            node("themeFontLang", val="zh-CN", eastAsia="zh-CN"),
        )
        if child is not None
    )
    package = word.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[key]
