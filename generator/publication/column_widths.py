"""How the width of a page is shared out among the columns of a table.

Every column first gets what it cannot do without. What is left goes where it saves most lines, and in the end
to all columns in the proportions of the layout. Widths are those of the text, in ems.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from generator.publication.line_breaks import set_in

_STEP = 0.25
_ALONE = 1.1
_WIDEST = 30.0
"""No column grows beyond so many ems for the sake of its lines."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text in a column: what of it stays together, how much a line of it counts, how far it stands in."""

    pieces: tuple[float, ...]
    weight: int = 1
    indent: int = 0

    def lines(self, room: float) -> int:
        """How many lines it takes in so much room."""
        return set_in(self.pieces, max(room - self.indent, 1.0))[0]

    def cost(self, room: float) -> int:
        """How ill it stands in so much room: its lines, one more where a sign stands alone on the last."""
        lines, last = set_in(self.pieces, max(room - self.indent, 1.0))
        return self.weight * (lines + (lines > 1 and last < _ALONE))

    @property
    def natural(self) -> float:
        """Its width on one line."""
        return sum(self.pieces) + self.indent


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the least width, its part of what is left over, its texts that may break.

    Columns of a `family` grow together, so that they look alike; "" grows by itself.
    """

    least: float
    share: float
    texts: tuple[Text, ...] = ()
    family: str = ""


class Sharing:
    """Shares widths out among columns."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = columns
        self._curves = [_curve(column) for column in columns]
        families: dict[str, list[int]] = {}
        for place, column in enumerate(columns):
            families.setdefault(column.family or f"·{place}", []).append(place)
        self._families = list(families.values())
        self._levels = [
            sorted({room for place in family for room, _ in self._curves[place]}) for family in self._families
        ]

    def widths(self, whole: float) -> tuple[float, ...] | None:
        """The width of each column, together `whole`; None where that is less than all need."""
        widths = [column.least for column in self._columns]
        if sum(widths) > whole:
            return None
        while (step := self._best_step(widths, whole - sum(widths))) is not None:
            family, level = step
            for place in family:
                widths[place] = max(widths[place], level)
        for family in self._families:
            widest = max(widths[place] for place in family)
            if sum(widest - widths[place] for place in family) <= whole - sum(widths):
                for place in family:
                    widths[place] = widest
        spare = whole - sum(widths)
        shares = sum(column.share for column in self._columns)
        wishes = [
            max(0.0, column.share / shares * whole - width)
            for column, width in zip(self._columns, widths, strict=True)
        ]
        if not sum(wishes):
            wishes = list(widths)
        wished = sum(wishes)
        return tuple(width + wish / wished * spare for width, wish in zip(widths, wishes, strict=True))

    def _best_step(self, widths: Sequence[float], spare: float) -> tuple[list[int], float] | None:
        """The family to widen and how far: what saves most lines for its width."""
        best, found = 0.0, None
        for family, levels in zip(self._families, self._levels, strict=True):
            now = sum(self._cost(place, widths[place]) for place in family)
            for level in levels:
                more = sum(max(0.0, level - widths[place]) for place in family)
                if not 0 < more <= spare:
                    continue
                saved = now - sum(self._cost(place, max(widths[place], level)) for place in family)
                if saved / more > best:
                    best, found = saved / more, (family, level)
        return found

    def _cost(self, place: int, room: float) -> int:
        curve = self._curves[place]
        return curve[bisect_right(curve, room, key=lambda point: point[0]) - 1][1]


def _curve(column: Column) -> list[tuple[float, int]]:
    """From which width on the texts of a column cost how much, as long as that becomes less."""
    natural = max((text.natural for text in column.texts), default=0.0)
    last = max(column.least, min(natural, _WIDEST))
    points: list[tuple[float, int]] = []
    steps = int((last - column.least) / _STEP) + 2
    for step in range(steps):
        room = min(column.least + step * _STEP, last)
        cost = sum(text.cost(room) for text in column.texts)
        if not points or cost < points[-1][1]:
            points.append((room, cost))
    return points
