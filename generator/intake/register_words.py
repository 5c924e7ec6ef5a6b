"""The words that the rows of registers (登记表) may use: units, projects, and the words of a column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.intake.headings import Record
from generator.intake.operators import operator_among
from generator.intake.words import tidy
from generator.layout.register_schema import WHOLE_DEPARTMENT, RegisterColumn
from generator.model.wording import plain_name


@dataclass(frozen=True, slots=True)
class RegisterWords:
    """Units by their plain names (None when they are not known), and projects as line items write them."""

    units: Mapping[str, str] | None = None
    projects: tuple[str, ...] = ()

    @staticmethod
    def of(units: Mapping[str, str] | None, line_items: Iterable[Record]) -> RegisterWords:
        """The units, and the projects that line items name, sound or not."""
        named = (tidy(record.cells.get("project", "")) for record in line_items)
        return RegisterWords(units, tuple(dict.fromkeys(filter(None, named))))

    def project(self, written: str) -> str:
        """A project as line items write it; "" when none of them has it."""
        if written == WHOLE_DEPARTMENT or written in self.projects:
            return written
        plain = plain_name(written)
        return next((name for name in self.projects if plain_name(name) == plain), "")


def allowed_words(column: RegisterColumn, chosen: str) -> tuple[str, ...]:
    """The words of a choice column; `chosen` is what stands in the column that it is `within`.

    Where that is none of its words, those of all of them are allowed: it is what has to be mended.
    """
    if column.options_by is None:
        return tuple(column.options or ())
    every = (word for words in column.options_by.values() for word in words)
    return tuple(column.options_by.get(chosen, ())) or tuple(dict.fromkeys(every))


def word_among(written: str, allowed: Iterable[str]) -> str:
    """The allowed word that was written, in whatever width, or as an operator; "" when it is none."""
    words = {plain_name(word): word for word in allowed}
    return words.get(plain_name(written)) or operator_among(written, words.values())
