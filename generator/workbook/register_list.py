"""A register (登记表) of one workbook: a list of facts besides units and money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.expression.nodes import Expression
from generator.layout.register_schema import Derived, Register, RegisterColumn
from generator.workbook.entry_list import EntryList

HEADING_ROW = 5
PROJECTS = "项目_选项"
"""The list of all projects with expenditure, from which some columns are filled."""


@dataclass(frozen=True, slots=True)
class RegisterList(EntryList):
    """One register: its rows, and how many there are to fill in."""

    @property
    def definition(self) -> Register:
        """What the layout says about the register."""
        return self.layout.register(self.name)

    @property
    def heading_row(self) -> int:
        """Where the headings stand, from 0."""
        return HEADING_ROW

    @property
    def mirror(self) -> str:
        """With what the defined names of the mirror begin."""
        return mirror_name(self.name)

    @property
    def typed_fields(self) -> tuple[str, ...]:
        """The fields that people type, the fixed one included."""
        return tuple(column.field for column in self.definition.typed)

    @property
    def begun(self) -> Expression:
        """How many rows are filled."""
        return self.rows_filled

    @property
    def project_field(self) -> str:
        """The field that names a project of the expenditure; "" in a register without one."""
        named = [column.field for column in self.definition.typed if column.choices == PROJECTS]
        return next(iter(named), "")

    def derived(self, field: str) -> Derived | None:
        """How a field follows from others; None for one that is typed."""
        return next((each for each in self.definition.derived if each.field == field), None)


def mirror_name(register: str) -> str:
    """With what the defined names of a register's mirror begin.

    Example:
        >>> mirror_name("指标")
        '指标明细'
    """
    return f"{register}明细"


def key_column(register: Register, field: str) -> str:
    """The mirror column by which rows are found that have the same text in a field."""
    return "键" if [field] == register.key else f"{field}键"


def matched_fields(registers: Sequence[Register]) -> dict[str, set[str]]:
    """By register, the fields by which its rows are matched with those of another register."""
    fields: dict[str, set[str]] = {register.name: set() for register in registers}
    for register in registers:
        for derived in register.derived:
            if derived.rows_of:
                fields[register.name].add(derived.by)
                fields[derived.rows_of].add(derived.by)
    return fields


def options_of(column: RegisterColumn) -> list[str]:
    """The words that a column of kind choice offers, each once; none where a list is named instead."""
    if column.options_by is not None:
        return list(dict.fromkeys(word for words in column.options_by.values() for word in words))
    return list(column.options or ())
