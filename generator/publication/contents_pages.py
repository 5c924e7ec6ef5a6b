"""What the contents list, and the page that each entry stands on."""

from __future__ import annotations

from dataclasses import dataclass

from generator.publication.document import Document, Form, Heading, Paragraph

Pages = tuple[int, ...]
"""The printed page number of each entry of the contents, in order."""

_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: its level (1 to 3), its text, what stands at its place in the text.

    `block` is the place of the heading or table among the blocks, `mark` the name of the bookmark there.
    A table is listed as a section with its number in words; above it stands its title alone.
    """

    level: int
    text: str
    stands: str
    block: int
    mark: str


def contents_of(document: Document) -> tuple[Entry, ...]:
    """What the contents of a document list: its headings and official tables, in order."""
    entries: list[Entry] = []
    tables = 0
    for place, block in enumerate(document.blocks):
        if isinstance(block, Paragraph | Form):
            continue
        if isinstance(block, Heading):
            level, text, stands = block.level, block.text, block.text
        else:
            tables += 1
            level, text, stands = 2, f"{number_in_words(tables)}、{block.title}", block.title
        entries.append(Entry(level, text, stands, place, f"_Toc{len(entries) + 1:08}"))
    return tuple(entries)


def number_in_words(number: int) -> str:
    """A number from 1 to 99 in Chinese, as sections are numbered.

    Example:
        >>> [number_in_words(number) for number in (1, 10, 11, 20, 42)]
        ['一', '十', '十一', '二十', '四十二']
    """
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones or not tens else "")
