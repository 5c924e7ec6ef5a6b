"""A copy of the shipped layouts in which one place is changed, as a layout author would change it."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.layout.layout_set import LayoutError, LayoutSet, load_layout
from generator.layout.source import LayoutFault
from generator.resources import layouts_folder

JURISDICTION, YEAR = "xinjiang", 2024


class ChangedLayout:
    """The layouts of 2024 in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "layouts"
        shutil.copytree(layouts_folder(), self.folder)
        self.year_folder = self.folder / JURISDICTION

    def change(self, file: str, old: str, new: str) -> int:
        """Replace the one place where `old` stands; returns the line of the change."""
        path = self.year_folder / file
        before = path.read_text(encoding="utf-8")
        assert before.count(old) == 1, f"{old!r} stands {before.count(old)} times in {file}"
        path.write_text(before.replace(old, new), encoding="utf-8")
        return before[: before.index(old)].count("\n") + 1

    def line(self, file: str, words: str) -> int:
        """The line, from 1, in which the words first stand."""
        written = (self.year_folder / file).read_text(encoding="utf-8")
        return written[: written.index(words)].count("\n") + 1

    def write(self, file: str, text: str) -> None:
        """Write a file of the year folder anew."""
        path = self.year_folder / file
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text, encoding="utf-8")

    def load(self, year: int = YEAR) -> LayoutSet:
        """The layout of a year as it is now."""
        return load_layout(self.folder, JURISDICTION, year)

    def faults(self, year: int = YEAR) -> tuple[LayoutFault, ...]:
        """What is wrong with the layout now; nothing at all if it loads."""
        try:
            self.load(year)
        except LayoutError as error:
            return error.faults
        return ()
