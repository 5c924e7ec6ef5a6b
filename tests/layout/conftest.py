"""A copy of the layouts that each test may spoil."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.layout.changed_layout import ChangedLayout


@pytest.fixture
def layouts(tmp_path: Path) -> ChangedLayout:
    """The shipped layouts, copied."""
    return ChangedLayout(tmp_path)
