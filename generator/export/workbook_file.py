"""Relations as one workbook: a sheet for each, and in front a sheet that says what the columns mean."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.export.front_sheet import FrontSheet, print_on_a4
from generator.export.relation import Field, Kind, Relation
from generator.export.rows import Row, Value
from generator.export.selection import Selection
from generator.export.words import say, scope
from generator.export.written import Form, Written
from generator.messages import Language
from generator.model.amount import LARGEST_FEN, yuan
from generator.store.store import at

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

NAME = "relations.xlsx"
MOST_ROWS = 1_048_576
"""The rows of a sheet, its heading among them."""
_TEXT_CUT = -2
"""What XlsxWriter answers when a text was longer than the 32,767 characters of a cell."""
_FORMATS = {
    Kind.TEXT: "@",
    Kind.NUMBER: "0",
    Kind.FLAG: "0",
    Kind.FEN: "0",
    Kind.YUAN: "#,##0.00",
    Kind.MOMENT: "yyyy-mm-dd hh:mm:ss",
    Kind.DAY: "yyyy-mm-dd",
}
_LEAST_WIDTHS = {Kind.FEN: 18, Kind.YUAN: 21, Kind.MOMENT: 21, Kind.DAY: 12}
_WIDEST, _ROOM_OF_FILTER, _ROWS_MEASURED = 44, 4, 200
_FONT = {"font_name": "宋体", "font_size": 11}
_FIRST_DAY = datetime.datetime(1900, 3, 1)
"""Before it spreadsheets count days differently."""
_CREATED = datetime.datetime(2000, 1, 1)


class WorkbookFile:
    """Writes relations.xlsx row by row. Texts are texts, never formulas or links.

    An amount of more than the 15 digits that a spreadsheet keeps is written as text; a relation of more
    rows than a sheet holds goes on in further sheets; a text longer than a cell holds is cut. The first
    sheet says so of rows and texts. Moments are shown to the second.
    """

    def __init__(
        self, folder: Path, scratch: Path, selection: Selection, as_of: str | None, language: Language
    ) -> None:
        from xlsxwriter import Workbook

        options = {"constant_memory": True, "tmpdir": str(scratch)}
        self._book = Workbook(str(folder / NAME), options)
        self._book.use_zip64()
        created = _CREATED if as_of is None else at(as_of).replace(tzinfo=None, microsecond=0)
        self._book.set_properties({"title": say("title", language), "created": created})
        self._scope, self._language = scope(selection, as_of, language), language
        self._heading = self._format(bold=True, bg_color="#D9E2EC", bottom=1, valign="vcenter")
        self._formats = {kind: self._format(num_format=form) for kind, form in _FORMATS.items()}
        front = self._book.add_worksheet(say("front", language))
        self._front = FrontSheet(front, self._formats[Kind.TEXT], self._heading, language)

    def begin(self, relation: Relation) -> None:
        """Begin its first sheet."""
        self._relation = relation
        self._sheets: list[str] = []
        self._rows = self._cut = 0
        self._measure([])
        self._begin_sheet()

    def add(self, rows: Sequence[Row]) -> None:
        """Add rows to the sheet; the columns are as wide as the first rows want them."""
        if self._rows == 0:
            self._measure(rows[:_ROWS_MEASURED])
            self._widen()
        for row in rows:
            if self._line == MOST_ROWS:
                self._end_sheet()
                self._begin_sheet()
            for place, (field, value) in enumerate(zip(self._relation.fields, row, strict=True)):
                self._cut += self._write(place, field, value) == _TEXT_CUT
            self._line += 1
        self._rows += len(rows)

    def end(self) -> None:
        """End its last sheet, and tell of it in front."""
        self._end_sheet()
        self._front.tell(self._relation, self._rows, self._sheets, self._cut)

    def finish(self) -> Sequence[Written]:
        """Close the workbook. Raises: OSError."""
        from xlsxwriter.exceptions import FileCreateError

        self._front.write(self._scope)
        try:
            self._book.close()
        except FileCreateError as error:  # an OSError in its clothes
            raise OSError(str(error)) from error
        return [Written(NAME, Form.XLSX, None)]

    def abandon(self) -> None:
        """Leave the workbook as it is; it is not to close itself later."""
        self._book.fileclosed = True
        for sheet in self._book.worksheets():
            sheet.row_data_fh.close()

    def _format(self, **properties: object) -> Any:
        return self._book.add_format(_FONT | properties)

    def _begin_sheet(self) -> None:
        title, number = self._relation.titled(self._language), len(self._sheets) + 1
        name = title if number == 1 else f"{title} ({number})"
        self._sheets.append(name)
        self._sheet: Worksheet = self._book.add_worksheet(name)
        self._sheet.freeze_panes(1, 0)
        self._sheet.repeat_rows(0)
        print_on_a4(self._sheet)
        self._widen()
        for place, heading in enumerate(self._relation.headings(self._language)):
            self._sheet.write_string(0, place, heading, self._heading)
        self._line = 1

    def _end_sheet(self) -> None:
        self._sheet.autofilter(0, 0, max(self._line - 1, 1), len(self._relation.fields) - 1)

    def _measure(self, rows: Sequence[Row]) -> None:
        headings = self._relation.headings(self._language)
        self._widths = [
            max(
                width_of(heading) + _ROOM_OF_FILTER,
                _LEAST_WIDTHS.get(field.kind, 0),
                *(width_of(str(row[place])) + 1 for row in rows if field.kind is Kind.TEXT),
            )
            for place, (field, heading) in enumerate(zip(self._relation.fields, headings, strict=True))
        ]

    def _widen(self) -> None:
        for place, width in enumerate(self._widths):
            self._sheet.set_column(place, place, min(width, _WIDEST))

    def _write(self, place: int, field: Field, value: Value) -> int:
        form, line, sheet = self._formats[field.kind], self._line, self._sheet
        if value is None or value == "":
            return 0
        if field.kind is Kind.MOMENT or field.kind is Kind.DAY:
            moment = at(str(value)).replace(tzinfo=None)
            if moment >= _FIRST_DAY:
                return int(sheet.write_datetime(line, place, moment, form))
        elif not isinstance(value, str) and -_LARGEST[field.kind] <= value <= _LARGEST[field.kind]:
            return int(sheet.write_number(line, place, float(value), form))
        return int(sheet.write_string(line, place, str(value), form))


_LARGEST: Mapping[Kind, Decimal | int] = {
    kind: yuan(LARGEST_FEN) if kind is Kind.YUAN else LARGEST_FEN for kind in Kind
}


def width_of(text: str) -> int:
    """How wide a text is in a sheet, in digits: Chinese characters take two.

    Example:
        >>> width_of("金额（元）"), width_of("fen")
        (10, 3)
    """
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text[:_WIDEST])
