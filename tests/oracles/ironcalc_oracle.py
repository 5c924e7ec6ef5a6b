"""What IronCalc computes from the formulas alone.

IronCalc is a spreadsheet engine that shares no code with ours or with LibreOffice, comes as a wheel
and needs no office program. It sees a bare copy of the workbook: no stored values, ranges instead of names.

Version 0.9 knows defined names for ranges only (a name for a formula, a constant or another name
gives #NAME?), and ROW(INDEX(…)) gives #VALUE!. Such formulas show up as differences.
"""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

import ironcalc

from .bare_copy import POISON, write_bare_copy
from .comparison import PERMITTED, Difference, Permitted, compare, same
from .stored import Cells, Fault, Value, stored

__all__ = [
    "PERMITTED",
    "Difference",
    "Permitted",
    "compare",
    "disagreements",
    "recalculate",
    "same",
]


def recalculate(path: Path, cells: Cells | None = None) -> dict[str, dict[str, Value]]:
    """The value of every cell that is not blank, by sheet and address.

    `cells` saves reading the file again. Raises RuntimeError when a formula was not computed.
    """
    cells = stored(path) if cells is None else cells
    with tempfile.TemporaryDirectory(prefix="budgetbook-") as folder:
        copy = Path(folder) / "bare.xlsx"
        write_bare_copy(path, cells, copy)
        model = ironcalc.load_from_xlsx(str(copy), "en", "UTC", "en")
    model.evaluate()
    return _all_values(model, list(cells))


def disagreements(path: Path) -> list[Difference]:
    """Every formula of a file whose stored value IronCalc does not confirm."""
    cells = stored(path)
    return compare(cells, recalculate(path, cells))


def _all_values(model: ironcalc.Model, sheets: list[str]) -> dict[str, dict[str, Value]]:
    found: dict[str, dict[str, Value]] = {sheet: {} for sheet in sheets}
    letters: dict[int, str] = {}
    for sheet, row, column in model.get_all_cells():
        if column not in letters:
            letters[column] = ironcalc.column_name_from_number(column)
        address = f"{letters[column]}{row}"
        value = _value(model, sheet, row, column)
        if value == POISON:
            raise RuntimeError(f"IronCalc did not compute {sheets[sheet]}!{address}")
        found[sheets[sheet]][address] = value
    return found


def _value(model: ironcalc.Model, sheet: int, row: int, column: int) -> Value:
    value = model.get_cell_value(sheet, row, column)
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, str) and value.startswith("#"):
        kind = model.get_cell_type(sheet, row, column)
        return Fault(value) if kind == ironcalc.CellType.ErrorValue else value
    return value
