"""The fourth schema: what was erased, taken in again and erased again has a tombstone for each time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Let tombstones be told apart by the entry of the log that told of what is gone."""
    there = op.get_bind().execute(sa.text("SELECT what, name, told, erased FROM tombstones")).mappings().all()
    op.drop_table("tombstones")
    made = op.create_table(
        "tombstones",
        sa.Column("what", sa.String(16), primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("told", NUMBER, sa.ForeignKey("log.number"), primary_key=True, autoincrement=False),
        sa.Column("erased", NUMBER, sa.ForeignKey("log.number"), nullable=False),
    )
    op.bulk_insert(made, [dict(row) for row in there])
