"""The sixth schema: of near copies, which are kept; what linking made before is made anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Hold all near copies, so that those which are kept can be chosen anew."""
    op.drop_table("copies")
    op.create_table(
        "copies",
        sa.Column("one", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("other", NUMBER, primary_key=True, autoincrement=False, index=True),
        sa.Column("kept", sa.Boolean, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.execute("DELETE FROM standing")
