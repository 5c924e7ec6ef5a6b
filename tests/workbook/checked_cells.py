"""Where the figures of a planned workbook stand, in the words that layout authors use for them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from generator.expression.block import Block
from generator.layout import schema
from generator.layout.language import TableReference, read_formula, read_terms
from generator.layout.references import find_panel
from generator.workbook.check_sheet import BLOCK
from generator.workbook.comparison import Comparison
from generator.workbook.plan import WorkbookPlan
from tests.oracles.stored import Value
from tests.workbook.live_workbook import Address, LiveWorkbook, cell_of

CHECK_COLUMNS = ("编号", "级别", "校验内容", "结论", "左值", "右值", "差额", "单位", "说明", "左址", "右址")

ONE_AMOUNT = {("表1", "收入"), ("表1", "支出"), ("表4", "收入")}
"""Panels with a single column of amounts: a row alone says which cell is meant."""


def reference(written: str) -> TableReference:
    """A cell such as 表1.支出[212, 预算数], read."""
    tree = read_formula(written)
    assert isinstance(tree, TableReference)
    return tree


class Places:
    """Finds cells by table, row and column; rows are called by code, name or level."""

    def __init__(self, plan: WorkbookPlan) -> None:
        self.plan = plan

    def address(self, cell: TableReference) -> Address:
        """Sheet and address of a cell."""
        block = self.block(cell)
        return cell.table, cell_of(block, cell.column, self.row(cell, block))

    def block(self, cell: TableReference) -> Block:
        """The block of the table, or of its panel."""
        table = self.plan.layout.tables[cell.table]
        panel = find_panel(table, cell)
        name = cell.table if panel is None or len(table.panels) == 1 else f"{cell.table}·{panel.id}"
        return self.plan.book.blocks[name]

    def row(self, cell: TableReference, block: Block) -> int:
        """The first row, from 0, that is called so."""
        table = self.plan.layout.tables[cell.table]
        panel = find_panel(table, cell)
        if panel is not None:
            return self._fixed_row(panel, cell.row, block)
        economic = "经济类" in table.rows
        if cell.row.isdigit():
            code = int(cell.row.ljust(5 if economic else 7, "0"))
            return self.plan.evaluation.column(block.name, "码").index(code)
        if cell.row in table.rows:
            return self.plan.evaluation.column(block.name, "级").index(table.rows.index(cell.row) + 1)
        labels = [name for name in block.columns if "项目名称" in name]
        return self.plan.evaluation.column(block.name, labels[0]).index(cell.row)

    def _fixed_row(self, panel: schema.Panel, called: str, block: Block) -> int:
        names: list[str] = []
        for row in panel.rows:
            if isinstance(row, schema.FixedRow):
                names.append(row.name)
            else:
                names += [code.code for code in self.plan.layout.function.classes(self.plan.layout.year)]
        if panel.last is not None and called == panel.last.name:
            return block.rows - 1
        if called == "每类":
            return 0
        return names.index(called)

    def checks(self, live: LiveWorkbook) -> dict[str, dict[str, Value]]:
        """The rows of the check sheet by id, as the workbook shows them now."""
        block = self.plan.book.blocks[BLOCK]
        rows = [
            {name: live.value(block.sheet, cell_of(block, name, row)) for name in CHECK_COLUMNS}
            for row in range(block.rows)
        ]
        return {str(row["编号"]): row for row in rows}

    def computed_checks(self, plan: WorkbookPlan) -> dict[str, dict[str, Value]]:
        """The same rows as our own engine computes them."""
        columns = {name: plan.evaluation.column(BLOCK, name) for name in CHECK_COLUMNS}
        rows = [
            {name: _as_stored(columns[name][row]) for name in CHECK_COLUMNS}
            for row in range(plan.book.blocks[BLOCK].rows)
        ]
        return {str(row["编号"]): row for row in rows}


def _as_stored(value: object) -> Value:
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    assert isinstance(value, Decimal | str)
    return value


def reads(
    comparison: Comparison, changed: Mapping[str, set[str]], layout_tables: Mapping[str, schema.Table]
) -> bool:
    """Whether a comparison looks at a changed column. `changed` has columns by block name."""
    check = comparison.check
    if check.parents:
        return any(table in changed for table in comparison.tables)
    for side in (check.left, check.right):
        for cell in _references(side):
            if cell.table not in layout_tables:
                continue
            table = layout_tables[cell.table]
            panel = find_panel(table, cell)
            name = cell.table if panel is None or len(table.panels) == 1 else f"{cell.table}·{panel.id}"
            if cell.column in changed.get(name, ()):
                return True
    return False


def _references(formula: str) -> list[TableReference]:
    return [cell for _, cell in read_terms(formula)] if formula else []


def sides_in_words(comparison: Comparison) -> tuple[str, str]:
    """What the explanation of a comparison of figures calls its two sides."""
    if comparison.check.parents:
        (table,) = comparison.tables
        return f"{table} 小计", f"{table} 下级各行之和"
    return _in_words(comparison.check.left), _in_words(comparison.check.right)


def _in_words(formula: str) -> str:
    words = ""
    for sign, cell in read_terms(formula):
        row = " 各类之和" if cell.row == "每类" else f" {cell.row}" if cell.row else ""
        column = "" if row and (cell.table, cell.panel) in ONE_AMOUNT else f" {cell.column}"
        joint = (" + " if sign > 0 else " - ") if words else ""
        panel = f" {cell.panel}" if cell.panel and not cell.row.startswith(cell.panel) else ""
        words += f"{joint}{cell.table}{panel}{row}{column}"
    return words


def finding(
    check: Mapping[str, Value], left: str, right: str, where: str, places: int, *, less: bool = False
) -> str:
    """What a broken comparison of figures ought to say; without a right side it is against 0."""
    figures = [check[name] for name in ("左值", "右值", "差额")]
    first, second, apart = (f"{figure:,.2f}" for figure in figures if isinstance(figure, Decimal))
    begin = f"{where}：" if where else ""
    against = (
        f"{right} 为 {second} 元，{'少' if less else '相差'} {apart.removeprefix('-')} 元"
        if right
        else "不应小于 0"
    )
    more = f"；共 {places} 处" if places > 1 else ""
    return f"{begin}{left} 为 {first} 元，{against}{more}。"
