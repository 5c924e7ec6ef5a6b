"""A small region that many tests look at: planned once in each test process."""

from __future__ import annotations

import pytest

from generator.consolidation.consolidating import Consolidation, consolidate
from tests.region import Shape, layout, members

REGION = "榆林坡县"


@pytest.fixture(scope="session")
def region() -> Consolidation:
    """Twelve departments of some twenty line items; two of them are subsidised by the one before."""
    return consolidate(members(12, shape=Shape(18, 24)), layout(), REGION)
