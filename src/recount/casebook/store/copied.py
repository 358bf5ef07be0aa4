"""What copies are found by, in a store: runs of words with the reports that hold them, of many reports each row.

A row holds its runs (and bands of signatures) as sorted numbers, each with the place of the report that holds it among
the row's. All rows are read through for what a step asks: that costs less than looking each run up would.
"""

from __future__ import annotations

import hashlib
import sys
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

import msgspec

from recount.linking.copying.bodies import Body, body
from recount.linking.copying.candidates import CROWD, MONTH, SPREAD, Candidates, Marked, band_keys, marked
from recount.linking.copying.holders import Crowd

from .asking import Asking
from .batches import MANY, batched
from .lazy import Lazy
from .library import Library

FULL = 1_000
"""Reports of a row; a row of fewer is written again with those that come."""
_FAR = 0xFFFF
"""A step to a number that is farther off, or the place of no report."""
_BANDS = 0x9E3779B9
"""What is added to a band's number, so that it is no run's."""


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
    def places(self) -> array[int]:
        """The place of the report that each number is of."""
        both = bytearray(2 * len(self.low))
        first = 0 if sys.byteorder == "little" else 1
        both[first::2], both[1 - first :: 2] = self.low, zlib.decompress(self.high)
        return array("H", bytes(both))


Turn = tuple[bool, int, str]
"""What reports are compared in the order of: day, those without one last, and id."""


class _Report(NamedTuple):
    id: str
    number: int
    day: int
    house: int
    keys: frozenset[int]


class Holding:
    """Which reports hold what was asked for, in their turn; it looks like `Holders`."""

    def __init__(self, turns: Mapping[int, Turn]) -> None:
        self._turns = turns
        self.hidden: Set[int] = frozenset()
        """Reports that are not told of."""
        self._held: dict[int, list[int]] = {}
        self._loose: set[int] = set()

    def hold(self, key: int, number: int) -> None:
        """Note that a report holds a key."""
        self._held.setdefault(key, []).append(number)
        self._loose.add(key)

    def all(self, key: int) -> list[int]:
        """All reports that hold a key."""
        held = self._held.get(key, [])
        if key in self._loose:
            held.sort(key=self._turns.__getitem__)
            self._loose.discard(key)
        return held if self.hidden.isdisjoint(held) else [number for number in held if number not in self.hidden]

    def of(self, key: int) -> list[int]:
        """The first reports that hold a key."""
        return self.all(key)[:CROWD]

    def crowd(self, key: int) -> Crowd | None:
        """What is known of the holders of a key that are not listed, None where all are."""
        held = self.all(key)
        if len(held) <= CROWD:
            return None
        days = [day for number in held[CROWD:] if (day := self._turns[number][1])]
        return Crowd(len(held), min(days, default=0), max(days, default=0))


