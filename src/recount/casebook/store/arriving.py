"""What came and is not linked yet, or not read yet: found without looking at what was there before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.engine import Connection

from . import schema
from .batches import MANY, batched
from .library import Arrival
from .lookup import documents_of, ids_around, of_readings, readings_of
from .reader import Reader


class Arrivals(NamedTuple):
    """The first of the documents that came, with their readings, and how many there are with those that are linked."""

    some: list[Arrival]
    of: int


def shared_names(connection: Connection) -> dict[str, str]:
    """The settled ids, by key, of documents that are not alone with their name; all others are called by theirs."""
    table = schema.reports
    names = select(table.c.name).group_by(table.c.name).having(func.count() > 1)
    keys = connection.execute(select(table.c.key).where(table.c.name.in_(names))).scalars().all()
    return ids_around(connection, keys) if keys else {}


def linked_otherwise(connection: Connection, ids: Mapping[str, str]) -> list[str]:
    """The ids under which documents are linked that have others by now; `ids` are those of shared names."""
    return sorted(report for key, report in _linked(connection, ids) if ids[key] != report)


def linked_for(connection: Connection, keys: Collection[str]) -> list[str]:
    """The ids under which documents are linked that are to go, and others that are called otherwise without them."""
    gone = set(keys)
    around = ids_around(connection, sorted(gone))
    left = ids_around(connection, sorted(around.keys() - gone), gone)
    return sorted(report for key, report in _linked(connection, around) if left.get(key) != report)


def _linked(connection: Connection, keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The documents of some keys that are linked, with the ids under which they are."""
    reports, linked = schema.reports, schema.linked
    asked = select(reports.c.key, linked.c.report).join(linked, linked.c.number == reports.c.number)
    for part in batched(sorted(keys), MANY):
        yield from map(tuple, connection.execute(asked.where(reports.c.key.in_(part))))


def arrivals(connection: Connection, reader: Reader, most: int) -> Arrivals:
    """Documents that are read and not linked, the earliest first."""
    reports, linked = schema.reports, schema.linked
    asked = _unlinked(reports.c.number, reports.c.name, reports.c.key).where(_read(reader))
    order = (reports.c.published == "", reports.c.published, reports.c.name, reports.c.key)
    rows = connection.execute(asked.order_by(*order)).all()
    came: list[Arrival] = []
    for part in batched(rows, most):
        found = documents_of(connection, [row.key for row in part])
        read = readings_of(connection, reader.name, reader.version, found)
        came = [
            Arrival(row.number, msgspec.structs.replace(found[row.key], source=""), read[row.key])
            for row in part
            if row.key in read
        ]
        if came:  # else they are read under other ids than they have by now
            break
    there = connection.execute(select(func.count()).select_from(linked)).scalar_one()
    return Arrivals(came, int(there) + len(rows))


def unread(connection: Connection, reader: Reader) -> list[str]:
    """The keys of documents that are not read under the id that they have by now, if all that are linked were read."""
    reports, table = schema.reports, schema.extractions
    ids = shared_names(connection)
    named = table.c.report == reports.c.name
    rows = connection.execute(_unlinked(reports.c.key, reports.c.name).where(~_read(reader, named))).all()
    left = {row.key: row.name for row in rows} | ids
    done: set[tuple[str, str]] = set()
    of = (table.c.extractor == reader.name) & (table.c.version == reader.version)
    for part in batched(sorted(left), MANY):
        asked = of_readings(reports.c.key, table.c.report).where(of, reports.c.key.in_(part))
        done.update((key, report) for key, report in connection.execute(asked))
    return [key for key in sorted(left, key=left.__getitem__) if (key, left[key]) not in done]


def _unlinked(*columns: ColumnElement[Any]) -> Select[Any]:
    reports, linked = schema.reports, schema.linked
    return (
        select(*columns)
        .select_from(reports.outerjoin(linked, linked.c.number == reports.c.number))
        .where(linked.c.number.is_(None))
    )


def _read(reader: Reader, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a document is read, under any id unless `more` is asked of its reading."""
    table = schema.extractions
    of = and_(table.c.extractor == reader.name, table.c.version == reader.version, *more)
    return exists().where(table.c.number == schema.reports.c.number, of)
