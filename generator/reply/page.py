"""A page of HTML that is whole in itself: it fetches nothing and runs nothing but its own script."""

from __future__ import annotations

import base64
import hashlib

from generator.messages import Language
from generator.reply.markup import Markup, element

_HTML_LANGUAGES = {"zh": "zh-CN", "en": "en"}


def page(title: str, main: Markup, style: str, script: str, language: Language) -> str:
    """The page with its head. Its policy allows this style and this script, by their hashes, no other."""
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        element("style", Markup(style)),
    )
    body = element("body", main, element("script", Markup(script)))
    return f"<!DOCTYPE html>\n{element('html', head, body, lang=_HTML_LANGUAGES[language])}\n"


def _hash(text: str) -> str:
    """What a policy calls a style or script by: the SHA-256 of its text."""
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"
