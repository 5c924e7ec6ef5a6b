"""Elements of a .docx document (WordprocessingML), a paragraph, a run or a field at a time."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

Element = Any
"""An element of the document; its library gives it no type."""

TWIPS = 20
"""Twips in a point."""

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def node(tag: str, *children: Element | None, **attributes: str | int) -> Element:
    """An element of the main namespace with its children (None is left out) and attributes."""
    element = OxmlElement(
        f"w:{tag}", attrs={qn(f"w:{name}"): str(value) for name, value in attributes.items()}
    )
    element.extend([child for child in children if child is not None])
    return element


def twips(points: float) -> int:
    """Points as twips."""
    return round(points * TWIPS)


def printable(text: str) -> str:
    r"""The text without the signs that XML does not allow.

    Example:
        >>> printable("办公费\x0b")
        '办公费 '
    """
    return _FORBIDDEN.sub(" ", text)


def run(text: str, *, size: float | None = None, is_bold: bool = False) -> Element:
    """A run of text, on one line; its size in points, or that of its style."""
    words = node("t")
    words.text = " ".join(printable(text).splitlines())
    words.set(qn("xml:space"), "preserve")
    return node("r", _look(size, is_bold), words)


def tab() -> Element:
    """A run that goes to the next tab stop."""
    return node("r", node("tab"))


def field(code: str, shown: str) -> list[Element]:
    """The runs of a field with the text that it shows until it is worked out afresh."""
    return [*field_begin(code), run(shown), field_end()]


def field_begin(code: str) -> list[Element]:
    """The runs before what a field shows."""
    instruction = node("instrText")
    instruction.text = f" {printable(code)} "
    instruction.set(qn("xml:space"), "preserve")
    return [
        node("r", node("fldChar", fldCharType="begin")),
        node("r", instruction),
        node("r", node("fldChar", fldCharType="separate")),
    ]


def field_end() -> Element:
    """The run after what a field shows."""
    return node("r", node("fldChar", fldCharType="end"))


def paragraph(style: str, *content: Element, properties: tuple[Element, ...] = ()) -> Element:
    """A paragraph of a style (by its id) with direct properties, in the order of the schema."""
    return node("p", node("pPr", node("pStyle", val=style), *properties), *content)


def lines_of(text: str) -> list[str]:
    """The lines of a text that say something; one empty line when none does."""
    return [line.strip() for line in text.splitlines() if line.strip()] or [""]


def _look(size: float | None, is_bold: bool) -> Element | None:
    if size is None and not is_bold:
        return None
    look = node("rPr")
    if is_bold:
        look.extend([node("b"), node("bCs")])
    if size is not None:
        look.extend([node("sz", val=round(size * 2)), node("szCs", val=round(size * 2))])
    return look
