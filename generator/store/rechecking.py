"""Reading again (复审) what is in the store, and what became of it: conclusions, findings, figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from generator import __version__
from generator.store.submissions import StoredSubmission
from generator.store.tables import FIGURE, FINDING, LINE_ITEM, READING

FindingKey = tuple[str, str, str, str]
"""Code, check, sheet, cell."""
_OLDER_FORM = "FORM-003"
"""That a workbook was made from another form than the layout: why it is read again, and no news."""
FigureKey = tuple[str, str, str]
"""Official table, label of the row, column."""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure of an official table that is another now; in fen."""

    table: str
    label: str
    column: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class ReadingChange:
    """What another reading of the same file, or of a later version, changed."""

    outcomes: tuple[str, str]
    found_new: tuple[FindingKey, ...]
    found_no_more: tuple[FindingKey, ...]
    figures: tuple[FigureChange, ...]
    lines: tuple[int, int]

    @property
    def is_empty(self) -> bool:
        """Whether all is as it was."""
        same = self.outcomes[0] == self.outcomes[1] and self.lines[0] == self.lines[1]
        return same and not (self.found_new or self.found_no_more or self.figures)


def compare_readings(connection: Connection, before: int, after: int) -> ReadingChange:
    """What changed from one reading to another."""
    findings = [Counter(_findings(connection, number)) for number in (before, after)]
    return ReadingChange(
        (_outcome(connection, before), _outcome(connection, after)),
        tuple(sorted((findings[1] - findings[0]).elements())),
        tuple(sorted((findings[0] - findings[1]).elements())),
        figure_changes(connection, before, after),
        (_lines(connection, before), _lines(connection, after)),
    )


def figure_changes(connection: Connection, before: int, after: int) -> tuple[FigureChange, ...]:
    """The figures of the official tables that differ, in the order of the tables."""
    old, new = _figures(connection, before), _figures(connection, after)
    keys = dict.fromkeys([*new, *old])
    changed = [key for key in keys if old.get(key, 0) != new.get(key, 0)]
    order = {table: place for place, table in enumerate(dict.fromkeys(key[0] for key in keys))}
    changed.sort(key=lambda key: order[key[0]])
    return tuple(FigureChange(*key, old.get(key, 0), new.get(key, 0)) for key in changed)


def outdated(
    submissions: Sequence[StoredSubmission], versions: dict[tuple[str, int], str], connection: Connection
) -> Iterator[StoredSubmission]:
    """The submissions that were read by another version of their layout, or by another program.

    `versions` has the version of each layout and year. What could not be read before may be now.
    """
    rows = connection.execute(select(READING.c.id, READING.c.program))
    programs = {row.id: row.program for row in rows}
    for each in submissions:
        current = versions.get((each.layout, each.year), "")
        if each.layout_version != current or programs[each.reading_id] != __version__:
            yield each


def _outcome(connection: Connection, reading: int) -> str:
    return str(connection.execute(select(READING.c.outcome).where(READING.c.id == reading)).scalar_one())


def _findings(connection: Connection, reading: int) -> list[FindingKey]:
    columns = (FINDING.c.code, FINDING.c.check_id, FINDING.c.sheet, FINDING.c.cell)
    roots = select(*columns).where(FINDING.c.reading_id == reading, FINDING.c.cause == "")
    rows = connection.execute(roots.where(FINDING.c.code != _OLDER_FORM))
    return [(row.code, row.check_id, row.sheet, row.cell) for row in rows]


def _figures(connection: Connection, reading: int) -> dict[FigureKey, int]:
    columns = (FIGURE.c.official_table, FIGURE.c.label, FIGURE.c.column_name, FIGURE.c.fen)
    rows = connection.execute(
        select(*columns).where(FIGURE.c.reading_id == reading).order_by(FIGURE.c.row_number)
    )
    figures: Counter[FigureKey] = Counter()
    for row in rows:  # a label may stand twice in a table
        figures[row.official_table, row.label, row.column_name] += row.fen
    return figures


def _lines(connection: Connection, reading: int) -> int:
    counted = select(LINE_ITEM.c.row_number).where(LINE_ITEM.c.reading_id == reading)
    return len(connection.execute(counted).all())
