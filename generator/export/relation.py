"""A relation as it is exported: its columns, what tells its rows apart, which rows a selection leaves."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from generator.messages import Language
from generator.store.views import VIEWS

_VIEWS = {view.name: view for view in VIEWS}


class Kind(enum.StrEnum):
    """What the values of a column are."""

    TEXT = "text"
    NUMBER = "number"
    """A whole number: a year, a count, a place in a list."""
    FLAG = "flag"
    """1 or 0."""
    FEN = "fen"
    """An amount as whole fen (分)."""
    YUAN = "yuan"
    """The amount of the column before it in yuan (元), exactly, with two decimals."""
    MOMENT = "moment"
    """A moment in UTC."""
    DAY = "day"


class Reach(enum.StrEnum):
    """Which rows of a relation belong to a year and round."""

    SUBMITTED = "submitted"
    """Those of submissions of this year and round."""
    IN_FORCE = "in force"
    """Those of the submissions that are in force; of all of them when all versions are wanted."""
    APPLYING = "applying"
    """Those of this year and round, and those that are said of no year or no round."""
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its title in Chinese and English, and what it means in English.

    What it means in Chinese is said by the view. `required`: it is never empty.
    """

    name: str
    kind: Kind
    title: str
    english: str
    note: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation; `row` says in English what a row is.

    `key` are the columns that tell its rows apart, () where none are sure to.
    `submission` are the columns by which a row belongs to a row of `submissions`.
    """

    name: str
    title: str
    english: str
    row: str
    reach: Reach
    fields: tuple[Field, ...]
    order: tuple[str, ...]
    key: tuple[str, ...] = ()
    submission: tuple[str, ...] = ()

    def titled(self, language: Language) -> str:
        """Its title."""
        return self.title if language == "zh" else self.english

    def described(self, language: Language) -> str:
        """What a row of it is."""
        return _VIEWS[self.name].row if language == "zh" else self.row

    def headings(self, language: Language) -> tuple[str, ...]:
        """The titles of its columns."""
        return tuple(field.title if language == "zh" else field.english for field in self.fields)

    def meanings(self, language: Language) -> Mapping[str, str]:
        """What its columns mean, by name."""
        if language == "zh":
            return _VIEWS[self.name].columns
        return {field.name: field.note or field.english for field in self.fields}
