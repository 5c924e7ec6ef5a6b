"""A submission (上报): facts and lists, wherever they came from, made into a `Department`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.intake.codes import CodeDesk
from generator.intake.department_file import Facts
from generator.intake.headings import Record
from generator.intake.register_words import RegisterWords
from generator.intake.registers import all_register_entries
from generator.intake.rows import Vocabulary, income_entries, line_items, previous_figures
from generator.layout.register_schema import Register
from generator.model.budget import (
    Department,
    FundingSource,
    IncomeEntry,
    LineItem,
    PreviousFigure,
    RegisterEntry,
)
from generator.model.classification import CodeList
from generator.model.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Classifications:
    """The lists that a layout set checks entries against, and the registers that it has."""

    function: CodeList
    economic: CodeList
    sources: tuple[FundingSource, ...]
    registers: tuple[Register, ...] = ()


@dataclass(frozen=True, slots=True)
class Intake:
    """What came of reading a department; `department` is None when any finding is an error."""

    department: Department | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Lists:
    """The records of the lists, those of registers by the register's name."""

    line_items: Sequence[Record] = ()
    income: Sequence[Record] = ()
    previous_year: Sequence[Record] = ()
    registers: Mapping[str, Sequence[Record]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Received:
    """The sound rows of the lists, and what is wrong with the others."""

    items: tuple[LineItem, ...]
    income: tuple[IncomeEntry, ...]
    previous: tuple[PreviousFigure, ...]
    findings: tuple[Finding, ...]
    registers: Mapping[str, tuple[RegisterEntry, ...]] = field(default_factory=dict)


def received(facts: Facts, lists: Lists, classifications: Classifications) -> Received:
    """Check the records of a department against its facts and the classifications."""
    function, economic = classifications.function, classifications.economic
    vocabulary = Vocabulary.of(
        facts.units,
        classifications.sources,
        CodeDesk(function, economic, "项", facts.year),
        CodeDesk(economic, function, "款", facts.year),
    )
    items, item_findings = line_items(lists.line_items, vocabulary)
    income, income_findings = income_entries(lists.income, vocabulary)
    previous, previous_findings = previous_figures(lists.previous_year)
    words = RegisterWords.of(vocabulary.units, lists.line_items)
    registers, register_findings = all_register_entries(classifications.registers, lists.registers, words)
    findings = (*item_findings, *income_findings, *previous_findings, *register_findings)
    return Received(items, income, previous, findings, registers)


def department_of(facts: Facts, rows: Received) -> Department | None:
    """The department of these facts and sound rows; None when name, year or units are missing."""
    if facts.name is None or facts.year is None or facts.units is None:
        return None
    return Department(
        facts.name,
        facts.year,
        facts.units,
        rows.items,
        rows.income,
        rows.previous,
        facts.code,
        facts.layout,
        facts.level_word,
        facts.compiled_on,
        rows.registers,
    )


def receive(
    facts: Facts, lists: Lists, classifications: Classifications, before: Sequence[Finding] = ()
) -> Intake:
    """Check facts and records against each other and against the classifications.

    `before` are the findings from reading the files; they come first.
    """
    rows = received(facts, lists, classifications)
    findings = (*before, *rows.findings)
    if any(each.severity is Severity.ERROR for each in findings):
        return Intake(None, findings)
    return Intake(department_of(facts, rows), findings)
