"""One year's layout of one jurisdiction, read, checked and put together.

Every mistake of every file is reported in one go: file, line, what was found, what is allowed, the
nearest word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.layout import schema
from generator.layout.codes import codes_by_level
from generator.layout.consolidation import read_consolidation
from generator.layout.disclosure_schema import DisclosureFile
from generator.layout.document_loader import Background, DocumentLoader
from generator.layout.form_schema import Form
from generator.layout.phrases import unreadable_list
from generator.layout.previous_figures import Figure, read_previous_figures
from generator.layout.references import References
from generator.layout.register_schema import Register
from generator.layout.review import Dimensions, Review
from generator.layout.schema_faults import nearest_of
from generator.layout.source import NO_SUCH_YEAR, TWICE, UNREADABLE, LayoutFault, Source
from generator.layout.table_review import TableReview
from generator.layout.version import form_version
from generator.layout.years import (
    WrittenYear,
    YearListing,
    YearReader,
    known_years,
    list_years,
)
from generator.model.budget import FundingSource
from generator.model.classification import CodeList
from generator.model.funding import load_funding_sources
from generator.model.official_list import load_book

__all__ = ["LayoutError", "LayoutSet", "YearListing", "list_years", "load_layout"]


class LayoutError(Exception):
    """A layout that cannot be used; `faults` lists every mistake found."""

    def __init__(self, faults: Sequence[LayoutFault]) -> None:
        super().__init__(f"{len(faults)} mistakes in the layout")
        self.faults = tuple(faults)


@dataclass(frozen=True)
class LayoutSet:
    """Everything that is data about one year's tables."""

    year_file: schema.YearFile
    tables: dict[str, schema.Table]
    entries: schema.Entries
    checks: tuple[schema.Check, ...]
    sources: tuple[FundingSource, ...]
    function: CodeList
    economic: CodeList
    previous_figures: tuple[Figure, ...] = ()
    consolidation: schema.ConsolidationFile | None = None
    registers: tuple[Register, ...] = ()
    forms: tuple[Form, ...] = ()
    disclosure: DisclosureFile | None = None

    @property
    def year(self) -> int:
        """预算年度."""
        return self.year_file.year

    @cached_property
    def version(self) -> str:
        """The form version (表样版本): eight hex digits that are the same for the same forms."""
        codes = (self.function.in_force(self.year), self.economic.in_force(self.year))
        return form_version(
            self.tables.values(),
            self.entries,
            self.checks,
            self.sources,
            codes,
            self.previous_figures,
            self.registers,
            self.forms,
            self.disclosure,
        )

    def register(self, name: str) -> Register:
        """A register (登记表) by its name."""
        return next(register for register in self.registers if register.name == name)

    def form(self, name: str) -> Form:
        """A form (绩效目标表) by its name."""
        return next(form for form in self.forms if form.form == name)

    def entry_sheet(self, ledger: schema.EntryLedger) -> schema.EntrySheet:
        """The entry sheet of a ledger (单位, 收入 or 支出)."""
        return next(sheet for sheet in self.entries.sheets if sheet.ledger == ledger)


def load_layout(folder: Path, layout: str, year: int) -> LayoutSet:
    """Read one year's layout.

    Raises: LayoutError, with every mistake of every file.
    """
    listed = list_years(folder)
    if (layout, year) not in [(entry.layout, entry.year) for entry in listed]:
        known = known_years(listed)
        found = f"{layout} {year or ''}".strip()
        nearest = nearest_of(found, known)
        raise LayoutError([LayoutFault(NO_SUCH_YEAR, str(folder), 0, "", found, "、".join(known), nearest)])
    return _Loader(folder / layout).load(year)


