"""What a .xlsx file holds, exactly as written: formulas, stored values, formats, names, print.

A general reader is kind and hides what we want to test: it turns 0.1 into a float, an empty stored
text into nothing, and a missing stored value into the same nothing. Here they stay apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import Element

from .package import MAIN, DefinedName, Package


@dataclass(frozen=True, slots=True)
class Fault:
    """An error value, such as #N/A: not the same as the text "#N/A"."""

    code: str


Value = Decimal | str | bool | Fault | None
"""A cell's value; None is nothing at all, "" is an empty text."""


@dataclass(frozen=True, slots=True)
class StoredCell:
    """One cell of the file; the formula is without its =, and None for a constant."""

    formula: str | None
    value: Value
    number_format: str


Cells = dict[str, dict[str, StoredCell]]
"""Sheet name → address such as "B7" → cell, in file order."""

_FORMATS = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "m/d/yyyy",
    49: "@",
}
"""The built-in formats we may meet; others read as "built-in 37"."""


def stored(path: Path) -> Cells:
    """Every cell of every sheet. Raises ValueError on a shared formula, which we never write."""
    with Package(path) as package:
        texts = _shared_texts(package)
        formats = _number_formats(package)
        return {
            sheet.name: dict(_cells(package.tree(sheet.part), texts, formats)) for sheet in package.sheets
        }


def values(cells: Cells) -> dict[str, dict[str, Value]]:
    """The stored values alone, to compare one file with another."""
    return {sheet: {address: cell.value for address, cell in rows.items()} for sheet, rows in cells.items()}


def without_value(cells: Cells) -> list[tuple[str, str]]:
    """Sheet and address of every formula that carries no stored value."""
    return [
        (sheet, address)
        for sheet, rows in cells.items()
        for address, cell in rows.items()
        if cell.formula is not None and cell.value is None
    ]


def defined_names(path: Path) -> dict[str, str]:
    """What each defined name of the whole workbook refers to."""
    return {name.name: name.refers_to for name in _names(path) if name.sheet is None}


def sheet_states(path: Path) -> dict[str, str]:
    """visible, hidden or veryHidden, by sheet, in tab order."""
    with Package(path) as package:
        return {sheet.name: sheet.state for sheet in package.sheets}


def merged_ranges(path: Path) -> dict[str, tuple[str, ...]]:
    """The merged ranges of each sheet, such as "A1:H1"."""
    with Package(path) as package:
        return {
            sheet.name: tuple(
                merge.attrib["ref"] for merge in package.tree(sheet.part).iter(f"{MAIN}mergeCell")
            )
            for sheet in package.sheets
        }


def print_titles(path: Path) -> dict[str, str]:
    """The rows repeated on every page, for the sheets that have some."""
    return _built_in(path, "_xlnm.Print_Titles")


def print_areas(path: Path) -> dict[str, str]:
    """The print area (a range or a formula) of the sheets that have one."""
    return _built_in(path, "_xlnm.Print_Area")


def _names(path: Path) -> tuple[DefinedName, ...]:
    with Package(path) as package:
        return package.defined_names()


def _built_in(path: Path, built_in: str) -> dict[str, str]:
    return {
        name.sheet: name.refers_to
        for name in _names(path)
        if name.sheet is not None and name.name == built_in
    }


def _cells(sheet: Element, texts: list[str], formats: list[str]) -> Iterator[tuple[str, StoredCell]]:
    data = sheet.find(f"{MAIN}sheetData")
    for row in () if data is None else data:
        for cell in row:
            address = cell.attrib["r"]
            formula = cell.find(f"{MAIN}f")
            if formula is not None and formula.get("t") == "shared":
                raise ValueError(f"{address} holds a shared formula: this reader takes none")
            yield (
                address,
                StoredCell(
                    formula=None if formula is None else formula.text or "",
                    value=_value(cell, texts),
                    number_format=formats[int(cell.get("s", "0"))],
                ),
            )


def _value(cell: Element, texts: list[str]) -> Value:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find(f"{MAIN}is")
        return "" if inline is None else _text(inline)
    element = cell.find(f"{MAIN}v")
    if element is None:
        return None
    written = element.text or ""
    if kind == "str":
        return written
    if not written:
        return None
    match kind:
        case "n":
            return Decimal(written)
        case "s":
            return texts[int(written)]
        case "b":
            return written in ("1", "true")
        case "e":
            return Fault(written)
    raise ValueError(f"{cell.get('r')} has the unknown cell type {kind}")


def _shared_texts(package: Package) -> list[str]:
    part = "xl/sharedStrings.xml"
    return [_text(item) for item in package.tree(part)] if package.has(part) else []


def _text(item: Element) -> str:
    """The text of a string item: plain, or the runs of a rich text (phonetic hints left out)."""
    runs = [item, *item.findall(f"{MAIN}r")]
    return "".join(piece.text or "" for run in runs for piece in run.findall(f"{MAIN}t"))


def _number_formats(package: Package) -> list[str]:
    styles = package.tree("xl/styles.xml")
    codes = dict(_FORMATS)
    for element in styles.iter(f"{MAIN}numFmt"):
        codes[int(element.attrib["numFmtId"])] = element.attrib["formatCode"]
    crosses = styles.find(f"{MAIN}cellXfs")
    used = [] if crosses is None else [int(cross.get("numFmtId", "0")) for cross in crosses]
    return [codes.get(number, f"built-in {number}") for number in used] or ["General"]
