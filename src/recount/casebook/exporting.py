"""A casebook as a folder of plain files: content, the same bytes in any order of adding, and the log beside it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from recount import __version__
from recount.model import DataError, InputError, OutputError, to_json

from .progress import Progress, quiet
from .store.history import Entry, canonical, first_break, read_log
from .store.lookup import documents, originals, sources
from .store.schema import NEWEST
from .stored import StoredCasebook
from .verifying import Fault

MANIFEST = "manifest.json"
LOG = "log.jsonl"


def export(
    stored: StoredCasebook, folder: Path, progress: Progress = quiet, as_of: str | None = None
) -> dict[str, str]:
    """Write the casebook's content, and its log, into a folder; the SHA-256 of each file of content by its name.

    `as_of` asks for the state at an earlier moment (`StoredCasebook.moment`), which the manifest then names.
    Each file appears whole or not at all, the manifest last. Raises OutputError where the folder cannot be written to.
    """
    casebook = stored.recall(progress, as_of=as_of)
    until = stored.moment(as_of).number if as_of is not None else None
    ledgers = casebook.ledgers(progress=progress)
    extractions = {one.report: one for one in casebook.extractions}
    with stored.store.reading() as connection:
        there = documents(connection, until)
        met = sources(connection, until)
        content: dict[str, Iterator[object]] = {
            "originals.jsonl": (
                {"sha256": address, "base64": base64.b64encode(data).decode()}
                for address, data in originals(connection, until)
            ),
            "reports.jsonl": (
                {"key": there.keys[report.id], "report": report, "met": met.get(there.keys[report.id], [])}
                for report in there.reading.reports
            ),
            "readings.jsonl": (
                {"key": there.keys[id], "extraction": extractions[id]} for id in there.keys if id in extractions
            ),
            "remarks.jsonl": iter([*casebook.set_aside, *casebook.notices]),
            "links.jsonl": iter([casebook.links(progress)]),
            "ledgers.jsonl": iter(ledgers),
        }
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / MANIFEST).unlink(missing_ok=True)  # while files change, none vouches for them
            sums = {}
            for done, (name, rows) in enumerate(content.items()):
                progress("export", done, len(content))
                sums[name] = _write(folder / name, rows)
            _write(folder / LOG, read_log(connection, until))
            _write(folder / MANIFEST, iter([_manifest(sums, as_of=until)]))
        except OSError as fault:
            mend = "name a folder that you may write to, with -o, on a disk with room"
            raise OutputError(str(folder), f"cannot be written to ({fault.strerror})", mend) from fault
    progress("export", len(content), len(content))
    return sums


def verify_bundle(folder: Path) -> Iterator[Fault]:
    """All faults of an exported folder: every file of content byte by byte, and the chain of the log.

    Raises InputError where the folder holds no export.
    """
    if not (folder / MANIFEST).is_file():
        raise InputError(str(folder), f"holds no {MANIFEST}", "name a folder that recount export wrote whole")
    told = (folder / MANIFEST).read_bytes()
    try:
        manifest: dict[str, Any] = msgspec.json.decode(told, type=dict[str, Any])
        sums: dict[str, str] = msgspec.convert(manifest.pop("files"), dict[str, str])
        sound = told == canonical(_manifest(sums, **manifest)) + b"\n"
    except (msgspec.DecodeError, UnicodeDecodeError, KeyError, TypeError):
        sound = False
    if not sound:
        yield Fault(MANIFEST, "was changed since it was written")
        return
    for name, expected in sorted(sums.items()):
        if _sum(folder / name) != expected:
            yield Fault(name, "was changed since it was written, or is not there")
    if not (folder / LOG).is_file():
        yield Fault(LOG, "is not there")
        return
    try:
        broken = first_break(_entries(folder / LOG))
    except DataError as fault:
        yield Fault(fault.input, fault.wrong)
    else:
        if broken is not None:
            yield Fault(f"{LOG} entry {broken}", "is the first that does not follow from those before it")


def _manifest(
    files: dict[str, str], recount: str = __version__, schema: str = NEWEST, as_of: int | None = None, **_: str
) -> dict[str, Any]:
    told: dict[str, Any] = {"recount": recount, "schema": schema, "files": files}
    if as_of is not None:
        told["as_of"] = as_of
    return {**told, "seal": hashlib.sha256(canonical(told)).hexdigest()}


def _write(file: Path, rows: Iterator[object]) -> str:
    """Write rows as JSON lines; the SHA-256 of the file."""
    digest = hashlib.sha256()
    half = file.with_name(f".{file.name}.half")
    try:
        with half.open("wb") as stream:
            for row in rows:
                line = (canonical(row) if isinstance(row, dict) else to_json(row)) + b"\n"
                digest.update(line)
                stream.write(line)
        half.replace(file)
    finally:
        half.unlink(missing_ok=True)
    return digest.hexdigest()


def _sum(file: Path) -> str:
    if not file.is_file():
        return ""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _entries(file: Path) -> Iterator[Entry]:
    with file.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            try:
                entry = msgspec.json.decode(line, type=Entry)
            except (msgspec.DecodeError, UnicodeDecodeError):
                raise DataError(f"{LOG} line {number}", "was changed since it was written", "") from None
            if to_json(entry) + b"\n" != line:
                raise DataError(f"{LOG} line {number}", "was changed since it was written", "")
            yield entry
