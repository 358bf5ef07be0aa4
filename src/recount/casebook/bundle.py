"""A bundle: a casebook as plain files in a folder, written whole; read within bounds, for it may come from anyone."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TypeVar

import msgspec

from recount import __version__
from recount.model import DataError, InputError, OutputError, Report, to_json

from .store.history import Entry, canonical
from .store.rulings import Told
from .store.schema import NEWEST
from .store.tombs import Tomb

MANIFEST = "manifest.json"
LOG = "log.jsonl"
ORIGINALS = "originals.jsonl"
REPORTS = "reports.jsonl"
READINGS = "readings.jsonl"
REMARKS = "remarks.jsonl"
DECISIONS = "decisions.jsonl"
TOMBSTONES = "tombstones.jsonl"
LINKS = "links.jsonl"
LEDGERS = "ledgers.jsonl"
CONTENT = (ORIGINALS, REPORTS, READINGS, REMARKS, DECISIONS, TOMBSTONES, LINKS, LEDGERS)
"""The files of content."""
LONGEST = 96 * 1024 * 1024
"""Bytes of a line that is read: a report of the largest size, as base64."""
LONGEST_MANIFEST = 100_000
_MEND = "take the export from its source again, or export it anew"
T = TypeVar("T")


class Original(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of `originals.jsonl`: raw bytes, and the SHA-256 that addresses them."""

    sha256: str
    base64: str

    def data(self) -> bytes:
        """The bytes. Raises DataError where they are not those that the SHA-256 names."""
        try:
            data = base64.b64decode(self.base64, validate=True)
        except (binascii.Error, ValueError):
            data = b""
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise DataError(f"{ORIGINALS}: {self.sha256[:12]}", "is not what its SHA-256 says", _MEND)
        return data


class Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of `reports.jsonl`: a document under its settled id, with its key, the id that it gives itself as `name`,
    and under which names it was met how often."""

    key: str
    name: str
    report: Report
    met: tuple[tuple[str, Annotated[int, msgspec.Meta(ge=1, le=100_000)]], ...]

    def own(self) -> Report:
        """The document under the id that it gives itself."""
        return msgspec.structs.replace(self.report, id=self.name)

    def names(self) -> tuple[tuple[str, int], ...]:
        """Under which names it was met, and how many times; under none, once."""
        return self.met or (("", 1),)

    def as_met(self) -> list[Report]:
        """The document under each name."""
        return [msgspec.structs.replace(self.own(), source=source) for source, _ in self.names()]


class Ruling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of `decisions.jsonl`: a decision as it was made, with where and when, and the salts of its two hashes.

    `told` is what the log tells of it, `origin` apart. `person` is null where it was erased.
    """

    casebook: str
    number: int
    at: str
    told: Told
    act: msgspec.Raw
    act_salt: str
    person: msgspec.Raw
    person_salt: str

    def act_text(self) -> str:
        """What was ruled, as it was hashed."""
        return bytes(self.act).decode()

    def person_text(self) -> str | None:
        """Who ruled, as it was hashed; None where that was erased."""
        person = bytes(self.person).decode()
        return person if person != "null" else None


