"""The log: what was done to a casebook, and when, each entry chained to the one before."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from sqlalchemy import Select, insert, select
from sqlalchemy.engine import Connection

from . import schema

BEGINNING = "0" * 64
"""What stands for the seal before the first."""


class Entry(msgspec.Struct, frozen=True):
    """One thing that was done: its number, when (UTC, ISO 8601), what, how much of it, and the seals of the chain.

    `body` is canonical JSON (keys in order, no spaces) and holds no report's text.
    """

    number: int
    at: str
    what: str
    body: str
    before: str
    seal: str

    def sealed(self) -> str:
        """The seal that the entry must have."""
        return hashlib.sha256(canonical([self.number, self.at, self.what, self.body, self.before])).hexdigest()

    def told(self) -> dict[str, Any]:
        """What the body holds."""
        held: dict[str, Any] = msgspec.json.decode(self.body)
        return held


def canonical(value: object) -> bytes:
    """A value as JSON in the one way that is hashed: keys in order, no spaces, UTF-8."""
    return msgspec.json.encode(value, order="sorted")


def digest(names: Iterable[object]) -> str:
    """One hash of many names, in their order."""
    return hashlib.sha256(canonical(sorted(map(str, names)))).hexdigest()


def write_log(connection: Connection, what: str, body: Mapping[str, object]) -> int:
    """Write the next entry, whose number is given back; the transaction must be one that writes: one at a time."""
    table = schema.log
    last = connection.execute(select(table.c.number, table.c.seal).order_by(table.c.number.desc()).limit(1)).first()
    number, before = (last[0] + 1, last[1]) if last else (1, BEGINNING)
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    entry = Entry(number, at, what, canonical(body).decode(), before, "")
    row = msgspec.structs.asdict(entry) | {"seal": entry.sealed()}
    connection.execute(insert(table).values(row))
    return int(number)


def read_log(connection: Connection, until: int | None = None) -> Iterator[Entry]:
    """All that was done, in order, up to the entry `until` if it is given."""
    for row in connection.execute(_entries(until).order_by(schema.log.c.number)):
        yield Entry(*row)


def last_entry(connection: Connection, until: int | None = None) -> Entry | None:
    """What was last done, up to the entry `until` if it is given; None where nothing was."""
    row = connection.execute(_entries(until).order_by(schema.log.c.number.desc()).limit(1)).first()
    return Entry(*row) if row else None


def identity(connection: Connection) -> str:
    """What tells the casebook from all others: the seal of its first entry."""
    asked = select(schema.log.c.seal).where(schema.log.c.number == 1)
    return connection.execute(asked).scalar_one_or_none() or BEGINNING


def _entries(until: int | None) -> Select[Any]:
    table = schema.log
    asked = select(*(table.c[field] for field in Entry.__struct_fields__))
    return asked if until is None else asked.where(table.c.number <= until)


def first_break(entries: Iterable[Entry]) -> int | None:
    """The number of the first entry that is not what it was, or does not follow the one before; None where all hold."""
    before = BEGINNING
    for number, entry in enumerate(entries, start=1):
        if entry.number != number or entry.before != before or entry.sealed() != entry.seal:
            return number
        before = entry.seal
    return None
