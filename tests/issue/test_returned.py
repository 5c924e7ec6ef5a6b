"""Workbooks that came back last year serve blanks as department folders do."""

import datetime
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import api
from generator.intake.submissions import FolderReader
from generator.issue.returned import WorkbookReader, workbook_reader
from tests.conftest import SAMPLES_FOLDER

SAMPLE = "personnel-only"


@pytest.fixture
def reader(sample_workbook: Callable[[str], Path]) -> WorkbookReader:
    return WorkbookReader(sample_workbook(SAMPLE), api.layout_shelf())


def test_only_workbooks_are_read(tmp_path: Path, sample_workbook: Callable[[str], Path]) -> None:
    kind = workbook_reader(api.layout_shelf())
    (tmp_path / "说明.txt").write_text("x", encoding="utf-8")
    assert kind(tmp_path / "说明.txt") is None
    assert kind(tmp_path) is None
    assert kind(sample_workbook(SAMPLE)) is not None


def test_the_facts_are_those_of_the_folder_it_was_built_from(reader: WorkbookReader) -> None:
    facts, findings = reader.facts()
    folder, _ = FolderReader(SAMPLES_FOLDER / SAMPLE).facts()
    assert findings == []
    assert (facts.name, facts.year, facts.code, facts.units) == (
        folder.name,
        folder.year,
        folder.code,
        folder.units,
    )


def test_the_lines_of_a_workbook_become_the_lines_of_a_blank(
    tmp_path: Path, sample_workbook: Callable[[str], Path]
) -> None:
    last_year = tmp_path / "上年"
    last_year.mkdir()
    shutil.copyfile(sample_workbook(SAMPLE), last_year / "交上来的.xlsx")
    day = datetime.date(2024, 11, 25)
    by_workbook = api.read_issue(2025, day, previous=last_year)
    by_folder = api.read_issue(2025, day, previous=SAMPLES_FOLDER / SAMPLE)
    assert [one.listed.name for one in by_workbook.pairs] == [one.listed.name for one in by_folder.pairs]
    lines = [
        [issued.row.lines for issued in api.issue_templates(issue, tmp_path / name)]
        for name, issue in (("甲", by_workbook), ("乙", by_folder))
    ]
    assert lines[0] == lines[1]
    assert lines[0][0] > 0


def test_what_is_no_workbook_is_told_and_not_used(tmp_path: Path) -> None:
    (tmp_path / "坏的.xlsx").write_bytes(b"PK\x03\x04")
    facts, findings = WorkbookReader(tmp_path / "坏的.xlsx", api.layout_shelf()).facts()
    assert facts.name is None
    assert [each.code.split("-")[0] for each in findings] == ["OPEN"]
