"""department.yaml: the facts of a department (部门信息), or the same facts as a mapping."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from generator.intake.cells import cell_text
from generator.intake.text_file import LONGEST_SHOWN, read_text
from generator.intake.words import check_name
from generator.messages import finding
from generator.model.budget import Origin, Unit
from generator.model.finding import Finding, Place
from generator.model.wording import nearest_word, plain_name

DEPARTMENT_KEYS = {
    "name": "名称",
    "year": "年度",
    "units": "预算单位",
    "code": "编码",
    "layout": "布局",
    "level": "级别",
    "compiled_on": "编制日期",
}
UNIT_KEYS = {"name": "名称", "code": "编码", "kind": "性质"}
_REQUIRED = ("name", "year", "units")
LEVELS = {"部门": "部门", "单位": "单位", "department": "部门", "unit": "单位"}
_NULL = "tag:yaml.org,2002:null"


@dataclass(frozen=True)
class Facts:
    """What department.yaml says. None marks what could not be read, "" what was left out."""

    name: str | None = None
    year: int | None = None
    units: tuple[Unit, ...] | None = None
    code: str = ""
    layout: str = "xinjiang"
    level_word: str = "部门"
    compiled_on: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One key with its value, and the line it stands on (0 when it comes from no file)."""

    key: str
    line: int
    value: Value


Value = str | list["Entry"] | list["Value"]
"""A text, the entries of a mapping, or a list. An empty list is a list."""


def read_facts(path: Path) -> tuple[Facts, list[Finding]]:
    """Read department.yaml. Everything wrong in it is a finding, with its line."""
    text, findings = read_text(path)
    if text is None:
        return Facts(), findings
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        value = _value(node) if node is not None else ""
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        return Facts(), [_unreadable(path.name, text, line)]
    except (yaml.YAMLError, RecursionError):
        return Facts(), [_unreadable(path.name, text, 0)]
    if not _is_mapping(value):
        return Facts(), [_unreadable(path.name, text, 1)]
    return _Reader(path.name).facts(_entries(value))


def _unreadable(file: str, text: str, line: int) -> Finding:
    """A file that is no mapping; it shows the line where reading stopped."""
    lines = text.splitlines()
    shown = lines[line - 1].strip() if 0 < line <= len(lines) else text.strip()
    return finding("DEPT-001", Place(file, line), found=shown[:LONGEST_SHOWN])


def facts_from(facts: Mapping[str, object], file: str) -> tuple[Facts, list[Finding]]:
    """The same facts from a mapping with the keys of department.yaml."""
    return _Reader(file).facts([Entry(str(key), 0, _plain(value)) for key, value in facts.items()])


def _value(node: yaml.Node) -> Value:
    """A node as text or lists of text. Scalars stay as they are written: code 007 keeps its zeros."""
    if isinstance(node, yaml.MappingNode):
        return [
            Entry(str(key.value).strip(), key.start_mark.line + 1, _value(value)) for key, value in node.value
        ]
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    return "" if node.tag == _NULL else str(node.value).strip()


def _plain(value: object) -> Value:
    if isinstance(value, Mapping):
        return [Entry(str(key), 0, _plain(item)) for key, item in value.items()]
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return cell_text(value).strip()


def _is_mapping(value: Value) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], Entry)


def _entries(value: Value) -> list[Entry]:
    return [item for item in value if isinstance(item, Entry)] if isinstance(value, list) else []


