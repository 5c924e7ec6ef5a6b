"""A department (部门) as the folder of files that `budgetbook build` takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from generator.formula_guard import begins_like_formula
from generator.intake.folder import DEPARTMENT_FILES, submitted_files
from generator.intake.headings import INCOME, LINE_ITEMS, PREVIOUS_YEAR, Form
from generator.intake.register_lists import record_field, register_form
from generator.issue.issuing import AlreadyThereError
from generator.layout.register_schema import Register
from generator.model.amount import yuan
from generator.model.budget import (
    Department,
    IncomeEntry,
    LineItem,
    PreviousFigure,
    RegisterEntry,
    Unit,
)
from generator.reply.csv_text import csv_text
from generator.whole_file import whole_file

FACTS_FILE = DEPARTMENT_FILES[0]
_NUMBER = re.compile(r"-[0-9]+(\.[0-9]+)?")
_WIDE_BLANK = "\u3000"
"""Before a text that begins like a formula: spreadsheets then leave it a text, and both the intake and
the entry sheets drop blanks around a text, so that it comes in again as it was.
"""


def department_files(department: Department, registers: Sequence[Register] = ()) -> dict[str, bytes]:
    """The files of a department's folder by name, the facts (department.yaml) last.

    Shape:   the lists have all columns that the intake knows, with their English headings;
             previous_year.csv and the lists of registers are there only when there is something in them.
    Unit:    yuan with two decimals; blank where an amount is not filled in.
    Raises:  ValueError, when the department has a register that is none of `registers`.
    """
    if unknown := department.registers.keys() - {register.name for register in registers}:
        raise ValueError(f"no such register: {', '.join(sorted(unknown))}")
    files = {
        _name(LINE_ITEMS): _list(LINE_ITEMS, (_item_cells(item) for item in department.items)),
        _name(INCOME): _list(INCOME, (_income_cells(entry) for entry in department.income)),
    }
    if department.previous:
        rows = (_previous_cells(figure) for figure in department.previous)
        files[_name(PREVIOUS_YEAR)] = _list(PREVIOUS_YEAR, rows)
    for register in registers:
        if entries := department.registers.get(register.name):
            rows = (_register_cells(register, entry) for entry in entries)
            files[_name(register_form(register))] = _list(register_form(register), rows)
    files[FACTS_FILE] = _facts(department)
    return files


def write_department_folder(
    department: Department, folder: Path, registers: Sequence[Register] = (), overwrite: bool = False
) -> None:
    """Write a department's folder; `api.read_folder` gives the same department again.

    `registers` are those of the department's layout.

    Every file is whole or not there, and department.yaml, which makes it a submission, comes last.
    Files that are there already stay when they are the same to the byte; otherwise nothing at all is
    written, unless `overwrite` is given. Files that hold one of the lists under another name
    (支出明细.xlsx) are never touched: they stand in the way even then.

    Raises: AlreadyThereError, naming every file in the way; ValueError; OSError.
    """
    files = department_files(department, registers)
    stale = _in_the_way(files, folder, registers, overwrite)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        if not _is_same(folder / name, content):
            with whole_file(folder / name) as path:
                path.write_bytes(content)
    for path in stale:
        path.unlink()


def _in_the_way(
    files: Mapping[str, bytes], folder: Path, registers: Sequence[Register], overwrite: bool
) -> list[Path]:
    """The files of ours that do not belong to this department and may go.

    Raises: AlreadyThereError, naming every other file in the way.
    """
    forms = (LINE_ITEMS, INCOME, PREVIOUS_YEAR, *map(register_form, registers))
    own, submitted = {FACTS_FILE, *map(_name, forms)}, submitted_files(registers)
    there = sorted(folder.iterdir()) if folder.is_dir() else []
    blocking = [
        path
        for path in there
        if unicodedata.normalize("NFC", path.name).casefold() in submitted
        and not (path.name in files and _is_same(path, files[path.name]))
    ]
    kept = [path.name for path in blocking if not overwrite or path.name not in own]
    if kept:
        raise AlreadyThereError(kept)
    return [path for path in blocking if path.name not in files]


def _is_same(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _name(form: Form) -> str:
    return f"{form.files[0]}.csv"


def _list(form: Form, rows: Iterable[Mapping[str, str]]) -> bytes:
    headings = [heading.english for heading in form.headings if not heading.ignored]
    return csv_text([headings, *([row[heading] for heading in headings] for row in rows)]).encode("utf-8")


def _item_cells(item: LineItem) -> dict[str, str]:
    texts = {
        "unit": item.unit,
        "function_code": item.function_code,
        "function_name": item.function_name,
        "economic_code": item.economic_code,
        "economic_name": item.economic_name,
        "expenditure_kind": item.kind,
        "project": item.project,
        "fund_source": item.funding_source,
        "note": item.note,
    }
    return _guarded(texts) | {"amount_yuan": _amount(item.fen)}


def _income_cells(entry: IncomeEntry) -> dict[str, str]:
    texts = {"unit": entry.unit, "fund_source": entry.funding_source}
    return _guarded(texts) | {"amount_yuan": _amount(entry.fen)}


def _previous_cells(figure: PreviousFigure) -> dict[str, str]:
    texts = {"measure": figure.measure, "item": figure.item}
    return _guarded(texts) | {"amount_yuan": _amount(figure.fen)}


def _register_cells(register: Register, entry: RegisterEntry) -> dict[str, str]:
    texts = {record_field(column): entry.cells.get(column.field, "") for column in register.typed}
    numbers = {name for name, text in texts.items() if _NUMBER.fullmatch(text)}
    return _guarded({name: text for name, text in texts.items() if name not in numbers}) | {
        name: texts[name] for name in numbers
    }


def _guarded(texts: Mapping[str, str]) -> dict[str, str]:
    return {
        field: f"{_WIDE_BLANK}{text}" if begins_like_formula(text) else text for field, text in texts.items()
    }


def _amount(fen: int | None) -> str:
    return "" if fen is None else f"{yuan(fen):.2f}"


def _facts(department: Department) -> bytes:
    """department.yaml: whatever YAML would take for something else than a text stands in quotes."""
    facts: dict[str, Any] = _filled(name=department.name, code=department.code)
    facts |= {"year": department.year, "layout": department.layout, "level": department.level_word}
    facts |= _filled(compiled_on=department.compiled_on)
    facts["units"] = _units(department.units)
    text: str = yaml.safe_dump(facts, allow_unicode=True, sort_keys=False, width=float("inf"))
    return text.encode("utf-8")


def _units(units: Sequence[Unit]) -> list[dict[str, str]]:
    return [_filled(name=unit.name, code=unit.code, kind=unit.kind) for unit in units]


def _filled(**texts: str) -> dict[str, str]:
    return {key: text for key, text in texts.items() if text}
