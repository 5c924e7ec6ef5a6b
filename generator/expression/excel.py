"""The formula back-end: an expression as spreadsheet formula text.

One small function per node kind. A column's formula is rendered once, with {r} (this row), {p} (the
row above) and {k} (the ordinal) left open, and filled in for each row.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from generator.expression import nodes
from generator.expression.block import Block, Book
from generator.expression.nodes import Expression

SPREADSHEET_FUNCTIONS = frozenset(
    {
        "ABS",
        "ADDRESS",
        "AND",
        "ASC",
        "CLEAN",
        "COLUMN",
        "COUNT",
        "COUNTA",
        "COUNTIF",
        "COUNTIFS",
        "FIND",
        "HYPERLINK",
        "IF",
        "IFERROR",
        "INDEX",
        "INT",
        "ISNUMBER",
        "LEFT",
        "LEN",
        "MATCH",
        "MID",
        "MOD",
        "NOT",
        "OR",
        "REPT",
        "ROUND",
        "ROW",
        "ROWS",
        "SMALL",
        "SUBSTITUTE",
        "SUM",
        "SUMIFS",
        "SUMPRODUCT",
        "TEXT",
        "TRIM",
        "UNICODE",
        "VALUE",
    }
)
"""Every function a formula of ours may use: all known to Excel 2010, WPS and LibreOffice 7.

UNICODE, which only the check code uses, came with Excel 2013.
"""

LONGEST_TEXT = 255
"""The most characters that Excel allows in one literal text of a formula."""

_PRECEDENCE = {"=": 1, "<>": 1, "<": 1, "<=": 1, ">": 1, ">=": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4}
_COMPARISON, _ATOM = 1, 9


def column_letters(position: int) -> str:
    """The letters of a sheet column counted from 0.

    Example:
        >>> column_letters(0), column_letters(27)
        ('A', 'AB')
    """
    letters = ""
    position += 1
    while position:
        position, remainder = divmod(position - 1, 26)
        letters = chr(65 + remainder) + letters
    return letters


def column_number(letters: str) -> int:
    """The place, from 0, of the sheet column with these letters.

    Example:
        >>> column_number("A"), column_number("AB")
        (0, 27)
    """
    position = 0
    for letter in letters:
        position = position * 26 + ord(letter) - 64
    return position - 1


def quoted_sheet(sheet: str) -> str:
    """The sheet name as formulas write it.

    Example:
        >>> quoted_sheet("表1")
        "'表1'"
    """
    return "'" + sheet.replace("'", "''") + "'"


class FormulaWriter:
    """Renders the expressions of one book."""

    def __init__(self, book: Book) -> None:
        self.book = book

    def template(self, expression: Expression, block: Block) -> str:
        """The formula with =, its row numbers left open for `str.format`."""
        return "=" + self._render(expression, block)[0]

    def formula(self, expression: Expression, block: Block, row: int) -> str:
        """The formula of one cell: `row` counts from 0 inside the block."""
        return fill(self.template(expression, block), block, row)

    def range_address(self, name: str) -> str:
        """What a defined name refers to, absolute, with its sheet."""
        block, columns = self.book.range_columns(name)
        first, last = column_letters(columns[0].position), column_letters(columns[-1].position)
        top, bottom = block.top + 1, block.top + block.rows
        return f"{quoted_sheet(block.sheet)}!${first}${top}:${last}${bottom}"

    def _render(self, node: Expression, block: Block) -> tuple[str, int]:
        return RENDERERS[type(node)](self, node, block)

    def render(self, node: Expression, block: Block, least: int = 0) -> str:
        """The node's text, in parentheses where it binds more loosely than `least`."""
        written, precedence = self._render(node, block)
        return f"({written})" if precedence < least else written

    def listed(self, items: tuple[Expression, ...], block: Block) -> str:
        """The items' texts with commas between."""
        return ",".join(self.render(item, block) for item in items)


def fill(template: str, block: Block, row: int) -> str:
    """A template with the row numbers of one cell."""
    sheet_row = block.top + row + 1
    return template.format(r=sheet_row, p=sheet_row - 1, k=row + 1)


Renderer = Callable[[FormulaWriter, Any, Block], tuple[str, int]]


def _constant(writer: FormulaWriter, node: nodes.Constant, block: Block) -> tuple[str, int]:
    long = isinstance(node.value, str) and len(node.value) > LONGEST_TEXT
    return literal(node.value), _PRECEDENCE["&"] if long else _ATOM


