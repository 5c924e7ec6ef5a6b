"""Where findings are, in words: one place without its file, many places as short as can be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.messages import Language, place_text
from generator.model.finding import Place
from generator.reply.printable import one_line
from generator.reply.words import say

_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


def place_in(file: str, place: Place, language: Language = "zh") -> str:
    """A place as people say it, without the file when it is this one.

    Example:
        >>> place_in("水务局.xlsx", Place("水务局.xlsx", 26, "金额（元）", "支出录入", "I26"))
        '支出录入!I26“金额（元）”'
    """
    inside = replace(place, file="") if place.file == file else place
    return one_line(place_text(inside, language)).strip(" ,")


def places_text(places: Sequence[Place], language: Language = "zh", most: int | None = None) -> str:
    """Many places: the sheet where it changes, neighbours below each other as one run.

    `most` is how many runs are named; an ellipsis stands for the others.

    Example:
        >>> places_text([Place("a.xlsx", sheet="支出录入", cell=cell) for cell in ("I27", "I29", "I30")])
        '支出录入!I27、I29–I30'
    """
    runs = list(_runs(places))
    named = runs if most is None else runs[:most]
    texts: list[str] = []
    sheet = ""
    for run in named:
        texts.append(run.text(language, with_sheet=run.first.sheet != sheet))
        sheet = run.first.sheet
    if len(named) < len(runs):
        texts.append("…")
    return say("and", language).join(texts)


def titled(place: str, title: str, language: Language = "zh") -> str:
    """A title with its place before it, if there is one."""
    return say("titled", language, place=place, title=title) if place else title


@dataclass
class _Run:
    """Places below each other in one column; `rows` is how many."""

    first: Place
    last: Place
    rows: int = 1

    def text(self, language: Language, with_sheet: bool) -> str:
        place = self.first
        cell = place.cell or (say("row", language, row=place.row) if place.row else "")
        if self.rows > 1:
            cell += f"–{self.last.cell}"
        parts = [place.sheet if with_sheet or not cell else "", cell]
        return one_line("!".join(filter(None, parts)) or place.file)


def _runs(places: Sequence[Place]) -> Iterator[_Run]:
    run: _Run | None = None
    for place in places:
        if run is not None and _is_below(run.last, place):
            run.last, run.rows = place, run.rows + 1
            continue
        if run is not None:
            yield run
        run = _Run(place, place)
    if run is not None:
        yield run


def _is_below(upper: Place, lower: Place) -> bool:
    """Whether one cell is the next one below the other."""
    above, below = _CELL.fullmatch(upper.cell), _CELL.fullmatch(lower.cell)
    if above is None or below is None or upper.sheet != lower.sheet:
        return False
    return above[1] == below[1] and int(above[2]) + 1 == int(below[2])
