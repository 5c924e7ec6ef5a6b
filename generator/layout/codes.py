"""The classification codes of one year, as layouts may write them."""

from __future__ import annotations

from generator.layout.fields import LEVEL_DIGITS
from generator.model.classification import CodeList

CODED = tuple(level for levels in LEVEL_DIGITS.values() for level in levels)
"""The levels whose rows bear a code."""

CodesByLevel = dict[str, list[str]]
"""For each of 类, 款, 项, 经济类 and 经济款, the codes in force, in order."""


def codes_by_level(function: CodeList, economic: CodeList, year: int) -> CodesByLevel:
    """The codes of both classifications that are in force in that year."""
    codes: CodesByLevel = {}
    for part, book in (("功能", function), ("经济", economic)):
        in_force = [code.code for code in book.in_force(year)]
        for level, digits in LEVEL_DIGITS[part].items():
            codes[level] = [code for code in in_force if len(code) == digits]
    return codes


def code_levels(rows: list[str]) -> list[str]:
    """The levels whose codes call rows of a growing table.

    Projects stand for the finest level of their classification; beside rows of that level they would
    count twice.

    Example:
        >>> code_levels(["总计", "单位", "类", "款", "项目"])
        ['类', '款', '项']
        >>> code_levels(["总计", "经济类", "经济款", "项目"])
        ['经济类']
    """
    levels = [level for level in rows if level in CODED]
    if rows[-1] != "项目" or not levels:
        return levels
    finest = next(list(of_part)[-1] for of_part in LEVEL_DIGITS.values() if levels[0] in of_part)
    return [level for level in levels if level != finest] if finest in levels else [*levels, finest]
