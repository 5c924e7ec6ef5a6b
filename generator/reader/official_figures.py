"""What the official tables show by a plan: the rows in use, their labels, their values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.expression.habits import Fault
from generator.expression.nodes import Value
from generator.layout import schema
from generator.layout.layout_set import LayoutSet
from generator.reader.official_values import label, plain
from generator.workbook import naming
from generator.workbook.fixed_table import panel_block
from generator.workbook.plan import WorkbookPlan

Labels = tuple[str, ...]
"""The texts that head a row, in plain writing."""


@dataclass(frozen=True, slots=True)
class OfficialBlock:
    """One block of an official table: its columns that people see, and the unit of its amounts."""

    name: str
    leaves: tuple[schema.Heading, ...]
    unit: str


def official_blocks(layout: LayoutSet) -> Iterator[OfficialBlock]:
    """The blocks of the official tables, in order."""
    for table in layout.tables.values():
        if table.rows:
            leaves = (leaf for heading in table.columns for leaf in heading.leaves())
            yield OfficialBlock(table.table, tuple(leaves), table.unit)
        for panel in table.panels:
            leaves = (leaf for heading in panel.columns for leaf in heading.leaves())
            yield OfficialBlock(panel_block(table, panel), tuple(leaves), table.unit)


@dataclass(frozen=True)
class Figures:
    """The values of a block by column, and how many of its rows are in use."""

    values: Mapping[str, Sequence[Value | Fault]]
    used: int
    heads: tuple[str, ...]
    """The columns that head the rows."""

    @cached_property
    def labels(self) -> list[Labels]:
        """The labels of the rows in use."""
        return [
            tuple(label(plain(self.values[name][row])) for name in self.heads) for row in range(self.used)
        ]

    @cached_property
    def by_labels(self) -> dict[Labels, int]:
        """The row of each combination of labels; the first, where several have the same."""
        return {labels: row for row, labels in reversed(list(enumerate(self.labels)))}


def figures_of(plan: WorkbookPlan, block: OfficialBlock) -> Figures:
    """The figures of a block as the plan has them now."""
    column, columns = plan.evaluation.column, plan.book.blocks[block.name].columns
    values = {leaf.name: column(block.name, leaf.name) for leaf in block.leaves}
    rows = plan.book.blocks[block.name].rows
    used = sum(key != "" for key in column(block.name, naming.KEY)) if naming.KEY in columns else rows
    return Figures(values, used, tuple(leaf.name for leaf in block.leaves if leaf.shows is not None))


def all_figures(plan: WorkbookPlan) -> dict[str, Figures]:
    """The figures of every official block; they stay when the plan is evaluated for something else."""
    return {block.name: figures_of(plan, block) for block in official_blocks(plan.layout)}
