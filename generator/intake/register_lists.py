"""The lists of registers (登记表) in a department's folder: their files, sheets and headings."""

from __future__ import annotations

from collections.abc import Iterable

from generator.intake.headings import Form, Heading
from generator.layout.register_schema import TYPED_REGISTER_KINDS, Register, RegisterColumn


def register_form(register: Register) -> Form:
    """The list of a register; columns that its sheet fills in by itself are passed over.

    Its file may have the English name, that of the sheet or that of the register.
    """
    names = tuple(dict.fromkeys((register.file, register.sheet, register.name)))
    headings = [_heading(column) for column in register.columns if column.heading]
    hint = Heading("hint", "提示", required=False, ignored=True)
    return Form(names, (register.sheet, register.name, register.file), (*headings, hint))


def register_forms(registers: Iterable[Register]) -> dict[str, Form]:
    """The lists of registers by the register's name."""
    return {register.name: register_form(register) for register in registers}


def record_field(column: RegisterColumn) -> str:
    """What a record calls a column: its English heading, else its field."""
    return column.english or column.field


def _heading(column: RegisterColumn) -> Heading:
    is_typed = column.kind in TYPED_REGISTER_KINDS
    required = is_typed and not column.optional
    return Heading(record_field(column), column.heading, required, ignored=not is_typed)
