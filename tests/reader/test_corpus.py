"""The corpus: workbooks damaged in every way that people and programs know, alone and in pairs.

Each is read once. What is told, in which cells, and the department that comes of it are all stated; where
nothing is stated, nothing may be told.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from generator.reader.reading import read_workbook
from tests.reader.damage import CORPUS, Damage, said
from tests.reader.damages import (  # noqa: F401  # each module adds its damages to the corpus
    amounts,
    checks,
    codes,
    columns,
    facts,
    files,
    forms,
    official,
    pairs,
    registers,
    rows,
    sheets,
    signs,
    words,
)
from tests.reader.recalculated import Original
from tests.reader.returned import WHOLE


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Original]:
    """The good workbook of a sample, written once in each test process."""
    folder = tmp_path_factory.mktemp("good")
    return cache(lambda sample: Original.of(sample, folder))


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case.name)
def test_a_damaged_workbook_is_told_exactly(
    case: Damage, good: Callable[[str], Original], tmp_path: Path
) -> None:
    bench = good(case.sample).bench()
    for edit in case.edits:
        edit(bench)
    submission = read_workbook(bench.save(tmp_path / case.file), WHOLE, case.expected)
    assert said(submission) == case.told
    assert submission.outcome is case.outcome
    assert submission.department == case.becomes(good(case.sample).department)


def test_the_corpus_is_large_enough() -> None:
    assert len(CORPUS) >= 110
    assert sum(len(case.edits) > 1 for case in CORPUS) >= 20
    assert len({case.name for case in CORPUS}) == len(CORPUS)
