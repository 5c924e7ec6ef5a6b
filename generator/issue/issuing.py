"""Issuing blank workbooks (下发空白表): what is to be issued, and the writing of it.

An `Issue` is read in full before the first file is written: roster, matching and names are settled then.
Departments are made one after the other, so that thousands take no more memory than one.
"""

from __future__ import annotations

import datetime
import hashlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.intake.roster import Listed, read_roster
from generator.intake.submission import Classifications
from generator.intake.submissions import folder_reader, submissions
from generator.issue.blank import LastYear, blank_department
from generator.issue.blank_writer import BlankWriter
from generator.issue.file_names import file_names
from generator.issue.manifest import MANIFEST, ManifestRow, issued_files, write_manifest
from generator.issue.matching import Candidate, Pair, match, not_used, of_year, roster_of
from generator.issue.returned import workbook_reader
from generator.layout.layout_set import LayoutError, LayoutSet, load_layout
from generator.messages import finding
from generator.model.budget import Department
from generator.model.finding import Finding, Place, Severity
from generator.model.form import IssuedForm
from generator.reader.shelf import LayoutShelf

ANYBODY = Listed("")
"""Who gets the blank when nobody is named."""


class AlreadyThereError(Exception):
    """Files that stand in the way, because they are not what would be written in their place."""

    def __init__(self, files: Sequence[str]) -> None:
        super().__init__(f"{len(files)} files are there already")
        self.files = tuple(files)


@dataclass(frozen=True, slots=True)
class Issued:
    """One blank that lies in the folder now, and what was found while it was made."""

    row: ManifestRow
    findings: tuple[Finding, ...]


Progress = Callable[[Issued], None]


@dataclass(frozen=True, slots=True)
class Issue:
    """What is to be issued: the form, and each department with the name of its file.

    `findings` are those of roster and matching; when one of them is an error, `pairs` is empty.
    `layouts` is the folder of the layouts.
    """

    form: IssuedForm
    layout: LayoutSet
    pairs: tuple[Pair, ...]
    files: tuple[str, ...]
    findings: tuple[Finding, ...]
    layouts: Path


def read_issue(
    folder: Path,
    layout: LayoutSet,
    issued_on: datetime.date,
    roster: Path | None = None,
    previous: Path | None = None,
) -> Issue:
    """Read roster and submissions of last year, and settle who gets which file.

    `folder` holds the layouts. Without a roster the departments of last year are the roster; without
    either there is one blank for anybody.

    Raises: OSError, when a folder cannot be read.
    """
    listed: tuple[Listed, ...] = () if roster or previous else (ANYBODY,)
    candidates: tuple[Candidate, ...] = ()
    findings: list[Finding] = []
    if roster is not None:
        listed, findings = read_roster(roster, layout.entries.unit_kinds)
    if previous is not None:
        found, wrong = submissions(previous, (folder_reader, workbook_reader(LayoutShelf(folder))))
        candidates, others = of_year(found, layout.year - 1)
        findings += [*wrong, *others]
        if roster is None:
            listed = roster_of(candidates)
            wrong = [] if listed else [finding("ROS-002", Place(str(previous)), found=previous.name)]
            findings += wrong
        elif not found and previous.is_dir():
            findings.append(finding("PRV-001", Place(str(previous)), found=previous.name))
    if any(each.severity is Severity.ERROR for each in findings):
        listed, candidates = (), ()
    pairs, unmatched = match(listed, candidates)
    labels = ("-".join(filter(None, (one.code, one.name))) for one in listed)
    return Issue(
        IssuedForm(layout.year_file.layout, layout.year, layout.version, issued_on.isoformat()),
        layout,
        pairs,
        tuple(file_names(labels, f"-{layout.year}年部门预算.xlsx")),
        (*findings, *unmatched),
        folder,
    )


