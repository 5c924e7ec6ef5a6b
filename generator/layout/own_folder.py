"""A layouts folder that may be written: one's own, which begins as a copy of what comes with the program."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from generator import resources
from generator.whole_file import whole_file


class NotOwnError(Exception):
    """The layouts that come with the program cannot be written; another folder must be named."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.folder = folder


@dataclass(frozen=True, slots=True)
class OwnFolder:
    """A folder to be written, `path`, and the one that holds its layouts until it is begun, `source`."""

    path: Path
    source: Path

    @property
    def is_begun(self) -> bool:
        """Whether the folder has layouts already."""
        return self.path == self.source

    def begin(self) -> None:
        """Copy all layouts into the folder unless that was done; all of them or nothing.

        Raises: OSError.
        """
        if self.is_begun:
            return
        with tempfile.TemporaryDirectory(dir=self.path.parent) as place:
            copy = Path(place, self.path.name)
            shutil.copytree(self.source, copy)
            copy.replace(self.path)


def own_folder(asked: Path | None) -> OwnFolder:
    """The folder that somebody wants to write; without a wish, the layouts of a source checkout.

    Raises: NotOwnError.
    """
    bundled = resources.layouts_folder()
    if asked is None:
        if resources.is_installed() or not os.access(bundled, os.W_OK):
            raise NotOwnError(bundled)
        return OwnFolder(bundled, bundled)
    begun = asked.exists() and not (asked.is_dir() and not any(asked.iterdir()))
    return OwnFolder(asked, asked if begun else bundled)


def write_file(path: Path, text: str) -> None:
    """Write a text file as a whole: until it is complete, what stood there stays.

    Raises: OSError.
    """
    path.parent.mkdir(exist_ok=True)
    with whole_file(path) as part:
        part.write_text(text, encoding="utf-8", newline="")
