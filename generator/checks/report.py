"""The report of all checks: verdict, both values, both cells, and a sentence in two languages.

The values come from the very cells of the check sheet, so the report and the light cannot differ.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.expression.evaluate import Evaluation
from generator.expression.habits import Fault, as_number, as_text
from generator.expression.nodes import Value
from generator.workbook import check_code
from generator.workbook.check_sheet import BLOCK
from generator.workbook.comparison import ROWS, Comparison
from generator.workbook.plan import WorkbookPlan


class Verdict(enum.StrEnum):
    """结论: four verdicts, not two."""

    BALANCED = "平"
    ROUNDED = "取整"
    BROKEN = "不平"
    IDLE = "不适用"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check of one department.

    `left`, `right` and `difference` are in `measure`: 元, 万元 or 行 (rows). The cells are written as
    sheet!address and empty where a side is no cell.
    """

    id: str
    severity: str
    verdict: Verdict
    left: Decimal
    right: Decimal
    difference: Decimal
    left_cell: str
    right_cell: str
    zh: str
    en: str
    explanation: str
    measure: str

    @property
    def is_count(self) -> bool:
        """Whether the sides count rows."""
        return self.measure == ROWS

    def sentence(self, lang: str) -> str:
        """The finding in words: Chinese as on the check sheet, or English."""
        if lang == "zh":
            return f"{self.zh}。{self.explanation}" if self.explanation else self.zh
        if self.verdict in (Verdict.BALANCED, Verdict.IDLE):
            return self.en
        unit = {"元": " yuan", ROWS: " rows"}.get(self.measure, f" {self.measure}")
        places = 0 if self.is_count else 2
        cells = (
            f" ({self.left_cell} against {self.right_cell})" if self.right_cell else f" ({self.left_cell})"
        )
        return (
            f"{self.en}: {self.left:,.{places}f}{unit} against {self.right:,.{places}f}{unit}, "
            f"difference {self.difference:,.{places}f}{unit}{cells}"
        )


@dataclass(frozen=True, slots=True)
class Report:
    """All checks of one department, in the order of the check sheet, and its check code (校验码)."""

    results: tuple[CheckResult, ...]
    check_code: str

    def having(self, verdict: Verdict, severity: str = "") -> tuple[CheckResult, ...]:
        """The results of one verdict, and of one severity if given."""
        return tuple(
            result
            for result in self.results
            if result.verdict == verdict and (not severity or result.severity == severity)
        )

    @property
    def errors(self) -> tuple[CheckResult, ...]:
        """Broken identities."""
        return self.having(Verdict.BROKEN, "error")

    @property
    def warnings(self) -> tuple[CheckResult, ...]:
        """Broken conventions that want an explanation."""
        return self.having(Verdict.BROKEN, "warning")


def report_of(plan: WorkbookPlan) -> Report:
    """The report of a planned workbook."""
    return Report(tuple(_results(plan.comparisons, plan.evaluation)), check_code_of(plan))


def check_code_of(plan: WorkbookPlan) -> str:
    """The check code (校验码) of a planned workbook; "" while nothing has been entered."""
    return as_text(plan.evaluation.value(check_code.BLOCK, "校验码"))


def _results(comparisons: Sequence[Comparison], evaluation: Evaluation) -> list[CheckResult]:
    columns = {
        name: evaluation.column(BLOCK, name)
        for name in ("结论", "左值", "右值", "差额", "说明", "左址", "右址")
    }
    results = []
    for row, comparison in enumerate(comparisons):
        cells = {name: _plain(values[row]) for name, values in columns.items()}
        results.append(
            CheckResult(
                comparison.id,
                comparison.check.severity,
                Verdict(as_text(cells["结论"])),
                Decimal(as_number(cells["左值"])),
                Decimal(as_number(cells["右值"])),
                Decimal(as_number(cells["差额"])),
                _cell(comparison.left.sheet, as_text(cells["左址"])),
                _cell(comparison.right.sheet, as_text(cells["右址"])),
                comparison.check.says.zh,
                comparison.check.says.en,
                as_text(cells["说明"]),
                comparison.measure,
            )
        )
    return results


def _plain(value: Value | Fault) -> Value:
    return value.code if isinstance(value, Fault) else value


def _cell(sheet: str, address: str) -> str:
    return f"{sheet}!{address}" if sheet else ""
