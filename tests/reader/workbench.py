"""A bench for workbooks: a written .xlsx changed as people change it, at the level of its parts.

Stored values stay as they were, as with programs that do not calculate; `recalculated.py` puts those
there that Excel would.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.reader.shift import Shift
from tests.spreadsheet.bench_sheet import (
    GONE,
    BenchSheet,
    Content,
    Day,
    Error,
    Formula,
    Shared,
    Value,
    cells_of,
    tag,
)
from tests.spreadsheet.small_files import DECLARATION, LINKS, PACKAGE, sheet_xml, zipped

__all__ = ["Content", "Day", "Error", "Formula", "Shared", "Value", "Workbench", "cells_of", "tag"]

BOOK, LINKED, STRINGS, STYLES = (
    f"xl/{name}" for name in ("workbook.xml", "_rels/workbook.xml.rels", "sharedStrings.xml", "styles.xml")
)
TYPES, PROPERTIES = "[Content_Types].xml", "docProps/custom.xml"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_ID = f"{{{LINKS}}}id"
_TEXT_CELL = re.compile(rb'<c r="(?P<address>[A-Z]+\d+)"(?: s="\d+")? t="s"><v>(?P<text>\d+)</v></c>')


@cache
def parts_of(path: Path) -> dict[str, bytes]:
    """The parts of a file."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


