"""The first form of the store: everything that was received, read and decided; it only grows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

HISTORY = (
    "run",
    "content",
    "deadline",
    "roster",
    "run_end",
    "waiver",
    "content_part",
    "reading",
    "receipt",
    "roster_entry",
    "roster_unit",
    "waiver_end",
    "explanation",
    "figure",
    "finding",
    "income",
    "judgement",
    "line_item",
    "previous_figure",
    "unit",
)
"""Relations whose rows nobody may change or delete."""


def upgrade() -> None:
    """Make the relations, and the triggers that let them only grow."""
    _make_relations()
    if op.get_bind().dialect.name == "postgresql":
        # workbooks are compressed already
        op.execute("ALTER TABLE content_part ALTER COLUMN data SET STORAGE EXTERNAL")
        _guard_postgresql()
    else:
        _guard_sqlite()


def _guard_postgresql() -> None:
    op.execute(
        "CREATE OR REPLACE FUNCTION budgetbook_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN RAISE EXCEPTION ''% only grows'', TG_TABLE_NAME; END;'"
    )
    for table in HISTORY:
        op.execute(
            f"CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION budgetbook_only_grows()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION budgetbook_only_grows()"
        )


def _guard_sqlite() -> None:
    inspector = sa.inspect(op.get_bind())
    for table in HISTORY:
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
            )
        # INSERT OR REPLACE deletes without a trigger; a row whose key is there already is left out instead.
        keys = [inspector.get_pk_constraint(table)["constrained_columns"]]
        keys += [unique["column_names"] for unique in inspector.get_unique_constraints(table)]
        same = [" AND ".join(f"{column} = NEW.{column}" for column in key) for key in keys]
        op.execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {' OR '.join(same)}) BEGIN SELECT RAISE(IGNORE); END"
        )


def _make_relations() -> None:
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("author", sa.Text(), server_default="", nullable=False),
        sa.Column("machine", sa.Text(), server_default="", nullable=False),
        sa.Column("started_at", sa.String(length=27), nullable=False),
        sa.Column("program", sa.Text(), server_default="", nullable=False),
        sa.Column("details", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
    )
    op.create_table(
        "content",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("kept_at", sa.Text(), server_default="", nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_content_run_id")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_content")),
    )
    op.create_table(
        "deadline",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("round", sa.String(length=40), nullable=False),
        sa.Column("due_on", sa.String(length=10), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_deadline_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline")),
    )
    op.create_table(
        "roster",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("file", sa.Text(), server_default="", nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_roster_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster")),
    )
    op.create_table(
        "run_end",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.String(length=27), nullable=False),
        sa.Column("summary", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_run_end_run_id")),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_run_end")),
    )
    op.create_table(
        "waiver",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("plain_code", sa.Text(), server_default="", nullable=False),
        sa.Column("plain_name", sa.Text(), server_default="", nullable=False),
        sa.Column("department", sa.Text(), server_default="", nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("round", sa.String(length=40), nullable=False),
        sa.Column("finding_code", sa.Text(), server_default="", nullable=False),
        sa.Column("check_id", sa.Text(), server_default="", nullable=False),
        sa.Column("point", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("author", sa.Text(), server_default="", nullable=False),
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.Column("expires_on", sa.String(length=10), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_waiver_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiver")),
    )
    op.create_table(
        "content_part",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["digest"], ["content.digest"], name=op.f("fk_content_part_digest")),
        sa.PrimaryKeyConstraint("digest", "part", name=op.f("pk_content_part")),
    )
    op.create_table(
        "reading",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("layout", sa.Text(), server_default="", nullable=False),
        sa.Column("layout_version", sa.Text(), server_default="", nullable=False),
        sa.Column("program", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("department_code", sa.Text(), server_default="", nullable=False),
        sa.Column("department_name", sa.Text(), server_default="", nullable=False),
        sa.Column("plain_code", sa.Text(), server_default="", nullable=False),
        sa.Column("plain_name", sa.Text(), server_default="", nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("to_mend", sa.Integer(), nullable=False),
        sa.Column("to_explain", sa.Integer(), nullable=False),
        sa.Column("notes", sa.Integer(), nullable=False),
        sa.Column("form", sa.Text(), server_default="", nullable=False),
        sa.Column("check_code", sa.Text(), server_default="", nullable=False),
        sa.Column("compiled_on", sa.Text(), server_default="", nullable=False),
        sa.Column("level_word", sa.Text(), server_default="", nullable=False),
        sa.Column("given_up", sa.Integer(), server_default="0", nullable=False),
        sa.Column("read_at", sa.String(length=27), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["digest"], ["content.digest"], name=op.f("fk_reading_digest")),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_reading_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
        sa.UniqueConstraint(
            "digest",
            "layout_version",
            "program",
            "given_up",
            name=op.f("uq_reading_digest_layout_version_program_given_up"),
        ),
    )
    op.create_table(
        "receipt",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("round", sa.String(length=40), nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("file", sa.Text(), server_default="", nullable=False),
        sa.Column("sent_at", sa.String(length=27), nullable=False),
        sa.Column("received_at", sa.String(length=27), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["digest"], ["content.digest"], name=op.f("fk_receipt_digest")),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_receipt_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt")),
        sa.UniqueConstraint("mark", name=op.f("uq_receipt_mark")),
    )
    op.create_index(op.f("ix_receipt_digest"), "receipt", ["digest"], unique=False)
    op.create_table(
        "roster_entry",
        sa.Column("roster_id", sa.Integer(), nullable=False),
        sa.Column("row_number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("plain_code", sa.Text(), server_default="", nullable=False),
        sa.Column("plain_name", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("contact", sa.Text(), server_default="", nullable=False),
        sa.Column("level_word", sa.Text(), server_default="", nullable=False),
        sa.Column("department_group", sa.Text(), server_default="", nullable=False),
        sa.Column("superior", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["roster_id"], ["roster.id"], name=op.f("fk_roster_entry_roster_id")),
        sa.PrimaryKeyConstraint("roster_id", "row_number", name=op.f("pk_roster_entry")),
    )
    op.create_table(
        "roster_unit",
        sa.Column("roster_id", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("row_number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["roster_id"], ["roster.id"], name=op.f("fk_roster_unit_roster_id")),
        sa.PrimaryKeyConstraint("roster_id", "entry", "row_number", name=op.f("pk_roster_unit")),
    )
    op.create_table(
        "waiver_end",
        sa.Column("waiver_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("author", sa.Text(), server_default="", nullable=False),
        sa.Column("ended_at", sa.String(length=27), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_waiver_end_run_id")),
        sa.ForeignKeyConstraint(["waiver_id"], ["waiver.id"], name=op.f("fk_waiver_end_waiver_id")),
        sa.PrimaryKeyConstraint("waiver_id", name=op.f("pk_waiver_end")),
    )
    op.create_table(
        "explanation",
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("check_id", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_explanation_reading_id")),
        sa.PrimaryKeyConstraint("reading_id", "check_id", name=op.f("pk_explanation")),
    )
    op.create_table(
        "figure",
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("row_number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("official_table", sa.Text(), server_default="", nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("label", sa.Text(), server_default="", nullable=False),
        sa.Column("column_name", sa.Text(), server_default="", nullable=False),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_figure_reading_id")),
        sa.PrimaryKeyConstraint("reading_id", "row_number", name=op.f("pk_figure")),
    )
    op.create_table(
        "finding",
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("row_number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("severity", sa.Text(), server_default="", nullable=False),
        sa.Column("check_id", sa.Text(), server_default="", nullable=False),
        sa.Column("sheet", sa.Text(), server_default="", nullable=False),
        sa.Column("cell", sa.Text(), server_default="", nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("found", sa.Text(), server_default="", nullable=False),
        sa.Column("expected", sa.Text(), server_default="", nullable=False),
        sa.Column("remedy", sa.Text(), server_default="", nullable=False),
        sa.Column("cause", sa.Text(), server_default="", nullable=False),
        sa.Column("point", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_finding_reading_id")),
        sa.PrimaryKeyConstraint("reading_id", "row_number", name=op.f("pk_finding")),
    )
    op.create_table(
        "income",
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("row_number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("unit", sa.Text(), server_default="", nullable=False),
        sa.Column("fund_source", sa.Text(), server_default="", nullable=False),
        sa.Column("fen", sa.BigInteger(), nullable=True),
        sa.Column("sheet", sa.Text(), server_default="", nullable=False),
        sa.Column("cell", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_income_reading_id")),
        sa.PrimaryKeyConstraint("reading_id", "row_number", name=op.f("pk_income")),
    )
    op.create_table(
        "judgement",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("judged_at", sa.String(length=27), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["digest"], ["content.digest"], name=op.f("fk_judgement_digest")),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_judgement_reading_id")),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_judgement_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgement")),
    )
    op.create_index(op.f("ix_judgement_digest"), "judgement", ["digest"], unique=False)
    op.create_table(
        "line_item",
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("row_number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("unit", sa.Text(), server_default="", nullable=False),
        sa.Column("function_code", sa.Text(), server_default="", nullable=False),
        sa.Column("function_name", sa.Text(), server_default="", nullable=False),
        sa.Column("economic_code", sa.Text(), server_default="", nullable=False),
        sa.Column("economic_name", sa.Text(), server_default="", nullable=False),
        sa.Column("expenditure_kind", sa.Text(), server_default="", nullable=False),
        sa.Column("project", sa.Text(), server_default="", nullable=False),
        sa.Column("fund_source", sa.Text(), server_default="", nullable=False),
        sa.Column("fen", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("sheet", sa.Text(), server_default="", nullable=False),
        sa.Column("cell", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_line_item_reading_id")),
        sa.PrimaryKeyConstraint("reading_id", "row_number", name=op.f("pk_line_item")),
    )
    op.create_table(
        "previous_figure",
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("row_number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("measure", sa.Text(), server_default="", nullable=False),
        sa.Column("item", sa.Text(), server_default="", nullable=False),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_previous_figure_reading_id")),
        sa.PrimaryKeyConstraint("reading_id", "row_number", name=op.f("pk_previous_figure")),
    )
    op.create_table(
        "unit",
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("row_number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_unit_reading_id")),
        sa.PrimaryKeyConstraint("reading_id", "row_number", name=op.f("pk_unit")),
    )
