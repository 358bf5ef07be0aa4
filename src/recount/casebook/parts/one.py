"""One event of a casebook that is kept, with its reports and its share of the links: nothing else is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from msgspec.structs import replace
from sqlalchemy import select
from sqlalchemy.engine import Connection

from recount.model import Event, Extraction, FollowUp, Links, Report

from ..memory import Casebook
from ..progress import Progress
from ..store import schema
from ..store.asking import Asking
from ..store.batches import MANY, batched
from ..store.grouped import read_home
from ..store.kept import Share, copies_of
from ..store.library import Library
from ..store.lines import read_line
from ..store.lookup import documents_of, readings_of
from ..store.reader import Reader
from ..store.tied import Tied, Ties, read_copy, read_ties


class OneEvent(Casebook):
    """A casebook of one event alone, whose links are known."""

    def __init__(self, share: Share, taken: Mapping[str, tuple[Report, Extraction]]) -> None:
        """`taken` are the event's reports and what was extracted from them, by report id."""
        super().__init__()
        self.take(taken.values())
        self._share = share

    def _link(self, progress: Progress) -> Links:
        return self._share.links

    def _portions(self, progress: Progress) -> dict[str, Links]:
        return {self._share.event.id: self._share.links}


def events_beginning(connection: Connection, asked: str) -> list[str]:
    """The id that is `asked`, else those that begin so, as linking alone has them; not all of very many."""
    table = schema.events
    if not asked or connection.execute(select(table.c.id).where(table.c.id == asked)).first() is not None:
        return [asked] if asked else []
    begins = table.c.id.startswith(asked, autoescape=True)
    return list(connection.execute(select(table.c.id).where(begins).limit(1000)).scalars())


class Held(NamedTuple):
    """An event as it is kept: with the numbers of its reports, what is tied in it, and what it follows up."""

    event: Event
    numbers: tuple[int, ...]
    ties: Ties
    follow_up: FollowUp | None


def held_events(connection: Connection, ids: Iterable[str] | None = None) -> dict[str, Held]:
    """Events by id as they are kept: those of some ids, or all."""
    table = schema.events
    asked = [select(table)] if ids is None else [select(table).where(table.c.id.in_(p)) for p in batched(ids, MANY)]
    return {row.id: _held(row) for some in asked for row in connection.execute(some)}


def _held(row: Any) -> Held:
    home, ties = read_home(row.home), read_ties(row.ties)
    follow_up = read_line(row.line).follow_up
    return Held(replace(home.event, parts=ties.parts), (*home.cores, *home.guests), ties, follow_up)


def one_event(connection: Connection, reader: Reader, id: str) -> OneEvent:
    """An event by its id, which must be there, and all that is told of it."""
    held = held_events(connection, [id])[id]
    reports, readings = members(connection, reader, held.numbers)
    library = Library(connection, reader)
    library.reports.update({one.id: one for one in reports.values()})
    copies = copies_of(connection, held.numbers, library)
    links = Tied(Asking(connection)).links_of(held.event, held.ties, copies)
    taken = {report.id: (report, readings[key]) for key, report in reports.items()}
    return OneEvent(Share(held.event, links, held.follow_up), taken)


def all_links(connection: Connection, texts: Mapping[str, str]) -> Links | None:
    """All that is linked; `texts` are those of all reports, by id. None where other reports are linked than these."""
    table, linked = schema.copies, schema.linked
    asked = select(linked.c.number, linked.c.report)
    ids: dict[int, str] = {row.number: row.report for row in connection.execute(asked)}
    if set(ids.values()) != texts.keys():
        return None
    held = {id: (one.event, one.ties, one.follow_up) for id, one in held_events(connection).items()}
    copies = [
        read_copy(row.body, ids[row.one], ids[row.other], texts)
        for row in connection.execute(select(table).where(table.c.kept))
    ]
    return Tied(Asking(connection)).links(held, copies)


def members(
    connection: Connection, reader: Reader, numbers: Iterable[int]
) -> tuple[dict[str, Report], dict[str, Extraction]]:
    """Documents by their numbers, under their settled ids, and their readings; both by the documents' keys."""
    table = schema.reports
    keys: list[str] = []
    for part in batched(sorted(numbers), MANY):
        keys.extend(connection.execute(select(table.c.key).where(table.c.number.in_(part))).scalars())
    found = documents_of(connection, keys)
    return found, readings_of(connection, reader.name, reader.version, found)
