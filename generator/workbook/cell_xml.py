"""Cells as the file holds them: formula and value in one write.

Stock XlsxWriter searches every formula for functions newer than Excel 2010, which we never use, and
stores an empty text as a missing value. Here a cell is rendered once, with its exact value.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from generator.expression.block import Block, Column
from generator.expression.excel import FormulaWriter, column_letters
from generator.expression.habits import Fault
from generator.expression.nodes import Expression, Value

LAST_COLUMN = 16383


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
            return ' t="str"', f"{written}<v>{escape(value)}</v>"
        kept = ' xml:space="preserve"' if value != value.strip() or "\n" in value else ""
        return ' t="inlineStr"', f"<is><t{kept}>{escape(value)}</t></is>"
    return "", f"{written}<v>{number_text(value)}</v>"


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


class PlannedWorksheet(Worksheet):  # type: ignore[misc]  # XlsxWriter ships no types
    """A worksheet that also takes cells already rendered."""

    dim_colmax: int | None
    row_spans: dict[int, str]

    def put_column(
        self, block: Block, column: Column, values: list[Any], styles: list[str], writer: FormulaWriter
    ) -> None:
        """Put one column of a block: its formulas with their values, or its constants."""
        position, rows = column.position, block.rows
        letters = column_letters(position)
        templates: dict[int, str] = {}
        for row in range(rows):
            entry = column.at(row, rows)
            sheet_row = block.top + row + 1
            if isinstance(entry, Expression):
                template = templates.get(id(entry))
                if template is None:
                    template = escape(writer.template(entry, block)[1:])
                    templates[id(entry)] = template
                formula = template.format(r=sheet_row, p=sheet_row - 1, k=row + 1)
                kind, body = value_xml(values[row], formula)
            elif entry is None:
                if styles[row]:
                    self.table[sheet_row - 1][position] = f'<c r="{letters}{sheet_row}"{styles[row]}/>'
                continue
            else:
                kind, body = value_xml(entry)
            self.table[sheet_row - 1][position] = f'<c r="{letters}{sheet_row}"{styles[row]}{kind}>{body}</c>'
        if rows:
            self._check_dimensions(block.top, position)
            self._check_dimensions(block.top + rows - 1, position)

    def unlock_columns(self, unlocked: Format) -> None:
        """Unlock every column: Excel lets people delete a row only when all its cells are open."""
        widest = self.dim_colmax
        self.set_column(0, LAST_COLUMN, None, unlocked)
        self.dim_colmax = widest  # the sheet is no wider for it

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        if cell.__class__ is str:
            self.fh.write(cell)
        else:
            super()._write_cell(row, col, cell)

    def _calculate_spans(self) -> None:
        """Spans are an optional hint of the file format."""
        self.row_spans = {}
