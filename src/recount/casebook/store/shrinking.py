"""The room that a casebook takes: given back, and wiped of what is no longer there."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import Connection
from sqlalchemy.sql.schema import Table

from recount.model import OutputError

from . import schema
from .engine import Store

UNWIPED = "user_version"
"""The number in a file's head that says, where it is not 0, that the file may still hold bytes of what was erased."""


def leave_unwiped(connection: Connection) -> None:
    """Let what is deleted be written over, and the file say that it is to be wiped yet."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
        connection.exec_driver_sql(f"PRAGMA {UNWIPED}=1")


def is_wiped(connection: Connection) -> bool:
    """Whether nothing of what was erased is left in the file; a server knows of no such thing."""
    if connection.dialect.name != "sqlite":
        return True
    return connection.exec_driver_sql(f"PRAGMA {UNWIPED}").scalar() == 0


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
        if run(f"PRAGMA {UNWIPED}") != [(0,)]:
            run(f"PRAGMA {UNWIPED}=0")
            run("PRAGMA wal_checkpoint(TRUNCATE)")


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
