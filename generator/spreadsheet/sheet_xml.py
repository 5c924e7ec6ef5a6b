"""One worksheet of an .xlsx file: the XML of its part, read into a `RawSheet`.

The cells of a file as office programs write them are read by a pattern (`sheet_scan.py`), all that stands
before and after them by the XML parser. Whatever the pattern does not know goes to the parser whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from generator.spreadsheet.cell_context import CellContext
from generator.spreadsheet.package import Package, damaged
from generator.spreadsheet.plain_xml import is_plain
from generator.spreadsheet.raw_book import RawSheet
from generator.spreadsheet.reference import area_of, column_of, each_area
from generator.spreadsheet.sheet_cells import SheetCells
from generator.spreadsheet.sheet_scan import scan_cells
from generator.spreadsheet.xml_part import Handler, Names, walk

_OPEN, _CLOSE = b"<sheetData>", b"</sheetData>"
_YES = ("1", "true")
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_ROW = re.compile(r"[1-9][0-9]{0,6}")
_LAST_COLUMN = 16_383


def read_sheet(package: Package, part: str, gathered: SheetCells, context: CellContext) -> RawSheet:
    """Read one sheet into `gathered`, which is empty yet. Raises: PartError."""
    data = package.read(part, gathered.place)
    if _is_scanned(data, part, gathered, context):
        return gathered.sheet()
    return parse_sheet(data, part, gathered.discarded(), context)


def parse_sheet(data: bytes, part: str, gathered: SheetCells, context: CellContext) -> RawSheet:
    """Read one sheet by the XML parser alone. Raises: PartError."""
    _parse([data], part, gathered, context)
    return gathered.sheet()


def _is_scanned(data: bytes, part: str, gathered: SheetCells, context: CellContext) -> bool:
    """Whether the pattern understood the cells."""
    start, end = data.find(_OPEN), data.rfind(_CLOSE)
    if start < 0 or end < start or not is_plain(data):
        return False
    around = _parse([data[:start], b"<sheetData/>", data[end + len(_CLOSE) :]], part, gathered, context)
    return around.sheets == 1 and scan_cells(data, start + len(_OPEN), end, gathered, context, part)


def _parse(chunks: Iterable[bytes], part: str, gathered: SheetCells, context: CellContext) -> _SheetHandler:
    handler = _SheetHandler(part, gathered, context)
    walk(chunks, handler, part, gathered.place, gathered.allowance)
    return handler


class _SheetHandler(Handler):
    """Follows the elements of a worksheet. `sheets` counts its lists of cells."""

    def __init__(self, part: str, gathered: SheetCells, context: CellContext) -> None:
        self.sheets = 0
        self._part, self._gathered, self._context = part, gathered, context
        self._names = Names()
        self._inside: list[str] = []
        self._row, self._column, self._hidden = -1, -1, False
        self._kind, self._style = "", ""
        self._value: list[str] | None = None
        self._inline: list[str] | None = None
        self._formula: list[str] | None = None
        self._pieces: list[str] | None = None
        self._length = 0
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "s:sheetData": self._start_data,
            "s:row": self._start_row,
            "s:c": self._start_cell,
            "s:f": self._start_formula,
            "s:v": self._start_value,
            "s:t": self._start_text,
            "s:col": self._start_columns,
            "s:mergeCell": self._start_merged,
            "s:sheetPr": self._start_properties,
            "s:filterColumn": self._start_filter,
        }

    def start(self, full: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = self._names[full]
        self._inside.append(name)
        handle = self._starts.get(name)
        if handle is not None:
            handle(attributes)

    def end(self, full: str) -> None:
        """An element ends."""
        name = self._inside.pop()
        if name in ("s:v", "s:f", "s:t"):
            self._pieces = None
        elif name == "s:c" and self._is_in("s:sheetData", "s:row"):
            self._end_cell()

    def text(self, text: str) -> None:
        """Text of a value, a formula or a run of an inline text."""
        if self._pieces is not None:
            self._pieces.append(text)
            self._length += len(text)
            if self._length > self._gathered.limits.text_length:
                raise self._gathered.too_long(self._length)

    def _is_in(self, *names: str) -> bool:
        """Whether the innermost elements are these."""
        return tuple(self._inside[-len(names) :]) == names

    def _start_data(self, _: dict[str, str]) -> None:
        if len(self._inside) == 2 and self._inside[0] == "s:worksheet":
            self.sheets += 1

    def _start_row(self, attributes: dict[str, str]) -> None:
        if self._is_in("s:sheetData", "s:row"):
            number = attributes.get("r", "").strip()
            if number and not _ROW.fullmatch(number):
                raise damaged(self._gathered.place, self._part, f"row {number[:20]}")
            self._row = int(number) - 1 if number else self._row + 1
            self._column = -1
            self._hidden = attributes.get("hidden") in _YES

    def _start_cell(self, attributes: dict[str, str]) -> None:
        if not self._is_in("s:sheetData", "s:row", "s:c"):
            return
        address = attributes.get("r", "").strip()
        if address:
            found = _CELL.fullmatch(address)
            if found is None:
                raise damaged(self._gathered.place, self._part, f"cell {address[:20]}")
            self._row, self._column = int(found[2]) - 1, column_of(found[1])
        else:
            self._column += 1
        self._kind, self._style = attributes.get("t", ""), attributes.get("s", "")
        self._value = self._inline = self._formula = None
        self._length = 0

    def _start_formula(self, attributes: dict[str, str]) -> None:
        if self._is_in("s:row", "s:c", "s:f"):
            self._pieces = self._formula = []
            area = area_of(attributes.get("ref", "")) if attributes.get("t") == "array" else None
            if area is not None:
                self._gathered.formula_area(area)

    def _start_value(self, _: dict[str, str]) -> None:
        if self._is_in("s:row", "s:c", "s:v"):
            self._pieces = self._value = []

    def _start_text(self, _: dict[str, str]) -> None:
        """A run of an inline text; phonetic signs (rPh) are left out."""
        if self._is_in("s:c", "s:is", "s:t") or self._is_in("s:c", "s:is", "s:r", "s:t"):
            self._inline = self._inline or []
            self._pieces = self._inline

    def _start_columns(self, attributes: dict[str, str]) -> None:
        if self._is_in("s:worksheet", "s:cols", "s:col") and attributes.get("hidden") in _YES:
            first, last = (attributes.get(end, "") for end in ("min", "max"))
            if not (_ROW.fullmatch(first) and _ROW.fullmatch(last)):
                raise damaged(self._gathered.place, self._part, f"columns {first[:20]} to {last[:20]}")
            self._gathered.hide_columns(int(first) - 1, min(int(last) - 1, _LAST_COLUMN))

    def _start_merged(self, attributes: dict[str, str]) -> None:
        if self._is_in("s:worksheet", "s:mergeCells", "s:mergeCell"):
            for area in each_area(attributes.get("ref", "")):
                self._gathered.merge(area)

    def _start_properties(self, attributes: dict[str, str]) -> None:
        if self._is_in("s:worksheet", "s:sheetPr") and attributes.get("filterMode") in _YES:
            self._gathered.filtered = True

    def _start_filter(self, _: dict[str, str]) -> None:
        if self._is_in("s:worksheet", "s:autoFilter", "s:filterColumn"):
            self._gathered.filtered = True

    def _end_cell(self) -> None:
        formula = None if self._formula is None else "".join(self._formula)
        written = self._inline if self._kind == "inlineStr" else self._value
        text = "".join(written or ())
        if formula is None and not text:
            return
        has_formula, gathered = formula is not None, self._gathered
        value = self._context.value(self._kind, self._style, text, has_formula, gathered.place, self._part)
        gathered.put(self._row, self._column, value, formula)
        if self._hidden:
            gathered.hide_row(self._row)
