"""Stencils: many workbooks of one layout, each for a small part of what it costs alone.

Workbooks of one layout and capacity differ in what was typed, in the values that depend on it, in some
row heights, and in their titles. A stencil writes one workbook in the ordinary way and keeps its parts
in compressed pieces; for a department only the pieces with differences are made anew. The file holds
what the ordinary way would have written, part for part.
"""

from __future__ import annotations

from collections import defaultdict
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from generator.expression.block import Address
from generator.expression.habits import Number, is_number
from generator.expression.revision import Revision, Revisions
from generator.layout.layout_set import LayoutSet
from generator.layout.register_schema import Register
from generator.model.budget import Department, Unit
from generator.whole_file import whole_file
from generator.workbook.contents import contents_of, register_rows
from generator.workbook.document_properties import CORE_PART, core_properties, core_xml
from generator.workbook.form_sheet import form_slots
from generator.workbook.package import Part, Piece, write_package
from generator.workbook.plan import Capacity, WorkbookPlan, key_plans_of, plan_workbook, table_rows
from generator.workbook.sheet_stencil import SheetStencil, WrappedHeights
from generator.workbook.typed_columns import typed_columns
from generator.workbook.writer import WorkbookWriter, write_workbook


class Stencil:
    """Writes the workbooks of departments that have the same layout and room.

    `issued_on` is the date on which the form was issued, or "".
    """

    def __init__(self, layout: LayoutSet, capacity: Capacity, issued_on: str = "") -> None:
        self.layout, self.capacity, self.issued_on = layout, capacity, issued_on
        plan = plan_workbook(specimen(layout), layout, capacity, issued_on)
        self._book, self._forms, self._narrative = plan.book, plan.forms, plan.narrative
        self._revisions = Revisions(plan.evaluation)
        self._parts, self._sheets = self._written(plan)
        self._sheet_of = {block.name: sheet.name for sheet in plan.sheets for block in sheet.blocks}
        self._known_codes = (
            {code.code for code in layout.function.in_force(layout.year)},
            {code.code for code in layout.economic.in_force(layout.year)},
        )

    def write(self, department: Department, path: Path) -> None:
        """Write the department's workbook; the file at `path` is replaced only by a complete new one.

        A department that needs other rows than the stencil has (codes that our list does not know, more
        printed rows) gets them: its workbook is planned alone, and takes as long as that takes.

        Raises: CapacityError when there is not room enough; OSError when the folder cannot be written to.
        """
        if not self._has_room_for(department):
            self._write_alone(department, path)
            return
        contents = contents_of(department, self.layout)
        revision = self._revisions.revise(typed_columns(contents, self.layout, self._book))
        if not self._shows_all(revision):
            self._write_alone(department, path)
            return
        parts = self._parts | self._changed_parts(revision)
        properties = core_xml(core_properties(department, self.layout.year_file))
        parts[CORE_PART] = Part.of(CORE_PART, [Piece.of(properties.encode())])
        with whole_file(path) as temporary, temporary.open("wb") as file:
            write_package(parts.values(), file)

    def _write_alone(self, department: Department, path: Path) -> None:
        write_workbook(plan_workbook(department, self.layout, self.capacity, self.issued_on), path)

    def _has_room_for(self, department: Department) -> bool:
        """Whether the department's entries fit, and its codes are those of the code sheets."""
        room, (functions, economics) = self.capacity, self._known_codes
        return (
            len(department.items) <= room.items
            and len(department.income) <= room.income
            and len(department.units) <= room.units
            and len(department.previous) <= room.previous
            and all(item.function_code in functions for item in department.items)
            and all(item.economic_code in economics for item in department.items)
            and all(self._has_rows_of(register, department) for register in self.layout.registers)
        )

    def _has_rows_of(self, register: Register, department: Department) -> bool:
        """Whether a register has as many rows as it would have been given."""
        there = len(register_rows(register, department.registers.get(register.name, ())).rows)
        return self.capacity.of_register(register, there) == self._book.blocks[register.sheet].rows

    def _shows_all(self, revision: Revision) -> bool:
        """Whether tables, forms and explanations have as many rows as they would have been given."""
        for table, plan in key_plans_of(self.layout).items():
            keys = self._keys(plan.range_name, revision)
            if table_rows(keys, self.capacity) != self._book.blocks[table].rows:
                return False
        for placed in self._forms:
            if placed.keys is not None:
                room = self._book.range_columns(placed.keys.name)[0].rows
                keys = self._keys(placed.keys.name, revision)
                if form_slots(keys, placed.form, room, self.capacity.growing) != len(placed.slots):
                    return False
        return self._narrative is None or self._narrative.fits(revision.column)

    def _keys(self, name: str, revision: Revision) -> set[Number]:
        """The numbers in the cells of a defined name, each once."""
        block, columns = self._book.range_columns(name)
        return {
            value  # type: ignore[misc]  # is_number says so
            for column in columns
            for value in revision.values.get((block.name, column.name), ())
            if is_number(value)  # type: ignore[arg-type]  # a Fault is no number
        }

    def _changed_parts(self, revision: Revision) -> dict[str, Part]:
        """The sheets with a changed column."""
        changed: defaultdict[str, list[Address]] = defaultdict(list)
        for address in revision.rows:
            changed[self._sheet_of[address[0]]].append(address)
        sheets = [(self._sheets[name], addresses) for name, addresses in changed.items()]
        return {sheet.name: sheet.part(revision, addresses) for sheet, addresses in sheets}

    def _written(self, plan: WorkbookPlan) -> tuple[dict[str, Part], dict[str, SheetStencil]]:
        """The parts of the base workbook in order, and those of its sheets that may change by sheet name."""
        file = BytesIO()
        writer = WorkbookWriter(plan, file)
        writer.write()
        typed = typed_columns(plan.contents, plan.layout, plan.book)
        reached = self._revisions.dependencies.reached(typed)
        parts: dict[str, Part] = {}
        sheets: dict[str, SheetStencil] = {}
        with ZipFile(file) as package:
            for part in package.namelist():
                parts[part] = Part.of(part, [Piece.of(package.read(part))])
            for sheet, worksheet in zip(plan.sheets, writer.worksheets, strict=True):
                part = f"xl/worksheets/sheet{worksheet.index + 1}.xml"
                names = {block.name for block in sheet.blocks}
                columns = {
                    address: writer.cells[address] for address in sorted(reached) if address[0] in names
                }
                if columns:
                    heights = WrappedHeights(sheet, plan.book.blocks, plan.evaluation.column)
                    written = package.read(part).decode()
                    sheets[sheet.name] = SheetStencil(part, written, worksheet, columns, heights)
                    parts[part] = sheets[sheet.name].base
        return parts, sheets


def specimen(layout: LayoutSet) -> Department:
    """A department whose blank workbook differs little from any other: a name and a unit, no entries."""
    return Department("部门", layout.year, (Unit("单位"),), layout=layout.year_file.layout)
