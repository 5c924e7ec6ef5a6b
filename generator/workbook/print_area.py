"""The print area of a sheet of pieces that grow: what is in use of each piece in use, each on its own page.

Spreadsheets print every part of a print area on pages of its own. LibreOffice takes no formula for a print
area and prints the whole sheet, without pages on which nothing stands.
"""

from __future__ import annotations

from generator.expression.excel import column_letters, quoted_sheet
from generator.workbook.sheet import Page, Piece

LONGEST_FORMULA = 8_000
"""A formula has at most 8,192 characters."""


def print_area(sheet: str, page: Page) -> str:
    """The formula of the print area, without the sign =.

    With so many pieces that the formula would grow too long, all rows up to the last piece in use.
    """
    parts = [_part(sheet, piece, page.last_column) for piece in page.pieces]
    if not page.pieces_in_use:
        return ",".join(parts)
    unions = [f"({','.join(parts[: place + 1])})" for place in range(len(parts))]
    in_use = f"COUNT({page.pieces_in_use})"
    chosen = f"IF({in_use}>{len(parts)},{len(parts)},IF({in_use}<1,1,{in_use}))"
    area = f"CHOOSE({chosen},{','.join(unions)})"
    if len(area) <= LONGEST_FORMULA:
        return area
    first, last = page.pieces[0], page.pieces[-1]
    height = last.growing_to - last.first + 1
    start = _cell(sheet, 0, first.first)
    return (
        f"{start}:INDEX({_column(sheet, page.last_column, first.first, last.growing_to)},{height}*{chosen})"
    )


def _part(sheet: str, piece: Piece, last_column: int) -> str:
    rows = _column(sheet, last_column, piece.first, piece.growing_to)
    marks = _column(sheet, piece.marks, piece.growing_from, piece.growing_to)
    head = piece.growing_from - piece.first
    return f"{_cell(sheet, 0, piece.first)}:INDEX({rows},{head}+COUNT({marks}))"


def _cell(sheet: str, column: int, row: int) -> str:
    return f"{quoted_sheet(sheet)}!${column_letters(column)}${row + 1}"


def _column(sheet: str, column: int, first: int, last: int) -> str:
    letters = column_letters(column)
    return f"{quoted_sheet(sheet)}!${letters}${first + 1}:${letters}${last + 1}"
