"""HTML by elements: every text is escaped unless it is markup already."""

from __future__ import annotations

import html
from collections.abc import Iterable

_VOID = ("meta", "br", "col")
_BLANKS = "\u3000\u00a0"


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def element(tag: str, *content: str, **attributes: str | int | bool) -> Markup:
    """An element with its content. A trailing `_` of an attribute's name goes, any other is a hyphen.

    True gives an attribute without value, False none.

    Example:
        >>> element("th", "<b>", scope="col", class_="name")
        '<th scope="col" class="name">&lt;b&gt;</th>'
    """
    named = "".join(_attribute(name, value) for name, value in attributes.items())
    return Markup(f"<{tag}{named}>" if tag in _VOID else f"<{tag}{named}>{joined(content)}</{tag}>")


def joined(content: Iterable[str]) -> Markup:
    """Texts and markup one after the other, as markup."""
    return Markup("".join(each if isinstance(each, Markup) else _escaped(each) for each in content))


def lines(text: str) -> Markup:
    """A text of several lines as markup."""
    return Markup(element("br").join(_escaped(line) for line in text.splitlines()))


def _attribute(name: str, value: str | int | bool) -> str:
    if value is False:
        return ""
    written = name.rstrip("_").replace("_", "-")
    return f" {written}" if value is True else f' {written}="{_escaped(str(value))}"'


def _escaped(text: str) -> str:
    """The text escaped, with a blank for every sign that is not printed. Wide blanks stay."""
    if not text.isprintable():
        text = "".join(sign if sign.isprintable() or sign in _BLANKS else " " for sign in text)
    return html.escape(text, quote=True)
