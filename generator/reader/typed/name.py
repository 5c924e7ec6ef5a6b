"""A name or a text that somebody typed into one cell: unit, source, kind, project, note."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from generator.intake.words import tidy, tidy_lines
from generator.model.budget import ExpenditureKind
from generator.model.wording import plain_name
from generator.reader.typed.sheet_sight import sheet_text
from generator.reader.typed.signs import invisible_sign, on_one_line, single_blanks, without_invisible
from generator.reader.typed.understood import BLANK, Understood, repaired, unclear
from generator.spreadsheet.raw_book import DateValue, ErrorValue, RawValue, shown

_KINDS = tuple(kind.value for kind in ExpenditureKind)
_ENGLISH_KINDS = {"basic": ExpenditureKind.BASIC.value, "project": ExpenditureKind.PROJECT.value}


def understood_name(value: RawValue | None, listed: Sequence[str]) -> Understood:
    """A unit or funding source as it is listed.

    Width of signs, blanks, quotes and letter case may differ; a near miss stays as it was typed.

    Example:
        >>> understood_name("教育局（ 本级 ）", ["教育局(本级)"]).text
        '教育局(本级)'
        >>> understood_name("教育", ["教育局(本级)"]).text
        '教育'
    """
    if not isinstance(value, str):
        return Understood(shown(value)) if value is not None else BLANK
    return Understood(value) if value in listed else _listed(value, tuple(listed))


def understood_kind(value: RawValue | None) -> Understood:
    """The kind of expenditure (支出类型), also when only its beginning or more than it was typed.

    Example:
        >>> [understood_kind(typed).text for typed in ("基本", "项目支出（专项）", "支出")]
        ['基本支出', '项目支出', '支出']
    """
    understood = understood_name(value, _KINDS)
    if not isinstance(value, str) or understood.text in _KINDS:
        return understood
    plain = plain_name(on_one_line(value))
    meant = [kind for kind in _KINDS if _begins_alike(plain, kind)]
    others = [kind for kind in _KINDS if kind in plain and kind not in meant]
    if len(meant) == 1 and not others:
        return repaired("FIX-009", meant[0], live=False)
    if plain in _ENGLISH_KINDS:
        return repaired("FIX-009", _ENGLISH_KINDS[plain], live=False)
    return understood


def understood_text(value: RawValue | None) -> Understood:
    """A name of one's own, of a project for instance: one line without signs that nobody sees.

    An error value is no text: the cell counts as blank, and that is told.
    """
    return _text(value, prose=False)


def understood_prose(value: RawValue | None) -> Understood:
    r"""Several lines of text; blanks around them and blank lines between them say nothing.

    Example:
        >>> understood_prose("一是保障运转；\r\n二是提高效率。").text
        '一是保障运转；\n二是提高效率。'
    """
    if not isinstance(value, str):
        return _text(value, prose=True)
    lines = [_written(line, True) for line in tidy_lines(value).splitlines()]
    text = "\n".join(line.text for line in lines if line.text)
    if all(not line.repairs for line in lines):
        return Understood(text)
    sign = invisible_sign(value.replace("\n", "").replace("\r", ""))
    return repaired("FIX-008", text, live=True, sign=sign)


def understood_note(value: RawValue | None) -> Understood:
    """A note or a reason, on one line; line breaks are as good as blanks."""
    return _text(value, prose=True)


def _begins_alike(plain: str, kind: str) -> bool:
    if len(plain) > len(kind):
        return plain.startswith(kind) and not plain[len(kind)].isalnum()
    return len(plain) > 1 and kind.startswith(plain)


@lru_cache(maxsize=4096)
def _listed(typed: str, listed: tuple[str, ...]) -> Understood:
    line = on_one_line(typed)
    if not line:
        return BLANK
    names = _by_plain_name(listed).get(plain_name(line), ())
    if len(names) != 1:
        return unclear(typed, names)
    name, sheet = names[0], sheet_text(typed)
    live = sheet.casefold() == name.casefold()
    if typed.strip() == name and live:
        return Understood(name)
    return repaired("FIX-008", name, live, sign=invisible_sign(typed.strip()))


@lru_cache(maxsize=64)
def _by_plain_name(listed: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for name in listed:
        plain = plain_name(name)
        names[plain] = (*names.get(plain, ()), name)
    return names


def _text(value: RawValue | None, *, prose: bool) -> Understood:
    if isinstance(value, str):
        is_plain = value.isprintable() and value == value.strip() and "  " not in value
        return Understood(value) if is_plain else _written(value, prose)
    if isinstance(value, ErrorValue):
        return repaired("FIX-012", "", live=prose)
    if isinstance(value, DateValue):
        return repaired("FIX-011", shown(value), live=prose)
    return BLANK if value is None else Understood(shown(value))


@lru_cache(maxsize=4096)
def _written(typed: str, prose: bool) -> Understood:
    if prose:
        told, live = single_blanks(typed), True
        text = single_blanks(without_invisible(told))
    else:
        told, text = tidy(typed), single_blanks(without_invisible(typed))
        live = sheet_text(typed) == text
    if not text or (text == told and live):
        return Understood(text)
    return repaired("FIX-008", text, live, sign=invisible_sign(told))
