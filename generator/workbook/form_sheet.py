"""Forms of performance targets (绩效目标表) on their official sheets, live and without macros.

A form for each row of a register stands in one of many equal slots, one below the other: title, head,
headings, rows of indicators. Slot k shows the k-th row that gets a form, its rows take one key after the
other; what is not in use shows nothing, borders included. Every slot begins a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil

from generator.expression.block import Block, Book, Column
from generator.expression.habits import Number
from generator.expression.nodes import (
    NOTHING,
    Above,
    CellOf,
    CountNumbers,
    Expression,
    Here,
    If,
    Named,
    NextKey,
    Operation,
    SumRange,
    Value,
    add,
    both,
    call,
    choose,
    equal,
    number,
    text,
)
from generator.layout.form_schema import Form, FormCell
from generator.layout.register_schema import Register
from generator.workbook import naming
from generator.workbook.form_fields import IndicatorFields, head_value, heading_text
from generator.workbook.form_keys import FORM_ROW, ROW_STEP, FormKeys, IndicatorKeys
from generator.workbook.row_height import ONE_LINE
from generator.workbook.sheet import Condition, Lines, Merge, Page, Piece, Sheet

ROW = "行"
"""The row of the indicators' register; 0 in the head."""
WORKING = (FORM_ROW, naming.KEY, ROW)
"""The hidden columns of a slot."""
FIRST_ROW = 1
TITLE, SUBTITLE, HEAD = 0, 1, 2
"""Rows of a slot, from 0."""
TITLE_HEIGHT = 32.0
NEW_INDICATOR = Lines(unused=2)
NEW_OBJECTIVE = Lines(unused=6)
"""Rows not in use yet have room for the texts that usually come."""


def form_slots(keys: Iterable[Number], form: Form, rows: int, growing: bool) -> int:
    """How many slots a form has that now stands for as many rows as there are keys.

    `rows` is what its register has room for. A quarter more than in use and never less than the layout
    says; without room to grow as many as there can be.
    """
    if form.each is None:
        return 1
    return min(rows, max(form.least, ceil(len(set(keys)) * 1.25))) if growing else rows


@dataclass(frozen=True, slots=True)
class Slot:
    """The blocks of one slot: its head (title, subtitle, head rows, headings), and its indicators."""

    head: str
    indicators: str

    @property
    def form_row(self) -> CellOf:
        """Which row of the register the form is for: its number, or "" while the slot is not in use."""
        return CellOf(self.head, FORM_ROW, TITLE)


