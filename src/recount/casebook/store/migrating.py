"""A casebook's schema: made, found, brought up to date, or refused when it is from the future."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

from recount.model import DataError, InputError, OutputError

from .engine import WAIT, Store
from .faults import told
from .history import write_log
from .place import Place, place_of
from .schema import NEWEST, VERSION_TABLE

PAGE = 16_384
"""Bytes of a page of a new file: rows of a thousand bytes leave little of it unused."""
_MAGIC = b"SQLite format 3\0"


def create(given: str | Path | Place, wait: float = WAIT) -> Store:
    """Make an empty casebook. Raises OutputError where one, or any other file, stands already.

    What an interrupted call left behind is taken over.
    """
    place = given if isinstance(given, Place) else place_of(given)
    made = place.file is not None and _claim(place.file)
    store = Store(place, wait)
    try:
        if place.file is not None:
            _write_ahead(store)
        with store.writing() as connection:
            there = inspect(connection).get_table_names()
            if there:
                what = "is a casebook already" if VERSION_TABLE in there else "holds other tables"
                raise OutputError(place.shown, what, "add to it, or name another")
            from .steps import upgrade  # Alembic is slow to load, and opening a casebook needs none of it

            upgrade(connection)
            write_log(connection, "new", {"nonce": secrets.token_hex(16)})  # no two begin alike
    except BaseException:
        store.close()
        if made and place.file is not None:
            for end in ("", "-wal", "-shm"):
                place.file.with_name(place.file.name + end).unlink(missing_ok=True)
        raise
    return store


def open_store(given: str | Path | Place, wait: float = WAIT) -> Store:
    """Open a casebook; an older schema is brought up to date first.

    Raises InputError where there is none, DataError where it is damaged, no casebook, or of a later Recount.
    """
    place = given if isinstance(given, Place) else place_of(given)
    if place.file is not None and not place.file.is_file():
        wrong = "is no file" if place.file.exists() else "is not there"
        raise InputError(place.shown, wrong, "make a casebook with recount new, or check the path for a slip")
    store = Store(place, wait)
    try:
        with store.reading() as connection:
            found = version(connection)
        if found is None:
            raise DataError(place.shown, "is no casebook", "make one with recount new")
        if found != NEWEST:
            _bring_up(store, found)
    except BaseException:
        store.close()
        raise
    return store


def version(connection: Connection) -> str | None:
    """The version of the schema that stands there; None where there is none."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one_or_none()  # noqa: S608


def _bring_up(store: Store, found: str) -> None:
    from .steps import known, upgrade

    if found not in known():
        raise DataError(
            store.place.shown,
            f"was made by a later Recount (its schema is {found}, this one knows up to {NEWEST})",
            "use that Recount, or a later one; nothing was changed",
        )
    with store.writing() as connection:
        upgrade(connection)


def _write_ahead(store: Store) -> None:
    """Let the file be read while it is written; that cannot be set inside a transaction, nor the size of its pages."""
    with told(store.place):
        connection = store.engine.raw_connection()
        try:
            connection.cursor().execute(f"PRAGMA page_size={PAGE}")
            connection.cursor().execute("PRAGMA journal_mode=WAL")
        finally:
            connection.close()


def _claim(file: Path) -> bool:
    """Make the file, readable by its owner alone; whether it was made. What stands there must be an empty database."""
    try:
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        if not file.is_file() or (file.stat().st_size and not _is_database(file)):
            raise OutputError(str(file), "is there already", "add to it, or name another file") from None
        return False
    except OSError as fault:
        mend = "name a place that you may write to"
        raise OutputError(str(file), f"cannot be made ({fault.strerror})", mend) from fault
    return True


def _is_database(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(len(_MAGIC)) == _MAGIC
