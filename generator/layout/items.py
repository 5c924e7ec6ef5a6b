"""Parts of a layout laid out as items of words, so that two years can be held beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.layout import schema
from generator.layout.phrases import Phrase, Words


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a layout, for instance a column: what it says, word by word, and its parts."""

    kind: str
    name: str
    title: Words = ""
    words: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[Item, ...] = ()


def said_words(part: schema.Part, *besides: str, under: str = "") -> dict[str, str]:
    """Everything that a part says besides some words; the words of its own parts go under theirs.

    Both languages of a sentence are words of their own: `says.zh`, `says.en`.
    """
    words: dict[str, str] = {}
    for word in type(part).model_fields:
        if word in besides:
            continue
        value = getattr(part, word)
        if isinstance(value, schema.Part):
            words |= said_words(value, under=f"{under}{word}.")
        else:
            words[f"{under}{word}"] = _written(value)
    return words


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return yes(value)
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list):
        return "、".join(str(entry) for entry in value)
    if isinstance(value, dict):
        return condition(value)
    return "" if value == 0 else str(value)


def condition(where: Mapping[Any, schema.Choice]) -> str:
    """A condition as it is read aloud.

    Example:
        >>> condition({"支出类型": "基本支出", "经济款": ["31013", "30913"]})
        '支出类型: 基本支出；经济款: 31013、30913'
    """
    return "；".join(
        f"{dimension}: {choice if isinstance(choice, str) else '、'.join(choice)}"
        for dimension, choice in where.items()
    )


def sentence(says: schema.Sentence) -> Phrase:
    """A sentence as a title in both languages."""
    return Phrase(says.zh, says.en)


def yes(value: bool) -> str:
    """What a word says that is either written or not."""
    return "true" if value else ""
