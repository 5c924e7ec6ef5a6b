"""The schema's complaints about a file, as faults with line, allowed words and the nearest of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from generator.layout import schema
from generator.layout.source import (
    CONTRADICTION,
    MISSING,
    UNKNOWN,
    WRONG_KIND,
    LayoutFault,
    Path_,
    Source,
    written_path,
)


def nearest_of(word: str, allowed: Iterable[str]) -> str:
    """The allowed word most like the one found, or ""."""
    return next(iter(get_close_matches(word, list(allowed), n=1, cutoff=0.5)), "")


def schema_fault(source: Source, kind: type[schema.Part], mistake: Any) -> LayoutFault:
    """One of pydantic's errors about a file, as a fault."""
    path = _data_path(source.data, mistake["loc"])
    line = source.line(path)
    found = mistake["input"]
    if mistake["type"] == "extra_forbidden":
        word = str(path[-1])
        allowed = sorted(_words(kind, source.data, path[:-1]))
        nearest = nearest_of(word, allowed)
        return LayoutFault(UNKNOWN, source.file, line, written_path(path), word, "、".join(allowed), nearest)
    if mistake["type"] == "missing":
        missing = str(mistake["loc"][-1])
        return LayoutFault(MISSING, source.file, line, written_path(path), missing)
    if mistake["type"] == "value_error":
        expected = str(mistake["ctx"]["error"])
        return LayoutFault(CONTRADICTION, source.file, line, written_path(path), "", expected)
    written = str(found) if isinstance(found, str | int | float) else type(found).__name__
    context = mistake.get("ctx", {})
    if mistake["type"] == "literal_error":
        choices = [word.strip("'") for word in context["expected"].replace(" or ", ", ").split(", ")]
        nearest = nearest_of(written, choices)
        return LayoutFault(
            UNKNOWN, source.file, line, written_path(path), written, "、".join(choices), nearest
        )
    expected = _EXPECTED.get(mistake["type"], str(mistake["msg"])).format_map(context)
    return LayoutFault(WRONG_KIND, source.file, line, written_path(path), written, expected)


_EXPECTED = {
    "string_type": "文字 / text",
    "list_type": "列表 / list: [ …, … ]",
    "dict_type": "映射 / mapping: { …: … }",
    "model_type": "映射 / mapping: { …: … }",
    "bool_type": "true / false",
    "int_type": "整数 / whole number",
    "float_type": "数字 / number",
    "float_parsing": "数字 / number",
    "greater_than": "> {gt:g}",
    "greater_than_equal": "≥ {ge:g}",
    "less_than_equal": "≤ {le:g}",
}
"""What a value should have been, by the kind of pydantic's complaint, for readers of both languages."""


def joined(faults: Iterable[LayoutFault]) -> list[LayoutFault]:
    """The faults, one for each place: a value that may be of two kinds fails for both."""
    joined: dict[tuple[str, str, str], LayoutFault] = {}
    for fault in faults:
        place = (fault.code, fault.path, fault.found)
        before = joined.get(place, fault)
        if before.allowed != fault.allowed:
            joined[place] = replace(before, allowed=f"{before.allowed}、{fault.allowed}")
        else:
            joined[place] = fault
    return list(joined.values())


def _data_path(data: Any, loc: tuple[str | int, ...]) -> Path_:
    """The part of a validation error's place that exists in the data (it also names union tags)."""
    path: Path_ = ()
    for part in loc:
        is_key = isinstance(data, dict) and part in data
        is_place = isinstance(data, list) and isinstance(part, int) and part < len(data)
        if not is_key and not is_place:
            continue
        data = data[part]
        path = (*path, part)
    return path


def _words(kind: type[schema.Part], data: Any, path: Path_) -> set[str]:
    """The words that may stand in the mapping at `path`, by the parts of the schema."""
    for part in path:
        data = data[part]
    holder = _holder(kind, path)
    if holder is schema.FixedRow and isinstance(data, dict) and "each" in data:
        holder = schema.RepeatedRow
    return set(holder.model_fields)


_HOLDERS: dict[tuple[type[schema.Part], str], type[schema.Part]] = {
    (schema.Table, "columns"): schema.Heading,
    (schema.Table, "panels"): schema.Panel,
    (schema.Heading, "columns"): schema.Heading,
    (schema.Panel, "columns"): schema.Heading,
    (schema.Panel, "rows"): schema.FixedRow,
    (schema.Panel, "last"): schema.FixedRow,
    (schema.CheckFile, "checks"): schema.Check,
    (schema.Check, "says"): schema.Sentence,
    (schema.Entries, "sheets"): schema.EntrySheet,
    (schema.EntrySheet, "columns"): schema.EntryColumn,
    (schema.EntrySheet, "rules"): schema.EntryRule,
    (schema.EntryRule, "says"): schema.Sentence,
    (schema.YearFile, "name"): schema.Sentence,
}
"""Which part of the schema stands under which word of which part."""


def _holder(kind: type[schema.Part], path: Path_) -> type[schema.Part]:
    for part in path:
        if isinstance(part, str):
            kind = _HOLDERS.get((kind, part), kind)
    return kind
