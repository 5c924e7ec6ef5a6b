"""An .xlsx or .xlsm file as a `RawBook`: its sheets by place, defined names and properties.

Sheets are parsed when their cells are first asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.messages import finding
from generator.model.finding import Finding
from generator.spreadsheet.cell_context import CellContext
from generator.spreadsheet.limits import too_large
from generator.spreadsheet.number_format import is_date_format
from generator.spreadsheet.package import Package, damaged
from generator.spreadsheet.raw_book import Kind, LazySheet, PartError, RawBook, RawSheet
from generator.spreadsheet.reference import DefinedNames
from generator.spreadsheet.relationships import Relationship, content_types, relationships
from generator.spreadsheet.shared_strings import read_strings
from generator.spreadsheet.sheet_cells import SheetCells
from generator.spreadsheet.sheet_xml import read_sheet
from generator.spreadsheet.xml_part import Element, each_element

_YES = ("1", "true")
_SHOWN_LINKS = 5
_MACRO_SHEETS = ("xlMacrosheet", "xlIntlMacrosheet")
_WITHOUT_CELLS = ("chartsheet", "dialogsheet", *_MACRO_SHEETS)
BUILT_IN = "_xlnm."
"""How names begin that the office programs use for themselves."""


def main_part(package: Package) -> str:
    """The part that everything hangs on: what the package says, or where it usually is.

    Raises: PartError.
    """
    found = (link.target for link in relationships(package).values() if link.kind == "officeDocument")
    return next(found, "xl/workbook.xml")


def read_xlsx(package: Package, main: str) -> tuple[RawBook, list[Finding]]:
    """The book whose main part is `main`, and notes on macros, links and embedded objects.

    Raises: PartError.
    """
    return _XlsxReader(package, main).book()


@dataclass(frozen=True, slots=True)
class _Listed:
    """A sheet as the main part lists it."""

    name: str
    hidden: bool
    reference: str


class _XlsxReader:
    def __init__(self, package: Package, main: str) -> None:
        self._package, self._main = package, main
        self._links = relationships(package, main)
        self._sheets: list[_Listed] = []
        self._defined: list[tuple[str, str]] = []
        self._from_1904 = False

    def book(self) -> tuple[RawBook, list[Finding]]:
        package = self._package
        each_element(package, self._main, self._visit)
        if not self._sheets:
            raise PartError(finding("OPEN-009", package.place))
        names = DefinedNames([sheet.name for sheet in self._sheets])
        for name, text in self._defined:
            names.add(name, text)
        context = CellContext(self._date_styles(), self._from_1904, self._strings)
        kind: Kind = "xlsm" if self._is_for_macros() else "xlsx"
        sheets = tuple(self._sheet(listed, context) for listed in self._sheets)
        broken = frozenset(names.broken)
        book = RawBook(kind, sheets, names.areas, broken, custom_properties(package))
        return book, self._notes()

    def _visit(self, element: Element) -> None:
        limits, told = self._package.allowance.limits, element.attributes
        if element.name == "s:sheet" and element.within("s:sheets", "s:workbook"):
            hidden = told.get("state", "visible") != "visible"
            self._sheets.append(_Listed(told.get("name", ""), hidden, element.reference))
            if len(self._sheets) > limits.sheets:
                raise too_large(self._package.place, limits, "sheets")
        elif element.name == "s:definedName" and "localSheetId" not in told:
            name = told.get("name", "")
            if name and not name.startswith(BUILT_IN):
                self._defined.append((name, element.text))
            if len(self._defined) > limits.names:
                raise too_large(self._package.place, limits, "names")
        elif element.name == "s:workbookPr":
            self._from_1904 = told.get("date1904", "") in _YES

    def _sheet(self, listed: _Listed, context: CellContext) -> RawSheet:
        package, link = self._package, self._links.get(listed.reference)
        place = replace(package.place, sheet=listed.name)
        if link is not None and link.kind in _WITHOUT_CELLS:
            return RawSheet(listed.name, {}, hidden=listed.hidden)

        def parse() -> RawSheet:
            if link is None or link.external:
                raise damaged(place, self._main, f"sheet {listed.name} has no part")
            gathered = SheetCells(listed.name, listed.hidden, place, package.allowance)
            return read_sheet(package, link.target, gathered, context)

        return LazySheet(listed.name, listed.hidden, parse)

    def _target(self, kind: str) -> str:
        """The part of a kind that the main part refers to; "" when there is none."""
        links = self._links.values()
        return next((link.target for link in links if link.kind == kind and not link.external), "")

    def _strings(self) -> list[str]:
        part = self._target("sharedStrings")
        return read_strings(self._package, part) if part else []

    def _date_styles(self) -> frozenset[str]:
        """The styles of cells that show dates, by the number that cells give."""
        codes: dict[int, str] = {}
        formats: list[int] = []
        limits, part = self._package.allowance.limits, self._target("styles")

        def visit(element: Element) -> None:
            told = element.attributes
            if element.name == "s:numFmt" and element.within("s:numFmts", "s:styleSheet"):
                codes[_whole(told.get("numFmtId", ""))] = told.get("formatCode", "")
            elif element.name == "s:xf" and element.within("s:cellXfs", "s:styleSheet"):
                formats.append(_whole(told.get("numFmtId", "")))
            if len(formats) > limits.cells or len(codes) > limits.cells:
                raise too_large(self._package.place, limits, "cells")

        if part:
            each_element(self._package, part, visit)
        dates = {identity for identity in set(formats) if is_date_format(identity, codes)}
        return frozenset(str(place) for place, identity in enumerate(formats) if identity in dates)

    def _is_for_macros(self) -> bool:
        """Whether the file may hold macros, by its content type, or does."""
        return (
            "macroenabled" in content_types(self._package).get(self._main, "").lower() or self._has_macros()
        )

    def _has_macros(self) -> bool:
        return any(link.kind in ("vbaProject", *_MACRO_SHEETS) for link in self._links.values())

    def _notes(self) -> list[Finding]:
        """Notes on macros, links to other files and embedded objects."""
        package, notes = self._package, list[Finding]()
        if self._has_macros():
            notes.append(finding("OPEN-010", package.place))
        linked = [link for link in self._links.values() if link.kind == "externalLink"]
        if linked:
            shown = [name for link in linked[:_SHOWN_LINKS] if (name := self._linked_file(link))]
            more = ["…"] if len(linked) > _SHOWN_LINKS else []
            notes.append(finding("OPEN-011", package.place, found="、".join([*shown, *more])))
        folders = ("xl/embeddings/", "xl/activex/", "xl/ctrlprops/")
        embedded = [name for name in package.names if name.startswith(folders) and "/_rels/" not in name]
        if embedded:
            notes.append(finding("OPEN-012", package.place, found=f"{len(embedded):,}"))
        return notes

    def _linked_file(self, link: Relationship) -> str:
        """The name of the file that a link leads to; "" when it does not say."""
        try:
            targets = relationships(self._package, link.target).values()
        except PartError:
            return ""
        found = (each.target for each in targets if each.external)
        return next(found, "").replace("\\", "/").rstrip("/").rpartition("/")[2]


def custom_properties(package: Package) -> dict[str, str]:
    """The custom document properties as text. Raises: PartError."""
    found: dict[str, str] = {}
    limits, value = package.allowance.limits, ""

    def visit(element: Element) -> None:
        nonlocal value
        if element.name.startswith("vt:") and element.within("custom:property", "custom:Properties"):
            value = element.text
        elif element.name == "custom:property":
            found[element.attributes.get("name", "")] = value
            value = ""
            if len(found) > limits.names:
                raise too_large(package.place, limits, "names")

    for link in relationships(package).values():
        if link.kind in ("custom-properties", "customProperties") and not link.external:
            each_element(package, link.target, visit)
    return found


def _whole(text: str) -> int:
    """A whole number from 0; 0 for what is none."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0
