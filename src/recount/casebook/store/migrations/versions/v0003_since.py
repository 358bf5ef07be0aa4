"""The third schema: since when names of documents and remarks are there, so that earlier states can be shown."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Keep with each name and remark the entry of the log that it came with; nobody knows that of those there are."""
    op.create_table(
        "sources_since",
        sa.Column("key", sa.String(64), sa.ForeignKey("reports.key"), primary_key=True),
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("times", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("since", NUMBER, sa.ForeignKey("log.number")),
    )
    op.create_table(
        "remarks_since",
        sa.Column("seal", sa.String(64), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("since", NUMBER, sa.ForeignKey("log.number")),
    )
    for table, columns in (("sources", "key, source, times"), ("remarks", "seal, kind, body")):
        op.execute(f"INSERT INTO {table}_since ({columns}) SELECT {columns} FROM {table}")  # noqa: S608
        op.drop_table(table)
        op.rename_table(f"{table}_since", table)
