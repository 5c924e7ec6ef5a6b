"""The process that holds LibreOffice's hand: JSON lines in, JSON lines out.

Run by a Python that has `uno` (LibreOffice's own or the system's, possibly older than ours), as
    python uno_worker.py PIPE SOFFICE OPTION...
It starts soffice, waits until it answers, and ends it when its own input ends, so that an office
never outlives the test that asked for it. One request: {"do": "value", "with": [1, "表1", "B7"]};
one answer: {"answer": 12.5}, or {"refused": "…"} when the sheet does not let a person do that, or
{"failed": "…"}.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import uno  # type: ignore[import-not-found]  # comes with LibreOffice, not with our packages
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.sheet import TableFilterField  # type: ignore[import-not-found]
from com.sun.star.sheet.FilterOperator import EQUAL  # type: ignore[import-not-found]
from com.sun.star.table import TableSortField  # type: ignore[import-not-found]
from com.sun.star.uno import RuntimeException  # type: ignore[import-not-found]
from com.sun.star.util import NumberFormat  # type: ignore[import-not-found]

_START_SECONDS = 90
_CONTENTS = 1 | 2 | 4 | 16
"""com.sun.star.sheet.CellFlags: VALUE, DATETIME, STRING, FORMULA."""
_DAY_ZERO = date(1899, 12, 30)
_NUMBER_RESULT = 1
"""com.sun.star.sheet.FormulaResult.VALUE"""


class RefusedError(Exception):
    """The sheet is protected in a way that keeps a person from doing this."""


class Desk:
    """The running office and the documents open in it."""

    def __init__(self, context: Any) -> None:
        services = context.ServiceManager
        self.desktop = services.createInstance("com.sun.star.frame.Desktop")
        self._dispatcher = services.createInstance("com.sun.star.frame.DispatchHelper")
        self._documents: dict[int, Any] = {}
        self._opened = 0

    # Documents

    def open(self, path: str) -> int:
        document = self.desktop.loadComponentFromURL(_url(path), "_blank", 0, _options(Hidden=True))
        if document is None:
            raise RuntimeError("LibreOffice cannot open " + path)
        self._opened += 1
        self._documents[self._opened] = document
        return self._opened

    def close(self, number: int) -> None:
        self._documents.pop(number).close(True)

    def sheets(self, number: int) -> list[str]:
        return list(self._documents[number].Sheets.ElementNames)

    def save_as(self, number: int, path: str, form: str) -> None:
        options = _options(FilterName=form, Overwrite=True)
        self._documents[number].storeToURL(_url(path), options)

    def export_pdf(self, number: int, path: str, names: list[str] | None) -> None:
        """LibreOffice prints visible sheets only: the others are hidden for a moment."""
        every = [self._sheet(number, name) for name in self.sheets(number)]
        wanted = every if names is None else [self._sheet(number, name) for name in names]
        shown = [sheet.Name for sheet in wanted]
        before = [(sheet, sheet.IsVisible) for sheet in every]
        try:
            if names is not None:
                for sheet in sorted(every, key=lambda sheet: sheet.Name not in shown):
                    sheet.IsVisible = sheet.Name in shown
            options = _options(FilterName="calc_pdf_Export", Overwrite=True)
            self._documents[number].storeToURL(_url(path), options)
        finally:
            for sheet, visible in sorted(before, key=lambda pair: not pair[1]):
                sheet.IsVisible = visible

    def recalculate_all(self, number: int) -> float:
        began = time.monotonic()
        self._documents[number].calculateAll()
        return time.monotonic() - began

    # What a person sees

    def value(self, number: int, sheet: str, cell: str) -> Any:
        found = self._cell(number, sheet, cell)
        if found.getError():
            return {"fault": found.String}
        kind = found.Type.value
        if kind == "FORMULA":
            return found.Value if found.FormulaResultType2 == _NUMBER_RESULT else found.String
        return {"VALUE": found.Value, "TEXT": found.String}.get(kind)

    def formula(self, number: int, sheet: str, cell: str) -> str:
        return str(self._cell(number, sheet, cell).Formula)

    def text(self, number: int, sheet: str, cell: str) -> str:
        return str(self._cell(number, sheet, cell).String)

    def texts(self, number: int, sheet: str, block: str) -> list[list[str]]:
        """The clipboard gives a whole block at once, a thousand times faster than cell by cell.

        It drops blank rows and columns at the edges (so we ask for the part within), leaves out
        filtered rows and has no room for line breaks (so we then ask cell by cell).
        """
        cells = self._sheet(number, sheet).getCellRangeByName(block)
        values = cells.DataArray
        shown = [["" for _ in row] for row in values]
        filled = [(r, c) for r, row in enumerate(values) for c, v in enumerate(row) if v != ""]
        if not filled:
            return shown
        top, bottom = filled[0][0], filled[-1][0]
        left, right = min(c for _, c in filled), max(c for _, c in filled)
        copied = []
        if not any(_awkward(value) for row in values for value in row):
            inner = cells.getCellRangeByPosition(left, top, right, bottom)
            copied = [line.split("\t") for line in self._copied(number, inner)]
        if [len(line) for line in copied] == [right - left + 1] * (bottom - top + 1):
            for offset, line in enumerate(copied):
                shown[top + offset][left : right + 1] = line
            return shown
        for y, x in filled:
            shown[y][x] = str(cells.getCellByPosition(x, y).String)
        return shown

    def comments(self, number: int, sheet: str) -> dict[str, str]:
        found = self._sheet(number, sheet)
        cells = [(each.Position, each.String) for each in found.Annotations]
        return {_address(found.getCellByPosition(at.Column, at.Row)): text for at, text in cells}

    def jump(self, number: int, target: str) -> str:
        """Where a link such as #'表1'!A3 leads: the cell then selected, "" if the selection stays."""
        document = self._documents[number]
        self._select(number, document.Sheets.getByIndex(0).getCellRangeByName("XFD1048576"))
        nothing = document.createInstance("com.sun.star.sheet.SheetCellRanges")
        document.CurrentController.select(nothing)  # a marked cell would stay marked on its sheet
        before = document.CurrentSelection.AbsoluteName
        self._dispatch(number, ".uno:JumpToMark", Bookmark=target[1:])
        after = document.CurrentSelection.AbsoluteName
        return "" if after == before else str(after)

    # What a person does

    def type(self, number: int, sheet: str, cell: str, text: str) -> None:
        found = self._editable(number, sheet, cell)
        if not self._sheet(number, sheet).IsVisible:
            raise RefusedError(sheet + " is hidden: nobody can type there")
        self._select(number, found)
        if text:
            self._dispatch(number, ".uno:EnterString", StringName=text)
        else:
            found.clearContents(_CONTENTS)

    def type_all(self, number: int, entries: list[tuple[str, str, str]]) -> None:
        """One entry after the other; formulas wait until the last, which saves most of the time."""
        document = self._documents[number]
        automatic = document.isAutomaticCalculationEnabled()
        document.enableAutomaticCalculation(False)
        try:
            for sheet, cell, text in entries:
                self.type(number, sheet, cell, text)
        finally:
            document.enableAutomaticCalculation(automatic)

    def paste_value(self, number: int, sheet: str, cell: str, value: Any) -> None:
        found = self._editable(number, sheet, cell)
        if value is None:
            found.clearContents(_CONTENTS)
        elif isinstance(value, str):
            found.setString(value)
        else:
            found.setValue(float(value))

    def insert_rows(self, number: int, sheet: str, row: int, count: int) -> None:
        with _protected("rows cannot be inserted into " + sheet):
            self._sheet(number, sheet).Rows.insertByIndex(row - 1, count)

    def delete_rows(self, number: int, sheet: str, row: int, count: int) -> None:
        with _protected("these rows of " + sheet + " cannot be deleted"):
            self._sheet(number, sheet).Rows.removeByIndex(row - 1, count)

    def insert_columns(self, number: int, sheet: str, column: str, count: int) -> None:
        with _protected("columns cannot be inserted into " + sheet):
            found = self._sheet(number, sheet)
            found.Columns.insertByIndex(_place(found, column), count)

    def delete_columns(self, number: int, sheet: str, column: str, count: int) -> None:
        with _protected("these columns of " + sheet + " cannot be deleted"):
            found = self._sheet(number, sheet)
            found.Columns.removeByIndex(_place(found, column), count)

    def sort_range(self, number: int, sheet: str, block: str, column: str, descending: bool) -> None:
        found = self._sheet(number, sheet)
        cells = found.getCellRangeByName(block)
        if found.isProtected() and _has_locked(cells):
            raise RefusedError(block + " of " + sheet + " holds locked cells and cannot be sorted")
        field = TableSortField()
        field.Field = _place(found, column) - cells.RangeAddress.StartColumn
        field.IsAscending = not descending
        fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
        cells.sort(_options(SortFields=fields, ContainsHeader=False))

    def filter_range(self, number: int, sheet: str, block: str, column: str, text: str) -> None:
        found = self._sheet(number, sheet)
        cells = found.getCellRangeByName(block)
        field = TableFilterField()
        field.Field = _place(found, column) - cells.RangeAddress.StartColumn
        field.Operator, field.IsNumeric, field.StringValue = EQUAL, False, text
        descriptor = cells.createFilterDescriptor(True)
        descriptor.ContainsHeader = True
        descriptor.setFilterFields((field,))
        cells.filter(descriptor)

    def hide_rows(self, number: int, sheet: str, row: int, count: int) -> None:
        rows = self._sheet(number, sheet).Rows
        for place in range(row - 1, row - 1 + count):
            rows.getByIndex(place).IsVisible = False

    def merge(self, number: int, sheet: str, block: str) -> None:
        cells = self._sheet(number, sheet).getCellRangeByName(block)
        area = cells.RangeAddress
        for place in range((area.EndRow - area.StartRow + 1) * (area.EndColumn - area.StartColumn + 1)):
            row, column = divmod(place, area.EndColumn - area.StartColumn + 1)
            if place:
                cells.getCellByPosition(column, row).clearContents(_CONTENTS)
        cells.merge(True)

    def paste_date(self, number: int, sheet: str, cell: str, day: str) -> None:
        found = self._editable(number, sheet, cell)
        document = self._documents[number]
        found.setValue((date.fromisoformat(day) - _DAY_ZERO).days)
        formats = document.NumberFormats
        found.NumberFormat = formats.getStandardFormat(NumberFormat.DATE, document.CharLocale)

    def paste_values_over(self, number: int, sheet: str, block: str) -> None:
        cells = self._sheet(number, sheet).getCellRangeByName(block)
        if self._sheet(number, sheet).isProtected() and _has_locked(cells):
            raise RefusedError(block + " of " + sheet + " holds locked cells")
        cells.setDataArray(cells.getDataArray())

    def unprotect(self, number: int, sheet: str) -> None:
        self._sheet(number, sheet).unprotect("")

    def rename_sheet(self, number: int, sheet: str, name: str) -> None:
        self._sheet(number, sheet).setName(name)

    def move_sheet(self, number: int, sheet: str, place: int) -> None:
        self._documents[number].Sheets.moveByName(sheet, place)

    def copy_sheet(self, number: int, sheet: str, name: str) -> None:
        self._documents[number].Sheets.copyByName(sheet, name, self.sheets(number).index(sheet) + 1)

    def hide_sheet(self, number: int, sheet: str) -> None:
        self._sheet(number, sheet).IsVisible = False

    def delete_sheet(self, number: int, sheet: str) -> None:
        self._documents[number].Sheets.removeByName(sheet)

    # Helpers

    def _sheet(self, number: int, name: str) -> Any:
        sheets = self._documents[number].Sheets
        if not sheets.hasByName(name):
            raise KeyError("there is no sheet " + name)
        return sheets.getByName(name)

    def _cell(self, number: int, sheet: str, cell: str) -> Any:
        return self._sheet(number, sheet).getCellRangeByName(cell).getCellByPosition(0, 0)

    def _editable(self, number: int, sheet: str, cell: str) -> Any:
        """The cell, if a person may change it; programs may always, hence the question."""
        found = self._cell(number, sheet, cell)
        if self._sheet(number, sheet).isProtected() and found.CellProtection.IsLocked:
            raise RefusedError(cell + " of " + sheet + " is locked")
        return found

    def _select(self, number: int, cells: Any) -> None:
        controller = self._documents[number].CurrentController
        controller.setActiveSheet(cells.Spreadsheet)
        controller.select(cells)

    def _dispatch(self, number: int, command: str, **settings: Any) -> None:
        frame = self._documents[number].CurrentController.Frame
        self._dispatcher.executeDispatch(frame, command, "", 0, _options(**settings))

    def _copied(self, number: int, cells: Any) -> list[str]:
        self._select(number, cells)
        copy = self._documents[number].CurrentController.getTransferable()
        for flavor in copy.getTransferDataFlavors():
            if flavor.MimeType.startswith("text/plain"):
                return str(copy.getTransferData(flavor)).split("\n")[:-1]
        return []


