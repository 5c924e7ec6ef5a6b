"""The rows of an official table as they stand in the document, headings and cut cells out of the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.proofreading.amounts import amount_of
from generator.proofreading.folding import folded_cell
from generator.proofreading.manuscript import Grid, GridRow
from generator.publication.document import Table

_NUMBER_SIGN = "※"
_SMALL_NUMBER = re.compile(r"\d{1,2}")
_FRAGMENT = 8
"""Signs of a name that a page break cut off, at most."""


@dataclass(frozen=True, slots=True)
class RowSaid:
    """A row: codes and names as one key, in words, and the text of each amount column by its place.

    `amounts` is None where the row has too few cells to tell its columns; `figures` are all its amounts.
    `columns` are the places of the amounts in the row as it stands there, which is `row`.
    """

    key: str
    words: str
    amounts: tuple[str, ...] | None
    figures: tuple[str, ...]
    order: int
    row: GridRow
    columns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RowWanted:
    """A row of the workbook in the same form, with the address of each amount."""

    key: str
    words: str
    amounts: tuple[str, ...]
    addresses: tuple[str, ...]


def rows_wanted(table: Table) -> list[RowWanted]:
    """The rows that the workbook has."""
    amounts = set(table.amounts)
    rows = []
    for row in table.rows:
        texts = [cell.text for place, cell in enumerate(row.cells) if place not in amounts]
        cells = [row.cells[place] for place in table.amounts]
        key = "".join(map(folded_cell, texts))
        shown = tuple(folded_cell(cell.text) for cell in cells)
        rows.append(RowWanted(key, words_of(texts), shown, tuple(cell.address for cell in cells)))
    return rows


def words_of(texts: list[str]) -> str:
    """Codes and names as people say them: codes together, then the names.

    Example:
        >>> words_of(["201", "03", "01", "行政运行", ""])
        '2010301 行政运行'
    """
    plain = [" ".join(text.split()) for text in texts if text.strip()]
    codes = [text for text in plain if text.isdigit()]
    return " ".join(("".join(codes), *(text for text in plain if not text.isdigit()))).strip()


def rows_said(table: Table, grids: list[tuple[int, Grid]]) -> list[RowSaid]:
    """The rows that stand in the document."""
    found: list[RowSaid] = []
    wanted = {row.key for row in rows_wanted(table)}
    for order, grid in grids:
        for row in _below_heads(table, grid):
            said = _row(table, row, order)
            if not said.key and not any(said.figures):
                continue
            above = found[-1] if found else None
            if above is not None and _is_cut_off(said, above, wanted):
                if above.key + said.key in wanted:
                    key, words = above.key + said.key, above.words + said.words
                    found[-1] = replace(above, key=key, words=words)
                continue
            found.append(said)
    return found


def _is_cut_off(row: RowSaid, above: RowSaid, wanted: set[str]) -> bool:
    """Whether a row is what a page break left of the name above it."""
    if any(row.figures) or row.key in wanted or any(sign.isdigit() for sign in row.key):
        return False
    return above.key + row.key in wanted or (len(row.key) <= _FRAGMENT and above.key.endswith(row.key))


def _below_heads(table: Table, grid: Grid) -> Iterator[GridRow]:
    """The rows below the headings and the row of column numbers."""
    heads = {folded_cell(head.text) for head in table.head} | {folded_cell(each) for each in table.number_row}
    heads |= {"", _NUMBER_SIGN}
    last = -1
    for place, row in enumerate(grid.rows[: table.head_rows + 4]):
        plain = [folded_cell(cell) for cell in row.cells]
        is_number_row = _NUMBER_SIGN in plain and all(
            cell in ("", _NUMBER_SIGN) or _SMALL_NUMBER.fullmatch(cell) for cell in plain
        )
        is_head = sum(cell not in heads for cell in plain) == 0
        has_amounts = any(cell and "." in cell and amount_of(cell) is not None for cell in plain)
        if is_number_row or is_head:
            last = place
        elif has_amounts:
            break
    if last < 0 and grid.rows and _heading_words(grid.rows[0], heads):
        last = 0
    return iter(grid.rows[last + 1 :])


def _heading_words(row: GridRow, heads: set[str]) -> bool:
    """Whether most cells of a row are headings."""
    plain = [folded_cell(cell) for cell in row.cells if cell.strip()]
    return len(plain) > 1 and sum(cell in heads for cell in plain) * 2 > len(plain)


def _row(table: Table, row: GridRow, order: int) -> RowSaid:
    cells, width = list(row.cells), len(table.columns)
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    plain = [folded_cell(cell) for cell in cells]
    tail = _tail(table)
    if len(cells) == width:
        texts = [cell for place, cell in enumerate(cells) if place not in table.amounts]
        columns = tuple(table.amounts)
    elif tail and tail < len(cells) < width:
        texts, columns = cells[:-tail], tuple(range(len(cells) - tail, len(cells)))
    else:
        figures = [place for place, cell in enumerate(plain) if "." in cell and amount_of(cell) is not None]
        texts = [cell for place, cell in enumerate(cells) if place not in figures]
        return RowSaid(
            "".join(map(folded_cell, texts)),
            words_of(texts),
            None,
            tuple(plain[place] for place in figures),
            order,
            row,
        )
    amounts = tuple(plain[place] for place in columns)
    key = "".join(map(folded_cell, texts))
    return RowSaid(key, words_of(texts), amounts, tuple(filter(None, amounts)), order, row, columns)


def _tail(table: Table) -> int:
    """How many amount columns stand at the right; 0 when others stand between amounts."""
    width, count = len(table.columns), len(table.amounts)
    return count if tuple(table.amounts) == tuple(range(width - count, width)) else 0
