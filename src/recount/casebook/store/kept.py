"""What linking made of some events: their shares of the links, and the copies among them. Read without linking."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.engine import Connection

from recount.model import Copy, Event, FollowUp, Links

from . import schema
from .batches import MANY, batched
from .library import Library
from .tied import read_copy


class Share(NamedTuple):
    """An event, its share of the links, and what it follows up: all that reckoning it needs beside its reports."""

    event: Event
    links: Links
    follow_up: FollowUp | None


def copies_of(connection: Connection, numbers: Iterable[int], library: Library) -> list[Copy]:
    """The copies of some reports by number, sorted; `library` fetches their words."""
    copies, linked = schema.copies, schema.linked
    rows: dict[tuple[int, int], bytes] = {}
    for part in batched(sorted(numbers), MANY):
        for side in (copies.c.one, copies.c.other):
            for row in connection.execute(select(copies).where(side.in_(part), copies.c.kept)):
                rows[row.one, row.other] = row.body
    ids: dict[int, str] = {}
    for some in batched(sorted({number for pair in rows for number in pair}), MANY):
        asked = select(linked.c.number, linked.c.report).where(linked.c.number.in_(some))
        ids.update((number, report) for number, report in connection.execute(asked))
    missing = {number: id for number, id in ids.items() if not dict.__contains__(library.reports, id)}
    for part in batched(sorted(missing), MANY):
        library.fetch({number: missing[number] for number in part})
    texts = {id: library.reports[id].text for id in ids.values()}
    found = [read_copy(body, ids[one], ids[other], texts) for (one, other), body in rows.items()]
    return sorted(found, key=lambda one: (one.first, one.second))
