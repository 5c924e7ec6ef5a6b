"""Texts with slots: what stands between braces is worked out, everything else is said as it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass

ASPECTS = ("占比", "上年", "增减", "增减额", "升降", "增减率", "名称", "原因")
"""What may be said of a figure besides its amount."""
STATEMENT = "空表说明"
"""The aspect of a table that is the sentence it bears while it is empty."""
_ALTERNATIVE = " 或 "
_SLOT = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place to be filled: a name, an aspect of it ("" for itself), and what to take where it is blank."""

    name: str
    aspect: str = ""
    otherwise: Slot | None = None

    def __str__(self) -> str:
        return f"{self.name} {self.aspect}" if self.aspect else self.name


Part = str | Slot


def read_template(text: str) -> tuple[Part, ...]:
    """The words and slots of a text, in order.

    Example:
        >>> read_template("占 {基本支出 占比}。")
        ('占 ', Slot(name='基本支出', aspect='占比', otherwise=None), '。')
    """
    pieces = _SLOT.split(text)
    parts: list[Part] = []
    for place, piece in enumerate(pieces):
        if place % 2:
            parts.append(_slot(piece))
        elif piece:
            parts.append(piece)
    return tuple(parts)


def slots_of(text: str) -> tuple[Slot, ...]:
    """The slots of a text, alternatives included."""
    found: list[Slot] = []
    for part in read_template(text):
        slot = part if isinstance(part, Slot) else None
        while slot is not None:
            found.append(slot)
            slot = slot.otherwise
    return tuple(found)


def _slot(written: str) -> Slot:
    first, _, rest = written.partition(_ALTERNATIVE)
    name, _, aspect = first.strip().rpartition(" ")
    otherwise = _slot(rest) if rest else None
    if name and aspect in (*ASPECTS, STATEMENT):
        return Slot(name.strip(), aspect, otherwise)
    return Slot(first.strip(), "", otherwise)
