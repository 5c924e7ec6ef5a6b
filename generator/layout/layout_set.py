"""One year's layout of one jurisdiction, read, checked and put together.

Every mistake of every file is reported in one go: file, line, what was found, what is allowed, the
nearest word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from generator.layout import schema
from generator.layout.codes import codes_by_level
from generator.layout.phrases import unreadable_file, unreadable_list
from generator.layout.references import References
from generator.layout.review import Dimensions, Review
from generator.layout.schema_faults import joined, nearest_of, schema_fault
from generator.layout.source import (
    CONTRADICTION,
    MISSING,
    NO_SUCH_YEAR,
    TWICE,
    UNREADABLE,
    LayoutFault,
    Path_,
    Source,
    read_source,
)
from generator.model.budget import FundingSource
from generator.model.classification import CodeList, load_code_list
from generator.model.funding import load_funding_sources

PartType = TypeVar("PartType", bound=schema.Part)


class LayoutError(Exception):
    """A layout that cannot be used; `faults` lists every mistake found."""

    def __init__(self, faults: Sequence[LayoutFault]) -> None:
        super().__init__(f"{len(faults)} mistakes in the layout")
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class LayoutSet:
    """Everything that is data about one year's tables."""

    year_file: schema.YearFile
    tables: dict[str, schema.Table]
    entries: schema.Entries
    checks: tuple[schema.Check, ...]
    sources: tuple[FundingSource, ...]
    function: CodeList
    economic: CodeList

    @property
    def year(self) -> int:
        """预算年度."""
        return self.year_file.year

    def entry_sheet(self, ledger: schema.Ledger) -> schema.EntrySheet:
        """The entry sheet of a ledger (收入 or 支出)."""
        return next(sheet for sheet in self.entries.sheets if sheet.ledger == ledger)


@dataclass(frozen=True, slots=True)
class YearListing:
    """A year file found in a layouts folder."""

    layout: str
    year: int
    path: Path


def list_years(folder: Path) -> list[YearListing]:
    """All years of all jurisdictions in a layouts folder, in order."""
    return [
        YearListing(path.parent.name, int(path.stem), path)
        for path in sorted(folder.glob("*/[0-9][0-9][0-9][0-9].yaml"))
    ]


def load_layout(folder: Path, layout: str, year: int) -> LayoutSet:
    """Read one year's layout.

    Raises: LayoutError, with every mistake of every file.
    """
    listed = list_years(folder)
    chosen = [entry for entry in listed if (entry.layout, entry.year) == (layout, year)]
    if not chosen:
        known = [f"{entry.layout} {entry.year}" for entry in listed]
        found = f"{layout} {year or ''}".strip()
        fault = LayoutFault(
            NO_SUCH_YEAR, str(folder), 0, "", found, "、".join(known), nearest_of(found, known)
        )
        raise LayoutError([fault])
    return _Loader(chosen[0].path).load()


class _Loader:
    """Reads the files of one year and collects their mistakes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.folder = path.parent
        self.faults: list[LayoutFault] = []
        self.review = Review(self.faults)

    def load(self) -> LayoutSet:
        year_file, year_source = self.part(self.path.name, schema.YearFile)
        if year_file is None or year_source is None:
            raise LayoutError(self.faults)
        self.check_place(year_file, year_source)
        self.check_files(year_file, year_source)
        tables: dict[str, tuple[schema.Table, Source]] = {}
        for name in year_file.tables:
            table, source = self.part(name, schema.Table) if self.has(name) else (None, None)
            if table is None or source is None:
                continue
            if table.table in tables:
                self.review.fault(TWICE, source, ("table",), table.table)
            tables[table.table] = (table, source)
        if not all(self.has(name) for name in (year_file.entries, year_file.checks)):
            raise LayoutError(self.faults)
        entries, entries_source = self.part(year_file.entries, schema.Entries)
        checks, checks_source = self.part(year_file.checks, schema.CheckFile)
        if entries is None or checks is None or entries_source is None or checks_source is None:
            raise LayoutError(self.faults)
        sources, function, economic = self.code_lists(year_file)
        codes = codes_by_level(function, economic, year_file.year)
        dimensions = Dimensions(sources, codes)
        for table, source in tables.values():
            self.review.table(table, source, dimensions)
        self.review.entries(entries, entries_source, dimensions)
        plain = {name: table for name, (table, _) in tables.items()}
        if not self.faults:
            self.review.checks(checks, checks_source, References(plain, codes))
        if self.faults:
            raise LayoutError(self.faults)
        return LayoutSet(year_file, plain, entries, tuple(checks.checks), sources, function, economic)

    def check_place(self, year_file: schema.YearFile, source: Source) -> None:
        """Collect a fault where the year file speaks of another year or layout than its place says."""
        for word, written, place in (
            ("year", str(year_file.year), self.path.stem),
            ("layout", year_file.layout, self.folder.name),
        ):
            if written != place:
                self.review.fault(CONTRADICTION, source, (word,), written, place)

    def has(self, name: str) -> bool:
        """Whether the year's folder has a file of this name."""
        return (self.folder / name).is_file()

    def check_files(self, year_file: schema.YearFile, source: Source) -> None:
        """Collect a fault for every file that the year file names and that is not there."""
        files = sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.*"))
        named: list[tuple[str, Path_]] = [
            *((name, ("tables", place)) for place, name in enumerate(year_file.tables)),
            (year_file.entries, ("entries",)),
            (year_file.checks, ("checks",)),
            (year_file.funding_sources, ("funding_sources",)),
        ]
        for name, path in named:
            if not self.has(name):
                self.review.known(source, path, name, files)

    def code_lists(self, year_file: schema.YearFile) -> tuple[tuple[FundingSource, ...], CodeList, CodeList]:
        folder = self.folder / year_file.classification
        if not self.has(year_file.funding_sources):
            raise LayoutError(self.faults)
        try:
            return (
                load_funding_sources(self.folder / year_file.funding_sources),
                load_code_list(folder / "function.csv", "支出功能分类"),
                load_code_list(folder / "economic_department.csv", "部门预算支出经济分类"),
            )
        except (OSError, ValueError) as error:
            self.faults.append(LayoutFault(UNREADABLE, self.path.name, 1, "", unreadable_list(error)))
            raise LayoutError(self.faults) from error

    def part(self, name: str, kind: type[PartType]) -> tuple[PartType | None, Source | None]:
        """Read one file as a part of the schema; its mistakes are collected."""
        try:
            source, faults = read_source(self.folder / name, name)
        except (OSError, UnicodeDecodeError) as error:
            self.faults.append(LayoutFault(UNREADABLE, name, 0, "", unreadable_file(error), "UTF-8"))
            return None, None
        self.faults += faults
        if source.data is None:
            if not faults:
                self.faults.append(LayoutFault(MISSING, name, 1, "", name, kind.__name__))
            return None, None
        try:
            return kind.model_validate(source.data), source
        except ValidationError as error:
            mistakes = [schema_fault(source, kind, mistake) for mistake in error.errors()]
            self.faults += joined(mistakes)
            return None, None
