"""The reference page of messages is made from the catalogue: `--update-golden` rewrites it."""

from pathlib import Path

import pytest

from generator.messages import catalogue, reference_page

PAGE = Path(__file__).resolve().parent.parent / "docs" / "messages.md"


def test_the_reference_page_follows_the_catalogue(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        PAGE.write_text(reference_page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == reference_page()


def test_every_message_has_its_section() -> None:
    page = reference_page()
    assert all(f"## {code} " in page for code in catalogue())
