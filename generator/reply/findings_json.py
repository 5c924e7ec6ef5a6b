"""What was found, as JSON for programs; `schema` says its shape."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from generator.checks.report import CheckResult
from generator.messages import Language, words
from generator.model.finding import Place
from generator.reader.submission import Submission, Told
from generator.reply.json_text import json_text, whole
from generator.reply.schema import (
    VERSION,
    Answer,
    CheckData,
    CountsData,
    DepartmentData,
    FileData,
    FindingData,
    FormData,
    PlaceData,
)


def findings_json(submissions: Sequence[Submission], language: Language = "zh") -> str:
    """The findings of every submission as one JSON object.

    Names and texts are what the file holds, sign by sign; those that a terminal does not print are
    written as escapes. Amounts are texts.
    """
    return json_text(answer(submissions, language).model_dump(mode="json"))


def answer(submissions: Sequence[Submission], language: Language = "zh") -> Answer:
    """The findings of every submission as typed data."""
    files = tuple(_file(submission, language) for submission in submissions)
    return Answer(version=VERSION, language=language, files=files)


def _file(submission: Submission, language: Language) -> FileData:
    form, department, report = submission.form, submission.department, submission.report
    numbers = count(1)
    return FileData(
        file=whole(submission.file),
        digest=submission.digest,
        outcome=submission.outcome,
        form=FormData(layout=form.layout, year=form.year, version=form.version) if form else None,
        department=(
            DepartmentData(code=whole(department.code), name=whole(department.name), year=department.year)
            if department
            else None
        ),
        counts=CountsData(**{severity.value: each for severity, each in submission.counts.items()}),
        findings=tuple(_finding(told, numbers, language) for told in submission.told),
        checks=tuple(_check(result, language) for result in report.results) if report else (),
        check_code=(report.check_code or None) if report else None,
    )


def _finding(told: Told, numbers: Iterator[int], language: Language) -> FindingData:
    rendered = words(told.finding, language)
    return FindingData(
        number=next(numbers),
        code=rendered.code,
        severity=rendered.severity,
        title=rendered.title,
        found=rendered.found,
        expected=rendered.expected,
        remedy=rendered.remedy,
        place=_place(told.finding.place),
        also=tuple(_place(place) for place in told.also),
        knock_ons=tuple(_finding(each, numbers, language) for each in told.knock_ons),
    )


def _place(place: Place) -> PlaceData:
    return PlaceData(
        sheet=whole(place.sheet), cell=whole(place.cell), row=place.row, heading=whole(place.column)
    )


def _check(result: CheckResult, language: Language) -> CheckData:
    return CheckData(
        id=result.id,
        severity=result.severity,
        verdict=result.verdict,
        left=f"{result.left:f}",
        right=f"{result.right:f}",
        difference=f"{result.difference:f}",
        measure=result.measure,
        left_cell=whole(result.left_cell),
        right_cell=whole(result.right_cell),
        sentence=whole(result.sentence(language)),
    )
