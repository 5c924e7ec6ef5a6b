"""ASCII aliases for defined names, put into formulas token by token.

IronCalc does not take defined names in Chinese. A plain replacement would spoil names that begin
like another name, texts in "…" and sheet names in '…', so the formula is cut into tokens first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_TOKEN = re.compile(
    r"""
      "(?:[^"]|"")*"            # a text
    | '(?:[^']|'')*'            # a sheet name
    | \[[^\]]*\]                # a part of a structured reference
    | \$?[\w.\\?]+              # a word: name, function, address, number, bare sheet name
    """,
    re.VERBOSE,
)


def aliases(names: Iterable[str]) -> dict[str, str]:
    """An alias for each name; upper and lower case of one name share it, as in a spreadsheet."""
    folded = dict.fromkeys(name.casefold() for name in names)
    return {name: f"alias_{place}_" for place, name in enumerate(folded, start=1)}


def renamed(formula: str, alias: Mapping[str, str]) -> str:
    """The formula with every defined name replaced by its alias.

    Example:
        >>> renamed('SUM(键,键_表5)&"键"', aliases(["键", "键_表5"]))
        'SUM(alias_1_,alias_2_)&"键"'
    """

    def replace(match: re.Match[str]) -> str:
        follows = formula[match.end() : match.end() + 1]
        if follows in ("!", "("):
            return match.group()
        return alias.get(match.group().casefold(), match.group())

    return _TOKEN.sub(replace, formula)
