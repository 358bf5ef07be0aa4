"""The second schema: reviewers' decisions, and tombstones of what was erased."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make room for decisions and tombstones."""
    op.create_table(
        "decisions",
        sa.Column("number", NUMBER, sa.ForeignKey("log.number"), primary_key=True, autoincrement=False),
        sa.Column("act", sa.Text),
        sa.Column("act_salt", sa.String(32), nullable=False),
        sa.Column("person", sa.Text),
        sa.Column("person_salt", sa.String(32), nullable=False),
    )
    op.create_table(
        "tombstones",
        sa.Column("what", sa.String(16), primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("told", NUMBER, sa.ForeignKey("log.number"), nullable=False),
        sa.Column("erased", NUMBER, sa.ForeignKey("log.number"), nullable=False),
    )
