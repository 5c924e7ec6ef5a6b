"""The text of a .docx with marks put into it: runs are split where a mark begins or ends, no more."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from generator.model.finding import Severity
from generator.proofreading.anchors import Anchor, Stretch

Element = Any
"""An element of the document; its library gives it no type."""

_TEXT = "t"
_SIGNS = ("tab", "br", "cr", "noBreakHyphen")
_AROUND_RUNS = ("p", "ins", "moveTo", "hyperlink", "smartTag", "customXml")
"""Elements in which a comment may begin and end between two runs."""
_BEHIND_HIGHLIGHT = (
    "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout",
    "specVanish", "oMath", "rPrChange",
)  # fmt: skip
"""Properties of a run that the schema puts behind its highlight."""
_COLOURS = {Severity.WARNING: "yellow", Severity.ERROR: "magenta"}
"""How words in question are highlighted: as with a marker pen, yellow and pink (Word calls it magenta).

Where both meet, the graver one wins.
"""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Mark:
    """A comment by its number, and its place."""

    number: int
    severity: Severity
    anchor: Anchor | None


@dataclass(frozen=True, slots=True)
class _Part:
    """What a run holds of the signs of one element, after it was split."""

    start: int
    end: int
    run: Element


class MarkedText:
    """The tree of the part that holds the text."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._namespace: str = root.tag.rpartition("}")[0] + "}"
        self._elements: dict[int, Element] = {}
        self._lengths: dict[int, int] = {}
        self._parts: dict[int, list[_Part]] = {}

    def mark(self, marks: Iterable[Mark]) -> None:
        """Put all marks in."""
        marks = list(marks)
        stretches = [stretch for mark in marks if mark.anchor for stretch in mark.anchor.stretches]
        self._find(stretches)
        self._split(stretches)
        for severity, colour in _COLOURS.items():
            for mark in marks:
                if mark.severity is severity and mark.anchor and mark.anchor.are_words:
                    for stretch in mark.anchor.stretches:
                        for run in self._runs(stretch):
                            self._highlight(run, colour)
        for mark in reversed(marks):  # the last to be put beside a run stands nearest to it
            self._comment(mark)

    def _tag(self, name: str) -> str:
        return self._namespace + name

    def _find(self, stretches: Iterable[Stretch]) -> None:
        """Keep hold of the elements that the marks are about."""
        wanted: set[int] = set()
        for stretch in stretches:
            wanted.update(stretch.written.paragraphs[:1])
            wanted.update(element for element, _, _ in stretch.written.within(stretch.start, stretch.end))
        for number, element in enumerate(self._root.iter("*")):
            if number in wanted:
                self._elements[number] = element
                self._lengths[number] = self._length(element)

    def _length(self, element: Element) -> int:
        """How many signs an element holds that can be marked; 0 for one that is not as it should be."""
        parent = element.getparent()
        if parent is None or parent.tag != self._tag("r") or len(element):
            return 0
        if element.tag == self._tag(_TEXT):
            return len(element.text or "")
        return int(element.tag in [self._tag(name) for name in _SIGNS])

    def _split(self, stretches: Iterable[Stretch]) -> None:
        cuts: dict[int, set[int]] = {}
        for stretch in stretches:
            for number, start, end in stretch.written.within(stretch.start, stretch.end):
                if end <= self._lengths[number]:
                    cuts.setdefault(number, set()).update((start, end))
        by_run: dict[Element, dict[Element, int]] = {}
        for number in cuts:
            element = self._elements[number]
            by_run.setdefault(element.getparent(), {})[element] = number
        for run, numbers in by_run.items():
            self._split_run(run, numbers, cuts)

    def _split_run(self, run: Element, numbers: dict[Element, int], cuts: dict[int, set[int]]) -> None:
        """Make several runs of one; each has its properties."""
        properties = run.find(self._tag("rPr"))
        groups: list[list[Element]] = [[]]
        parts: list[tuple[int, int, int, int]] = []
        begins_anew = False
        for child in [each for each in run if each is not properties]:
            number = numbers.get(child)
            places = [0] if number is None else sorted({0, *cuts[number], self._lengths[number]})
            begins_anew = begins_anew or (number is not None and 0 in cuts[number])
            for place, piece in enumerate(_pieces(child, places)):
                if (begins_anew or place) and groups[-1]:
                    groups.append([])
                begins_anew = False
                groups[-1].append(piece)
                if number is not None:
                    parts.append((number, places[place], places[place + 1], len(groups) - 1))
            begins_anew = number is not None and places[-1] in cuts[number]
        runs = [run, *(self._run_like(run, properties, group) for group in groups[1:])]
        for before, further in pairwise(runs):
            before.addnext(further)
        for number, start, end, group in parts:
            self._parts.setdefault(number, []).append(_Part(start, end, runs[group]))

    def _run_like(self, run: Element, properties: Element | None, children: list[Element]) -> Element:
        further = run.makeelement(run.tag, dict(run.attrib))
        if properties is not None:
            further.append(deepcopy(properties))
        further.extend(children)
        return further

    def _runs(self, stretch: Stretch) -> Iterator[Element]:
        """The runs of a stretch in order, each once."""
        last = None
        for number, start, end in stretch.written.within(stretch.start, stretch.end):
            parts = self._parts.get(number, [])
            place = bisect_left(parts, start, key=lambda part: part.start)
            while place < len(parts) and parts[place].end <= end:
                if parts[place].run is not last:
                    last = parts[place].run
                    yield last
                place += 1

    def _highlight(self, run: Element, colour: str) -> None:
        properties = run.find(self._tag("rPr"))
        if properties is None:
            properties = run.makeelement(self._tag("rPr"))
            run.insert(0, properties)
        highlight = properties.find(self._tag("highlight"))
        if highlight is None:
            highlight = run.makeelement(self._tag("highlight"))
            behind = {self._tag(name) for name in _BEHIND_HIGHLIGHT}
            place = next((at for at, each in enumerate(properties) if each.tag in behind), len(properties))
            properties.insert(place, highlight)
        highlight.set(self._tag("val"), colour)

    def _comment(self, mark: Mark) -> None:
        """Put the beginning, the end and the reference of a comment in."""
        begin, end = (self._made(f"commentRange{side}", mark.number) for side in ("Start", "End"))
        reference = self._root.makeelement(self._tag("r"))
        reference.append(self._made("commentReference", mark.number))
        runs = list(self._runs(mark.anchor.stretches[0])) if mark.anchor else []
        if not runs:
            paragraph = self._paragraph(mark.anchor)
            place = int(paragraph.find(self._tag("pPr")) is not None)
            paragraph[place:place] = [begin, end, reference]
            return
        first, last = (self._climbed(run, _AROUND_RUNS) for run in (runs[0], runs[-1]))
        first.addprevious(begin)
        self._climbed(last, ("p",)).addnext(reference)
        last.addnext(end)

    def _made(self, name: str, number: int) -> Element:
        return self._root.makeelement(self._tag(name), {self._tag("id"): str(number)})

    def _climbed(self, element: Element, parents: tuple[str, ...]) -> Element:
        """The element, or what it lies in, right below one of these."""
        while element.getparent().tag.rpartition("}")[2] not in parents:
            element = element.getparent()
        return element

    def _paragraph(self, anchor: Anchor | None) -> Element:
        """A paragraph without words, where a comment can stand all the same."""
        numbers = anchor.stretches[0].written.paragraphs if anchor else ()
        if numbers:
            return self._elements[numbers[0]]
        found = self._root.find(f".//{self._tag('p')}")
        if found is None:
            found = self._root.makeelement(self._tag("p"))
            body = self._root.find(self._tag("body"))
            (self._root if body is None else body).insert(0, found)
        return found


def _pieces(child: Element, places: list[int]) -> list[Element]:
    """An element cut at places of its text; the first piece is the element itself."""
    if len(places) < 3:
        return [child]
    text = child.text
    pieces = [child, *(child.makeelement(child.tag, dict(child.attrib)) for _ in places[2:])]
    for piece, start, end in zip(pieces, places, places[1:], strict=False):
        piece.text = text[start:end]
        piece.set(_SPACE, "preserve")
    return pieces
