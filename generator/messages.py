"""The catalogue of findings (layouts/messages/): their codes, severities and words.

A finding is made with `finding("IN-005", place, found="abc")` and written with `render`. Wording
changes in the catalogue only.
"""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import yaml

from generator.model.finding import Finding, Place, Severity
from generator.resources import layouts_folder

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

PARTS = ("title", "found", "expected", "remedy")
_LABELS = {
    "zh": {"found": "发现", "expected": "应为", "remedy": "处理"},
    "en": {"found": "found", "expected": "expected", "remedy": "fix"},
}
_LABEL_WIDTH = 10
_LONGEST_VALUE = 80


class CatalogueError(ValueError):
    """The catalogue or its use is wrong: a mistake in the program, not in anybody's budget."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of one message in one language; lines are separated by line breaks."""

    title: str
    found: str
    expected: str
    remedy: str

    def placeholders(self) -> frozenset[str]:
        """The words in braces."""
        texts = (self.title, self.found, self.expected, self.remedy)
        return frozenset(name for text in texts for name in _names(text))


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of the catalogue."""

    code: str
    severity: Severity
    wordings: Mapping[str, Wording]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finding in words: where, what was found, what was expected, how to mend it."""

    code: str
    severity: Severity
    place: str
    title: str
    found: str
    expected: str
    remedy: str


@cache
def catalogue() -> Mapping[str, Message]:
    """The catalogue that came with the program, by code.

    Raises:  CatalogueError, naming the entry that is incomplete.
    """
    return read_catalogue(layouts_folder() / "messages")


