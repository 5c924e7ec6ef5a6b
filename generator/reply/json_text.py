"""Data as JSON text that a terminal can show and every encoding holds."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

_UNSEEN = ("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp")
_RARE = re.compile(r"[^\n -~\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]")
"""Every sign that might be unseen; the others are what nearly all text is made of."""


def json_text(data: Any) -> str:
    """The data as indented JSON with a line break at the end; signs that are not printed are escapes."""
    return _RARE.sub(_escaped, json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def whole(text: str) -> str:
    """The text without half characters (lone surrogates), which are in no encoding."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _escaped(rare: re.Match[str]) -> str:
    return json.dumps(rare[0])[1:-1] if unicodedata.category(rare[0]) in _UNSEEN else rare[0]
