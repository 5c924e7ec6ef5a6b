"""Writing blanks: the one place where a department becomes the file of its blank workbook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.layout.layout_set import LayoutSet
from generator.model.budget import Department
from generator.model.form import IssuedForm
from generator.workbook.plan import LARGEST_ENTRY_ROWS, LARGEST_UNITS, Capacity, CapacityError
from generator.workbook.stencil import Stencil


class BlankWriter:
    """Writes the blanks of one layout, form and capacity. `items` are the rows for line items.

    A department that has more lines from last year gets more rows, in steps, so that departments of like
    size share one stencil.

    Raises: CapacityError, when a workbook cannot have so many rows.
    """

    def __init__(self, layout: LayoutSet, form: IssuedForm, items: int | None = None) -> None:
        if items is not None and items > LARGEST_ENTRY_ROWS:
            raise CapacityError("支出明细", items, LARGEST_ENTRY_ROWS)
        self.layout = layout
        self.form = form
        self.items = items
        self.least = Capacity.for_department(Department("", layout.year, ()))
        self.stencils: dict[Capacity, Stencil] = {}

    def write_blank(self, department: Department, path: Path) -> None:
        """Write one blank. A file that stood there is replaced by a complete new one.

        Raises: CapacityError, OSError.
        """
        room = self.room(department)
        if room not in self.stencils:
            self.stencils[room] = Stencil(self.layout, room, self.form.issued_on)
        self.stencils[room].write(department, path)

    def room(self, department: Department) -> Capacity:
        """How many rows there are to fill in: the least, or twice, four times … as many."""
        wanted = Capacity.for_department(department)
        least_items, items = self.least.items, wanted.items
        if self.items is not None:
            least_items, items = self.items, len(department.items)
        return Capacity(
            _enough(least_items, items, LARGEST_ENTRY_ROWS),
            _enough(self.least.income, wanted.income, LARGEST_ENTRY_ROWS),
            _enough(self.least.units, wanted.units, LARGEST_UNITS),
            _enough(self.least.previous, wanted.previous, LARGEST_ENTRY_ROWS),
            registers=tuple(self._register_rooms(department)),
        )

    def _register_rooms(self, department: Department) -> Iterator[tuple[str, int]]:
        """The rows of registers that need more than the layout gives them."""
        for register in self.layout.registers:
            there = len(department.registers.get(register.name, ()))
            rows = _enough(register.least, there, LARGEST_ENTRY_ROWS)
            if not register.rows and rows > register.least:
                yield register.name, rows


def _enough(least: int, wanted: int, most: int) -> int:
    """The least number, doubled until it is enough; never more than a workbook can have unless wanted."""
    rows = least
    while rows < wanted:
        rows *= 2
    return rows if rows <= most else max(wanted, most)
