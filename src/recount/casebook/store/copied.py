"""What copies are found by, in a store: which reports hold the runs of words that a step asks for."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import numpy as np

from recount.linking.copying.bodies import Body, body
from recount.linking.copying.candidates import (
    BAND,
    CROWD,
    HITS,
    MONTH,
    SPREAD,
    Candidates,
    Led,
    Marked,
    band_keys,
    by_runs,
    covered,
    marked,
)
from recount.linking.copying.holders import Crowd

from .asking import Asking
from .batches import MANY, batched
from .lazy import Lazy
from .library import Library
from .runs import Holder, Numbers, Read, read_runs, rows_with

_NONE: Numbers = np.empty(0, np.uint32)
Turn = tuple[bool, int, str]
"""What reports are compared in the order of: day, those without one last, and id."""


class Holding:
    """Which reports hold what was asked for, in their turn; it looks like `Holders`."""

    def __init__(self, turns: Mapping[int, Turn]) -> None:
        self._turns = turns
        self.hidden: Set[int] = frozenset()
        """Reports that are not told of."""
        self._held: dict[int, list[int]] = {}

    def hold(self, keys: Numbers, numbers: Numbers) -> None:
        """Note who holds what, of keys not noted yet. Those of one holder are let go of: most lead nowhere."""
        order = np.argsort(keys, kind="stable")
        keys, numbers = keys[order], numbers[order]
        begins = np.flatnonzero(np.diff(keys, prepend=keys[:1] - 1)) if len(keys) else order
        ends = np.append(begins[1:], len(keys))
        several = ends - begins > 1
        for begin, end in zip(begins[several].tolist(), ends[several].tolist(), strict=True):
            self._held[int(keys[begin])] = sorted(numbers[begin:end].tolist(), key=self._turns.__getitem__)

    def shared(self, keys: Numbers) -> list[int]:
        """Those of some keys that several reports hold."""
        return [key for key in keys.tolist() if key in self._held]

    def all(self, key: int, hidden: Set[int] | None = None) -> list[int]:
        """All reports that hold a key, if there are several, but for those that are `hidden`."""
        held = self._held.get(key, [])
        hidden = self.hidden if hidden is None else hidden
        if not hidden or hidden.isdisjoint(held):
            return held
        return [number for number in held if number not in hidden]

    def of(self, key: int) -> list[int]:
        """The first reports that hold a key, if there are several."""
        return self.all(key)[:CROWD]

    def crowd(self, key: int) -> Crowd | None:
        """What is known of the holders of a key that are not listed, None where all are."""
        held = self.all(key)
        if len(held) <= CROWD:
            return None
        days = [day for number in held[CROWD:] if (day := self._turns[number][1])]
        return Crowd(len(held), min(days, default=0), max(days, default=0))


class KeptCandidates(Candidates):
    """Candidates of one transaction; reports are known by their numbers in the store.

    Of a report that was there before, what it holds is read from the rows of runs; its words only where it is aligned.
    """

    def __init__(self, asking: Asking, library: Library, numbers: Mapping[str, int]) -> None:
        super().__init__()
        self._asking = asking
        self._library = library
        self._numbers = numbers
        self._new: dict[int, Holder] = {}
        self.gone: set[int] = set()
        self.turns: dict[int, Turn] = {}
        self._houses: dict[int, int] = {}
        self._asked = _NONE
        self._held = Holding(self.turns)
        self._held.hidden = self.gone
        self._bodies = Lazy[int, Body](self._body)
        self._signatures = Lazy[int, Any](lambda number: marked(self._bodies[number]).numbers)
        self._marks = Lazy[int, Marked](lambda number: by_runs(self._bodies[number]))
        self._keys: dict[int, Numbers] = {}
        self._runs = self._bands = self._held  # type: ignore[assignment]

    def day(self, number: int) -> int:
        """The day of a report of a number, 0 where it is not known."""
        return self.turns[number][1]

    def turn(self, number: int) -> Turn:
        """What reports are compared in the order of, which is not that of their numbers."""
        return self.turns[number]

    def house(self, number: int) -> str:
        """Who published the report of a number; empty where it is not known."""
        house = self._houses[number]
        return str(house) if house else ""

    def add(self, one: Marked) -> int:
        """Take in a report; its number."""
        report = one.body.report
        number = self.number(report.id)
        self._bodies[number], self._signatures[number], self._marks[number] = one.body, one.numbers, one
        keys = np.array(sorted({*one.runs, *band_keys(one.numbers)}), np.uint32)
        self._new[number] = Holder(report.id, number, one.body.day, _house(one.body.house), keys)
        self._keys[number] = keys
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
        """Let go of a report that was there before, by itself or for another of the same words comes before it."""
        self.gone.add(number)

    def led(self, numbers: Iterable[int]) -> dict[int, Led]:
        """Where some reports lead."""
        asked = list(numbers)
        self._load(self._keys_of(asked))
        return {number: self._led_by(self._keys[number], number) for number in asked}

    def formulas(self, number: int, led: Led) -> bytes:
        """A byte for each word of a report that leads so, 1 where it stands in a formula."""
        return covered(self._marks[number], led.formulas)

    def fetch(self, numbers: Iterable[int]) -> None:
        """Fetch the words of some reports, many at once."""
        for part in batched([one for one in numbers if not dict.__contains__(self._bodies, one)], MANY):
            asked = f"SELECT number, report FROM linked WHERE number IN ({', '.join('?' * len(part))})"  # noqa: S608
            ids = {row.number: row.report for row in self._asking.all(asked, *part)}
            self._library.fetch({n: id for n, id in ids.items() if not dict.__contains__(self._library.reports, id)})

    @contextmanager
    def before(self) -> Iterator[None]:
        """Tell, inside the block, what was there before the new reports came and others went."""
        self._held.hidden = self._new.keys()
        try:
            yield
        finally:
            self._held.hidden = self.gone

    def affected(self) -> set[int]:
        """The reports that stay for which those that come or go may change what is a candidate, or a formula.

        A run that more or fewer reports hold now may have become a formula or be none any more, or lead elsewhere;
        where it leads to a new report too, that counts from so many runs on as make a candidate.
        """
        keys = self._keys_of((*self._new, *self.gone))
        self._load(keys)
        found: set[int] = set()
        met: Counter[tuple[int, int]] = Counter()
        for key in self._held.shared(keys):
            holders, before = self._held.all(key), self._held.all(key, self._new.keys())
            old = [number for number in before if number not in self.gone]
            if not old or self._as_before(key, before, holders):
                continue
            if key >= BAND:
                found.update(old)
                continue
            for number in old:
                come = self._come(key, before, holders, number)
                if come is None:
                    found.add(number)
                else:
                    met.update((number, other) for other in come)
        found.update(number for (number, _), times in met.items() if times >= HITS)
        return found

    def _come(self, key: int, old: Sequence[int], now: Sequence[int], number: int) -> set[int] | None:
        """Where a run leads from a report besides what it led to: new reports. None where it is a formula now, or was,
        or leads less far, or to others that were there before. `old` held it before, `now` do."""
        there = self._others(key, now[:CROWD], number)
        with self.before():
            before = self._others(key, old[:CROWD], number) if len(old) > 1 else []
        if there is None or before is None:
            return set() if there is before else None
        come = set(there).difference(before)
        return come if set(there).issuperset(before) and come <= self._new.keys() else None

    def done(self) -> None:
        """Nothing is let go of: the transaction ends soon."""

    def rows(self) -> list[dict[str, object]]:
        """What is to be written: the reports taken in, with those of the last row if it is not full."""
        return rows_with(self._asking, self._new.values(), self.gone)

    def _led_by(self, keys: Numbers, number: int) -> Led:
        runs, bands = list[int](), list[int]()
        for key in self._held.shared(keys):
            (bands if key >= BAND else runs).append(key)
        return self._led(number, runs, bands)

    def _as_before(self, key: int, old: Sequence[int], now: Sequence[int]) -> bool:
        """Whether what holds a key leads where it led before, whoever asks. `old` held it before, `now` do."""
        listed = list(now[:CROWD]) == list(old[:CROWD])
        if key >= BAND:
            return listed
        if min(len(old), len(now)) >= SPREAD and min(self._spread(old), self._spread(now)) > MONTH:
            return True
        if not listed or min(len(old), len(now)) <= CROWD:
            return False
        return max(self._spread(old), self._spread(now)) <= MONTH

    def _spread(self, numbers: Iterable[int]) -> int:
        days = [day for number in numbers if (day := self.turns[number][1])]
        return max(days) - min(days) if days else 0

    def _load(self, keys: Numbers) -> None:
        """Read who holds some keys, sorted and each once."""
        asked = np.setdiff1d(keys, self._asked, assume_unique=True)
        if not len(asked):
            return
        self._asked = np.union1d(self._asked, asked)
        found = [row.holders(asked) for row in self._rows_of_runs]
        for one in self._new.values():
            held = one.keys[np.isin(one.keys, asked, assume_unique=True)]
            found.append((held, np.full(len(held), one.number, np.uint32)))
        held, by = (np.concatenate(each) for each in zip(*found, strict=True))
        self._held.hold(held, by)

    @cached_property
    def _rows_of_runs(self) -> list[Read]:
        rows = read_runs(self._asking)
        for row in rows:
            numbers, days = row.numbers.tolist(), row.days.tolist()
            self.turns.update(
                (number, (not day, day, id)) for number, day, id in zip(numbers, days, row.ids, strict=True)
            )
            self._houses.update(zip(numbers, row.houses.tolist(), strict=True))
        return rows

    @cached_property
    def _at(self) -> dict[int, tuple[int, int]]:
        """The row of each report, and its place there."""
        rows = enumerate(self._rows_of_runs)
        return {number: (at, place) for at, row in rows for place, number in enumerate(row.numbers.tolist())}

    def _keys_of(self, numbers: Iterable[int]) -> Numbers:
        """All that some reports hold, sorted, each once."""
        asked = list(numbers)
        places: dict[int, dict[int, int]] = {}
        for number in asked:
            if number not in self._keys:
                row, place = self._at[number]
                places.setdefault(row, {})[place] = number
        for at, there in places.items():
            keys = self._rows_of_runs[at].keys(there)
            self._keys.update((there[place], held) for place, held in keys.items())
        return np.unique(np.concatenate([_NONE, *(self._keys[number] for number in asked)]))

    def _body(self, number: int) -> Body | None:
        row = self._asking.one("SELECT report FROM linked WHERE number = ?", number)
        if row is None:
            return None
        return body(self._library.reports[row.report], self._library.extractions.get(row.report))


def print_of(digest: bytes) -> int:
    """The start of a hash of words, as a number that both databases hold."""
    return int.from_bytes(digest[:8], "big") >> 1


def turn_of(one: Body) -> Turn:
    """When a report's turn is."""
    return (not one.day, one.day, one.report.id)


def _house(house: str) -> int:
    if not house:
        return 0
    return int.from_bytes(hashlib.blake2b(house.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big") or 1
