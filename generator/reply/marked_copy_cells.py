"""Where the findings of a returned file stand in its marked copy."""

from __future__ import annotations

from dataclasses import dataclass

from generator.expression.excel import column_letters, quoted_sheet
from generator.model.finding import Finding, Place, Severity
from generator.reader.submission import Submission, Target
from generator.workbook.check_sheet import BLOCK as CHECKS
from generator.workbook.check_sheet import REASON
from generator.workbook.plan import WorkbookPlan


@dataclass(frozen=True, slots=True)
class CopiedCell:
    """A cell of the copy: what it stands for, its sheet and its address."""

    target: Target
    sheet: str
    address: str

    @property
    def link(self) -> str:
        """Where a link to the cell leads."""
        return f"{quoted_sheet(self.sheet)}!{self.address}"

    def __str__(self) -> str:
        return f"{self.sheet}!{self.address}"


class CopiedCells:
    """The cells of the copy that places of the person's file stand for."""

    def __init__(self, submission: Submission, plan: WorkbookPlan) -> None:
        self.file = submission.file
        self.plan = plan
        self._submission = submission
        self._checks = {comparison.id: row for row, comparison in enumerate(plan.comparisons)}

    def cell(self, place: Place) -> CopiedCell | None:
        """The cell that a place stands for; None where the copy has none."""
        target = self._submission.target(place)
        return None if target is None else self._at(target)

    def reason(self, finding: Finding) -> CopiedCell | None:
        """The cell on the check sheet in which a check that wants a reason gets it."""
        row = self._checks.get(dict(finding.details).get("id", ""))
        if row is None or finding.severity is not Severity.WARNING:
            return None
        return self._at(Target(CHECKS, REASON, row))

    def moved(self, place: Place, cell: CopiedCell) -> bool:
        """Whether the cell has another address in the copy than in the file."""
        return (place.sheet, place.cell) != (cell.sheet, cell.address)

    def _at(self, target: Target) -> CopiedCell | None:
        block = self.plan.book.blocks.get(target.block)
        if block is None or target.column not in block.columns or not 0 <= target.row < block.rows:
            return None
        letters = column_letters(block.columns[target.column].position)
        return CopiedCell(target, block.sheet, f"{letters}{block.top + target.row + 1}")
