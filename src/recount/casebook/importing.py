"""A bundle taken in: verified first, then its documents, remarks, decisions and tombstones become this casebook's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec
from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from recount.model import DataError, Notice, SetAside
from recount.reading import fits

from .adding import refusal
from .bundle import (
    DECISIONS,
    ORIGINALS,
    REMARKS,
    REPORTS,
    TOMBSTONES,
    Document,
    Original,
    Ruling,
    Tombstone,
    decoded,
    lines,
    read_bundle_log,
    read_manifest,
    rows,
)
from .bundle_checks import verify_bundle
from .progress import Progress, quiet
from .store import schema
from .store.batches import BATCH, batched
from .store.erasing import speaks_of
from .store.history import write_log
from .store.keeping import keep_documents
from .store.rulings import DECIDE, Origin, decision_rows, parts_of, told_of
from .store.tombs import IMPORT, PORTABLE, Tomb, bury, erased, refused
from .stored import StoredCasebook

_MEND = "take the export from its source again; nothing of it was taken in"
Names = set[tuple[str, str]]
"""Kinds of things that may be erased, and the hashes that name them."""


class Imported(msgspec.Struct):
    """What an import brought: how many documents and decisions were new, and how many there are in the bundle.

    `elsewhere` are documents and parts of decisions that stand here and were erased there: kind and name.
    """

    reports: int = 0
    met: int = 0
    decisions: int = 0
    made: int = 0
    tombstones: int = 0
    set_aside: tuple[SetAside, ...] = ()
    notices: tuple[Notice, ...] = ()
    elsewhere: tuple[tuple[str, str], ...] = ()


def take_in(stored: StoredCasebook, folder: Path, progress: Progress = quiet, *, again: bool = False) -> Imported:
    """Take a bundle into a casebook. It may be interrupted and done again: what is there already is not kept twice.

    What was erased here is refused, unless it is to be taken in `again`; what was erased there and stands here stays.
    What was read in the reports is not taken over: they are read anew. Raises InputError where there is no bundle,
    DataError where it is not as it was written.
    """
    manifest = read_manifest(folder)
    progress("verify", 0, 1)
    for fault in verify_bundle(folder):
        raise DataError(f"{folder}: {fault.what}", fault.wrong, _MEND)
    if manifest is None or not manifest.whole:
        raise DataError(str(folder), "was written by an earlier Recount", "export the casebook anew with this one")
    progress("verify", 1, 1)
    _fitting(folder)
    with stored.store.reading() as connection:
        standing = _standing(connection)
    done = Imported()
    _documents(stored, folder, done, again, progress)
    with stored.store.writing() as connection:
        _the_rest(connection, folder, done, standing, manifest.seal)
    done.set_aside = tuple(sorted({*done.set_aside, *stored.extract(progress)}, key=lambda one: (one.input, one.wrong)))
    return done


def _fitting(folder: Path) -> None:
    """Raise DataError where a document is not such as reading leaves it: what it then could do, nobody knows."""
    for row in rows(folder, REPORTS, Document):
        if not all(map(fits, row.as_met())):
            raise DataError(f"{folder}: {REPORTS}: {row.key[:12]}", "holds what no reading of a report gives", _MEND)


def _documents(stored: StoredCasebook, folder: Path, done: Imported, again: bool, progress: Progress) -> None:
    found = _places(folder)
    with (folder / ORIGINALS).open("rb") as stream:
        for batch in batched(rows(folder, REPORTS, Document), BATCH):
            with stored.store.writing() as connection:
                days = {} if again else refused(connection, {row.key: row.report.sha256 for row in batch})
                taken = [row for row in batch if row.key not in days]
                originals = {row.report.sha256: _original(stream, found[row.report.sha256]) for row in taken}
                met = {(row.key, source): times for row in taken for source, times in row.names()}
                each = [report for row in taken for report in row.as_met()]
                done.reports += keep_documents(connection, each, originals, met)
            done.met += len(batch)
            done.set_aside += tuple(refusal(row.own(), days[row.key]) for row in batch if row.key in days)
            progress("import", done.met, done.met)


def _original(stream: BinaryIO, at: int) -> bytes:
    stream.seek(at)
    return decoded(stream.readline(), Original, ORIGINALS).data()


def _places(folder: Path) -> dict[str, int]:
    """Where in its file each original stands."""
    found, at = {}, 0
    for number, line in lines(folder / ORIGINALS):
        found[decoded(line, Original, f"{ORIGINALS} line {number}").sha256] = at
        at += len(line)
    return found


class _Rulings(NamedTuple):
    """Decisions of a bundle that are new here, and all that stand in it."""

    new: list[Ruling]
    standing: Names


def _the_rest(connection: Connection, folder: Path, done: Imported, standing: Names, seal: str) -> None:
    """Keep remarks, decisions and tombstones, in one transaction."""
    log, _ = read_bundle_log(folder)
    rulings = _rulings(connection, folder, done)
    there = set(rows(folder, TOMBSTONES, Tombstone))
    in_bundle = rulings.standing | {("report", row.key) for row in rows(folder, REPORTS, Document)}
    in_bundle |= {("raw", row.sha256) for row in rows(folder, ORIGINALS, Original)}
    kept_here = {(one.what, one.name) for one in there} & standing - in_bundle
    known = erased(connection, PORTABLE) | kept_here
    tombs = [Tomb(one.what, one.name, 0) for one in there if (one.what, one.name) not in known]
    done.elsewhere = tuple(sorted(one for one in kept_here if one[0] != "raw"))
    left_out = {one.input for one in done.set_aside}
    remarks = [one for one in _remarks(folder) if not speaks_of(one, left_out)]
    done.notices = tuple(one for one in remarks if isinstance(one, Notice))
    keep_documents(connection, [], {}, {}, remarks)
    done.decisions, done.tombstones = len(rulings.new), len(tombs)
    if done.reports or rulings.new or tombs:
        of = {"casebook": log[0].seal if log else "", "content": seal}
        bury(connection, IMPORT, {**of, "reports": done.reports, "decisions": len(rulings.new)}, tombs)
    for row in rulings.new:
        _keep_ruling(connection, row)


def _keep_ruling(connection: Connection, row: Ruling) -> None:
    told = msgspec.structs.replace(row.told, origin=Origin(row.casebook, row.number, row.at))
    number = write_log(connection, DECIDE, msgspec.to_builtins(told))
    made = {"number": number, "act": row.act_text(), "act_salt": row.act_salt}
    made |= {"person": row.person_text(), "person_salt": row.person_salt}
    connection.execute(insert(schema.decisions).values(made))


def _rulings(connection: Connection, folder: Path, done: Imported) -> _Rulings:
    log = schema.log
    bodies = connection.execute(select(log.c.body).where(log.c.what == DECIDE)).scalars()
    here = {told_of(body, "a decision").act for body in bodies}
    found = _Rulings([], set())
    for row in rows(folder, DECISIONS, Ruling):
        done.made += 1
        found.standing.add(("act", row.told.act))
        if row.person_text() is not None:
            found.standing.add(("person", row.told.person))
        if row.told.act not in here:
            found.new.append(row)
    return found


def _remarks(folder: Path) -> Sequence[SetAside | Notice]:
    found: list[SetAside | Notice] = []
    for number, line in lines(folder / REMARKS):
        what = f"{REMARKS} line {number}"
        kind: type[SetAside | Notice] = SetAside if "wrong" in decoded(line, dict, what) else Notice
        found.append(decoded(line, kind, what))
    return found


def _standing(connection: Connection) -> Names:
    """What stands here and could be erased, by kind and name."""
    reports, raws = schema.reports, schema.raws
    found = {("report", key) for key in connection.execute(select(reports.c.key)).scalars()}
    found |= {("raw", address) for address in connection.execute(select(raws.c.sha256)).scalars()}
    for row in connection.execute(decision_rows()):
        told = dict(told_of(row.body, f"decision {row.number}").parts())
        found |= {(part.part, told[part.part]) for part in parts_of(row)}
    return found
