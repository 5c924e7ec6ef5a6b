"""Stretches of text and what each of them states: how sentences are kept so that machines can read them."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass


class Meaning(enum.StrEnum):
    """What a stretch of a sentence states."""

    WORDS = "words"
    """The layout's own words."""
    NAME = "name"
    """A name: of the department, a unit, a code, a project."""
    YEAR = "year"
    AMOUNT = "amount"
    COUNT = "count"
    """A number that is no money: people, cars, square metres, months."""
    SHARE = "share"
    CHANGE = "change"
    """How much more or less, without its sign."""
    GROWTH = "growth"
    """How many per cent more or less, without its sign."""
    MORE_OR_LESS = "more_or_less"
    """增加 or 减少."""
    UP_OR_DOWN = "up_or_down"
    """增长 or 下降."""
    LISTED = "listed"
    """A list of names (and amounts) that is worked out."""
    WRITTEN = "written"
    """What people wrote: a reason, a purpose, an objective."""
    STATEMENT = "statement"
    """The sentence of an empty table."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text, and what it states.

    `states` names it for people, such as “基本支出 增减率”; `source` says where in the workbook it comes
    from, such as 表5!E14, or "".
    """

    text: str
    meaning: Meaning = Meaning.WORDS
    states: str = ""
    source: str = ""


def text_of(stretches: Iterable[Stretch]) -> str:
    """The whole text."""
    return "".join(stretch.text for stretch in stretches)
