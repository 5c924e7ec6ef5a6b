"""Draws charts with XlsxWriter, from live cells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xlsxwriter.chart import Chart as DrawnChart
from xlsxwriter.workbook import Workbook

from generator.expression.block import Block
from generator.workbook.chart import Chart
from generator.workbook.styles import BODY_FONT, TITLE_FONT

_COLOURS = ("#2F6FAB", "#C9A227", "#1B6B3A", "#B4552A", "#6B7785")
_LINE, _INK = "#D5DCE2", "#1F2933"


def drawn(workbook: Workbook, chart: Chart, blocks: Mapping[str, Block]) -> DrawnChart:
    """The chart for XlsxWriter; its values are read from the cells of its block."""
    block = blocks[chart.block]
    made = workbook.add_chart({"type": chart.kind})
    for place, series in enumerate(chart.series):
        made.add_series(
            {
                "name": series.name,
                "categories": _cells(block, chart.categories),
                "values": _cells(block, series.column),
                "fill": {"color": _COLOURS[place % len(_COLOURS)]},
                "gap": 60,
                "data_labels": {"value": True, "num_format": "#,##0", "font": _font(8)},
            }
        )
    made.set_title({"name": chart.title, "name_font": _font(12, TITLE_FONT), "overlay": False})
    names: dict[str, Any] = {"num_font": _font(9), "line": {"color": _LINE}}
    if chart.kind == "bar":
        names["reverse"] = True  # the first row on top
    values = {
        "name": chart.unit,
        "name_font": _font(9),
        "num_font": _font(9),
        "num_format": "#,##0",
        "major_gridlines": {"visible": True, "line": {"color": _LINE}},
        "line": {"none": True},
    }
    # XlsxWriter calls the axes of bars by where they stand: names are upright there.
    made.set_x_axis(values if chart.kind == "bar" else names)
    made.set_y_axis(names if chart.kind == "bar" else values)
    made.set_legend({"none": True} if len(chart.series) == 1 else {"position": "bottom", "font": _font(9)})
    made.set_size({"width": chart.width, "height": chart.height})
    made.set_chartarea({"border": {"color": _LINE}})
    return made


def _cells(block: Block, column: str) -> list[str | int]:
    position = block.columns[column].position
    return [block.sheet, block.top, position, block.top + block.rows - 1, position]


def _font(size: int, name: str = BODY_FONT) -> dict[str, Any]:
    return {"name": name, "size": size, "bold": False, "color": _INK}
