"""Whether a bundle is as it was written: each file, the log's chain, and that the content is what the log tells of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from recount.model import DataError, Decision
from recount.reading import content_key

from .bundle import (
    DECISIONS,
    LOG,
    MANIFEST,
    ORIGINALS,
    REPORTS,
    TOMBSTONES,
    Document,
    Line,
    Manifest,
    Original,
    Ruling,
    Tombstone,
    decoded,
    read_bundle_log,
    read_manifest,
    rows,
    sum_of,
)
from .checkpoints import State
from .faults import Fault
from .store.history import BEGINNING, digest, first_break
from .store.rulings import DECIDE, Person, Told, sealed, told_of
from .store.tombs import ERASE, IMPORT, PORTABLE, digest_of

_CHANGED = "was changed since it was written"


def verify_bundle(folder: Path) -> Iterator[Fault]:
    """All faults of an exported folder: every file byte by byte, the chain of the log first, what it tells of last.

    Raises InputError where the folder holds no export.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        yield Fault(MANIFEST, _CHANGED)
        return
    sound = True
    for fault in (*_log(folder, manifest), *_files(folder, manifest)):
        sound = False
        yield fault
    if sound and manifest.whole:
        yield from _content(folder, manifest.as_of)


def state_of_bundle(folder: Path) -> State:
    """The log of a bundle, and the documents of which it tells. Raises DataError where it does not read back."""
    log, _ = read_bundle_log(folder)
    return State(list(log), [(line.number, key) for line in log for key in line.keys])


def _log(folder: Path, manifest: Manifest) -> Iterator[Fault]:
    try:
        log, end = read_bundle_log(folder)
    except DataError as fault:
        yield Fault(fault.input, fault.wrong)
        return
    broken = first_break(log)
    if broken is not None:
        yield Fault(f"{LOG} entry {broken}", "is the first that does not follow from those before it")
    if not manifest.whole:
        return
    for line in log:
        told = line.told()
        if digest(line.keys) != (told.get("digest") if line.what == "add" else digest(())):
            yield Fault(f"{LOG} entry {line.number}", "tells of other reports than stand beside it")
        if digest_of(line.tombs) != (told.get("digest") if line.what in (ERASE, IMPORT) else digest_of(())):
            yield Fault(f"{LOG} entry {line.number}", "tells of other tombstones than stand beside it")
    last = (len(log), log[-1].seal if log else BEGINNING, manifest.seal)
    if end is None or (end.entries, end.seal, end.content) != last:
        yield Fault(LOG, "is cut short, or is of another export")


def _files(folder: Path, manifest: Manifest) -> Iterator[Fault]:
    for name, expected in sorted(manifest.files.items()):
        if sum_of(folder / name) != expected:
            yield Fault(name, f"{_CHANGED}, or is not there")


def _content(folder: Path, as_of: int | None) -> Iterator[Fault]:
    """Where the content is not what the log tells of, though each file is as the manifest says.

    `as_of` is the last entry whose reports and decisions are there; what was erased later is not there either.
    """
    checks: tuple[Callable[[Path, list[Line], set[tuple[str, str]]], Iterator[Fault]], ...]
    checks = (_tombstones, _documents, _rulings)
    try:
        log, _ = read_bundle_log(folder)
        gone = {(tomb.what, tomb.name) for line in log for tomb in line.tombs}
        then = [line for line in log if as_of is None or line.number <= as_of]
        for check in checks:
            yield from check(folder, then, gone)
    except DataError as fault:
        yield Fault(fault.input, fault.wrong)


def _tombstones(folder: Path, log: list[Line], gone: set[tuple[str, str]]) -> Iterator[Fault]:
    there = {(row.what, row.name) for row in rows(folder, TOMBSTONES, Tombstone)}
    if there != {one for one in gone if one[0] in PORTABLE}:
        yield Fault(TOMBSTONES, "holds others than the log tells of")


def _documents(folder: Path, log: list[Line], gone: set[tuple[str, str]]) -> Iterator[Fault]:
    told = {key for line in log for key in line.keys}
    addresses = set()
    for original in rows(folder, ORIGINALS, Original):
        original.data()
        addresses.add(original.sha256)
    there = set()
    for row in rows(folder, REPORTS, Document):
        what = f"{REPORTS}: {row.key[:12]}"
        there.add(row.key)
        if content_key(msgspec.structs.replace(row.report, id=row.name)) != row.key:
            yield Fault(what, "is not the document that its key names")
        if row.report.sha256 not in addresses:
            yield Fault(what, "lacks its original")
    for key in sorted(there - told):
        yield Fault(f"{REPORTS}: {key[:12]}", "is none that the log tells of")
    for key in sorted(told - there):
        if ("report", key) not in gone:
            yield Fault(f"{REPORTS}: {key[:12]}", "is not there, and no erasure tells of it")


def _rulings(folder: Path, log: list[Line], gone: set[tuple[str, str]]) -> Iterator[Fault]:
    told = {one.act: (line, one) for line in log if line.what == DECIDE for one in [_told(line)]}
    first = log[0].seal if log else BEGINNING
    for at, row in enumerate(rows(folder, DECISIONS, Ruling), start=1):
        what = f"{DECISIONS} line {at}"
        if row.told.act not in told:
            yield Fault(what, "is none that the log tells of")
            continue
        line, one = told.pop(row.told.act)
        origin = (
            (one.origin.casebook, one.origin.number, one.origin.at) if one.origin else (first, line.number, line.at)
        )
        if (row.casebook, row.number, row.at) != origin or row.told != msgspec.structs.replace(one, origin=None):
            yield Fault(what, "tells otherwise of itself than the log does")
        yield from _parts(row, what, gone)
    for act, (line, one) in sorted(told.items()):
        if ("act", act) not in gone or ("person", one.person) not in gone:
            yield Fault(
                f"{LOG} entry {line.number}", "tells of a decision that is not there, and no erasure tells of it"
            )


def _told(line: Line) -> Told:
    return told_of(line.body, f"{LOG} entry {line.number}")


def _parts(row: Ruling, what: str, gone: set[tuple[str, str]]) -> Iterator[Fault]:
    if sealed(row.act_text(), row.act_salt) != row.told.act:
        yield Fault(what, "is not what was ruled, by its hash in the log")
    decoded(bytes(row.act), Decision, what)
    person = row.person_text()
    if person is None:
        if ("person", row.told.person) not in gone:
            yield Fault(what, "lacks who ruled, and no erasure tells of it")
        return
    if sealed(person, row.person_salt) != row.told.person:
        yield Fault(what, "does not say who ruled, by its hash in the log")
    decoded(person.encode(), Person, what)
