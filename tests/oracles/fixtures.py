"""How a test asks for LibreOffice.

`libreoffice` demands that it is there; `office` gives one running office for the whole session.
Without LibreOffice such a test is skipped and says why; where the environment variable CI is set
it fails instead, so that the independent engine can never drop out of the build unnoticed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from .office import Office, available

needs_office = pytest.mark.usefixtures("libreoffice")
"""Mark for tests and classes that call LibreOffice without the `office` fixture."""


@pytest.fixture(scope="session")
def libreoffice() -> None:
    """LibreOffice is installed, or the test does not run."""
    require_office()


@pytest.fixture(scope="session")
def office(libreoffice: None) -> Iterator[Office]:
    """A running LibreOffice that shows stored values on opening, as it does for a person."""
    with Office() as running:
        yield running


def require_office() -> None:
    """Skip, or fail in CI, when LibreOffice is missing."""
    reason = available()
    if not reason:
        return
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
