"""The head of an official table: number, title, 编制部门, 单位, nested headings, number row ※."""

from __future__ import annotations

from generator.expression.block import Block, Book, Column
from generator.expression.nodes import NOTHING, CountNumbers, Expression, If, Named, equal, join, text
from generator.layout import schema
from generator.workbook import naming
from generator.workbook.facts import fact
from generator.workbook.row_height import ONE_LINE, height_for
from generator.workbook.sheet import Label, Merge, Sheet

NUMBER_ROW, TITLE_ROW, PREPARED_ROW, STATEMENT_ROW, HEADING_ROW = 1, 2, 3, 4, 5


def draw_head(book: Book, sheet: Sheet, table: schema.Table, columns: int, statement: bool) -> None:
    """Put the lines above the headings: table number, title, who prepared it, unit, statement."""
    last = columns - 1
    sheet.labels += [
        Label(NUMBER_ROW, 0, table.table.replace("表", "表 "), "table-number"),
        Label(TITLE_ROW, 0, table.title, "title", TITLE_ROW, last),
        Label(PREPARED_ROW, last, f"单位：{table.unit}", "unit-line"),
    ]
    lines = [
        Column("编制部门", 0, join("编制", fact("级别"), "：", fact(naming.NAME))),
    ]
    block = book.add(Block.of(f"{table.table}·编制", sheet.name, PREPARED_ROW, 1, lines))
    sheet.paint(block, {"编制部门": "prepared-line"})
    sheet.merges.append(Merge(block.name, "编制部门", max(last - 1, 0)))
    if statement:
        sheet.paint(_statement(book, sheet, table), {"空表说明": "statement"})
        sheet.merges.append(Merge(f"{table.table}·空表说明", "空表说明", last))
    sheet.heights |= {TITLE_ROW: 30, PREPARED_ROW: 18, STATEMENT_ROW: 18}


def _statement(book: Book, sheet: Sheet, table: schema.Table) -> Block:
    """The sentence of an empty table, shown exactly while the table has no rows."""
    words: list[Expression | str] = []
    for place, part in enumerate(table.empty.replace("}", "{").split("{")):
        if place % 2:
            words.append(fact("年度") if part == "年度" else _department())
        elif part:
            words.append(part)
    empty = equal(CountNumbers(Named(naming.defined_name(table.table, naming.KEY))), 0)
    column = Column("空表说明", 0, If(empty, join(*words), NOTHING))
    block = book.add(Block.of(f"{table.table}·空表说明", sheet.name, STATEMENT_ROW, 1, [column]))
    book.name(naming.defined_name(table.table, "空表说明"), block, "空表说明")
    return block


def _department() -> Expression:
    """The department's name, or 本部门 before it is given."""
    name = fact(naming.NAME)
    return If(equal(name, ""), text("本部门"), name)


def draw_headings(
    sheet: Sheet, headings: list[schema.Heading], left: int, depth: int, number_row: bool
) -> int:
    """Draw nested headings from sheet column `left`, `depth` rows high; returns the first data row."""
    column = left
    for heading in headings:
        column = _draw(sheet, heading, HEADING_ROW, column, HEADING_ROW + depth - 1)
    row = HEADING_ROW + depth
    _raise_rows(sheet, left, column, row)
    if number_row:
        leaves = [leaf for heading in headings for leaf in heading.leaves()]
        counted = 0
        for place, leaf in enumerate(leaves):
            counted += leaf.shows is None
            written = "※" if leaf.shows else str(counted)
            sheet.labels.append(Label(row, left + place, written, "number-row"))
        row += 1
    return row


def _raise_rows(sheet: Sheet, left: int, right: int, bottom: int) -> None:
    """Make the heading rows high enough for the headings that wrap; the lowest row takes the rest."""
    heads = [label for label in sheet.labels if label.style == "heading" and left <= label.column < right]
    for label in sorted(heads, key=lambda head: head.last_row - head.row):
        width = sum(sheet.widths[column] for column in range(label.column, label.last_column + 1))
        needed = height_for([(label.text, width)])
        above = sum(sheet.heights.get(row, ONE_LINE) for row in range(label.row, label.last_row))
        lowest = max(sheet.heights.get(label.last_row, ONE_LINE), needed - above)
        sheet.heights[label.last_row] = lowest
    for row in range(HEADING_ROW, bottom):
        sheet.heights.setdefault(row, ONE_LINE)


def _draw(sheet: Sheet, heading: schema.Heading, row: int, column: int, bottom: int) -> int:
    if heading.columns is None:
        sheet.labels.append(Label(row, column, heading.heading, "heading", bottom, column))
        sheet.widths[column] = heading.width
        return column + 1
    end = column
    for child in heading.columns:
        end = _draw(sheet, child, row + 1, end, bottom)
    sheet.labels.append(Label(row, column, heading.heading, "heading", row, end - 1))
    return end
