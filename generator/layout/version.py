"""The form version (表样版本): whether two layouts mean the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from generator.layout import schema
from generator.layout.disclosure_schema import DisclosureFile
from generator.layout.register_schema import Register
from generator.model.budget import FundingSource
from generator.model.classification import Code

_DIGITS = 8
_WITHOUT_BLOCK_NAMES: dict[str, Any] = {
    "exclude_defaults": True,
    "exclude": {"blocks": {"__all__": {"id"}}},
}


def form_version(
    tables: Iterable[schema.Table],
    entries: schema.Entries,
    checks: Iterable[schema.Check],
    sources: Iterable[FundingSource],
    books: Iterable[Sequence[Code]],
    figures: Iterable[schema.Figure],
    registers: Sequence[Register] = (),
    forms: Sequence[schema.Part] = (),
    disclosure: DisclosureFile | None = None,
) -> str:
    """A short hash of everything that tables, entries, checks, sources, codes, last year's figures,
    registers, forms and the disclosure say.

    What is left at its default does not count, nor where a thing is written, nor how sure a code is, nor
    how steps call a block: the version stays the same until the forms change.

    Shape:   eight hex digits.
    """
    meaning: list[object] = [
        [_said(table) for table in tables],
        _said(entries),
        [_said(check) for check in checks],
        [(each.name, each.english, each.budget, each.period, each.nature) for each in sources],
        [[(code.code, code.name, code.budgets) for code in book] for book in books],
        [_said(figure) for figure in figures],
    ]
    # Layouts without these keep the version that they had before there were any.
    if registers:
        meaning.append({"registers": [_said(register) for register in registers]})
    if forms:
        meaning.append({"forms": [_said(form) for form in forms]})
    if disclosure is not None:
        meaning.append({"disclosure": disclosure.model_dump(mode="json", **_WITHOUT_BLOCK_NAMES)})
    written = json.dumps(meaning, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()[:_DIGITS]


def _said(part: schema.Part) -> object:
    return part.model_dump(mode="json", exclude_defaults=True)
