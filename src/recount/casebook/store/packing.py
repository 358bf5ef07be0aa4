"""Bytes as they are kept: packed, and sealed so that a changed byte is found."""

from __future__ import annotations

import hashlib
import zlib
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from recount.model import DataError

LEVEL = 9
WINDOW = 32_768
"""Bytes that zlib looks back."""
_MEND = "put the casebook back from a copy that verifies"


class Packed(NamedTuple):
    """Packed bytes with the seal of them as they stand."""

    body: bytes
    seal: str


def pack(data: bytes, *names: object, like: bytes = b"") -> Packed:
    """Bytes packed by zlib, sealed with all that names them; the smaller the more of them stands in `like`.

    The packed bytes may differ from one zlib to another; what they unpack to never does.
    """
    packer = zlib.compressobj(LEVEL, zdict=like[-WINDOW:]) if like else zlib.compressobj(LEVEL)
    body = packer.compress(data) + packer.flush()
    return Packed(body, seal(body, *names))


def seal(body: bytes, *names: object) -> str:
    """The hash of bytes and of what names them: of nothing else, and of all of it."""
    return hashlib.sha256(msgspec.json.encode([*map(str, names)]) + b"\n" + body).hexdigest()


def unpack(body: bytes, sealed: str, what: str, *names: object, like: bytes = b"") -> bytes:
    """The bytes that were packed, with the same `like`. Raises DataError, naming `what`, where anything was changed."""
    if seal(body, *names) != sealed:
        raise DataError(what, "was changed since it was kept", _MEND)
    return opened(body, what, like)


def opened(body: bytes, what: str, like: bytes = b"") -> bytes:
    """The bytes that were packed, where no seal is kept. Raises DataError where they are broken."""
    opener = zlib.decompressobj(zdict=like[-WINDOW:]) if like else zlib.decompressobj()
    try:
        data = opener.decompress(body) + opener.flush()
    except zlib.error:
        raise DataError(what, "is broken", _MEND) from None
    if not opener.eof or opener.unused_data:
        raise DataError(what, "is broken", _MEND)
    return data


def squeeze(data: bytes) -> bytes:
    """Bytes of what linking made, small: without a seal, and without what zlib writes around them."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -15, zdict=_linked())
    return packer.compress(data) + packer.flush()


def unsqueeze(body: bytes) -> bytes:
    """The bytes that were squeezed. Raises DataError where they are broken."""
    opener = zlib.decompressobj(-15, zdict=_linked())
    try:
        data = opener.decompress(body)
    except zlib.error:
        raise DataError("a cache", "is broken", _MEND) from None
    if not opener.eof or opener.unused_data:
        raise DataError("a cache", "is broken", _MEND)
    return data


def like_readings_of(text: str) -> bytes:
    """What readings of a report look like: words that they all have, and the report's own."""
    return _readings() + text.encode(errors="replace")[: WINDOW - len(_readings())]


@lru_cache
def _linked() -> bytes:
    """What linking made of the example that ships with Recount (`tools/make_likeness.py`)."""
    return (files("recount") / "casebook" / "store" / "linked.1.bin").read_bytes()


@lru_cache
def _readings() -> bytes:
    """The words that readings have in common. They never change: what was packed with them could not be unpacked."""
    return (files("recount") / "casebook" / "store" / "readings.1.txt").read_bytes()
