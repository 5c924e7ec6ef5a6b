"""Defined names become ASCII, and nothing else changes."""

from __future__ import annotations

import pytest

from .aliases import aliases, renamed

ALIAS = aliases(["键", "键_表5", "明细_分", "表1", "Rate"])


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("SUM(键_表5,键)", "SUM(alias_2_,alias_1_)"),
        ("SUMIFS(明细_分,INDEX(键,0,2),$A7)", "SUMIFS(alias_3_,INDEX(alias_1_,0,2),$A7)"),
        ('"键"&键&"说""键"""', '"键"&alias_1_&"说""键"""'),
        ("'键'!A1+键", "'键'!A1+alias_1_"),
        ("'它''键'!A1+键", "'它''键'!A1+alias_1_"),
        ("表1!A1+表1", "表1!A1+alias_4_"),
        ("'表1'!键", "'表1'!alias_1_"),
        ("RATE(1,2,3)*rate", "RATE(1,2,3)*alias_5_"),
        ("键_表55+键.1", "键_表55+键.1"),
        ('HYPERLINK("#\'表1\'!A3","键")', 'HYPERLINK("#\'表1\'!A3","键")'),
    ],
)
def test_renamed(formula: str, expected: str) -> None:
    assert renamed(formula, ALIAS) == expected


def test_no_alias_looks_like_a_cell() -> None:
    assert all(alias.endswith("_") for alias in ALIAS.values())
    assert len(set(ALIAS.values())) == len(ALIAS)