def literal(value: int | Decimal | str | bool) -> str:
    """A literal as formulas write it, with braces doubled for the template.

    A text longer than formulas may hold is written in pieces joined by &.
    """
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        starts = range(0, max(len(value), 1), LONGEST_TEXT)
        pieces = [value[start : start + LONGEST_TEXT] for start in starts]
        written = "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)
        return written.replace("{", "{{").replace("}", "}}")
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _cell(block: Block, column: str, row: str) -> str:
    return f"${column_letters(block.columns[column].position)}{row}"


def _here(writer: FormulaWriter, node: nodes.Here, block: Block) -> tuple[str, int]:
    return _cell(block, node.column, "{r}"), _ATOM


def _above(writer: FormulaWriter, node: nodes.Above, block: Block) -> tuple[str, int]:
    return _cell(block, node.column, "{p}"), _ATOM


def _ordinal(writer: FormulaWriter, node: nodes.Ordinal, block: Block) -> tuple[str, int]:
    return "{k}", _ATOM


def _rows_below(writer: FormulaWriter, node: nodes.RowsBelow, block: Block) -> tuple[str, int]:
    return f"ROW()-ROW($A${block.top})", 3


def _cell_of(writer: FormulaWriter, node: nodes.CellOf, block: Block) -> tuple[str, int]:
    other = writer.book.blocks[node.block]
    address = f"${column_letters(other.columns[node.column].position)}${other.top + node.row + 1}"
    same_sheet = other.sheet == block.sheet
    return address if same_sheet else f"{quoted_sheet(other.sheet)}!{address}", _ATOM


def _named(writer: FormulaWriter, node: nodes.Named, block: Block) -> tuple[str, int]:
    if node.name not in writer.book.names:
        raise KeyError(f"no range is called {node.name}")
    return node.name, _ATOM


def _column_of(writer: FormulaWriter, node: nodes.ColumnOf, block: Block) -> tuple[str, int]:
    cells, position = writer.render(node.cells, block), writer.render(node.number, block)
    return f"INDEX({cells},0,{position})", _ATOM


def _row_of(writer: FormulaWriter, node: nodes.RowOf, block: Block) -> tuple[str, int]:
    cells, position = writer.render(node.cells, block), writer.render(node.number, block)
    return f"INDEX({cells},{position},0)", _ATOM


def _slice(writer: FormulaWriter, node: nodes.Slice, block: Block) -> tuple[str, int]:
    cells, first, last = (writer.render(part, block) for part in (node.cells, node.first, node.last))
    return f"INDEX({cells},{first}):INDEX({cells},{last})", _ATOM


def _item(writer: FormulaWriter, node: nodes.Item, block: Block) -> tuple[str, int]:
    parts = (node.cells, node.row) if node.column is None else (node.cells, node.row, node.column)
    return f"INDEX({writer.listed(parts, block)})", _ATOM


def _operation(writer: FormulaWriter, node: nodes.Operation, block: Block) -> tuple[str, int]:
    precedence = _PRECEDENCE[node.sign]
    # Programs disagree on chained comparisons (a>b=c), so those always get parentheses.
    left = writer.render(node.left, block, precedence + (precedence == _COMPARISON))
    right = writer.render(node.right, block, precedence + 1)
    return f"{left}{node.sign}{right}", precedence


def _if(writer: FormulaWriter, node: nodes.If, block: Block) -> tuple[str, int]:
    return f"IF({writer.listed((node.condition, node.then, node.otherwise), block)})", _ATOM


def _if_fault(writer: FormulaWriter, node: nodes.IfFault, block: Block) -> tuple[str, int]:
    return f"IFERROR({writer.listed((node.value, node.otherwise), block)})", _ATOM


def _call(writer: FormulaWriter, node: nodes.Call, block: Block) -> tuple[str, int]:
    return f"{node.function}({writer.listed(node.arguments, block)})", _ATOM


def _sum_cells(writer: FormulaWriter, node: nodes.SumCells, block: Block) -> tuple[str, int]:
    runs: list[tuple[str, str]] = []
    previous: tuple[int, int] | None = None
    for cell in node.cells:
        other = block if isinstance(cell, nodes.Here) else writer.book.blocks[cell.block]
        position = other.columns[cell.column].position
        row = -1 if isinstance(cell, nodes.Here) else other.top + cell.row
        address = writer.render(cell, block)
        beside = previous in ((row, position - 1), (row - 1, position)) and "!" not in address
        if runs and beside and _in_line(runs[-1], address):
            runs[-1] = (runs[-1][0], address)
        else:
            runs.append((address, address))
        previous = (row, position)
    written = [first if first == last else f"{first}:{last}" for first, last in runs]
    return f"SUM({','.join(written)})", _ATOM


