"""Bytes as they are kept: packed, and sealed so that a changed byte is found."""

from __future__ import annotations

import hashlib
import zlib
from typing import NamedTuple

from recount.model import DataError

LEVEL = 6


class Packed(NamedTuple):
    """Packed bytes with the SHA-256 of them as they stand."""

    body: bytes
    seal: str


def pack(data: bytes) -> Packed:
    """Bytes packed by zlib. The packed bytes may differ from one zlib to another; what they unpack to never does."""
    body = zlib.compress(data, LEVEL)
    return Packed(body, hashlib.sha256(body).hexdigest())


def unpack(body: bytes, seal: str, what: str) -> bytes:
    """The bytes that were packed. Raises DataError, which names `what`, where a byte was changed since."""
    if hashlib.sha256(body).hexdigest() != seal:
        raise DataError(what, "was changed since it was kept", "put the casebook back from a copy that verifies")
    return opened(body, what)


def opened(body: bytes, what: str) -> bytes:
    """The bytes that were packed, where no seal is kept. Raises DataError where they are broken."""
    try:
        return zlib.decompress(body)
    except zlib.error:
        raise DataError(what, "is broken", "put the casebook back from a copy that verifies") from None
