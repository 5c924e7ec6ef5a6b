"""What two years of a layout differ in, as people and programs read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from generator.cli.difference_words import (
    BOOKS,
    HAPPENINGS,
    KINDS,
    PARTS,
    PHRASES,
    SEVERAL_KINDS,
    UNNAMED,
    VALUES,
    WORDS,
)

if TYPE_CHECKING:
    from generator.layout.difference import Difference, ItemChange, WordChange
    from generator.layout.layout_set import LayoutSet
    from generator.model.classification import Code
    from generator.model.official_list import CodeChanges

_SILENT = {"width", "bold", "indent", "heading", "row", "under", "english", "says.zh", "says.en"}
"""What is not told of something new or gone; the JSON has it."""


def difference_lines(difference: Difference, language: str) -> Iterator[str]:
    """The difference as lines of text: every part of the layout, changed or not."""
    before, after = difference.before, difference.after
    yield f"{after.year_file.layout} {before.year} → {after.year}"
    for layout in (before, after):
        basis = layout.year_file.basis(language)
        yield _phrase("year", language, year=layout.year, version=layout.version, basis=basis)
    for part, changes in difference.parts.items():
        yield ""
        yield _counted(PARTS[part][language], Counter(change.happening for change in changes), language)
        for change in changes:
            yield from _change_lines(change, language, 1)
    for book, codes in difference.books.items():
        names = {code.code: code.name for layout in (before, after) for code in _in_force(layout, book)}
        yield ""
        yield from code_lines(book, codes, names, language)


def code_lines(
    book: str, changes: CodeChanges, names: Mapping[str, str], language: str, confirmed: bool = False
) -> Iterator[str]:
    """What became of the codes of a book, grouped by 类; `names` are those of all codes."""
    counts = {
        "added": len(changes.added),
        "ended": len(changes.ended),
        "renamed": len(changes.renamed),
        "budgets": len(changes.moved_budgets),
    }
    told = _counted(BOOKS[book][language], counts, language)
    yield told + (_phrase("confirmed", language, count=changes.same) if confirmed else "")
    lines = [
        *((code.code, "added", _code(code, names)) for code in changes.added),
        *((code.code, "ended", _code(code, names)) for code in changes.ended),
        *(
            (pair.after.code, "renamed", f"{pair.before} → {pair.after.name}{_above(pair.after, names)}")
            for pair in changes.renamed
        ),
        *(
            (
                pair.after.code,
                "budgets",
                f"{pair.after}: {_budgets(pair.before, language)} → {_budgets(pair.after, language)}",
            )
            for pair in changes.moved_budgets
        ),
    ]
    for first, group in groupby(sorted(lines), key=lambda line: line[0][:3]):
        yield f"  {first} {names.get(first, '')}".rstrip()
        for _, happening, text in group:
            yield f"    {HAPPENINGS[happening][language]} {text}"


def difference_data(difference: Difference, language: str) -> dict[str, Any]:
    """The difference for programs."""
    before, after = difference.before, difference.after
    return {
        "layout": after.year_file.layout,
        "before": _year_data(before, language),
        "after": _year_data(after, language),
        **{
            part: [_change_data(change, language) for change in changes]
            for part, changes in difference.parts.items()
        },
        "codes": {book: codes_data(changes) for book, changes in difference.books.items()},
    }


def codes_data(changes: CodeChanges) -> dict[str, Any]:
    """What became of the codes of a book, for programs."""
    return {
        "added": [_code_data(code) for code in changes.added],
        "ended": [_code_data(code) for code in changes.ended],
        "renamed": [
            {"code": pair.after.code, "before": pair.before.name, "after": pair.after.name}
            for pair in changes.renamed
        ],
        "budgets": [
            {"code": pair.after.code, "before": list(pair.before.budgets), "after": list(pair.after.budgets)}
            for pair in changes.moved_budgets
        ],
        "same": changes.same,
    }


def _year_data(layout: LayoutSet, language: str) -> dict[str, Any]:
    file = layout.year_file
    return {
        "year": layout.year,
        "version": layout.version,
        "document": file.document,
        "basis": file.basis(language),
    }


def _change_data(change: ItemChange, language: str) -> dict[str, Any]:
    from generator.layout.phrases import said

    return {
        "happening": change.happening,
        "kind": change.kind,
        "name": change.name,
        "title": said(change.title, language),
        "words": [{"word": word.word, "before": word.before, "after": word.after} for word in change.words],
        "parts": [_change_data(part, language) for part in change.parts],
    }


def _code_data(code: Code) -> dict[str, Any]:
    return {
        "code": code.code,
        "name": code.name,
        "level": code.level,
        "parent": code.parent,
        "budgets": list(code.budgets),
    }


def _in_force(layout: LayoutSet, book: str) -> Sequence[Code]:
    codes = layout.function if book == "function" else layout.economic
    return codes.in_force(layout.year)


def _change_lines(change: ItemChange, language: str, depth: int) -> Iterator[str]:
    indent = "  " * depth
    head = f"{indent}{HAPPENINGS[change.happening][language]} {_called(change, language, depth)}"
    if change.happening == "changed":
        yield head
        for word in change.words:
            yield f"{indent}  {_label(word, language)}: {_word_change(word, language)}"
        for part in change.parts:
            yield from _change_lines(part, language, depth + 1)
        return
    told = [
        f"{_label(word, language)}: {_value(word.word, word.after or word.before, language)}"
        for word in change.words
        if word.word not in _SILENT and change.name not in (word.before, word.after)
    ]
    for kind, parts in groupby(change.parts, key=lambda part: part.kind):
        told.append(f"{KINDS[kind][language]}: {'、'.join(part.name for part in parts)}")
    yield head + (_phrase("told", language, words=_separator(language).join(told)) if told else "")


def _called(change: ItemChange, language: str, depth: int) -> str:
    """A thing by its kind, name and title; the heading above says what kind the first ones are."""
    from generator.layout.phrases import said

    if change.kind in UNNAMED:
        return KINDS[change.kind][language]
    kind = KINDS[change.kind][language] if depth > 1 or change.kind in SEVERAL_KINDS else ""
    return " ".join(part for part in (kind, change.name, said(change.title, language)) if part)


def _word_change(word: WordChange, language: str) -> str:
    if "\n" in word.before + word.after:
        return _phrase("lines", language, **_line_counts(word))
    return f"{_value(word.word, word.before, language)} → {_value(word.word, word.after, language)}"


def _line_counts(word: WordChange) -> dict[str, int]:
    """How many lines of a long text are new, and how many are gone."""
    before, after = Counter(word.before.splitlines()), Counter(word.after.splitlines())
    return {"added": (after - before).total(), "removed": (before - after).total()}


def _label(word: WordChange, language: str) -> str:
    return WORDS.get(word.word, {}).get(language, word.word)


def _value(word: str, value: str, language: str) -> str:
    told = VALUES.get(value, {}).get(language) if word in ("severity", "page") else None
    if told is None and value in ("true", "{}"):
        told = VALUES[value][language]
    return told or value or VALUES[""][language]


def _counted(part: str, counts: Mapping[str, int], language: str) -> str:
    told = [f"{HAPPENINGS[name][language]} {count}" for name, count in counts.items() if count]
    if not told:
        return _phrase("unchanged", language, part=part)
    return _phrase("counted", language, part=part, counts=_comma(language).join(told))


def _code(code: Code, names: Mapping[str, str]) -> str:
    return f"{code}{_above(code, names)}"


def _above(code: Code, names: Mapping[str, str]) -> str:
    """The 款 that a code belongs to, in brackets; its 类 stands above it."""
    return f"（{code.parent} {names.get(code.parent, '')}）" if len(code.parent) > 3 else ""


def _budgets(code: Code, language: str) -> str:
    return "、".join(code.budgets) or PHRASES["all_budgets"][language]


def _separator(language: str) -> str:
    return "; " if language == "en" else "；"


def _comma(language: str) -> str:
    return ", " if language == "en" else "，"


def _phrase(name: str, language: str, /, **values: object) -> str:
    return PHRASES[name][language].format(**values)
