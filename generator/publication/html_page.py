"""The published document as one page of HTML: it fetches nothing, runs nothing, and prints on A4."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path

from generator.publication.contents_pages import Entry, contents_of
from generator.publication.document import Block, Document, Heading, Paragraph, Table
from generator.publication.html_markup import Markup, element, joined
from generator.publication.html_style import STYLE
from generator.publication.html_tables import form, official_table
from generator.whole_file import whole_file

_BODY = "正文"


def write_html(document: Document, path: Path) -> None:
    """Write the page. Raises: OSError when the folder cannot be written to; ValueError when cells overlap."""
    page = html_page(document)
    with whole_file(path) as temporary:
        temporary.write_text(page, encoding="utf-8", newline="\n")


def html_page(document: Document) -> str:
    """The page. Raises: ValueError when cells of a table overlap."""
    policy = f"default-src 'none'; style-src {_hash(STYLE)}; base-uri 'none'; form-action 'none'"
    title = " ".join(document.cover) or document.department
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="author", content=document.department),
        element("title", f"{document.draft}：{title}" if document.draft else title),
        element("style", Markup(STYLE)),
    )
    entries = contents_of(document)
    main = [element("div", *_blocks(document, entries)), _closing(document)]
    body = element(
        "body",
        element("a", f"跳到{_BODY}", href="#main", class_="skip"),
        _banner(document),
        element(
            "div", _contents(document, entries), element("main", *main, id="main", tabindex=-1), class_="page"
        ),
    )
    return f"<!DOCTYPE html>\n{element('html', head, body, lang='zh-CN')}\n"


def _banner(document: Document) -> Markup:
    """The cover, and the mark of a draft."""
    spans = [element("span", line) for line in document.cover]
    title = element("h1", joined(_between(spans, " ")))
    draft = element("p", element("strong", document.draft), class_="draft") if document.draft else Markup("")
    return element("header", draft, title)


def _contents(document: Document, entries: Sequence[Entry]) -> Markup:
    """The contents: entries of a level below stand in lists inside those above."""
    heading = element("h2", "".join(document.contents.split()), id="contents")
    return element("nav", heading, *_lists(entries), aria_labelledby="contents")


def _lists(entries: Sequence[Entry]) -> list[Markup]:
    """The entries as a list, each with those below it; nothing where there are none."""
    if not entries:
        return []
    items: list[Markup] = []
    top = min(entry.level for entry in entries)
    starts = [place for place, entry in enumerate(entries) if entry.level == top]
    if starts[0] > 0:
        items.append(element("li", *_lists(entries[: starts[0]])))
    for start, end in zip(starts, [*starts[1:], len(entries)], strict=True):
        link = element("a", entries[start].text, href=f"#{_anchor(entries[start])}")
        items.append(element("li", link, *_lists(entries[start + 1 : end])))
    return [element("ol", *items)]


def _blocks(document: Document, entries: Sequence[Entry]) -> list[Markup]:
    marks = {entry.block: _anchor(entry) for entry in entries}
    return [_block(block, marks.get(place, f"b{place}")) for place, block in enumerate(document.blocks)]


def _block(block: Block, mark: str) -> Markup:
    if isinstance(block, Heading):
        return element(f"h{block.level + 1}", block.text, id=mark)
    if isinstance(block, Paragraph):
        return joined(element("p", line) for line in block.text.splitlines() if line.strip())
    if isinstance(block, Table):
        return official_table(block, mark)
    return form(block, mark)


def _closing(document: Document) -> Markup:
    if not document.closing:
        return Markup("")
    return element(
        "p", joined(_between([element("span", line) for line in document.closing], " ")), class_="closing"
    )


def _between(pieces: Sequence[Markup], sign: str) -> list[str]:
    """The pieces with a sign between them."""
    return [each for piece in pieces for each in (sign, piece)][1:]


def _anchor(entry: Entry) -> str:
    return f"s{entry.block}"


def _hash(text: str) -> str:
    """What a policy calls a style by: the SHA-256 of its text."""
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"
