"""Linking of a casebook that is kept: what came since is linked step by step, and only what it touches is made anew."""

from __future__ import annotations

from functools import partial

import msgspec
from sqlalchemy import delete, func, select
from sqlalchemy.engine import Connection

from recount.publishing import EventRow, event_row
from recount.reckoning import OWN_POLICY, reckon

from .progress import Progress
from .standing import Standing, key_for, stand, standing
from .store import schema
from .store.arriving import arrivals as arrived
from .store.arriving import linked_otherwise, shared_names, unread
from .store.engine import Store
from .store.history import BEGINNING, last_entry
from .store.library import Arrival, Library
from .store.linking import Share, step
from .store.lookup import all_ids, extracted
from .store.reader import Reader

STEP = 4_000
"""Reports that are linked in one transaction at least; where more wait, as many as are linked already, up to `MOST`."""
MOST = 16_000
"""Reports that are linked in one transaction at most: what an interruption costs, and what stands in memory at once.

Each step judges old copies again, so that few large steps link a large casebook sooner than many small ones.
"""


def join(store: Store, reader: Reader, progress: Progress) -> None:
    """Link what is not linked yet. Interrupted, it goes on where it stood."""
    key = key_for(reader)
    while True:
        with store.reading() as connection:
            now = standing(connection)
            last = last_entry(connection)
            seal = last.seal if last is not None else BEGINNING
            if now.key == key and now.upto == seal:
                return
            arrivals, of = _arrivals(connection, reader) if now.key == key else (None, 0)
            if arrivals:
                changes = step(connection, reader, arrivals, _line, partial(progress, "link"))
        with store.writing() as connection:
            if standing(connection) != now:  # another process was quicker
                continue
            if arrivals is None:
                forget(connection)
                stand(connection, Standing(key, now.turn + 1, BEGINNING))
            elif arrivals:
                changes.write(connection)
                stand(connection, Standing(key, now.turn + 1, BEGINNING))
            else:
                stand(connection, Standing(key, now.turn + 1, seal))
                progress("link", of, of)


def unread_by(connection: Connection, reader: Reader) -> list[str]:
    """The keys of documents that this reader has not read yet, by their ids."""
    if standing(connection).key == key_for(reader):
        return unread(connection, reader)
    ids, done = all_ids(connection), extracted(connection, reader.name, reader.version)
    return [key for key in sorted(ids, key=ids.__getitem__) if (key, ids[key]) not in done]


def forget(connection: Connection) -> None:
    """Let go of all that linking made, words of reports among it: it is made anew when it is next asked for."""
    for table in schema.LINKED:
        connection.execute(delete(table))


def _arrivals(connection: Connection, reader: Reader) -> tuple[list[Arrival] | None, int]:
    """The first of the documents that have a reading and are not linked, and how many there are in all.

    None where a document that is linked has another id by now: another of its name has come, and all is linked anew.
    """
    ids = shared_names(connection)
    if linked_otherwise(connection, ids):
        return None, 0
    there = connection.execute(select(func.count()).select_from(schema.linked)).scalar_one()
    return arrived(connection, reader, max(STEP, min(there, MOST)))


def _line(share: Share, library: Library) -> EventRow:
    """What lists show of an event."""
    ids = share.event.reports
    reports = [library.reports[id] for id in ids]
    ledger = reckon(share.event, reports, [library.extractions[id] for id in ids], share.links, (), OWN_POLICY)
    follow_ups = (share.follow_up,) if share.follow_up is not None else ()
    return event_row(ledger, msgspec.structs.replace(share.links, follow_ups=follow_ups))
