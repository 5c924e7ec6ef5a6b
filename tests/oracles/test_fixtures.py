"""A missing LibreOffice is skipped at the desk and fails in CI, with the reason in words."""

from __future__ import annotations

import pytest

from . import fixtures, installation


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation, "soffice", lambda: None)


@pytest.mark.usefixtures("nothing_installed")
def test_skipped_at_the_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="LibreOffice is not installed"):
        fixtures.require_office()


@pytest.mark.usefixtures("nothing_installed")
def test_failing_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="LibreOffice is not installed"):
        fixtures.require_office()
