"""All events of a casebook that is kept, a line each: nothing else is read."""

from __future__ import annotations

from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.engine import Connection

from recount.model import Notice, Protection, SetAside

from ..store import schema
from ..store.lines import Line, read_line


class Listing(NamedTuple):
    """All events as lists show them, by their first day (unknown last) and id, and what to tell of inputs.

    `protection` says at which level they are shown, where anything was given one.
    """

    lines: tuple[Line, ...]
    reports: int
    set_aside: tuple[SetAside, ...]
    notices: tuple[Notice, ...]
    protection: Protection | None = None


def lines(connection: Connection) -> list[Line]:
    """All events as lists show them, by their first day (unknown last) and id."""
    table = schema.events
    rows = connection.execute(select(table.c.start, table.c.id, table.c.line)).all()
    return [read_line(line) for _, _, line in sorted(rows, key=itemgetter(0, 1))]
