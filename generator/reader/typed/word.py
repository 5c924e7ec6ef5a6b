"""One of the words that a column offers, as somebody typed it into one cell."""

from __future__ import annotations

from collections.abc import Sequence

from generator.intake.operators import operator_among
from generator.reader.typed.name import understood_name
from generator.reader.typed.signs import on_one_line
from generator.reader.typed.understood import Understood, repaired
from generator.spreadsheet.raw_book import RawValue


def understood_word(value: RawValue | None, allowed: Sequence[str]) -> Understood:
    """The word as it is listed; operators in any writing. Another word stays as it was typed.

    Example:
        >>> [understood_word(typed, ["≥", "="]).text for typed in ("＞＝", "等于", "约")]
        ['≥', '=', '约']
    """
    understood = understood_name(value, allowed)
    if not isinstance(value, str) or understood.text in allowed:
        return understood
    operator = operator_among(on_one_line(value), allowed)
    return repaired("FIX-014", operator, live=False) if operator else understood
