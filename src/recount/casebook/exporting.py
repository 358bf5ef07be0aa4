"""A casebook as a folder of plain files: content, the same bytes in any order of adding, and the log beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import msgspec
from sqlalchemy import select
from sqlalchemy.engine import Connection

from recount.model import to_json

from . import bundle
from .bundle import LOG, MANIFEST
from .bundle_checks import verify_bundle
from .progress import Progress, quiet
from .store import schema
from .store.history import BEGINNING, canonical, identity, read_log
from .store.lookup import documents, sources
from .store.originals import originals
from .store.rulings import Origin, decision, decision_rows, told_of
from .store.tombs import PORTABLE, by_entry, erased
from .stored import StoredCasebook

__all__ = ["LOG", "MANIFEST", "export", "verify_bundle"]


def export(
    stored: StoredCasebook, folder: Path, progress: Progress = quiet, as_of: str | None = None
) -> dict[str, str]:
    """Write the casebook's content, and its log, into a folder; the SHA-256 of each file of content by its name.

    `as_of` asks for the state at an earlier moment (`StoredCasebook.moment`), which the manifest then names; the log
    is whole, and what was erased since is not there any more.
    Each file appears whole or not at all, the manifest last. Raises OutputError where the folder cannot be written to.
    """
    casebook = stored.recall(progress, as_of=as_of)
    until = stored.moment(as_of).number if as_of is not None else None
    ledgers = casebook.ledgers(progress=progress)
    decided = {one.report: one for one in casebook.extractions}
    extractions = casebook.laid.read if casebook.laid is not None else decided  # as read: decisions stand beside it
    with stored.store.reading() as connection:
        there = documents(connection, until)
        met = sources(connection, until)
        names = _names(connection)
        content: dict[str, Iterator[object]] = {
            bundle.ORIGINALS: (bundle.original_row(address, data) for address, data in originals(connection, until)),
            bundle.REPORTS: (
                {"key": key, "name": names[key], "report": report, "met": met.get(key, [])}
                for report in there.reading.reports
                if (key := there.keys[report.id])
            ),
            bundle.READINGS: (
                {"key": there.keys[id], "extraction": extractions[id]} for id in there.keys if id in extractions
            ),
            bundle.REMARKS: iter([*casebook.set_aside, *casebook.notices]),
            bundle.DECISIONS: _decisions(connection, until),
            bundle.TOMBSTONES: _tombstones(connection),
            bundle.LINKS: iter([casebook.links(progress)]),
            bundle.LEDGERS: iter(ledgers),
        }
        with bundle.writing_to(folder):
            (folder / MANIFEST).unlink(missing_ok=True)  # while files change, none vouches for them
            sums = {}
            for done, (name, rows) in enumerate(content.items()):
                progress("export", done, len(content))
                sums[name] = bundle.write_lines(folder / name, rows, _encoded)
            manifest = bundle.sealed_manifest(sums, **({"as_of": until} if until is not None else {}))
            bundle.write_lines(folder / LOG, _log(connection, manifest["seal"]), _encoded)
            bundle.write_lines(folder / MANIFEST, [manifest], _encoded)
    progress("export", len(content), len(content))
    return sums


def _names(connection: Connection) -> dict[str, str]:
    """The ids that documents give themselves, by key."""
    asked = select(schema.reports.c.key, schema.reports.c.name)
    return {row.key: row.name for row in connection.execute(asked)}


def _decisions(connection: Connection, until: int | None) -> Iterator[object]:
    """Decisions as they were made, with where and when. Raises DataError where one was changed since."""
    own = identity(connection)
    for row in connection.execute(decision_rows()).all():
        if (until is not None and row.number > until) or decision(row) is None:
            continue
        told = told_of(row.body, f"decision {row.number}")
        origin = told.origin or Origin(own, row.number, row.at)
        yield {
            "casebook": origin.casebook,
            "number": origin.number,
            "at": origin.at,
            "told": msgspec.structs.replace(told, origin=None),
            "act": msgspec.Raw(row.act.encode()),
            "act_salt": row.act_salt,
            "person": msgspec.Raw(row.person.encode()) if row.person is not None else None,
            "person_salt": row.person_salt,
        }


def _tombstones(connection: Connection) -> Iterator[object]:
    return ({"what": what, "name": name} for what, name in sorted(erased(connection, PORTABLE)))


def _log(connection: Connection, content: str) -> Iterator[object]:
    """The entries, each with the keys and tombs of which it tells, and the end that nothing was cut off from."""
    keys: defaultdict[int, list[str]] = defaultdict(list)
    tombs = by_entry(connection)
    for number, key in connection.execute(select(schema.reports.c.added, schema.reports.c.key)):
        keys[number].append(key)
    for tomb in (tomb for each in tombs.values() for tomb in each):
        if tomb.what == "report" and tomb.told:
            keys[tomb.told].append(tomb.name)
    count, seal = 0, BEGINNING
    for entry in read_log(connection):
        count, seal = entry.number, entry.seal
        told, gone = sorted(keys[entry.number]), sorted(tombs.get(entry.number, ()))
        yield bundle.Line(**msgspec.structs.asdict(entry), keys=tuple(told), tombs=tuple(gone))
    yield bundle.End(count, seal, content)


def _encoded(row: object) -> bytes:
    """A row as it is written: the model's words in the order of their fields, what is put together here by its keys."""
    return canonical(row) if isinstance(row, dict) else to_json(row)
