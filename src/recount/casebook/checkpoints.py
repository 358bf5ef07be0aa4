"""Checkpoints: where a casebook's log stood, in a few lines to publish, to sign, and to hold the casebook to later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from sqlalchemy import select
from sqlalchemy.engine import Connection

from recount import __version__
from recount.model import InputError, OutputError

from .faults import Fault
from .signing import Signer, is_signed, need, public_key
from .store import schema
from .store.engine import Store
from .store.history import BEGINNING, Entry, canonical, digest, read_log
from .store.rulings import DECIDE, told_of

LARGEST = 10_000
"""Bytes of a checkpoint's file."""


class Checkpoint(msgspec.Struct, frozen=True, kw_only=True):
    """The last entry of a log, and a digest of the documents and decisions that it and those before it told of.

    `casebook` is the seal of the log's first entry. `signature` is Ed25519's of the canonical JSON of all but itself,
    by `key`; both are base64, and empty where nobody signed.
    """

    recount: str
    casebook: str
    number: int
    at: str
    seal: str
    reports: int
    decisions: int
    digest: str
    key: str = ""
    signature: str = ""

    def message(self) -> bytes:
        """What is signed."""
        return canonical(msgspec.structs.replace(self, signature=""))


class State(msgspec.Struct):
    """A log, and the documents of which its entries tell: each entry's number with a document's key."""

    log: list[Entry]
    documents: list[tuple[int, str]]


def checkpoint(store: Store, key: Path | None = None) -> Checkpoint:
    """Where the log stands, signed by the private key in the file `key` if one is given.

    Raises UsageError where the library that signs is missing, InputError where the file holds no key.
    """
    if key is not None:
        need()
    with store.reading() as connection:
        made = _of(state_of(connection), None)
    if key is None:
        return made
    signer = Signer.of(key)
    unsigned = msgspec.structs.replace(made, key=signer.public)
    return msgspec.structs.replace(unsigned, signature=signer.sign(unsigned.message()))


def state_of(connection: Connection) -> State:
    """The log of a casebook, and its documents, the erased ones too."""
    reports, tombs = schema.reports, schema.tombstones
    there = select(reports.c.added, reports.c.key)
    erased = select(tombs.c.told, tombs.c.name).where(tombs.c.what == "report", tombs.c.told != tombs.c.erased)
    told = [(number, key) for asked in (there, erased) for number, key in connection.execute(asked)]
    return State(list(read_log(connection)), told)


def faults_of(checkpoint: Checkpoint, state: State, key: Path | None = None) -> Iterator[Fault]:
    """Where a casebook does not hold what a checkpoint says, or the signature is not that of the public key in `key`.

    Whether the chain holds is for `verify` to say. Raises UsageError where there is no library to check a signature.
    """
    yield from _signature(checkpoint, key)
    there = {entry.number: entry for entry in state.log}
    first, last = there.get(1), there.get(checkpoint.number)
    if first is None or first.seal != checkpoint.casebook:
        yield Fault("the checkpoint", "is of another casebook")
    elif last is None:
        yield Fault("the checkpoint", f"names entry {checkpoint.number} of the log, which is not there any more")
    elif last.seal != checkpoint.seal:
        yield Fault("the checkpoint", f"knows another entry {checkpoint.number} of the log: it was written anew since")
    else:
        now = _of(state, checkpoint.number)
        same = ("at", "reports", "decisions", "digest")
        if any(getattr(now, name) != getattr(checkpoint, name) for name in same):
            yield Fault("the checkpoint", "tells of other reports or decisions than there are")


def read_checkpoint(file: Path) -> Checkpoint:
    """The checkpoint in a file. Raises InputError where it holds none, or not as it was written."""
    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
        made = msgspec.json.decode(data, type=Checkpoint)
        sound = data == canonical(made) + b"\n"
    except OSError as fault:
        raise InputError(str(file), f"cannot be read ({fault.strerror})", "check the path") from fault
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        sound = False
    if not sound:
        raise InputError(str(file), "is no checkpoint, or was changed", "give the file that recount checkpoint wrote")
    return made


def write_checkpoint(made: Checkpoint, file: Path) -> None:
    """Write a checkpoint as one line of canonical JSON. Raises OutputError where that cannot be done."""
    half = file.with_name(f".{file.name}.half")
    try:
        half.write_bytes(canonical(made) + b"\n")
        half.replace(file)
    except OSError as fault:
        mend = "name a file that you may write, on a disk with room"
        raise OutputError(str(file), f"cannot be written ({fault.strerror})", mend) from fault
    finally:
        half.unlink(missing_ok=True)


def _of(state: State, until: int | None) -> Checkpoint:
    log = [entry for entry in state.log if until is None or entry.number <= until]
    numbers = {entry.number for entry in log}
    keys = [key for number, key in state.documents if number in numbers]
    acts = list(_parts(log))
    last = log[-1] if log else Entry(0, "", "", "", "", BEGINNING)
    return Checkpoint(
        recount=__version__,
        casebook=log[0].seal if log else BEGINNING,
        number=last.number,
        at=last.at,
        seal=last.seal,
        reports=len(keys),
        decisions=len(acts),
        digest=digest((*keys, *acts)),
    )


def _parts(log: Iterable[Entry]) -> Iterator[str]:
    """By each decision the hashes under which the log knows it."""
    for entry in log:
        if entry.what == DECIDE:
            told = told_of(entry.body, f"decision {entry.number}")
            yield f"{told.act} {told.person}"


def _signature(made: Checkpoint, key: Path | None) -> Iterator[Fault]:
    if key is not None:
        need()
        if not made.signature:
            yield Fault("the checkpoint", "is not signed")
            return
        if public_key(key) != made.key:
            yield Fault("the checkpoint", f"is not signed by the key in {key.name}")
    if made.signature and not is_signed(made.message(), made.signature, made.key):
        yield Fault("the checkpoint", "has a signature that is not right")
