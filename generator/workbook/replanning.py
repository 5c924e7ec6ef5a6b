"""Plans of many contents on one book: planned once for each size, evaluated again for each contents.

What a book says depends on what was typed in it; its formulas, rows and names do not, as long as there
is room. So a plan is kept for each size, and only its values are computed anew.
"""

from __future__ import annotations

from dataclasses import replace

from generator.layout.layout_set import LayoutSet
from generator.model.budget import Department
from generator.workbook.contents import Contents
from generator.workbook.plan import Capacity, WorkbookPlan, key_plans_of, plan_workbook
from generator.workbook.stencil import specimen
from generator.workbook.typed_columns import typed_columns

LEAST = 8
"""The least room of a list; larger lists have room in steps of a quarter of their size or less."""
LEAST_TABLE = 24
"""The least rows of a growing table; departments with few line items have few rows in them."""


class Replanning:
    """Plans of one layout with no more room than their contents need, or little more."""

    def __init__(self, layout: LayoutSet) -> None:
        self.layout = layout
        self._plans: dict[Capacity, WorkbookPlan] = {}
        self._tables: dict[tuple[int, ...], int] = {}
        self._codes = {
            code.code for codes in (layout.function, layout.economic) for code in codes.in_force(layout.year)
        }

    def plan(self, department: Department, contents: Contents) -> WorkbookPlan:
        """The plan of these contents. It is good until the next one is asked for.

        A department with codes that our list does not know is planned alone.

        Raises: CapacityError when no workbook can hold the contents.
        """
        lists = (contents.items, contents.income, contents.units, contents.previous)
        sizes = tuple(_room(len(rows.rows)) for rows in lists)
        registers = tuple(
            (each.name, max(len(each.rows), len(rows)) if each.rows else _room(len(rows)))
            for each in self.layout.registers
            for rows in (contents.register(each).rows,)
        )
        room = Capacity(
            *sizes, registers=registers, spare=0, table=self._tables.get(sizes, LEAST_TABLE), growing=False
        )
        if not self._knows_codes_of(department):
            return plan_workbook(department, self.layout, room, contents=contents)
        plan = self._evaluated(room, contents)
        wanted = self._most_rows(plan)
        if wanted > room.table:
            self._tables[sizes] = _room(wanted)
            plan = self._evaluated(replace(room, table=self._tables[sizes]), contents)
        return replace(plan, contents=contents, department=department)

    def _evaluated(self, room: Capacity, contents: Contents) -> WorkbookPlan:
        if room not in self._plans:
            self._plans[room] = plan_workbook(specimen(self.layout), self.layout, room)
        plan = self._plans[room]
        plan.evaluation.restart(typed_columns(contents, self.layout, plan.book))
        return plan

    def _knows_codes_of(self, department: Department) -> bool:
        return all(
            item.function_code in self._codes and item.economic_code in self._codes
            for item in department.items
        )

    def _most_rows(self, plan: WorkbookPlan) -> int:
        """How many rows the longest growing table needs, with one below for the check code."""
        keys = key_plans_of(self.layout).values()
        return (
            max((len(set(plan.evaluation.named(each.range_name).numbers())) for each in keys), default=0) + 1
        )


def _room(rows: int) -> int:
    """Room for so many rows, in few sizes: 8, 16, 24 … 64, 80 … 128, 160 …"""
    step = LEAST
    while rows > step * 8:
        step *= 2
    return max(-(-rows // step) * step, LEAST)
