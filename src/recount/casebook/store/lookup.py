"""What comes out of a casebook: documents under settled ids, readings of extractors, what was said of inputs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Select, func, select
from sqlalchemy.engine import Connection
from sqlalchemy.sql.schema import Table

from recount.model import DataError, Extraction, Notice, Reading, Report, SetAside, from_json
from recount.reading import beginnings, content_key, settled_ids, told_apart

from . import schema
from .batches import MANY, batched
from .packing import like_readings_of, opened, unpack

T = TypeVar("T")


class Documents(msgspec.Struct, frozen=True):
    """All documents of a casebook: the reading that they make together, and their keys by their settled ids."""

    reading: Reading
    keys: dict[str, str]


class Counts(msgspec.Struct, frozen=True):
    """How much a casebook holds: documents, bytes of originals as they were and as kept, readings, remarks."""

    reports: int
    raw_bytes: int
    extractions: int
    set_aside: int
    notices: int


def documents(connection: Connection) -> Documents:
    """All documents, each under an id of its own, and all remarks; the same in whatever order they were added.

    Raises DataError where one was changed since it was kept.
    """
    met_as = sources(connection)
    met: list[Report] = []
    for key, report in kept_documents(connection):
        for source, times in met_as.get(key, [("", 1)]):
            met.extend([msgspec.structs.replace(report, source=source)] * times)
    named, notices = told_apart(met)
    said = _remarks(connection)
    return Documents(
        Reading(
            reports=tuple(msgspec.structs.replace(report, id=id) for id, report in named),
            set_aside=said.set_aside,
            notices=(*said.notices, *notices),
        ),
        {id: content_key(report) for id, report in named},
    )


def ids_of(connection: Connection, keys: Iterable[str]) -> dict[str, str]:
    """The settled ids of some documents by their keys, looked at beside no others than those that may share a name."""
    table = schema.reports
    columns = select(table.c.name, table.c.raw, table.c.key)
    met: dict[str, tuple[str, str, str]] = {}
    asked = list(dict.fromkeys(keys))
    for part in batched(asked, MANY):
        rows = connection.execute(columns.where(table.c.key.in_(part)))
        met.update((row.key, (row.name, row.raw, row.key)) for row in rows)
    looked: set[str] = set()
    ids: dict[str, str] = {}
    while True:
        ids = settled_ids(met.values())
        names = {name for key, id in ids.items() for name in (*beginnings(id), met[key][0])}
        for part in batched(sorted(names - looked), MANY):
            rows = connection.execute(columns.where(table.c.name.in_(part)))
            met.update((row.key, (row.name, row.raw, row.key)) for row in rows)
        looked |= names
        if len(met) == len(ids):
            return {key: ids[key] for key in asked if key in ids}


def all_ids(connection: Connection) -> dict[str, str]:
    """The settled ids of all documents by their keys; no document is opened for it."""
    table = schema.reports
    asked = select(table.c.name, table.c.raw, table.c.key)
    return settled_ids((name, raw, key) for name, raw, key in connection.execute(asked))


def documents_of(connection: Connection, keys: Iterable[str]) -> dict[str, Report]:
    """Some documents by their keys, under their settled ids and the first of the names under which they were met.

    Raises DataError where one was changed since it was kept.
    """
    ids = ids_of(connection, keys)
    found: dict[str, Report] = {}
    for part in batched(ids, MANY):
        table = schema.sources
        met_as: dict[str, str] = {}
        for key, source in connection.execute(select(table.c.key, table.c.source).where(table.c.key.in_(part))):
            met_as[key] = min(source, met_as.get(key, source))
        for row in connection.execute(rows_of(schema.reports).where(schema.reports.c.key.in_(part))):
            report = document(row)
            found[row.key] = msgspec.structs.replace(report, id=ids[row.key], source=met_as.get(row.key, ""))
    return found


def kept_documents(connection: Connection) -> Iterator[tuple[str, Report]]:
    """Each document with its key, under the id that it gives itself, by key."""
    for row in connection.execute(rows_of(schema.reports).order_by(schema.reports.c.key)):
        yield row.key, document(row)


def rows_of(table: Table) -> Select[Any]:
    """The rows of documents or readings, each with the packed bytes without which it cannot be unpacked."""
    reports, raws = schema.reports, schema.raws
    original = raws.c.body.label("original")
    if table is reports:
        return select(reports, original).join(raws, raws.c.sha256 == reports.c.raw)
    kept = (reports.c.body.label("kept"), reports.c.name.label("name"))
    readings = select(table, *kept, original).join(reports, reports.c.key == table.c.key)
    return readings.join(raws, raws.c.sha256 == reports.c.raw)


def document(row: Any) -> Report:
    """The document of a row. Raises DataError where it was changed since it was kept."""
    what = f"report {row.key[:12]}"
    like = opened(row.original, what)
    return read_back(
        unpack(row.body, row.seal, what, row.key, row.name, row.raw, row.published, like=like), Report, what
    )


def reading(row: Any, text: str) -> Extraction:
    """The reading of a row, of the document with that text. Raises DataError where it was changed since it was kept."""
    what = f"the reading of report {row.key[:12]} by {row.extractor} {row.version}".rstrip()
    names = (row.key, row.report, row.extractor, row.version)
    return read_back(unpack(row.body, row.seal, what, *names, like=like_readings_of(text)), Extraction, what)


def extractions(
    connection: Connection, extractor: str, version: str, texts: Mapping[str, str]
) -> dict[tuple[str, str], Extraction]:
    """What one version of an extractor took, by documents' keys and the ids under which they were read.

    `texts` are the documents' by key; the readings of others are left out.
    """
    table = schema.extractions
    asked = select(table).where(table.c.extractor == extractor, table.c.version == version)
    rows = (row for row in connection.execute(asked) if row.key in texts)
    return {(row.key, row.report): reading(row, texts[row.key]) for row in rows}


def extracted(connection: Connection, extractor: str, version: str) -> set[tuple[str, str]]:
    """Which documents, under which ids, a version of an extractor has read."""
    table = schema.extractions
    asked = select(table.c.key, table.c.report).where(table.c.extractor == extractor, table.c.version == version)
    return {(key, report) for key, report in connection.execute(asked)}


def originals(connection: Connection) -> Iterator[tuple[str, bytes]]:
    """Each report's raw bytes with the SHA-256 that addresses them, by it."""
    table = schema.raws
    for address, size, seal, body in connection.execute(
        select(table.c.sha256, table.c.size, table.c.seal, table.c.body).order_by(table.c.sha256)
    ):
        yield address, unpack(body, seal, f"original {address[:12]}", address, size)


