"""Reading a list that is data of the program (a CSV file under `layouts/`), with precise errors."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ListFault:
    """One mistake in a list: its file, its line counted from 1, what stands there, what may."""

    file: str
    line: int
    found: str
    expected: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: found {self.found}, expected {self.expected}"


class ListError(ValueError):
    """A list that cannot be used. `faults` holds every mistake found in the file."""

    def __init__(self, faults: Sequence[ListFault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: the line it stands on and its cells by heading."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, heading: str) -> str:
        return self.cells[heading]


def read_list(path: Path, headings: Sequence[str], optional: Sequence[str] = ()) -> list[ListRow]:
    """Read a UTF-8 CSV file; see `rows_of`.

    Raises:  ListError; OSError.
    """
    return rows_of(list_text(path), path.name, headings, optional)


def list_text(path: Path) -> str:
    """The text of a UTF-8 file, with or without mark.

    Raises:  ListError, when it is no text; OSError.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ListError([ListFault(path.name, 1, str(error.reason), "UTF-8 text")]) from error


def rows_of(text: str, file: str, headings: Sequence[str], optional: Sequence[str] = ()) -> list[ListRow]:
    """The rows of a CSV text whose heading row holds `headings` in any order.

    Shape:   one row for each line that is not blank; an `optional` heading that is missing
             gives "".
    Raises:  ListError, for wrong headings or rows of another length.
    """
    faults: list[ListFault] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        written = [heading.strip() for heading in next(reader, [])]
        faults += _heading_faults(file, written, headings, optional)
        if faults:
            raise ListError(faults)
        absent = dict.fromkeys(set(optional) - set(written), "")
        rows = []
        for cells in reader:
            if len(cells) == len(written):
                values = {key: cell.strip() for key, cell in zip(written, cells, strict=True)}
                rows.append(ListRow(reader.line_num, values | absent))
            elif any(cell.strip() for cell in cells):
                found, expected = f"{len(cells)} cells", f"{len(written)}, as in line 1"
                faults.append(ListFault(file, reader.line_num, found, expected))
    except csv.Error as error:
        raise ListError([ListFault(file, reader.line_num, str(error), "CSV")]) from error
    if faults:
        raise ListError(faults)
    return rows


def is_year(text: str) -> bool:
    """Whether a cell holds a year of four digits."""
    return len(text) == 4 and text.isascii() and text.isdigit()


def year_faults(row: ListRow) -> list[tuple[str, str]]:
    """What is wrong with the first and last year of a row, `since` and `until`: (found, expected)."""
    wrong = [
        (f"{heading} {row[heading]!r}", "a year of four digits, or blank")
        for heading in ("since", "until")
        if row[heading] and not is_year(row[heading])
    ]
    if row["since"] and row["until"] and row["since"] > row["until"]:
        wrong.append((f"{row['since']} to {row['until']}", "since not after until"))
    return wrong


def _heading_faults(
    file: str, written: Sequence[str], headings: Sequence[str], optional: Sequence[str]
) -> list[ListFault]:
    allowed = ", ".join([*headings, *optional])
    faults = [
        ListFault(file, 1, f"heading {heading!r}", f"each of {allowed} once")
        for place, heading in enumerate(written)
        if heading not in (*headings, *optional) or heading in written[:place]
    ]
    missing = [heading for heading in headings if heading not in written]
    if missing:
        faults.append(ListFault(file, 1, f"no heading {', '.join(missing)}", allowed))
    return faults
