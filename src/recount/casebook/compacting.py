"""Compacting: a casebook takes no more room than what it holds."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import delete

from .progress import Progress, quiet
from .store import schema
from .store.shrinking import shrink, size
from .store.words import tidy
from .stored import StoredCasebook


class Compacted(NamedTuple):
    """How many bytes a casebook took before and takes now."""

    before: int
    after: int


def compact(stored: StoredCasebook, progress: Progress = quiet) -> Compacted:
    """Drop what can be computed again and is not needed, and give back the room. Every reading stays, older ones too.

    Raises OutputError where another process is at work in the casebook; nothing is lost then.
    """
    store = stored.store
    before = size(store)
    progress("compact", 0, 3)
    held = stored.held(progress)
    progress("compact", 1, 3)
    with store.writing() as connection:
        connection.execute(delete(schema.caches).where(schema.caches.c.held != held))
        tidy(connection)
    progress("compact", 2, 3)
    shrink(store)
    progress("compact", 3, 3)
    return Compacted(before, size(store))
