"""A difference for programs: JSON, every amount an exact decimal written as a text."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from generator.checks.report import CheckResult
from generator.difference.comparison import Difference, Side
from generator.difference.entries import LedgerDifference
from generator.difference.matching import Change
from generator.difference.registers import RegisterChange, RegisterDifference
from generator.difference.said import ATTRIBUTES, Entered, exact, unit_happening
from generator.difference.tables import CellChange, TableDifference
from generator.difference.units import UnitPair
from generator.layout.register_schema import Register
from generator.messages import Language
from generator.model.amount import yuan
from generator.model.budget import RegisterEntry, Unit

VERSION = 1
"""The version of this shape. It changes when a program that reads it would have to."""

Data = dict[str, Any]


def difference_json(difference: Difference, language: Language = "zh") -> str:
    """A difference as one JSON object; `language` is that of the sentences of checks.

    Shape:   equal; before and after, the two sides; facts, units; items, income and previous, each with
             its totals (yuan), counts and changes; registers with counts and changes; tables with rows
             and totals (in the table's unit); checks with another verdict; check_code. Signs that a
             terminal does not print are escapes.
    """
    text = json.dumps(as_data(difference, language), ensure_ascii=False, indent=2)
    return (
        "".join(sign if sign.isprintable() or sign == "\n" else json.dumps(sign)[1:-1] for sign in text)
        + "\n"
    )


def as_data(difference: Difference, language: Language) -> Data:
    """A difference as plain data, in the shape of the JSON."""
    entries = difference.entries
    before, after = difference.check_codes
    return {
        "version": VERSION,
        "language": language,
        "equal": difference.is_empty and difference.is_certain,
        "before": _side(difference.before),
        "after": _side(difference.after),
        "facts": [{"fact": each.fact, "before": each.before, "after": each.after} for each in entries.facts],
        "units": {"reordered": entries.units.reordered, "changes": [*map(_unit_pair, entries.units.changes)]},
        **{name: ledger_data(ledger) for name, ledger in entries.ledgers.items()},
        "registers": registers_data(entries.registers),
        "tables": [_table(table) for table in difference.changed_tables],
        "checks": [
            {"id": each.id, "before": _check(each.before, language), "after": _check(each.after, language)}
            for each in difference.checks
        ],
        "check_code": {"before": before, "after": after},
    }


def _side(side: Side) -> Data:
    department = side.department
    return {
        "name": side.name,
        "department": {"code": department.code, "name": department.name, "year": department.year},
        "form": f"{side.layout.year_file.layout}-{side.layout.year}-{side.layout.version}",
        "rows_not_read": dict(side.left_out),
        "sheets_not_found": list(side.missing),
    }


def _unit_pair(pair: UnitPair) -> Data:
    return {
        "happening": unit_happening(pair),
        "differs": list(pair.differs),
        "before": _unit(pair.before),
        "after": _unit(pair.after),
    }


def _unit(unit: Unit | None) -> Data | None:
    return {"code": unit.code, "name": unit.name, "kind": unit.kind} if unit else None


def ledger_data(ledger: LedgerDifference[Entered]) -> Data:
    """What changed in one list, as plain data."""
    return {
        "total": _moved(yuan(ledger.before_fen), yuan(ledger.after_fen)),
        "counts": {happening.value: count for happening, count in ledger.counts.items()},
        "changes": [_change(change) for change in ledger.changes],
    }


def registers_data(registers: Sequence[RegisterDifference]) -> list[Data]:
    """What changed in registers, as plain data; fields have their English names where they have one."""
    return [
        {
            "register": each.register.file,
            "sheet": each.register.sheet,
            "reordered": each.reordered,
            "counts": {happening.value: count for happening, count in each.counts.items()},
            "changes": [_register_change(each.register, change) for change in each.changes],
        }
        for each in registers
    ]


def _register_change(register: Register, change: RegisterChange) -> Data:
    names = {column.field: column.english or column.field for column in register.typed}

    def row(entry: RegisterEntry | None) -> Data | None:
        if entry is None:
            return None
        return {names.get(field, field): text for field, text in entry.cells.items()} | {
            "row": entry.origin.row
        }

    return {
        "happening": change.happening.value,
        "differs": [names.get(field, field) for field in change.differs],
        "before": row(change.before),
        "after": row(change.after),
    }


def _change(change: Change[Entered]) -> Data:
    return {
        "happening": change.happening.value,
        "differs": ["amount" if name == "fen" else name for name in change.differs],
        "before": _entry(change.before),
        "after": _entry(change.after),
        "change": exact(yuan(change.fen)),
    }


def _entry(entry: Entered | None) -> Data | None:
    """An entry by its fields; its amount is null while it is not filled in."""
    if entry is None:
        return None
    fields = {name: getattr(entry, own) for name, own in ATTRIBUTES.items() if hasattr(entry, own)}
    amount = None if entry.fen is None else exact(yuan(entry.fen))
    return {**fields, "amount": amount, "row": entry.origin.row}


def _table(table: TableDifference) -> Data:
    shown = table.table
    return {
        "table": shown.table,
        "title": shown.title,
        "unit": shown.unit,
        "rows_before": table.rows_before if table.before else None,
        "rows_after": table.rows_after if table.after else None,
        "totals": [{"row": total.label, **_cell(total.cell)} for total in table.totals],
        "rows": [
            {
                "happening": row.happening.value,
                "before": row.before or None,
                "after": row.after or None,
                "cells": [_cell(cell) for cell in row.cells],
            }
            for row in table.rows
        ],
    }


def _cell(cell: CellChange) -> Data:
    return {"column": cell.heading, **_moved(cell.before, cell.after)}


def _moved(before: Decimal, after: Decimal) -> Mapping[str, str]:
    return {"before": exact(before), "after": exact(after), "change": exact(after - before)}


def _check(result: CheckResult | None, language: Language) -> Data | None:
    if result is None:
        return None
    return {
        "verdict": result.verdict.value,
        "severity": result.severity,
        "left": f"{result.left:f}",
        "right": f"{result.right:f}",
        "difference": f"{result.difference:f}",
        "measure": result.measure,
        "sentence": result.sentence(language),
    }
