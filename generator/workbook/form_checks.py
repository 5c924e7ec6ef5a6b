"""Room on the sheets of forms (绩效目标表): no form and no indicator is left out."""

from __future__ import annotations

from generator.expression.nodes import If, Operation, join, text
from generator.layout import schema
from generator.workbook.comparison import LEFT, ONE, ROWS, ZERO, Comparison, Side
from generator.workbook.form_sheet import PlacedForm


def form_capacity(check: schema.Check, placed: PlacedForm) -> Comparison:
    """Every row that gets a form has one, and every form shows all its indicators."""
    name, rows = placed.form.form, placed.form.indicators.rows
    told = join(f"{name} 有 ", LEFT, " 张表或行指标放不下，没有显示。")
    advice = f"项目太多的，请重新生成工作簿；一张表的指标超过 {rows} 行的，请合并指标。"
    return Comparison(
        f"{check.id}·{name}",
        check,
        Side(f"{name} 没有显示的表和指标", placed.surplus(), name, text("A1")),
        Side("应为", ZERO),
        count=ONE,
        broken=If(Operation(">", LEFT, ZERO), ONE, ZERO),
        told=join(told, advice),
        tables=(name,),
        measure=ROWS,
    )