class Tombstone(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of `tombstones.jsonl`: what was erased, and the hash that named it."""

    what: str
    name: str


class Line(Entry, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A line of `log.jsonl`: an entry, with the keys of the documents and the tombs of which it tells by a digest."""

    keys: tuple[str, ...] = ()
    tombs: tuple[Tomb, ...] = ()


class End(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The last line of `log.jsonl`: the last entry's number and seal, and the seal of the manifest beside it."""

    entries: int
    seal: str
    content: str


class Manifest(NamedTuple):
    """What a manifest says: the SHA-256 of each file of content, its own seal, whether it is of this format, and up to
    which entry of the log the content goes, None for the last."""

    files: dict[str, str]
    seal: str
    whole: bool
    as_of: int | None = None


def sealed_manifest(files: dict[str, str], **more: object) -> dict[str, Any]:
    """A manifest, with the hash of all that it says."""
    told: dict[str, Any] = {"recount": __version__, "schema": NEWEST, **more, "files": files}
    return {**told, "seal": hashlib.sha256(canonical(told)).hexdigest()}


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a bundle; None where it was changed. Raises InputError where the folder holds no bundle."""
    file = folder / MANIFEST
    if not file.is_file():
        raise InputError(str(folder), f"holds no {MANIFEST}", "name a folder that recount export wrote whole")
    with file.open("rb") as stream:
        told = stream.read(LONGEST_MANIFEST)
    try:
        manifest: dict[str, Any] = msgspec.json.decode(told, type=dict[str, Any])
        files: dict[str, str] = msgspec.convert(manifest.pop("files"), dict[str, str])
        seal: str = msgspec.convert(manifest.pop("seal"), str)
        as_of: int | None = msgspec.convert(manifest.get("as_of"), int | None)
        sound = told == canonical(sealed_manifest(files, **manifest)) + b"\n"
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError, RecursionError, KeyError, TypeError):
        return None
    if not sound or not set(files) <= set(CONTENT):
        return None
    return Manifest(files, seal, whole=set(files) == set(CONTENT), as_of=as_of)


def rows(folder: Path, name: str, kind: type[T]) -> Iterator[T]:
    """The lines of a file of the bundle. Raises DataError, which names the line, where one does not read back."""
    for number, line in lines(folder / name):
        yield decoded(line, kind, f"{name} line {number}")


def decoded(line: bytes, kind: type[T], what: str) -> T:
    """The value that a line holds. Raises DataError, which names `what`, where it holds none of that kind."""
    try:
        return msgspec.json.decode(line, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise DataError(what, "does not read back", _MEND) from None


def lines(file: Path, longest: int | None = None) -> Iterator[tuple[int, bytes]]:
    """The lines of a file with their numbers, never more than one in memory.

    Raises DataError where the file is none, or a line is longer than any that Recount writes.
    """
    longest = LONGEST if longest is None else longest
    if not file.is_file():
        raise DataError(file.name, "is not there", _MEND)
    with file.open("rb") as stream:
        number = 0
        while line := stream.readline(longest + 1):
            number += 1
            if len(line) > longest:
                raise DataError(f"{file.name} line {number}", f"is longer than {longest:,} bytes", _MEND)
            yield number, line


def read_bundle_log(folder: Path) -> tuple[list[Line], End | None]:
    """The log of a bundle, and its last line. Raises DataError, which names the line, where one was changed."""
    read: list[Line] = []
    end: End | None = None
    for number, line in lines(folder / LOG):
        what = f"{LOG} line {number}"
        if end is not None:
            raise DataError(what, "stands after the end", _MEND)
        try:
            entry: Line | End = msgspec.json.decode(line, type=Line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            entry = decoded(line, End, what)
        if to_json(entry) + b"\n" != line:
            raise DataError(what, "was changed since it was written", _MEND)
        if isinstance(entry, End):
            end = entry
        else:
            read.append(entry)
    return read, end


def sum_of(file: Path) -> str:
    """The SHA-256 of a file; empty where it is none."""
    if not file.is_file():
        return ""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def writing_to(folder: Path) -> Iterator[None]:
    """Make the folder, and write into it while the block runs. Raises OutputError where that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as fault:
        mend = "name a folder that you may write to, with -o, on a disk with room"
        raise OutputError(str(folder), f"cannot be written to ({fault.strerror})", mend) from fault


def write_lines(file: Path, rows: Iterable[object], encode: Callable[[object], bytes] = to_json) -> str:
    """Write rows as JSON lines, whole or not at all; the SHA-256 of the file."""
    digest = hashlib.sha256()
    half = file.with_name(f".{file.name}.half")
    try:
        with half.open("wb") as stream:
            for row in rows:
                line = encode(row) + b"\n"
                digest.update(line)
                stream.write(line)
        half.replace(file)
    finally:
        half.unlink(missing_ok=True)
    return digest.hexdigest()


def original_row(address: str, data: bytes) -> dict[str, str]:
    """A line of `originals.jsonl`, of raw bytes and the SHA-256 that addresses them."""
    return {"sha256": address, "base64": base64.b64encode(data).decode()}
