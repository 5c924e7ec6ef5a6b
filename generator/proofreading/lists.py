"""A list of names in a sentence (收入预算包括：…) against the list of the workbook."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_NAME = re.compile(r"[^\d,:]*")


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: its name and its place in the folded text."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ListDifference:
    """An item that is missing, too many, named otherwise or at another place; both places in their texts.

    `settles`: nothing more has to be said about its figures.
    """

    expected: str
    before: tuple[int, int]
    after: tuple[int, int]
    settles: bool
    zh: str
    en: str


def separator_of(plain: str) -> str:
    """What divides the items of a folded list: “;” when uses stand in it, “,” behind amounts, else “、”."""
    if ";" in plain or ",主要用于" in plain:
        return ";"
    return "," if "元," in plain else "、"


def items(plain: str, separator: str) -> list[Item]:
    """The items of a folded list.

    Example:
        >>> [item.name for item in items("教育支出23.35万元,主要用于培训;住房保障支出184.57万元", ";")]
        ['教育支出', '住房保障支出']
    """
    found, start = [], 0
    for piece in plain.rstrip("。;").split(separator):
        match = _NAME.match(piece)
        name = match.group() if match else piece
        if name:
            found.append(Item(name, start, start + len(piece)))
        start += len(piece) + 1
    return found


def list_differences(expected: str, found: str) -> list[ListDifference]:
    """What two folded lists do not have in common, in order."""
    separator = separator_of(expected)
    before, after = items(expected, separator), items(found, separator)
    names, said = [each.name for each in before], [each.name for each in after]
    differences: list[ListDifference] = []
    for tag, first, last, from_, to in SequenceMatcher(None, names, said, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        both = min(last - first, to - from_)
        for offset in range(both):
            old, new = before[first + offset], after[from_ + offset]
            differences.append(
                ListDifference(
                    old.name,
                    (old.start, old.start + len(old.name)),
                    (new.start, new.start + len(new.name)),
                    True,
                    "名称不同",
                    "another name",
                )
            )
        here = after[from_].start if from_ < len(after) else len(found)
        for old in before[first + both : last]:
            if old.name not in said:
                place = (here, here)
                differences.append(
                    ListDifference(old.name, (old.start, old.end), place, True, "漏列", "left out")
                )
        for new in after[from_ + both : to]:
            place = (new.start, new.end)
            moved = new.name in names
            zh, en = ("顺序不同", "another order") if moved else ("多列", "one too many")
            differences.append(
                ListDifference("" if not moved else new.name, (0, 0), place, not moved, zh, en)
            )
    return differences
