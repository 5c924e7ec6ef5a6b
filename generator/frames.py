"""The border to pandas: DataFrames in and out. The only module that imports pandas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from itertools import chain
from typing import Any

import pandas as pd

from generator.export.dictionary import BY_NAME
from generator.export.relation import Kind
from generator.export.rows import Value, batches, one_state
from generator.export.selection import Selection
from generator.intake.cells import cell_text
from generator.intake.department_file import facts_from
from generator.intake.grid import MOST_COLUMNS, MOST_ROWS, Grid, GridRow
from generator.intake.headings import INCOME, LINE_ITEMS, PREVIOUS_YEAR, Form, Record, records
from generator.intake.register_lists import record_field, register_forms
from generator.intake.submission import Classifications, Intake, Lists, receive
from generator.layout.register_schema import Register
from generator.messages import Language, Rendered, finding, words
from generator.model.amount import yuan
from generator.model.budget import Department
from generator.model.finding import Finding, Place
from generator.reader.submission import Submission, Told
from generator.store.store import Store


def department_from_frames(
    facts: Mapping[str, object],
    line_items: pd.DataFrame,
    income: pd.DataFrame,
    previous_year: pd.DataFrame | None = None,
    *,
    registers: Mapping[str, pd.DataFrame] | None = None,
    classifications: Classifications,
) -> Intake:
    """Make a department of DataFrames, through the same checks as a folder.

    Shape:   `facts` has the keys of department.yaml; the frames have the columns of its lists, in
             any order, English or Chinese. None, NaN and NA are blank. Findings count the heading
             row as row 1, as a spreadsheet of the frame would. `registers` are by the name of their
             list, such as "indicators" or 绩效指标.
    Unit:    amounts in yuan.
    Raises:  KeyError, when `registers` names one that the layout does not have.
    """
    known, findings = facts_from(facts, "facts")
    read: list[list[Record]] = []
    for frame, form in ((line_items, LINE_ITEMS), (income, INCOME), (previous_year, PREVIOUS_YEAR)):
        rows, wrong = _records(frame, form)
        read.append(rows)
        findings += wrong
    forms = register_forms(classifications.registers)
    listed: dict[str, list[Record]] = {}
    for name, frame in (registers or {}).items():
        register = next((each for each, form in forms.items() if name in form.files), None)
        if register is None:
            raise KeyError(name)
        listed[register], wrong = _records(frame, forms[register])
        findings += wrong
    items, entries, previous = read
    return receive(known, Lists(items, entries, previous, listed), classifications, findings)


def register_frame(department: Department, register: Register) -> pd.DataFrame:
    """The rows of a register (登记表) as a DataFrame with the columns of its list, such as indicators.csv.

    Shape:   texts, "" where nothing is filled in; a register without rows gives its columns alone.
    Unit:    amounts in yuan, as texts with two decimals.
    """
    columns = {column.field: record_field(column) for column in register.typed}
    rows = [
        {name: entry.cells.get(field, "") for field, name in columns.items()}
        for entry in department.registers.get(register.name, ())
    ]
    return pd.DataFrame(rows, columns=list(columns.values()))


def items_frame(department: Department) -> pd.DataFrame:
    """The line items (支出明细) as a DataFrame with the columns of line_items.csv.

    Unit:    yuan, as `Decimal` with two decimals; NA where the amount is not filled in.
    """
    columns = [heading.english for heading in LINE_ITEMS.headings if not heading.ignored]
    rows = [
        {
            "unit": item.unit,
            "function_code": item.function_code,
            "function_name": item.function_name,
            "economic_code": item.economic_code,
            "economic_name": item.economic_name,
            "expenditure_kind": item.kind,
            "project": item.project,
            "fund_source": item.funding_source,
            "amount_yuan": pd.NA if item.fen is None else yuan(item.fen),
            "note": item.note,
        }
        for item in department.items
    ]
    return pd.DataFrame(rows, columns=columns)


def findings_frame(submission: Submission, language: Language = "zh") -> pd.DataFrame:
    """What was found in a workbook that was read, one row for each finding and place.

    Shape:   sheet, cell, and what `messages.Rendered` says; `cause` is the code of the finding that it
             follows from, "" for a root cause.
    """
    told = [part.name for part in fields(Rendered)]
    columns = ["sheet", "cell", *told, "cause"]
    rows = [
        (each.place.sheet, each.place.cell, *asdict(words(each, language)).values(), cause)
        for one, cause in _with_causes(submission.told)
        for each in one.findings
    ]
    return pd.DataFrame(rows, columns=columns)


def relation_frame(
    store: Store,
    relation: str,
    *,
    year: int | None = None,
    round: str | None = None,  # noqa: A002  # the column's name
    all_versions: bool = False,
) -> pd.DataFrame:
    """A relation of the store, such as "line_items", as a DataFrame; docs/store.md has them all.

    Shape:   its columns in their order. Without a year or round the rows are of every one; line items,
             income, previous and table figures are of the versions in force, unless `all_versions`.
    Unit:    fen as Int64, yuan as `Decimal` with two decimals; NA where an amount is not filled in.
             Moments are of the type datetime64[us, UTC], days datetime64[s].
    Raises:  KeyError, when there is no such relation; StoreError.
    """
    wanted = BY_NAME[relation]
    selection = Selection(year, round, all_versions)
    with one_state(store) as connection:
        rows = list(chain.from_iterable(batches(connection, wanted, selection)))
    columns: Sequence[Sequence[Value]] = list(zip(*rows, strict=True)) or [()] * len(wanted.fields)
    return pd.DataFrame(
        {
            field.name: _series(field.kind, values)
            for field, values in zip(wanted.fields, columns, strict=True)
        }
    )


_TYPES: Mapping[Kind, str] = {
    Kind.NUMBER: "int64",
    Kind.FLAG: "int8",
    Kind.FEN: "Int64",
    Kind.MOMENT: "datetime64[us, UTC]",
    Kind.DAY: "datetime64[s]",
}


def _series(kind: Kind, values: Sequence[Value]) -> pd.Series[Any]:
    if kind is Kind.TEXT:
        return pd.Series(values, dtype="str")
    if kind is Kind.YUAN:
        return pd.Series([pd.NA if value is None else value for value in values], dtype="object")
    return pd.Series(values, dtype=_TYPES[kind])


def _with_causes(things: Sequence[Told], cause: str = "") -> Iterator[tuple[Told, str]]:
    for one in things:
        yield one, cause
        yield from _with_causes(one.knock_ons, one.finding.code)


def _records(frame: pd.DataFrame | None, form: Form) -> tuple[list[Record], list[Finding]]:
    if frame is None:
        return [], []
    name = form.files[0]
    if len(frame) > MOST_ROWS:
        return [], [finding("FILE-007", Place(name), limit=f"{MOST_ROWS:,}", columns=f"{MOST_COLUMNS:,}")]
    top = GridRow(1, tuple(str(column) for column in frame.columns))
    values = frame.astype(object).where(frame.notna(), None)
    rows = [
        GridRow(number, cells)
        for number, row in enumerate(values.itertuples(index=False, name=None), 2)
        if any(cells := tuple(cell_text(value) for value in row))
    ]
    return records(Grid(name, (top, *rows)), form)
