"""Packed: what is looked at while it is new and seldom afterwards, kept in little memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, MutableMapping
from typing import TypeVar

import msgspec

T = TypeVar("T", bound=msgspec.Struct)

OPEN = 2_000
"""Values that are held as they are, the last that came; those before are packed."""

QUICKLY = 1
"""How hard packing tries: harder gains little."""


class Packed(MutableMapping[str, T]):
    """Values of the model by id. A hundred thousand extractions take a sixth of the memory so.

    What is not changed and not packed comes out as the same object; else as an equal one.
    """

    def __init__(self, kind: type[T], most: int = OPEN) -> None:
        self._most = most
        self._open: dict[str, T] = {}
        self._packed: dict[str, bytes | T] = {}
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(kind)

    def __getitem__(self, id: str) -> T:
        found = self._open.get(id)
        if found is None:
            packed = self._packed[id]
            found = self._decoder.decode(zlib.decompress(packed)) if isinstance(packed, bytes) else packed
        return found

    def __setitem__(self, id: str, value: T) -> None:
        self._packed.pop(id, None)
        self._open[id] = value
        if len(self._open) > self._most:
            oldest = next(iter(self._open))
            self._packed[oldest] = self._pack(self._open.pop(oldest))

    def _pack(self, value: T) -> bytes | T:
        """A value packed; as it is where it has a sign that cannot be written (half of a surrogate pair)."""
        try:
            return zlib.compress(self._encoder.encode(value), QUICKLY)
        except UnicodeEncodeError:
            return value

    def __delitem__(self, id: str) -> None:
        if id in self._open:
            del self._open[id]
        else:
            del self._packed[id]

    def __contains__(self, id: object) -> bool:
        return id in self._open or id in self._packed

    def __iter__(self) -> Iterator[str]:
        yield from self._packed
        yield from self._open

    def __len__(self) -> int:
        return len(self._open) + len(self._packed)
