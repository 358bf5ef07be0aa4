"""The room that a casebook takes: given back, and wiped of what is no longer there."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.sql.schema import Table

from recount.model import OutputError

from . import schema
from .engine import Store


def size(store: Store) -> int:
    """How many bytes the casebook takes on the disk."""
    if store.place.file is None:
        with store.outside() as run:
            return int(run("SELECT pg_database_size(current_database())")[0][0])
    return sum(file.stat().st_size for file in _files(store.place.file) if file.is_file())


def shrink(store: Store) -> None:
    """Write the casebook anew without what was erased or dropped, and cut off what it then no longer needs.

    All that stands stays, whatever interrupts it. Raises OutputError where another process is at work in it.
    """
    with store.outside() as run:
        if not store.is_file:
            for table in _tables():
                run(f"VACUUM (FULL, ANALYZE) {table}")
            return
        run("PRAGMA temp_store=FILE")  # the copy may be larger than the memory
        _cut(store, run("PRAGMA wal_checkpoint(TRUNCATE)"))
        run("VACUUM")
        _cut(store, run("PRAGMA wal_checkpoint(TRUNCATE)"))


def _cut(store: Store, said: object) -> None:
    match said:
        case [(0, _, _)]:
            return
    raise OutputError(
        store.place.shown,
        "is in use by another process, and its file still holds what is no longer there",
        "wait until that is done, and run recount compact: nothing is lost",
    )


def _tables() -> list[str]:
    tables: list[Table] = schema.METADATA.sorted_tables
    return [*(table.name for table in tables), schema.WORDS]


def _files(file: Path) -> list[Path]:
    return [file.with_name(file.name + end) for end in ("", "-wal", "-shm")]
