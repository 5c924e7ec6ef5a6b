"""Stored values as Excel would leave them: what the formulas of a workbook make of what was typed in it.

The values are our own evaluation's, which other tests hold to LibreOffice and IronCalc.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from generator import api
from generator.expression.block import Address, Block
from generator.expression.excel import column_letters
from generator.expression.habits import Fault
from generator.expression.nodes import Expression
from generator.expression.nodes import Value as Computed
from generator.layout.layout_set import LayoutSet
from generator.model.budget import Department
from generator.reader.official import official_blocks
from generator.workbook.contents import contents_of
from generator.workbook.plan import WorkbookPlan, plan_workbook
from generator.workbook.typed_columns import typed_columns
from tests.reader.bench_sheet import Error
from tests.reader.workbench import Workbench


@dataclass
class Original:
    """A good workbook: the file, and whose it is."""

    path: Path
    department: Department
    layout: LayoutSet
    _values: dict[Address, list[Computed | Fault]] = field(default_factory=dict)

    def bench(self) -> Workbench:
        """A copy of it on the bench."""
        return Workbench.of(self.path)

    @cached_property
    def plan(self) -> WorkbookPlan:
        """The plan that it was written from."""
        return plan_workbook(self.department, self.layout)

    def recalculate(self, bench: Workbench) -> None:
        """Store in a copy what its formulas give after cells of its entry sheets were typed over.

        Rows, columns and sheets have to lie where they lay.
        """
        plan, typed = self.plan, typed_columns(contents_of(self.department, self.layout), self.layout, self.plan.book)
        blocks = [*self._shown_blocks()]
        if not self._values:
            self._values |= {at: list(plan.evaluation.column(*at)) for _, at in blocks}
        for name, column in typed:
            block = plan.book.blocks[name]
            if block.sheet in bench.open:
                typed[name, column] = [bench[block.sheet][cell] for cell in _cells(block, column)]
        plan.evaluation.restart(typed)
        for block, at in blocks:
            for cell, new, old in zip(
                _cells(block, at[1]), plan.evaluation.column(*at), self._values[at], strict=True
            ):
                if new != old:
                    bench[block.sheet].store(cell, Error(new.code) if isinstance(new, Fault) else new)

    def _shown_blocks(self) -> Iterator[tuple[Block, Address]]:
        """The columns of formulas that people see: on entry sheets and official tables."""
        names = [sheet.sheet for sheet in self.layout.entries.sheets]
        for name in [*names, *(name for name, *_ in official_blocks(self.layout))]:
            block = self.plan.book.blocks[name]
            for column in block.columns.values():
                if isinstance(column.at(0, block.rows), Expression):
                    yield block, (name, column.name)


def _cells(block: Block, column: str) -> list[str]:
    letters = column_letters(block.columns[column].position)
    return [f"{letters}{row + 1}" for row in range(block.top, block.top + block.rows)]


def original(path: Path, folder: Path) -> Original:
    """The good workbook at `path`, made from a department's folder."""
    intake, layout = api.read_folder(folder)
    assert intake.department is not None, intake.findings
    return Original(path, intake.department, layout)
