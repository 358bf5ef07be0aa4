"""What goes into a casebook: documents with their originals, what was said of inputs, what extractors took."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import func, insert, select
from sqlalchemy.engine import Connection

from recount.model import Extraction, Notice, Report, SetAside, to_json
from recount.reading import content_key

from . import schema
from .batches import MANY, batched
from .history import digest, write_log
from .lookup import of_readings
from .originals import keep_originals, original
from .packing import like_readings_of, pack
from .upsert import insert_missing
from .words import index, words_of

Meeting = tuple[str, str]
"""A document's key, and a name under which it was met."""
MEET = "meet"
"""What the log calls the entry of new names of documents that were there already, and of new remarks."""


def keep_documents(
    connection: Connection,
    reports: Sequence[Report],
    originals: Mapping[str, bytes],
    met: Mapping[Meeting, int],
    remarks: Iterable[SetAside | Notice] = (),
) -> int:
    """Keep documents that are not there yet, under the ids that they give themselves; how many were new.

    `originals` holds their raw bytes by SHA-256, `met` how many times each was met so far under which name.
    """
    by_key = {content_key(report): report for report in reports}
    there = _there(connection, by_key)
    new = {key: report for key, report in by_key.items() if key not in there}
    names = _new_names(connection, {(key, report.source): met[key, report.source] for key, report in _each(reports)})
    said = _new_remarks(connection, remarks)
    number = 0
    if new:
        number = write_log(connection, "add", {"reports": len(new), "digest": digest(new)})
        # bytes that are not at hand are there already: the same line came before
        at_hand = {report.sha256: originals[report.sha256] for report in new.values() if report.sha256 in originals}
        keep_originals(connection, at_hand)
        for key, report in sorted(new.items()):
            _keep_document(connection, key, report, at_hand.get(report.sha256), number)
    elif names or said:
        number = write_log(connection, MEET, {"names": len(names), "remarks": len(said)})
    for table, rows in ((schema.sources, names), (schema.remarks, said)):
        insert_missing(connection, table, [{**row, "since": number} for row in rows])
    return len(new)


def _each(reports: Iterable[Report]) -> Iterator[tuple[str, Report]]:
    return ((content_key(report), report) for report in reports)


def keep_extractions(
    connection: Connection, extractor: str, version: str, made: Sequence[tuple[str, Report, Extraction]]
) -> None:
    """Keep what a version of an extractor took from documents, given with their keys. What is there already stays.

    A document that was erased meanwhile is passed over.
    """
    table, reports = schema.extractions, schema.reports
    asked = of_readings(reports.c.key, table.c.report)
    asked = asked.where(table.c.extractor == extractor, table.c.version == version)
    there = set(connection.execute(asked.where(reports.c.key.in_([key for key, _, _ in made]))).all())
    still = _there(connection, [key for key, _, _ in made])
    rows: list[dict[str, Any]] = []
    for key, report, extraction in made:
        if key not in still or (key, extraction.report) in there:  # another process was quicker
            continue
        like = like_readings_of(report.text)
        packed = pack(to_json(extraction), key, extraction.report, extractor, version, like=like)
        rows.append(
            {
                "number": still[key],
                "report": extraction.report,
                "extractor": extractor,
                "version": version,
                "seal": packed.seal,
                "body": packed.body,
            }
        )
    if rows:
        seals = digest(row["seal"] for row in rows)
        number = write_log(
            connection,
            "extract",
            {"extractor": extractor, "version": version, "reports": len(rows), "digest": seals},
        )
        rows.sort(key=lambda row: (row["number"], row["report"]))  # so they fill their pages
        connection.execute(insert(schema.extractions), [{**row, "made": number} for row in rows])


def body_of(report: Report) -> bytes:
    """A document as it is kept: without the name under which it was met, and the hash of its raw bytes."""
    return to_json(msgspec.structs.replace(report, source="", sha256=""))


def _there(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    """The numbers of documents that are there, by key."""
    table = schema.reports
    asked = select(table.c.key, table.c.number).where(table.c.key.in_(list(keys)))
    return {row.key: row.number for row in connection.execute(asked)}


def _keep_document(connection: Connection, key: str, report: Report, came: bytes | None, number: int) -> None:
    published = report.published.isoformat() if report.published else ""
    like = original(connection, report.sha256) if came is None else came
    packed = pack(body_of(report), key, report.id, report.sha256, published, like=like)
    row = {
        "key": key,
        "name": report.id,
        "raw": report.sha256,
        "published": published,
        "added": number,
        "seal": packed.seal,
        "body": packed.body,
    }
    made = connection.execute(insert(schema.reports).values(row).returning(schema.reports.c.number)).scalar_one()
    index(connection, [(made, words_of(report.title, report.text))])


def _new_names(connection: Connection, met: Mapping[Meeting, int]) -> list[dict[str, Any]]:
    """The rows of names under which documents were not met yet, or not so many times in one call."""
    table = schema.sources
    asked = select(table.c.key, table.c.source, func.max(table.c.times)).group_by(table.c.key, table.c.source)
    rows = connection.execute(asked.where(table.c.key.in_({key for key, _ in met})))
    there = {(key, source): times for key, source, times in rows}
    return [
        {"key": key, "source": source, "times": times}
        for (key, source), times in sorted(met.items())
        if times > there.get((key, source), 0)
    ]


def _new_remarks(connection: Connection, remarks: Iterable[SetAside | Notice]) -> list[dict[str, Any]]:
    """The rows of remarks that are not there yet."""
    rows = {}
    for remark in remarks:
        kind = "set_aside" if isinstance(remark, SetAside) else "notice"
        body = to_json(remark).decode()
        seal = hashlib.sha256(f"{kind} {body}".encode()).hexdigest()
        rows[seal] = {"seal": seal, "kind": kind, "body": body}
    asked = select(schema.remarks.c.seal)
    there = {
        seal
        for part in batched(sorted(rows), MANY)
        for seal in connection.execute(asked.where(schema.remarks.c.seal.in_(part))).scalars()
    }
    return [row for seal, row in sorted(rows.items()) if seal not in there]
