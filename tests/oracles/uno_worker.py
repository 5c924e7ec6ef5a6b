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
from typing import Any, Callable, Dict, List, Optional, Tuple

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.table import CellRangeAddress, TableSortField
from com.sun.star.table.CellContentType import FORMULA, TEXT, VALUE

_START_SECONDS = 90
_TEXT_FORMAT = 256
"""com.sun.star.util.NumberFormat.TEXT"""


class Refused(Exception):
    """The sheet is protected in a way that keeps a person from doing this."""


class Desk:
    """The running office and the documents open in it."""

    def __init__(self, desktop: Any) -> None:
        self.desktop = desktop
        self.documents: Dict[int, Any] = {}

    # documents

    def open(self, path: str) -> int:
        url = uno.systemPathToFileUrl(path)
        document = self.desktop.loadComponentFromURL(url, "_blank", 0, _options(Hidden=True))
        if document is None:
            raise RuntimeError("LibreOffice cannot open " + path)
        number = max(self.documents, default=0) + 1
        self.documents[number] = document
        return number

    def close(self, number: int) -> None:
        self.documents.pop(number).close(True)

    def sheets(self, number: int) -> List[str]:
        return list(self.documents[number].Sheets.ElementNames)

    def save_as(self, number: int, path: str) -> None:
        options = _options(FilterName="Calc MS Excel 2007 XML", Overwrite=True)
        self.documents[number].storeToURL(uno.systemPathToFileUrl(path), options)

    def export_pdf(self, number: int, path: str, sheets: Optional[List[str]]) -> None:
        document = self.documents[number]
        hidden = []
        if sheets is not None:
            for name in sheets:
                self._sheet(number, name)
            hidden = [
                sheet
                for sheet in (document.Sheets.getByName(name) for name in self.sheets(number))
                if sheet.IsVisible and sheet.Name not in sheets
            ]
        for sheet in hidden:
            sheet.IsVisible = False
        try:
            options = _options(FilterName="calc_pdf_Export", Overwrite=True)
            document.storeToURL(uno.systemPathToFileUrl(path), options)
        finally:
            for sheet in hidden:
                sheet.IsVisible = True

    def recalculate_all(self, number: int) -> float:
        began = time.monotonic()
        self.documents[number].calculateAll()
        return time.monotonic() - began

    # what a person sees

    def value(self, number: int, sheet: str, cell: str) -> Any:
        found = self._cell(number, sheet, cell)
        if found.getError():
            return {"fault": found.String}
        kind = found.FormulaResultType2 if found.Type == FORMULA else None
        if found.Type == VALUE or kind == 1:
            return found.Value
        return found.String if found.Type in (TEXT, FORMULA) else None

    def formula(self, number: int, sheet: str, cell: str) -> str:
        return str(self._cell(number, sheet, cell).Formula)

    def text(self, number: int, sheet: str, cell: str) -> str:
        return str(self._cell(number, sheet, cell).String)

    def texts(self, number: int, sheet: str, block: str) -> List[List[str]]:
        cells = self._sheet(number, sheet).getCellRangeByName(block)
        rows, columns = cells.Rows.Count, cells.Columns.Count
        filled = [[value != "" for value in row] for row in cells.DataArray]
        return [
            [
                str(cells.getCellByPosition(column, row).String) if filled[row][column] else ""
                for column in range(columns)
            ]
            for row in range(rows)
        ]

    # what a person does

    def type(self, number: int, sheet: str, cell: str, text: str) -> None:
        found = self._editable(number, sheet, cell)
        formats = self.documents[number].NumberFormats
        kind = formats.getByKey(found.NumberFormat).Type
        if kind & _TEXT_FORMAT or text.startswith("'"):
            found.setString(text[1:] if text.startswith("'") else text)
        else:
            found.setFormula(text)

    def paste_value(self, number: int, sheet: str, cell: str, value: Any) -> None:
        found = self._editable(number, sheet, cell)
        if value is None:
            found.clearContents(1 | 2 | 4 | 16)
        elif isinstance(value, str):
            found.setString(value)
        else:
            found.setValue(float(value))

    def insert_rows(self, number: int, sheet: str, row: int, count: int) -> None:
        found = self._sheet(number, sheet)
        witness = found.getCellByPosition(0, row - 1)
        found.Rows.insertByIndex(row - 1, count)
        if witness.CellAddress.Row != row - 1 + count:
            raise Refused("inserting rows into " + sheet + " is not allowed")

    def delete_rows(self, number: int, sheet: str, row: int, count: int) -> None:
        found = self._sheet(number, sheet)
        witness = found.getCellByPosition(0, row - 1 + count)
        found.Rows.removeByIndex(row - 1, count)
        if witness.CellAddress.Row != row - 1:
            raise Refused("deleting rows of " + sheet + " is not allowed")

    def sort_range(
        self, number: int, sheet: str, block: str, column: str, descending: bool
    ) -> None:
        found = self._sheet(number, sheet)
        cells = found.getCellRangeByName(block)
        if found.isProtected():
            for part in cells.UniqueCellFormatRanges:
                if part.CellProtection.IsLocked:
                    raise Refused(block + " of " + sheet + " holds locked cells")
        start = cells.RangeAddress
        key = found.getCellRangeByName(column + "1").CellAddress.Column - start.StartColumn
        field = TableSortField()
        field.Field, field.IsAscending = key, not descending
        fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
        cells.sort(_options(SortFields=fields, ContainsHeader=False))

    def follow_link(self, number: int, sheet: str, cell: str) -> List[Any]:
        document = self.documents[number]
        controller = document.CurrentController
        controller.setActiveSheet(self._sheet(number, sheet))
        controller.select(self._cell(number, sheet, cell))
        context = uno.getComponentContext()
        dispatcher = context.ServiceManager.createInstance("com.sun.star.frame.DispatchHelper")
        _ = dispatcher
        return [controller.ActiveSheet.Name]

    # helpers

    def _sheet(self, number: int, name: str) -> Any:
        sheets = self.documents[number].Sheets
        if not sheets.hasByName(name):
            raise KeyError("there is no sheet " + name)
        return sheets.getByName(name)

    def _cell(self, number: int, sheet: str, cell: str) -> Any:
        return self._sheet(number, sheet).getCellRangeByName(cell).getCellByPosition(0, 0)

    def _editable(self, number: int, sheet: str, cell: str) -> Any:
        found = self._cell(number, sheet, cell)
        if self._sheet(number, sheet).isProtected() and found.CellProtection.IsLocked:
            raise Refused(cell + " of " + sheet + " is locked")
        return found


def _options(**settings: Any) -> Tuple[Any, ...]:
    options = []
    for name, value in settings.items():
        option = PropertyValue()
        option.Name, option.Value = name, value
        options.append(option)
    return tuple(options)


def _connected(pipe: str, office: subprocess.Popen) -> Any:
    """The desktop and component context of the office, once it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    url = "uno:pipe,name=" + pipe + ";urp;StarOffice.ComponentContext"
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            context = resolver.resolve(url)
            return context.ServiceManager.createInstance("com.sun.star.frame.Desktop"), context
        except Exception:
            if office.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.1)


