"""What findings of registers (登记表) have to do with each other: warnings, rules, checks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.layout.layout_set import LayoutSet
from generator.layout.register_schema import PROJECT_CHOICES, Register
from generator.workbook.short_names import PROJECT_NUMBER


def rules_of_warnings(register: Register) -> Mapping[str, frozenset[str]]:
    """For each warning of the intake the rules with severity error that find the same, by their numbers.

    A rule finds the same when it reads what the warning is about: whether the key stands there twice, what
    follows from the project, the number that stands in a text.
    """
    projects = {column.field for column in register.typed if column.choices == PROJECT_CHOICES}
    about = {
        "REG-004": {PROJECT_NUMBER, *(each.field for each in register.derived if each.by in projects)},
        "REG-005": {"重复"},
        "REG-007": {derived.field for derived in register.derived if derived.number_of},
    }
    return {
        code: frozenset(
            rule.id
            for rule in register.rules
            if rule.severity == "error" and not fields.isdisjoint(re.findall(r"\w+", rule.when))
        )
        for code, fields in about.items()
    }


def checks_of_registers(layout: LayoutSet) -> Iterator[str]:
    """The numbers of the checks that may fail because of what stands in a register: its rules, and the
    checks that compare registers or look for every project in one.
    """
    yield from (rule.id for register in layout.registers for rule in register.rules)
    named = tuple(f"{register.name}[" for register in layout.registers)
    for check in layout.checks:
        if check.projects or any(name in f"{check.left} {check.right}" for name in named):
            yield check.id
