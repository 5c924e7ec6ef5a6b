"""The department's facts and units, as typed on the unit sheet (单位信息)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.expression.excel import column_letters
from generator.intake.department_file import LEVELS, Facts
from generator.intake.words import check_name, check_text, tidy
from generator.layout.fields import FACTS
from generator.messages import finding
from generator.model.budget import Origin, Unit
from generator.model.finding import Finding, Place
from generator.model.form import IssuedForm
from generator.model.wording import plain_name
from generator.reader.places import Places
from generator.reader.submission import Target
from generator.reader.typed.date import understood_date
from generator.reader.typed.name import understood_text
from generator.reader.typed.understood import Repair, Understood
from generator.reader.typed_lists import ReadList
from generator.spreadsheet.raw_book import RawBook, RawValue, shown
from generator.workbook.facts import FACT_LABELS, fact_block


@dataclass(frozen=True, slots=True)
class ReadFacts:
    """The facts in their plain form, the cells they were typed in, and what was found."""

    facts: Facts
    typed: Mapping[str, RawValue | None]
    targets: Mapping[tuple[str, str], Target]
    findings: tuple[Finding, ...]
    is_live: bool
    """Whether the sheet's own formulas read the same names as we do."""


class FactReader:
    """Reads the facts of one workbook. `units` is the list of units, None when it is missing."""

    def __init__(
        self, file: str, book: RawBook, places: Places, form: IssuedForm, units: ReadList | None
    ) -> None:
        self.file, self.book, self.places, self.form, self.units = file, book, places, form, units
        self.findings: list[Finding] = []
        self.is_live = True

    def read(self) -> ReadFacts:
        """Read all facts; everything wrong is a finding at its cell."""
        typed = {name: self._value(name) for name in FACTS if name in self.places.facts}
        if self.units is not None:
            gone = [name for name in FACTS if name not in (*typed, "名称", "年度")]  # these are told anyway
            self.findings += [finding("FIND-024", self.place(name), FACT_LABELS[name]) for name in gone]
        name = self._name()
        self._year(typed.get("年度"))
        facts = Facts(
            name,
            self.form.year,
            self._units(),
            self._text("编码"),
            self.form.layout,
            self._level(typed.get("级别")),
            self._date(typed.get("编制日期")),
        )
        targets = {
            (place.sheet, place.cell): Target(fact_block(fact), fact, 0)
            for fact in typed
            if (place := self.place(fact)).cell
        }
        return ReadFacts(facts, typed, targets, tuple(self.findings), self.is_live)

    def place(self, fact: str) -> Place:
        """Where a fact stands; its sheet alone when it was not found."""
        at = self.places.facts.get(fact)
        label = FACT_LABELS[fact]
        if at is None:
            return Place(self.file, 0, label, "" if self.units is None else self.units.sheet.name)
        sheet, row, column = at
        return Place(
            self.file, row + 1, label, self.book.sheets[sheet].name, f"{column_letters(column)}{row + 1}"
        )

    def _value(self, fact: str) -> RawValue | None:
        at = self.places.facts.get(fact)
        return None if at is None else self.book.sheets[at[0]].value(at[1], at[2])

    def _told(self, value: RawValue | None, understood: Understood, place: Place) -> str:
        """The text, after its repairs are told."""
        self.findings += [repair_finding(repair, place, value) for repair in understood.repairs]
        self.is_live = self.is_live and all(repair.live for repair in understood.repairs)
        return understood.text

    def _lost_formula(self, fact: str) -> bool:
        """Whether a fact is a formula of the person's own that the file has no result of, which is told."""
        at = self.places.facts.get(fact)
        formula = None if at is None else self.book.sheets[at[0]].formulas.get((at[1], at[2]))
        if formula is None or self._value(fact) is not None:
            return False
        self.findings.append(finding("FIND-011", self.place(fact), formula or "…"))
        return True

    def _text(self, fact: str) -> str:
        value, place = self._value(fact), self.place(fact)
        text = tidy(self._told(value, understood_text(value), place))
        self.findings += check_text(text, place)
        return text

    def _name(self) -> str | None:
        text, place = self._text("名称"), self.place("名称")
        if not text:
            is_told = self._lost_formula("名称") or (self.units is None and not place.sheet)
            if not is_told:  # a missing sheet is told already
                self.findings.append(finding("IN-001", place, heading=FACT_LABELS["名称"]))
            return None
        wrong = [each for each in check_name(text, place) if each not in self.findings]
        self.findings += wrong
        return text

    def _year(self, value: RawValue | None) -> None:
        place = self.place("年度")
        written = self._text("年度") if value is not None else ""
        if place.sheet and written.removesuffix("年").strip() != str(self.form.year):
            details = {"year": str(self.form.year)}
            self.findings.append(finding("FORM-007", place, shown(value) or "（空白）", **details))

    def _level(self, value: RawValue | None) -> str:
        text = self._text("级别") if value is not None else ""
        if not text:
            return Facts.level_word
        if text not in LEVELS:
            self.findings.append(finding("DEPT-009", self.place("级别"), text))
        return LEVELS.get(text, Facts.level_word)

    def _date(self, value: RawValue | None) -> str:
        place = self.place("编制日期")
        understood = understood_date(value)
        text = self._told(value, understood, place)
        if text and not _is_iso_date(text):
            self.findings.append(finding("DEPT-010", place, shown(value)))
            return ""
        return text

    def _units(self) -> tuple[Unit, ...] | None:
        """The units in their order; None when there are none that can be used."""
        if self.units is None:
            return None
        if not self.units.rows:
            place = Place(self.file, 0, "", self.units.sheet.name)
            self.findings.append(finding("FIND-014", place))
            return None
        units = [self._unit(self.units, row) for row in range(len(self.units.rows))]
        found = [unit for unit in units if unit is not None]
        return self._without_namesakes(self.units, found) or None

    def _unit(self, units: ReadList, index: int) -> Unit | None:
        row = units.rows[index]
        texts: dict[str, str] = {}
        for field in ("编码", "名称", "性质"):
            place = self._unit_place(units, row.row, field)
            value = row.cells.get(field)
            texts[field] = tidy(self._told(value, understood_text(value), place))
            check = check_name if field == "名称" else check_text
            self.findings += check(texts[field], place)
        if not texts["名称"]:
            place = self._unit_place(units, row.row, "名称")
            self.findings.append(finding("IN-001", place, heading="单位名称"))
            return None
        return Unit(texts["名称"], texts["编码"], texts["性质"], Origin(self.file, row.row + 1))

    def _unit_place(self, units: ReadList, row: int, field: str) -> Place:
        heading = {"编码": "单位编码", "名称": "单位名称", "性质": "单位性质"}[field]
        return Place(self.file, row + 1, heading, units.sheet.name, units.cell(row, field))

    def _without_namesakes(self, listed: ReadList, units: Sequence[Unit]) -> tuple[Unit, ...]:
        """Each name once; names that a spreadsheet cannot tell apart are findings."""
        first: dict[str, Unit] = {}
        for unit in units:
            same = first.setdefault(plain_name(unit.name), unit)
            if same is not unit:
                place = self._unit_place(listed, unit.origin.row - 1, "名称")
                details = {"other": str(same.origin.row), "same": same.name}
                self.findings.append(finding("DEPT-008", place, unit.name, **details))
        return tuple(first.values())


def repair_finding(repair: Repair, place: Place, value: RawValue | None) -> Finding:
    """A repair as a note: what stood there, and what it was taken for."""
    return finding(repair.code, place, shown(value), **dict(repair.details))


def _is_iso_date(text: str) -> bool:
    import datetime

    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
