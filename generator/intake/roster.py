"""The roster (名册): the departments that a bureau issues blank workbooks to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.intake.department_file import LEVELS, Facts
from generator.intake.grid_file import LIST_SUFFIXES, read_grid, size_findings
from generator.intake.headings import Form, Heading, Record, records
from generator.intake.superiors import Placed, Superiors
from generator.intake.words import check_name, check_text, tidy
from generator.messages import finding
from generator.model.budget import Origin, Unit
from generator.model.finding import Finding, Place, Severity
from generator.model.wording import nearest_word, plain_code, plain_name

ROSTER = Form(
    ("roster", "名册"),
    ("名册", "roster"),
    (
        Heading("code", "部门编码", required=False),
        Heading("name", "部门名称"),
        Heading("kind", "性质", required=False),
        Heading("units", "预算单位", required=False),
        Heading("contact", "联系人", required=False),
        Heading("level", "级别", required=False),
        Heading("group", "分组", required=False),
        Heading("superior", "上级部门", required=False),
    ),
)
_BETWEEN_UNITS = re.compile(r"[；;\r\n]+")


@dataclass(frozen=True, slots=True)
class Listed:
    """A department on the roster.

    `units` is empty when the roster names none. `kind` (性质) is that of the first unit (本级);
    `level_word` is 部门, 单位 or, where the roster does not say, "". `group` (分组) is a word by which the
    bureau takes departments together; `superior` (上级部门) is the code or name of another department.
    """

    name: str
    code: str = ""
    kind: str = ""
    units: tuple[Unit, ...] = ()
    contact: str = ""
    level_word: str = ""
    origin: Origin = field(default=Origin(), compare=False)
    group: str = ""
    superior: str = ""


def listed_by_facts(facts: Facts) -> Listed | None:
    """The department of a submission, as a roster would list it; None when it has no name."""
    if facts.name is None:
        return None
    return Listed(facts.name, facts.code, "", facts.units or (), "", facts.level_word)


def read_roster(path: Path, kinds: Sequence[str] = ()) -> tuple[tuple[Listed, ...], list[Finding]]:
    """Read and check a roster; every fault of it comes back in one go.

    Shape:   one department per row, in the order of the file. `kinds` are the kinds of units
             (单位性质) that the form offers; others are doubted.
    """
    place = Place(path.name)
    if not path.is_file() or path.suffix.casefold() not in LIST_SUFFIXES:
        return (), [finding("ROS-001", place, found=str(path))]
    findings = size_findings(path)
    grid, wrong = read_grid(path, ROSTER) if not findings else (None, [])
    findings += wrong
    if grid is None:
        return (), findings
    rows, wrong = records(grid, ROSTER)
    findings += [each for each in wrong if each.code != "FILE-011"]
    if not rows and all(each.severity is not Severity.ERROR for each in findings):
        findings.append(finding("ROS-002", place, found=path.name))
    listed = [_Row(row, kinds, findings).listed() for row in rows]
    findings += _twice(rows, listed, "code", "ROS-003")
    findings += _twice(rows, listed, "name", "ROS-004")
    findings += _superiors(rows, listed)
    return tuple(listed), findings


class _Row:
    """Reads one row; what is wrong with it is collected in `findings`."""

    def __init__(self, record: Record, kinds: Sequence[str], findings: list[Finding]) -> None:
        self.record = record
        self.kinds = kinds
        self.findings = findings

    def listed(self) -> Listed:
        """The department of the row."""
        return Listed(
            self.name(),
            plain_code(self.short_text("code")),
            self.kind(),
            self.units(),
            self.short_text("contact"),
            self.level(),
            Origin(self.record.file, self.record.row),
            self.short_text("group"),
            self.short_text("superior"),
        )

    def text(self, field: str) -> str:
        return self.record.cells.get(field, "")

    def short_text(self, field: str) -> str:
        text = tidy(self.text(field))
        self.findings += check_text(text, self.record.place(field))
        return text

    def name(self) -> str:
        name = tidy(self.text("name"))
        place = self.record.place("name")
        if not name and "name" in self.record.cells:
            self.findings.append(finding("IN-001", place, heading=place.column))
        self.findings += check_name(name, place)
        return name

    def kind(self) -> str:
        kind = self.short_text("kind")
        known = {plain_name(one): one for one in self.kinds}
        if kind and known and plain_name(kind) not in known:
            near = nearest_word(kind, self.kinds)
            allowed = "、".join(self.kinds)
            place = self.record.place("kind")
            self.findings.append(finding("ROS-006", place, kind, allowed=allowed, nearest=near))
        return known.get(plain_name(kind), kind)

    def units(self) -> tuple[Unit, ...]:
        place = self.record.place("units")
        origin = Origin(self.record.file, self.record.row)
        first: dict[str, str] = {}
        units: list[Unit] = []
        for part in _BETWEEN_UNITS.split(self.text("units")):
            name = tidy(part)
            if not name:
                continue
            self.findings += check_name(name, place)
            same = first.setdefault(plain_name(name), name)
            if any(unit.name == same for unit in units):
                self.findings.append(finding("ROS-005", place, name, same=same))
            else:
                units.append(Unit(name, origin=origin))
        return tuple(units)

    def level(self) -> str:
        level = self.text("level")
        if level and level not in LEVELS:
            self.findings.append(finding("DEPT-009", self.record.place("level"), level))
        return LEVELS.get(level, "")


def _twice(rows: Sequence[Record], listed: Sequence[Listed], field: str, code: str) -> list[Finding]:
    """The departments whose code, or name, an earlier row has already."""
    first: dict[str, tuple[Record, str]] = {}
    findings: list[Finding] = []
    for row, department in zip(rows, listed, strict=True):
        written: str = getattr(department, field)
        if not written:
            continue
        earlier, same = first.setdefault(plain_name(written), (row, written))
        if earlier is not row:
            findings.append(finding(code, row.place(field), written, other=earlier.row, same=same))
    return findings


def _superiors(rows: Sequence[Record], listed: Sequence[Listed]) -> list[Finding]:
    """The superiors that are not on the roster, and the departments that are above each other in a circle.

    Where money between levels is eliminated, nobody could tell then who paid it.
    """
    superiors = Superiors([Placed(each.code, each.name, each.superior) for each in listed])
    findings = [
        finding(
            "ROS-007",
            rows[place].place("superior"),
            listed[place].superior,
            name=listed[place].name,
            nearest=superiors.nearest(place),
        )
        for place in superiors.unknown()
    ]
    for circle in superiors.circles():
        way = " → ".join(listed[place].name for place in (*circle, circle[0]))
        findings.append(
            finding("ROS-008", rows[circle[0]].place("superior"), listed[circle[0]].superior, way=way)
        )
    return findings
