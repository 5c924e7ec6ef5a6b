"""What was found, as a list for spreadsheets: one row for each finding and place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.messages import Language, words
from generator.model.finding import Place
from generator.reader.submission import Submission
from generator.reply.csv_text import csv_text, guarded
from generator.reply.point import Point, points
from generator.reply.sender import sender_of
from generator.reply.words import COLUMNS, OUTCOMES, SEVERITIES


def findings_csv(submissions: Sequence[Submission], language: Language = "zh") -> str:
    """The findings of every submission, to be opened in a spreadsheet.

    Shape:   the columns of `words.COLUMNS`; one row for each finding and place, root causes before
             what follows from them. All places of a finding share its number; what follows from
             another has that one's number in the last column. A file without findings has one row.
             Text that begins like a formula has an apostrophe before it (the usual guard, CWE-1236).
    """
    rows = [[column[language] for column in COLUMNS]]
    for submission in submissions:
        sender = sender_of(submission)
        outcome = OUTCOMES[submission.outcome][language]
        head = [sender.file, sender.department, sender.year, outcome]
        listed = [row for point in points(submission) for row in _rows(point, language)]
        rows += [[*head, *row] for row in listed or [[""] * (len(COLUMNS) - len(head))]]
    return csv_text([guarded(cell) for cell in row] for row in rows)


def _rows(point: Point, language: Language) -> Iterator[list[str]]:
    number, root = str(point.number), str(point.root) if point.root else ""
    separator = "；" if language == "zh" else "; "
    for finding in point.told.findings:
        rendered, place = words(finding, language), finding.place
        severity = SEVERITIES[rendered.severity][language]
        said = [
            separator.join(text.splitlines())
            for text in (rendered.title, rendered.found, rendered.expected, rendered.remedy)
        ]
        yield [number, rendered.code, severity, place.sheet, _cell(place), *said, root]


def _cell(place: Place) -> str:
    """The cell; of lists without cells the row."""
    return place.cell or (str(place.row) if place.row else "")
