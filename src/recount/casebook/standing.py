"""What the linked tables rest on: which versions made them, and up to where of the log. Known without linking."""

from __future__ import annotations

import sys
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.engine import Connection

from .store import schema
from .store.caches import key_of, version_of
from .store.engine import Store
from .store.history import BEGINNING, last_entry
from .store.reader import Reader
from .store.upsert import put

FORM = 6
"""The form in which what linking made is kept; another one is made anew."""


class Standing(NamedTuple):
    """What the linked tables rest on: the versions, how often they were brought up to date, and up to where."""

    key: str
    turn: int
    upto: str


def standing(connection: Connection) -> Standing:
    """What the linked tables rest on."""
    table = schema.standing
    row = connection.execute(select(table.c.key, table.c.turn, table.c.upto).where(table.c.what == "links")).first()
    return Standing(*row) if row is not None else Standing("", 0, BEGINNING)


def stand(connection: Connection, now: Standing) -> None:
    """Note what they rest on."""
    put(connection, schema.standing, [{"what": "links", **now._asdict()}])


def key_for(reader: Reader) -> str:
    """What names all that makes linked tables what they are, beside the casebook."""
    code = version_of("linking", "model", "reckoning")
    return key_of(FORM, code, sys.version_info[:2], reader.name, reader.version)  # runs of words are told by `hash`


def linked_to(store: Store, reader: Reader) -> bool:
    """Whether nothing was done to the casebook since all that this reader read was linked."""
    with store.reading() as connection:
        now, last = standing(connection), last_entry(connection)
    return now.key == key_for(reader) and last is not None and now.upto == last.seal
