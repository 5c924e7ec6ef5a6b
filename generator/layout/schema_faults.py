"""The schema's complaints about a file, as faults with line, allowed words and the nearest of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from generator.layout import disclosure_schema, form_schema, phrases, register_schema, schema
from generator.layout.phrases import ContradictionError, Phrase, Words, both_of, said
from generator.layout.source import (
    CONTRADICTION,
    MISSING,
    UNKNOWN,
    WRONG_KIND,
    LayoutFault,
    Path_,
    Source,
)


def nearest_of(word: str, allowed: Iterable[str]) -> str:
    """The allowed word most like the one found, or "".

    For a code, the one with the fewest other digits, and at most one unless only its end differs.

    Example:
        >>> nearest_of("30188", ["301", "30101", "30108", "30218", "31208"])
        '30108'
        >>> nearest_of("2080505", ["20805", "30108"])
        ''
    """
    if word.isdigit():
        codes = [code for code in allowed if len(code) == len(word)]
        scored = [(sum(a != b for a, b in zip(word, code, strict=True)), code) for code in codes]
        like = [(wrong, code) for wrong, code in scored if wrong <= 1 or code[:-2] == word[:-2]]
        return min(like, default=(0, ""))[1]
    return next(iter(get_close_matches(word, list(allowed), n=1, cutoff=0.5)), "")


def schema_fault(source: Source, kind: type[schema.Part], mistake: Any) -> LayoutFault:
    """One of pydantic's errors about a file, as a fault."""
    path = _data_path(source.data, mistake["loc"])
    found = mistake["input"]
    if mistake["type"] == "extra_forbidden":
        word = str(path[-1])
        allowed = sorted(_words(kind, source.data, path[:-1]))
        nearest = nearest_of(word, allowed)
        return source.fault(UNKNOWN, path, word, "、".join(allowed), nearest)
    if mistake["type"] == "missing":
        missing = str(mistake["loc"][-1])
        return source.fault(MISSING, path, missing)
    if mistake["type"] == "value_error":
        refusal = mistake["ctx"]["error"]
        expected = refusal.expected if isinstance(refusal, ContradictionError) else str(refusal)
        return source.fault(CONTRADICTION, path, "", expected)
    context = mistake.get("ctx", {})
    if mistake["type"] == "literal_error":
        written = shown_value(found)
        choices = [word.strip("'") for word in context["expected"].replace(" or ", ", ").split(", ")]
        nearest = nearest_of(said(written, "zh"), choices)
        return source.fault(UNKNOWN, path, written, "、".join(choices), nearest)
    kind_of_value = _EXPECTED.get(mistake["type"], phrases.ANOTHER_KIND)
    if isinstance(kind_of_value, str):
        kind_of_value = kind_of_value.format_map(context)
    return source.fault(WRONG_KIND, path, shown_value(found), kind_of_value)


def shown_value(found: Any) -> Words:
    """A value of the wrong kind as its author wrote it; of lists and mappings, their signs."""
    if found is None:
        return phrases.NOTHING
    if isinstance(found, bool):
        return str(found).lower()
    if isinstance(found, list | dict):
        (start, end) = "[]" if isinstance(found, list) else "{}"
        return f"{start} … {end}" if found else start + end
    return str(found)


_EXPECTED: dict[str, str | Phrase] = {
    "string_type": phrases.A_TEXT,
    "list_type": phrases.A_LIST,
    "dict_type": phrases.A_MAPPING,
    "model_type": phrases.A_MAPPING,
    "model_attributes_type": phrases.A_MAPPING,
    "bool_type": phrases.TRUE_OR_FALSE,
    "int_type": phrases.A_WHOLE_NUMBER,
    "float_type": phrases.A_NUMBER,
    "float_parsing": phrases.A_NUMBER,
    "finite_number": phrases.A_NUMBER,
    "too_short": phrases.NOT_EMPTY,
    "greater_than": "> {gt:g}",
    "greater_than_equal": "≥ {ge:g}",
    "less_than_equal": "≤ {le:g}",
}
"""What a value should have been, by the kind of pydantic's complaint."""


def joined(faults: Iterable[LayoutFault]) -> list[LayoutFault]:
    """The faults, one for each place: a value that may be of two kinds fails for both."""
    joined: dict[tuple[str, str, Words], LayoutFault] = {}
    for fault in faults:
        place = (fault.code, fault.path, fault.found)
        before = joined.get(place, fault)
        if before.allowed != fault.allowed:
            joined[place] = replace(before, allowed=both_of(before.allowed, fault.allowed))
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
    if holder is disclosure_schema.TextBlock and isinstance(data, dict):
        holder = disclosure_schema.block_kind(data)
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
    (schema.FollowingYear, "name"): schema.Sentence,
    (schema.FollowingYear, "changes"): schema.Changes,
    (schema.FigureFile, "figures"): schema.Figure,
    (schema.Figure, "name"): schema.Sentence,
    (schema.ConsolidationFile, "eliminations"): schema.Elimination,
    (schema.ConsolidationFile, "comparison"): schema.Comparison,
    (schema.Comparison, "columns"): schema.ComparedColumn,
    (schema.ComparedColumn, "columns"): schema.ComparedColumn,
    (schema.ComparedColumn, "heading"): schema.Sentence,
    (schema.ComparedColumn, "last_year"): schema.LastYear,
    (schema.ConsolidationFile, "charts"): schema.ComparedChart,
    (schema.ComparedChart, "heading"): schema.Sentence,
    (register_schema.RegisterFile, "registers"): register_schema.Register,
    (register_schema.Register, "rows"): register_schema.RegisterRow,
    (register_schema.Register, "columns"): register_schema.RegisterColumn,
    (register_schema.Register, "derived"): register_schema.Derived,
    (register_schema.Register, "rules"): schema.EntryRule,
    (form_schema.Form, "each"): form_schema.FormRows,
    (form_schema.Form, "head"): form_schema.FormCell,
    (form_schema.Form, "indicators"): form_schema.Indicators,
    (form_schema.Form, "columns"): form_schema.IndicatorColumn,
    (disclosure_schema.DisclosureFile, "figures"): disclosure_schema.StatedFigure,
    (disclosure_schema.DisclosureFile, "lists"): disclosure_schema.TextList,
    (disclosure_schema.DisclosureFile, "blocks"): disclosure_schema.TextBlock,
    (disclosure_schema.DisclosureFile, "wording"): disclosure_schema.Wording,
    (disclosure_schema.StatedFigure, "counts"): disclosure_schema.Counted,
    (disclosure_schema.StatedFigure, "projects"): disclosure_schema.Counted,
    (disclosure_schema.StatedFigure, "last_year"): schema.LastYear,
    (disclosure_schema.TextList, "of"): disclosure_schema.Each,
    (disclosure_schema.TextBlock, "each"): disclosure_schema.Each,
    (disclosure_schema.Each, "last_year"): schema.LastYear,
}
"""Which part of the schema stands under which word of which part."""


def _holder(kind: type[schema.Part], path: Path_) -> type[schema.Part]:
    for part in path:
        if isinstance(part, str):
            kind = _HOLDERS.get((kind, part), kind)
    return kind
