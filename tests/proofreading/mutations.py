"""Mistakes that people make in a finished disclosure, one at a time, in a text whose places are lines."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.proofreading.remarks import Remark

FIGURE = re.compile(
    r"(?<![\d.,〔“])\d{1,3}(?:,\d{3})*(?:\.\d+)?"
    r"(?= ?(?:万元|元|%|人|个|辆|台|家|平方米|月|号|篇|次|条|批|名|万))"
)
YEAR = re.compile(r"2024(?= ?年)")
DIRECTION = re.compile("增加|减少|增长|下降")
MENDED = "下降 16.14%。主要原因是本单位业务拓展，所以 2024 年项目支出预算比上年"
"""Before the one direction word that is wrong in print: to flip it mends the document."""
OPPOSITE = {"增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长"}
AMOUNT_CELL = re.compile(r"(?<=[\t>])\d[\d,]*\.\d\d(?=[\t<]|$)")
FORM_FIGURE = re.compile(r"(?<=[\t=>≥≤])\d+(?:\.\d+)?(?=[\t%]| ?[万元人个辆台篇次条批套年天小])")


@dataclass(frozen=True, slots=True)
class Mutation:
    """A copy with one mistake. It is told by a remark at one of `lines`, or one that names `row`."""

    kind: str
    what: str
    text: str
    lines: frozenset[int]
    row: str = ""

    def is_told_by(self, remark: Remark) -> bool:
        """Whether a remark is about this mistake, at its place."""
        if self.row:
            return remark.spot.row.replace(" ", "") == self.row
        return remark.spot.line in self.lines


class Copy:
    """The lines of a document, and where its parts begin (from 0)."""

    def __init__(self, text: str) -> None:
        self.lines = text.splitlines()
        parts = [place for place, line in enumerate(self.lines) if re.match(r"#+ \**第.部分", line)]
        self.body = parts[-4]
        self.tables, self.prose = parts[-3], parts[-2]
        self.glossary = parts[-1]
        self.targets = next(
            place for place, line in enumerate(self.lines) if line.startswith("## 部门整体绩效目标表")
        )

    def text_lines(self) -> Iterator[int]:
        """The lines of prose: parts one and three, without the forms."""
        for place in (*range(self.body, self.tables), *range(self.prose, self.targets)):
            if self.lines[place].strip() and "\t" not in self.lines[place]:
                yield place

    def rows(self, first: int, last: int) -> Iterator[int]:
        """The lines between two places that are rows of tables."""
        return (place for place in range(first, last) if "\t" in self.lines[place])

    def with_line(self, place: int, line: str) -> str:
        """The text with another line."""
        return "\n".join((*self.lines[:place], line, *self.lines[place + 1 :])) + "\n"

    def without_line(self, place: int) -> str:
        """The text with a line less."""
        return "\n".join((*self.lines[:place], *self.lines[place + 1 :])) + "\n"


def mutations(text: str, count: int, seed: int) -> Iterator[Mutation]:
    """Copies of a text, each with one mistake; the kinds take turns."""
    copy, chance = Copy(text), random.Random(seed)
    kinds = list(KINDS.items())
    for number in range(count):
        name, make = kinds[number % len(kinds)]
        yield make(name, copy, chance)


def _at(copy: Copy, kind: str, place: int, match: re.Match[str], new: str) -> Mutation:
    line = copy.lines[place]
    changed = line[: match.start()] + new + line[match.end() :]
    around = line[max(0, match.start() - 12) : match.end() + 8]
    return Mutation(
        kind, f"{match.group()} → {new} in …{around}…", copy.with_line(place, changed), frozenset({place + 1})
    )


def _other_digit(figure: str, chance: random.Random) -> str:
    """The figure with one digit changed."""
    places = [place for place, sign in enumerate(figure) if sign.isdigit()]
    while True:
        place = chance.choice(places)
        new = figure[:place] + chance.choice("123456789") + figure[place + 1 :]
        if Decimal(new.replace(",", "")) != Decimal(figure.replace(",", "")):
            return new


def _lost_digit(figure: str, chance: random.Random) -> str | None:
    """The figure with one digit less, if it is another figure then."""
    places = [place for place, sign in enumerate(figure) if sign.isdigit()]
    chance.shuffle(places)
    for place in places:
        new = figure[:place] + figure[place + 1 :]
        plain = new.strip(",")
        if re.fullmatch(r"\d[\d,]*(\.\d+)?", plain) and Decimal(plain.replace(",", "")) != Decimal(
            figure.replace(",", "")
        ):
            return plain
    return None


def _matches(copy: Copy, places: Iterator[int], pattern: re.Pattern[str]) -> list[tuple[int, re.Match[str]]]:
    return [
        (place, match)
        for place in places
        for match in pattern.finditer(copy.lines[place])
        if not re.match(r"(#|表 )", copy.lines[place]) or pattern is YEAR
    ]


def _changed(pattern: re.Pattern[str], where: str) -> Callable[[str, Copy, random.Random], Mutation]:
    def make(kind: str, copy: Copy, chance: random.Random) -> Mutation:
        place, match = chance.choice(_matches(copy, _where(copy, where), pattern))
        return _at(copy, kind, place, match, _other_digit(match.group(), chance))

    return make


def _lost(pattern: re.Pattern[str], where: str) -> Callable[[str, Copy, random.Random], Mutation]:
    def make(kind: str, copy: Copy, chance: random.Random) -> Mutation:
        found = _matches(copy, _where(copy, where), pattern)
        while True:
            place, match = chance.choice(found)
            new = _lost_digit(match.group(), chance)
            if new is not None:
                return _at(copy, kind, place, match, new)

    return make


def _where(copy: Copy, where: str) -> Iterator[int]:
    if where == "prose":
        return copy.text_lines()
    if where == "tables":
        return copy.rows(copy.tables, copy.prose)
    return copy.rows(copy.targets, copy.glossary)


def _flipped(kind: str, copy: Copy, chance: random.Random) -> Mutation:
    found = _matches(copy, copy.text_lines(), DIRECTION)
    found = [each for each in found if not copy.lines[each[0]][: each[1].start()].endswith(MENDED)]
    place, match = chance.choice(found)
    return _at(copy, kind, place, match, OPPOSITE[match.group()])


def _left_over(kind: str, copy: Copy, chance: random.Random) -> Mutation:
    places = (*range(1, copy.body), *copy.text_lines(), copy.prose)
    place, match = chance.choice(_matches(copy, iter(places), YEAR))
    return _at(copy, kind, place, match, chance.choice(("2023", "2022")))


def _unit_swapped(kind: str, copy: Copy, chance: random.Random) -> Mutation:
    place, match = chance.choice(_matches(copy, copy.text_lines(), re.compile("(?<=\\d)万元|(?<=\\d )万元")))
    return _at(copy, kind, place, match, "元")


def _row_dropped(kind: str, copy: Copy, chance: random.Random) -> Mutation:
    rows = [
        place
        for place in copy.rows(copy.tables, copy.prose)
        if AMOUNT_CELL.search(copy.lines[place]) or re.match(r"2\d\d\t", copy.lines[place])
    ]
    place = chance.choice(rows)
    cells = [re.sub(r"</?b>|\s", "", cell) for cell in copy.lines[place].split("\t")]
    named = [cell for cell in cells if cell and not re.fullmatch(r"[\d,]+\.\d\d", cell)]
    return Mutation(kind, "".join(named), copy.without_line(place), frozenset(), "".join(named))


def _indicator_dropped(kind: str, copy: Copy, chance: random.Random) -> Mutation:
    rows = [
        place
        for place in copy.rows(copy.targets, copy.glossary)
        if re.match(r"\t\t[^\t]{4,}\t[^\t]+\t[^\t]+\t[^\t]+\t\d", copy.lines[place])
    ]
    place = chance.choice(rows)
    name = re.sub(r"\s", "", copy.lines[place].split("\t")[2])
    return Mutation(kind, name, copy.without_line(place), frozenset(), name)


def _statement_moved(kind: str, copy: Copy, chance: random.Random) -> Mutation:
    """Two statements change places, or one stands under another table than its own."""
    statements = [
        place for place in range(copy.tables, copy.prose) if copy.lines[place].endswith("表为空表。")
    ]
    one, other = chance.sample(statements, 2)
    lines = list(copy.lines)
    if chance.random() < 0.5:
        lines[one], lines[other] = lines[other], lines[one]
        places = {one + 1, other + 1}
    else:
        lines[other] = f"{lines[other]}\n\n{lines[one]}" if chance.random() < 0.5 else lines[one]
        lines[one] = ""
        places = {one + 1, other + 1, other + 3}
    titles = {
        max(place for place in range(each) if copy.lines[place].startswith("#")) + 1 for each in (one, other)
    }
    titles |= {title + 2 for title in titles}
    what = copy.lines[one][-24:]
    return Mutation(kind, what, "\n".join(lines) + "\n", frozenset(places | titles))


KINDS: dict[str, Callable[[str, Copy, random.Random], Mutation]] = {
    "figure changed in a sentence": _changed(FIGURE, "prose"),
    "digit lost in a sentence": _lost(FIGURE, "prose"),
    "direction word flipped": _flipped,
    "unit swapped": _unit_swapped,
    "year left over": _left_over,
    "figure changed in a table": _changed(AMOUNT_CELL, "tables"),
    "digit lost in a table": _lost(AMOUNT_CELL, "tables"),
    "row dropped from a table": _row_dropped,
    "statement under the wrong empty table": _statement_moved,
    "figure changed in a form": _changed(FORM_FIGURE, "forms"),
    "digit lost in a form": _lost(FORM_FIGURE, "forms"),
    "indicator dropped from a form": _indicator_dropped,
}
"""How to make each kind of mistake."""
