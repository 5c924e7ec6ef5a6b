"""Markdown and plain text as a manuscript: lines, tables by tabs or bars, paragraphs that run over lines."""

from __future__ import annotations

import re

from generator.proofreading.limits import CELLS, ELEMENTS, SIGNS, TEXT_BYTES
from generator.proofreading.manuscript import (
    Element,
    Grid,
    GridRow,
    Manuscript,
    Passage,
    Spot,
    arranged,
    unreadable,
)

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_MARKS = re.compile(r"^\s{0,8}(?:#{1,6}\s+|[-*+]\s+|>\s?)")
_EMPHASIS = re.compile(r"\*\*|`")
_RULE = re.compile(r"[\s|:=_*-]*[-=_*]{3}[\s|:=_*-]*")
_BAR = re.compile(r"(?<!\\)\|")
_OWN_LINE = re.compile(
    r"\s*(?:#|[-*+]\s|>|\d+\s*[、.．)）]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]"
    r"|第[一二三四五六七八九十]+部分|表\s*\d+\s*$|　|\s{2})"
)
_ENDED = tuple("。；;：:！？!?")
_WIDEST_WRAPPED = 100
"""A text with longer lines was not wrapped by hand or program: each of its lines is a paragraph."""
_SHORT_LINE = 18
"""A line shorter than that ends where its paragraph ends."""


def text_manuscript(file: str, kind: str, content: bytes) -> Manuscript:
    """Read a text. `kind` is md or txt. Raises: ManuscriptError, when it is too long or no text."""
    if len(content) > TEXT_BYTES:
        raise unreadable("PROOF-003", file, f"{len(content):,} B", limit=f"{TEXT_BYTES:,} B")
    text = _decoded(file, content)
    elements: list[Element] = []
    rows: list[GridRow] = []
    lines: list[str] = []
    first = cells = 0

    def close() -> None:
        nonlocal rows, lines
        if rows:
            elements.append(Grid(tuple(rows), Spot(line=rows[0].line)))
        if lines:
            elements.append(Passage(_joined(lines), Spot(line=first)))
        rows, lines = [], []

    written = text.splitlines()
    is_wrapped = max(map(len, written), default=0) <= _WIDEST_WRAPPED
    for number, line in enumerate(written, 1):
        if not line.strip() and "\t" not in line:
            close()
        elif _RULE.fullmatch(line):
            continue
        elif (found := _cells(line, kind, within=bool(rows))) is not None:
            if lines:
                close()
            cells += len(found)
            rows.append(GridRow(found, number))
        else:
            if rows or (lines and not (is_wrapped and _runs_on(lines[-1], line))):
                close()
            if not lines:
                first = number
            lines.append(line if kind == "txt" else _MARKS.sub("", line) if lines else line)
        if len(elements) + len(rows) > ELEMENTS or cells > CELLS:
            raise unreadable("PROOF-003", file, f"{number:,}", limit=f"{ELEMENTS:,}")
    close()
    return arranged(file, kind, (_clean(element, kind) for element in elements))


def _decoded(file: str, content: bytes) -> str:
    """The text in UTF-8, UTF-16 (with its mark) or GB 18030."""
    names = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for name in names:
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            if len(text) > SIGNS:
                raise unreadable("PROOF-003", file, f"{len(text):,}", limit=f"{SIGNS:,}")
            return text
    raise unreadable("PROOF-002", file, file, reason="")


def _cells(line: str, kind: str, *, within: bool) -> tuple[str, ...] | None:
    """The cells of a row of a table; None when the line is none. Below other rows a tab makes it one."""
    indented = line.count("\t") == 1 and line.lstrip(" ").startswith("\t")
    if "\t" in line and (within or not indented):
        return tuple(_plain(cell) for cell in line.split("\t"))
    stripped = line.strip()
    if kind == "md" and stripped.startswith("|") and stripped.count("|") > 1:
        inner = stripped[1:-1] if stripped.endswith("|") else stripped[1:]
        return tuple(_plain(cell).replace("\\|", "|") for cell in _BAR.split(inner))
    return None


def _runs_on(above: str, line: str) -> bool:
    """Whether a line goes on with the paragraph of the line above it."""
    short = len(above.strip()) < _SHORT_LINE or above.lstrip().startswith("#")
    return not short and not above.rstrip().endswith(_ENDED) and not _OWN_LINE.match(line)


def _joined(lines: list[str]) -> str:
    """Lines of one paragraph; between two Latin words stays a space."""
    whole = lines[0].rstrip()
    for line in lines[1:]:
        latin = whole[-1:].isascii() and whole[-1:].isalnum() and line.lstrip()[:1].isascii()
        whole += (" " if latin else "") + line.strip()
    return whole


def _clean(element: Element, kind: str) -> Element:
    if isinstance(element, Grid) or kind == "txt":
        return element
    return Passage(_plain(_EMPHASIS.sub("", _MARKS.sub("", element.text))), element.spot)


def _plain(text: str) -> str:
    """A text without tags of HTML."""
    return _TAG.sub("", _BREAK.sub(" ", text)).strip() if "<" in text else text.strip()
