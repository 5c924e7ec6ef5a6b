"""The rows of a relation from the store, batch by batch: memory does not grow with their number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Connection, collate, column, func, select, table

from generator.export.relation import Kind, Relation
from generator.export.selection import Selection
from generator.model.amount import yuan
from generator.store.store import Store

BATCH = 2_000
Value = str | int | Decimal | None
Row = tuple[Value, ...]
"""The values of a row in the order of the fields; moments and days as the store writes them."""


@contextmanager
def one_state(store: Store) -> Iterator[Connection]:
    """A connection for which the store stands still, whatever comes in meanwhile. Raises: StoreError."""
    with store.reading() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield connection


def batches(connection: Connection, relation: Relation, selection: Selection) -> Iterator[Sequence[Row]]:
    """The rows of a relation that a selection leaves, in an order that is the same on every database."""
    kept = [field for field in relation.fields if field.kind is not Kind.YUAN]
    columns: list[ColumnElement[Any]] = [column(field.name) for field in kept]
    statement = (
        select(*columns)
        .select_from(table(relation.name))
        .where(selection.condition(relation))
        .order_by(*_order(connection, relation))
        .execution_options(yield_per=BATCH)
    )
    result = connection.execute(statement)
    fen = next((place for place, field in enumerate(kept) if field.kind is Kind.FEN), None)
    for part in result.partitions():
        rows: list[Row] = [tuple(row) for row in part]
        yield rows if fen is None else [_with_yuan(row, fen) for row in rows]


def last_moment(connection: Connection) -> str | None:
    """When something was last done in the store, as it writes moments; None when nothing ever was."""
    at: str | None = connection.execute(select(func.max(column("at"))).select_from(table("audit"))).scalar()
    return at


def _with_yuan(row: Row, fen: int) -> Row:
    amount = row[fen]
    return (*row[: fen + 1], yuan(amount) if isinstance(amount, int) else None, *row[fen + 1 :])


def _order(connection: Connection, relation: Relation) -> Iterator[ColumnElement[Any]]:
    """Texts by their code points: databases differ in how they order them otherwise."""
    texts = {field.name for field in relation.fields if field.kind not in (Kind.NUMBER, Kind.FLAG)}
    for name in relation.order:
        plain: ColumnElement[Any] = column(name)
        by_code_point = connection.dialect.name == "postgresql" and name in texts
        yield collate(plain, "C") if by_code_point else plain