@dataclass(frozen=True, slots=True)
class PlacedForm:
    """A form with its sheet and its slots.

    `keys` are the rows that get a form (None: the department does), `cut` says for each slot how many
    indicators have no room.
    """

    form: Form
    sheet: Sheet
    slots: tuple[Slot, ...]
    keys: Named | None
    cut: Named

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its visible columns in the blocks."""
        return tuple(column.heading for column in self.form.columns)

    def surplus(self) -> Expression:
        """How many forms and indicators are not shown for want of room."""
        cut = SumRange(self.cut)
        if self.keys is None:
            return cut
        wanted, room = CountNumbers(self.keys), number(len(self.slots))
        return add((If(Operation(">", wanted, room), Operation("-", wanted, room), number(0)), cut))


class FormSheet:
    """Places one form. `registers` are those of the layout by name."""

    def __init__(self, book: Book, form: Form, keys: FormKeys, registers: Mapping[str, Register]) -> None:
        self._book, self._form = book, form
        self._all_keys, self._keys = keys, keys.indicators(form)
        self._rows = keys.rows(form.form, form.each) if form.each else None
        self._fields = IndicatorFields(registers[form.indicators.rows_of])
        self._numbering = IndicatorKeys.of_form(form)
        self._width = len(form.columns)
        self._headings = HEAD + len(form.head)
        """The row of a slot with the headings of the indicators."""

    @property
    def rows(self) -> Named | None:
        """The keys of the rows that get a form; None for a form of the department."""
        return self._rows

    def place(self, slots: int) -> PlacedForm:
        """The official sheet with so many slots; working columns stand hidden at the right."""
        form = self._form
        sheet = Sheet(form.form, tab="official")
        sheet.widths = {place: column.width for place, column in enumerate(form.columns)}
        sheet.hidden_columns = (self._width, self._width + len(WORKING) - 1)
        places, cut = self._all_keys.slots(form, self._rows, slots)
        top, placed, pieces = FIRST_ROW, list[Slot](), list[Piece]()
        for place in range(slots):
            slot = Slot(f"{form.form}·{place + 1}", f"{form.form}·{place + 1}·指标")
            form_row = CellOf(places, FORM_ROW, place)
            head = self._book.add(
                Block.of(slot.head, sheet.name, top, self._headings + 1, self._head(slot, form_row))
            )
            below = top + head.rows
            rows = form.indicators.rows + 1
            listed = self._book.add(
                Block.of(slot.indicators, sheet.name, below, rows, self._indicators(slot))
            )
            self._draw_head(sheet, head)
            self._draw_indicators(sheet, listed)
            pieces.append(Piece(top, below, below + rows - 1, self._width + WORKING.index(ROW)))
            placed.append(slot)
            top = below + rows
        sheet.page = Page(
            landscape=form.page == "landscape",
            last_column=self._width - 1,
            bottom=top - 1,
            pieces=tuple(pieces),
            pieces_in_use=self._rows.name if self._rows else "",
        )
        return PlacedForm(form, sheet, tuple(placed), self._rows, cut)

    def _head(self, slot: Slot, form_row: CellOf) -> list[Column]:
        """The columns of a slot's head: visible ones, then those it works with."""
        form, used = self._form, Operation("<>", slot.form_row, NOTHING)
        contents: list[list[Expression | Value]] = [
            [None] * (self._headings + 1) for _ in range(self._width + len(WORKING))
        ]
        unused = text(form.empty) if form.empty and form_row.row == 0 else NOTHING
        contents[0][TITLE] = If(used, heading_text(form.title), unused)
        if form.subtitle:
            contents[0][SUBTITLE] = If(used, heading_text(form.subtitle), NOTHING)
        register = form.each.rows_of if form.each else ""
        for row, column, cell in form.placed():
            value = text(cell.label) if cell.label else head_value(cell, register, slot.form_row, form.unit)
            contents[column][HEAD + row] = If(used, value, NOTHING)
        for place, leaf in enumerate(form.columns):
            contents[place][self._headings] = If(used, text(leaf.heading), NOTHING)
        row_here, key, mark = (contents[self._width + place] for place in range(len(WORKING)))
        row_here[TITLE] = form_row
        key[self._headings] = If(used, self._numbering.lowest(slot.form_row), NOTHING)
        mark[HEAD:] = [If(used, number(0), NOTHING)] * (len(form.head) + 1)
        names = [*(leaf.heading for leaf in form.columns), *WORKING]
        return [Column(name, place, contents[place]) for place, name in enumerate(names)]

    def _indicators(self, slot: Slot) -> list[Column]:
        """The columns of a slot's indicators; the last row stays blank and closes the frame."""
        columns: list[Column] = []
        merged = [column for column in self._form.columns if column.merge]
        for place, column in enumerate(self._form.columns):
            shown = self._fields.shown(column, Here(ROW))
            first = If(equal(Here(ROW), ""), NOTHING, shown)
            content: Expression = first
            if column.merge:
                above = merged[: merged.index(column) + 1]
                same = self._fields.same(above, Here(ROW), Above(ROW))
                content = choose([(equal(Here(ROW), ""), NOTHING), (same, NOTHING)], shown)
            columns.append(Column(column.heading, place, content, first=first, last=NOTHING))
        key, lowest = Here(naming.KEY), CellOf(slot.head, naming.KEY, self._headings)
        next_key = If(equal(Above(ROW), ""), NOTHING, NextKey(self._keys, Above(naming.KEY)))
        first_key = If(equal(lowest, ""), NOTHING, NextKey(self._keys, lowest))
        belongs = equal(_whole(key, self._numbering.form_step), slot.form_row)
        row = Operation("-", key, Operation("*", _whole(key, ROW_STEP), number(ROW_STEP)))
        shown_row = choose([(equal(key, ""), NOTHING), (belongs, row)], NOTHING)
        at = {name: self._width + place for place, name in enumerate(WORKING)}
        return [
            *columns,
            Column(naming.KEY, at[naming.KEY], next_key, first=first_key, last=NOTHING),
            Column(ROW, at[ROW], shown_row, last=NOTHING),
        ]

    def _draw_head(self, sheet: Sheet, head: Block) -> None:
        """Styles, merged cells, borders and heights of a slot's head."""
        form, last = self._form, self._width - 1
        names = [leaf.heading for leaf in form.columns]
        styles = {name: ["form-text"] * head.rows for name in names}
        merges = [Merge(head.name, names[0], last, TITLE), Merge(head.name, names[0], last, SUBTITLE)]
        apart: dict[int, Lines] = {}
        for row, column, cell in form.placed():
            at, right = HEAD + row, column + cell.columns - 1
            for down in range(cell.rows):
                for across in range(column, right + 1):
                    styles[names[across]][at + down] = _style(cell)
            if cell.columns > 1 or cell.rows > 1:
                merges.append(Merge(head.name, names[column], right, at, cell.rows))
            if cell.long:
                apart[at] = NEW_OBJECTIVE
        for name in names:
            styles[name][TITLE], styles[name][SUBTITLE] = "title", "form-subtitle"
            styles[name][self._headings] = "form-label"
        sheet.paint(head, styles)
        sheet.merges += merges
        sheet.wrapped[head.name] = Lines(apart=apart)
        sheet.heights |= {head.top + TITLE: TITLE_HEIGHT, head.top + SUBTITLE: ONE_LINE}
        used = call("ISNUMBER", Here(ROW))
        sheet.conditions.append(Condition(head.name, 0, last, used, "used-row"))

    def _draw_indicators(self, sheet: Sheet, block: Block) -> None:
        """Styles and borders of the indicators: equal neighbours look like one cell."""
        styles = {column.heading: "form-text" for column in self._form.columns}
        sheet.paint(block, styles)
        sheet.wrapped[block.name] = NEW_INDICATOR
        used, over = call("ISNUMBER", Here(ROW)), call("ISNUMBER", Above(ROW))
        for place, column in enumerate(self._form.columns):
            if not column.merge:
                sheet.conditions.append(Condition(block.name, place, place, used, "used-row"))
                continue
            blank = equal(Here(column.heading), "")
            for holds, style in (
                (both(used, call("NOT", blank)), "group-first"),
                (both(used, blank), "group-inner"),
                (both(call("NOT", used), over), "group-end"),
            ):
                sheet.conditions.append(Condition(block.name, place, place, holds, style))


def _whole(value: Expression, step: int) -> Expression:
    return call("INT", Operation("/", value, number(step)))


def _style(cell: FormCell) -> str:
    if cell.label:
        return "form-label"
    if cell.is_amount:
        return "form-amount"
    return "form-long" if cell.long else "form-text"
