"""Where the department's facts stand on the unit sheet, by names, by marks, by the labels beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from generator.model.wording import plain_name
from generator.reader.signs import Marked
from generator.spreadsheet.raw_book import RawBook
from generator.workbook import naming
from generator.workbook.facts import FACT_LABELS

if TYPE_CHECKING:
    from generator.reader.places import Located

FactCell = tuple[int, int, int]
"""Sheet, row and column, from 0."""


def fact_cells(book: RawBook, units: Located | None, marks: Callable[[int], Marked]) -> dict[str, FactCell]:
    """The cell of each fact that is still there; `units` is the list of units, on the same sheet.

    Facts stand in the column of the units' names, whatever was inserted left of it.
    """
    found: dict[str, FactCell] = {}
    for name in FACT_LABELS:
        area = book.names.get(naming.defined_name(naming.DEPARTMENT, name))
        if area is not None:
            found[name] = (area.sheet, area.area.top, area.area.left)
    if len(found) == len(FACT_LABELS) or units is None:
        return found
    column = units.columns.get("名称")
    labels = {plain_name(label): name for name, label in FACT_LABELS.items()}
    for row in range(units.first):
        for place, value in sorted(book.sheets[units.sheet].cells.get(row, {}).items()):
            label = labels.get(plain_name(value)) if isinstance(value, str) else None
            if label is not None:
                found.setdefault(label, (units.sheet, row, place + 1 if column is None else column))
    for name, row in marks(units.sheet).facts.items():
        if name in FACT_LABELS and column is not None:
            found.setdefault(name, (units.sheet, row, column))
    return found
