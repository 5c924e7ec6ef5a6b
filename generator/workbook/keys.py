"""Sort keys: one number per row of a growing table, of at most 15 digits.

The levels of a table (总计, 单位, 类 …) are put into one number, coarse parts first and finer parts
zero, so that the numbers in order are the rows in order, each parent above its children.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.expression.nodes import (
    NOTHING,
    Constant,
    Expression,
    Here,
    If,
    Item,
    Named,
    Operation,
    add,
    both,
    call,
    choose,
    equal,
    number,
)
from generator.layout import schema
from generator.layout.fields import KEY_DIGITS, KEY_PARTS
from generator.workbook import naming

_STEP = {"单位": 1, "类": 10000, "款": 100, "项": 1, "经济类": 100, "经济款": 1, "项目": 1}
_FIELD: dict[str, str] = {"项目": "项目序", "单位": "单位序"}
_FINEST_FIELD = {"单位": "单位序", "功能": "项", "经济": "经济款", "项目": "项目序"}
"""The mirror's column for a level, and for a part as fine as it gets."""
CODE_PARTS = ("功能", "经济")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a key: `scale` is what one step of it is worth; nothing stands above the topmost."""

    name: str
    scale: int
    digits: int
    topmost: bool

    def of(self, key: Expression) -> Expression:
        """The part taken out of a key."""
        if self.topmost:
            return _whole(key, self.scale)
        above = self.scale * 10**self.digits
        upper = _whole(key, self.scale)
        return Operation("-", upper, Operation("*", _whole(key, above), number(10**self.digits)))


@dataclass(frozen=True, slots=True)
class KeyPlan:
    """How rows are numbered in the growing tables that cover the same items by the same levels.

    `table` is the first of these tables; the keys are called after it.
    """

    table: str
    covers: schema.Where
    levels: tuple[schema.Level, ...]

    @property
    def range_name(self) -> str:
        """The defined name of the keys."""
        return naming.keys_name(self.table)

    @property
    def parts(self) -> dict[str, Part]:
        """The parts of the key by name, finest last."""
        names = list(dict.fromkeys(KEY_PARTS[level] for level in self.levels[1:]))
        parts: dict[str, Part] = {}
        scale = 1
        for name in reversed(names):
            parts[name] = Part(name, scale, KEY_DIGITS[name], name == names[0])
            scale *= 10 ** KEY_DIGITS[name]
        return dict(reversed(parts.items()))

    @property
    def code_part(self) -> Part | None:
        """The part that holds a classification code, if there is one."""
        return next((part for name, part in self.parts.items() if name in CODE_PARTS), None)

    def step(self, level: schema.Level) -> int:
        """What one row of a level is worth in the key."""
        part = self.parts[KEY_PARTS[level]]
        return part.scale * _STEP[level]

    def place(self, level: str) -> int:
        """The number of a level, from 1. Raises ValueError when the table has no such level."""
        return self.levels.index(level) + 1

    def has(self, level: str) -> bool:
        """Whether the table shows this level."""
        return level in self.levels

    def columns(self, counted: Expression) -> dict[str, Expression]:
        """The mirror's key columns, one per level; "" for items that the table does not cover."""
        conditions = [covered(dimension, choice) for dimension, choice in self.covers.items()]
        total = f"{self.table}·{self.levels[0]}"
        columns: dict[str, Expression] = {total: If(both(counted, *conditions), number(0), NOTHING)}
        for level in self.levels[1:]:
            columns[f"{self.table}·{level}"] = If(
                equal(Here(total), ""), NOTHING, add(tuple(self._terms(level)))
            )
        return columns

    def _terms(self, level: schema.Level) -> list[Expression]:
        terms: list[Expression] = []
        wanted = KEY_PARTS[level]
        for name, part in self.parts.items():
            field = _FIELD.get(level, level) if name == wanted else _FINEST_FIELD[name]
            value: Expression = Here(field)
            if name == wanted and level == "经济类":
                value = Operation("*", value, number(100))
            terms.append(value if part.scale == 1 else Operation("*", value, number(part.scale)))
            if name == wanted:
                break
        return terms

    def level_of(self, key: Expression) -> Expression:
        """The level of a row, from 1, by its key."""
        cases: list[tuple[Expression, Expression]] = [(equal(key, 0), number(1))]
        for place, level in enumerate(self.levels[1:-1], start=2):
            cases.append((equal(_down_to(key, self.step(level)), key), number(place)))
        return choose(cases, number(len(self.levels)))

    def parent_of(self, key: Expression, level: Expression) -> Expression:
        """The key of the row above in the tree; "" for the total."""
        cases: list[tuple[Expression, Expression]] = [
            (equal(level, 1), NOTHING),
            (equal(level, 2), number(0)),
        ]
        for place in range(3, len(self.levels) + 1):
            parent = _down_to(key, self.step(self.levels[place - 2]))
            cases.append((equal(level, place), parent))
        (_, otherwise), *rest = reversed(cases)
        return choose(list(reversed(rest)), otherwise)


def covered(dimension: str, choice: schema.Choice) -> Expression:
    """The condition that a mirror row lies within one dimension's choice."""
    if isinstance(choice, str):
        return equal(Here(dimension), dimension_value(dimension, choice))
    return call("OR", *(equal(Here(dimension), dimension_value(dimension, one)) for one in choice))


def dimension_value(dimension: str, word: str) -> Constant:
    """The word as the mirror holds it: economic and function codes are numbers there."""
    if dimension in ("经济类", "经济款"):
        return Constant(int(word))
    if dimension == "类":
        return Constant(int(word) * 10000)
    return Constant(word)


def unit_name(part: Expression) -> Expression:
    """The name of the budget unit at a place of the unit list."""
    return Item(Named(naming.defined_name(naming.MIRRORS["单位"], naming.NAME)), part)


def _whole(value: Expression, step: int) -> Expression:
    return value if step == 1 else call("INT", Operation("/", value, number(step)))


def _down_to(value: Expression, step: int) -> Expression:
    return value if step == 1 else Operation("*", _whole(value, step), number(step))
