"""HTML by elements: every text is escaped unless it is markup already."""

from __future__ import annotations

import html
from collections.abc import Iterable

from generator.reply.printable import one_line

_VOID = ("input", "meta", "br")


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def element(tag: str, *content: str, **attributes: str | bool) -> Markup:
    """An element with its content. Texts are put on one line and escaped.

    A trailing `_` of an attribute's name goes, any other is a hyphen. True gives an attribute without
    value, False none.

    Example:
        >>> element("td", "<b>", class_="number")
        '<td class="number">&lt;b&gt;</td>'
    """
    named = "".join(_attribute(name, value) for name, value in attributes.items())
    inside = joined(content)
    return Markup(f"<{tag}{named}>" if tag in _VOID else f"<{tag}{named}>{inside}</{tag}>")


def joined(content: Iterable[str]) -> Markup:
    """Texts and markup one after the other, as markup."""
    return Markup("".join(each if isinstance(each, Markup) else _escaped(each) for each in content))


def lines(text: str) -> Markup:
    """A text of several lines as markup."""
    return Markup(element("br").join(_escaped(line) for line in text.splitlines()))


def _attribute(name: str, value: str | bool) -> str:
    if value is False:
        return ""
    written = name.rstrip("_").replace("_", "-")
    return f" {written}" if value is True else f' {written}="{_escaped(value)}"'


def _escaped(text: str) -> str:
    return html.escape(one_line(text), quote=True)
