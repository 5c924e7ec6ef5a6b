"""WordprocessingML, element by element: what the parts of a .docx say, without trusting any of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.proofreading.limits import ELEMENTS
from generator.spreadsheet.package import Package
from generator.spreadsheet.xml_part import Handler, walk

_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_CONTENTS_STYLE = re.compile(r"(?:toc|目录)\s*\d", re.IGNORECASE)
_OFF = ("0", "false", "off", "none")


class WordHandler(Handler):
    """The elements of one part by their short names (p, tbl); those of other languages are called ""."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.number = -1
        """The number of the element that began last, counted from 0."""

    def start(self, full: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        namespace, _, local = full.rpartition(" ")
        name = local if namespace in _NAMESPACES else ""
        own = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        self.number += 1
        self.begins(name, own)
        self.open.append(name)

    def end(self, full: str) -> None:
        """An element ends."""
        self.ends(self.open.pop())

    def begins(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element of that name begins; it is not yet among the open ones."""

    def ends(self, name: str) -> None:
        """An element of that name has ended."""

    def text(self, text: str) -> None:
        """Text, or a piece of it."""

    @property
    def parent(self) -> str:
        """The innermost open element."""
        return self.open[-1] if self.open else ""


def is_on(attributes: Mapping[str, str]) -> bool:
    """Whether a switch such as `vanish` is on: it is, unless it says otherwise."""
    return attributes.get("val", "1").lower() not in _OFF


def whole_number(attributes: Mapping[str, str], name: str = "val", nothing: int = 0) -> int:
    """A number in an attribute; `nothing` when it is none, or beyond anything that makes sense."""
    text = attributes.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else nothing


@dataclass(slots=True)
class Level:
    """One level of a numbered list."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class Lists:
    """The numbered lists of a document: levels by the identity of the list, and how far each was counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    of_list: dict[str, str] = field(default_factory=dict)
    of_style: dict[str, tuple[str, int]] = field(default_factory=dict)
    counted: dict[str, dict[int, int]] = field(default_factory=dict)
    contents_styles: set[str] = field(default_factory=set)
    """The styles of the lines of the contents."""

    def label(self, number: str, level: int) -> str:
        """The label of the next item of a list at a level: “（一）”; "" for bullets and unknown lists."""
        abstract = self.of_list.get(number, "")
        levels = self.levels.get(abstract, {})
        here = levels.get(level)
        if here is None:
            return ""
        counts = self.counted.setdefault(abstract, {})
        counts[level] = counts.get(level, here.start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        if here.kind in ("bullet", "none"):
            return ""
        text = here.text
        for each in range(level + 1):
            shown = levels.get(each, Level())
            text = text.replace(f"%{each + 1}", numeral(counts.get(each, shown.start), shown.kind))
        return text


_CHINESE = "〇一二三四五六七八九"


def numeral(number: int, kind: str) -> str:
    """A number as lists write it.

    Example:
        >>> numeral(12, "chineseCountingThousand"), numeral(3, "lowerLetter"), numeral(7, "decimal")
        ('十二', 'c', '7')
    """
    low = kind.lower()
    if ("chinese" in low or "japanese" in low or "taiwanese" in low or "ideograph" in low) and number < 100:
        tens, ones = divmod(number, 10)
        ten = "" if not tens else "十" if tens == 1 else _CHINESE[tens] + "十"
        return ten + (_CHINESE[ones] if ones or not tens else "")
    if low in ("lowerletter", "upperletter") and 1 <= number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter if low == "lowerletter" else letter.upper()
    return str(number)


class _Numbering(WordHandler):
    """numbering.xml: the levels of each list."""

    def __init__(self, lists: Lists) -> None:
        super().__init__()
        self._lists = lists
        self._abstract = self._number = ""
        self._level = Level()

    def begins(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "abstractNum":
            self._abstract = attributes.get("abstractNumId", "")
        elif name == "num":
            self._number = attributes.get("numId", "")
        elif name == "abstractNumId" and self.parent == "num" and len(self._lists.of_list) < ELEMENTS:
            self._lists.of_list[self._number] = attributes.get("val", "")
        elif name == "lvl" and self.parent == "abstractNum":
            self._level = Level()
            levels = self._lists.levels.setdefault(self._abstract, {})
            if len(levels) < 16:
                levels[whole_number(attributes, "ilvl")] = self._level
        elif self.parent == "lvl" and name == "start":
            self._level.start = whole_number(attributes, nothing=1)
        elif self.parent == "lvl" and name == "numFmt":
            self._level.kind = attributes.get("val", "decimal")
        elif self.parent == "lvl" and name == "lvlText":
            self._level.text = attributes.get("val", "")[:40]


class _Styles(WordHandler):
    """styles.xml: which styles number their paragraphs."""

    def __init__(self, lists: Lists) -> None:
        super().__init__()
        self._lists = lists
        self._style = self._number = ""
        self._level = 0

    def begins(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "style":
            self._style, self._number, self._level = attributes.get("styleId", ""), "", 0
        elif name == "name" and self.parent == "style":
            if _CONTENTS_STYLE.fullmatch(attributes.get("val", "")) and len(self._lists.contents_styles) < 99:
                self._lists.contents_styles.add(self._style)
        elif name == "numId" and self.parent == "numPr":
            self._number = attributes.get("val", "")
        elif name == "ilvl" and self.parent == "numPr":
            self._level = whole_number(attributes)

    def ends(self, name: str) -> None:
        if name == "style" and self._number and len(self._lists.of_style) < ELEMENTS:
            self._lists.of_style[self._style] = (self._number, self._level)


def lists_of(package: Package, folder: str) -> Lists:
    """The lists of a document whose parts lie in a folder of the package. Raises: PartError."""
    lists = Lists()
    for part, handler in (("numbering.xml", _Numbering(lists)), ("styles.xml", _Styles(lists))):
        name = f"{folder}/{part}" if folder else part
        if name in package:
            walk(package.chunks(name), handler, name, package.place, package.allowance)
    return lists
