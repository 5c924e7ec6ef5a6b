"""What a department becomes when entries change: rows are those of the sheets, from 1."""

from __future__ import annotations

from dataclasses import replace

from generator.model.budget import Department, IncomeEntry, LineItem, Unit
from tests.reader.damage import Becomes

FIRST_ROW = 7
"""The first row of both entry sheets."""


def without_items(*rows: int) -> Becomes:
    """The line items of these rows are not read."""
    gone = {row - FIRST_ROW for row in rows}

    def becomes(department: Department) -> Department:
        items = (item for place, item in enumerate(department.items) if place not in gone)
        return replace(department, items=tuple(items))

    return becomes


def with_item(row: int, **changes: object) -> Becomes:
    """The line item of a row is another."""

    def becomes(department: Department) -> Department:
        items = list(department.items)
        items[row - FIRST_ROW] = replace(items[row - FIRST_ROW], **changes)  # type: ignore[arg-type]
        return replace(department, items=tuple(items))

    return becomes


def with_income(*entries: tuple[str, str, int | None]) -> Becomes:
    """The income entries are these: unit, source, fen."""
    return lambda department: replace(department, income=tuple(IncomeEntry(*entry) for entry in entries))


def with_units(*units: Unit) -> Becomes:
    """The units are these."""
    return lambda department: replace(department, units=units)


def with_facts(**facts: object) -> Becomes:
    """Facts of the department are others."""
    return lambda department: replace(department, **facts)  # type: ignore[arg-type]


def reordered(key: str) -> Becomes:
    """The line items are sorted, the largest first."""

    def becomes(department: Department) -> Department:
        items: list[LineItem] = sorted(department.items, key=lambda item: getattr(item, key), reverse=True)
        return replace(department, items=tuple(items))

    return becomes
