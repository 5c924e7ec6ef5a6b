"""Records into line items, income entries and last year's figures; what is wrong becomes findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.intake.codes import CodeDesk
from generator.intake.headings import Record
from generator.intake.words import LONGEST_NOTE, check_name, check_text, tidy
from generator.messages import finding
from generator.model.amount import LARGEST_FEN, AmountError, parse_yuan, yuan
from generator.model.budget import (
    ExpenditureKind,
    FundingSource,
    IncomeEntry,
    LineItem,
    Origin,
    PreviousFigure,
    Unit,
)
from generator.model.finding import Finding, Severity
from generator.model.wording import nearest_word, plain_code, plain_name

AMOUNT_CODES = {
    "not_a_number": "IN-005",
    "too_many_decimals": "IN-006",
    "too_large": "IN-007",
}
_KINDS: dict[str, str] = {kind: kind for kind in ExpenditureKind}
_KINDS |= {"basic": ExpenditureKind.BASIC, "project": ExpenditureKind.PROJECT}


@dataclass(frozen=True)
class Vocabulary:
    """The words that rows may use, by their plain names.

    `units` is None when the department's units are not known.
    """

    units: Mapping[str, str] | None
    sources: Mapping[str, str]
    budgets: Mapping[str, str]
    function: CodeDesk
    economic: CodeDesk

    @classmethod
    def of(
        cls,
        units: Sequence[Unit] | None,
        sources: Sequence[FundingSource],
        function: CodeDesk,
        economic: CodeDesk,
    ) -> Vocabulary:
        """The words of a department (预算单位) and of a layout set (资金来源, 科目)."""
        named = None if units is None else {plain_name(unit.name): unit.name for unit in units}
        words = {plain_name(source.name): source.name for source in sources}
        words |= {plain_name(source.english): source.name for source in sources}
        budgets = {source.name: source.budget for source in sources}
        return cls(named, words, budgets, function, economic)


@lru_cache(maxsize=1024)
def _suggestion(text: str, allowed: tuple[str, ...]) -> str:
    return nearest_word(text, allowed)


class _Row:
    """Reads the cells of one record; a cell that is wrong or missing reads as None."""

    def __init__(self, record: Record, findings: list[Finding]) -> None:
        self.record = record
        self.findings = findings
        self.origin = Origin(record.file, record.row)
        self.sound = True

    def add(self, code: str, field: str, found: str = "", **details: str | int) -> None:
        self.collect([finding(code, self.record.place(field), found, **details)])

    def collect(self, findings: Iterable[Finding]) -> None:
        for each in findings:
            self.findings.append(each)
            self.sound = self.sound and each.severity is not Severity.ERROR

    def optional(self, field: str) -> str:
        return self.record.cells.get(field, "")

    def required(self, field: str) -> str | None:
        """The text of a cell; a blank one is a finding (a missing column is one already)."""
        text = self.record.cells.get(field)
        if text is None:
            self.sound = False
        elif not text:
            self.add("IN-001", field, heading=self.record.place(field).column)
        return text or None

    def name(self, field: str) -> str | None:
        text = self.required(field)
        if text is None:
            return None
        self.collect(check_name(tidy(text), self.record.place(field)))
        return tidy(text)

    def choice(self, field: str, words: Mapping[str, str], code: str) -> str | None:
        """One of `words`, each given by its plain name."""
        text = self.required(field)
        if text is None:
            return None
        chosen = words.get(plain_name(text))
        if chosen is None:
            allowed = tuple(dict.fromkeys(words.values()))
            near = _suggestion(text, allowed)
            self.add(code, field, text, allowed="、".join(allowed), nearest=near)
        return chosen

    def unit(self, units: Mapping[str, str] | None) -> str | None:
        if units is None:
            self.sound = False
            self.required("unit")
            return None
        return self.choice("unit", units, "IN-002")

    def source(self, sources: Mapping[str, str]) -> str | None:
        return self.choice("fund_source", sources, "IN-004")

    def amount(self) -> int | None:
        """The amount of an entry in fen; None as long as it is not filled in, which is no error."""
        if self.record.cells.get("amount_yuan") == "":
            self.add("IN-018", "amount_yuan")
            return None
        fen = self.figure()
        if fen == 0:
            self.add("IN-008", "amount_yuan", self.optional("amount_yuan"))
        return fen

    def figure(self) -> int | None:
        """An amount in fen that has to be there, and may be zero."""
        text = self.required("amount_yuan")
        if text is None:
            return None
        try:
            return parse_yuan(text)
        except AmountError as error:
            limit = f"{yuan(LARGEST_FEN):,.2f}"
            self.add(AMOUNT_CODES[error.reason], "amount_yuan", text, limit=limit)
            return None

    def code(self, desk: CodeDesk, field: str, name_field: str, budget: str) -> str:
        if self.required(field) is None:
            return ""
        self.collect(desk.findings(self.record, field, name_field, budget))
        name = self.optional(name_field)
        self.collect(check_text(name, self.record.place(name_field)))
        return plain_code(self.optional(field))


def line_items(
    records: Sequence[Record], vocabulary: Vocabulary
) -> tuple[tuple[LineItem, ...], list[Finding]]:
    """The line items (支出明细) of a list; a row with an error gives none."""
    findings: list[Finding] = []
    items: list[LineItem] = []
    for record in records:
        row = _Row(record, findings)
        item = _line_item(row, vocabulary)
        if row.sound:
            items.append(item)
    findings += _spellings(records)
    return tuple(items), findings


def _line_item(row: _Row, vocabulary: Vocabulary) -> LineItem:
    unit = row.unit(vocabulary.units)
    source = row.source(vocabulary.sources)
    budget = vocabulary.budgets.get(source or "", "")
    function = row.code(vocabulary.function, "function_code", "function_name", budget)
    economic = row.code(vocabulary.economic, "economic_code", "economic_name", "")
    kind = row.choice("expenditure_kind", _KINDS, "IN-003")
    project = _project(row, kind)
    fen = row.amount()
    note = " ".join(row.optional("note").split())
    row.collect(check_text(note, row.record.place("note"), LONGEST_NOTE))
    return LineItem(
        unit or "",
        function,
        economic,
        str(kind or ""),
        project,
        source or "",
        fen,
        note,
        row.optional("function_name"),
        row.optional("economic_name"),
        row.origin,
    )


def _project(row: _Row, kind: str | None) -> str:
    """The project (项目名称): required for 项目支出, forbidden for 基本支出."""
    if "project" not in row.record.cells:
        row.sound = False
        return ""
    project = tidy(row.optional("project"))
    row.collect(check_name(project, row.record.place("project")))
    if project and kind == ExpenditureKind.BASIC:
        row.add("IN-009", "project", project)
    if not project and kind == ExpenditureKind.PROJECT:
        row.add("IN-010", "project")
    return project


def _spellings(records: Sequence[Record]) -> list[Finding]:
    """Projects whose names differ only in what a person overlooks."""
    findings: list[Finding] = []
    first: dict[str, tuple[str, int]] = {}
    seen: set[str] = set()
    for record in records:
        project = tidy(record.cells.get("project", ""))
        if not project or project in seen:
            continue
        seen.add(project)
        same, row = first.setdefault(plain_name(project), (project, record.row))
        if same != project:
            code = "IN-016" if same.casefold() == project.casefold() else "IN-017"
            place = record.place("project")
            findings.append(finding(code, place, project, other=row, same=same))
    return findings


def income_entries(
    records: Sequence[Record], vocabulary: Vocabulary
) -> tuple[tuple[IncomeEntry, ...], list[Finding]]:
    """The income entries (收入) of a list; a row with an error gives none."""
    findings: list[Finding] = []
    entries: list[IncomeEntry] = []
    for record in records:
        row = _Row(record, findings)
        unit = row.unit(vocabulary.units)
        source = row.source(vocabulary.sources)
        fen = row.amount()
        if row.sound and unit and source:
            entries.append(IncomeEntry(unit, source, fen, row.origin))
    return tuple(entries), findings


def previous_figures(
    records: Sequence[Record],
) -> tuple[tuple[PreviousFigure, ...], list[Finding]]:
    """Last year's figures (上年预算数); each measure and item once."""
    findings: list[Finding] = []
    figures: dict[tuple[str, str], PreviousFigure] = {}
    for record in records:
        row = _Row(record, findings)
        measure, item = row.name("measure"), row.name("item")
        fen = row.figure()
        if measure is None or item is None:
            continue
        earlier = figures.get((measure, item))
        if earlier is not None:
            row.add("IN-015", "item", f"{measure} {item}", other=earlier.origin.row)
        elif row.sound and fen is not None:
            figures[measure, item] = PreviousFigure(measure, item, fen, row.origin)
    return tuple(figures.values()), findings
