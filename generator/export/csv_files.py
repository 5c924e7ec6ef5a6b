"""Relations as CSV: UTF-8 with its mark, texts in quotes, numbers without; one file for each.

Every text can be read back exactly. One that a spreadsheet might take for a formula (CWE-1236) has an
apostrophe before it; `formula_guard.unguarded` takes it away.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from generator.export.relation import Relation
from generator.export.rows import Row, Value
from generator.export.written import Form, Written
from generator.formula_guard import guarded
from generator.reply.csv_text import BYTE_ORDER_MARK


class CsvFiles:
    """Writes one CSV file for each relation; its first row are the names of the columns."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: TextIO | None = None
        self._written: list[Written] = []

    def begin(self, relation: Relation) -> None:
        """Begin a file."""
        name = f"{relation.name}.csv"
        self._written.append(Written(name, Form.CSV, relation))
        self._file = (self._folder / name).open("w", encoding="utf-8", newline="")
        self._file.write(BYTE_ORDER_MARK)
        self._rows = csv.writer(self._file, quoting=csv.QUOTE_NONNUMERIC)
        self._rows.writerow(field.name for field in relation.fields)

    def add(self, rows: Sequence[Row]) -> None:
        """Add rows to it."""
        self._rows.writerows(map(_cell, row) for row in rows)

    def end(self) -> None:
        """Close the file."""
        self.abandon()

    def finish(self) -> Sequence[Written]:
        """The files."""
        return self._written

    def abandon(self) -> None:
        """Close the file that is open."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _cell(value: Value) -> Value:
    return guarded(value) if isinstance(value, str) else value