def original(connection: Connection, address: str) -> bytes:
    """A report's raw bytes by their SHA-256. Raises DataError where they were changed since they were kept."""
    row = connection.execute(select(schema.raws).where(schema.raws.c.sha256 == address)).one()
    return unpack(row.body, row.seal, f"original {address[:12]}", address, row.size)


def counts(connection: Connection) -> Counts:
    """How much the casebook holds."""
    remarks = schema.remarks

    def count(statement: object) -> int:
        return int(connection.execute(statement).scalar_one() or 0)  # type: ignore[call-overload]

    def said(kind: str) -> int:
        return count(select(func.count()).select_from(remarks).where(remarks.c.kind == kind))

    return Counts(
        reports=count(select(func.count()).select_from(schema.reports)),
        raw_bytes=count(select(func.sum(schema.raws.c.size))),
        extractions=count(select(func.count()).select_from(schema.extractions)),
        set_aside=said("set_aside"),
        notices=said("notice"),
    )


def read_back(data: bytes, type_: type[T], what: str) -> T:
    """A value of the model as it was kept. Raises DataError, which names `what`, where it does not read back."""
    try:
        return from_json(data, type_)
    except (DataError, UnicodeDecodeError):
        raise DataError(what, "does not read back", "put the casebook back from a copy that verifies") from None


def sources(connection: Connection) -> dict[str, list[tuple[str, int]]]:
    """Under which names each document was met, and how many times at most in one call, by key."""
    found: dict[str, list[tuple[str, int]]] = {}
    for key, source, times in connection.execute(select(schema.sources).order_by(*schema.sources.primary_key)):
        found.setdefault(key, []).append((source, times))
    return found


def _remarks(connection: Connection) -> Reading:
    table = schema.remarks
    rows = connection.execute(select(table.c.kind, table.c.body).order_by(table.c.seal)).all()
    return Reading(
        set_aside=tuple(read_back(body.encode(), SetAside, "a remark") for kind, body in rows if kind == "set_aside"),
        notices=tuple(read_back(body.encode(), Notice, "a remark") for kind, body in rows if kind == "notice"),
    )
