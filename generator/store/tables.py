"""The relations as they are kept. All but `setting` only grow: triggers refuse to change or delete a row.

Moments (时刻) are texts in UTC, 2024-11-20T08:30:00.000000Z, days are ISO dates; as texts they sort in
order of time on every database. Amounts are whole fen (分). A text is "" where there is nothing to say.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
_MOMENT, _DAY, _DIGEST = String(27), String(10), String(64)


def _number() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=True)


def _of_run() -> Column[int]:
    return Column("run_id", ForeignKey("run.id"), nullable=False)


def _of_reading() -> Column[int]:
    return Column("reading_id", ForeignKey("reading.id"), primary_key=True)


def _row() -> Column[int]:
    """Which row of the list it is, from 1."""
    return Column("row_number", Integer, primary_key=True, autoincrement=False)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="")


def _count(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


SETTING = Table(
    "setting", METADATA, Column("name", String(40), primary_key=True), Column("value", Text, nullable=False)
)
"""What the store says of itself; the only relation whose rows may change."""

RUN = Table(
    "run",
    METADATA,
    _number(),
    _text("kind"),
    _text("author"),
    _text("machine"),
    Column("started_at", _MOMENT, nullable=False),
    _text("program"),
    _text("details"),
)
"""A command that may have added something: who, when, with which program; `details` is JSON."""

RUN_END = Table(
    "run_end",
    METADATA,
    Column("run_id", ForeignKey("run.id"), primary_key=True),
    Column("ended_at", _MOMENT, nullable=False),
    _text("summary"),
)
"""The end of a run; a run that was killed has none. `summary` is JSON."""

CONTENT = Table(
    "content",
    METADATA,
    Column("digest", _DIGEST, primary_key=True),
    Column("size", BigInteger, nullable=False),
    _text("kept_at"),
    _of_run(),
)
"""A file by the SHA-256 of its bytes. `kept_at` says where the bytes are when they are not in
`content_part`: the address of a folder or object store.
"""

CONTENT_PART = Table(
    "content_part",
    METADATA,
    Column("digest", ForeignKey("content.digest"), primary_key=True),
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("data", LargeBinary, nullable=False),
)
"""The bytes of a file in parts, from 1."""

READING = Table(
    "reading",
    METADATA,
    _number(),
    Column("digest", ForeignKey("content.digest"), nullable=False),
    _text("layout"),
    _text("layout_version"),
    Column("program", String(40), nullable=False),
    Column("year", Integer, nullable=False),
    _text("department_code"),
    _text("department_name"),
    _text("plain_code"),
    _text("plain_name"),
    Column("outcome", String(16), nullable=False),
    _count("to_mend"),
    _count("to_explain"),
    _count("notes"),
    _text("form"),
    _text("check_code"),
    _text("compiled_on"),
    _text("level_word"),
    Column("given_up", Integer, nullable=False, server_default="0"),
    Column("read_at", _MOMENT, nullable=False),
    _of_run(),
    UniqueConstraint("digest", "layout_version", "program", "given_up"),
)
"""What came of reading a file by one version of a layout; year 0: nobody can say. The plain code and
name are what rosters are compared with. `given_up` is 1 where reading was not finished: that says more
about the machine or the program than about the file.
"""

JUDGEMENT = Table(
    "judgement",
    METADATA,
    _number(),
    Column("digest", ForeignKey("content.digest"), nullable=False, index=True),
    Column("reading_id", ForeignKey("reading.id"), nullable=False),
    Column("judged_at", _MOMENT, nullable=False),
    _of_run(),
)
"""Which reading of a file rules: the last one."""

RECEIPT = Table(
    "receipt",
    METADATA,
    _number(),
    Column("mark", _DIGEST, nullable=False, unique=True),
    Column("digest", ForeignKey("content.digest"), nullable=False, index=True),
    Column("round", String(40), nullable=False),
    _text("source"),
    _text("file"),
    Column("sent_at", _MOMENT, nullable=False),
    Column("received_at", _MOMENT, nullable=False),
    _of_run(),
)
"""A file that came in, from where. The same file from the same place in the same round comes in once:
`mark` is the SHA-256 of these three.
"""

UNIT = Table("unit", METADATA, _of_reading(), _row(), _text("code"), _text("name"), _text("kind"))

LINE_ITEM = Table(
    "line_item",
    METADATA,
    _of_reading(),
    _row(),
    _text("unit"),
    _text("function_code"),
    _text("function_name"),
    _text("economic_code"),
    _text("economic_name"),
    _text("expenditure_kind"),
    _text("project"),
    _text("fund_source"),
    Column("fen", BigInteger),
    _text("note"),
    _text("sheet"),
    _text("cell"),
)
"""支出明细; `fen` is NULL while the amount is not filled in. Sheet and cell are those of the amount."""

INCOME = Table(
    "income",
    METADATA,
    _of_reading(),
    _row(),
    _text("unit"),
    _text("fund_source"),
    Column("fen", BigInteger),
    _text("sheet"),
    _text("cell"),
)

PREVIOUS_FIGURE = Table(
    "previous_figure",
    METADATA,
    _of_reading(),
    _row(),
    _text("measure"),
    _text("item"),
    Column("fen", BigInteger, nullable=False),
)

REGISTER_ENTRY = Table(
    "register_entry",
    METADATA,
    _of_reading(),
    _row(),
    _text("register"),
    _text("cells"),
    _text("sheet"),
    _count("sheet_row"),
)
"""A row of a register (登记表); `cells` is JSON, the text of each field that is filled in. Registers and
their fields are data of the layout, so they are no columns here.
"""

FINDING = Table(
    "finding",
    METADATA,
    _of_reading(),
    _row(),
    _text("code"),
    _text("severity"),
    _text("check_id"),
    _text("sheet"),
    _text("cell"),
    _text("title"),
    _text("found"),
    _text("expected"),
    _text("remedy"),
    _text("cause"),
    _text("point"),
)
"""What was found, one row for each place; `cause` is the code of the finding that it follows from, `point`
what was found without the cells: what a waiver lets pass.
"""

EXPLANATION = Table(
    "explanation", METADATA, _of_reading(), Column("check_id", String(40), primary_key=True), _text("reason")
)
"""The reasons (原因) that the department gave on 校验."""

FIGURE = Table(
    "figure",
    METADATA,
    _of_reading(),
    _row(),
    _text("official_table"),
    _count("line"),
    _text("code"),
    _text("label"),
    _text("column_name"),
    Column("fen", BigInteger, nullable=False),
)
"""The figures of the official tables other than zero; `line` is the row of the table, from 1."""

ROSTER = Table(
    "roster", METADATA, _number(), Column("digest", _DIGEST, nullable=False), _text("file"), _of_run()
)
"""A roster (名册) as it was given; the last one is in force."""

ROSTER_ENTRY = Table(
    "roster_entry",
    METADATA,
    Column("roster_id", ForeignKey("roster.id"), primary_key=True),
    _row(),
    _text("code"),
    _text("name"),
    _text("plain_code"),
    _text("plain_name"),
    _text("kind"),
    _text("contact"),
    _text("level_word"),
    _text("department_group"),
    _text("superior"),
)

ROSTER_UNIT = Table(
    "roster_unit",
    METADATA,
    Column("roster_id", ForeignKey("roster.id"), primary_key=True),
    Column("entry", Integer, primary_key=True, autoincrement=False),
    _row(),
    _text("name"),
)

DEADLINE = Table(
    "deadline",
    METADATA,
    _number(),
    _count("year"),
    Column("round", String(40), nullable=False),
    Column("due_on", _DAY, nullable=False),
    _of_run(),
)
"""By when a round is due (截止日期); the last word for a year and round counts."""

WAIVER = Table(
    "waiver",
    METADATA,
    _number(),
    _text("plain_code"),
    _text("plain_name"),
    _text("department"),
    _count("year"),
    Column("round", String(40), nullable=False),
    _text("finding_code"),
    _text("check_id"),
    _text("point"),
    _text("kind"),
    _text("reason"),
    _text("author"),
    Column("made_at", _MOMENT, nullable=False),
    Column("expires_on", _DAY, nullable=False),
    _of_run(),
)
"""A waiver (豁免) or an accepted explanation (认可说明): a finding of one department that no longer stands
in its way, as long as the very same is found. An `expires_on` of 9999-12-31 is no end.
"""

WAIVER_END = Table(
    "waiver_end",
    METADATA,
    Column("waiver_id", ForeignKey("waiver.id"), primary_key=True),
    _text("reason"),
    _text("author"),
    Column("ended_at", _MOMENT, nullable=False),
    _of_run(),
)
"""A waiver that was taken back."""

HISTORY = tuple(table for table in METADATA.sorted_tables if table is not SETTING)
"""The relations that only grow."""
