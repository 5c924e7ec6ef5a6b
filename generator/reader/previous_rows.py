"""Last year's figures (上年数) as typed, understood."""

from __future__ import annotations

from generator.intake.headings import Record
from generator.layout.layout_set import LayoutSet
from generator.model.wording import nearest_word
from generator.reader.row_teller import Desk, RowTeller
from generator.reader.typed.amount import understood_amount
from generator.reader.typed.code import understood_code
from generator.reader.typed.name import understood_name, understood_text
from generator.reader.typed.understood import Understood
from generator.reader.typed_lists import ReadList
from generator.reader.wanted import PREVIOUS
from generator.spreadsheet.raw_book import RawValue

PREVIOUS_FIELDS = {"指标": "measure", "项目": "item", "金额": "amount_yuan"}
"""Columns of the sheet, and the fields of the intake's records."""
_HEADINGS = {column.column: column.heading for column in PREVIOUS.columns}


def previous_records(read: ReadList, layout: LayoutSet, tell: RowTeller) -> list[Record]:
    """The rows as records; a measure that the layout does not have is told."""
    measures = {figure.name.zh: figure.measure for figure in layout.previous_figures}
    by_code = {figure.measure for figure in layout.previous_figures if figure.by == "项"}
    desks: dict[str, Desk] = {
        "指标": lambda value: understood_name(value, tuple(measures)),
        "项目": understood_text,
        "金额": understood_amount,
    }
    records = []
    for row in read.rows:
        cells: dict[str, str] = {}
        for field, name in PREVIOUS_FIELDS.items():
            if field not in read.located.columns:
                continue
            is_code = field == "项目" and cells.get("measure") in by_code
            desk = _code_desk(layout) if is_code else desks[field]
            cells[name] = tell.understood(desk, row.cells.get(field), read, row, field, _HEADINGS[field])
            if field == "指标" and cells[name] and cells[name] not in measures:
                place = tell.place(read, row.row, field, _HEADINGS[field])
                near = nearest_word(cells[name], measures)
                tell.add("FIND-022", place, cells[name], known="、".join(measures), nearest=near)
            elif field == "指标":
                cells[name] = measures.get(cells[name], "")
        records.append(tell.record(read, row, cells, _HEADINGS, PREVIOUS_FIELDS))
    return records


def _code_desk(layout: LayoutSet) -> Desk:
    """Understands a function code of last year, which this year's list need not have, or its name."""

    def desk(value: RawValue | None) -> Understood:
        text = understood_text(value)
        return text if text.text.isdecimal() else understood_code(value, layout.function, layout.year, "项")

    return desk
