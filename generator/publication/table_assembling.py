"""An official table as it is printed: headings, rows in use, amounts as displayed, or its statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.expression.block import Block
from generator.expression.excel import column_letters
from generator.expression.habits import Fault, as_text, formatted
from generator.expression.nodes import Value
from generator.layout import schema
from generator.model.classification import Code
from generator.publication.document import Cell, CellKind, HeadCell, Row, Table
from generator.workbook import naming
from generator.workbook.fixed_table import FixedTable, panel_block
from generator.workbook.fixed_table import Row as FixedRow
from generator.workbook.plan import WorkbookPlan

JOINT = "·"
"""Between a heading and the one below it, where a column is called in full."""
_KINDS = {None: CellKind.AMOUNT, "名称": CellKind.NAME, "项目": CellKind.NAME}
_AMOUNT = "#,##0.00"


def assembled_table(plan: WorkbookPlan, table: schema.Table) -> Table:
    """The table with the values that its sheet shows."""
    headings = _panel_headings(table)
    leaves = [leaf for panel in headings for heading in panel for leaf in heading.leaves()]
    depth = max(heading.depth() for panel in headings for heading in panel)
    return Table(
        name=table.table,
        title=table.title,
        prepared_by=as_text(plan.contents.facts.get(naming.NAME)),
        unit=table.unit,
        is_landscape=table.page == "landscape",
        widths=tuple(leaf.width for leaf in leaves),
        head=tuple(_head([heading for panel in headings for heading in panel], depth)),
        head_rows=depth,
        columns=tuple(name for panel in headings for heading in panel for name in _full_names(heading)),
        number_row=tuple(_number_row(headings)) if table.number_row else (),
        rows=tuple(_growing_rows(plan, table) if table.rows else _fixed_rows(plan, table)),
        statement=_statement(plan, table),
        amounts=tuple(place for place, leaf in enumerate(leaves) if leaf.shows is None),
    )


def _panel_headings(table: schema.Table) -> list[list[schema.Heading]]:
    return [panel.columns for panel in table.panels] or [table.columns]


def _head(
    headings: Sequence[schema.Heading], depth: int, row: int = 0, column: int = 0
) -> Iterator[HeadCell]:
    """Nested headings over `depth` rows; a column's heading comes down to the last of them."""
    for heading in headings:
        width = len(heading.leaves())
        if heading.columns is None:
            yield HeadCell(row, column, heading.heading, rows=depth - row)
        else:
            yield HeadCell(row, column, heading.heading, columns=width)
            yield from _head(heading.columns, depth, row + 1, column)
        column += width


def _full_names(heading: schema.Heading) -> Iterator[str]:
    for below in heading.columns or []:
        for name in _full_names(below):
            yield JOINT.join((heading.heading, name))
    if heading.columns is None:
        yield heading.heading


def _number_row(panels: Sequence[Sequence[schema.Heading]]) -> Iterator[str]:
    """※ above what is no amount; amounts are counted, in each panel from 1."""
    for headings in panels:
        counted = 0
        for leaf in (leaf for heading in headings for leaf in heading.leaves()):
            counted += leaf.shows is None
            yield "※" if leaf.shows else str(counted)


def _statement(plan: WorkbookPlan, table: schema.Table) -> str:
    block = plan.book.blocks.get(f"{table.table}·空表说明")
    return "" if block is None else _text(plan.evaluation.column(block.name, "空表说明")[0])


@dataclass(frozen=True, slots=True)
class _Column:
    """A printed column: where it stands, its values from top to bottom."""

    block: Block
    leaf: schema.Heading
    values: Sequence[Value | Fault]

    def cell(self, row: int, indent: int = 0, *, is_bold: bool = False) -> Cell:
        value, kind = self.values[row], _KINDS.get(self.leaf.shows, CellKind.CODE)
        position = self.block.columns[self.leaf.name].position
        address = f"{self.block.sheet}!{column_letters(position)}{self.block.top + row + 1}"
        text = _printed(value) if kind is CellKind.AMOUNT else _text(value)
        return Cell(text, kind, address, indent, is_bold)


def _columns(plan: WorkbookPlan, name: str, headings: Sequence[schema.Heading]) -> list[_Column]:
    block = plan.book.blocks[name]
    leaves = [leaf for heading in headings for leaf in heading.leaves()]
    return [_Column(block, leaf, plan.evaluation.column(name, leaf.name)) for leaf in leaves]


def _growing_rows(plan: WorkbookPlan, table: schema.Table) -> Iterator[Row]:
    columns = _columns(plan, table.table, table.columns)
    keys = plan.evaluation.column(table.table, naming.KEY)
    levels = plan.evaluation.column(table.table, naming.LEVEL)
    for row, key in enumerate(keys):
        if key != "":
            cells = tuple(column.cell(row) for column in columns)
            words = [cell.text for cell in cells if cell.text and cell.kind is not CellKind.AMOUNT]
            yield Row(cells, is_bold=levels[row] != len(table.rows), key=" ".join(words))


def _fixed_rows(plan: WorkbookPlan, table: schema.Table) -> Iterator[Row]:
    placed = FixedTable(plan.book, table, plan.layout.function.classes(plan.layout.year))
    panels = [
        (_columns(plan, panel_block(table, panel), panel.columns), placed.block_rows(panel))
        for panel in table.panels
    ]
    for row in range(placed.height):
        cells = tuple(
            column.cell(row, _indent(rows[row], column.leaf), is_bold=_is_bold(rows[row]))
            for columns, rows in panels
            for column in columns
        )
        there = [rows[row] for _, rows in panels if rows[row] is not None]
        words = [cell.text for cell in cells if cell.text and cell.kind is CellKind.NAME]
        yield Row(cells, is_bold=all(_is_bold(each) for each in there), key="；".join(words))


def _indent(row: FixedRow, leaf: schema.Heading) -> int:
    return row.indent if isinstance(row, schema.FixedRow) and leaf.shows == "名称" else 0


def _is_bold(row: FixedRow) -> bool:
    return not isinstance(row, Code) and row is not None and row.bold


def _printed(value: Value | Fault) -> str:
    """An amount as its format displays it: nothing for 0."""
    if isinstance(value, Fault | str) or value is None:
        return _text(value)
    return "" if value == 0 else formatted(value, _AMOUNT)


def _text(value: Value | Fault) -> str:
    return value.code if isinstance(value, Fault) else as_text(value)
