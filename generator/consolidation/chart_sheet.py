"""The sheet 图表: charts, and below them the small tables of live cells that they are drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.consolidation import naming
from generator.consolidation.comparison_sheet import rank_name
from generator.consolidation.region_rows import CONSOLIDATED, TOTAL, is_of_this_year
from generator.expression.block import Block, Book, Column
from generator.expression.nodes import (
    NOTHING,
    Above,
    CellOf,
    Expression,
    Find,
    Here,
    If,
    IfFault,
    Item,
    Named,
    NextKey,
    equal,
)
from generator.layout import schema
from generator.workbook.chart import Chart, Series
from generator.workbook.naming import defined_name
from generator.workbook.sheet import Label, Page, Sheet

MOST_RANKED = 20
"""How many departments the chart of the largest shows."""
_TOP, _ROW_PIXELS = 4, 20
_WIDTH, _GAP = 590, 14
_TALL, _SHORT = 34, 16
"""How many sheet rows a chart of departments takes, and any other chart."""
_WIDTHS = (44, 18, 18, 16, 16, 16, 16, 16)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The data of one chart: its block, its columns of values by heading, and how it is drawn."""

    block: Block
    series: tuple[Series, ...]
    is_bar: bool


class ChartSheet:
    """Places the charts of a comparison of so many departments."""

    def __init__(
        self, charts: Sequence[schema.ComparedChart], comparison: schema.Comparison, departments: int
    ) -> None:
        self.charts, self.unit = charts, comparison.unit
        self.leaves = {leaf.name: leaf for each in comparison.columns for leaf in each.leaves()}
        self.shown = {name: leaf.heading.zh for name, leaf in self.leaves.items()}
        self.departments = departments

    def sheet(self, book: Book) -> Sheet:
        """The sheet: departments at the left, all other charts at the right, their data below."""
        sheet = Sheet(naming.CHARTS, tab="region")
        sheet.widths = dict(enumerate(_WIDTHS))
        tall = [chart for chart in self.charts if chart.kind == "largest"]
        short = [chart for chart in self.charts if chart.kind != "largest"]
        deepest = max(len(tall) * _TALL, len(short) * _SHORT)
        row = _TOP + deepest + 1
        sheet.labels += [
            Label(1, 0, naming.CHARTS, "title-left"),
            Label(
                2,
                0,
                f"由“{naming.COMPARISON}”自动画出，单位：{self.unit}；数字改了，图随之改变。"
                "各部门的数、与上年的比较是抵销前的；其余是抵销后的汇总数，与公开表一致。",
                "note",
            ),
            Label(row, 0, "图表数据", "section"),
        ]
        row += 1
        each = deepest // max(len(short), 1) if tall else _SHORT
        height = deepest // max(len(tall), 1)
        for place, chart in enumerate(tall):
            row = self._place(book, sheet, chart, row, _TOP + place * height, 0, height)
        left = _WIDTH + _GAP if tall else 0
        for place, chart in enumerate(short):
            row = self._place(book, sheet, chart, row, _TOP + place * each, left, each)
        sheet.page = Page(landscape=True, last_column=len(_WIDTHS) - 1)
        return sheet

    def _place(
        self, book: Book, sheet: Sheet, chart: schema.ComparedChart, row: int, top: int, left: int, rows: int
    ) -> int:
        """Place a chart and its data at a row; the row after both."""
        title = f"{chart.heading.zh}（{self._basis(chart)}）"
        sheet.labels.append(Label(row, 0, title, "entry-heading"))
        data = self._data(book, sheet, chart, row + 1)
        for series in data.series:
            place = data.block.columns[series.column].position
            sheet.labels.append(Label(row, place, f"{series.name}（{self.unit}）", "entry-heading"))
        sheet.charts.append(
            Chart(
                title,
                "bar" if data.is_bar else "column",
                data.block.name,
                "名称",
                data.series,
                self.unit,
                top,
                left,
                _WIDTH,
                rows * _ROW_PIXELS - _GAP,
            )
        )
        return row + 1 + data.block.rows + 1

    def _data(self, book: Book, sheet: Sheet, chart: schema.ComparedChart, top: int) -> _Drawn:
        if chart.kind == "largest":
            return self._largest(book, sheet, chart, top)
        names: list[str] = [self.shown[column] for column in chart.columns]
        row = CONSOLIDATED if self._is_eliminated(chart) else TOTAL
        columns = [Column("名称", 0, list(names)), Column("本年", 1, _of_region(row, chart.columns))]
        series = [Series("本年", "本年")]
        if chart.against is not None:
            columns.append(Column("上年", 2, _of_region(TOTAL, chart.against)))
            series.append(Series("上年", "上年"))
        block = book.add(Block.of(f"图表·{chart.heading.zh}", sheet.name, top, len(names), columns))
        sheet.paint(block, {"名称": "text-cell"} | {each.column: "figure" for each in series})
        return _Drawn(block, tuple(series), is_bar=False)

    def _largest(self, book: Book, sheet: Sheet, chart: schema.ComparedChart, top: int) -> _Drawn:
        (column,) = chart.columns
        keys = Named(rank_name(column))
        following = If(equal(Above("键"), ""), NOTHING, NextKey(keys, Above("键")))
        columns = [
            Column("名称", 0, _at("部门", keys)),
            Column("金额", 1, _at(column, keys)),
            Column("键", len(_WIDTHS), following, first=NextKey(keys, None)),
        ]
        block = book.add(Block.of(f"图表·{chart.heading.zh}", sheet.name, top, self._ranked, columns))
        sheet.paint(block, {"名称": "text-cell shrink", "金额": "figure"})
        sheet.hidden_columns = (len(_WIDTHS), len(_WIDTHS))
        return _Drawn(block, (Series(self.shown[column], "金额"),), is_bar=True)

    def _basis(self, chart: schema.ComparedChart) -> str:
        """What a chart shows, in its title."""
        if chart.kind == "largest":
            return f"前 {self._ranked} 个，抵销前"
        return "抵销后" if self._is_eliminated(chart) else "抵销前"

    def _is_eliminated(self, chart: schema.ComparedChart) -> bool:
        """Whether a chart shows what remains: not beside last year, whose figures are not eliminated."""
        this_year = all(is_of_this_year(self.leaves[name], self.leaves) for name in chart.columns)
        return chart.kind == "parts" and this_year

    @property
    def _ranked(self) -> int:
        return min(MOST_RANKED, self.departments)


def _of_region(row: str, columns: Sequence[str]) -> list[Expression]:
    """Cells of one of the region's rows of the comparison."""
    return [CellOf(row, column) for column in columns]


def _at(column: str, keys: Named) -> Expression:
    """What the comparison says in the row with this row's key."""
    place = Find(Here("键"), keys)
    return IfFault(Item(Named(defined_name(naming.COMPARISON, column)), place), NOTHING)
