"""How a table fits its page: the size of its type, the width of each column, the height of its rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.publication.column_widths import Column, Sharing, Text
from generator.publication.document import Cell, CellKind, HeadCell, Row, Table
from generator.publication.line_breaks import pieces, set_in, text_width

_SIZES = tuple(half / 2 for half in range(22, 12, -1))
"""Sizes of type to choose from, in points: the largest that fits."""
_SMALLEST_FOR_ONE_PAGE = 9.0
PADDING = 3.0
"""Points left and right of the text in a cell."""
EDGE = PADDING + 0.6
"""The padding, and what the line beside it takes away."""
RULE = 0.5
"""How thick the lines of a table are; the height of a row includes one."""
_HEADING_SIGNS, _NAME_SIGNS = 3, 6
"""How many Chinese characters a column of headings or names holds at least on a line."""
_HEADING_WEIGHT = 2
_EDGES_BETWEEN = 0.65
"""About how many ems the edges between two columns give to a heading above both."""
LINE = 1.28
"""The pitch of lines in a cell, in sizes of type."""
_COMFORTABLE = ((1.75, 2.0), (1.65, 2.0), (1.55, 1.5))
_TIGHT = ((1.45, 1.0), (1.4, 0.5), (1.34, 0.0))
"""The least height of a row in sizes of type, and the points around its text: less where it saves a page."""
_FEW = 3
"""So many rows are too few for a page."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The size of the type, the width of each column, the least height of a row; all in points.

    `room` is what stays free above and below the text of a cell together. `head_heights` are those of the
    rows of headings: where they repeat on a further page, LibreOffice measures no merged cells.
    """

    size: float
    widths: tuple[float, ...]
    row_height: float
    room: float
    head_heights: tuple[float, ...]


def fitted(table: Table, width: float, height: float, further: float) -> Fit:
    """The best fit of a table to so many points: on one page in type that reads well, or on few pages.

    `height` is that of the first page, `further` that of the others.
    """
    choices = list(_by_size(table, width))
    read_well = [fit for fit in choices if fit.size >= _SMALLEST_FOR_ONE_PAGE] or choices[:1]
    candidates = [
        _spaced(table, fit, spacing)
        for spacings in (_COMFORTABLE, *((each,) for each in _TIGHT))
        for fit in read_well
        for spacing in spacings
    ]
    for each in candidates:
        if _height(table, each) <= height:
            return each
    return min(candidates, key=lambda each: _pages(table, each, height, further))


def proportional(shares: tuple[float, ...], width: float) -> tuple[float, ...]:
    """A width shared out in proportion.

    Example:
        >>> proportional((1, 3), 100)
        (25.0, 75.0)
    """
    whole = sum(shares)
    return tuple(share / whole * width for share in shares)


def _by_size(table: Table, width: float) -> Iterator[Fit]:
    """The table in each size of type in which no amount and no code breaks; in the smallest at least."""
    sharing = Sharing([_column(table, place) for place in range(len(table.widths))])
    edges = 2 * EDGE
    found = False
    for size in _SIZES:
        widths = sharing.widths((width - edges * len(table.widths)) / size)
        if widths is not None:
            found = True
            yield Fit(size, tuple(each * size + edges for each in widths), 0.0, 0.0, ())
    if not found:
        yield Fit(_SIZES[-1], proportional(table.widths, width), 0.0, 0.0, ())


def _column(table: Table, place: int) -> Column:
    """How narrow a column may be: amounts and codes stay on one line, names and headings may break."""
    least = 1.0
    texts: list[Text] = []
    for head in table.head:
        if head.column == place and head.columns == 1:
            parts = pieces(head.text, is_bold=True)
            least = max(least, min(sum(parts), _HEADING_SIGNS), *parts)
            texts.append(Text(parts, _HEADING_WEIGHT))
        elif head.column <= place < head.column + head.columns:
            texts.append(_part_of(head))
    if table.number_row:
        least = max(least, text_width(table.number_row[place]))
    for row in table.rows:
        cell = row.cells[place]
        text = _text(cell, row)
        if cell.kind in (CellKind.AMOUNT, CellKind.CODE):
            least = max(least, text.natural)
        else:
            least = max(least, min(text.natural, _NAME_SIGNS))
            texts.append(text)
    kind = CellKind.AMOUNT if place in table.amounts else None
    kind = table.rows[0].cells[place].kind if table.rows else kind
    family = kind if kind in (CellKind.AMOUNT, CellKind.CODE) else ""
    return Column(least, table.widths[place], tuple(texts), family)


def _part_of(head: HeadCell) -> Text:
    """What each of several columns has to bear of the heading above them all."""
    parts = pieces(head.text, is_bold=True)
    borne = max(sum(parts) - _EDGES_BETWEEN * (head.columns - 1), 0.0) / sum(parts) / head.columns
    return Text(tuple(part * borne for part in parts))


def _spaced(table: Table, fit: Fit, spacing: tuple[float, float]) -> Fit:
    """The fit with rows so many sizes of type high, and so many points free around their text."""
    factor, room = spacing
    spaced = replace(fit, row_height=fit.size * factor, room=room)
    return replace(spaced, head_heights=_head_heights(table, spaced))


def _pages(table: Table, fit: Fit, height: float, further: float) -> tuple[int, bool]:
    """How many pages the table takes with its headings on each; whether few rows stand on the last."""
    heads = _heads_height(table, fit)
    pages, used, on_page = 1, heads, 0
    for row in _row_heights(table, fit):
        if on_page and used + row > (height if pages == 1 else further):
            pages, used, on_page = pages + 1, heads, 0
        used, on_page = used + row, on_page + 1
    return pages, on_page < _FEW


def _height(table: Table, fit: Fit) -> float:
    """How high the table is."""
    return _heads_height(table, fit) + sum(_row_heights(table, fit))


def _heads_height(table: Table, fit: Fit) -> float:
    return sum(fit.head_heights) + (fit.row_height if table.number_row else 0.0) + RULE


def _row_heights(table: Table, fit: Fit) -> list[float]:
    return [max(fit.row_height, _lines(row, fit) * fit.size * LINE + fit.room + RULE) for row in table.rows]


def _lines(row: Row, fit: Fit) -> int:
    """The lines of the cell of a row that takes most."""
    return max(
        (
            _text(cell, row).lines((width - 2 * EDGE) / fit.size)
            for cell, width in zip(row.cells, fit.widths, strict=True)
            if len(cell.text) > 1
        ),
        default=1,
    )


def _head_heights(table: Table, fit: Fit) -> tuple[float, ...]:
    """How high each row of headings is; what spans several rows stretches the last of them."""
    heights = [fit.row_height] * table.head_rows
    for head in sorted(table.head, key=lambda head: head.rows):
        room = sum(fit.widths[head.column : head.column + head.columns]) - 2 * EDGE
        lines, _ = set_in(pieces(head.text, is_bold=True), room / fit.size)
        needed = fit.size * lines * LINE + fit.room + RULE
        spanned = heights[head.row : head.row + head.rows]
        heights[head.row + head.rows - 1] += max(0.0, needed - sum(spanned))
    return tuple(heights)


def _text(cell: Cell, row: Row) -> Text:
    return Text(pieces(cell.text, is_bold=row.is_bold or cell.is_bold), indent=cell.indent)
