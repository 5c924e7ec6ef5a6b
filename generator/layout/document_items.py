"""Registers, forms and the disclosure of a layout as items of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches

from generator.layout.disclosure_schema import (
    Block,
    DisclosureFile,
    FormBlock,
    HeadingBlock,
    TableBlock,
)
from generator.layout.form_schema import Form, FormCell
from generator.layout.items import Item, said_words, sentence
from generator.layout.layout_set import LayoutSet
from generator.layout.register_schema import Register

_LIKE = 0.6
"""How much two paragraphs have in common when one is taken for the other in new words."""


def register_items(layout: LayoutSet) -> list[Item]:
    """The registers: columns, fixed rows, derived fields and rules are their parts."""
    return [_register(register) for register in layout.registers]


def _register(register: Register) -> Item:
    parts = (
        *(Item("field", each.field, words=said_words(each, "field")) for each in register.columns),
        *(Item("fixed_row", each.row, words=said_words(each, "row")) for each in register.rows),
        *(Item("derived", each.field, words=said_words(each, "field")) for each in register.derived),
        *(Item("rule", each.id, sentence(each.says), said_words(each, "id")) for each in register.rules),
    )
    words = said_words(register, "name", "columns", "rows", "derived", "rules")
    return Item("register", register.name, register.title, words, parts)


def form_items(layout: LayoutSet) -> list[Item]:
    """The forms: what their head says, and the columns of their indicators."""
    return [_form(form) for form in layout.forms]


def _form(form: Form) -> Item:
    head = "\n".join("；".join(_cell(cell) for cell in row) for row in form.head)
    words = said_words(form, "form", "head", "columns") | {"head": head}
    parts = _numbered(
        Item("column", column.heading, words=said_words(column, "heading")) for column in form.columns
    )
    title = form.title if form.title != form.form else ""
    return Item("form", form.form, title, words, tuple(parts))


def _cell(cell: FormCell) -> str:
    return " ".join(f"{word}: {value}" for word, value in said_words(cell).items() if value)


def disclosure_items(before: LayoutSet, after: LayoutSet) -> tuple[list[Item], list[Item]]:
    """The disclosures of two years: what they share, figures, lists and blocks.

    Blocks without an id that say much the same have the same name in both, so that a paragraph in new
    words is one that changed.
    """
    old, new = (list(_disclosure(layout.disclosure)) for layout in (before, after))
    return old, _as_before(old, new)


def _disclosure(file: DisclosureFile | None) -> Iterator[Item]:
    if file is None:
        return
    words = said_words(file, "blocks", "figures", "lists") | {
        "cover": "\n".join(file.cover),
        "closing": "\n".join(file.closing),
    }
    yield Item("disclosure", "disclosure", words=words)
    for figure in file.figures:
        yield Item("figure", figure.figure, words=said_words(figure, "figure"))
    for listed in file.lists:
        yield Item("list", listed.list, words=said_words(listed, "list"))
    yield from _numbered(_block(block) for block in file.blocks)


def _block(block: Block) -> Item:
    if isinstance(block, TableBlock):
        return Item("table_block", block.table)
    if isinstance(block, FormBlock):
        return Item("form_block", block.form)
    if isinstance(block, HeadingBlock):
        return Item("heading_block", block.id or block.heading, words=said_words(block, "id"))
    text = block.text if isinstance(block.text, str) else "\n".join(block.text)
    words = {"text": text} | said_words(block, "id", "text")
    return Item("text_block", block.id or text.partition("\n")[0], words=words)


def _numbered(items: Iterable[Item]) -> Iterator[Item]:
    """The items with names of their own: the second of a name is told apart by its number."""
    seen: dict[tuple[str, str], int] = {}
    for item in items:
        count = seen[item.kind, item.name] = seen.get((item.kind, item.name), 0) + 1
        yield item if count == 1 else replace(item, name=f"{item.name}（{count}）")


def _as_before(old: Sequence[Item], new: Sequence[Item]) -> list[Item]:
    """The later items; a text that is not among the earlier ones takes the name of the one most like it."""
    earlier = {(item.kind, item.name) for item in old}
    later = {(item.kind, item.name) for item in new}
    gone = [item for item in old if (item.kind, item.name) not in later]
    called: list[Item] = []
    for item in new:
        said = {_text(other): other for other in gone if other.kind == item.kind and _text(other)}
        like = [] if (item.kind, item.name) in earlier else get_close_matches(_text(item), said, 1, _LIKE)
        for text in like:
            gone.remove(said[text])
        called.append(replace(item, name=said[like[0]].name) if like else item)
    return called


def _text(item: Item) -> str:
    """What a heading or paragraph says; "" of anything else."""
    word = {"text_block": "text", "heading_block": "heading"}.get(item.kind)
    return item.words[word] if word else ""
