"""The shape of the findings as JSON: one typed definition of what programs get, and its JSON Schema."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from generator.checks.report import Verdict
from generator.messages import Language
from generator.model.finding import Severity
from generator.reader.submission import Outcome

VERSION = 1
DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Part(BaseModel):
    """A part of an answer: nothing but what is named here."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class PlaceData(Part):
    """Where a finding is, in the words of the person's own file."""

    sheet: str
    """The sheet's name; empty when the file as a whole is meant."""
    cell: str
    """The cell, such as I26; empty when there is no single one."""
    row: int
    """The row, counted from 1; 0 when there is none."""
    heading: str
    """The heading of the column or the label of the field; empty when there is none."""


class FindingData(Part):
    """One thing to mend, to explain or to know, in words."""

    number: int
    """The place of the finding in its file, counted from 1; what follows from it comes next."""
    code: str
    """The code of the message in the catalogue, such as IN-005."""
    severity: Severity
    """error: to be mended; warning: to be explained; note: to be known."""
    title: str
    """What is the matter."""
    found: str
    """What stands there. Several lines are separated by line breaks, here and below."""
    expected: str
    """What should stand there."""
    remedy: str
    """How to mend it."""
    place: PlaceData
    """Where it is, or the first place where it is."""
    also: tuple[PlaceData, ...]
    """Further places of the very same thing."""
    knock_ons: tuple[FindingData, ...]
    """What follows from it and will probably vanish when it is mended."""


class FormData(Part):
    """The form that the workbook was made from."""

    layout: str
    """The layout, such as xinjiang."""
    year: int
    """The budget year."""
    version: str
    """The version of the form: eight digits."""


class DepartmentData(Part):
    """The department, as the workbook names it."""

    code: str
    """Its code; empty when it has none."""
    name: str
    """Its name."""
    year: int
    """The budget year."""


class CountsData(Part):
    """How many findings there are, every place counted, those that follow from others left out."""

    error: int
    """To be mended."""
    warning: int
    """To be explained."""
    note: int
    """To be known."""


class CheckData(Part):
    """One check, computed again from the entries. Amounts are exact decimals, written as texts."""

    id: str
    """The check in the layout, such as X07-1."""
    severity: str
    """How grave it is when broken: error or warning."""
    verdict: Verdict
    """平 balanced, 取整 within rounding, 不平 broken, 不适用 does not apply."""
    left: str
    """The left side."""
    right: str
    """The right side."""
    difference: str
    """Left less right."""
    measure: str
    """The unit of the sides: 元, 万元 or 行 (rows)."""
    left_cell: str
    """The cell of the left side as sheet!cell, in a workbook fresh from the program; empty if none."""
    right_cell: str
    """The cell of the right side."""
    sentence: str
    """What the check says, and what it found."""


class FileData(Part):
    """What came of one file."""

    file: str
    """The name of the file."""
    digest: str
    """The SHA-256 of its bytes."""
    outcome: Outcome
    """accepted, to_explain, refused (to be mended) or unreadable."""
    form: FormData | None
    """The form; null when the file does not say."""
    department: DepartmentData | None
    """The department; null when it could not be read."""
    counts: CountsData
    """How many findings there are."""
    findings: tuple[FindingData, ...]
    """The findings, root causes first."""
    checks: tuple[CheckData, ...]
    """All checks in the order of the check sheet; none when the entries could not be read."""
    check_code: str | None
    """The six digits that stand for all entries; null when there is none."""


class Answer(Part):
    """What `budgetbook read` says of the workbooks that came back."""

    version: Literal[1]
    """The version of this shape. It changes when a program that reads it would have to."""
    language: Language
    """The language of the sentences."""
    files: tuple[FileData, ...]
    """What came of each file, in the order in which they were given."""


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the answer (draft 2020-12)."""
    return {"$schema": DIALECT, **Answer.model_json_schema(mode="serialization")}
