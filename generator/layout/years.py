"""The years of a layouts folder: which there are, and what each of them says as a whole.

A year file is complete, or it follows an earlier year and states what it changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from generator.layout import schema
from generator.layout.changes import Revision
from generator.layout.phrases import AN_EARLIER_YEAR, unreadable_file
from generator.layout.schema_faults import joined, nearest_of, schema_fault
from generator.layout.source import (
    CONTRADICTION,
    MISSING,
    UNKNOWN,
    UNREADABLE,
    LayoutFault,
    Source,
    Spot,
    Written,
    fault_at,
    read_written,
)

PartType = TypeVar("PartType", bound=schema.Part)

_REPLACED = (
    "name",
    "funding_sources",
    "classification",
    "previous_figures",
    "consolidation",
    "registers",
    "forms",
    "disclosure",
)
"""What a following year may name anew; of the rest of a year file it changes the contents."""


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


@dataclass(frozen=True, slots=True)
class WrittenYear:
    """One year as it is written, with the changes of all the years it follows.

    `entries` and `checks` are None where their files could not be read, `registers` and `disclosure` also
    where the year has none.
    """

    file: schema.YearFile
    tables: tuple[Written, ...]
    entries: Written | None
    checks: Written | None
    registers: Written | None = None
    forms: tuple[Written, ...] = ()
    disclosure: Written | None = None


class YearReader:
    """Reads the years of one jurisdiction; mistakes are collected in `faults`."""

    def __init__(self, folder: Path, faults: list[LayoutFault]) -> None:
        self.folder = folder
        self.faults = faults

    def read(self, year: int) -> WrittenYear | None:
        """One year as a whole; None when its file, or that of a year it follows, is of no use."""
        written = self.file(f"{year:04}.yaml", "YearFile")
        if written is None:
            return None
        source = Source(written)
        if written.word("follows") is None:
            return self.complete(source, year)
        following = self.valid(source, schema.FollowingYear)
        if following is None:
            return None
        self.check_place(following, source, year)
        if not self.can_follow(following, source, year):
            return None
        earlier = self.read(following.follows)
        return None if earlier is None else self.changed(earlier, following, written)

    def complete(self, source: Source, year: int) -> WrittenYear | None:
        """A year that names all its files."""
        file = self.valid(source, schema.YearFile)
        if file is None:
            return None
        self.check_place(file, source, year)
        tables = self.named_files(file.tables, source, "tables", "Table")
        entries = self.named_file(file.entries, source.spot(("entries",)), "Entries")
        checks = self.named_file(file.checks, source.spot(("checks",)), "CheckFile")
        self.exists(file.funding_sources, source.spot(("funding_sources",)))
        registers = self.optional_file(file.registers, source.spot(("registers",)), "RegisterFile")
        forms = self.named_files(file.forms, source, "forms", "Form")
        disclosure = self.optional_file(file.disclosure, source.spot(("disclosure",)), "DisclosureFile")
        return WrittenYear(file, tables, entries, checks, registers, forms, disclosure)

    def changed(self, earlier: WrittenYear, following: schema.FollowingYear, written: Written) -> WrittenYear:
        """An earlier year with the changes of the one that follows it."""
        earlier = self.replaced(earlier, following, Source(written))
        revision = Revision(self.faults, self.added_file)
        wanted = written.value.get("changes")
        changes: dict[str, Written] = wanted.value if wanted is not None else {}
        whole: dict[str, Written | None] = {
            "entries": earlier.entries,
            "checks": earlier.checks,
            "registers": earlier.registers,
            "disclosure": earlier.disclosure,
        }
        listed = {
            "tables": Written(earlier.tables, written.spot),
            "forms": Written(earlier.forms, written.spot),
        }
        for part, stated in changes.items():
            if part in listed:
                listed[part] = revision.members(part.removesuffix("s"), listed[part], stated)
                continue
            # Checks and registers are lists, in files of one word.
            steps = stated if isinstance(stated.value, dict) else Written({part: stated}, stated.spot)
            before = whole[part]
            if before is None and not getattr(earlier.file, part):
                before = Written({part: Written((), stated.spot)} if steps is not stated else {}, stated.spot)
            if before is not None and isinstance(before.value, dict):
                whole[part] = revision.words(part, before, steps)
        return WrittenYear(
            earlier.file,
            listed["tables"].value,
            whole["entries"],
            whole["checks"],
            whole["registers"],
            listed["forms"].value,
            whole["disclosure"],
        )

    def replaced(self, earlier: WrittenYear, following: schema.FollowingYear, source: Source) -> WrittenYear:
        """An earlier year with what the one that follows says of itself, and the files that it names anew."""
        anew = {word: getattr(following, word) for word in _REPLACED if getattr(following, word) is not None}
        if following.funding_sources is not None:
            self.exists(following.funding_sources, source.spot(("funding_sources",)))
        registers, forms, disclosure = earlier.registers, earlier.forms, earlier.disclosure
        if following.registers is not None:
            registers = self.optional_file(following.registers, source.spot(("registers",)), "RegisterFile")
        if following.forms is not None:
            forms = self.named_files(following.forms, source, "forms", "Form")
        if following.disclosure is not None:
            disclosure = self.optional_file(
                following.disclosure, source.spot(("disclosure",)), "DisclosureFile"
            )
        itself = {word: getattr(following, word) for word in ("year", "follows", "document", "awaits")}
        file = earlier.file.model_copy(update={**itself, **anew})
        return WrittenYear(
            file, earlier.tables, earlier.entries, earlier.checks, registers, forms, disclosure
        )

    def check_place(self, file: schema.Year, source: Source, year: int) -> None:
        """Collect a fault where a year file speaks of another year or layout than its place says."""
        for word, written, place in (
            ("year", str(file.year), f"{year:04}"),
            ("layout", file.layout, self.folder.name),
        ):
            if written != place:
                self.faults.append(source.fault(CONTRADICTION, (word,), written, place))

    def can_follow(self, file: schema.FollowingYear, source: Source, year: int) -> bool:
        """Whether there is such an earlier year; collect a fault where there is not."""
        follows = str(file.follows)
        if file.follows >= year:
            self.faults.append(source.fault(CONTRADICTION, ("follows",), follows, AN_EARLIER_YEAR))
            return False
        years = [path.stem for path in sorted(self.folder.glob("[0-9][0-9][0-9][0-9].yaml"))]
        known = [stem for stem in years if int(stem) < year]
        if follows not in known:
            nearest = nearest_of(follows, known)
            self.faults.append(source.fault(UNKNOWN, ("follows",), follows, "、".join(known), nearest))
        return follows in known

    def named_files(self, names: Sequence[str], source: Source, word: str, holds: str) -> tuple[Written, ...]:
        """The files that are listed under a word, as far as they can be read."""
        read = [self.named_file(name, source.spot((word, place)), holds) for place, name in enumerate(names)]
        return tuple(written for written in read if written is not None)

    def optional_file(self, name: str, spot: Spot, holds: str) -> Written | None:
        """A file that a layout may do without; None where it does."""
        return self.named_file(name, spot, holds) if name else None

    def added_file(self, kind: str, name: str, spot: Spot) -> Written | None:
        """The file of a table or form that a year adds."""
        return self.named_file(name, spot, kind.capitalize())

    def named_file(self, name: str, spot: Spot, holds: str) -> Written | None:
        """A file that is named at `spot`; a fault there when it does not exist."""
        return self.file(name, holds) if self.exists(name, spot) else None

    def exists(self, name: str, spot: Spot) -> bool:
        """Whether the jurisdiction has a file of this name; a fault at `spot` when it has not."""
        if (self.folder / name).is_file():
            return True
        files = sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.*"))
        self.faults.append(fault_at(spot, UNKNOWN, name, "、".join(files), nearest_of(name, files)))
        return False

    def file(self, name: str, holds: str) -> Written | None:
        """One file as it is written; `holds` names what it should hold."""
        try:
            written, faults = read_written(self.folder / name, name)
        except (OSError, UnicodeDecodeError) as error:
            self.faults.append(LayoutFault(UNREADABLE, name, 0, "", unreadable_file(error), "UTF-8"))
            return None
        self.faults += faults
        if written is None and not faults:
            self.faults.append(LayoutFault(MISSING, name, 1, "", name, holds))
        return written

    def valid(self, source: Source, kind: type[PartType]) -> PartType | None:
        """What is written as a part of the schema; its mistakes are collected."""
        try:
            return kind.model_validate(source.data)
        except ValidationError as error:
            self.faults += joined([schema_fault(source, kind, mistake) for mistake in error.errors()])
            return None


def known_years(listed: Sequence[YearListing]) -> list[str]:
    """The years of a folder as people call them.

    Example:
        >>> known_years([YearListing("xinjiang", 2024, Path("xinjiang/2024.yaml"))])
        ['xinjiang 2024']
    """
    return [f"{entry.layout} {entry.year}" for entry in listed]
