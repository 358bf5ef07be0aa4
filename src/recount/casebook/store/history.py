"""The log: what was done to a casebook, and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from . import schema


class Entry(msgspec.Struct, frozen=True):
    """One thing that was done: the row's number, when (UTC, ISO 8601), what, and how much of it."""

    number: int
    at: str
    what: str
    body: dict[str, Any]


def write_log(connection: Connection, what: str, body: Mapping[str, object]) -> int:
    """Write one row, whose number is given back. `body` never holds a report's text."""
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    row = {"at": at, "what": what, "body": msgspec.json.encode(body, order="deterministic").decode()}
    done = connection.execute(insert(schema.log).values(row).returning(schema.log.c.number))
    return int(done.scalar_one())


def read_log(connection: Connection) -> Iterator[Entry]:
    """All that was done, in order."""
    table = schema.log
    for number, at, what, body in connection.execute(select(table).order_by(table.c.number)):
        yield Entry(number, at, what, msgspec.json.decode(body))
