"""Cells of a sheet as Excel, WPS, LibreOffice and XlsxWriter usually write them, read by one pattern.

Much faster than an XML parser, and strict: what the pattern and the tests beside it do not know whole is
not guessed at, and the sheet goes to the parser (`sheet_xml.py`). Both give the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.spreadsheet.cell_context import CellContext
from generator.spreadsheet.plain_xml import LONGEST, PIECE, plain_stretch, unescaped
from generator.spreadsheet.raw_book import RawValue
from generator.spreadsheet.sheet_cells import SheetCells

_ROW = r'<row(?: r="[1-9][0-9]{0,6}+")?+(?: (?!r=)[A-Za-z][A-Za-z0-9:]*+="[^"<>&]*+")*+'
_BLANK = r'<c r="[A-Z]{1,3}+[1-9][0-9]{0,6}+"(?: s="[0-9]++")?+(?: t="[A-Za-z]++")?+ ?/>'
_TOKENS = re.compile(
    r'<c r="([A-Z]++)([0-9]++)"(?: s="([0-9]++)")?+(?: t="([A-Za-z]++)")?+>'
    r"(<f>[^<]*+</f>|<f [^<>]*+>(?:(?<=/>)|[^<]*+</f>))?+"
    r'(?:<v>([^<]*+)</v>|<v ?/>|<is><t(?: xml:space="preserve")?+>([^<]*+)</t></is>)?+</c>'
    rf"|(?:{_BLANK})++"
    rf"|(?:{_ROW}(?: ?/>|>(?:{_BLANK})*+</row>))++"
    rf"|({_ROW}>)"
    r"|(</row>)"
    r"|(.+)",
    re.DOTALL,
)
"""Cells with something in them; blank ones and blank rows, many at once; rows; anything else, to the end."""
_FORMULA = re.compile(
    r'(?: aca="[a-z01]+")?(?: t="shared")?(?: ca="1")?(?: ref="[A-Z0-9:]+")?(?: ca="1")?(?: si="[0-9]+")? ?/?'
)
"""What may stand in the tag of a formula: not the arrays, which fill more than their cell."""
_HIDDEN = re.compile(r' hidden="(?:1|true)"')
_BEGINNING = re.compile(rb"<(?:c|row) ")


def scan_cells(
    data: bytes, start: int, end: int, gathered: SheetCells, context: CellContext, part: str
) -> bool:
    """Read the bytes between <sheetData> and </sheetData>; False when they are not wholly understood.

    Raises: PartError, when they go beyond a limit.
    """
    scan = _Scan(gathered, context, part)
    return all(scan.piece(piece) for piece in _pieces(data, start, end)) and not scan.in_row


def _pieces(data: bytes, start: int, end: int) -> Iterator[bytes]:
    """Stretches of whole cells; the last one may be anything."""
    while start < end:
        stop = end
        if end - start > PIECE + LONGEST:
            found = _BEGINNING.search(data, start + PIECE, start + PIECE + LONGEST)
            stop = found.start() if found else start + PIECE
        yield data[start:stop]
        start = stop


class _Scan:
    """The scan of one sheet: whether it is in a row, and which; that row is hidden, and its cells."""

    def __init__(self, gathered: SheetCells, context: CellContext, part: str) -> None:
        self._gathered, self._context, self._part = gathered, context, part
        self._limits, self._formulas = gathered.limits, gathered.formulas
        self._columns, self._numbers, self._dates = context.columns, context.numbers, context.dates
        self._most_columns, self._longest = gathered.limits.columns, gathered.limits.text_length
        self.in_row = False
        self._hidden = False
        self._digits, self._row = "", 0
        self._cells: dict[int, RawValue] | None = None

    def piece(self, piece: bytes) -> bool:
        """Read one stretch; False when it is not understood."""
        stretch = plain_stretch(piece)
        if stretch is None:
            return False
        found, take = 0, self._take
        tokens: list[tuple[str, ...]] = _TOKENS.findall(stretch)
        for letters, digits, style, kind, formula, text, inline, opened, closed, rest in tokens:
            if digits:
                found += 1
                if not take(letters, digits, style, kind, formula, text, inline):
                    return False
            elif opened or closed:
                if self.in_row is bool(opened):
                    return False
                self.in_row, self._digits = bool(opened), ""
                self._hidden = bool(opened) and _HIDDEN.search(opened) is not None
            elif rest:
                return False
        self._gathered.count(found)
        return True

    def _take(
        self, letters: str, digits: str, style: str, kind: str, formula: str, text: str, inline: str
    ) -> bool:
        """Take a cell with something in it; False when it is not understood."""
        column = self._columns[letters]
        if (digits != self._digits and not self._begin(digits)) or column >= self._most_columns:
            return False
        if formula:
            written = formula[3:-4] if formula[2] == ">" else _formula(formula)
            if written is None:
                return False
            self._formulas[self._row, column] = self._unescaped(written)
        value: RawValue | None
        if formula and kind == "str" and not text:
            value = ""  # what most formulas of growing tables give
        elif kind or style in self._dates or (value := self._numbers[text]) is None:
            written = self._unescaped(inline if kind == "inlineStr" else text)
            value = self._context.value(kind, style, written, bool(formula), self._gathered.place, self._part)
            if value is None:
                return True
        if self._cells is None:
            self._cells = self._gathered.cells.setdefault(self._row, {})
        self._cells[column] = value
        return True

    def _begin(self, digits: str) -> bool:
        """Begin a row by its number; False when there is no such row."""
        if not self.in_row or digits[0] == "0" or len(digits) > 7 or int(digits) > self._limits.rows:
            return False
        self._digits, self._row = digits, int(digits) - 1
        self._cells = self._gathered.cells.get(self._row)
        if self._hidden:
            self._gathered.hide_row(self._row)
        return True

    def _unescaped(self, text: str) -> str:
        if len(text) > self._longest:
            raise self._gathered.too_long(len(text))
        return unescaped(text) if "&" in text else text


def _formula(element: str) -> str | None:
    """The text of a formula whose tag has attributes; None when they are not known."""
    tag, _, rest = element.partition(">")
    return rest.removesuffix("</f>") if _FORMULA.fullmatch(tag, 2) else None
