"""A department's folder: department.yaml and its lists, each as .csv or .xlsx."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from generator.intake.department_file import Facts, read_facts
from generator.intake.grid import LARGEST_FACTS_BYTES, LARGEST_FILE_BYTES
from generator.intake.grid_file import LIST_SUFFIXES, read_grid, size_findings
from generator.intake.headings import INCOME, LINE_ITEMS, PREVIOUS_YEAR, Form, Record, records
from generator.intake.register_lists import register_forms
from generator.intake.submission import Classifications, Intake, Lists, receive
from generator.layout.register_schema import Register
from generator.messages import finding
from generator.model.finding import Finding, Place
from generator.model.wording import nearest_word

DEPARTMENT_FILES = ("department.yaml", "department.yml")
_FORMS = (LINE_ITEMS, INCOME, PREVIOUS_YEAR)


def read_department(folder: Path, layouts: Classifications) -> Intake:
    """Read and check a department's folder; everything that is wrong comes back in one go."""
    if not folder.is_dir():
        return Intake(None, (_no_folder(folder),))
    facts, findings = read_department_facts(folder)
    known = submitted_files(layouts.registers)
    read: list[list[Record]] = []
    for form in _FORMS:
        rows, wrong = _read_list(folder, form, known, required=form is not PREVIOUS_YEAR)
        read.append(rows)
        findings += wrong
    registers: dict[str, list[Record]] = {}
    for name, form in register_forms(layouts.registers).items():
        registers[name], wrong = _read_list(folder, form, known, required=False)
        findings += wrong
    items, income, previous = read
    return receive(facts, Lists(items, income, previous, registers), layouts, findings)


def read_department_facts(folder: Path) -> tuple[Facts, list[Finding]]:
    """Read department.yaml alone, to learn which layout and year the folder is for."""
    path, findings = _choose(
        folder, DEPARTMENT_FILES, submitted_files(), required=True, largest=LARGEST_FACTS_BYTES
    )
    return read_facts(path) if path else (Facts(), findings)


def _no_folder(folder: Path) -> Finding:
    return finding("FILE-001", Place(str(folder)), found=str(folder))


def _read_list(
    folder: Path, form: Form, known: Collection[str], required: bool
) -> tuple[list[Record], list[Finding]]:
    path, findings = _choose(folder, list_files(form), known, required)
    if path is None:
        return [], findings
    grid, findings = read_grid(path, form)
    if grid is None:
        return [], findings
    rows, wrong = records(grid, form)
    return rows, findings + wrong


def _choose(
    folder: Path,
    names: Sequence[str],
    known: Collection[str],
    required: bool,
    largest: int = LARGEST_FILE_BYTES,
) -> tuple[Path | None, list[Finding]]:
    """The one file of the folder that has one of `names`, if it is not too large to read.

    Files of the `known` names are something else, and are not suggested for one that is missing.
    """
    files = {path: unicodedata.normalize("NFC", path.name) for path in sorted(folder.iterdir())}
    chosen = [path for path, name in files.items() if name.casefold() in names and path.is_file()]
    if len(chosen) > 1:
        found = "、".join(files[path] for path in chosen)
        return None, [finding("FILE-003", Place(folder.name), found=found)]
    if not chosen:
        if not required:
            return None, []
        near = nearest_word(names[0], [name for name in files.values() if name not in known], 0.6)
        accepted = "、".join(names)
        details = {"file": names[0], "accepted": accepted, "nearest": near}
        return None, [finding("FILE-002", Place(folder.name), **details)]
    findings = size_findings(chosen[0], largest)
    return (None if findings else chosen[0]), findings


def list_files(form: Form) -> list[str]:
    """The names that the file of a list may have, in lower case."""
    return [(stem + suffix).casefold() for stem in form.files for suffix in LIST_SUFFIXES]


def submitted_files(registers: Iterable[Register] = ()) -> frozenset[str]:
    """The names that files of a department's folder may have, in lower case."""
    forms = (*_FORMS, *register_forms(registers).values())
    return frozenset((*DEPARTMENT_FILES, *(name for form in forms for name in list_files(form))))