class _Reader:
    """Turns entries into facts and collects what is wrong."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def facts(self, entries: Sequence[Entry]) -> tuple[Facts, list[Finding]]:
        known = self.known(entries, DEPARTMENT_KEYS)
        for key in _REQUIRED:
            if key not in known:
                self.add("DEPT-004", Place(self.file), key=key, chinese=DEPARTMENT_KEYS[key])
        year = self.year(known["year"]) if "year" in known else None
        facts = Facts(
            self.name(known["name"]) if "name" in known else None,
            year,
            self.units(known["units"]) if "units" in known else None,
            self.text(known.get("code")) or "",
            self.text(known.get("layout")) or Facts.layout,
            self.level(known.get("level")),
            self.date(known.get("compiled_on")),
        )
        return facts, self.findings

    def add(self, code: str, place: Place, found: str = "", **details: str | int) -> None:
        self.findings.append(finding(code, place, found, **details))

    def place(self, entry: Entry) -> Place:
        return Place(self.file, entry.line, entry.key)

    def known(self, entries: Sequence[Entry], keys: Mapping[str, str]) -> dict[str, Entry]:
        """The entries by English key; unknown and repeated keys are findings."""
        words = {chinese: key for key, chinese in keys.items()} | {key: key for key in keys}
        known: dict[str, Entry] = {}
        for entry in entries:
            key = words.get(entry.key)
            if key is None:
                allowed = "、".join(f"{english}（{chinese}）" for english, chinese in keys.items())
                near = nearest_word(entry.key, words)
                self.add("DEPT-002", self.place(entry), entry.key, allowed=allowed, nearest=near)
            elif key in known:
                self.add("DEPT-003", self.place(entry), entry.key, other=known[key].line or "")
            else:
                known[key] = entry
        return known

    def text(self, entry: Entry | None) -> str | None:
        """The value as one text; None when there is none."""
        if entry is None:
            return None
        if isinstance(entry.value, str):
            return entry.value or None
        found = ("一组值", "a mapping") if _is_mapping(entry.value) else ("列表", "a list")
        self.shape(entry, found, ("一个文字或数字", "one text or number"))
        return None

    def shape(self, entry: Entry, found: tuple[str, str], expected: tuple[str, str]) -> None:
        self.add(
            "DEPT-005",
            self.place(entry),
            key=entry.key,
            found_shape_zh=found[0],
            found_shape_en=found[1],
            expected_shape_zh=expected[0],
            expected_shape_en=expected[1],
        )

    def name(self, entry: Entry) -> str | None:
        """A name that may stand in the tables."""
        text = self.text(entry)
        if text is None:
            if isinstance(entry.value, str):
                self.add("IN-001", self.place(entry), heading=entry.key)
            return None
        wrong = check_name(text, self.place(entry))
        self.findings += wrong
        return None if wrong else text

    def year(self, entry: Entry) -> int | None:
        text = self.text(entry)
        if text is None and not isinstance(entry.value, str):
            return None
        written = unicodedata.normalize("NFKC", text or "")
        if re.fullmatch(r"20\d\d|2100", written):
            return int(written)
        self.add("DEPT-006", self.place(entry), text or "（空白）")
        return None

    def level(self, entry: Entry | None) -> str:
        text = self.text(entry)
        if entry is None or text is None:
            return Facts.level_word
        if text not in LEVELS:
            self.add("DEPT-009", self.place(entry), text)
        return LEVELS.get(text, Facts.level_word)

    def date(self, entry: Entry | None) -> str:
        text = self.text(entry)
        if entry is None or text is None:
            return ""
        try:
            return datetime.date.fromisoformat(text).isoformat()
        except ValueError:
            self.add("DEPT-010", self.place(entry), text)
            return ""

    def units(self, entry: Entry) -> tuple[Unit, ...] | None:
        """The units in their order; None when the list as a whole cannot be read."""
        if entry.value in ("", []):
            self.add("DEPT-007", self.place(entry))
            return None
        if isinstance(entry.value, str) or _is_mapping(entry.value):
            found = ("文字", "a text") if isinstance(entry.value, str) else ("一组值", "a mapping")
            self.shape(entry, found, ("列表，每个单位一行“- ”开头", "a list, each unit after “- ”"))
            return None
        before = len(self.findings)
        units = [unit for item in entry.value if (unit := self.unit(entry, item)) is not None]
        self.same_names(entry, units)
        return tuple(units) if len(self.findings) == before else None

    def unit(self, entry: Entry, item: Entry | Value) -> Unit | None:
        """One unit: a name alone, or name, code and kind."""
        if isinstance(item, str):
            item = [Entry("name", entry.line, item)]
        entries = _entries(item) if not isinstance(item, Entry) else []
        if not entries:
            self.shape(entry, ("一串列表", "a list of lists"), ("name、code、kind", "name, code, kind"))
            return None
        known = self.known(entries, UNIT_KEYS)
        line = entries[0].line
        if "name" not in known:
            self.add("DEPT-004", Place(self.file, line), key="name", chinese=UNIT_KEYS["name"])
            return None
        name = self.name(known["name"])
        code, kind = self.text(known.get("code")) or "", self.text(known.get("kind")) or ""
        return Unit(name, code, kind, Origin(self.file, line)) if name else None

    def same_names(self, entry: Entry, units: Sequence[Unit]) -> None:
        """Names that a spreadsheet cannot tell apart."""
        first: dict[str, Unit] = {}
        for unit in units:
            same = first.setdefault(plain_name(unit.name), unit)
            if same is not unit:
                place = Place(self.file, unit.origin.row, entry.key)
                self.add("DEPT-008", place, unit.name, other=same.origin.row or "", same=same.name)
