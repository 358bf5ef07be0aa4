"""Bytes as they are kept: packed, and sealed so that a changed byte is found."""

from __future__ import annotations

import hashlib
import zlib
from typing import NamedTuple

import msgspec

from recount.model import DataError

LEVEL = 6
_MEND = "put the casebook back from a copy that verifies"


class Packed(NamedTuple):
    """Packed bytes with the seal of them as they stand."""

    body: bytes
    seal: str


def pack(data: bytes, *names: object) -> Packed:
    """Bytes packed by zlib, sealed with all that names them.

    The packed bytes may differ from one zlib to another; what they unpack to never does.
    """
    body = zlib.compress(data, LEVEL)
    return Packed(body, seal(body, *names))


def seal(body: bytes, *names: object) -> str:
    """The hash of bytes and of what names them: of nothing else, and of all of it."""
    return hashlib.sha256(msgspec.json.encode([*map(str, names)]) + b"\n" + body).hexdigest()


def unpack(body: bytes, sealed: str, what: str, *names: object) -> bytes:
    """The bytes that were packed. Raises DataError, which names `what`, where anything was changed since."""
    if seal(body, *names) != sealed:
        raise DataError(what, "was changed since it was kept", _MEND)
    return opened(body, what)


def opened(body: bytes, what: str) -> bytes:
    """The bytes that were packed, where no seal is kept. Raises DataError where they are broken."""
    try:
        return zlib.decompress(body)
    except zlib.error:
        raise DataError(what, "is broken", _MEND) from None
