"""Grids of a .docx document: tables with borders, their rows, and cells merged across and downwards."""

from __future__ import annotations

from collections.abc import Sequence

from generator.publication import docx_styles as style
from generator.publication.document import FormCell, HeadCell
from generator.publication.docx_markup import Element, node, paragraph, run, twips
from generator.publication.grid import Slot
from generator.publication.table_fit import LINE, PADDING

_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")


def table_element(
    widths: Sequence[float],
    rows: Sequence[Element],
    room: float,
    caption: str = "",
    *,
    is_open_below: bool = False,
) -> Element:
    """A table with lines around and inside, columns of these widths.

    `room` is what stays free above and below a text together, `caption` what a screen reader says.
    `is_open_below`: without a line below it, since another table goes on there.
    """
    borders = [
        node(side, val="single", sz=4, space=0, color="000000")
        for side in _BORDERS
        if not (is_open_below and side == "bottom")
    ]
    around = {"top": room / 2, "left": PADDING, "bottom": room / 2, "right": PADDING}
    padding = [node(side, w=twips(points), type="dxa") for side, points in around.items()]
    properties = node(
        "tblPr",
        node("tblW", w=sum(map(twips, widths)), type="dxa"),
        node("jc", val="center"),
        node("tblBorders", *borders),
        node("tblLayout", type="fixed"),
        node("tblCellMar", *padding),
        node("tblCaption", val=caption) if caption else None,
    )
    columns = node("tblGrid", *[node("gridCol", w=twips(width)) for width in widths])
    return node("tbl", properties, columns, *rows)


def row_element(
    cells: Sequence[Element], height: float, *, repeats: bool = False, may_split: bool = False
) -> Element:
    """A row at least so high. `repeats`: on each page, `may_split`: it may go on on the next page."""
    properties = node(
        "trPr",
        None if may_split else node("cantSplit"),
        node("trHeight", val=twips(height), hRule="atLeast"),
        node("tblHeader") if repeats else None,
    )
    return node("tr", properties, *cells)


def cell_element(
    width: float,
    texts: Sequence[str],
    side: str,
    size: float,
    *,
    is_bold: bool = False,
    indent: float = 0,
    keeps: bool = False,
    slot: Slot[HeadCell] | Slot[FormCell] | None = None,
) -> Element:
    """A cell with a paragraph for each text.

    `keeps`: on the page of what follows. `slot` says how it is merged with its neighbours.
    """
    across = node("gridSpan", val=slot.columns) if slot is not None and slot.columns > 1 else None
    down = None
    if slot is not None and slot.cell is not None and slot.cell.rows > 1:
        down = node("vMerge", val="restart" if slot.begins else "continue")
    properties = node(
        "tcPr", node("tcW", w=twips(width), type="dxa"), across, down, node("vAlign", val="center")
    )
    return node("tc", properties, *[_line(text, side, size, is_bold, indent, keeps) for text in texts])


def _line(text: str, side: str, size: float, is_bold: bool, indent: float, keeps: bool) -> Element:
    """A paragraph of a cell."""
    flow = (
        node("keepNext") if keeps else None,
        node("spacing", line=twips(size * LINE), lineRule="exact"),
        node("ind", left=twips(indent)) if indent else None,
        node("jc", val=side),
    )
    words = [run(text, size=size, is_bold=is_bold)] if text else []
    return paragraph(style.CELL, *words, properties=tuple(each for each in flow if each is not None))
