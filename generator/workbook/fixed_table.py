"""Tables of fixed rows: one panel, or several side by side with their last rows in line."""

from __future__ import annotations

from collections.abc import Sequence

from generator.expression.block import Block, Book, Column
from generator.expression.nodes import (
    NOTHING,
    CellOf,
    Constant,
    Expression,
    Here,
    IfFault,
    Operation,
    SumCells,
    Value,
    call,
    number,
)
from generator.layout import schema
from generator.model.classification import Code
from generator.workbook import heading, naming
from generator.workbook.check_code import check_code_line
from generator.workbook.measure import combined, measured
from generator.workbook.sheet import Lines, Page, Sheet

Row = schema.FixedRow | Code | None


class FixedTable:
    """Places one table of fixed rows. `classes` are the 类 of the year."""

    def __init__(self, book: Book, table: schema.Table, classes: Sequence[Code]) -> None:
        self.book = book
        self.table = table
        self.classes = classes
        self.panel_rows = [self._rows(panel) for panel in table.panels]
        self.height = max(
            len(rows) + (panel.last is not None)
            for rows, panel in zip(self.panel_rows, table.panels, strict=True)
        )

    def _rows(self, panel: schema.Panel) -> list[Row]:
        rows: list[Row] = []
        for row in panel.rows:
            rows += self.classes if isinstance(row, schema.RepeatedRow) else [row]
        return rows

    def sheet(self) -> Sheet:
        """The official sheet; code numbers of class rows stand hidden at the right."""
        table = self.table
        sheet = Sheet(table.table, tab="official")
        depth = max(top.depth() for panel in table.panels for top in panel.columns)
        left, top = 0, 0
        widths = [sum(len(column.leaves()) for column in panel.columns) for panel in table.panels]
        hidden = sum(widths)
        for panel, rows, width in zip(table.panels, self.panel_rows, widths, strict=True):
            top = heading.draw_headings(sheet, panel.columns, left, depth, table.number_row)
            self._place(sheet, panel, rows, top, left, hidden)
            left += width
            hidden += 2
        heading.draw_head(self.book, sheet, table, left, statement=False)
        foot = self.book.add(
            Block.of(
                f"{table.table}·校验码",
                sheet.name,
                top + self.height,
                1,
                [Column("校验码", 0, check_code_line())],
            )
        )
        sheet.paint(foot, {"校验码": "check-code"})
        sheet.hidden_columns = (left, hidden - 1)
        sheet.freeze = (top, 0)
        sheet.page = Page(
            landscape=table.page == "landscape",
            repeat=(heading.HEADING_ROW, top - 1),
            last_column=left - 1,
            bottom=top + self.height,
            one_page=True,
        )
        return sheet

    def _place(
        self, sheet: Sheet, panel: schema.Panel, rows: list[Row], top: int, left: int, hidden: int
    ) -> None:
        leaves = [leaf for column in panel.columns for leaf in column.leaves()]
        label = next(leaf.name for leaf in leaves if leaf.shows == "名称")
        filled: list[Row] = rows + [None] * (self.height - len(rows))
        if panel.last is not None:
            filled[-1] = panel.last
        name = panel_block(self.table, panel)
        columns = [
            Column(leaf.name, left + place, self._content(panel, leaf, filled, name))
            for place, leaf in enumerate(leaves)
        ]
        code = Operation("*", call("VALUE", call("LEFT", Here(label), number(3))), number(10000))
        columns += [
            Column(naming.CODE, hidden, _for_classes(filled, IfFault(code, NOTHING))),
            Column(naming.LEVEL, hidden + 1, _for_classes(filled, Constant(1))),
        ]
        block = self.book.add(Block.of(name, sheet.name, top, self.height, columns))
        prefix = panel_prefix(self.table, panel)
        for column in [*(leaf.name for leaf in leaves if leaf.shows is None), naming.CODE, naming.LEVEL]:
            self.book.name(naming.defined_name(*prefix, column), block, column)
        self.book.name(naming.defined_name(*prefix, naming.NAME), block, label)
        amounts = ["amount framed bold" if _is_bold(row) else "amount framed" for row in filled]
        labels = [_label_style(row) for row in filled]
        sheet.wrapped[block.name] = Lines()
        sheet.paint(block, {leaf.name: amounts if leaf.shows is None else labels for leaf in leaves})

    def _content(
        self, panel: schema.Panel, leaf: schema.Heading, rows: list[Row], block: str
    ) -> list[Expression | Value]:
        content: list[Expression | Value] = []
        for row in rows:
            if row is None:
                content.append(None)
            elif leaf.shows is not None:
                content.append(f"{row.code} {row.name}" if isinstance(row, Code) else row.row)
            else:
                content.append(self._amount(panel, leaf, row, rows, block))
        return content

    def _amount(
        self,
        panel: schema.Panel,
        leaf: schema.Heading,
        row: schema.FixedRow | Code,
        rows: list[Row],
        block: str,
    ) -> Expression:
        if leaf.sum is not None:
            return SumCells(tuple(Here(name) for name in leaf.sum))
        if isinstance(row, schema.FixedRow) and row.sum is not None:
            return SumCells(
                tuple(
                    CellOf(block, leaf.name, place) for name in row.sum for place in rows_called(rows, name)
                )
            )
        row_where: schema.Where = {}
        if isinstance(row, Code):
            row_where = {"类": row.code}
        elif row.where is not None:
            row_where = row.where
        where = combined(self.table.covers, leaf.where or {}, row_where)
        if where is None:
            return Constant(0)
        return measured(panel.counts, self.table.unit, where)

    def block_rows(self, panel: schema.Panel) -> list[Row]:
        """The rows of a panel as placed, the last one at the bottom."""
        rows = self.panel_rows[self.table.panels.index(panel)]
        filled: list[Row] = rows + [None] * (self.height - len(rows))
        if panel.last is not None:
            filled[-1] = panel.last
        return filled


def rows_called(rows: Sequence[Row], name: str) -> list[int]:
    """The places (from 0) of the rows that a sum or check calls `name`; 每类 means all class rows."""
    if name == "每类":
        return [place for place, row in enumerate(rows) if isinstance(row, Code)]
    return [place for place, row in enumerate(rows) if isinstance(row, schema.FixedRow) and row.name == name]


def panel_block(table: schema.Table, panel: schema.Panel) -> str:
    """The block that holds a panel."""
    return table.table if len(table.panels) == 1 else f"{table.table}·{panel.id}"


def panel_prefix(table: schema.Table, panel: schema.Panel | None) -> tuple[str, ...]:
    """How the defined names of a table (or of its panel) begin."""
    if panel is None or len(table.panels) == 1:
        return (table.table,)
    return (table.table, panel.id)


def _for_classes(rows: list[Row], value: Expression) -> list[Expression | Value]:
    return [value if isinstance(row, Code) else None for row in rows]


def _is_bold(row: Row) -> bool:
    return isinstance(row, schema.FixedRow) and row.bold


def _label_style(row: Row) -> str:
    if isinstance(row, schema.FixedRow):
        style = f"name framed indent{row.indent}" if row.indent else "name framed"
        return f"{style} bold" if _is_bold(row) else style
    return "name framed"
