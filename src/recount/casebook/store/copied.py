"""What copies are found by, in a store: runs of words with the reports that hold them, of many reports each row.

A row holds its runs (and bands of signatures) as sorted numbers, each with the place of the report that holds it among
the row's. All rows are read through for what a step asks: that costs less than looking each run up would.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import Any, NamedTuple

import msgspec

from recount.linking.copying.bodies import Body, body
from recount.linking.copying.candidates import CROWD, Candidates, Marked, band_keys, marked
from recount.linking.copying.holders import Crowd

from .asking import Asking
from .lazy import Lazy
from .library import Library

FULL = 1_000
"""Reports of a row; a row of fewer is written again with those that come."""
_FAR = 0xFFFF
"""A step to a number that is farther off, or the place of no report."""
_BANDS = 0x9E3779B9
"""What is added to a band's number, so that it is no run's."""


class _Row(msgspec.Struct, array_like=True):
    """Reports by place: number, day, outlet; then the sorted numbers of what they hold, as steps, with the places."""

    numbers: bytes
    days: bytes
    houses: bytes
    steps: bytes
    places: bytes


class _Report(NamedTuple):
    number: int
    day: int
    house: int
    keys: frozenset[int]


class Holding:
    """Which reports hold what was asked for, those that came first first; it looks like `Holders`."""

    def __init__(self, days: Mapping[int, int]) -> None:
        self._days = days
        self._held: dict[int, list[int]] = {}

    def hold(self, key: int, number: int) -> None:
        """Note that a report holds a key."""
        self._held.setdefault(key, []).append(number)

    def settle(self) -> None:
        """Put holders in order: by day, then as they came."""
        for held in self._held.values():
            if len(held) > 1:
                held.sort(key=lambda number: (not self._days[number], self._days[number], number))

    def of(self, key: int) -> list[int]:
        """The first reports that hold a key."""
        return self._held.get(key, [])[:CROWD]

    def crowd(self, key: int) -> Crowd | None:
        """What is known of the holders of a key that are not listed, None where all are."""
        held = self._held.get(key, [])
        if len(held) <= CROWD:
            return None
        days = [day for number in held[CROWD:] if (day := self._days[number])]
        return Crowd(len(held), min(days, default=0), max(days, default=0))


class KeptCandidates(Candidates):
    """Candidates of one transaction; reports are known by their numbers in the store."""

    def __init__(self, asking: Asking, library: Library, numbers: Mapping[str, int]) -> None:
        super().__init__()
        self._asking = asking
        self._library = library
        self._numbers = numbers
        self._reports: dict[int, _Report] = {}
        self._days: dict[int, int] = {}
        self._houses: dict[int, int] = {}
        self._loaded = False
        self._held = Holding(self._days)
        self._bodies = Lazy[int, Body](self._body)
        self._signatures = Lazy[int, "array[int]"](lambda number: marked(self._bodies[number]).numbers)
        self.prints = Lazy[bytes, int](self._same)

    def day(self, number: int) -> int:
        """The day of a report of a number, 0 where it is not known."""
        return self._days[number]

    def house(self, number: int) -> str:
        """Who published the report of a number; empty where it is not known."""
        house = self._houses[number]
        return str(house) if house else ""

    def add(self, one: Marked) -> int:
        """Take in a report; its number."""
        number = self._numbers[one.body.report.id]
        self._bodies[number], self._signatures[number], self._sampled[number] = one.body, one.numbers, one
        keys = frozenset((*one.runs, *map(_of_band, band_keys(one.numbers))))
        self._reports[number] = _Report(number, one.body.day, _house(one.body.house), keys)
        return number

    def of(self, number: int) -> tuple[list[int], bytes]:
        """The reports (numbers) to align a report with, and a byte for each of its words, 1 where a formula."""
        if not self._loaded:
            self._load()
        return super().of(number)

    def done(self) -> None:
        """Let go of what only `of` needs."""

    def rows(self) -> list[dict[str, Any]]:
        """What is to be written: the reports taken in, with those of the last row if it is not full."""
        if not self._reports:
            return []
        last = self._asking.one("SELECT number, size, body FROM runs ORDER BY number DESC LIMIT 1")
        reports = list(self._reports.values())
        number = 0 if last is None else last.number
        if last is not None and last.size < FULL:
            reports = _opened(_row.decode(last.body)) + reports
        elif last is not None:
            number += 1
        parts = [reports[at : at + FULL] for at in range(0, len(reports), FULL)]
        return [{"number": number + at, "size": len(part), "body": _packed(part)} for at, part in enumerate(parts)]

    def _load(self) -> None:
        self._loaded = True
        asked = frozenset[int]().union(*(one.keys for one in self._reports.values()))
        for each in self._asking.all("SELECT body FROM runs ORDER BY number"):
            row = _row.decode(each.body)
            numbers, places = array("I", row.numbers), array("H", row.places)
            self._days.update(zip(numbers, array("I", row.days), strict=True))
            self._houses.update(zip(numbers, array("I", row.houses), strict=True))
            for at, key in [(at, key) for at, key in enumerate(accumulate(array("H", row.steps))) if key in asked]:
                if places[at] != _FAR:
                    self._held.hold(key, numbers[places[at]])
        for one in self._reports.values():
            self._days[one.number], self._houses[one.number] = one.day, one.house
            for key in one.keys:
                self._held.hold(key, one.number)
        self._held.settle()
        self._runs = self._held  # type: ignore[assignment]
        self._bands = _Bands(self._held)  # type: ignore[assignment]

    def _body(self, number: int) -> Body | None:
        row = self._asking.one("SELECT report FROM linked WHERE number = ?", number)
        if row is None:
            return None
        return body(self._library.reports[row.report], self._library.extractions.get(row.report))

    def _same(self, digest: bytes) -> int | None:
        row = self._asking.one("SELECT min(number) AS number FROM linked WHERE print = ?", print_of(digest))
        return None if row is None or row.number is None else int(row.number)


class _Bands:
    """Holders of bands, among those of runs."""

    def __init__(self, held: Holding) -> None:
        self._held = held

    def of(self, key: int) -> list[int]:
        """The first reports that hold a band."""
        return self._held.of(_of_band(key))


def print_of(digest: bytes) -> int:
    """The start of a hash of words, as a number that both databases hold."""
    return int.from_bytes(digest[:8], "big") >> 1


def _of_band(key: int) -> int:
    return (key + _BANDS) & 0xFFFFFFFF


def _house(house: str) -> int:
    if not house:
        return 0
    return int.from_bytes(hashlib.blake2b(house.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big") or 1


def _packed(reports: Iterable[_Report]) -> bytes:
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
            array("I", [one.number for one in held]).tobytes(),
            array("I", [one.day for one in held]).tobytes(),
            array("I", [one.house for one in held]).tobytes(),
            steps.tobytes(),
            places.tobytes(),
        )
    )


def _opened(row: _Row) -> list[_Report]:
    keys: dict[int, set[int]] = {}
    for key, at in zip(accumulate(array("H", row.steps)), array("H", row.places), strict=True):
        if at != _FAR:
            keys.setdefault(at, set()).add(key)
    rows = zip(array("I", row.numbers), array("I", row.days), array("I", row.houses), strict=True)
    return [_Report(*one, frozenset(keys.get(at, ()))) for at, one in enumerate(rows)]


_row = msgspec.msgpack.Decoder(_Row)
