"""One sheet of a workbook on the bench: cells, rows and columns changed in its XML."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from xml.etree import ElementTree as ET

from generator.expression.excel import column_letters, column_number
from tests.reader.shift import GONE, Shift
from tests.spreadsheet.small_files import LINKS, MAIN

for prefix, uri in (("", MAIN), ("r", LINKS)):
    ET.register_namespace(prefix, uri)


@dataclass(frozen=True)
class Error:
    """An error value, such as #REF!."""

    code: str


@dataclass(frozen=True)
class Shared:
    """A text that stands in the table of shared strings, as Excel writes it."""

    text: str


@dataclass(frozen=True)
class Day:
    """A number that the cell shows as a date."""

    serial: int


@dataclass(frozen=True)
class Formula:
    """A formula and its stored result; None: the file has no result."""

    text: str
    result: Value = None


Plain = str | int | Decimal | bool | None
Value = Plain | Error | Shared | Day
Content = Value | Formula


def tag(name: str) -> str:
    """An element's name with its namespace."""
    return f"{{{MAIN}}}{name}"


def split(cell: str) -> tuple[str, int]:
    """B12 as letters and row."""
    found = re.fullmatch(r"([A-Z]+)(\d+)", cell)
    assert found is not None, cell
    return found[1], int(found[2])


def cells_of(area: str) -> list[str]:
    """All cells of an area such as B9:D10, row after row."""
    first, last = (split(corner) for corner in (area.split(":") * 2)[:2])
    columns = range(column_number(first[0]), column_number(last[0]) + 1)
    return [f"{column_letters(column)}{row}" for row in range(first[1], last[1] + 1) for column in columns]


