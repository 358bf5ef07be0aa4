"""What comes out of a casebook: documents under settled ids, readings of extractors, what was said of inputs."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from recount.model import DataError, Extraction, Notice, Reading, Report, SetAside, from_json
from recount.reading import content_key, told_apart

from . import schema
from .packing import unpack


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
    sources = _sources(connection)
    met: list[Report] = []
    for key, report in kept_documents(connection):
        for source, times in sources.get(key, [("", 1)]):
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


def kept_documents(connection: Connection) -> Iterator[tuple[str, Report]]:
    """Each document with its key, under the id that it gives itself, by key."""
    table = schema.reports
    rows = connection.execute(select(table.c.key, table.c.seal, table.c.body).order_by(table.c.key))
    for key, seal, body in rows:
        yield key, from_json(unpack(body, seal, f"report {key[:12]}"), Report)


def extractions(connection: Connection, extractor: str, version: str) -> dict[tuple[str, str], Extraction]:
    """What one version of an extractor took, by documents' keys and the ids under which they were read."""
    table = schema.extractions
    asked = select(table.c.key, table.c.report, table.c.seal, table.c.body).where(
        table.c.extractor == extractor, table.c.version == version
    )
    return {
        (key, report): from_json(unpack(body, seal, f"the reading of report {key[:12]}"), Extraction)
        for key, report, seal, body in connection.execute(asked)
    }


def extracted(connection: Connection, extractor: str, version: str) -> set[tuple[str, str]]:
    """Which documents, under which ids, a version of an extractor has read."""
    table = schema.extractions
    asked = select(table.c.key, table.c.report).where(table.c.extractor == extractor, table.c.version == version)
    return {(key, report) for key, report in connection.execute(asked)}


def originals(connection: Connection) -> Iterator[tuple[str, bytes]]:
    """Each report's raw bytes with the SHA-256 that addresses them, by it."""
    table = schema.raws
    rows = connection.execute(select(table.c.sha256, table.c.seal, table.c.body).order_by(table.c.sha256))
    for address, seal, body in rows:
        yield address, unpack(body, seal, f"original {address[:12]}")


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


def _sources(connection: Connection) -> dict[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for key, source, times in connection.execute(select(schema.sources)):
        found.setdefault(key, []).append((source, times))
    return found


def _remarks(connection: Connection) -> Reading:
    table = schema.remarks
    rows = connection.execute(select(table.c.kind, table.c.body).order_by(table.c.seal)).all()
    try:
        return Reading(
            set_aside=tuple(from_json(body.encode(), SetAside) for kind, body in rows if kind == "set_aside"),
            notices=tuple(from_json(body.encode(), Notice) for kind, body in rows if kind == "notice"),
        )
    except DataError:
        raise DataError("a remark", "was changed since it was kept", "run recount verify") from None
