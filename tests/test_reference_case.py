"""The first golden case: every printed row of a real department's disclosure, to the last digit."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import api
from tests.conftest import SAMPLES_FOLDER
from tests.oracles.conversion import recalculated
from tests.oracles.fixtures import needs_office
from tests.printed import FIRST_ROWS, foot, golden_rows, printed_rows

GOLDEN = Path(__file__).parent / "golden" / "bazhou-2024"
TABLES = sorted(FIRST_ROWS, key=lambda table: int(table.removeprefix("表")))


@pytest.fixture(scope="module")
def code() -> str:
    """The check code that programs are told."""
    intake, layout = api.read_folder(SAMPLES_FOLDER / "bazhou-2024")
    assert intake.department is not None
    return api.check_department(intake.department, layout).check_code


@pytest.mark.parametrize("table", TABLES)
def test_stored_values_print_as_published_above_the_check_code(
    table: str, code: str, sample_workbook: Callable[[str], Path]
) -> None:
    assert re.fullmatch(r"\d{3}-\d{3}", code)
    printed = printed_rows(sample_workbook("bazhou-2024"), table)
    assert printed == [*golden_rows(GOLDEN, table), foot(table, code)]


@pytest.fixture(scope="module")
def recalculated_workbook(
    sample_workbook: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    return recalculated(sample_workbook("bazhou-2024"), tmp_path_factory.mktemp("recalculated"))


@needs_office
@pytest.mark.xdist_group("libreoffice")
class TestAfterRecalculation:
    @pytest.mark.parametrize("table", TABLES)
    def test_libreoffice_prints_as_published_above_the_check_code(
        self, table: str, code: str, recalculated_workbook: Path
    ) -> None:
        printed = printed_rows(recalculated_workbook, table)
        assert printed == [*golden_rows(GOLDEN, table), foot(table, code)]
