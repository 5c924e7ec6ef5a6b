"""What two years of a layout differ in: tables, entry sheets, checks, registers, forms, texts and codes.

Both years are first laid out as items of words, each with its parts, then compared item by item; how
it is said is the business of whoever prints it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from generator.layout import schema
from generator.layout.document_items import disclosure_items, form_items, register_items
from generator.layout.items import Item, condition, said_words, sentence, yes
from generator.layout.layout_set import LayoutSet
from generator.layout.phrases import Words
from generator.model.official_list import CodeChanges, code_changes

Happening = Literal["added", "removed", "moved", "changed"]


@dataclass(frozen=True, slots=True)
class WordChange:
    """A word that says something else; "" where it is not said."""

    word: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What happened to one thing. Of what was added or removed, `words` tells what it says."""

    happening: Happening
    kind: str
    name: str
    title: Words = ""
    words: tuple[WordChange, ...] = ()
    parts: tuple[ItemChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything in which a later year of a layout differs from an earlier one."""

    before: LayoutSet
    after: LayoutSet
    tables: tuple[ItemChange, ...]
    entries: tuple[ItemChange, ...]
    checks: tuple[ItemChange, ...]
    sources: tuple[ItemChange, ...]
    registers: tuple[ItemChange, ...]
    forms: tuple[ItemChange, ...]
    disclosure: tuple[ItemChange, ...]
    function: CodeChanges
    economic: CodeChanges

    @property
    def parts(self) -> dict[str, tuple[ItemChange, ...]]:
        """The changes of all but the codes, by part of the layout."""
        return {
            "tables": self.tables,
            "entries": self.entries,
            "checks": self.checks,
            "sources": self.sources,
            "registers": self.registers,
            "forms": self.forms,
            "disclosure": self.disclosure,
        }

    @property
    def books(self) -> dict[str, CodeChanges]:
        """The changes of the codes, by book."""
        return {"function": self.function, "economic": self.economic}


def compare_layouts(before: LayoutSet, after: LayoutSet) -> Difference:
    """Compare two years of a layout."""
    books = [
        code_changes(earlier.in_force(before.year), later.in_force(after.year))
        for earlier, later in ((before.function, after.function), (before.economic, after.economic))
    ]
    return Difference(
        before,
        after,
        compare_items(_tables(before), _tables(after)),
        compare_items(_entries(before), _entries(after)),
        compare_items(_checks(before), _checks(after)),
        compare_items(_sources(before), _sources(after)),
        compare_items(register_items(before), register_items(after)),
        compare_items(form_items(before), form_items(after)),
        compare_items(*disclosure_items(before, after)),
        *books,
    )


def compare_items(before: Sequence[Item], after: Sequence[Item]) -> tuple[ItemChange, ...]:
    """Compare two lists of items by kind and name, in the order of the later one, what was removed first.

    Example:
        >>> [change.happening for change in compare_items([Item("row", "甲")], [Item("row", "乙")])]
        ['removed', 'added']
    """
    old = {(item.kind, item.name): item for item in before}
    new = {(item.kind, item.name): item for item in after}
    moved = _moved([name for name in old if name in new], [name for name in new if name in old])
    changes = [_whole("removed", item) for name, item in old.items() if name not in new]
    for name, item in new.items():
        if name not in old:
            changes.append(_whole("added", item))
            continue
        words = _word_changes(old[name].words, item.words)
        parts = compare_items(old[name].parts, item.parts)
        if name in moved:
            changes.append(ItemChange("moved", item.kind, item.name, item.title))
        if words or parts:
            changes.append(ItemChange("changed", item.kind, item.name, item.title, words, parts))
    return tuple(changes)


def _whole(happening: Happening, item: Item) -> ItemChange:
    """An item that is new or gone, with what it says and has."""
    words = _word_changes({}, item.words) if happening == "added" else _word_changes(item.words, {})
    parts = tuple(_whole(happening, part) for part in item.parts)
    return ItemChange(happening, item.kind, item.name, item.title, words, parts)


def _word_changes(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[WordChange, ...]:
    words = dict.fromkeys([*before, *after])
    return tuple(
        WordChange(word, before.get(word, ""), after.get(word, ""))
        for word in words
        if before.get(word, "") != after.get(word, "")
    )


def _moved(before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    """The names that stand elsewhere among those that both lists have."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    stayed = {
        name for block in matcher.get_matching_blocks() for name in after[block.b : block.b + block.size]
    }
    return set(after) - stayed


def _tables(layout: LayoutSet) -> list[Item]:
    items = []
    for table in layout.tables.values():
        words = {
            "title": table.title,
            "unit": table.unit,
            "page": table.page,
            "covers": condition(table.covers),
            "empty": table.empty,
            "number_row": yes(table.number_row),
            "levels": " → ".join(table.rows),
        }
        panels = tuple(
            Item(
                "panel",
                panel.id,
                words={"counts": panel.counts},
                parts=(*_columns(panel.columns), *_rows(panel)),
            )
            for panel in table.panels
        )
        parts = (*_columns(table.columns), *panels)
        items.append(Item("table", table.table, table.title, words, parts))
    return items


def _columns(headings: Iterable[schema.Heading], under: tuple[str, ...] = ()) -> Iterator[Item]:
    for heading in headings:
        if heading.columns is not None:
            yield from _columns(heading.columns, (*under, heading.heading))
            continue
        words = {
            "heading": heading.heading,
            "under": " › ".join(under),
            "shows": heading.shows or "",
            "where": _where(heading.where),
            "sum": " + ".join(heading.sum or []),
            "width": f"{heading.width:g}",
        }
        yield Item("column", heading.name, words=words)


def _rows(panel: schema.Panel) -> Iterator[Item]:
    for row in panel.rows:
        yield _row(row, last=False) if isinstance(row, schema.FixedRow) else Item("row", "每类")
    if panel.last:
        yield _row(panel.last, last=True)


def _row(row: schema.FixedRow, last: bool) -> Item:
    words = {
        "row": row.row,
        "where": _where(row.where),
        "sum": " + ".join(row.sum or []),
        "bold": yes(row.bold),
        "indent": str(row.indent),
        "last": yes(last),
    }
    return Item("row", row.name, words=words)


def _entries(layout: LayoutSet) -> list[Item]:
    entries = layout.entries
    words = {
        "personnel_classes": "、".join(entries.personnel_classes),
        "unit_kinds": "、".join(entries.unit_kinds),
        "guide": "\n".join(entries.guide),
    }
    items = [Item("entries", "entries", words=words)]
    for sheet in entries.sheets:
        columns = (_entry_column(column) for column in sheet.columns)
        rules = (Item("rule", rule.id, sentence(rule.says), said_words(rule, "id")) for rule in sheet.rules)
        items.append(Item("sheet", sheet.sheet, words={"help": sheet.help}, parts=(*columns, *rules)))
    return items


def _entry_column(column: schema.EntryColumn) -> Item:
    return Item("field", column.field, words=said_words(column, "field"))


def _checks(layout: LayoutSet) -> list[Item]:
    return [Item("check", check.id, sentence(check.says), said_words(check, "id")) for check in layout.checks]


def _sources(layout: LayoutSet) -> list[Item]:
    items = []
    for source in layout.sources:
        words = {
            "english": source.english,
            "budget": source.budget,
            "period": source.period,
            "nature": source.nature,
        }
        items.append(Item("source", source.name, words=words))
    return items


def _where(where: schema.Where | None) -> str:
    """A condition of a column or row; one that holds of everything is `{}`."""
    if where is None:
        return ""
    return condition(where) or "{}"
