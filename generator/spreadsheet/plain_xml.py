"""Stretches of XML so plain that a pattern can read them: what must not be in them, and how text is taken."""

from __future__ import annotations

import re

from generator.spreadsheet.limits import MIB

_CONTROLS = bytes((*range(9), *range(11, 32)))
"""Signs that XML does not allow, and the carriage return, which a parser would turn into a line feed."""
_BARE_SIGN = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)")
_DECLARATION = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml version=[\"']1\.0[\"']"
    rb"(?: encoding=[\"'][Uu][Tt][Ff]-8[\"'])?(?: standalone=[\"']\w+[\"'])? ?\?>)?"
)
PIECE, LONGEST = MIB >> 2, MIB
"""Bytes that are looked at together, and of the longest element that may follow them."""


def is_plain(data: bytes) -> bool:
    """Whether a part is in UTF-8, as far as it says, and has no comments, instructions or the like."""
    declared = _DECLARATION.match(data)
    return data.find(b"<!") < 0 and data.find(b"<?", declared.end() if declared else 0) < 0


def plain_stretch(piece: bytes) -> str | None:
    """A stretch as text; None when an XML parser would refuse it or take it otherwise."""
    if len(piece.translate(None, _CONTROLS)) != len(piece):
        return None
    try:
        text = piece.decode("utf-8")
    except UnicodeDecodeError:
        return None
    strange = "]]>" in text or "\ufffe" in text or "\uffff" in text or _BARE_SIGN.search(text)
    return None if strange else text


def unescaped(text: str) -> str:
    """Text without the entities that XML knows by itself; & comes last.

    Example:
        >>> unescaped("A1&lt;&gt;&quot;&amp;lt;&quot;")
        'A1<>"&lt;"'
    """
    for sign, written in (("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&apos;"), ("&", "&amp;")):
        text = text.replace(written, sign)
    return text
