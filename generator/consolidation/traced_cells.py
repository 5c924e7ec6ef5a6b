"""Which cells of a department's file an amount comes from, said shortly."""

from __future__ import annotations

from collections.abc import Iterable

MOST_PIECES = 12
"""How many cells or stretches of cells are named before the rest is only counted."""


def traced_cells(rows: Iterable[int], at: str) -> str:
    """The cells in these rows (from 1; 0 is nowhere) of a column such as 支出录入!I.

    Example:
        >>> traced_cells([30, 26, 27, 28], "支出录入!I")
        '支出录入!I26:I28、I30'
        >>> traced_cells(range(1, 31, 2), "支出录入!I")
        '支出录入!I1、I3、I5、I7、I9、I11、I13、I15、I17、I19、I21、I23…I29，共 15 格'
    """
    sheet, letters = at.rsplit("!", 1)
    known = sorted({row for row in rows if row > 0})
    runs: list[list[int]] = []
    for row in known:
        if runs and runs[-1][1] == row - 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    if not runs:
        return ""
    pieces = [
        f"{letters}{first}" + (f":{letters}{last}" if last > first else "")
        for first, last in runs[:MOST_PIECES]
    ]
    written = f"{sheet}!" + "、".join(pieces)
    if len(runs) <= MOST_PIECES:
        return written
    return f"{written}…{letters}{known[-1]}，共 {len(known)} 格"
