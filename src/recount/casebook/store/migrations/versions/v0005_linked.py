"""The fifth schema: what linking made, report by report and event by event, so that adding touches little of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

SHA = sa.String(64)
NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make room for what linking makes."""
    op.create_table(
        "standing",
        sa.Column("what", sa.String(16), primary_key=True),
        sa.Column("key", SHA, nullable=False),
        sa.Column("turn", NUMBER, nullable=False),
        sa.Column("upto", SHA, nullable=False),
    )
    op.create_table(
        "linked",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("report", sa.Text, nullable=False, unique=True),
        sa.Column("event", sa.String(32), nullable=False),
        sa.Column("stretch", NUMBER, nullable=False, index=True),
        sa.Column("core", sa.Boolean, nullable=False),
        sa.Column("print", NUMBER, nullable=True, index=True),
        sa.Column("words", sa.LargeBinary, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("start", sa.String(10), nullable=False),
        sa.Column("home", sa.LargeBinary, nullable=False),
        sa.Column("ties", sa.LargeBinary, nullable=False),
        sa.Column("line", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "names",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "places",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "voices",
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "copies",
        sa.Column("one", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("other", NUMBER, primary_key=True, autoincrement=False, index=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "runs",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
