"""The forms (绩效目标表) of a workbook: their official sheets, and the hidden one with their keys."""

from __future__ import annotations

from dataclasses import dataclass

from generator.expression.block import Book
from generator.expression.evaluate import Evaluation
from generator.layout.layout_set import LayoutSet
from generator.workbook import naming
from generator.workbook.form_keys import FormKeys
from generator.workbook.form_sheet import FormSheet, PlacedForm, form_slots
from generator.workbook.sheet import Sheet
from generator.workbook.workings import Workings


@dataclass(frozen=True, slots=True)
class PlacedForms:
    """The forms as they were placed, and the hidden sheets that they need."""

    forms: tuple[PlacedForm, ...] = ()
    workings: tuple[Sheet, ...] = ()

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The official sheets, in order."""
        return tuple(form.sheet for form in self.forms)


def place_forms(book: Book, layout: LayoutSet, evaluation: Evaluation, growing: bool) -> PlacedForms:
    """Place all forms of the layout, in its order; the mirrors of registers and ledgers stand already.

    `growing` says whether there is room for forms that may still come.
    """
    if not layout.forms:
        return PlacedForms()
    workings = Workings(book, naming.FORM_KEYS)
    keys = FormKeys(workings)
    registers = {register.name: register for register in layout.registers}
    placed: list[PlacedForm] = []
    for form in layout.forms:
        sheet = FormSheet(book, form, keys, registers)
        slots = 1
        if form.each is not None and sheet.rows is not None:
            room = keys.room(form.each.rows_of)
            slots = form_slots(evaluation.named(sheet.rows.name).numbers(), form, room, growing)
        placed.append(sheet.place(slots))
    return PlacedForms(tuple(placed), (workings.sheet,))
