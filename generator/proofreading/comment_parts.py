"""The parts of a .docx that comments need: the comments, the link to them, their content type."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from typing import Any

from generator.spreadsheet.package import Package, damaged
from generator.spreadsheet.relationships import relationships
from generator.spreadsheet.xml_part import each_element

Element = Any
"""An element of a part; its library gives it no type."""

AUTHOR, _INITIALS = "budgetbook", "BB"
_TYPES = "[Content_Types].xml"
_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_STRICT = "http://purl.oclc.org/ooxml/"
_KINDS = {
    False: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    True: f"{_STRICT}officeDocument/relationships/comments",
}
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_HALF_POINTS = 18
"""The size of the words of a comment, 9 points, whatever the document has for its own paragraphs."""


def parsed(content: bytes) -> Element:
    """The tree of a part that was judged before: nothing is fetched, blanks stay as they are."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(content, parser)


def serialized(root: Element) -> bytes:
    """The tree as a part."""
    from lxml import etree

    content: bytes = etree.tostring(
        root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
    )
    return content


class CommentParts:
    """The comments of a document, with those that it has already.

    `main` is the part that holds the text, `namespace` that of its elements.
    Raises: PartError, when a part that is needed cannot be read.
    """

    def __init__(self, package: Package, main: str, namespace: str) -> None:
        self._package, self._main = package, main
        self._strict = namespace.startswith(_STRICT)
        folder, name = posixpath.split(main)
        self._links = posixpath.join(folder, "_rels", f"{name}.rels")
        targets = (
            link.target
            for link in relationships(package, main).values()
            if link.kind == "comments" and not link.external and link.target in package
        )
        there = next(targets, None)
        self._is_new = there is None
        self._name = there or self._free_name(folder)
        self._tag = f"{{{namespace}}}"
        if there is None:
            self._root = parsed(f'<w:comments xmlns:w="{namespace}"/>'.encode())
        else:
            self._root = self._parsed(there)
            self._tag = self._root.tag.rpartition("}")[0] + "}"
        numbers = [each.get(f"{self._tag}id", "") for each in self._root]
        self.next = max((int(each) for each in numbers if each.isdigit()), default=-1) + 1
        """The number of the next comment."""

    def add(self, lines: Iterable[str]) -> int:
        """Add a comment of these paragraphs, the first in bold; its number is given back."""
        number, self.next = self.next, self.next + 1
        comment = self._put(self._root, "comment", id=number, author=AUTHOR, initials=_INITIALS)
        for place, line in enumerate(lines):
            paragraph = self._put(comment, "p")
            properties = self._put(paragraph, "pPr")
            self._put(properties, "spacing", before=0, after=0, line=240, lineRule="auto")
            self._put(properties, "ind", left=0, firstLineChars=0, firstLine=0)
            self._put(properties, "jc", val="left")
            if not place:
                self._put(self._put(paragraph, "r"), "annotationRef")
            self._run(paragraph, line, is_bold=not place)
        return number

    def changed(self) -> dict[str, bytes]:
        """Every part that is new or not the same any more, by its name."""
        parts = {self._name: serialized(self._root)}
        if self._is_new:
            parts |= {self._links: self._linked(), _TYPES: self._typed()}
        return parts

    def _run(self, paragraph: Element, text: str, *, is_bold: bool) -> None:
        run = self._put(paragraph, "r")
        properties = self._put(run, "rPr")
        if is_bold:
            self._put(properties, "b")
        for name in ("sz", "szCs"):
            self._put(properties, name, val=_HALF_POINTS)
        words = self._put(run, "t")
        words.text = text
        words.set(_SPACE, "preserve")

    def _put(self, parent: Element, name: str, **attributes: str | int) -> Element:
        """A new element, the last in its parent."""
        from lxml.etree import SubElement

        own = {f"{self._tag}{key}": str(value) for key, value in attributes.items()}
        return SubElement(parent, f"{self._tag}{name}", own)

    def _free_name(self, folder: str) -> str:
        number, name = 1, "comments.xml"
        while posixpath.join(folder, name) in self._package:
            number, name = number + 1, f"comments{number}.xml"
        return posixpath.join(folder, name)

    def _parsed(self, name: str) -> Element:
        """A part as a tree, after it was walked through within the limits."""
        each_element(self._package, name, lambda _: None)
        return parsed(self._package.read(name))

    def _linked(self) -> bytes:
        """The links of the text, with the one to the comments."""
        namespace = f"{_PACKAGE}relationships"
        if self._links in self._package:
            root = self._parsed(self._links)
        else:
            root = parsed(f'<Relationships xmlns="{namespace}"/>'.encode())
        taken = {each.get("Id") for each in root}
        identity = next(f"rId{number}" for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
        link = {"Id": identity, "Type": _KINDS[self._strict], "Target": posixpath.basename(self._name)}
        root.append(root.makeelement(f"{{{namespace}}}Relationship", link))
        return serialized(root)

    def _typed(self) -> bytes:
        """The content types, with that of the comments."""
        if _TYPES not in self._package:
            raise damaged(self._package.place, _TYPES, "the part is not there")
        root = self._parsed(_TYPES)
        about = {"PartName": f"/{self._name}", "ContentType": _COMMENTS}
        root.append(root.makeelement(f"{{{_PACKAGE}content-types}}Override", about))
        return serialized(root)
