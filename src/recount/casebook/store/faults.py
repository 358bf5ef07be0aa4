"""What goes wrong in a database, told as one error of ours: which casebook, what is wrong, how to mend it.

The database's own messages are never shown: they may hold what was being written, which is a report's text.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from recount.model import DataError, InputError, OutputError, RecountError

from .place import Place

_HELD = ("is held by another process", "wait until that is done, and run it again: nothing is lost")
_FULL = ("cannot grow, for the disk is full", "make room and run it again: what was told as kept is kept")
_BROKEN = ("is damaged or cut short", "put it back from a copy, or export what can still be read")
_READ_ONLY = ("may be read but not written", "ask for permission to write it and its folder, or copy it elsewhere")

_SQLITE: dict[int, tuple[type[RecountError], str, str]] = {
    sqlite3.SQLITE_BUSY: (OutputError, *_HELD),
    sqlite3.SQLITE_LOCKED: (OutputError, *_HELD),
    sqlite3.SQLITE_FULL: (OutputError, *_FULL),
    sqlite3.SQLITE_READONLY: (OutputError, *_READ_ONLY),
    sqlite3.SQLITE_CORRUPT: (DataError, *_BROKEN),
    sqlite3.SQLITE_NOTADB: (DataError, "is no casebook", "name the file that recount new made"),
    sqlite3.SQLITE_CANTOPEN: (InputError, "cannot be opened", "check the path, and that you may read and write it"),
    sqlite3.SQLITE_PERM: (InputError, "cannot be opened", "check that you may read and write it"),
    sqlite3.SQLITE_IOERR: (OutputError, "cannot be read from or written to the disk", "check the disk"),
}
_SERVER: dict[str, tuple[type[RecountError], str, str]] = {
    "25006": (OutputError, *_READ_ONLY),
    "42501": (OutputError, "does not allow this to your user", "ask for the right to create and write tables in it"),
    "53100": (OutputError, *_FULL),
    "53300": (OutputError, "has too many visitors", "wait, and run it again: nothing is lost"),
    "55P03": (OutputError, *_HELD),
    "40P01": (OutputError, *_HELD),
    "3D000": (InputError, "is not there", "create the database first (createdb)"),
    "28P01": (InputError, "refuses the password", "check the user and the password"),
    "XX001": (DataError, *_BROKEN),
    "XX002": (DataError, *_BROKEN),
}


@contextmanager
def told(place: Place) -> Iterator[None]:
    """Turn a database's error inside the block into one of ours."""
    try:
        yield
    except DBAPIError as fault:
        raise _ours(place, fault.orig) from None
    except sqlite3.Error as fault:
        raise _ours(place, fault) from None
    except SQLAlchemyError as fault:
        raise InputError(place.shown, f"cannot be used ({type(fault).__name__})", "check the path or address") from None


def _ours(place: Place, cause: BaseException | None) -> RecountError:
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        named = getattr(cause, "sqlite_errorname", code)
        kind, wrong, mend = _SQLITE.get(code & 0xFF, (DataError, f"failed ({named})", "check the disk"))
        return kind(place.shown, wrong, mend)
    if isinstance(cause, sqlite3.OperationalError):  # the driver's own: a text that is no text any more
        return DataError(place.shown, *_BROKEN)
    state = getattr(cause, "sqlstate", None)
    if state in _SERVER:
        kind, wrong, mend = _SERVER[state]
        return kind(place.shown, wrong, mend)
    if state is None and place.file is None:
        return InputError(place.shown, "cannot be reached", "check the address, and that the server runs")
    return DataError(place.shown, f"failed ({state or type(cause).__name__})", "check the database")