class Workbench:
    """One workbook on the bench. `book["支出录入"]["I7"] = 5` types into a cell."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = dict(parts)
        self.book = ET.fromstring(self.parts[BOOK])
        self.links = ET.fromstring(self.parts[LINKED])
        self.strings = ET.fromstring(self.parts[STRINGS])
        self.texts = ["".join(each.itertext()) for each in self.strings]
        self.open: dict[str, BenchSheet] = {}
        self.is_moved = False
        """Whether cells lie elsewhere than in the file that it was made from."""
        self.formulas_computed: Callable[[Workbench], None] | None = None
        self.as_bytes: Callable[[bytes], bytes] = bytes
        """What becomes of the bytes of the file at last."""

    def recalculate(self) -> None:
        """Let the formulas be computed, as Excel does before it saves."""
        assert self.formulas_computed is not None
        assert not self.is_moved
        self.formulas_computed(self)

    @staticmethod
    def of(path: Path) -> Workbench:
        """A copy of a file."""
        return Workbench(parts_of(path))

    # Sheets

    @property
    def listed(self) -> ET.Element:
        """The element that lists the sheets."""
        found = self.book.find(tag("sheets"))
        assert found is not None
        return found

    @property
    def sheet_names(self) -> list[str]:
        """The sheets in their order."""
        return [each.attrib["name"] for each in self.listed]

    def __getitem__(self, name: str) -> BenchSheet:
        """A sheet by its name."""
        if name not in self.open:
            root = ET.fromstring(self.parts[self._part(name)])
            self.open[name] = BenchSheet(name, root, self.texts, self._date_style)
        return self.open[name]

    def _entry(self, name: str) -> ET.Element:
        return next(each for each in self.listed if each.attrib["name"] == name)

    def _link(self, name: str) -> ET.Element:
        identity = self._entry(name).attrib[_ID]
        return next(each for each in self.links if each.attrib["Id"] == identity)

    def _part(self, name: str) -> str:
        return f"xl/{self._link(name).attrib['Target']}"

    def rename_sheet(self, old: str, new: str) -> None:
        """Rename a sheet; names follow."""
        self.is_moved = True
        sheet = self[old]
        self._entry(old).attrib["name"] = new
        del self.open[old]
        sheet.name = new
        self.open[new] = sheet
        for name in self.names():
            name.text = re.sub(rf"(?<![\w.])'?{re.escape(old)}'?!", f"'{new}'!", name.text or "")

    def move_sheet(self, name: str, place: int) -> None:
        """Drag a sheet to a place, from 0."""
        before = self.sheet_names
        entry = self._entry(name)
        self.listed.remove(entry)
        self.listed.insert(place, entry)
        self._renumber(before)

    def hide_sheet(self, name: str) -> None:
        """Hide a sheet."""
        self._entry(name).attrib["state"] = "hidden"

    def delete_sheet(self, name: str) -> None:
        """Delete a sheet: names that referred to it are broken."""
        self.is_moved = True
        before, link, entry = self.sheet_names, self._link(name), self._entry(name)
        del self.parts[self._part(name)]
        self.open.pop(name, None)
        self.links.remove(link)
        self.listed.remove(entry)
        self._renumber(before)
        for each in self.names():
            each.text = re.sub(rf"(?<![\w.])'?{re.escape(name)}'?!\$[^,]*", GONE, each.text or "")

    def add_sheet(self, name: str, xml: bytes, place: int | None = None) -> None:
        """Put in a sheet; without a place it comes last."""
        before = self.sheet_names
        part, identity = f"worksheets/added{len(self.links)}.xml", f"rIdAdded{len(self.links)}"
        self.parts[f"xl/{part}"] = xml
        self.link(f"{LINKS}/worksheet", part, identity)
        number = max(int(each.attrib["sheetId"]) for each in self.listed) + 1
        entry = ET.Element(tag("sheet"), {"name": name, "sheetId": str(number), _ID: identity})
        self.listed.insert(len(before) if place is None else place, entry)
        self._renumber(before)
        override = f'<Override PartName="/xl/{part}" ContentType="{_SHEET_TYPE}"/></Types>'
        self.parts[TYPES] = self.parts[TYPES].replace(b"</Types>", override.encode())

    def link(self, kind: str, target: str, identity: str = "rIdMore") -> None:
        """Link the workbook to one more part."""
        attributes = {"Id": identity, "Type": kind, "Target": target}
        ET.SubElement(self.links, f"{{{PACKAGE}/relationships}}Relationship", attributes)

    def copy_sheet(self, name: str, new: str) -> None:
        """Copy a sheet behind itself; the copy has names of its own, as in Excel."""
        place = self.sheet_names.index(name) + 1
        self.add_sheet(new, self[name].xml(), place)
        own = [each for each in self.names() if f"'{name}'!" in (each.text or "")]
        for each in own:
            attributes = {"name": each.attrib["name"], "localSheetId": str(place)}
            copied = ET.SubElement(self._names, tag("definedName"), attributes)
            copied.text = (each.text or "").replace(f"'{name}'!", f"'{new}'!")

    def blank_sheet(self, name: str) -> BenchSheet:
        """Put in an empty sheet."""
        self.add_sheet(name, sheet_xml("").encode())
        return self[name]

    def insert_rows(self, sheet: str, row: int, count: int = 1) -> None:
        """Insert rows above a row."""
        self._shift(sheet, Shift("rows", row, count))

    def delete_rows(self, sheet: str, row: int, count: int = 1) -> None:
        """Delete rows."""
        self._shift(sheet, Shift("rows", row, -count))

    def insert_columns(self, sheet: str, column: int, count: int = 1) -> None:
        """Insert columns left of a column, counted from 1."""
        self._shift(sheet, Shift("columns", column, count))

    def delete_columns(self, sheet: str, column: int, count: int = 1) -> None:
        """Delete columns, counted from 1."""
        self._shift(sheet, Shift("columns", column, -count))

    def _shift(self, sheet: str, shift: Shift) -> None:
        """What refers to the sheet from elsewhere are names, and formulas of 校验 that nobody reads."""
        self.is_moved = True
        self[sheet].shift(shift)
        for name in self.names():
            name.text = shift.formula(name.text or "", sheet, "")

    # Names, properties, marks

    @property
    def _names(self) -> ET.Element:
        found = self.book.find(tag("definedNames"))
        assert found is not None
        return found

    def names(self) -> list[ET.Element]:
        """The defined names of the whole workbook."""
        return [each for each in self._names if "localSheetId" not in each.attrib]

    def remove_names(self, is_meant: Callable[[str], bool] = bool) -> None:
        """Delete defined names; all of them unless told otherwise."""
        for each in self.names():
            if is_meant(each.attrib["name"]):
                self._names.remove(each)

    def remove_properties(self) -> None:
        """Forget the custom properties, as some programs do when they save."""
        self.parts[PROPERTIES] = re.sub(
            rb"<property .*</property>", b"", self.parts[PROPERTIES], flags=re.DOTALL
        )

    def change_property(self, old: str, new: str) -> None:
        """Change the text of a custom property."""
        assert old.encode() in self.parts[PROPERTIES]
        self.parts[PROPERTIES] = self.parts[PROPERTIES].replace(old.encode(), new.encode())

    def remove_marks(self, sheets: Iterable[str]) -> None:
        """Delete the hidden marks of sheets."""
        for name in sheets:
            self.remove_texts(name, lambda _, text: text.startswith("budgetbook/"))

    def remove_texts(self, sheet: str, is_meant: Callable[[str, str], bool]) -> None:
        """Delete cells of shared text that are meant, by address and text."""
        if sheet in self.open:
            self.open[sheet].remove(is_meant)
            return

        def kept(cell: re.Match[bytes]) -> bytes:
            text = self.texts[int(cell["text"])]
            return b"" if is_meant(cell["address"].decode(), text) else cell[0]

        part = self._part(sheet)
        self.parts[part] = _TEXT_CELL.sub(kept, self.parts[part])

    def _renumber(self, before: list[str]) -> None:
        """Names of one sheet follow it to its new place; those of a deleted sheet go."""
        for each in [name for name in self._names if "localSheetId" in name.attrib]:
            sheet = before[int(each.attrib["localSheetId"])]
            if sheet in self.sheet_names:
                each.attrib["localSheetId"] = str(self.sheet_names.index(sheet))
            else:
                self._names.remove(each)

    def _date_style(self) -> str:
        """A cell format that shows a day."""
        styles = self.parts[STYLES].decode()
        found = re.search(r'<cellXfs count="(\d+)">', styles)
        assert found is not None
        more = f'<cellXfs count="{int(found[1]) + 1}">'
        styles = styles.replace(found[0], more).replace("</cellXfs>", '<xf numFmtId="14"/></cellXfs>')
        self.parts[STYLES] = styles.encode()
        return found[1]

    # The file

    def content(self) -> bytes:
        """The bytes of the file."""
        parts = dict(self.parts)
        for name, sheet in self.open.items():
            parts[self._part(name)] = sheet.xml()
        for text in self.texts[len(self.strings) :]:
            ET.SubElement(ET.SubElement(self.strings, tag("si")), tag("t")).text = text
        for part, root in ((BOOK, self.book), (STRINGS, self.strings)):
            parts[part] = ET.tostring(root, "UTF-8", xml_declaration=True)
        parts[LINKED] = _links_xml(self.links)
        return self.as_bytes(zipped(parts, zipfile.ZIP_STORED))

    def save(self, path: Path) -> Path:
        """Write the file."""
        path.write_bytes(self.content())
        return path


def _links_xml(links: ET.Element) -> bytes:
    listed = "".join(
        "<Relationship " + " ".join(f'{key}="{value}"' for key, value in each.attrib.items()) + "/>"
        for each in links
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'.encode()
