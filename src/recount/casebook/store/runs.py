"""Runs of words with the reports that hold them, as they are kept: of many reports each row.

A row holds its runs (and bands of signatures) as sorted numbers, each with the place of the report that holds it among
the row's. All rows are read through for what a step asks, as arrays: that costs less than looking each run up would.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterable, Set
from typing import Any, NamedTuple

import msgspec
import numpy as np

from .asking import Asking

FULL = 1_000
"""Reports of a row; a row of fewer is written again with those that come."""
_FAR = 0xFFFF
"""A step to a number that is farther off, or the place of no report."""
Numbers = np.ndarray[tuple[int, ...], np.dtype[np.unsignedinteger[Any]]]
"""An array of numbers from 0 on."""


class Holder(NamedTuple):
    """A report that holds runs and bands: its id and number, the ordinal of its day, a number for who published it, and
    what it holds, sorted."""

    id: str
    number: int
    day: int
    house: int
    keys: Numbers


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
    def places(self) -> Numbers:
        """The place of the report that each number is of."""
        both = bytearray(2 * len(self.low))
        first = 0 if sys.byteorder == "little" else 1
        both[first::2], both[1 - first :: 2] = self.low, zlib.decompress(self.high)
        return np.frombuffer(both, np.uint16)


class Read(NamedTuple):
    """A row that was read: its reports by place, the sorted numbers of what they hold, the place that each is of."""

    ids: tuple[str, ...]
    numbers: Numbers
    days: Numbers
    houses: Numbers
    held: Numbers
    places: Numbers

    def holders(self, keys: Numbers) -> tuple[Numbers, Numbers]:
        """What of some keys, sorted, is held, and by that the number of the report that holds it."""
        at = _met(self.held, keys)
        at = at[self.places[at] != _FAR]
        return self.held[at], self.numbers[self.places[at]]

    def keys(self, of: Iterable[int]) -> dict[int, Numbers]:
        """All that some reports hold, sorted, by their places."""
        wanted = sorted(of)
        asked = np.zeros(_FAR + 1, np.bool_)
        asked[wanted] = True
        at = np.flatnonzero(asked[self.places])
        at = at[np.argsort(self.places[at], kind="stable")]
        ends = np.searchsorted(self.places[at], wanted, "right")
        return dict(zip(wanted, np.split(self.held[at], ends[:-1]), strict=True))

    def reports(self) -> list[Holder]:
        """The reports with all that they hold."""
        keys = self.keys(range(len(self.ids)))
        rows = zip(self.ids, self.numbers.tolist(), self.days.tolist(), self.houses.tolist(), strict=True)
        return [Holder(*one, keys[at]) for at, one in enumerate(rows)]


def _met(held: Numbers, keys: Numbers) -> Any:
    """Where what is held, sorted, is one of some keys, sorted and each once: the fewer are looked up in the more."""
    if len(held) <= len(keys):
        at = np.searchsorted(keys, held)
        at[at == len(keys)] = 0
        return np.flatnonzero(keys[at] == held)
    first, end = np.searchsorted(held, keys, "left"), np.searchsorted(held, keys, "right")
    there = end - first
    before = np.cumsum(there) - there
    return np.repeat(first - before, there) + np.arange(int(there.sum()))


def read_runs(asking: Asking) -> list[Read]:
    """All rows."""
    return [_read(row.body) for row in asking.all("SELECT body FROM runs ORDER BY number")]


def rows_with(asking: Asking, reports: Iterable[Holder], gone: Set[int]) -> list[dict[str, Any]]:
    """What is to be written, so that some reports are there, in the last row if it has room, and others are gone.

    These are told by their numbers. A row of the size 0 holds none any more.
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
    return [
        {"number": at, "size": len(part), "body": _packed(part) if part else b""} for at, part in sorted(made.items())
    ]


def _read(body: bytes) -> Read:
    row = _row.decode(body)
    held = np.cumsum(np.frombuffer(row.steps, np.uint16), dtype=np.uint32)
    numbers, days, houses = (np.frombuffer(one, np.uint32) for one in (row.numbers, row.days, row.houses))
    return Read(row.ids, numbers, days, houses, held, row.places)


def _packed(reports: Iterable[Holder]) -> bytes:
    held = list(reports)
    keys = np.concatenate([one.keys for one in held])
    of = np.repeat(np.arange(len(held)), [len(one.keys) for one in held])
    order = np.lexsort((of, keys))
    step = np.diff(keys[order].astype(np.int64), prepend=0)
    at = np.cumsum(step // _FAR + 1) - 1  # a far step is several
    steps = np.full(at[-1] + 1 if len(at) else 0, _FAR, np.uint16)
    places = steps.copy()
    steps[at], places[at] = np.mod(step, _FAR), of[order]
    return msgspec.msgpack.encode(
        _Row(
            tuple(one.id for one in held),
            array("I", [one.number for one in held]).tobytes(),
            array("I", [one.day for one in held]).tobytes(),
            array("I", [one.house for one in held]).tobytes(),
            steps.tobytes(),
            (places & 0xFF).astype(np.uint8).tobytes(),
            _huffman((places >> 8).astype(np.uint8).tobytes()),
        )
    )


def _huffman(data: bytes) -> bytes:
    packer = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS, 9, zlib.Z_HUFFMAN_ONLY)
    return packer.compress(data) + packer.flush()


_row = msgspec.msgpack.Decoder(_Row)
