"""The first schema: reports with their originals, readings of extractors, caches, the log, full-text search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SHA = sa.String(64)
NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables of an empty casebook."""
    op.create_table(
        "log",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("before", SHA, nullable=False),
        sa.Column("seal", SHA, nullable=False),
    )
    op.create_table(
        "raws",
        sa.Column("sha256", SHA, primary_key=True),
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("seal", SHA, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "reports",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=True),
        sa.Column("key", SHA, nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False, index=True),
        sa.Column("raw", SHA, sa.ForeignKey("raws.sha256"), nullable=False),
        sa.Column("published", sa.String(10), nullable=False),
        sa.Column("added", NUMBER, sa.ForeignKey("log.number"), nullable=False),
        sa.Column("seal", SHA, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "sources",
        sa.Column("key", SHA, sa.ForeignKey("reports.key"), primary_key=True),
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("times", NUMBER, nullable=False),
    )
    op.create_table(
        "remarks",
        sa.Column("seal", SHA, primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "extractions",
        sa.Column("key", SHA, sa.ForeignKey("reports.key"), primary_key=True),
        sa.Column("report", sa.Text, primary_key=True),
        sa.Column("extractor", sa.Text, primary_key=True),
        sa.Column("version", sa.Text, primary_key=True),
        sa.Column("made", NUMBER, sa.ForeignKey("log.number"), nullable=False),
        sa.Column("seal", SHA, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "caches",
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("key", SHA, primary_key=True),
        sa.Column("held", SHA, nullable=False, index=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE report_words USING fts5(words, content='', tokenize='unicode61')")
    else:
        op.execute(
            "CREATE TABLE report_words (rowid bigint PRIMARY KEY REFERENCES reports(number), words tsvector NOT NULL)"
        )
        op.execute("CREATE INDEX ix_report_words ON report_words USING gin (words)")
