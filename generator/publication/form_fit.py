"""How a form fits its page: the size of its type, the width of each column, the height of its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.publication.column_widths import Column, Sharing, Text
from generator.publication.document import Form, FormCell, FormCellKind
from generator.publication.line_breaks import pieces
from generator.publication.table_fit import EDGE, LINE, RULE, proportional

_SIZES = (10.5, 10.0, 9.5, 9.0)
_HEIGHTS = (1.9, 1.7, 1.55, 1.4)
"""The least height of a row, in sizes of type."""
FORM_ROOM = 3.0
"""Points that stay free above and below the text of a cell, together."""
_LABEL_SIGNS, _VALUE_SIGNS = 3, 2
"""How many Chinese characters a column holds at least on a line."""
_SHORT_LABEL = 4.3
"""A label of four characters does not break."""
_LONGEST_PIECE = 8.0
"""A word without a gap that is longer, in ems, may break."""
_LABEL_WEIGHT = 2
_SMALLER = 0.6
"""How many lines saved in each row make up for a point of smaller type."""


@dataclass(frozen=True, slots=True)
class FormFit:
    """The size of the type, the width of each column, the least height of a row; all in points.

    `is_one_page`: whether the form has room on one page.
    """

    size: float
    widths: tuple[float, ...]
    row_height: float
    is_one_page: bool


def fitted_form(form: Form, width: float, height: float) -> FormFit:
    """The best fit of a form to so many points: on one page if it can be, with few broken lines."""
    fits = sorted(_by_size(form, width), key=lambda fit: _cost(form, fit))
    for fit in fits:
        for factor in _HEIGHTS:
            each = replace(fit, row_height=fit.size * factor)
            if _height(form, each) <= height:
                return replace(each, is_one_page=True)
    return fits[0]


def is_bold(form: Form, cell: FormCell) -> bool:
    """Whether a cell is set in bold: labels, and the headings of the indicators."""
    return cell.kind is FormCellKind.LABEL and cell.row <= form.head_rows


def _by_size(form: Form, width: float) -> Iterator[FormFit]:
    """The form in each size of type that has room for its amounts; in the smallest at least."""
    sharing = Sharing([_column(form, place) for place in range(len(form.widths))])
    edges, found = 2 * EDGE, False
    for size in _SIZES:
        widths = sharing.widths((width - edges * len(form.widths)) / size)
        if widths is not None:
            found = True
            yield FormFit(size, tuple(each * size + edges for each in widths), size * _HEIGHTS[0], False)
    if not found:
        size = _SIZES[-1]
        yield FormFit(size, proportional(form.widths, width), size * _HEIGHTS[0], False)


def _cost(form: Form, fit: FormFit) -> float:
    """How ill the texts of a form stand: their lines, and the smallness of the type."""
    lines = sum(
        _text(form, cell).cost((fit.widths[cell.column] - 2 * EDGE) / fit.size)
        for cell in form.cells
        if cell.columns == 1
    )
    return lines + (_SIZES[0] - fit.size) * form.rows * _SMALLER


def _text(form: Form, cell: FormCell) -> Text:
    is_label = cell.kind is FormCellKind.LABEL
    return Text(pieces(cell.text, is_bold=is_bold(form, cell)), _LABEL_WEIGHT if is_label else 1)


def _column(form: Form, place: int) -> Column:
    """How narrow a column may be: amounts and words stay on one line."""
    least = 1.0
    texts: list[Text] = []
    for cell in form.cells:
        if cell.column != place or cell.columns > 1:
            continue
        text = _text(form, cell)
        if cell.kind is FormCellKind.AMOUNT:
            least = max(least, text.natural)
            continue
        least = max(least, _least(text, cell.kind), *(min(part, _LONGEST_PIECE) for part in text.pieces))
        texts.append(text)
    return Column(least, form.widths[place], tuple(texts))


def _least(text: Text, kind: FormCellKind) -> float:
    if kind is not FormCellKind.LABEL:
        return min(text.natural, _VALUE_SIGNS)
    return text.natural if text.natural <= _SHORT_LABEL else _LABEL_SIGNS


def _height(form: Form, fit: FormFit) -> float:
    """About how high the form is."""
    heights = [fit.row_height] * form.rows
    for cell in sorted(form.cells, key=lambda cell: cell.rows):
        needed = _lines(form, cell, fit.widths, fit.size) * fit.size * LINE + FORM_ROOM + RULE
        spanned = heights[cell.row : cell.row + cell.rows]
        heights[cell.row + cell.rows - 1] += max(0.0, needed - sum(spanned))
    return sum(heights) + RULE


def _lines(form: Form, cell: FormCell, widths: Sequence[float], size: float) -> int:
    room = (sum(widths[cell.column : cell.column + cell.columns]) - 2 * EDGE) / size
    bold = is_bold(form, cell)
    return sum(Text(pieces(line, is_bold=bold)).lines(room) for line in cell.text.splitlines()) or 1
