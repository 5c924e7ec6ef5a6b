"""The forms of files, and what a writer of one form does."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from generator.export.relation import Relation
from generator.export.rows import Row


class Form(enum.StrEnum):
    """What the files are."""

    CSV = "csv"
    PARQUET = "parquet"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Written:
    """A file in the folder; `relation` is the one that it holds, None when it holds all of them."""

    name: str
    form: Form
    relation: Relation | None


class Writer(Protocol):
    """Writes relations one after the other into a folder: begin, rows as often as there are any, end.

    Raises: OSError; ExportError.
    """

    def begin(self, relation: Relation) -> None:
        """Begin a relation."""

    def add(self, rows: Sequence[Row]) -> None:
        """Add rows to it."""

    def end(self) -> None:
        """End it."""

    def finish(self) -> Sequence[Written]:
        """All relations are written: what files there are now."""

    def abandon(self) -> None:
        """Close what is open, because there will be no more."""
