"""The layout without what the disclosure adds to its tables: engines read such workbooks much faster."""

from __future__ import annotations

from dataclasses import replace

from generator.layout.layout_set import LayoutSet
from generator.layout.references import registers_named


def tables_only(layout: LayoutSet) -> LayoutSet:
    """The same tables, entry sheets and checks, but no registers, forms and explanations."""
    sheets = {*layout.tables, *(each.sheet for each in layout.entries.sheets)}
    names = {each.name for each in layout.registers}
    checks = tuple(
        check.model_copy(update={"capacity": [sheet for sheet in check.capacity if sheet in sheets]})
        for check in layout.checks
        if not (check.projects or check.subjects or registers_named(check) & names)
    )
    return replace(layout, checks=checks, registers=(), forms=(), disclosure=None)
