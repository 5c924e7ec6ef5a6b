"""What is made of one cell: the text that the intake judges, and what has to be told about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

UNCLEAR = "FIX-013"
MOST_CANDIDATES = 5
"""How many things a cell may have meant are named."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing to tell about a cell.

    `code` is an entry of the message catalogue, `details` fills its sentences beside what was found.
    FIX-013 alone is no repair: nothing was changed, and it says what may have been meant. `live` says
    whether the formulas in the person's own sheet count the cell as we do.
    """

    code: str
    details: tuple[tuple[str, str], ...]
    live: bool = True


@dataclass(frozen=True, slots=True)
class Understood:
    """A cell as the intake gets it: "" for blank, an amount such as 1234.50 in yuan, a bare code, a name
    as it is listed; as it was typed where it is not understood.
    """

    text: str
    repairs: tuple[Repair, ...] = ()


BLANK = Understood("")


def repaired(code: str, became: str, live: bool, **details: str) -> Understood:
    """A cell that was taken for `became`.

    The message says `became`, and once more `mend` where the sheet itself does not see it and wants it
    typed again.
    """
    told = {"became": became, "mend": "" if live else became} | details
    return Understood(became, (Repair(code, tuple(told.items()), live),))


def unclear(typed: str, candidates: Sequence[str], sheet: str = "") -> Understood:
    """A cell left as it was typed, with what it may mean.

    `sheet` is what the sheet's own formulas take it for, "" when they do not count it.
    """
    text = typed.strip()
    if not candidates and not sheet:
        return Understood(text)
    shown = "、".join(candidates[:MOST_CANDIDATES])
    if len(candidates) > MOST_CANDIDATES:
        shown += "…"
    return Understood(text, (Repair(UNCLEAR, (("candidates", shown), ("sheet", sheet)), not sheet),))
