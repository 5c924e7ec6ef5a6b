"""Registers, forms and the disclosure of one year: read by the schema, then held against the whole layout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.layout import schema
from generator.layout.disclosure_parts import LayoutParts
from generator.layout.disclosure_review import DisclosureReview
from generator.layout.disclosure_schema import DisclosureFile
from generator.layout.form_review import FormReview
from generator.layout.form_schema import Form
from generator.layout.references import References
from generator.layout.register_review import RegisterReview
from generator.layout.register_schema import Register, RegisterFile
from generator.layout.review import Dimensions, Review
from generator.layout.source import Source
from generator.layout.years import PartType, WrittenYear, YearReader


@dataclass(frozen=True, slots=True)
class Accepted:
    """What the schema accepts, each part with its source. `is_known` says whether there are no registers but
    these: none that could not be read.
    """

    registers: tuple[RegisterFile, Source] | None
    forms: tuple[tuple[Form, Source], ...]
    disclosure: tuple[DisclosureFile, Source] | None
    is_known: bool

    @property
    def register_list(self) -> tuple[Register, ...]:
        """The registers in the order of their sheets."""
        return tuple(self.registers[0].registers) if self.registers else ()

    @property
    def form_list(self) -> tuple[Form, ...]:
        """The forms in the order of their sheets."""
        return tuple(form for form, _ in self.forms)


@dataclass(frozen=True, slots=True)
class Background:
    """The rest of the layout. `figures` are those of last year, None where they could not be read."""

    tables: Mapping[str, schema.Table]
    entries: schema.Entries
    references: References
    figures: Sequence[schema.Figure] | None
    dimensions: Dimensions


class DocumentLoader:
    """Reads and reviews registers, forms and the disclosure; mistakes are collected by `review`."""

    def __init__(self, reader: YearReader, review: Review) -> None:
        self.reader, self.review = reader, review

    def accepted(self, written: WrittenYear) -> Accepted:
        """What the schema accepts of them."""
        forms = [self.valid(Source(form), Form) for form in written.forms]
        registers = self.valid(Source(written.registers), RegisterFile) if written.registers else None
        return Accepted(
            registers,
            tuple(form for form in forms if form is not None),
            self.valid(Source(written.disclosure), DisclosureFile) if written.disclosure else None,
            is_known=registers is not None or not (written.registers or written.file.registers),
        )

    def valid(self, source: Source, kind: type[PartType]) -> tuple[PartType, Source] | None:
        """A part with its source, when the schema accepts it."""
        part = self.reader.valid(source, kind)
        return None if part is None else (part, source)

    def lists(self, accepted: Accepted, background: Background) -> set[str]:
        """Review registers and forms; gives the ids of the rules for entry rows of any kind."""
        tables = background.tables
        forms = FormReview(self.review, accepted.register_list, background.dimensions)
        forms.names(accepted.forms, tables)
        for form, source in accepted.forms if accepted.is_known else ():
            forms.form(form, source)
        ids = {rule.id for sheet in background.entries.sheets for rule in sheet.rules}
        if accepted.registers is not None:
            file, source = accepted.registers
            registers = RegisterReview(
                self.review, source, file.registers, background.dimensions, background.entries.unit_kinds
            )
            registers.check([*tables, *(form.form for form in accepted.form_list)])
            named = registers.rule_ids()
            self.review.names(named, source, ids)
            ids.update(name for name, _ in named)
        return ids

    def disclosure(self, accepted: Accepted, background: Background) -> None:
        """Review the disclosure; everything that it may refer to has been read."""
        if accepted.disclosure is None:
            return
        file, source = accepted.disclosure
        parts = LayoutParts(
            background.tables,
            background.references,
            {register.name: register for register in accepted.register_list},
            [form.form for form in accepted.form_list],
            background.figures,
            background.dimensions,
            background.entries.unit_kinds,
        )
        DisclosureReview(self.review, source, file, parts).check()
