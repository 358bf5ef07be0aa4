"""Whether all that a casebook holds is as it was kept: what is wrong, the chain's first broken link first."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from sqlalchemy import Select, func, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.sql.schema import Table

from recount.model import DataError, Notice, SetAside
from recount.reading import content_key

from .faults import Fault
from .progress import Progress, quiet
from .store import schema
from .store.engine import Store
from .store.history import Entry, digest, first_break, read_log
from .store.lookup import as_kept, document, read_back, reading, rows_of
from .store.originals import Originals
from .store.packing import opened
from .store.rulings import DECIDE, decision, decision_rows, parts_of, told_of
from .store.shrinking import is_wiped
from .store.tombs import ERASE, IMPORT, by_entry, digest_of, erased


def verify(store: Store, progress: Progress = quiet) -> Iterator[Fault]:
    """All faults: of the file, the chain, originals, documents, readings, remarks. None where all is sound.

    Raises DataError where the file is so damaged that it cannot be read through.
    """
    with store.reading() as connection:
        if store.is_file:
            yield from _file(connection)
        chain = list(read_log(connection))
        broken = first_break(chain)
        if broken is not None:
            yield Fault(f"log entry {broken}", "is the first that does not follow from those before it")
        originals = Originals(connection)
        yield from _packs(connection, originals)
        for table, check in _checks(originals):
            yield from _rows(connection, table, check, progress)
        yield from _decisions(connection, chain)
        yield from _tombs(connection, chain)
        if broken is None:
            yield from _told(connection, chain)


def _file(connection: Connection) -> Iterator[Fault]:
    if connection.execute(text("PRAGMA integrity_check(1)")).scalar() != "ok":
        yield Fault("the file", "is damaged")
    if connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
        yield Fault("the file", "has rows that lead nowhere")
    if not is_wiped(connection):
        yield Fault("the file", "may still hold bytes of what was erased: run recount compact")


def _rows(connection: Connection, table: Table, check: Callable[[Any], None], progress: Progress) -> Iterator[Fault]:
    count = connection.execute(select(func.count()).select_from(table)).scalar_one()
    order = _ORDERS.get(table, list(table.primary_key.columns))
    asked = rows_of(table) if table in (schema.reports, schema.extractions) else select(table)
    for done, row in enumerate(connection.execute(asked.order_by(*order)), start=1):
        try:
            check(row)
        except DataError as fault:
            yield Fault(fault.input, fault.wrong)
        progress(table.name, done, count)


def _packs(connection: Connection, originals: Originals) -> Iterator[Fault]:
    """Packs that were changed, or hold other bytes than those of their originals one after another."""
    table, ends = schema.raws, dict[int, list[tuple[int, int]]]()
    for row in connection.execute(select(table.c.pack, table.c.start, table.c.size)):
        ends.setdefault(row.pack, []).append((row.start, row.start + row.size))
    for number in connection.execute(select(schema.packs.c.number).order_by(schema.packs.c.number)).scalars().all():
        what, at = f"pack {number}", 0
        try:
            size = len(originals.pack(number))
        except DataError as fault:
            yield Fault(fault.input, fault.wrong)
            continue
        for start, end in sorted(ends.get(number, [])):
            at = end if start == at else -1
        if at != size:
            yield Fault(what, "holds other bytes than those of its originals")


def _original(row: Any, originals: Originals) -> None:
    what = f"original {row.sha256[:12]}"
    data = originals.of(row)
    if hashlib.sha256(data).hexdigest() != row.sha256 or len(data) != row.size:
        raise DataError(what, "is not what its SHA-256 and size say", "")


def _document(row: Any, originals: Originals) -> None:
    report = document(row, originals.of(row))
    published = report.published.isoformat() if report.published else ""
    if (content_key(report), report.id, report.sha256, published) != (row.key, row.name, row.raw, row.published):
        raise DataError(f"report {row.key[:12]}", "is not the document that its key names", "")


def _reading(row: Any, originals: Originals) -> None:
    what = f"report {row.key[:12]}"
    kept = as_kept(opened(row.kept, what, like=originals.of(row)), row.raw, what)
    if reading(row, kept.text).report != row.report:
        raise DataError(f"the reading of {what}", "is of another report", "")


def _remark(row: Any) -> None:
    what = f"remark {row.seal[:12]}"
    if hashlib.sha256(f"{row.kind} {row.body}".encode()).hexdigest() != row.seal:
        raise DataError(what, "was changed since it was kept", "")
    read_back(row.body.encode(), SetAside if row.kind == "set_aside" else Notice, what)


def _decisions(connection: Connection, chain: list[Entry]) -> Iterator[Fault]:
    """Decisions that are not as they were made, or of which a part is missing that nobody erased."""
    kept = {row.number: row for row in connection.execute(decision_rows())}
    gone = erased(connection, ("act", "person"))
    for entry in chain:
        if entry.what != DECIDE:
            continue
        what, row = f"decision {entry.number}", kept.pop(entry.number, None)
        there = {part.part for part in parts_of(row)} if row is not None else set()
        try:
            told = told_of(entry.body, what)
            if any(part not in there and (part, name) not in gone for part, name in told.parts()):
                yield Fault(what, "is not there, or not all of it, and no erasure tells of it")
            if row is not None:
                decision(row)
        except DataError as fault:
            yield Fault(fault.input, fault.wrong)
    yield from (Fault(f"decision {number}", "is none that the log tells of") for number in sorted(kept))


def _tombs(connection: Connection, chain: list[Entry]) -> Iterator[Fault]:
    """Entries of erasures, or of bundles, that tell of other tombstones than there are."""
    there = by_entry(connection)
    for entry in chain:
        set_by = there.pop(entry.number, [])
        expected = entry.told().get("digest") if entry.what in (ERASE, IMPORT) else digest(())
        if digest_of(set_by) != expected:
            yield Fault(f"log entry {entry.number}", "tells of other tombstones than there are")
    if there:
        yield Fault("the log", "does not tell of all tombstones")


def _checks(originals: Originals) -> tuple[tuple[Table, Callable[[Any], None]], ...]:
    return (
        (schema.raws, partial(_original, originals=originals)),
        (schema.reports, partial(_document, originals=originals)),
        (schema.extractions, partial(_reading, originals=originals)),
        (schema.remarks, _remark),
    )


_ORDERS: dict[Table, list[Any]] = {
    schema.raws: [schema.raws.c.pack, schema.raws.c.start],
}
"""Rows in the order in which each pack is opened once; others by their keys."""


_ERASED = schema.tombstones
_HERE = _ERASED.c.told != _ERASED.c.erased
_KEPT: dict[str, tuple[Select[Any], Select[Any]]] = {
    "add": (
        select(schema.reports.c.added, schema.reports.c.key),
        select(_ERASED.c.told, _ERASED.c.name).where(_ERASED.c.what == "report", _HERE),
    ),
    "extract": (
        select(schema.extractions.c.made, schema.extractions.c.seal),
        select(_ERASED.c.told, _ERASED.c.name).where(_ERASED.c.what == "reading", _HERE),
    ),
}
"""By what the log says of it, what is there under which entry of the log, and what was and is erased."""


def _told(connection: Connection, chain: list[Entry]) -> Iterator[Fault]:
    """Entries of the log of which something is missing, or has come from elsewhere. What was erased counts as there."""
    held: dict[str, dict[int, list[str]]] = {what: defaultdict(list) for what in _KEPT}
    for what, asked in _KEPT.items():
        for number, name in (row for one in asked for row in connection.execute(one)):
            held[what][number].append(name)
    for entry in chain:
        for what, by_number in held.items():
            names = by_number.pop(entry.number, [])
            expected = entry.told().get("digest") if entry.what == what else digest(())
            if digest(names) != expected:
                yield Fault(f"log entry {entry.number}", "tells of other reports or readings than there are")
    if any(held.values()):
        yield Fault("the log", "does not tell of all that is there")
