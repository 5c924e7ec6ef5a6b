"""How a test asks for a browser.

Without one such a test is skipped and says why; where the environment variable CI is set it fails
instead, so that the browser can never drop out of the build unnoticed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.status.browser import Browser, chromium, missing


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser for the whole session."""
    require_browser()
    with chromium(tmp_path_factory.mktemp("profile")) as running:
        yield running


@pytest.fixture
def scriptless(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser that runs no script of any page."""
    require_browser()
    with chromium(tmp_path_factory.mktemp("scriptless"), script=False) as running:
        yield running


def require_browser() -> None:
    """Skip, or fail in CI, when there is no browser."""
    reason = missing()
    if not reason:
        return
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
