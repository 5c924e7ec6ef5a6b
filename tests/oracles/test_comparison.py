"""What counts as agreement."""

from __future__ import annotations

from decimal import Decimal

import pytest

from .comparison import PERMITTED, Difference, Permitted, compare, same
from .stored import Fault, StoredCell, Value


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Decimal("0.30"), Decimal("0.3")),
        (Decimal("0.3"), Decimal("0.30000000000000004")),
        (Decimal("123456789012.4"), Decimal("123456789012.3")),
        (Decimal("0"), Decimal("1e-10")),
        ("", None),
        (Fault("#N/A"), Fault("#N/A")),
    ],
)
def test_the_same(one: Value, other: Value) -> None:
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Decimal("0.30"), Decimal("0.31")),
        (Decimal("1234567890.12"), Decimal("1234567890.13")),
        (Decimal("1"), True),
        (Decimal("0"), False),
        (Decimal("0"), None),
        (Decimal("0"), ""),
        (Decimal("1"), "1"),
        ("a", "A"),
        ("#N/A", Fault("#N/A")),
        (False, None),
    ],
)
def test_not_the_same(one: Value, other: Value) -> None:
    assert not same(one, other)
    assert not same(other, one)


def test_only_formulas_are_compared_and_a_missing_cell_is_a_difference() -> None:
    two = StoredCell("1+1", Decimal(2), "General")
    cells = {"表1": {"A1": StoredCell(None, Decimal(1), "General"), "A2": two, "A3": two}}
    differences = compare(cells, {"表1": {"A2": Decimal(3)}})
    assert differences == [
        Difference("表1", "A2", "1+1", Decimal(2), Decimal(3)),
        Difference("表1", "A3", "1+1", Decimal(2), None),
    ]
    assert str(differences[0]) == ("表1!A2 stored Decimal('2'), recomputed Decimal('3') =1+1")


def test_a_permitted_difference_is_named() -> None:
    cells = {"表1": {"A1": StoredCell("CELL(B1)", "x", "General")}}
    assert compare(cells, {}, [Permitted("CELL(", "differs by program")]) == []
    assert compare(cells, {}) != []
    assert PERMITTED == ()
