"""The first golden case: every printed row of a real department's disclosure, to the last digit."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.oracles.conversion import recalculated
from tests.oracles.fixtures import needs_office
from tests.printed import FIRST_ROWS, golden_rows, printed_rows

GOLDEN = Path(__file__).parent / "golden" / "bazhou-2024"
TABLES = sorted(FIRST_ROWS, key=lambda table: int(table.removeprefix("表")))


@pytest.mark.parametrize("table", TABLES)
def test_stored_values_print_as_published(table: str, sample_workbook: Callable[[str], Path]) -> None:
    assert printed_rows(sample_workbook("bazhou-2024"), table) == golden_rows(GOLDEN, table)


@pytest.fixture(scope="module")
def recalculated_workbook(
    sample_workbook: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    return recalculated(sample_workbook("bazhou-2024"), tmp_path_factory.mktemp("recalculated"))


@needs_office
@pytest.mark.xdist_group("libreoffice")
class TestAfterRecalculation:
    @pytest.mark.parametrize("table", TABLES)
    def test_libreoffice_prints_as_published(self, table: str, recalculated_workbook: Path) -> None:
        assert printed_rows(recalculated_workbook, table) == golden_rows(GOLDEN, table)
