"""Who stands above whom on a roster: the superior department (上级部门), found by code or by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from generator.model.wording import nearest_word, plain_code, plain_name


class Placed(NamedTuple):
    """A department as the roster places it: `superior` is the code or name of another one, or ""."""

    code: str
    name: str
    superior: str


class Superiors:
    """The departments of a roster, each named by its place (from 0)."""

    def __init__(self, departments: Sequence[Placed]) -> None:
        self._departments = departments
        by_name = {plain_name(each.name): place for place, each in enumerate(departments) if each.name}
        by_code = {plain_code(each.code): place for place, each in enumerate(departments) if each.code}
        self._above = [
            by_code.get(plain_code(each.superior), by_name.get(plain_name(each.superior)))
            if each.superior
            else None
            for each in departments
        ]
        self._below: dict[int, list[int]] = {}
        for place, above in enumerate(self._above):
            if above is not None and above != place:
                self._below.setdefault(above, []).append(place)

    def superior(self, place: int) -> int | None:
        """The department above one, which may be itself; None where none is written, or none is called so."""
        return self._above[place]

    def subordinates(self, place: int) -> Sequence[int]:
        """The departments right below one, in their order."""
        return self._below.get(place, ())

    def unknown(self) -> list[int]:
        """The departments whose superior is not on the roster."""
        return [
            place
            for place, each in enumerate(self._departments)
            if each.superior and self._above[place] is None
        ]

    def nearest(self, place: int) -> str:
        """What is on the roster and is written much like the superior of a department; "" when nothing is."""
        others = [each for other, each in enumerate(self._departments) if other != place]
        return nearest_word(self._departments[place].superior, [each.name for each in others if each.name])

    def circles(self) -> list[list[int]]:
        """The departments that stand above each other in a circle, each circle from its first one upwards.

        Example:
            >>> Superiors([Placed("1", "甲", "2"), Placed("2", "乙", "甲"), Placed("3", "丙", "3")]).circles()
            [[0, 1], [2]]
        """
        found: list[list[int]] = []
        seen = set[int]()
        for start in range(len(self._above)):
            way: dict[int, int] = {}
            place: int | None = start
            while place is not None and place not in seen and place not in way:
                way[place] = len(way)
                place = self._above[place]
            if place is not None and place in way:
                circle = list(way)[way[place] :]
                first = circle.index(min(circle))
                found.append(circle[first:] + circle[:first])
            seen.update(way)
        return found
