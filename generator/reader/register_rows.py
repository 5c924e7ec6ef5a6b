"""The rows of registers (登记表) as typed, understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.intake.headings import Record
from generator.intake.register_lists import record_field
from generator.intake.register_words import RegisterWords, allowed_words
from generator.intake.registers import wants_number
from generator.layout.layout_set import LayoutSet
from generator.layout.register_schema import (
    NUMBER_KINDS,
    PROJECT_CHOICES,
    UNIT_CHOICES,
    WHOLE_DEPARTMENT,
    Register,
    RegisterColumn,
)
from generator.model.form import IssuedForm
from generator.reader.merged_cells import MergedCells
from generator.reader.places import Places
from generator.reader.row_teller import Desk, RowTeller
from generator.reader.typed.amount import understood_amount
from generator.reader.typed.name import understood_name, understood_prose, understood_text
from generator.reader.typed.number import understood_figure, understood_number
from generator.reader.typed.understood import Understood
from generator.reader.typed.word import understood_word
from generator.reader.typed_lists import ListRow, ReadList
from generator.spreadsheet.raw_book import RawBook, RawValue
from generator.workbook import naming

_BY_KIND: Mapping[str, Desk] = {
    "amount": understood_amount,
    "number": understood_number,
    "whole": understood_number,
    "text": understood_text,
    "long": understood_prose,
}


@dataclass(frozen=True, slots=True)
class RegisterDesks:
    """How the cells of registers are understood: the units and projects that they may name."""

    units: tuple[str, ...]
    projects: tuple[str, ...]

    @staticmethod
    def of(units: Sequence[str], line_items: Sequence[Record]) -> RegisterDesks:
        """The units, and the projects of the line items."""
        projects = RegisterWords.of(None, line_items).projects
        return RegisterDesks(tuple(units), (*projects, WHOLE_DEPARTMENT))

    def desk(self, register: Register, column: RegisterColumn, before: Mapping[str, str]) -> Desk:
        """How a cell is understood; `before` are the cells to the left of it."""
        if column.choices == PROJECT_CHOICES:
            return self._project
        if column.choices == UNIT_CHOICES:
            return lambda value: understood_name(value, self.units)
        if column.kind == "choice":
            allowed = allowed_words(column, before.get(column.within, ""))
            return lambda value: understood_word(value, allowed)
        if column.kind == "fixed":
            names = tuple(row.row for row in register.rows)
            return lambda value: understood_name(value, names)
        if wants_number(register, column, before):
            return understood_figure
        return _BY_KIND[asked_kind(register, column, before)]

    def _project(self, value: RawValue | None) -> Understood:
        understood = understood_name(value, self.projects)
        return understood if understood.text in self.projects else understood_text(value)


def asked_kind(register: Register, column: RegisterColumn, cells: Mapping[str, str]) -> str:
    """What belongs into a column: in a fixed row what the row asks for."""
    name = cells.get(register.fixed_field, "")
    asked = next((row.kind for row in register.rows if row.row == name), "")
    return asked if asked and column.kind != "fixed" else column.kind


def is_before_registers(book: RawBook, places: Places, layout: LayoutSet, form: IssuedForm) -> bool:
    """Whether a workbook is of an older form, in which there were no registers."""
    names = {
        naming.defined_name(register.name, column.field)
        for register in layout.registers
        for column in register.typed
    }
    found = any(register.sheet in places.blocks for register in layout.registers)
    return form.version != layout.version and not found and names.isdisjoint(book.broken_names)


def register_records(
    register: Register, read: ReadList, desks: RegisterDesks, tell: RowTeller
) -> list[Record]:
    """The rows of a register as records, totals left out; every repair is told."""
    merged = MergedCells(read)
    fields = {column.field: record_field(column) for column in register.typed}
    headings = {column.field: column.heading for column in register.typed}
    records = [
        tell.record(read, row, _cells(register, row, desks, tell, merged), headings, fields)
        for row in read.rows
        if not row.is_total
    ]
    _tell_missing_rows(register, read, records, tell)
    return records


def _tell_missing_rows(
    register: Register, read: ReadList, records: Sequence[Record], tell: RowTeller
) -> None:
    """Fixed rows that were deleted. One whose name was changed is told at its own row."""
    if not register.rows:
        return
    name = record_field(register.column(register.fixed_field))
    names = [row.row for row in register.rows]
    there = {record.cells.get(name, "") for record in records}
    if there <= set(names):
        for missing in (each for each in names if each not in there):
            tell.add("FIND-027", tell.place(read, read.located.first - 1, register.fixed_field), missing)


def _cells(
    register: Register, row: ListRow, desks: RegisterDesks, tell: RowTeller, merged: MergedCells
) -> dict[str, str]:
    """The cells of a row by the fields of records."""
    read, texts = merged.read, dict[str, str]()
    for column in register.typed:
        field = column.field
        if field not in read.located.columns:
            continue
        value = row.cells.get(field)
        if value is None:
            is_number = asked_kind(register, column, texts) in NUMBER_KINDS
            value = tell.beside(merged, row, field, column.heading, is_number)
        desk = desks.desk(register, column, texts)
        texts[field] = tell.understood(desk, value, read, row, field, column.heading)
    return {record_field(column): texts[column.field] for column in register.typed if column.field in texts}
