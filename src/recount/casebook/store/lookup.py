"""What comes out of a casebook: documents under settled ids, readings of extractors, what was said of inputs."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Column, ColumnElement, Select, func, select, true
from sqlalchemy.engine import Connection
from sqlalchemy.sql.schema import Table

from recount.model import DataError, Extraction, Notice, Reading, Report, SetAside, from_json
from recount.reading import beginnings, content_key, settled_ids, told_apart

from . import schema
from .batches import MANY, batched
from .originals import Originals
from .packing import like_readings_of, unpack

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


def documents(connection: Connection, until: int | None = None) -> Documents:
    """All documents, each under an id of its own, and all remarks; the same in whatever order they were added.

    Here and below `until` is the entry of the log after which nothing counts, None for the last.
    Raises DataError where one was changed since it was kept.
    """
    met_as = sources(connection, until)
    met: list[Report] = []
    for key, report in sorted(kept_documents(connection, until), key=lambda one: one[0]):
        for source, times in met_as.get(key, [("", 1)]):
            met.extend([msgspec.structs.replace(report, source=source)] * times)
    named, notices = told_apart(met)
    said = _remarks(connection, until)
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
    asked = list(dict.fromkeys(keys))
    ids = ids_around(connection, asked)
    return {key: ids[key] for key in asked if key in ids}


def ids_around(connection: Connection, keys: Iterable[str], without: Container[str] = ()) -> dict[str, str]:
    """As `ids_of`, with the settled ids of all documents that had to be looked at; as if some were not there."""
    table = schema.reports
    columns = select(table.c.name, table.c.raw, table.c.key)
    met: dict[str, tuple[str, str, str]] = {}
    asked = list(dict.fromkeys(keys))
    for part in batched(asked, MANY):
        rows = connection.execute(columns.where(table.c.key.in_(part)))
        met.update((row.key, (row.name, row.raw, row.key)) for row in rows if row.key not in without)
    looked: set[str] = set()
    ids: dict[str, str] = {}
    while True:
        ids = settled_ids(met.values())
        names = {name for key, id in ids.items() for name in (*beginnings(id), met[key][0])}
        for part in batched(sorted(names - looked), MANY):
            rows = connection.execute(columns.where(table.c.name.in_(part)))
            met.update((row.key, (row.name, row.raw, row.key)) for row in rows if row.key not in without)
        looked |= names
        if len(met) == len(ids):
            return ids


def all_ids(connection: Connection) -> dict[str, str]:
    """The settled ids of all documents by their keys; no document is opened for it."""
    table = schema.reports
    asked = select(table.c.name, table.c.raw, table.c.key)
    return settled_ids((name, raw, key) for name, raw, key in connection.execute(asked))


def documents_of(connection: Connection, keys: Iterable[str], until: int | None = None) -> dict[str, Report]:
    """Some documents by their keys, under their settled ids and the first of the names under which they were met.

    `until` is the entry of the log after which none counts. Raises DataError where one was changed since it was kept.
    """
    if until is not None:  # what other documents there were then is asked of all
        then = documents(connection, until)
        by_id = {report.id: report for report in then.reading.reports}
        by_key = {key: by_id[id] for id, key in then.keys.items()}
        return {key: by_key[key] for key in keys}
    ids = ids_of(connection, keys)
    found: dict[str, Report] = {}
    originals = Originals(connection)
    for part in batched(ids, MANY):
        table = schema.sources
        met_as: dict[str, str] = {}
        for key, source in connection.execute(select(table.c.key, table.c.source).where(table.c.key.in_(part))):
            met_as[key] = min(source, met_as.get(key, source))
        for row in connection.execute(rows_of(schema.reports).where(schema.reports.c.key.in_(part))):
            report = document(row, originals.of(row))
            found[row.key] = msgspec.structs.replace(report, id=ids[row.key], source=met_as.get(row.key, ""))
    return found


def remarks(connection: Connection) -> Reading:
    """What was set aside and what a user should know, as `documents` has it; only repeated documents are opened."""
    reports, met_under = schema.reports, schema.sources
    shared = select(reports.c.name).group_by(reports.c.name).having(func.count() > 1)
    many = (func.count() > 1) | (func.max(met_under.c.times) > 1)
    repeated = select(met_under.c.key).group_by(met_under.c.key).having(many)
    asked = select(reports.c.key).where(reports.c.name.in_(shared) | reports.c.key.in_(repeated))
    keys = connection.execute(asked).scalars().all()
    said = _remarks(connection, None)
    if not keys:
        return said
    met_as, met = sources(connection), list[Report]()
    originals = Originals(connection)
    for part in batched(keys, MANY):
        for row in connection.execute(rows_of(reports).where(reports.c.key.in_(part))):
            report = document(row, originals.of(row))
            for source, times in met_as.get(row.key, [("", 1)]):
                met.extend([msgspec.structs.replace(report, source=source)] * times)
    return msgspec.structs.replace(said, notices=(*said.notices, *told_apart(met)[1]))


def kept_documents(connection: Connection, until: int | None = None) -> Iterator[tuple[str, Report]]:
    """Each document with its key, under the id that it gives itself, in the order of coming."""
    table = schema.reports
    originals = Originals(connection)
    for row in connection.execute(rows_of(table).where(there(table.c.added, until)).order_by(table.c.number)):
        yield row.key, document(row, originals.of(row))


def there(number: Column[Any], until: int | None) -> ColumnElement[bool]:
    """Whether a row was there after the entry `until` of the log; `number` is the column of the entry it came with."""
    return true() if until is None else number.is_(None) | (number <= until)


def rows_of(table: Table) -> Select[Any]:
    """The rows of documents or readings, each with where its original is, without which it cannot be unpacked."""
    reports, raws = schema.reports, schema.raws
    where = (raws.c.pack, raws.c.start, raws.c.size)
    if table is reports:
        return select(reports, *where).join(raws, raws.c.sha256 == reports.c.raw)
    kept = (reports.c.key, reports.c.body.label("kept"), reports.c.raw)
    return of_readings(table, *kept, *where).join(raws, raws.c.sha256 == reports.c.raw)


def of_readings(*columns: Any) -> Select[Any]:
    """Columns of readings, and of the documents that they are of."""
    table, reports = schema.extractions, schema.reports
    return select(*columns).select_from(table).join(reports, reports.c.number == table.c.number)


def document(row: Any, original: bytes) -> Report:
    """The document of a row, with its raw bytes. Raises DataError where it was changed since it was kept."""
    what = f"report {row.key[:12]}"
    body = unpack(row.body, row.seal, what, row.key, row.name, row.raw, row.published, like=original)
    return as_kept(body, row.raw, what)


def as_kept(body: bytes, raw: str, what: str) -> Report:
    """A document as it was kept; the hash of its raw bytes, which its row has, is put back."""
    report = read_back(body, Report, what)
    return report if report.sha256 else msgspec.structs.replace(report, sha256=raw)


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
    asked = of_readings(table, schema.reports.c.key)
    asked = asked.where(table.c.extractor == extractor, table.c.version == version)
    rows = (row for row in connection.execute(asked) if row.key in texts)
    return {(row.key, row.report): reading(row, texts[row.key]) for row in rows}


def readings_of(
    connection: Connection, extractor: str, version: str, reports: Mapping[str, Report]
) -> dict[str, Extraction]:
    """What one version of an extractor took from some documents, given by key under their settled ids; by key."""
    table = schema.extractions
    of = (table.c.extractor == extractor) & (table.c.version == version)
    found: dict[str, Extraction] = {}
    for part in batched(reports, MANY):
        asked = of_readings(table, schema.reports.c.key).where(of, schema.reports.c.key.in_(part))
        for row in connection.execute(asked):
            if row.report == reports[row.key].id:
                found[row.key] = reading(row, reports[row.key].text)
    return found


def extracted(connection: Connection, extractor: str, version: str) -> set[tuple[str, str]]:
    """Which documents, under which ids, a version of an extractor has read."""
    table = schema.extractions
    asked = of_readings(schema.reports.c.key, table.c.report)
    asked = asked.where(table.c.extractor == extractor, table.c.version == version)
    return {(key, report) for key, report in connection.execute(asked)}


def report_count(connection: Connection, until: int | None = None) -> int:
    """How many documents the casebook holds: quick, whatever their number."""
    reports = schema.reports
    asked = select(func.count()).select_from(reports).where(there(reports.c.added, until))
    return int(connection.execute(asked).scalar_one())


def counts(connection: Connection, until: int | None = None) -> Counts:
    """How much the casebook holds."""
    remarks, reports, raws = schema.remarks, schema.reports, schema.raws
    added = there(reports.c.added, until)
    sizes = select(func.sum(raws.c.size)).where(raws.c.sha256.in_(select(reports.c.raw).where(added)))

    def count(statement: object) -> int:
        return int(connection.execute(statement).scalar_one() or 0)  # type: ignore[call-overload]

    def said(kind: str) -> int:
        known = there(remarks.c.since, until)
        return count(select(func.count()).select_from(remarks).where(remarks.c.kind == kind, known))

    return Counts(
        reports=report_count(connection, until),
        raw_bytes=count(select(func.sum(raws.c.size)) if until is None else sizes),
        extractions=count(
            select(func.count()).select_from(schema.extractions).where(there(schema.extractions.c.made, until))
        ),
        set_aside=said("set_aside"),
        notices=said("notice"),
    )


def read_back(data: bytes, type_: type[T], what: str) -> T:
    """A value of the model as it was kept. Raises DataError, which names `what`, where it does not read back."""
    try:
        return from_json(data, type_)
    except (DataError, UnicodeDecodeError):
        raise DataError(what, "does not read back", "put the casebook back from a copy that verifies") from None


def sources(connection: Connection, until: int | None = None) -> dict[str, list[tuple[str, int]]]:
    """Under which names each document was met, and how many times at most in one call, by key."""
    table = schema.sources
    most: dict[tuple[str, str], int] = {}
    asked = select(table.c.key, table.c.source, table.c.times).where(there(table.c.since, until))
    for key, source, times in connection.execute(asked.order_by(*table.primary_key)):
        most[key, source] = times
    found: dict[str, list[tuple[str, int]]] = {}
    for (key, source), times in most.items():
        found.setdefault(key, []).append((source, times))
    return found


def _remarks(connection: Connection, until: int | None) -> Reading:
    table = schema.remarks
    asked = select(table.c.kind, table.c.body).where(there(table.c.since, until))
    rows = connection.execute(asked.order_by(table.c.seal)).all()
    return Reading(
        set_aside=tuple(read_back(body.encode(), SetAside, "a remark") for kind, body in rows if kind == "set_aside"),
        notices=tuple(read_back(body.encode(), Notice, "a remark") for kind, body in rows if kind == "notice"),
    )
