"""The submissions (上报) in the store, as the view `submissions` has them, and what was entered in each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import Connection, TextClause, column, func, select, table, text

from generator.model.budget import (
    Department,
    IncomeEntry,
    LineItem,
    Origin,
    PreviousFigure,
    RegisterEntry,
    Unit,
)
from generator.store.receiving import ASIDE
from generator.store.store import at
from generator.store.tables import DEADLINE, INCOME, LINE_ITEM, PREVIOUS_FIGURE, READING, REGISTER_ENTRY, UNIT


@dataclass(frozen=True, slots=True)
class StoredSubmission:
    """One row of the view: a version of (department, year, round). `views.SUBMISSIONS` says what each is."""

    department_code: str
    department_name: str
    year: int
    round: str
    version: int
    in_force: bool
    on_roster: bool
    name_differs: bool
    code_differs: bool
    state: str
    outcome: str
    to_mend: int
    to_explain: int
    notes: int
    waived: int
    file: str
    source: str
    sent_at: datetime
    received_at: datetime
    digest: str
    reading_id: int
    layout: str
    layout_version: str
    written_code: str
    written_name: str
    plain_name: str


_COLUMNS = ", ".join(field.name for field in fields(StoredSubmission))
_FLAGS = ("in_force", "on_roster", "name_differs", "code_differs")
_MOMENTS = ("sent_at", "received_at")


def submissions(
    connection: Connection,
    year: int = 0,
    round_name: str = "",
    department: str = "",
    only_in_force: bool = False,
) -> list[StoredSubmission]:
    """Submissions by department, year, round and version; 0 and "" are all of them.

    `department` is a plain name or code, of the roster or as the file has it.
    """
    wanted: list[str] = []
    given: dict[str, object] = {}
    if year:
        wanted.append("year = :year")
        given["year"] = year
    if round_name:
        wanted.append("round = :round")
        given["round"] = round_name
    if department:
        wanted.append("(plain_name = :department OR department_code = :department)")
        given["department"] = department
    if only_in_force:
        wanted.append("in_force = 1")
    where = f"WHERE {' AND '.join(wanted)}" if wanted else ""
    statement = text(
        f"SELECT {_COLUMNS} FROM submissions {where} "
        "ORDER BY year, round, department_code, department_name, version, digest"
    )
    return list(_rows(connection, statement, given))


def _rows(
    connection: Connection, statement: TextClause, given: Mapping[str, object]
) -> Iterator[StoredSubmission]:
    for row in connection.execute(statement, dict(given)).mappings():
        values = dict(row)
        values |= {name: bool(values[name]) for name in _FLAGS}
        values |= {name: at(str(values[name])) for name in _MOMENTS}
        yield StoredSubmission(**values)


def newest_round(
    connection: Connection, year: int | None = None, round_name: str | None = None
) -> tuple[int | None, str | None]:
    """The year and round at work (现行轮次); None where there are none.

    A year that is not given is that of the last deadline or, without any, the one with the most
    submissions. A round that is not given is the one of that year that began last.
    """
    listed = table("submissions", column("year"), column("round"), column("received_at"))
    at_work = listed.c.round != ASIDE
    if year is None:
        year = connection.execute(select(DEADLINE.c.year).order_by(DEADLINE.c.id.desc()).limit(1)).scalar()
    if year is None:
        given = [at_work] if round_name is None else [listed.c.round == round_name]
        counted = select(listed.c.year).where(listed.c.year > 0, *given).group_by(listed.c.year)
        most = counted.order_by(func.count().desc(), listed.c.year.desc()).limit(1)
        year = connection.execute(most).scalar()
    if round_name is None:
        began = func.min(listed.c.received_at)
        rounds = select(listed.c.round).where(listed.c.year == year, at_work).group_by(listed.c.round)
        latest = rounds.order_by(began.desc(), listed.c.round.desc()).limit(1)
        due = select(DEADLINE.c.round).where(DEADLINE.c.year == year).order_by(DEADLINE.c.id.desc()).limit(1)
        round_name = connection.execute(latest).scalar() or connection.execute(due).scalar()
    return year, round_name


@dataclass(frozen=True, slots=True)
class Entered:
    """A department as it was read, and where its line items and income entries stand: sheet and cell."""

    department: Department
    item_cells: tuple[tuple[str, str], ...]
    income_cells: tuple[tuple[str, str], ...]


def entered(connection: Connection, reading_id: int, registers: bool = True) -> Entered:
    """What was entered in a workbook, from the store; without `registers` the department has none."""
    facts = connection.execute(select(READING).where(READING.c.id == reading_id)).one()
    units = connection.execute(
        select(UNIT).where(UNIT.c.reading_id == reading_id).order_by(UNIT.c.row_number)
    ).all()
    items = connection.execute(
        select(LINE_ITEM).where(LINE_ITEM.c.reading_id == reading_id).order_by(LINE_ITEM.c.row_number)
    ).all()
    income = connection.execute(
        select(INCOME).where(INCOME.c.reading_id == reading_id).order_by(INCOME.c.row_number)
    ).all()
    previous = connection.execute(
        select(PREVIOUS_FIGURE)
        .where(PREVIOUS_FIGURE.c.reading_id == reading_id)
        .order_by(PREVIOUS_FIGURE.c.row_number)
    ).all()
    department = Department(
        facts.department_name,
        facts.year,
        tuple(Unit(unit.name, unit.code, unit.kind) for unit in units),
        tuple(
            LineItem(
                *(item.unit, item.function_code, item.economic_code, item.expenditure_kind, item.project),
                *(item.fund_source, item.fen, item.note, item.function_name, item.economic_name),
                _origin(item.sheet, item.cell),
            )
            for item in items
        ),
        tuple(
            IncomeEntry(entry.unit, entry.fund_source, entry.fen, _origin(entry.sheet, entry.cell))
            for entry in income
        ),
        tuple(PreviousFigure(figure.measure, figure.item, figure.fen) for figure in previous),
        facts.department_code,
        facts.layout,
        facts.level_word,
        facts.compiled_on,
        _registers(connection, reading_id) if registers else {},
    )
    return Entered(
        department,
        tuple((item.sheet, item.cell) for item in items),
        tuple((entry.sheet, entry.cell) for entry in income),
    )


def _registers(connection: Connection, reading_id: int) -> dict[str, tuple[RegisterEntry, ...]]:
    rows = select(REGISTER_ENTRY).where(REGISTER_ENTRY.c.reading_id == reading_id)
    found: dict[str, list[RegisterEntry]] = {}
    for row in connection.execute(rows.order_by(REGISTER_ENTRY.c.row_number)):
        entry = RegisterEntry(json.loads(row.cells), Origin(row.sheet, row.sheet_row))
        found.setdefault(row.register, []).append(entry)
    return {register: tuple(entries) for register, entries in found.items()}


def _origin(sheet: str, cell: str) -> Origin:
    row = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return Origin(sheet, int(row) if row.isdecimal() else 0)
