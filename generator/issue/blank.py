"""The blank (空白表) of one department: its own units and lines, and amounts to be filled in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.intake.department_file import Facts
from generator.intake.roster import Listed
from generator.intake.words import LONGEST_NOTE
from generator.issue.figures import previous_figures
from generator.issue.registers import kept_registers
from generator.layout.layout_set import LayoutSet
from generator.messages import finding
from generator.model.amount import yuan
from generator.model.budget import Department, IncomeEntry, LineItem, RegisterEntry, Unit
from generator.model.classification import CodeList
from generator.model.finding import Finding, Place
from generator.model.judgement import Question, judge
from generator.model.wording import nearest_word, plain_name

_LAST_NOTE = re.compile(r"^上年 -?[\d,]+\.\d\d 元(；|$)")
"""What an earlier blank put into the note."""


@dataclass(frozen=True, slots=True)
class LastYear:
    """What a department submitted last year, in the layout of that year; `place` says where it lies."""

    department: Department
    layout: LayoutSet
    place: str


def blank_department(
    listed: Listed, layout: LayoutSet, last: LastYear | None = None
) -> tuple[Department, list[Finding]]:
    """The department as its blank shows it.

    Shape:   the units of the roster, else those of last year, else the department itself; each line of
             last year once, in order, without an amount; those of last year's figures that the
             layout defines; of registers what the layout keeps. What the new year does not have any more
             stays, and is a finding.
    """
    before = last.department if last else None
    blank = Department(
        listed.name,
        layout.year,
        _units(listed, before),
        code=listed.code or (before.code if before else ""),
        layout=layout.year_file.layout,
        level_word=listed.level_word or (before.level_word if before else Facts.level_word),
    )
    if last is None:
        return blank, []
    renewal = _Renewal(blank, layout, last)
    previous = previous_figures(last.department, last.layout, layout.previous_figures)
    items = renewal.items()
    filled = replace(
        blank,
        items=items,
        income=renewal.income(),
        previous=previous,
        registers=renewal.registers(items),
    )
    return filled, renewal.findings(filled)


def _units(listed: Listed, before: Department | None) -> tuple[Unit, ...]:
    """The units in the order of the roster, each with the code and kind that it had."""
    last = _last_units(before, listed.name) if before else ()
    if not listed.units and not last:
        return (Unit(listed.name, kind=listed.kind),) if listed.name else ()
    known = {plain_name(unit.name): unit for unit in last}
    units = [
        replace(unit, code=unit.code or same.code, kind=unit.kind or same.kind)
        for unit in listed.units or last
        for same in (known.get(plain_name(unit.name), unit),)
    ]
    return (replace(units[0], kind=units[0].kind or listed.kind), *units[1:])


def _last_units(before: Department, name: str) -> tuple[Unit, ...]:
    """Last year's units; the one that bore the department's name bears its new one, if no other does."""
    own, new = plain_name(before.name), plain_name(name)
    if new in {plain_name(unit.name) for unit in before.units} - {own}:
        return before.units
    return tuple(replace(unit, name=name) if plain_name(unit.name) == own else unit for unit in before.units)


class _Renewal:
    """Renews last year's lines for a blank."""

    def __init__(self, blank: Department, layout: LayoutSet, last: LastYear) -> None:
        self.year = layout.year
        self.layout = layout
        self.last = last
        self.units = {plain_name(unit.name): unit.name for unit in blank.units}
        if plain_name(blank.name) in self.units:
            self.units.setdefault(plain_name(last.department.name), self.units[plain_name(blank.name)])

    def items(self) -> tuple[LineItem, ...]:
        """The distinct lines; what equal lines had together stands in the note."""
        equal: dict[LineItem, list[LineItem]] = {}
        for item in self.last.department.items:
            unit = self.unit(item.unit)
            line = replace(item, unit=unit, fen=None, note="", function_name="", economic_name="")
            equal.setdefault(line, []).append(item)
        return tuple(self.line(line, items) for line, items in equal.items())

    def line(self, line: LineItem, items: Sequence[LineItem]) -> LineItem:
        """A line with the names of its codes and a note of what it had."""
        functions, economics = self.last.layout.function, self.last.layout.economic
        written = [item.function_name for item in items], [item.economic_name for item in items]
        return replace(
            line,
            note=_note(items),
            function_name=self.name(functions, line.function_code, written[0]),
            economic_name=self.name(economics, line.economic_code, written[1]),
        )

    def income(self) -> tuple[IncomeEntry, ...]:
        """The distinct lines of income."""
        entries = self.last.department.income
        return tuple(dict.fromkeys(replace(each, unit=self.unit(each.unit), fen=None) for each in entries))

    def registers(self, items: Iterable[LineItem]) -> dict[str, tuple[RegisterEntry, ...]]:
        """What is kept of registers; projects have to be among the lines."""
        projects = (item.project for item in items)
        return kept_registers(self.layout.registers, self.last.department.registers, projects, self.unit)

    def unit(self, name: str) -> str:
        """A unit as the blank writes it."""
        return self.units.get(plain_name(name), name)

    def name(self, codes: CodeList, code: str, written: Iterable[str]) -> str:
        """The name of a code: as it was written, else as last year's list had it."""
        listed = codes.find(code, self.last.department.year)
        return next((name for name in written if name), listed.name if listed else "")

    def findings(self, blank: Department) -> list[Finding]:
        """What the new year does not have: codes, units and funding sources of last year's lines."""
        place = Place(self.last.place)
        functions = [(item.function_code, item.function_name) for item in blank.items]
        economics = [(item.economic_code, item.economic_name) for item in blank.items]
        lines: list[LineItem | IncomeEntry] = [*blank.items, *blank.income]
        units = [unit.name for unit in blank.units]
        sources = [source.name for source in self.layout.sources]
        return [
            *self.codes(self.layout.function, "项", functions),
            *self.codes(self.layout.economic, "款", economics),
            *_gone("PRV-011", place, Counter(line.unit for line in lines), units),
            *_gone("PRV-012", place, Counter(line.funding_source for line in lines), sources),
        ]

    def codes(self, codes: CodeList, level: str, written: Sequence[tuple[str, str]]) -> Iterator[Finding]:
        """Codes that are not in force in the new year, with those that probably take their place."""
        lines = Counter(code for code, _ in written)
        for code, name in dict(written).items():
            if codes.find(code, self.year) is not None:
                continue
            details = dict(judge(codes, Question(code, self.year, level, name))[0].details)
            yield finding(
                "PRV-010",
                Place(self.last.place),
                f"{code} {name}".strip(),
                book=codes.book,
                year=self.year,
                lines=lines[code],
                nearest=details.get("nearest", ""),
            )


def _gone(code: str, place: Place, lines: Mapping[str, int], allowed: Sequence[str]) -> Iterator[Finding]:
    """Words of last year's lines that are not among those of the new year."""
    for word, count in lines.items():
        if word not in allowed:
            yield finding(code, place, word, lines=count, nearest=nearest_word(word, allowed))


def _note(items: Sequence[LineItem]) -> str:
    """What equal lines had last year, and their notes after it."""
    amounts = [item.fen for item in items if item.fen is not None]
    last = [f"上年 {yuan(sum(amounts)):,} 元"] if amounts else []
    own = dict.fromkeys(_LAST_NOTE.sub("", item.note).strip() for item in items)
    return "；".join([*last, *filter(None, own)])[:LONGEST_NOTE]
