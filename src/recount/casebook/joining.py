"""Linking of a casebook that is kept: what came since is linked step by step, and only what it touches is made anew."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import NamedTuple

import msgspec
from sqlalchemy import delete, func, select
from sqlalchemy.engine import Connection

from recount.publishing import EventRow, event_row
from recount.reckoning import OWN_POLICY, reckon

from .extracting import grammar
from .progress import Progress
from .standing import Standing, key_for, stand, standing
from .store import schema
from .store.arriving import arrivals as arrived
from .store.arriving import linked_for, linked_otherwise, shared_names, unread
from .store.caches import version_of
from .store.engine import Store
from .store.history import BEGINNING, last_entry
from .store.kept import Share
from .store.library import Library
from .store.linking import Changes, letting_go, step
from .store.lookup import all_ids, extracted
from .store.reader import Reader
from .store.shrinking import leave_unwiped

STEP = 4_000
"""Reports that are linked in one transaction at least; where more wait, as many as are linked already, up to `MOST`."""
MOST = 16_000
"""Reports that are linked in one transaction at most: what an interruption costs, and what stands in memory at once.

Each step judges old copies again, so that few large steps link a large casebook sooner than many small ones.
"""


class Work(NamedTuple):
    """What is to be done next: to link all `anew`, to write changes, or neither; and how many documents there are."""

    anew: bool
    changes: Changes | None = None
    of: int = 0


ANEW = Work(anew=True)


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
            work = _work(connection, reader, progress) if now.key == key else ANEW
        with store.writing() as connection:
            if standing(connection) != now:  # another process was quicker
                continue
            if work.anew:
                forget(connection)
            if work.changes is not None:
                work.changes.write(connection)
            done = not work.anew and work.changes is None
            stand(connection, Standing(key, now.turn + 1, seal if done else BEGINNING))
            if done:
                progress("link", work.of, work.of)


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


def unlink(connection: Connection, keys: Collection[str]) -> None:
    """Let go of what linking made of documents that are to be erased: no word of theirs is left in it.

    Of all that it made, where another version of Recount did, or another extractor than the grammar read, and where it
    is less work, or surer, to link all anew.
    """
    if not keys:
        return
    leave_unwiped(connection)
    reader, now, changes = Reader(grammar().name, version_of("extraction", "model")), standing(connection), None
    if now.key == key_for(reader) and _few(connection, reports := linked_for(connection, keys)):
        changes = letting_go(connection, reader, reports, _line, for_good=True)
    if changes is None:
        forget(connection)
        return
    changes.write(connection)
    stand(connection, Standing(now.key, now.turn + 1, BEGINNING))


def _few(connection: Connection, reports: Collection[str]) -> bool:
    """Whether these are so few of all that are linked that letting go of them is less work than linking all anew."""
    there: int = connection.execute(select(func.count()).select_from(schema.linked)).scalar_one()
    return 2 * len(reports) <= there


def _work(connection: Connection, reader: Reader, progress: Progress) -> Work:
    """What is to be done next where nothing but documents has changed.

    Those that are linked under another id than they have by now, for others of their name came, are let go of first:
    then they are linked like all that came. Where they are more than half of all, it is less work to link all anew.
    """
    there = connection.execute(select(func.count()).select_from(schema.linked)).scalar_one()
    most = max(STEP, min(there, MOST))
    otherwise = linked_otherwise(connection, shared_names(connection))
    if otherwise:
        if not _few(connection, otherwise):
            return ANEW
        leaving = otherwise[:most]
        progress("let go", 0, len(otherwise))
        changes = letting_go(connection, reader, leaving, _line)
        progress("let go", len(leaving), len(otherwise))
        return Work(anew=changes is None, changes=changes)
    arrivals, of = arrived(connection, reader, most)
    if not arrivals:
        return Work(anew=False, of=of)
    return Work(anew=False, changes=step(connection, reader, arrivals, _line, partial(progress, "link")), of=of)


def _line(share: Share, library: Library) -> EventRow:
    """What lists show of an event."""
    ids = share.event.reports
    reports = [library.reports[id] for id in ids]
    ledger = reckon(share.event, reports, [library.extractions[id] for id in ids], share.links, (), OWN_POLICY)
    follow_ups = (share.follow_up,) if share.follow_up is not None else ()
    return event_row(ledger, msgspec.structs.replace(share.links, follow_ups=follow_ups))
