"""What the cells of an .xlsx file refer to: shared texts, date formats, the day that is counted from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.model.finding import Place
from generator.spreadsheet.cell_text import DAYS_TO_1904, Errors, Numbers, date_value, plain_text
from generator.spreadsheet.package import damaged
from generator.spreadsheet.raw_book import DateValue, RawValue
from generator.spreadsheet.reference import Columns

_TRUE = ("1", "true")


class CellContext:
    """Turns what stands in a cell's XML into its value.

    `dates` are the styles (by the number that cells give) that show dates; `read_strings` gives the shared
    texts when they are first needed.
    """

    def __init__(
        self, dates: frozenset[str], from_1904: bool, read_strings: Callable[[], Sequence[str]]
    ) -> None:
        self.dates, self.from_1904 = dates, from_1904
        self.numbers, self.errors, self.columns = Numbers(), Errors(), Columns()
        self._read_strings = read_strings
        self._strings: Sequence[str] | None = None

    @property
    def strings(self) -> Sequence[str]:
        """The shared texts. Raises: PartError."""
        if self._strings is None:
            self._strings = self._read_strings()
        return self._strings

    def value(
        self, kind: str, style: str, text: str, has_formula: bool, place: Place, part: str
    ) -> RawValue | None:
        """The value of a cell: its type (t), its style (s) and its text; None when nothing stands in it.

        Only a formula can give an empty text. Raises: PartError.
        """
        value: RawValue | None = "" if has_formula and kind == "str" else None
        if not text:
            return value
        if kind in ("", "n"):
            value = self.number(style, text)
        elif kind == "s":
            value = self._shared(text, place, part) or None
        elif kind == "b":
            value = text.strip().lower() in _TRUE
        elif kind == "e":
            value = self.errors[text]
        elif kind == "d":
            value = date_value(text) or text
        else:
            value = plain_text(text)
        return value

    def number(self, style: str, text: str) -> RawValue | None:
        """The value of a number cell; what is no number stays a text."""
        number = self.numbers[text]
        if number is None:
            return text.strip() or None
        if style in self.dates:
            return DateValue(number + DAYS_TO_1904 if self.from_1904 else number)
        return number

    def _shared(self, text: str, place: Place, part: str) -> str:
        try:
            if text.isdigit():
                return self.strings[int(text)]
        except (IndexError, ValueError):
            pass
        raise damaged(place, part, f"no shared text {text[:20]}")
