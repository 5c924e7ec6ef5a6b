"""An OpenDocument spreadsheet (.ods) as a `RawBook`: values, names, properties, what is hidden."""

from __future__ import annotations

from dataclasses import replace

from generator.messages import finding
from generator.model.finding import Finding
from generator.spreadsheet.cell_text import Errors, Numbers
from generator.spreadsheet.limits import too_large
from generator.spreadsheet.ods_table import ODF, OFFICE, TABLE, OdsTable
from generator.spreadsheet.package import Package
from generator.spreadsheet.raw_book import PartError, RawBook, RawSheet
from generator.spreadsheet.reference import DefinedNames
from generator.spreadsheet.sheet_cells import SheetCells
from generator.spreadsheet.xml_part import Element, Handler, each_element, walk

CONTENT, MANIFEST, META = "content.xml", "meta-inf/manifest.xml", "meta.xml"
_STYLE = f"{ODF}style:1.0 "
_DRAWING = f"{ODF}drawing:1.0 "
_LINK = "http://www.w3.org/1999/xlink href"
_SKIPPED = (f"{OFFICE}annotation", f"{TABLE}shapes", f"{TABLE}tracked-changes", f"{TABLE}dde-links")


def is_encrypted(package: Package) -> bool:
    """Whether the manifest says that parts are encrypted. Raises: PartError."""
    encrypted = "encrypted-package" in package

    def visit(element: Element) -> None:
        nonlocal encrypted
        encrypted |= element.name == "manifest:encryption-data"

    if MANIFEST in package:
        each_element(package, MANIFEST, visit)
    return encrypted


def read_ods(package: Package) -> tuple[RawBook, list[Finding]]:
    """The book, and notes on macros, links and embedded objects. Raises: PartError."""
    place = package.place
    handler = _ContentHandler(package)
    walk(package.chunks(CONTENT), handler, CONTENT, place, package.allowance)
    if not handler.sheets:
        raise PartError(finding("OPEN-009", place))
    names = DefinedNames([sheet.name for sheet in handler.sheets])
    for name, address in handler.named:
        names.add_open_document(name, address)
    notes = [finding("OPEN-013", place, found="ods")]
    if any(name.startswith(("basic/", "scripts/")) for name in package.names):
        notes.append(finding("OPEN-010", place))
    if handler.linked:
        files = dict.fromkeys(link.rstrip("/").rpartition("/")[2] for link in handler.linked)
        notes.append(finding("OPEN-011", place, found="、".join(filter(None, files))))
    objects = {name.partition("/")[0] for name in package.names if name.startswith("object ")}
    if objects:
        notes.append(finding("OPEN-012", place, found=f"{len(objects):,}"))
    sheets, broken = tuple(handler.sheets), frozenset(names.broken)
    return RawBook("ods", sheets, names.areas, broken, _properties(package), knows_formulas=False), notes


class _ContentHandler(Handler):
    """Follows content.xml. `named` are defined names with their addresses, `linked` other files."""

    def __init__(self, package: Package) -> None:
        self.sheets: list[RawSheet] = []
        self.named: list[tuple[str, str]] = []
        self.linked: list[str] = []
        self._package, self._limits = package, package.allowance.limits
        self._numbers, self._errors = Numbers(), Errors()
        self._style, self._hidden_styles = "", set[str]()
        self._table: OdsTable | None = None
        self._skipping = 0

    def start(self, full: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        table = self._table
        if self._skipping or full in _SKIPPED:
            self._skipping += 1
        elif table is None:
            self._start_outside(full, attributes)
        elif full == f"{TABLE}table" or full.startswith(_DRAWING):
            self._skipping += 1
        elif full == f"{TABLE}table-source":
            self.linked.append(attributes.get(_LINK, ""))
        elif (begin := table.begin.get(full)) is not None:
            begin(attributes)

    def end(self, full: str) -> None:
        """An element ends."""
        table = self._table
        if self._skipping:
            self._skipping -= 1
        elif table is None:
            return
        elif full == f"{TABLE}table":
            self._table = None
            if not (table.name.startswith("'") and "'#" in table.name):
                self._add(table.sheet())
        elif (end := table.end.get(full)) is not None:
            end()

    def text(self, text: str) -> None:
        """Text, of which that in cells matters."""
        if self._table is not None and not self._skipping:
            self._table.text(text)

    def _start_outside(self, full: str, attributes: dict[str, str]) -> None:
        """An element outside tables: styles before them, names behind them."""
        if full == f"{TABLE}table":
            name = attributes.get(f"{TABLE}name", "")
            hidden = attributes.get(f"{TABLE}style-name", "") in self._hidden_styles
            place = replace(self._package.place, sheet=name)
            gathered = SheetCells(name, hidden, place, self._package.allowance)
            self._table = OdsTable(gathered, self._numbers, self._errors)
        elif full == f"{_STYLE}style":
            self._style = attributes.get(f"{_STYLE}name", "")
        elif full == f"{_STYLE}table-properties" and attributes.get(f"{TABLE}display") == "false":
            self._hidden_styles.add(self._style)
        elif full == f"{TABLE}named-range":
            address = attributes.get(f"{TABLE}cell-range-address", "")
            self.named.append((attributes.get(f"{TABLE}name", ""), address))
            if len(self.named) > self._limits.names:
                raise too_large(self._package.place, self._limits, "names")

    def _add(self, sheet: RawSheet) -> None:
        """Take a sheet; what LibreOffice keeps of linked files ('file:///…'#$Sheet1) never comes here."""
        self.sheets.append(sheet)
        if len(self.sheets) > self._limits.sheets:
            raise too_large(self._package.place, self._limits, "sheets")


def _properties(package: Package) -> dict[str, str]:
    """The custom document properties as text. Raises: PartError."""
    found: dict[str, str] = {}

    def visit(element: Element) -> None:
        if element.name == "meta:user-defined":
            found[element.attributes.get(f"{ODF}meta:1.0 name", "")] = element.text

    if META in package:
        each_element(package, META, visit)
    return found
