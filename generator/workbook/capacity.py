"""The capacity of a workbook: how many rows people can fill in, and where a workbook ends."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from math import ceil

from generator.layout.layout_set import LayoutSet
from generator.layout.register_schema import Register
from generator.model.budget import Department
from generator.workbook.contents import Contents

LEAST_ENTRY_ROWS, LEAST_INCOME_ROWS, LEAST_UNITS, LEAST_TABLE_ROWS = 300, 60, 30, 60
SPARE_ROWS = 50
"""Mirror rows beyond the entry rows, for rows that a person inserts."""
LEAST_PREVIOUS_ROWS = 120
LARGEST_ENTRY_ROWS, LARGEST_UNITS = 90_000, 949
"""Project ordinals have five digits in the sort keys, unit ordinals three, spare rows included."""


class CapacityError(ValueError):
    """More rows wanted than a workbook can hold, or fewer than the department has.

    `what` names the rows in Chinese, `wanted` and `limit` count them.
    """

    def __init__(self, what: str, wanted: int, limit: int) -> None:
        super().__init__(f"{what}: {wanted} rows, limit {limit}")
        self.what, self.wanted, self.limit = what, wanted, limit


@dataclass(frozen=True, slots=True)
class Capacity:
    """How many rows people can fill in: line items, income entries, units, last year's figures.

    `registers` gives the rows of registers by name; one that it does not name has room for what is there
    and a quarter more. `spare` rows can be inserted into each list, `table` is the least number of rows of
    a growing table; `growing` says whether tables have room for rows that may still come.
    """

    items: int
    income: int
    units: int
    previous: int = LEAST_PREVIOUS_ROWS
    _: KW_ONLY
    registers: tuple[tuple[str, int], ...] = ()
    spare: int = SPARE_ROWS
    table: int = LEAST_TABLE_ROWS
    growing: bool = True

    @staticmethod
    def for_department(department: Department) -> Capacity:
        """Ample room for what a department has."""
        return Capacity.ample(
            len(department.items), len(department.income), len(department.units), len(department.previous)
        )

    @staticmethod
    def for_contents(contents: Contents) -> Capacity:
        """Ample room for what was typed."""
        lists = (contents.items, contents.income, contents.units, contents.previous)
        return Capacity.ample(*(len(each.rows) for each in lists))

    @staticmethod
    def ample(items: int, income: int, units: int, previous: int) -> Capacity:
        """A quarter more than there is, as far as a workbook goes, and never less than an ordinary
        department needs.
        """
        return Capacity(
            max(LEAST_ENTRY_ROWS, _ample(items)),
            max(LEAST_INCOME_ROWS, _ample(income)),
            max(LEAST_UNITS, min(units + 20, max(units, LARGEST_UNITS))),
            max(LEAST_PREVIOUS_ROWS, _ample(previous)),
        )

    def of_register(self, register: Register, there: int) -> int:
        """The rows of a register in which `there` rows are filled in. Fixed rows stay as many as they are."""
        given = dict(self.registers).get(register.name)
        if given is not None:
            return given
        if register.rows:
            return max(len(register.rows), there)
        if not self.growing:
            return max(there, 1)
        return max(register.least, min(ceil(there * 1.25), max(there, LARGEST_ENTRY_ROWS)))

    def refuse_too_much(self, contents: Contents, layout: LayoutSet) -> None:
        """Nothing happens where the contents fit and a workbook can be so large.

        Raises: CapacityError otherwise.
        """
        rows = [
            ("支出明细", len(contents.items.rows), self.items, LARGEST_ENTRY_ROWS),
            ("收入", len(contents.income.rows), self.income, LARGEST_ENTRY_ROWS),
            ("预算单位", len(contents.units.rows), self.units, LARGEST_UNITS),
            ("上年数", len(contents.previous.rows), self.previous, self.previous),
        ]
        for register in layout.registers:
            there = len(contents.register(register).rows)
            rows.append((register.sheet, there, self.of_register(register, there), LARGEST_ENTRY_ROWS))
        for what, there, room, _ in rows:
            if there > room:
                raise CapacityError(what, there, room)
        for what, _, room, largest in rows:
            if room > largest:
                raise CapacityError(what, room, largest)


def _ample(rows: int) -> int:
    wanted = ceil((rows * 1.25 + 25) / 50) * 50
    return min(wanted, max(rows, LARGEST_ENTRY_ROWS))
