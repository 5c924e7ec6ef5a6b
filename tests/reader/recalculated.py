"""Stored values as Excel would leave them: what the formulas of a workbook make of what was typed in it.

The values are our own evaluation's, which other tests hold to LibreOffice and IronCalc.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator import api
from generator.expression.block import Address, Block
from generator.expression.excel import column_letters
from generator.expression.habits import Fault
from generator.expression.nodes import Expression
from generator.expression.nodes import Value as Computed
from generator.model.budget import Department
from generator.workbook import naming
from generator.workbook.plan import Capacity, WorkbookPlan, plan_workbook
from generator.workbook.typed_columns import typed_columns
from generator.workbook.writer import write_workbook
from tests.conftest import SAMPLES_FOLDER
from tests.reader.returned import as_workbooks_hold
from tests.reader.workbench import Workbench
from tests.spreadsheet.bench_sheet import Error

ROWS, SPARE = 54, 28
"""Room for entries, and for more of them, and the least rows of growing tables."""


@dataclass
class Original:
    """A good workbook: the plan that it is written from, and the file, which has little room and is small.

    Its entries stand in the rows 7 to 60 of their sheets where there are no more than that.
    """

    plan: WorkbookPlan
    path: Path
    _values: dict[Address, list[Computed | Fault]] = field(default_factory=dict)

    @staticmethod
    def of(sample: str, folder: Path) -> Original:
        """The workbook of a sample, written into a folder; "personnel-only 2025" is that of another year."""
        name, _, year = sample.partition(" ")
        intake, layout = api.read_folder(SAMPLES_FOLDER / name)
        assert intake.department is not None, intake.findings
        department, items = intake.department, len(intake.department.items)
        if year:
            layout = api.load_layout(department.layout, int(year))
            department = replace(department, year=int(year))
        room = Capacity(max(ROWS, items + SPARE), ROWS, ROWS, ROWS, spare=SPARE, table=SPARE, growing=False)
        original = Original(plan_workbook(department, layout, room), folder / f"{sample}.xlsx")
        write_workbook(original.plan, original.path)
        return original

    @property
    def department(self) -> Department:
        """Whose workbook it is, as a workbook can give it back."""
        return as_workbooks_hold(self.plan.department, self.plan.layout)

    def bench(self) -> Workbench:
        """A copy of it on the bench."""
        bench = Workbench.of(self.path)
        bench.formulas_computed = self.recalculate
        return bench

    def recalculate(self, bench: Workbench) -> None:
        """Store in a copy what its formulas give after cells of its entry sheets were typed over.

        Rows, columns and sheets have to lie where they lay.
        """
        plan = self.plan
        shown = [*self._shown_blocks()]
        if not self._values:
            self._values |= {at: list(plan.evaluation.column(*at)) for _, at in shown}
        typed = typed_columns(plan.contents, plan.layout, plan.book)
        for name, column in typed:
            block = plan.book.blocks[name]
            if block.sheet in bench.open:
                typed[name, column] = [bench[block.sheet][cell] for cell in _cells(block, column)]
        plan.evaluation.restart(typed)
        for block, at in shown:
            computed = zip(_cells(block, at[1]), plan.evaluation.column(*at), self._values[at], strict=True)
            for cell, new, old in computed:
                if new != old and bench[block.sheet].formula(cell) is not None:
                    bench[block.sheet].store(cell, Error(new.code) if isinstance(new, Fault) else new)

    def _shown_blocks(self) -> Iterator[tuple[Block, Address]]:
        """The columns of formulas that people see: on the cover, the entry sheets, the official tables."""
        entries = [sheet.sheet for sheet in self.plan.layout.entries.sheets]
        for block in self.plan.book.blocks.values():
            if block.sheet in (naming.COVER, *entries, *self.plan.layout.tables):
                for column in block.columns.values():
                    is_light = block.top == 0 or block.name.endswith("灯")
                    if not is_light and isinstance(column.at(0, block.rows), Expression):
                        yield block, (block.name, column.name)


def _cells(block: Block, column: str) -> list[str]:
    letters = column_letters(block.columns[column].position)
    return [f"{letters}{row + 1}" for row in range(block.top, block.top + block.rows)]
