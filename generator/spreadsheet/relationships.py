"""How the parts of an .xlsx file hang together: relationships and content types."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from generator.spreadsheet.package import Package, part_name
from generator.spreadsheet.xml_part import Element, each_element

_TYPES = "[content_types].xml"


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part refers to: `kind` is the last word of its type; `external`: not in this package."""

    kind: str
    target: str
    external: bool


def relationships(package: Package, part: str = "") -> dict[str, Relationship]:
    """The relationships of a part ("": of the package) by identity; none when it has no such list.

    Raises: PartError.
    """
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, Relationship] = {}

    def visit(element: Element) -> None:
        if element.name == "rel:Relationship":
            told = element.attributes
            external = told.get("TargetMode", "") == "External"
            target = told.get("Target", "")
            target = unquote(target) if external else part_name(unquote(target), part)
            kind = told.get("Type", "").rpartition("/")[2]
            found[told.get("Id", "")] = Relationship(kind, target, external)

    if listing in package:
        each_element(package, listing, visit)
    return found


def content_types(package: Package) -> dict[str, str]:
    """The content types of parts by part name; those given by ending of the name, by ".ending".

    Raises: PartError.
    """
    found: dict[str, str] = {}

    def visit(element: Element) -> None:
        told = element.attributes
        if element.name == "type:Override":
            found[part_name(told.get("PartName", ""))] = told.get("ContentType", "")
        elif element.name == "type:Default":
            found["." + told.get("Extension", "").lower()] = told.get("ContentType", "")

    if _TYPES in package:
        each_element(package, _TYPES, visit)
    return found