def issue_blanks(
    issue: Issue,
    output: Path,
    items: int | None = None,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Iterator[Issued]:
    """Write every blank into `output`, and the manifest after the last of them.

    Every file is whole or not there. A file that is there already stays when it is the same to the byte;
    otherwise nothing at all is written, unless `overwrite` is given. `progress` is told of each blank
    that is done.

    Raises: AlreadyThereError; CapacityError; OSError.
    """
    run = _Run(issue, output, BlankWriter(issue.layout, issue.form, items), progress)
    standing = {} if overwrite else run.standing()
    output.mkdir(parents=True, exist_ok=True)
    rows: list[ManifestRow] = []
    for pair, file in zip(issue.pairs, issue.files, strict=True):
        issued = standing.get(file) or run.issued(pair, file, output / file)
        rows.append(issued.row)
        yield issued
    write_manifest(output / MANIFEST, rows)


class _Run:
    """One run of issuing."""

    def __init__(self, issue: Issue, output: Path, writer: BlankWriter, progress: Progress | None) -> None:
        self.issue = issue
        self.output = output
        self.writer = writer
        self.progress = progress
        self.layouts: dict[str, LayoutSet | LayoutError] = {}

    def standing(self) -> dict[str, Issued]:
        """The blanks that lie there already and need not be written again.

        Raises: AlreadyThereError, naming every file that is another than the one to be written.
        """
        standing: dict[str, Issued] = {}
        different: list[str] = []
        with tempfile.TemporaryDirectory() as folder:
            for pair, file in zip(self.issue.pairs, self.issue.files, strict=True):
                there, new = self.output / file, Path(folder, "blank.xlsx")
                if not there.exists():
                    continue
                issued = self.issued(pair, file, new)
                if there.is_file() and there.read_bytes() == new.read_bytes():
                    standing[file] = issued
                else:
                    different.append(file)
        if not self.manifest_may_go():
            different.append(MANIFEST)
        if different:
            raise AlreadyThereError(different)
        return standing

    def manifest_may_go(self) -> bool:
        """Whether a manifest that lies there tells of no file but those of this run."""
        path = self.output / MANIFEST
        if not path.exists():
            return True
        listed = issued_files(path) if path.is_file() else None
        return listed is not None and listed <= set(self.issue.files)

    def issued(self, pair: Pair, file: str, path: Path) -> Issued:
        """Make the blank of a department and write it to `path`; `file` is the name that it is known by."""
        last, findings = self.last_year(pair.last)
        department, wrong = blank_department(pair.listed, self.issue.layout, last)
        self.writer.write_blank(department, path)
        issued = Issued(self.row(department, pair.listed.contact, file, path), (*findings, *wrong))
        if self.progress is not None:
            self.progress(issued)
        return issued

    def last_year(self, candidate: Candidate | None) -> tuple[LastYear | None, list[Finding]]:
        """What the department submitted last year, if it can be used."""
        if candidate is None:
            return None, []
        layout = self.last_layout(candidate.facts.layout)
        if isinstance(layout, LayoutError):
            found = f"{candidate.facts.layout} {self.issue.form.year - 1}"
            return None, [finding("PRV-013", candidate.place, found, faults=len(layout.faults))]
        lists = Classifications(layout.function, layout.economic, layout.sources, layout.registers)
        intake = candidate.submission.reader.intake(lists)
        if intake.department is None:
            return None, [not_used(candidate.place, intake.findings)]
        return LastYear(intake.department, layout, candidate.submission.place), []

    def last_layout(self, layout: str) -> LayoutSet | LayoutError:
        """A layout of last year, or why there is none; each is read once."""
        if layout not in self.layouts:
            try:
                self.layouts[layout] = load_layout(self.issue.layouts, layout, self.issue.form.year - 1)
            except LayoutError as error:
                self.layouts[layout] = error
        return self.layouts[layout]

    def row(self, department: Department, contact: str, file: str, path: Path) -> ManifestRow:
        """What the manifest says of a blank that was written."""
        content = path.read_bytes()
        return ManifestRow(
            department.code,
            department.name,
            file,
            contact,
            tuple(unit.name for unit in department.units),
            len(department.items) + len(department.income),
            str(self.issue.form),
            self.issue.form.issued_on,
            len(content),
            hashlib.sha256(content).hexdigest(),
        )