def _awkward(value: Any) -> bool:
    """Whether a text cannot stand in a line of the clipboard."""
    return isinstance(value, str) and any(sign in value for sign in '\t\n"')


def _address(cell: Any) -> str:
    """Where a cell is, such as B7."""
    return str(cell.AbsoluteName).rpartition(".")[2].replace("$", "")


def _place(sheet: Any, column: str) -> int:
    """The place of a column, from 0."""
    return int(sheet.getCellRangeByName(column + "1").CellAddress.Column)


@contextmanager
def _protected(what: str) -> Iterator[None]:
    """Protection forbids what is done here, if it fails."""
    try:
        yield
    except RuntimeException as exception:
        raise RefusedError(what) from exception


def _has_locked(cells: Any) -> bool:
    formats = cells.UniqueCellFormatRanges
    return any(formats.getByIndex(i).CellProtection.IsLocked for i in range(formats.Count))


def _url(path: str) -> str:
    return str(uno.systemPathToFileUrl(path))


def _options(**settings: Any) -> tuple[Any, ...]:
    options = []
    for name, value in settings.items():
        option = PropertyValue()
        option.Name, option.Value = name, value
        options.append(option)
    return tuple(options)


def _connected(pipe: str, office: subprocess.Popen[bytes]) -> Any:
    """The component context of the office, once it answers."""
    services = uno.getComponentContext().ServiceManager
    resolver = services.createInstance("com.sun.star.bridge.UnoUrlResolver")
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            return resolver.resolve("uno:pipe,name=" + pipe + ";urp;StarOffice.ComponentContext")
        except Exception:  # uno's exceptions have no narrower common base
            if office.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def _answer(desk: Desk, line: str) -> dict[str, Any]:
    request = json.loads(line)
    try:
        return {"answer": getattr(desk, request["do"])(*request["with"])}
    except RefusedError as refusal:
        return {"refused": str(refusal)}
    except Exception as failure:
        return {"failed": type(failure).__name__ + ": " + str(failure)}


def main() -> None:
    """Serve requests until the input ends."""
    pipe, *command = sys.argv[1:]
    accept = "--accept=pipe,name=" + pipe + ";urp;"
    office = subprocess.Popen([*command, accept], stdout=sys.stderr, stdin=subprocess.DEVNULL)
    desk = None
    try:
        desk = Desk(_connected(pipe, office))
        print(json.dumps({"answer": "ready"}), flush=True)
        for line in sys.stdin:
            print(json.dumps(_answer(desk, line)), flush=True)
    finally:
        try:
            if desk is not None:
                desk.desktop.terminate()
            office.wait(10)
        except Exception:
            office.kill()


if __name__ == "__main__":
    main()
