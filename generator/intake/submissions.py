"""The submissions (上报) that lie in a folder, of whatever kind, each with what can read it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from generator.intake.department_file import Facts
from generator.intake.folder import (
    DEPARTMENT_FILES,
    read_department,
    read_department_facts,
    submitted_files,
)
from generator.intake.submission import Classifications, Intake
from generator.layout.register_schema import Register
from generator.messages import finding
from generator.model.finding import Finding, Place

DEEPEST = 3
"""How many folders deep submissions are looked for."""
WORKBOOK_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".et", ".ods")


class Reader(Protocol):
    """Reads one submission: its facts alone, or all of it."""

    def facts(self) -> tuple[Facts, list[Finding]]:
        """Who submits, for which year, in which layout; what cannot be read is None, and a finding."""

    def intake(self, classifications: Classifications) -> Intake:
        """The department, and everything that is wrong with it."""


@dataclass(frozen=True, slots=True)
class FolderReader:
    """Reads a department's folder."""

    folder: Path

    def facts(self) -> tuple[Facts, list[Finding]]:
        """What department.yaml says."""
        return read_department_facts(self.folder)

    def intake(self, classifications: Classifications) -> Intake:
        """The whole folder."""
        return read_department(self.folder, classifications)


@dataclass(frozen=True, slots=True)
class Submission:
    """A submission that was found: `place` is its path inside the folder that was searched."""

    place: str
    reader: Reader


def folder_reader(path: Path) -> Reader | None:
    """The reader of a folder that holds a department.yaml."""
    if not path.is_dir():
        return None
    names = [unicodedata.normalize("NFC", entry.name).casefold() for entry in path.iterdir()]
    return FolderReader(path) if any(name in DEPARTMENT_FILES for name in names) else None


Kind = Callable[[Path], Reader | None]
"""What a submission may be: it takes a path and gives its reader, or None."""


def submissions(folder: Path, kinds: Sequence[Kind]) -> tuple[list[Submission], list[Finding]]:
    """Every submission of these kinds in a folder, in the order of their paths.

    What could hold one and is not looked into, a folder too deep inside, is a finding.
    """
    if not folder.is_dir():
        return [], [finding("FILE-001", Place(str(folder)), found=str(folder))]
    found: list[Submission] = []
    findings: list[Finding] = []
    for path, depth in _paths(folder, 0):
        place = _place(path, folder)
        if depth > DEEPEST and path.is_dir():
            findings.append(finding("PRV-003", Place(place), found=place, limit=DEEPEST))
            continue
        reader = next((reader for kind in kinds if (reader := kind(path)) is not None), None)
        if reader is not None:
            found.append(Submission(place, reader))
    return found, findings


def _paths(folder: Path, depth: int) -> Iterator[tuple[Path, int]]:
    """The folder and what lies in it, with the depth of each; hidden files are left out.

    Folders one level too deep are named, and not looked into.
    """
    yield folder, depth
    if depth > DEEPEST:
        return
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")):
            continue
        if path.is_dir():
            yield from _paths(path, depth + 1)
        else:
            yield path, depth + 1


RegistersFor = Callable[[Facts], Sequence[Register]]
"""The registers of the layout and year that facts are for."""


def _no_registers(_: Facts) -> Sequence[Register]:
    return ()


def is_workbook(path: Path, registers: RegistersFor = _no_registers) -> bool:
    """Whether a file is a workbook, other than a list of a department's folder."""
    if path.suffix.casefold() not in WORKBOOK_SUFFIXES or not path.is_file():
        return False
    name = unicodedata.normalize("NFC", path.name).casefold()
    if name in submitted_files():
        return folder_reader(path.parent) is None
    if not any(path.with_name(each).is_file() for each in DEPARTMENT_FILES):
        return True
    facts, _ = read_department_facts(path.parent)
    return name not in submitted_files(registers(facts))


def _place(path: Path, folder: Path) -> str:
    """A path as the officer knows it: inside the folder that she named."""
    return folder.name if path == folder else path.relative_to(folder).as_posix()
