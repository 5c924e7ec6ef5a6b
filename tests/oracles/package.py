"""The .xlsx package: which sheets there are, and which part of the zip holds each.

Standard library only and no other reader of spreadsheets, because it is a witness against ours.
It reads files written by ourselves or by LibreOffice in a test, never files from outside.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as the workbook part lists it; `state` is visible, hidden or veryHidden."""

    name: str
    state: str
    part: str


@dataclass(frozen=True, slots=True)
class DefinedName:
    """One defined name; `sheet` is None when the whole workbook knows it."""

    name: str
    refers_to: str
    sheet: str | None
    hidden: bool


class Package:
    """An open .xlsx file; use it in a `with`."""

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path)
        self._workbook = self.tree("xl/workbook.xml")
        self.sheets = tuple(self._sheets())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def has(self, part: str) -> bool:
        """Whether the zip holds this part."""
        return part in self._zip.namelist()

    def tree(self, part: str) -> ElementTree.Element:
        """The root element of one part."""
        with self._zip.open(part) as stream:
            return ElementTree.parse(stream).getroot()

    def defined_names(self) -> tuple[DefinedName, ...]:
        """Every defined name in file order, built-in ones (_xlnm.…) included."""
        return tuple(
            DefinedName(
                name=element.attrib["name"],
                refers_to=element.text or "",
                sheet=self._scope(element.get("localSheetId")),
                hidden=element.get("hidden") in ("1", "true"),
            )
            for element in self._workbook.iter(f"{MAIN}definedName")
        )

    def _scope(self, position: str | None) -> str | None:
        return None if position is None else self.sheets[int(position)].name

    def _sheets(self) -> Iterator[Sheet]:
        targets = {
            link.attrib["Id"]: posixpath.normpath(posixpath.join("/xl", link.attrib["Target"]))[1:]
            for link in self.tree("xl/_rels/workbook.xml.rels")
        }
        for element in self._workbook.iter(f"{MAIN}sheet"):
            yield Sheet(
                name=element.attrib["name"],
                state=element.get("state", "visible"),
                part=targets[element.attrib[_LINK]],
            )