@dataclass
class BenchSheet:
    """A worksheet: its name, its XML tree, and the texts and styles of the workbook that it uses."""

    name: str
    root: ET.Element
    texts: list[str]
    date_style: Callable[[], str]
    _index: dict[str, ET.Element] = field(default_factory=dict)

    @property
    def data(self) -> ET.Element:
        """The element that holds the rows."""
        found = self.root.find(tag("sheetData"))
        assert found is not None
        return found

    def rows(self) -> dict[int, ET.Element]:
        """The rows by number."""
        return {int(row.attrib["r"]): row for row in self.data}

    def cells(self) -> Iterator[ET.Element]:
        """All cells, from the first row to the last."""
        for row in self.data:
            yield from row

    def find(self, cell: str) -> ET.Element | None:
        """The element of a cell, if there is one."""
        if not self._index:
            self._index = {each.attrib["r"]: each for each in self.cells()}
        return self._index.get(cell)

    def _cell(self, cell: str) -> ET.Element:
        """The element of a cell, made where there is none."""
        found = self.find(cell)
        if found is not None:
            return found
        letters, number = split(cell)
        row = self.rows().get(number)
        if row is None:
            row = ET.Element(tag("row"), {"r": str(number)})
            self.data.insert(sum(int(each.attrib["r"]) < number for each in self.data), row)
        found = self._index[cell] = ET.Element(tag("c"), {"r": cell})
        place = column_number(letters)
        row.insert(sum(column_number(split(each.attrib["r"])[0]) < place for each in row), found)
        return found

    def __getitem__(self, cell: str) -> Plain:
        """The plain value of a cell: an error as its text, a date as its number."""
        found = self.find(cell)
        return None if found is None else self.value_of(found)

    def value_of(self, cell: ET.Element) -> Plain:
        """The plain value that a cell holds."""
        if cell.find(tag("is")) is not None:
            return "".join(cell.itertext())
        written = cell.findtext(tag("v"))
        kind = cell.attrib.get("t", "n")
        if written is None:
            return None
        if kind == "s":
            return self.texts[int(written)]
        if kind in ("str", "e"):
            return written
        return written == "1" if kind == "b" else Decimal(written)

    def formula(self, cell: str) -> str | None:
        """The text of a cell's formula."""
        found = self.find(cell)
        return None if found is None else found.findtext(tag("f"))

    def __setitem__(self, cell: str, content: Content) -> None:
        """Type into a cell: what stood there goes, its format stays."""
        found = self._cell(cell)
        for child in list(found):
            found.remove(child)
        value = content.result if isinstance(content, Formula) else content
        if isinstance(content, Formula):
            ET.SubElement(found, tag("f")).text = content.text
        self._store(found, value)

    def store(self, cell: str, value: Value) -> None:
        """Change the stored value of a cell; its formula stays."""
        found = self._cell(cell)
        for child in [each for each in found if each.tag != tag("f")]:
            found.remove(child)
        self._store(found, value)

    def _store(self, cell: ET.Element, value: Value) -> None:
        cell.attrib.pop("t", None)
        has_formula = cell.find(tag("f")) is not None
        if isinstance(value, str) and not has_formula:
            cell.attrib["t"] = "inlineStr"
            ET.SubElement(ET.SubElement(cell, tag("is")), tag("t")).text = value
            return
        if isinstance(value, Shared):
            self.texts.append(value.text)
            kind, written = "s", str(len(self.texts) - 1)
        elif isinstance(value, Day):
            cell.attrib["s"] = self.date_style()
            kind, written = "n", str(value.serial)
        elif isinstance(value, Error):
            kind, written = "e", value.code
        elif isinstance(value, bool):
            kind, written = "b", str(int(value))
        elif value is None:
            return
        else:
            kind, written = ("str" if isinstance(value, str) else "n"), str(value)
        if kind != "n":
            cell.attrib["t"] = kind
        ET.SubElement(cell, tag("v")).text = written

    def clear(self, area: str) -> None:
        """Delete the contents of cells; formats stay."""
        for cell in cells_of(area):
            self[cell] = None

    def paste_values(self, area: str) -> None:
        """Copy, and paste as values over itself: formulas go, what they gave stays."""
        wanted = set(cells_of(area))
        for cell in self.cells():
            formula = cell.find(tag("f"))
            if formula is not None and cell.attrib["r"] in wanted:
                cell.remove(formula)

    def remove(self, is_meant: Callable[[str, str], bool]) -> None:
        """Delete every cell of text that is meant, by address and text."""
        self._index.clear()
        for row in self.data:
            for cell in list(row):
                value = self.value_of(cell)
                if isinstance(value, str) and is_meant(cell.attrib["r"], value):
                    row.remove(cell)

    def hide_rows(self, rows: Sequence[int]) -> None:
        """Hide rows, as by hand or by a filter."""
        for number, row in self.rows().items():
            if number in rows:
                row.attrib["hidden"] = "1"

    def filter_out(self, rows: Sequence[int]) -> None:
        """Leave rows out by a filter on the first column of the list."""
        self.hide_rows(rows)
        filtered = self.root.find(tag("autoFilter"))
        assert filtered is not None
        column = ET.SubElement(filtered, tag("filterColumn"), {"colId": "0"})
        ET.SubElement(ET.SubElement(column, tag("filters")), tag("filter"), {"val": "另一个"})

    def merge(self, area: str) -> None:
        """Merge cells: what stands in the first one stays."""
        for cell in cells_of(area)[1:]:
            self[cell] = None
        merged = self.root.find(tag("mergeCells"))
        if merged is None:
            merged = ET.Element(tag("mergeCells"))
            self.root.insert(list(self.root).index(self.data) + 1, merged)
        ET.SubElement(merged, tag("mergeCell"), {"ref": area})

    def reorder(self, first: int, last: int, columns: str, order: Sequence[int]) -> None:
        """Sort rows: what stands in `columns` of the row `order[k]` comes to row `first` + k, formats too."""
        rows = {row: {letters: self._contents(f"{letters}{row}") for letters in columns} for row in order}
        for row, source in zip(range(first, last + 1), order, strict=True):
            for letters, (attributes, children) in rows[source].items():
                cell = self._cell(f"{letters}{row}")
                cell[:] = children
                cell.attrib.clear()
                cell.attrib.update(attributes | {"r": f"{letters}{row}"})

    def _contents(self, address: str) -> tuple[dict[str, str], list[ET.Element]]:
        cell = self._cell(address)
        return dict(cell.attrib), [copy.deepcopy(child) for child in cell]

    def copy_row(self, source: int, to: int, columns: str) -> None:
        """Copy what was typed in a row over another row."""
        self.reorder(to, to, columns, [source])

    def shift(self, shift: Shift) -> None:
        """Move cells, formulas and all areas of the sheet after lines were inserted or deleted."""
        self._index.clear()
        for row in list(self.data):
            number = int(row.attrib["r"])
            moved = shift.line(number) if shift.axis == "rows" else number
            if moved is None:
                self.data.remove(row)
                continue
            row.attrib["r"] = str(moved)
            for cell in list(row):
                address = shift.area(cell.attrib["r"])
                if address is None:
                    row.remove(cell)
                else:
                    cell.attrib["r"] = address
        for formula in self.root.iter(tag("f")):
            formula.text = shift.formula(formula.text or "", self.name, self.name)
        for parent in list(self.root.iter()):
            for child in list(parent):
                for key in {"ref", "sqref"} & set(child.attrib):
                    areas = [shift.area(area) for area in child.attrib[key].split()]
                    child.attrib[key] = " ".join(area for area in areas if area)
                    if not child.attrib[key]:
                        parent.remove(child)

    def xml(self) -> bytes:
        """The sheet as it stands in the file."""
        return ET.tostring(self.root, "UTF-8", xml_declaration=True)


__all__ = ["GONE", "BenchSheet", "Content", "Day", "Error", "Formula", "Shared", "Value", "cells_of"]