def read_catalogue(folder: Path) -> Mapping[str, Message]:
    """Read the files of a catalogue. Raises CatalogueError, naming the first entry that is wrong."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    messages: dict[str, Message] = {}
    for path in sorted(folder.glob("*.yaml")):
        data: Any = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
        if not isinstance(data, dict):
            raise CatalogueError(f"{path.name}: expected codes, each with its message")
        for code, entry in data.items():
            if code in messages:
                raise CatalogueError(f"{path.name}: {code} stands in another file as well")
            messages[code] = _message(str(code), entry)
    return MappingProxyType(messages)


def _message(code: str, entry: Any) -> Message:
    try:
        wordings: dict[str, Wording] = {
            language: Wording(*(str(entry[language][part]) for part in PARTS)) for language in LANGUAGES
        }
        message = Message(code, Severity(entry["severity"]), wordings)
    except (KeyError, TypeError, ValueError) as error:
        raise CatalogueError(f"{code}: {error!r} is missing or wrong") from error
    keys = [set(entry) - {"severity"}, *(set(entry[language]) for language in LANGUAGES)]
    if keys != [set(LANGUAGES), *([set(PARTS)] * len(LANGUAGES))]:
        raise CatalogueError(f"{code}: expected severity, zh and en, each with {', '.join(PARTS)}")
    return message


def finding(code: str, place: Place, found: str = "", **details: str | int) -> Finding:
    """A finding with the severity of the catalogue.

    `found` is what the person wrote; `details` fills the other placeholders. An empty detail leaves
    out the line that needs it.

    Raises:  CatalogueError, when the catalogue has no such code or wants other details.
    Example:
        >>> finding("IN-005", Place("income.csv", 3, "金额（元）"), "十万").severity
        <Severity.ERROR: 'error'>
    """
    message = catalogue().get(code)
    if message is None:
        raise CatalogueError(f"no message {code} in the catalogue")
    for language, wording in message.wordings.items():
        missing = wording.placeholders() - {"found", *details}
        if missing:
            raise CatalogueError(f"{code} ({language}) wants {', '.join(sorted(missing))}")
    given = tuple((name, str(value)) for name, value in details.items())
    return Finding(code, message.severity, place, found, given)


def words(finding: Finding, language: Language = "zh") -> Rendered:
    """The finding in words, part by part: for comments in a cell, JSON or a list in a sheet."""
    wording = catalogue()[finding.code].wordings[language]
    values = {name: _short(value) for name, value in finding.details}
    values["found"] = _short(finding.found)
    return Rendered(
        finding.code,
        finding.severity,
        place_text(finding.place, language),
        _filled(wording.title, values),
        _filled(wording.found, values),
        _filled(wording.expected, values),
        _filled(wording.remedy, values),
    )


def render(finding: Finding, language: Language = "zh") -> str:
    """The finding as four or more lines of text: place and title, found, expected, fix.

    Example:
        >>> place = Place("income.csv", 3, "amount_yuan")
        >>> print(render(finding("IN-005", place, "十万"), "en"))
        IN-005    income.csv row 3, amount_yuan: the amount is not a number
        found     “十万”
        expected  a number in yuan, such as 12345.67
        fix       write digits only, without 元 or 万元
    """
    rendered = words(finding, language)
    colon = "：" if language == "zh" else ": "
    lines = [f"{_padded(rendered.code)}{rendered.place}{colon}{rendered.title}"]
    for part, label in _LABELS[language].items():
        text: str = getattr(rendered, part)
        for place, line in enumerate(text.splitlines()):
            lines.append(_padded("" if place else label) + line)
    return "\n".join(lines)


def place_text(place: Place, language: Language = "zh") -> str:
    """Where a finding is, as people say it.

    Example:
        >>> place_text(Place("支出明细.xlsx", 7, "资金来源"))
        '支出明细.xlsx 第 7 行“资金来源”'
        >>> place_text(Place("水务局.xlsx", 26, "金额（元）", "支出录入", "I26"))
        '水务局.xlsx 支出录入!I26“金额（元）”'
    """
    if place.sheet:
        cell = f"!{place.cell}" if place.cell else ""
        heading = f"“{place.column}”" if language == "zh" else f", {place.column}"
        return f"{place.file} {place.sheet}{cell}" + (heading if place.column else "")
    if language == "zh":
        row = f" 第 {place.row} 行" if place.row else ""
        return f"{place.file}{row}" + (f"“{place.column}”" if place.column else "")
    row = f" row {place.row}" if place.row else ""
    return f"{place.file}{row}" + (f", {place.column}" if place.column else "")


def _filled(template: str, values: Mapping[str, str]) -> str:
    """The template with its placeholders filled; a line that lacks a value is left out."""
    lines = (
        line.format_map(values)
        for line in template.splitlines()
        if all(values.get(name) for name in _names(line))
    )
    return "\n".join(lines)


def _names(template: str) -> list[str]:
    return [name for _, name, _, _ in string.Formatter().parse(template) if name is not None]


def _short(value: str) -> str:
    """A value as one line of printable text, its middle left out when it is very long."""
    plain = "".join(sign if sign.isprintable() else " " for sign in value)
    if len(plain) <= _LONGEST_VALUE * 5:
        return plain
    return f"{plain[:_LONGEST_VALUE]}…{plain[-20:]}"


def _padded(label: str) -> str:
    """The label filled up to the width of the label column; Chinese signs are two wide."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in label)
    return label + " " * max(_LABEL_WIDTH - len(label) - wide, 1)


def reference_page() -> str:
    """The catalogue as a page for people (Markdown): every code with its sentences in both languages."""
    lines = [
        "# 消息一览 · Messages",
        "",
        "Generated from `layouts/messages/`. error 要改 · warning 需要核对或说明 · note 仅供参考。",
        "Words in {braces} are filled in; a line whose word is missing is left out.",
    ]
    for message in catalogue().values():
        lines += ["", f"## {message.code} · {message.severity}", ""]
        for language in LANGUAGES:
            wording = message.wordings[language]
            labels = _LABELS[language]
            lines.append(f"- **{wording.title}**")
            for part in PARTS[1:]:
                told = "；".join(getattr(wording, part).splitlines())
                lines.append(f"  - {labels[part]}: {told}")
    return "\n".join(lines) + "\n"
