"""What the disclosure may refer to: the other parts of its layout, and where it is written itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.layout import schema
from generator.layout.disclosure_schema import DisclosureFile
from generator.layout.fields import FACT_REGISTER, REASON_REGISTER
from generator.layout.phrases import A_ROW_WORD
from generator.layout.references import References
from generator.layout.register_schema import Register, RegisterRow
from generator.layout.review import Dimensions, Review
from generator.layout.slot_review import review_slots
from generator.layout.source import CONTRADICTION, MISSING, Path_, Source


@dataclass(frozen=True, slots=True)
class LayoutParts:
    """The parts of a layout. `figures` are those of last year, None where they could not be read."""

    tables: Mapping[str, schema.Table]
    references: References
    registers: Mapping[str, Register]
    forms: Sequence[str]
    figures: Sequence[schema.Figure] | None
    dimensions: Dimensions
    unit_kinds: Sequence[str]

    @property
    def facts(self) -> dict[str, RegisterRow]:
        """The facts of 事项 by name."""
        register = self.registers.get(FACT_REGISTER)
        return {row.row: row for row in register.rows} if register else {}


@dataclass(frozen=True, slots=True)
class Document:
    """A disclosure as it is written, the review that collects its mistakes, and what it may refer to."""

    review: Review
    source: Source
    file: DisclosureFile
    parts: LayoutParts

    def known(self, path: Path_, word: str, allowed: Iterable[str]) -> None:
        """Collect a fault when `word` is not one of `allowed`."""
        self.review.known(self.source, path, word, allowed)

    def missing(self, path: Path_, word: str) -> None:
        """Collect a fault where something required is not written."""
        self.review.fault(MISSING, self.source, path, word)

    def only_with(self, part: schema.Part, words: Iterable[str], role: str, path: Path_) -> None:
        """Collect a fault at each of these words that is written although it does not go with the role."""
        for word in words:
            if word in part.model_fields_set:
                self.review.fault(CONTRADICTION, self.source, (*path, word), word, role)

    def text(self, text: str, path: Path_, words: set[str]) -> list[str]:
        """Collect a fault at each slot that is none of `words`; gives the names in its slots."""
        return review_slots(self.review, self.source, path, text, words)

    def reasons(self, path: Path_) -> None:
        """Reasons need the register that they are written in."""
        if REASON_REGISTER not in self.parts.registers:
            self.missing((*path, "subject"), f"registers: {REASON_REGISTER}")

    def pattern(self, subject: str, path: Path_, everywhere: set[str], of_row: set[str]) -> None:
        """A subject of rows names something of the row, so that each row has its own."""
        named = self.text(subject, path, everywhere | of_row)
        if not of_row.intersection(named):
            self.review.fault(CONTRADICTION, self.source, path, subject, A_ROW_WORD)
