"""Cells as the file holds them: formula and value in one write.

Stock XlsxWriter searches every formula for functions newer than Excel 2010, which we never use, and
stores an empty text as a missing value. Here a cell is rendered once, with its exact value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from io import StringIO
from typing import Any
from xml.sax.saxutils import escape, unescape

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from generator.expression.block import Block, Column
from generator.expression.excel import FormulaWriter, column_letters
from generator.expression.habits import Fault
from generator.expression.nodes import Expression, Value

LAST_COLUMN = 16383
LONGEST_TEXT = 32_767
"""Excel calls a workbook damaged in which a cell holds more; it counts characters beyond U+FFFF twice."""
_UNKNOWN_TO_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_NUMBERED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""What would be read as the number of a sign, though somebody typed it so."""


def value_xml(value: Value | Fault, formula: str = "") -> tuple[str, str]:
    """The type attribute and the body of a cell: formula, if any, and stored value.

    Example:
        >>> value_xml("", "A1")
        (' t="str"', '<f>A1</f><v></v>')
    """
    written = f"<f>{formula}</f>" if formula else ""
    if isinstance(value, bool):
        return ' t="b"', f"{written}<v>{int(value)}</v>"
    if isinstance(value, Fault):
        return ' t="e"', f"{written}<v>{escape(value.code)}</v>"
    if isinstance(value, str):
        if formula:
            return ' t="str"', f"{written}<v>{text_xml(value)}</v>"
        kept = ' xml:space="preserve"' if value != value.strip() or "\n" in value else ""
        return ' t="inlineStr"', f"<is><t{kept}>{text_xml(value)}</t></is>"
    return "", f"{written}<v>{number_text(value)}</v>"


def text_xml(text: str) -> str:
    r"""A text as the file holds it: signs that XML does not know by their number, as Excel writes them,
    and no more than a cell holds.

    Example:
        >>> text_xml("甲 & 乙\x07")
        '甲 &amp; 乙_x0007_'
    """
    if not text:
        return text
    if len(text) > LONGEST_TEXT // 2:
        text = text.encode("utf-16-le", "surrogatepass")[: LONGEST_TEXT * 2].decode(
            "utf-16-le", "surrogatepass"
        )
    escaped = escape(text)
    if text.isprintable() and "_x" not in text:
        return escaped
    literal = _NUMBERED.sub("_x005F_", escaped)
    return _UNKNOWN_TO_XML.sub(lambda sign: f"_x{ord(sign[0]):04X}_", literal)


def number_text(value: Value) -> str:
    """A number as the file holds it: exact, without trailing zeros, never in scientific notation.

    Example:
        >>> number_text(Decimal("1204.500000"))
        '1204.5'
    """
    if isinstance(value, Decimal):
        written = f"{value:f}"
        if "." in written:
            written = written.rstrip("0").rstrip(".")
        return "0" if written in ("-0", "") else written
    return str(value)


_SHOWN = re.compile("<(?:v|t)(?: [^>]*)?>([^<]*)</(?:v|t)>")


def _shown_in(cell: str) -> str | None:
    """The value in a rendered cell; None where there is none.

    Example:
        >>> _shown_in('<c r="A1" t="inlineStr"><is><t>甲 &amp; 乙</t></is></c>')
        '甲 & 乙'
    """
    shown = _SHOWN.search(cell)
    return unescape(shown[1]) if shown else None


class ColumnXml:
    """Renders the cells of one column of a block; `styles` holds the style attribute of each row."""

    def __init__(self, block: Block, column: Column, styles: Sequence[str], writer: FormulaWriter) -> None:
        self.block = block
        self.column = column
        self._styles = styles
        self._writer = writer
        self._letters = column_letters(column.position)
        self._templates: dict[int, str] = {}

    def cell(self, row: int, value: Value | Fault) -> str:
        """The cell in one row (from 0) with its value; "" where there is neither content nor style."""
        entry = self.column.at(row, self.block.rows)
        sheet_row, style = self.block.top + row + 1, self._styles[row]
        if isinstance(entry, Expression):
            template = self._templates.get(id(entry))
            if template is None:
                template = escape(self._writer.template(entry, self.block)[1:])
                self._templates[id(entry)] = template
            kind, body = value_xml(value, template.format(r=sheet_row, p=sheet_row - 1, k=row + 1))
        elif value is None:
            return f'<c r="{self._letters}{sheet_row}"{style}/>' if style else ""
        else:
            kind, body = value_xml(value)
        return f'<c r="{self._letters}{sheet_row}"{style}{kind}>{body}</c>'


class PlannedWorksheet(Worksheet):  # type: ignore[misc]  # XlsxWriter ships no types
    """A worksheet that also takes cells already rendered."""

    col_info: dict[int, Any]
    dim_colmax: int | None
    row_spans: dict[int, str]

    def put_column(self, cells: ColumnXml, values: Sequence[Value | Fault]) -> None:
        """Put one column of a block: its formulas with their values, or its constants."""
        top, rows, position = cells.block.top, cells.block.rows, cells.column.position
        for row in range(rows):
            rendered = cells.cell(row, values[row])
            if rendered:
                self.table[top + row][position] = rendered
        if rows:
            self._check_dimensions(top, position)
            self._check_dimensions(top + rows - 1, position)

    def rows_in_use(self) -> list[int]:
        """The rows that the file holds, from 0."""
        return sorted({row for row, cells in self.table.items() if cells} | set(self.row_info))

    def row_xml(self, row: int) -> tuple[str, dict[int, str]]:
        """A row as the file holds it: its opening tag, and its cells by sheet column."""
        cells = {
            column: self._written(partial(self._write_cell, row, column, self.table[row][column]))
            for column in sorted(self.table[row])
        }
        return self.row_tag(row, empty=not cells), cells

    def row_tag(self, row: int, empty: bool = False) -> str:
        """The opening tag of a row, or all of an empty one."""
        info = self.row_info.get(row)
        return self._written(partial(self._write_row, row, None, info, empty_row=empty))

    def _written(self, write: Callable[[], None]) -> str:
        """What is written to the part meanwhile."""
        self.fh = StringIO()
        write()
        return str(self.fh.getvalue())

    def unlock_columns(self, unlocked: Format) -> None:
        """Unlock every column: Excel lets people delete a row only when all its cells are open."""
        widest = self.dim_colmax
        self.set_column(LAST_COLUMN, LAST_COLUMN, None, unlocked)
        # As set_column(0, LAST_COLUMN) does, which makes 16,384 descriptions of the same column.
        self.col_info = dict.fromkeys(range(LAST_COLUMN + 1), self.col_info[LAST_COLUMN])
        self.dim_colmax = widest  # the sheet is no wider for it

    def _get_range_data(self, row_start: int, col_start: int, row_end: int, col_end: int) -> list[str | None]:
        """What a chart stores of the cells that it shows, for programs that do not calculate."""
        cells = [
            self.table.get(row, {}).get(column)
            for row in range(row_start, row_end + 1)
            for column in range(col_start, col_end + 1)
        ]
        return [_shown_in(cell) if isinstance(cell, str) else None for cell in cells]

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        if cell.__class__ is str:
            self.fh.write(cell)
        else:
            super()._write_cell(row, col, cell)

    def _calculate_spans(self) -> None:
        """Spans are an optional hint of the file format."""
        self.row_spans = {}
