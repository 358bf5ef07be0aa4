"""Packed: what is looked at while it is new and seldom afterwards, kept in little memory."""

from __future__ import annotations

import zlib
from abc import abstractmethod
from collections.abc import Iterator, MutableMapping
from typing import Any, Generic, TypeVar

import msgspec

K = TypeVar("K")
V = TypeVar("V")
C = TypeVar("C")
T = TypeVar("T", bound=msgspec.Struct)

OPEN = 2_000
"""Values that are held as they are, the last that came; those before are packed."""

QUICKLY = 1
"""How hard packing tries: harder gains little."""

NOTHING: frozenset[Any] = frozenset()
"""The one empty set that all hold who have none: each made anew takes room of its own."""


class Aging(MutableMapping[K, V], Generic[K, V, C]):
    """Values by key, of which the last that came are held as they are, and those before in another form."""

    def __init__(self, most: int = OPEN) -> None:
        self._most = most
        self._open: dict[K, V] = {}
        self._closed: dict[K, C] = {}

    @abstractmethod
    def _close(self, value: V) -> C:
        """The form in which a value of long ago is held."""

    @abstractmethod
    def _opened(self, closed: C) -> V:
        """The value that is held so."""

    def __getitem__(self, key: K) -> V:
        found = self._open.get(key)
        return self._opened(self._closed[key]) if found is None else found

    def __setitem__(self, key: K, value: V) -> None:
        self._closed.pop(key, None)
        self._open[key] = value
        if len(self._open) > self._most:
            oldest = next(iter(self._open))
            self._closed[oldest] = self._close(self._open.pop(oldest))

    def __delitem__(self, key: K) -> None:
        if key in self._open:
            del self._open[key]
        else:
            del self._closed[key]

    def __contains__(self, key: object) -> bool:
        return key in self._open or key in self._closed

    def __iter__(self) -> Iterator[K]:
        yield from self._closed
        yield from self._open

    def __len__(self) -> int:
        return len(self._open) + len(self._closed)


class Packed(Aging[str, T, "bytes | T"]):
    """Values of the model by id. A hundred thousand extractions take a sixth of the memory so.

    What is not changed and not packed comes out as the same object; else as an equal one.
    """

    def __init__(self, kind: type[T], most: int = OPEN) -> None:
        super().__init__(most)
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(kind)

    def _close(self, value: T) -> bytes | T:
        """A value packed; as it is where it has a sign that cannot be written (half of a surrogate pair)."""
        try:
            return zlib.compress(self._encoder.encode(value), QUICKLY)
        except UnicodeEncodeError:
            return value

    def _opened(self, closed: bytes | T) -> T:
        return self._decoder.decode(zlib.decompress(closed)) if isinstance(closed, bytes) else closed
