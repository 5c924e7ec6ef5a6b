"""Checks of the explanations: reasons that are needed, words that contradict the sign, room for all rows."""

from __future__ import annotations

from generator.expression.nodes import (
    NOTHING,
    AddressOf,
    CellOf,
    CountNumbers,
    Expression,
    Find,
    If,
    IfFault,
    Item,
    Named,
    Operation,
    SumRange,
    join,
    text,
)
from generator.layout import schema
from generator.layout.layout_set import LayoutSet
from generator.workbook import naming
from generator.workbook.comparison import AS_WANTED, LEFT, ONE, ROWS, ZERO, Comparison, Side
from generator.workbook.narrative.ground import of_register
from generator.workbook.narrative.prose_sheet import SURPLUS, TEXT
from generator.workbook.narrative.subjects import REGISTER, last_count, subject_column
from generator.workbook.narrative.subjects import TEXT as REASON


class NarrativeChecks:
    """Turns checks of the explanations into comparisons."""

    def __init__(self, layout: LayoutSet) -> None:
        self._layout = layout

    def subjects(self, check: schema.Check, word: str) -> Comparison:
        """All that are needed are written (已写), or fit their sign (相符)."""
        return self._written(check) if word == "已写" else self._fitting(check)

    def _written(self, check: schema.Check) -> Comparison:
        sheet = self._layout.register(REGISTER).sheet
        below = AddressOf(CellOf(sheet, REASON), SumRange(of_register(REGISTER, "填写")), ZERO)
        first, more = _first("待"), _more("个事项")
        return self._compared(
            check,
            Side("还要写原因或用途的事项", last_count("待"), sheet, below),
            told=join(f"{sheet} 中还没有写“", first, "”", more, "，说明中缺原因或用途。"),
        )

    def _fitting(self, check: schema.Check) -> Comparison:
        sheet = self._layout.register(REGISTER).sheet
        row = IfFault(Item(subject_column("处"), Find(ONE, subject_column("矛盾"))), ONE)
        cell = AddressOf(CellOf(sheet, REASON), Operation("-", row, ONE), ZERO)
        change = IfFault(Item(subject_column("增减"), Find(ONE, subject_column("矛盾"))), ZERO)
        direction = If(Operation("<", change, ZERO), text("减少"), text("增加"))
        return self._compared(
            check,
            Side("文字与增减方向相反的事项", last_count("矛盾"), sheet, cell),
            told=join(
                f"{sheet} 中“",
                _first("矛盾"),
                "”的预算数",
                direction,
                "，文字却说相反的话",
                _more("处"),
                "，请核对。",
            ),
        )

    def _compared(self, check: schema.Check, left: Side, told: Expression) -> Comparison:
        sheet = self._layout.register(REGISTER).sheet
        return Comparison(
            check.id,
            check,
            left,
            Side(AS_WANTED, ZERO),
            count=SumRange(of_register(REGISTER, "填写")),
            broken=LEFT,
            told=told,
            idle=f"{sheet} 还没有填",
            tables=(sheet, naming.NARRATIVE),
            measure=ROWS,
        )

    def capacity(self, check: schema.Check) -> Comparison:
        """No row or paragraph is cut off."""
        cell = AddressOf(CellOf(naming.NARRATIVE, TEXT), ZERO, ZERO)
        return Comparison(
            f"{check.id}·{naming.NARRATIVE}",
            check,
            Side(f"{naming.NARRATIVE} 放不下的行", SumRange(Named(SURPLUS)), naming.NARRATIVE, cell),
            Side(AS_WANTED, ZERO),
            count=CountNumbers(Named(SURPLUS)),
            broken=LEFT,
            told=join(f"{naming.NARRATIVE} 有 ", LEFT, " 行放不下，请重新生成行数更多的工作簿。"),
            tables=(naming.NARRATIVE,),
            measure=ROWS,
        )


def _first(column: str) -> Expression:
    """The first subject that is counted."""
    return IfFault(Item(subject_column("名称"), Find(ONE, subject_column(column))), NOTHING)


def _more(counted: str) -> Expression:
    return If(Operation(">", LEFT, ONE), join("等 ", LEFT, f" {counted}"), NOTHING)