class KeptCandidates(Candidates):
    """Candidates of one transaction; reports are known by their numbers in the store."""

    def __init__(self, asking: Asking, library: Library, numbers: Mapping[str, int]) -> None:
        super().__init__()
        self._asking = asking
        self._library = library
        self._numbers = numbers
        self._new: dict[int, _Report] = {}
        self.gone: set[int] = set()
        self.turns: dict[int, Turn] = {}
        self._houses: dict[int, int] = {}
        self._asked: set[int] = set()
        self._held = Holding(self.turns)
        self._bodies = Lazy[int, Body](self._body)
        self._signatures = Lazy[int, "array[int]"](lambda number: self._marks(number).numbers)
        self._runs = self._held  # type: ignore[assignment]
        self._bands = _Bands(self._held)  # type: ignore[assignment]

    def day(self, number: int) -> int:
        """The day of a report of a number, 0 where it is not known."""
        return self.turns[number][1]

    def house(self, number: int) -> str:
        """Who published the report of a number; empty where it is not known."""
        house = self._houses[number]
        return str(house) if house else ""

    def add(self, one: Marked) -> int:
        """Take in a report; its number."""
        report = one.body.report
        number = self._numbers[report.id]
        self._bodies[number], self._signatures[number], self._sampled[number] = one.body, one.numbers, one
        self._new[number] = _Report(report.id, number, one.body.day, _house(one.body.house), _keys(one))
        self.turns[number] = turn_of(one.body)
        self._houses[number] = self._new[number].house
        return number

    def number(self, report: str) -> int:
        """The number of a report, by its id."""
        if report in self._numbers:
            return self._numbers[report]
        return int(self._asking.one("SELECT number FROM linked WHERE report = ?", report).number)

    def hold(self, number: int, one: Body) -> None:
        """Know a report that is no candidate: its words are another's."""
        self._bodies[number] = one
        self.turns[number] = turn_of(one)

    def drop(self, number: int) -> None:
        """Let go of a report that was there before: another of the same words comes before it."""
        self.gone.add(number)

    def enter(self, numbers: Iterable[int]) -> None:
        """Make ready to ask for what some reports are to be aligned with."""
        asked = list(numbers)
        self._fetch_bodies([number for number in asked if not dict.__contains__(self._bodies, number)])
        keys: set[int] = set()
        for number in asked:
            keys |= _keys(self._marks(number))
        self._load(keys)

    @contextmanager
    def before(self) -> Iterator[None]:
        """Tell, inside the block, what was there before the new reports came."""
        self._held.hidden = self._new.keys()
        try:
            yield
        finally:
            self._held.hidden = frozenset()

    def affected(self) -> set[int]:
        """The reports of before for which new ones may change what is a candidate, or a formula."""
        found: set[int] = set()
        for key in {key for one in self._new.values() for key in one.keys}:
            holders = self._held.all(key)
            old = [number for number in holders if number not in self._new]
            if old and not self._as_before(old, holders):
                found.update(old)
        return found - self.gone

    def done(self) -> None:
        """Nothing is let go of: the transaction ends soon."""

    def rows(self) -> list[dict[str, Any]]:
        """What is to be written: the reports taken in, with those of the last row if it is not full."""
        made: dict[int, list[_Report]] = {}
        last, size = 0, FULL
        for row in self._asking.all("SELECT number, size, body FROM runs ORDER BY number"):
            last, size = row.number, row.size
            if self.gone:
                there = _opened(_row.decode(row.body))
                left = [one for one in there if one.number not in self.gone]
                if len(left) < len(there):
                    made[last], size = left, len(left)
        reports = list(self._new.values())
        if reports:
            if size < FULL:
                if last not in made:
                    body = self._asking.one("SELECT body FROM runs WHERE number = ?", last).body
                    made[last] = _opened(_row.decode(body))
                reports, at = made[last] + reports, last
            else:
                at = last + 1
            for begin in range(0, len(reports), FULL):
                made[at] = reports[begin : begin + FULL]
                at += 1
        return [{"number": at, "size": len(part), "body": _packed(part)} for at, part in sorted(made.items())]

    def _as_before(self, old: Sequence[int], now: Sequence[int]) -> bool:
        """Whether what holds a key leads where it led before, whoever asks."""
        if len(old) >= SPREAD and self._spread(old) > MONTH:
            return True
        return len(old) > CROWD and list(now[:CROWD]) == list(old[:CROWD]) and self._spread(now) <= MONTH

    def _spread(self, numbers: Iterable[int]) -> int:
        days = [day for number in numbers if (day := self.turns[number][1])]
        return max(days) - min(days) if days else 0

    def _marks(self, number: int) -> Marked:
        if number not in self._sampled:
            self._sampled[number] = marked(self._bodies[number])
        return self._sampled[number]

    def _load(self, keys: set[int]) -> None:
        asked = keys - self._asked
        if not asked:
            return
        self._asked |= asked
        for held, places, numbers in self._rows_of_runs:
            for key in asked.intersection(held):
                for at in range(bisect_left(held, key), bisect_right(held, key)):
                    if places[at] != _FAR and numbers[places[at]] not in self.gone:
                        self._held.hold(key, numbers[places[at]])
        for one in self._new.values():
            for key in one.keys & asked:
                self._held.hold(key, one.number)

    @cached_property
    def _rows_of_runs(self) -> list[tuple[array[int], array[int], array[int]]]:
        """What each row holds, sorted, with the places of the reports that hold it, and the reports' numbers."""
        rows = []
        for each in self._asking.all("SELECT body FROM runs ORDER BY number"):
            row = _row.decode(each.body)
            numbers, days = array("I", row.numbers), array("I", row.days)
            self.turns.update((n, (not day, day, id)) for n, day, id in zip(numbers, days, row.ids, strict=True))
            self._houses.update(zip(numbers, array("I", row.houses), strict=True))
            rows.append((array("I", accumulate(array("H", row.steps))), row.places, numbers))
        return rows

    def _fetch_bodies(self, numbers: Sequence[int]) -> None:
        """Fetch the words of reports that were there before, many at once."""
        for part in batched(numbers, MANY):
            asked = f"SELECT number, report FROM linked WHERE number IN ({', '.join('?' * len(part))})"  # noqa: S608
            ids = {row.number: row.report for row in self._asking.all(asked, *part)}
            self._library.fetch({n: id for n, id in ids.items() if not dict.__contains__(self._library.reports, id)})

    def _body(self, number: int) -> Body | None:
        row = self._asking.one("SELECT report FROM linked WHERE number = ?", number)
        if row is None:
            return None
        return body(self._library.reports[row.report], self._library.extractions.get(row.report))


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


def turn_of(one: Body) -> Turn:
    """When a report's turn is."""
    return (not one.day, one.day, one.report.id)


def _keys(one: Marked) -> frozenset[int]:
    return frozenset((*one.runs, *map(_of_band, band_keys(one.numbers))))


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


def _opened(row: _Row) -> list[_Report]:
    keys: dict[int, set[int]] = {}
    for key, at in zip(accumulate(array("H", row.steps)), row.places, strict=True):
        if at != _FAR:
            keys.setdefault(at, set()).add(key)
    rows = zip(row.ids, array("I", row.numbers), array("I", row.days), array("I", row.houses), strict=True)
    return [_Report(*one, frozenset(keys.get(at, ()))) for at, one in enumerate(rows)]


_row = msgspec.msgpack.Decoder(_Row)
