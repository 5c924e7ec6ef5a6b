"""What comes in is kept: content, reading and receipt of one file in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Table, literal, select
from sqlalchemy.dialects import postgresql, sqlite

from generator.store.reading import LISTS, Reading
from generator.store.store import now
from generator.store.tables import (
    CONTENT,
    CONTENT_PART,
    EXPLANATION,
    JUDGEMENT,
    READING,
    RECEIPT,
)

PART_BYTES = 4 << 20
ASIDE = "年度不符"
"""The round of files that came with those of another year: kept, and counted in no round that is at work."""
LONGEST_ROUND = 40
"""How many characters the name of a round has at most."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """That a file came in: in which round, from where, under which name; moments as the store writes them."""

    digest: str
    round: str
    source: str
    file: str
    sent_at: str

    @property
    def mark(self) -> str:
        """What makes two receipts the same."""
        return hashlib.sha256(f"{self.digest}\0{self.round}\0{self.source}".encode()).hexdigest()


def ruling_reading(connection: Connection, digest: str) -> int | None:
    """The number of the reading of a file that rules; None before it is read."""
    last = select(JUDGEMENT.c.reading_id).where(JUDGEMENT.c.digest == digest)
    return connection.execute(last.order_by(JUDGEMENT.c.id.desc()).limit(1)).scalar()


def year_read(connection: Connection, digest: str) -> int | None:
    """The budget year of a file that was read before; 0 where it says none.

    None where it was not read: also one that took too much, or that the program failed on.
    """
    number = ruling_reading(connection, digest)
    if number is None or _is_given_up(connection, number):
        return None
    return int(connection.execute(select(READING.c.year).where(READING.c.id == number)).scalar_one())


def is_in_round(connection: Connection, digest: str, round_name: str) -> bool:
    """Whether a file came in a round, from wherever."""
    came = select(RECEIPT.c.id).where(RECEIPT.c.digest == digest, RECEIPT.c.round == round_name)
    return connection.execute(came.limit(1)).first() is not None


def keep_content(connection: Connection, run_id: int, digest: str, content: bytes, kept_at: str) -> bool:
    """Keep the bytes of a file once; with `kept_at` they are kept there. Whether they are new."""
    values = {"digest": digest, "size": len(content), "kept_at": kept_at, "run_id": run_id}
    if not _added(connection, CONTENT, values):
        return False
    if not kept_at:
        parts = [
            {"digest": digest, "part": number, "data": content[start : start + PART_BYTES]}
            for number, start in enumerate(range(0, max(len(content), 1), PART_BYTES), start=1)
        ]
        connection.execute(CONTENT_PART.insert(), parts)
    return True


def keep_reading(connection: Connection, run_id: int, reading: Reading) -> bool:
    """Keep a reading and let it rule. Whether it is another than the one that ruled so far.

    One that was given up never takes the place of one that was finished, by whichever run.
    """
    _one_at_a_time(connection, reading.digest)
    given_up = int(reading.is_given_up)
    ruling = ruling_reading(connection, reading.digest)
    if given_up and ruling is not None and not _is_given_up(connection, ruling):
        return False
    values = {"digest": reading.digest, **reading.facts, "given_up": given_up}
    new = _added(connection, READING, values | {"read_at": now(), "run_id": run_id})
    number = connection.execute(
        select(READING.c.id).where(
            READING.c.digest == reading.digest,
            READING.c.layout_version == reading.layout_version,
            READING.c.program == reading.facts["program"],
            READING.c.given_up == given_up,
        )
    ).scalar_one()
    if new:
        _keep_lists(connection, number, reading)
    if ruling == number:
        return False
    judgement = {"digest": reading.digest, "reading_id": number, "judged_at": now(), "run_id": run_id}
    connection.execute(JUDGEMENT.insert().values(judgement))
    return True


def keep_receipt(connection: Connection, run_id: int, receipt: Receipt) -> bool:
    """Note that a file came in. Whether this is new."""
    values = {
        "mark": receipt.mark,
        "digest": receipt.digest,
        "round": receipt.round,
        "source": receipt.source,
        "file": receipt.file,
        "sent_at": receipt.sent_at,
        "received_at": now(),
        "run_id": run_id,
    }
    return _added(connection, RECEIPT, values)


def content_of(connection: Connection, digest: str) -> bytes:
    """The bytes of a file that are kept in the store."""
    parts = select(CONTENT_PART.c.data).where(CONTENT_PART.c.digest == digest).order_by(CONTENT_PART.c.part)
    return b"".join(connection.execute(parts).scalars())


def _is_given_up(connection: Connection, number: int) -> bool:
    given_up = connection.execute(select(READING.c.given_up).where(READING.c.id == number)).scalar_one()
    return bool(given_up)


def _one_at_a_time(connection: Connection, digest: str) -> None:
    """Which reading of a file rules is settled by one run at a time; SQLite does so anyway."""
    row = select(CONTENT.c.digest).where(CONTENT.c.digest == digest)
    connection.execute(row.with_for_update(key_share=True))


def _keep_lists(connection: Connection, number: int, reading: Reading) -> None:
    for name, rows in reading.lists.items():
        if rows:
            connection.execute(LISTS[name].insert(), list(_numbered(LISTS[name], number, rows)))
    if reading.reasons:
        reasons = [
            {"reading_id": number, "check_id": check, "reason": reason}
            for check, reason in reading.reasons.items()
        ]
        connection.execute(EXPLANATION.insert(), reasons)


def _numbered(
    table: Table, reading: int, rows: tuple[tuple[str | int | None, ...], ...]
) -> Iterator[dict[str, object]]:
    names = [column.name for column in table.columns]
    for number, row in enumerate(rows, start=1):
        yield dict(zip(names, (reading, number, *row), strict=True))


def _added(connection: Connection, table: Table, values: Mapping[str, object]) -> bool:
    """Add a row unless one like it is there already, added meanwhile by another run or not."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    insert = dialect.insert(table).values(values).on_conflict_do_nothing()
    return connection.execute(insert.returning(literal(1))).first() is not None
