"""Runs of words with the reports that hold them, as they are kept: of many reports each row.

A row holds its runs (and bands of signatures) as sorted numbers, each with the place of the report that holds it among
the row's. All rows are read through for what a step asks: that costs less than looking each run up would.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Set
from itertools import accumulate
from typing import Any, NamedTuple

import msgspec

from .asking import Asking

FULL = 1_000
"""Reports of a row; a row of fewer is written again with those that come."""
_FAR = 0xFFFF
"""A step to a number that is farther off, or the place of no report."""


class Holder(NamedTuple):
    """A report that holds runs and bands: its id and number, the ordinal of its day, a number for who published it."""

    id: str
    number: int
    day: int
    house: int
    keys: frozenset[int]


class _Row(msgspec.Struct, array_like=True):
    """Reports by place: id, number, day, outlet; then the sorted numbers of what they hold, as steps, with places.

    Places are kept as their low bytes, and their high bytes packed: these are nearly all 0, 1, 2 or 3."""

    ids: tuple[str, ...]
    numbers: bytes
    days: bytes
    houses: bytes
    steps: bytes
    low: bytes
    high: bytes

    @property
    def places(self) -> bytes:
        """The place of the report that each number is of, in two bytes each."""
        both = bytearray(2 * len(self.low))
        first = 0 if sys.byteorder == "little" else 1
        both[first::2], both[1 - first :: 2] = self.low, zlib.decompress(self.high)
        return bytes(both)


class Read(NamedTuple):
    """A row that was read: its reports by place, the sorted numbers of what they hold, the place that each is of."""

    ids: tuple[str, ...]
    numbers: array[int]
    days: array[int]
    houses: array[int]
    held: array[int]
    places: bytes

    def holders(self, keys: set[int]) -> Iterator[tuple[int, int]]:
        """What of some keys is held, with the number of the report that holds it."""
        places = memoryview(self.places).cast("H")
        for key in keys.intersection(self.held):
            for at in range(bisect_left(self.held, key), bisect_right(self.held, key)):
                if places[at] != _FAR:
                    yield key, self.numbers[places[at]]

    def keys(self, place: int) -> list[int]:
        """All that the report of a place holds."""
        sought, found = place.to_bytes(2, sys.byteorder), []
        at = self.places.find(sought)
        while at >= 0:
            if not at & 1:
                found.append(self.held[at >> 1])
            at = self.places.find(sought, at + 2 - (at & 1))
        return found

    def reports(self) -> list[Holder]:
        """The reports with all that they hold."""
        keys: dict[int, set[int]] = {}
        for key, at in zip(self.held, memoryview(self.places).cast("H"), strict=True):
            if at != _FAR:
                keys.setdefault(at, set()).add(key)
        rows = zip(self.ids, self.numbers, self.days, self.houses, strict=True)
        return [Holder(*one, frozenset(keys.get(at, ()))) for at, one in enumerate(rows)]


def read_runs(asking: Asking) -> list[Read]:
    """All rows."""
    return [_read(row.body) for row in asking.all("SELECT body FROM runs ORDER BY number")]


def rows_with(asking: Asking, reports: Iterable[Holder], gone: Set[int]) -> list[dict[str, Any]]:
    """What is to be written, so that some reports are there, in the last row if it has room, and others are gone.

    These are told by their numbers.
    """
    made: dict[int, list[Holder]] = {}
    sizes = {row.number: row.size for row in asking.all("SELECT number, size FROM runs ORDER BY number")}

    def body(number: int) -> bytes:
        return bytes(asking.one("SELECT body FROM runs WHERE number = ?", number).body)

    for number in sizes if gone else ():
        there = body(number)
        if not gone.isdisjoint(array("I", _row.decode(there).numbers)):
            made[number] = [one for one in _read(there).reports() if one.number not in gone]
            sizes[number] = len(made[number])
    come = list(reports)
    if come:
        at = max(sizes, default=0)
        if sizes.get(at, FULL) < FULL:
            come = (made[at] if at in made else _read(body(at)).reports()) + come
        else:
            at += 1
        for begin in range(0, len(come), FULL):
            made[at] = come[begin : begin + FULL]
            at += 1
    return [{"number": at, "size": len(part), "body": _packed(part)} for at, part in sorted(made.items())]


def _read(body: bytes) -> Read:
    row = _row.decode(body)
    held = array("I", accumulate(array("H", row.steps)))
    return Read(row.ids, array("I", row.numbers), array("I", row.days), array("I", row.houses), held, row.places)


def _packed(reports: Iterable[Holder]) -> bytes:
    held = list(reports)
    steps, places, before = array("H"), array("H"), 0
    for key, at in sorted((key, at) for at, one in enumerate(held) for key in one.keys):
        step, before = key - before, key
        while step >= _FAR:
            steps.append(_FAR)
            places.append(_FAR)
            step -= _FAR
        steps.append(step)
        places.append(at)
    return msgspec.msgpack.encode(
        _Row(
            tuple(one.id for one in held),
            array("I", [one.number for one in held]).tobytes(),
            array("I", [one.day for one in held]).tobytes(),
            array("I", [one.house for one in held]).tobytes(),
            steps.tobytes(),
            bytes(place & 0xFF for place in places),
            _huffman(bytes(place >> 8 for place in places)),
        )
    )


def _huffman(data: bytes) -> bytes:
    packer = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS, 9, zlib.Z_HUFFMAN_ONLY)
    return packer.compress(data) + packer.flush()


_row = msgspec.msgpack.Decoder(_Row)