class _Loader:
    """Judges what is written about one year and collects the mistakes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[LayoutFault] = []
        self.reader = YearReader(folder, self.faults)
        self.review = Review(self.faults)
        self.document = DocumentLoader(self.reader, self.review)

    def load(self, year: int) -> LayoutSet:
        written = self.reader.read(year)
        if written is None:
            raise LayoutError(self.faults)
        tables = self.tables(written)
        if written.entries is None or written.checks is None:
            raise LayoutError(self.faults)
        entries_source, checks_source = Source(written.entries), Source(written.checks)
        entries = self.reader.valid(entries_source, schema.Entries)
        checks = self.reader.valid(checks_source, schema.CheckFile)
        accepted = self.document.accepted(written)
        if entries is None or checks is None:
            raise LayoutError(self.faults)
        is_read = not self.faults
        sources, function, economic = self.lists(written.file)
        codes = codes_by_level(function, economic, year)
        dimensions = Dimensions(sources, codes)
        table_review = TableReview(self.review)
        for table, source in tables.values():
            table_review.table(table, source, dimensions)
        self.review.entries(entries, entries_source, dimensions)
        figures = self.figures(written.file, dimensions, entries.unit_kinds)
        consolidation = self.consolidation(written.file, dimensions, figures)
        plain = {name: table for name, (table, _) in tables.items()}
        # Figures that cannot be read are told already; what names them is not held against them.
        known = None if written.file.previous_figures and not figures else figures
        background = Background(plain, entries, References(plain, codes), known, dimensions)
        rule_ids = self.document.lists(accepted, background)
        is_sound = not self.faults
        if is_read:
            self.document.disclosure(accepted, background)
        if is_sound:
            forms = [form.form for form in accepted.form_list]
            explained = accepted.disclosure is not None
            references = References(plain, codes, accepted.register_list, forms, explained)
            self.review.checks(checks, checks_source, references, rule_ids)
        if self.faults:
            raise LayoutError(self.faults)
        return LayoutSet(
            written.file,
            plain,
            entries,
            tuple(checks.checks),
            sources,
            function,
            economic,
            figures,
            consolidation,
            accepted.register_list,
            accepted.form_list,
            accepted.disclosure[0] if accepted.disclosure else None,
        )

    def tables(self, written: WrittenYear) -> dict[str, tuple[schema.Table, Source]]:
        """The tables that the schema accepts, by name, each with its source."""
        tables: dict[str, tuple[schema.Table, Source]] = {}
        for each in written.tables:
            source = Source(each)
            table = self.reader.valid(source, schema.Table)
            if table is None:
                continue
            if table.table in tables:
                self.review.fault(TWICE, source, ("table",), table.table)
            tables[table.table] = (table, source)
        return tables

    def figures(
        self, file: schema.YearFile, dimensions: Dimensions, unit_kinds: Sequence[str]
    ) -> tuple[Figure, ...]:
        """The definitions of last year's figures; none when the year names no file of them."""
        if not file.previous_figures:
            return ()
        figures, faults = read_previous_figures(self.folder, file.previous_figures, dimensions, unit_kinds)
        self.faults += faults
        return figures

    def consolidation(
        self, file: schema.YearFile, dimensions: Dimensions, figures: Sequence[Figure]
    ) -> schema.ConsolidationFile | None:
        """How departments are consolidated; None when the year names no file of it."""
        if not file.consolidation:
            return None
        # Figures that cannot be read are told already; what names them is not held against them.
        known = None if file.previous_figures and not figures else figures
        consolidation, faults = read_consolidation(self.folder, file.consolidation, dimensions, known)
        self.faults += faults
        return consolidation

    def lists(self, file: schema.YearFile) -> tuple[tuple[FundingSource, ...], CodeList, CodeList]:
        """The funding sources of the year, and the books of codes."""
        folder = self.folder / file.classification
        if not (self.folder / file.funding_sources).is_file():
            raise LayoutError(self.faults)
        try:
            return (
                load_funding_sources(self.folder / file.funding_sources, file.year),
                load_book(folder, "function"),
                load_book(folder, "economic"),
            )
        except (OSError, ValueError) as error:
            place = f"{file.year:04}.yaml"
            self.faults.append(LayoutFault(UNREADABLE, place, 1, "", unreadable_list(error)))
            raise LayoutError(self.faults) from error
