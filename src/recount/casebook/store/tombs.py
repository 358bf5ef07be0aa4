"""Tombstones: what stood here and was erased, by hashes that tell nothing of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from sqlalchemy import select
from sqlalchemy.engine import Connection

from . import schema
from .batches import MANY, batched
from .history import digest, write_log
from .upsert import insert_missing

ERASE = "erase"
"""What the log calls the entry of an erasure."""
IMPORT = "import"
"""What the log calls the entry of a bundle that was taken in."""
Erased = Literal["report", "raw", "reading", "act", "person"]
PORTABLE: tuple[Erased, ...] = ("report", "raw", "act", "person")
"""What has the same name in every casebook."""


class Tomb(NamedTuple):
    """What was erased: what it was, the hash that named it, and the entry of the log that told of it."""

    what: str
    name: str
    told: int


def bury(connection: Connection, entry: str, body: Mapping[str, object], tombs: Iterable[Tomb]) -> int:
    """Write the entry of an erasure, or of a bundle that tells of some, with its tombstones; the entry's number.

    A tomb of which `told` is 0 came in a bundle: nothing stood here, and the entry itself tells of it.
    """
    each = sorted(set(tombs))
    number = write_log(connection, entry, {**body, "digest": digest_of(each)})
    rows = [{"what": tomb.what, "name": tomb.name, "told": tomb.told or number, "erased": number} for tomb in each]
    insert_missing(connection, schema.tombstones, rows)
    return number


def digest_of(tombs: Iterable[Tomb]) -> str:
    """The hash under which an entry knows its tombstones."""
    return digest(f"{tomb.what} {tomb.name} {tomb.told}" for tomb in tombs)


def by_entry(connection: Connection) -> dict[int, list[Tomb]]:
    """All tombstones by the entry of the log that set them."""
    found: dict[int, list[Tomb]] = {}
    for row in connection.execute(select(schema.tombstones)):
        told = row.told if row.told != row.erased else 0
        found.setdefault(row.erased, []).append(Tomb(row.what, row.name, told))
    return found


def erased(connection: Connection, what: Iterable[Erased]) -> set[tuple[str, str]]:
    """What was erased of these kinds: kind and name."""
    table = schema.tombstones
    return {(kind, name) for kind, name in connection.execute(_named().where(table.c.what.in_(list(what))))}


def refused(connection: Connection, documents: Mapping[str, str]) -> dict[str, str]:
    """Of documents, given by key with the SHA-256 of their bytes, those that were erased here, with the day of that.

    One that was taken in again since is not refused.
    """
    names = sorted({*documents, *documents.values()})
    table, log = schema.tombstones, schema.log
    gone: dict[tuple[str, str], str] = {}
    asked = select(table.c.what, table.c.name, log.c.at).join(log, log.c.number == table.c.erased)
    there: set[str] = set()
    for part in batched(names, MANY):
        wanted = asked.where(table.c.name.in_(part), table.c.what.in_(("report", "raw"))).order_by(table.c.erased)
        gone.update(((what, name), at[:10]) for what, name, at in connection.execute(wanted))
        if gone:
            there.update(
                connection.execute(select(schema.reports.c.key).where(schema.reports.c.key.in_(part))).scalars()
            )
            there.update(
                connection.execute(select(schema.raws.c.sha256).where(schema.raws.c.sha256.in_(part))).scalars()
            )
    return {
        key: day
        for key, address in documents.items()
        if key not in there
        and (day := gone.get(("report", key)) or (gone.get(("raw", address)) if address not in there else None))
    }


def _named() -> Any:
    return select(schema.tombstones.c.what, schema.tombstones.c.name)
