"""What of last year's registers (登记表) stands in a blank: what the layout keeps from year to year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from generator.layout.register_schema import PROJECT_CHOICES, UNIT_CHOICES, WHOLE_DEPARTMENT, Register
from generator.model.budget import RegisterEntry


def kept_registers(
    registers: Iterable[Register],
    last: Mapping[str, Sequence[RegisterEntry]],
    projects: Iterable[str],
    unit: Callable[[str], str],
) -> dict[str, tuple[RegisterEntry, ...]]:
    """The rows to begin with, by register: figures, reasons and indicators are none of them.

    Rows about a project stand there while one of `projects` is it; `unit` says how a unit is written now.
    """
    going_on = {*projects, WHOLE_DEPARTMENT}
    kept = {
        register.name: tuple(_rows(register, last.get(register.name, ()), going_on, unit))
        for register in registers
    }
    return {name: rows for name, rows in kept.items() if rows}


def _rows(
    register: Register, last: Sequence[RegisterEntry], projects: set[str], unit: Callable[[str], str]
) -> Iterator[RegisterEntry]:
    if register.rows:
        names = {row.row for row in register.rows if row.kept}
        yield from (
            RegisterEntry(entry.cells) for entry in last if entry.cells.get(register.fixed_field) in names
        )
        return
    columns = [column for column in register.typed if column.kept]
    if not set(register.key) <= {column.field for column in columns}:
        return
    of_projects = [column.field for column in columns if column.choices == PROJECT_CHOICES]
    for entry in last:
        if any(entry.cells.get(field, "") not in projects for field in of_projects):
            continue
        cells = {
            column.field: unit(text) if column.choices == UNIT_CHOICES else text
            for column in columns
            if (text := entry.cells.get(column.field, ""))
        }
        if cells:
            yield RegisterEntry(cells)
