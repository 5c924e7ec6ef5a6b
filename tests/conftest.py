"""Fixtures of the whole suite: LibreOffice, the sample workbooks, hypothesis profiles."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from generator import api
from tests.collection.fixtures import bureau_run, small_region, undisturbed
from tests.oracles.fixtures import libreoffice, office
from tests.stores import store_address

__all__ = ["bureau_run", "libreoffice", "office", "small_region", "store_address", "undisturbed"]

SAMPLES_FOLDER = Path(__file__).resolve().parent.parent / "samples"
SAMPLES = sorted(path.name for path in SAMPLES_FOLDER.iterdir() if (path / "department.yaml").exists())

QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("desk", max_examples=20, deadline=None, suppress_health_check=QUIET)
settings.register_profile(
    "ci", max_examples=200, deadline=None, suppress_health_check=QUIET, derandomize=True
)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


gc.set_threshold(100_000, 20, 50)  # plans that tests keep are large: looking them through often takes minutes


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden dumps")


@pytest.fixture(scope="session")
def sample_workbook(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The workbook of a sample, built once in each test process."""
    built: dict[str, Path] = {}
    folder = tmp_path_factory.mktemp("samples")

    def build(name: str) -> Path:
        if name not in built:
            intake, layout = api.read_folder(SAMPLES_FOLDER / name)
            assert intake.department is not None, intake.findings
            built[name] = folder / f"{name}.xlsx"
            api.build_workbook(intake.department, layout, built[name])
        return built[name]

    return build
