"""The registers (登记表) of a workbook: their entry sheets, their mirrors, and what reads them by name."""

from __future__ import annotations

from dataclasses import dataclass

from generator.expression.block import Book
from generator.layout.layout_set import LayoutSet
from generator.workbook.capacity import Capacity
from generator.workbook.contents import Contents
from generator.workbook.register_list import RegisterList, matched_fields
from generator.workbook.register_mirrors import RegisterMirrors
from generator.workbook.register_sheet import RegisterSheet
from generator.workbook.sheet import Sheet

LEAST_SPARE = 10
"""Rows that can be inserted into the shortest register; into longer ones a quarter of their rows."""


@dataclass(frozen=True, slots=True)
class PlacedRegisters:
    """The registers of a workbook as they were placed: their lists, entry sheets and hidden sheets."""

    lists: tuple[RegisterList, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    mirrors: tuple[Sheet, ...] = ()


def place_registers(
    book: Book, layout: LayoutSet, contents: Contents, room: Capacity, *, explained: bool
) -> PlacedRegisters:
    """Place all registers of the layout, in its order.

    `explained` says whether the workbook has explanations, with the names 说明事项_… and 待写_事项.
    """
    if not layout.registers:
        return PlacedRegisters()
    lists: list[RegisterList] = []
    for register in layout.registers:
        entries = contents.register(register)
        rows = room.of_register(register, len(entries.rows))
        spare = min(room.spare, max(LEAST_SPARE, rows // 4))
        lists.append(RegisterList(book, layout, register.name, entries, rows, spare))
    mirrors = RegisterMirrors(book)
    for entered in lists:
        mirrors.place_lists(entered)
    sheets = tuple(RegisterSheet(entered, explained=explained).sheet() for entered in lists)
    matched = matched_fields(layout.registers)
    for entered in lists:
        mirrors.place(entered, matched[entered.name], explained=explained)
    return PlacedRegisters(tuple(lists), sheets, (mirrors.sheet,))
