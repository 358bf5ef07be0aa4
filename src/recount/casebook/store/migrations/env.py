"""Run by Alembic: the steps on the connection that `recount.casebook.store.migrating` hands over."""

from __future__ import annotations

from alembic import context

from recount.casebook.store.schema import METADATA, VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"], target_metadata=METADATA, version_table=VERSION_TABLE
)
context.run_migrations()
