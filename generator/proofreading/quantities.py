"""A figure in a document against the figure of the workbook: what kind of contradiction it is, if any."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from generator.proofreading.tokens import MONEY, Token, TokenKind, digits_after_point
from generator.publication.document import Meaning

_PARTS = ("%", "‰", "个百分点")
AMOUNT, TRUNCATED, ROUNDED, SHARE, GROWTH = "PROOF-010", "PROOF-011", "PROOF-012", "PROOF-013", "PROOF-014"
YEAR, UNIT, COUNT, REFERENCE = "PROOF-016", "PROOF-017", "PROOF-018", "PROOF-027"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The code of a contradiction, the relation that it breaks, and how far apart the two are."""

    code: str
    relation: str
    difference: str = ""


def judged(expected: Token, found: Token, meaning: Meaning, before: str) -> Verdict | None:
    """The verdict on two tokens that are not the same; None when both say the same after all.

    `before` is the folded text before the expected one.
    """
    if expected.kind is TokenKind.YEAR or found.kind is TokenKind.YEAR:
        return Verdict(YEAR, "P08")
    if expected.kind is TokenKind.REFERENCE or expected.number is None or found.number is None:
        return Verdict(REFERENCE, "P14")
    if expected.number == found.number:
        return Verdict(UNIT, "P17" if found.unit == "" else "P15")
    both_money = expected.unit in MONEY and found.unit in MONEY
    if both_money and expected.number * MONEY[expected.unit] == found.number * MONEY[found.unit]:
        return None
    return _numbers(expected, found, meaning, before)


def _numbers(expected: Token, found: Token, meaning: Meaning, before: str) -> Verdict:
    """The verdict on two different numbers."""
    assert expected.number is not None, "told apart before"
    assert found.number is not None, "told apart before"
    shown = _shown(expected, found)
    if expected.unit in _PARTS:
        is_share = meaning is Meaning.SHARE or (meaning is not Meaning.GROWTH and before.endswith("占"))
        code, relation = (SHARE, "P03") if is_share else (GROWTH, "P04")
        return Verdict(shown if shown == ROUNDED else code, relation)
    difference = f"{found.number - expected.number:+,f} {expected.unit}".strip()
    if expected.unit in MONEY or meaning in (Meaning.AMOUNT, Meaning.CHANGE):
        return Verdict(shown or AMOUNT, "P01", difference if found.unit == expected.unit else "")
    return Verdict(shown if shown == ROUNDED else COUNT, "P11", difference)


def _shown(expected: Token, found: Token) -> str:
    """Whether the figure is the other one with fewer digits: rounded, or cut off."""
    assert expected.number is not None, "told apart before"
    assert found.number is not None, "told apart before"
    digits, wanted = (digits_after_point(each.text.rstrip(each.unit)) for each in (found, expected))
    if digits >= wanted or expected.unit != found.unit:
        return ""
    step = Decimal(1).scaleb(-digits)
    if expected.number.quantize(step, ROUND_HALF_UP) == found.number:
        return ROUNDED
    return TRUNCATED if expected.number.quantize(step, ROUND_DOWN) == found.number else ""
