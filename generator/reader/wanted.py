"""What is looked for in a returned workbook: the sheets of a layout, their columns, names and headings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.layout import schema
from generator.layout.fields import OTHER_SHEETS
from generator.layout.layout_set import LayoutSet
from generator.layout.register_schema import Register
from generator.workbook import naming
from generator.workbook.fixed_table import panel_block, panel_prefix
from generator.workbook.ledger import typed_fields
from generator.workbook.register_list import mirror_name

SheetKind = Literal["entry", "previous", "register", "official", "checks"]


@dataclass(frozen=True, slots=True)
class WantedColumn:
    """One column: block and column of the plan, the heading above it, its defined name ("": it has none)."""

    block: str
    column: str
    heading: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class WantedSheet:
    """One sheet of a fresh workbook: its name, its title, its columns from left to right."""

    sheet: str
    kind: SheetKind
    title: str
    columns: tuple[WantedColumn, ...]

    @property
    def blocks(self) -> tuple[str, ...]:
        """The blocks on the sheet, from left to right."""
        return tuple(dict.fromkeys(column.block for column in self.columns))


def wanted_sheets(layout: LayoutSet) -> tuple[WantedSheet, ...]:
    """The sheets that the reader looks for, in the order of the workbook."""
    entry = [_entry_sheet(sheet) for sheet in layout.entries.sheets]
    official = [
        WantedSheet(table.table, "official", table.title, tuple(_table_columns(table)))
        for table in layout.tables.values()
    ]
    registers = [_register_sheet(register) for register in layout.registers]
    return (*entry, PREVIOUS, *registers, *official, _CHECKS)


def other_sheets(layout: LayoutSet) -> frozenset[str]:
    """The sheets of a workbook that nothing is looked for on: front, search, codes, forms, workings."""
    return frozenset((*OTHER_SHEETS, *sheets_beside(layout), *sheets_needed(layout)))


def sheets_beside(layout: LayoutSet) -> tuple[str, ...]:
    """Sheets of the document besides the official tables: nothing is entered there."""
    narrative = () if layout.disclosure is None else (naming.NARRATIVE,)
    return (*(form.form for form in layout.forms), *narrative)


def sheets_needed(layout: LayoutSet) -> dict[str, str]:
    """Hidden sheets that the formulas of registers, forms and explanations read, and a defined name on each
    ("": it has none).
    """
    needed: dict[str, str] = {}
    if layout.registers:
        mirror = mirror_name(layout.registers[0].name)
        needed[naming.REGISTERS] = naming.defined_name(mirror, "问题")
    if layout.forms:
        needed[naming.FORM_KEYS] = ""
    if layout.disclosure is not None:
        needed[naming.NARRATIVE_WORKINGS] = ""
    return needed


def typed_columns(layout: LayoutSet) -> dict[str, tuple[str, ...]]:
    """The columns that people type, by the block of each list."""
    return {
        **{sheet.sheet: typed_fields(sheet) for sheet in layout.entries.sheets},
        naming.PREVIOUS: tuple(column.column for column in PREVIOUS.columns),
        **{register.sheet: tuple(column.field for column in register.typed) for register in layout.registers},
    }


def _entry_sheet(sheet: schema.EntrySheet) -> WantedSheet:
    columns = tuple(
        WantedColumn(
            sheet.sheet,
            column.field,
            column.heading,
            "" if column.kind in ("filled", "hint") else naming.defined_name(sheet.ledger, column.field),
        )
        for column in sheet.columns
    )
    return WantedSheet(sheet.sheet, "entry", sheet.sheet, columns)


def _register_sheet(register: Register) -> WantedSheet:
    typed = {column.field for column in register.typed}
    columns = tuple(
        WantedColumn(
            register.sheet,
            column.field,
            column.heading or column.field,
            naming.defined_name(register.name, column.field) if column.field in typed else "",
        )
        for column in register.columns
    )
    return WantedSheet(register.sheet, "register", register.sheet, columns)


PREVIOUS = WantedSheet(
    naming.PREVIOUS,
    "previous",
    naming.PREVIOUS,
    tuple(
        WantedColumn(naming.PREVIOUS, column, heading, naming.defined_name("上年", column))
        for column, heading in (("指标", "指标"), ("项目", "项目"), ("金额", "上年金额（元）"))
    ),
)
_CHECKS = WantedSheet(
    naming.CHECKS,
    "checks",
    "校验（勾稽审核表）",
    tuple(
        WantedColumn(naming.CHECKS, column, column, naming.defined_name(naming.CHECKS, column.split("（")[0]))
        for column in ("编号", "级别", "结论", "原因（可填写）")
    ),
)


def _table_columns(table: schema.Table) -> Iterator[WantedColumn]:
    if table.rows:
        leaves = [leaf for heading in table.columns for leaf in heading.leaves()]
        yield from _columns(table.table, (table.table,), leaves)
    for panel in table.panels:
        leaves = [leaf for heading in panel.columns for leaf in heading.leaves()]
        yield from _columns(panel_block(table, panel), panel_prefix(table, panel), leaves)


def _columns(block: str, prefix: tuple[str, ...], leaves: list[schema.Heading]) -> Iterator[WantedColumn]:
    shown = {leaf.shows for leaf in leaves}
    for leaf in leaves:
        name = ""
        if leaf.shows is None:
            name = naming.defined_name(*prefix, leaf.name)
        elif leaf.shows == "名称":
            name = naming.defined_name(*prefix, naming.NAME)
        elif leaf.shows == "项目":
            name = naming.defined_name(*prefix, naming.PROJECT if "名称" in shown else naming.NAME)
        yield WantedColumn(block, leaf.name, leaf.heading, name)
