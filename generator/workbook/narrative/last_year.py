"""What sentences compare with: figures of the sheet 上年数, in yuan."""

from __future__ import annotations

from generator.expression.nodes import (
    CellOf,
    CountWhere,
    Expression,
    Named,
    Operation,
    RangeExpression,
    SumWhere,
    number,
    text,
)
from generator.layout.schema import Figure, LastYear
from generator.workbook.narrative.ground import Ground

BLOCK = "上年指标"
_MEASURES, _ITEMS, _CODES = Named("上年_指标文"), Named("上年_项目文"), Named("上年_码")
_AMOUNTS = Named("上年_数")
_STEPS = {"类": 10_000, "款": 100, "项": 1, "经济类": 100, "经济款": 1}
"""What a padded code is divided by to become the code that 上年数 has for it."""


class LastYearFigures:
    """Last year's figures by measure and item; a measure without any row is not known."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._figures: dict[str, Figure] = {}
        for figure in ground.layout.previous_figures:
            self._figures.setdefault(figure.measure, figure)
        self._asked: list[str] = []

    def of_item(self, reference: LastYear) -> Expression:
        """One item of a measure, or all of them."""
        if not reference.item:
            return self._sum(reference.measure)
        if self._step(reference.measure):
            return self._sum(reference.measure, (_CODES, number(int(reference.item))))
        return self._sum(reference.measure, (_ITEMS, text(reference.item)))

    def of_row(self, measure: str, code: Expression, name: Expression) -> Expression:
        """The item of a measure that a table's row is about: its code, or its name."""
        step = self._step(measure)
        if not step:
            return self._sum(measure, (_ITEMS, name))
        wanted = code if step == 1 else Operation("/", code, number(step))
        return self._sum(measure, (_CODES, wanted))

    def known(self, measure: str) -> Expression:
        """How many rows 上年数 has of a measure."""
        if measure not in self._asked:
            self._asked.append(measure)
        return CellOf(self._ground.block_name(BLOCK), "行数", self._asked.index(measure))

    def place(self) -> None:
        """Put the numbers of rows on the hidden sheet."""
        if self._asked:
            counts = [CountWhere(((_MEASURES, "=", self._name(measure)),)) for measure in self._asked]
            self._ground.place(BLOCK, len(counts), {"指标": list(self._asked), "行数": counts})

    def _sum(self, measure: str, *also: tuple[RangeExpression, Expression]) -> Expression:
        return SumWhere(_AMOUNTS, ((_MEASURES, self._name(measure)), *also))

    def _name(self, measure: str) -> Expression:
        return text(self._figures[measure].name.zh)

    def _step(self, measure: str) -> int:
        """By how much codes are divided; 0 where the measure is not split by codes."""
        return _STEPS.get(str(self._figures[measure].by), 0)
