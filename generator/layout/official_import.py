"""The import of an official code list: what it changes, and where it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.layout.layout_set import LayoutError, list_years, load_layout
from generator.layout.own_folder import OwnFolder, write_file
from generator.layout.source import LayoutFault
from generator.model.classification import CodeList
from generator.model.official_list import CodeChanges, OfficialList, code_changes, load_book

CLASSIFICATION = "classification"
"""The folder of code lists in a layouts folder."""


@dataclass(frozen=True, slots=True)
class Import:
    """An official list that is ready to be written; `names` are those of its year's codes."""

    folder: OwnFolder
    official: OfficialList
    changes: CodeChanges
    names: Mapping[str, str]

    @property
    def path(self) -> Path:
        """The file that will hold the list."""
        return self.folder.path / CLASSIFICATION / self.official.path

    def write(self) -> list[LayoutFault]:
        """Write the list; returns the mistakes that layouts have with it, for they may use codes that ended.

        Raises: OSError.
        """
        self.folder.begin()
        write_file(self.path, self.official.text())
        faults: list[LayoutFault] = []
        for listing in list_years(self.folder.path):
            if listing.year < self.official.year:
                continue
            try:
                load_layout(self.folder.path, listing.layout, listing.year)
            except LayoutError as error:
                faults += [fault for fault in error.faults if fault not in faults]
        return faults


def prepare_import(folder: OwnFolder, official: OfficialList, ours: CodeList) -> Import:
    """What the list changes in its year; `ours` is the book as it stands."""
    laid = load_book(folder.source / CLASSIFICATION, official.book, official)
    before, after = ours.in_force(official.year), laid.in_force(official.year)
    if official.partial:
        told = {code.code for code in official.codes}
        before, after = (tuple(code for code in codes if code.code in told) for codes in (before, after))
    names = {code.code: code.name for code in (*before, *after)}
    return Import(folder, official, code_changes(before, after), names)
