"""Every sample is a test: it balances, and two independent engines compute what we stored."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator import api
from generator.model.finding import Severity
from tests.conftest import SAMPLES, SAMPLES_FOLDER
from tests.oracles.comparison import compare
from tests.oracles.conversion import recalculated
from tests.oracles.fixtures import needs_office
from tests.oracles.ironcalc_oracle import disagreements
from tests.oracles.stored import stored, values, without_value


def test_the_samples_tell_the_stories_promised() -> None:
    assert {"bazhou-2024", "housing-bureau", "education-bureau", "personnel-only"} <= set(SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_read_without_errors_and_balances(name: str) -> None:
    intake, layout = api.read_folder(SAMPLES_FOLDER / name)
    assert [finding for finding in intake.findings if finding.severity == Severity.ERROR] == []
    assert intake.department is not None
    report = api.check_department(intake.department, layout)
    assert report.errors == ()
    assert report.warnings == (
        ()
        if name != "statistics-adjustments"
        else tuple(result for result in report.warnings if result.id in ("B03", "B04"))
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_no_row_of_a_sample_wants_mending(name: str, sample_workbook: Callable[[str], Path]) -> None:
    """Nor do its amounts look like ten thousands of yuan."""
    cells = stored(sample_workbook(name))
    for sheet in ("单位信息", "收入录入", "支出录入"):
        assert str(cells[sheet]["A4"].value).endswith("✔ 没有要处理的行。")


@pytest.mark.parametrize("name", SAMPLES)
def test_ironcalc_computes_every_stored_value(name: str, sample_workbook: Callable[[str], Path]) -> None:
    assert disagreements(sample_workbook(name)) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_every_formula_carries_a_value(name: str, sample_workbook: Callable[[str], Path]) -> None:
    assert without_value(stored(sample_workbook(name))) == []


@needs_office
@pytest.mark.xdist_group("libreoffice")
@pytest.mark.parametrize("name", SAMPLES)
def test_libreoffice_computes_every_stored_value(
    name: str, sample_workbook: Callable[[str], Path], tmp_path: Path
) -> None:
    path = sample_workbook(name)
    assert compare(stored(path), values(stored(recalculated(path, tmp_path)))) == []
