"""Raw bytes of reports: packed with those that came with them, found by their SHA-256, taken out one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import Connection

from . import schema
from .batches import MANY, batched
from .packing import pack, unpack
from .upsert import insert_missing

FULL = 65_536
"""Bytes of a pack from which on the next original begins another: a pack is opened whole for one of them."""
OPEN = 48
"""Packs that are held open while rows are read."""


class Originals:
    """Raw bytes by rows that tell their `pack`, where they `start` in it and their `size`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._pack = lru_cache(maxsize=OPEN)(self._opened)

    def of(self, row: Any) -> bytes:
        """The raw bytes of a row. Raises DataError where they were changed since they were kept."""
        return self.pack(row.pack)[row.start : row.start + row.size]

    def pack(self, number: int) -> bytes:
        """All of a pack. Raises DataError where it was changed since it was kept."""
        return self._pack(number)

    def _opened(self, number: int) -> bytes:
        row = self._connection.execute(select(schema.packs).where(schema.packs.c.number == number)).one()
        return unpack(row.body, row.seal, f"pack {number}", number)


def keep_originals(connection: Connection, given: Mapping[str, bytes]) -> None:
    """Keep raw bytes by their SHA-256; those that are there already stay as they are."""
    table = schema.raws
    there = {
        address
        for part in batched(given, MANY)
        for address in connection.execute(select(table.c.sha256).where(table.c.sha256.in_(part))).scalars()
    }
    new = {address: data for address, data in given.items() if address not in there}
    last = int(connection.execute(select(func.max(schema.packs.c.number))).scalar_one() or 0)
    for number, part in enumerate(_packs(new), start=last + 1):
        rows, body = _rows(number, [(address, new[address]) for address in part])
        packed = pack(body, number)
        connection.execute(insert(schema.packs), {"number": number, "seal": packed.seal, "body": packed.body})
        insert_missing(connection, table, rows)


def originals(connection: Connection, until: int | None = None) -> Iterator[tuple[str, bytes]]:
    """Each report's raw bytes with the SHA-256 that addresses them, by it.

    `until` is the entry of the log after which nothing counts, None for the last.
    """
    table = schema.raws
    asked = select(table).order_by(table.c.sha256)
    if until is not None:
        asked = asked.where(table.c.sha256.in_(select(schema.reports.c.raw).where(schema.reports.c.added <= until)))
    held = Originals(connection)
    for row in connection.execute(asked).all():
        yield row.sha256, held.of(row)


def original(connection: Connection, address: str) -> bytes:
    """A report's raw bytes by their SHA-256. Raises DataError where they were changed since they were kept."""
    row = connection.execute(select(schema.raws).where(schema.raws.c.sha256 == address)).one()
    return Originals(connection).of(row)


def drop_originals(connection: Connection, addresses: Collection[str]) -> None:
    """Take raw bytes away: their packs are packed anew without them."""
    table, packs = schema.raws, schema.packs
    touched: set[int] = set()
    for part in batched(sorted(addresses), MANY):
        touched.update(connection.execute(select(table.c.pack).where(table.c.sha256.in_(part))).scalars())
        connection.execute(delete(table).where(table.c.sha256.in_(part)))
    held = Originals(connection)
    for number in sorted(touched):
        left = connection.execute(select(table).where(table.c.pack == number).order_by(table.c.start)).all()
        if not left:
            connection.execute(delete(packs).where(packs.c.number == number))
            continue
        rows, body = _rows(number, [(row.sha256, held.of(row)) for row in left])
        packed = pack(body, number)
        connection.execute(update(packs).where(packs.c.number == number).values(seal=packed.seal, body=packed.body))
        for row in rows:
            connection.execute(update(table).where(table.c.sha256 == row["sha256"]).values(start=row["start"]))


def _packs(given: Mapping[str, bytes]) -> Iterator[list[str]]:
    """Originals in their order, as many in each pack as fit."""
    part: list[str] = []
    size = 0
    for address, data in given.items():
        if part and size + len(data) > FULL:
            yield part
            part, size = [], 0
        part.append(address)
        size += len(data)
    if part:
        yield part


def _rows(number: int, held: Iterable[tuple[str, bytes]]) -> tuple[list[dict[str, Any]], bytes]:
    """The rows of a pack's originals, and all their bytes."""
    rows: list[dict[str, Any]] = []
    body = bytearray()
    for address, data in held:
        rows.append({"sha256": address, "pack": number, "start": len(body), "size": len(data)})
        body += data
    return rows, bytes(body)
