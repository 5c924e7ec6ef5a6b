"""A department as somebody types it into a blank workbook, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.layout.layout_set import LayoutSet
from generator.model.amount import yuan
from generator.model.budget import Department, LineItem
from generator.model.classification import CodeList

Keystrokes = tuple[str, str, str]
"""A sheet, a cell, and what is typed there."""

FACTS = {"name": "B5", "code": "B6", "level_word": "B8", "compiled_on": "B9"}
"""Where the facts of the department are filled in on the sheet 单位信息."""
UNIT_ROW, ENTRY_ROW = 13, 7
"""The first rows to fill in: of the list of units, and of income and expenditure."""
AMOUNTS = {"收入录入": "C", "支出录入": "I"}
"""The columns of amounts, the only ones that hold numbers."""


@dataclass(frozen=True, slots=True)
class Rows:
    """In which rows of each sheet, from 0, a department is filled in: one row for each entry."""

    units: Sequence[int]
    income: Sequence[int]
    items: Sequence[int]

    @staticmethod
    def in_order(department: Department) -> Rows:
        """One below the other."""
        return Rows(*(range(len(of)) for of in (department.units, department.income, department.items)))


def keystrokes(department: Department, layout: LayoutSet, rows: Rows | None = None) -> list[Keystrokes]:
    """What to type; codes bare in one row and as the drop-down list offers them in the next."""
    rows = rows or Rows.in_order(department)
    typed = [("单位信息", cell, getattr(department, fact)) for fact, cell in FACTS.items()]
    for row, unit in zip(rows.units, department.units, strict=True):
        typed += _row("单位信息", UNIT_ROW + row, {"A": unit.code, "B": unit.name, "C": unit.kind})
    for row, entry in zip(rows.income, department.income, strict=True):
        cells = {"A": entry.unit, "B": entry.funding_source, "C": _amount(entry.fen)}
        typed += _row("收入录入", ENTRY_ROW + row, cells)
    for row, item in zip(rows.items, department.items, strict=True):
        typed += _row("支出录入", ENTRY_ROW + row, _item(item, layout, as_chosen=row % 2 == 1))
    return [keys for keys in typed if keys[2]]


def _row(sheet: str, row: int, cells: dict[str, str]) -> list[Keystrokes]:
    return [(sheet, f"{letters}{row}", text) for letters, text in cells.items()]


def _item(item: LineItem, layout: LayoutSet, as_chosen: bool) -> dict[str, str]:
    codes = {"B": (item.function_code, layout.function), "D": (item.economic_code, layout.economic)}
    written = {
        letters: chosen(code, codes_, layout.year) if as_chosen else code
        for letters, (code, codes_) in codes.items()
    }
    return written | {
        "A": item.unit,
        "F": item.kind,
        "G": item.project,
        "H": item.funding_source,
        "I": _amount(item.fen),
        "J": item.note,
    }


def chosen(code: str, codes: CodeList, year: int) -> str:
    """A code as the drop-down list offers it; a code that is on no list as it is."""
    known = codes.find(code, year)
    return code if known is None else f"{code} {known.name}"


def _amount(fen: int | None) -> str:
    return "" if fen is None else str(yuan(fen))
