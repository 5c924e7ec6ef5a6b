"""A workbook of many departments is no department's submission, and says so."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from generator import api
from generator.consolidation.consolidating import Consolidation, write_consolidation


@pytest.fixture(scope="module")
def written(region: Consolidation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("region") / "全县.xlsx"
    write_consolidation(region, path)
    return path


def codes(path: Path) -> list[str]:
    submission = api.read_submission(path)
    assert submission.outcome is api.Outcome.UNREADABLE
    assert submission.department is None
    return [told.finding.code for told in submission.told]


def test_the_reader_refuses_a_consolidated_workbook(written: Path) -> None:
    assert codes(written) == ["FORM-008"]


def test_it_does_so_when_the_properties_of_the_file_are_gone(written: Path, tmp_path: Path) -> None:
    bare = tmp_path / "无属性.xlsx"
    with ZipFile(written) as old, ZipFile(bare, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "_rels/.rels":
                content = content.replace(b"custom-properties", b"no-properties")
            new.writestr(part.filename, content)
    assert codes(bare) == ["FORM-008"]