def _in_line(run: tuple[str, str], address: str) -> bool:
    """Whether the run stays one row or one column when `address` joins it."""
    first = run[0].strip("$").replace("$", " ").replace("{", " {").split()
    last = address.strip("$").replace("$", " ").replace("{", " {").split()
    return first[0] == last[0] or first[1] == last[1]


def _sum_range(writer: FormulaWriter, node: nodes.SumRange, block: Block) -> tuple[str, int]:
    return f"SUM({writer.render(node.cells, block)})", _ATOM


def _sum_where(writer: FormulaWriter, node: nodes.SumWhere, block: Block) -> tuple[str, int]:
    if not node.conditions:
        return f"SUM({writer.render(node.amounts, block)})", _ATOM
    parts: list[Expression] = [node.amounts]
    for cells, value in node.conditions:
        parts += [cells, value]
    return f"SUMIFS({writer.listed(tuple(parts), block)})", _ATOM


def _count_where(writer: FormulaWriter, node: nodes.CountWhere, block: Block) -> tuple[str, int]:
    parts: list[Expression] = []
    for cells, sign, value in node.conditions:
        parts += [cells, value if sign == "=" else _criterion(sign, value)]
    function = "COUNTIF" if len(node.conditions) == 1 else "COUNTIFS"
    return f"{function}({writer.listed(tuple(parts), block)})", _ATOM


def _criterion(sign: str, value: Expression) -> Expression:
    if isinstance(value, nodes.Constant):
        return nodes.Constant(f"{sign}{value.value}")
    return nodes.join(sign, value)


def _count_numbers(writer: FormulaWriter, node: nodes.CountNumbers, block: Block) -> tuple[str, int]:
    return f"COUNT({writer.render(node.cells, block)})", _ATOM


def _count_filled(writer: FormulaWriter, node: nodes.CountFilled, block: Block) -> tuple[str, int]:
    return f"COUNTA({writer.render(node.cells, block)})", _ATOM


def _row_count(writer: FormulaWriter, node: nodes.RowCount, block: Block) -> tuple[str, int]:
    return f"ROWS({writer.render(node.cells, block)})", _ATOM


def _find(writer: FormulaWriter, node: nodes.Find, block: Block) -> tuple[str, int]:
    return f"MATCH({writer.listed((node.value, node.cells), block)},0)", _ATOM


def _next_key(writer: FormulaWriter, node: nodes.NextKey, block: Block) -> tuple[str, int]:
    keys = writer.render(node.keys, block)
    if node.previous is None:
        return f'IFERROR(SMALL({keys},1),"")', _ATOM
    previous = writer.render(node.previous, block, 3)
    return f'IFERROR(SMALL({keys},COUNTIF({keys},"<="&{previous})+1),"")', _ATOM


def _text_code(writer: FormulaWriter, node: nodes.TextCode, block: Block) -> tuple[str, int]:
    longest = writer.book.range_columns(node.places.name)[0].rows
    padded = f'{writer.render(node.text, block, 2)}&REPT(" ",{longest})'
    places, weights = writer.render(node.places, block), writer.render(node.weights, block)
    return f"SUMPRODUCT(_xlfn.UNICODE(MID({padded},{places},1)),{weights})", _ATOM


def _address_of(writer: FormulaWriter, node: nodes.AddressOf, block: Block) -> tuple[str, int]:
    start = writer.render(node.start, block)
    down, across = _offset(writer, node.down, block), _offset(writer, node.across, block)
    return f"ADDRESS(ROW({start}){down},COLUMN({start}){across},4)", _ATOM


def _offset(writer: FormulaWriter, steps: Expression, block: Block) -> str:
    return "" if steps == nodes.Constant(0) else "+" + writer.render(steps, block, 3)


RENDERERS: dict[type[Expression], Renderer] = {
    nodes.Constant: _constant,
    nodes.Here: _here,
    nodes.Above: _above,
    nodes.Ordinal: _ordinal,
    nodes.RowsBelow: _rows_below,
    nodes.CellOf: _cell_of,
    nodes.Named: _named,
    nodes.ColumnOf: _column_of,
    nodes.RowOf: _row_of,
    nodes.Slice: _slice,
    nodes.Item: _item,
    nodes.Operation: _operation,
    nodes.If: _if,
    nodes.IfFault: _if_fault,
    nodes.Call: _call,
    nodes.SumCells: _sum_cells,
    nodes.SumRange: _sum_range,
    nodes.SumWhere: _sum_where,
    nodes.CountWhere: _count_where,
    nodes.CountNumbers: _count_numbers,
    nodes.CountFilled: _count_filled,
    nodes.RowCount: _row_count,
    nodes.Find: _find,
    nodes.NextKey: _next_key,
    nodes.TextCode: _text_code,
    nodes.AddressOf: _address_of,
}
