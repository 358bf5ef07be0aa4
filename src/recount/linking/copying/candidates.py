"""Candidates: which reports are worth aligning, and which words of a report are formulas.

Two ways lead from one report to others. Runs of words lead to reports that share a passage with it; a run with many
holders leads only to the first of them. MinHash signatures lead to reports that are alike as wholes, also where each of
their runs has many holders. Both are bounded, so that a report costs the same however many there are.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, MutableMapping, Sequence, Set
from typing import Any, NamedTuple

from .bodies import SHINGLE, Body
from .holders import Holders

Signature = tuple[int, ...]
"""A report's MinHash signature: 128 numbers below 2^32. This tuple is the format to keep it in."""

NUMBERS = 128
BANDS = 32
"""Signatures that agree in one of 32 bands of 4 numbers are compared: nine in ten pairs of similarity 0.5 are."""
SEED = 20250310
CROWD = 20
"""Holders of a run or band that are listed. A run in more reports is a formula ("anyone with information …"), unless
other outlets print it in the same weeks."""
HOUSE = 6
"""Reports of one outlet that hold a run from which on it is that outlet's page furniture."""
MONTH = 30
"""Days: a run that three reports hold over a longer time is a formula."""
SPREAD = 3
FIRST = 5
"""Of a crowd only so many other outlets' reports are compared, the first ones."""
HITS = 2
"""Sampled runs that two reports must share to be aligned: about four of all."""
MOST = 24
"""Reports that one report is aligned with for its runs, those that share most; and as many for its signature."""

BAND = 1 << 31
"""Runs are numbers below this one, bands from it on, below 2^32: two of one number hardly ever meet in two reports."""


def signature(shingles: Iterable[bytes]) -> Signature:
    """The MinHash signature of some shingles; of none, all zeros."""
    listed = list(shingles)
    if not listed:
        return (0,) * NUMBERS
    import rensa  # type: ignore[import-untyped]  # it ships no types

    sketch = rensa.RMinHash(num_perm=NUMBERS, seed=SEED)
    sketch.update(listed)
    return tuple(int(number) for number in sketch.digest())


def jaccard(one: frozenset[bytes], other: frozenset[bytes]) -> float:
    """The share of all shingles that both have, 0..1."""
    if not one or not other:
        return 0.0
    met = len(one & other)
    return met / (len(one) + len(other) - met)


class Marked(NamedTuple):
    """A report's words with what it is found by: its sampled runs, with the index of each one's first word, and its
    MinHash signature."""

    body: Body
    at: array[int]
    runs: array[int]
    numbers: array[int]


def marked(one: Body) -> Marked:
    """A report's words with what it is found by. Pure."""
    return by_runs(one)._replace(numbers=array("I", signature(one.running)))


def by_runs(one: Body) -> Marked:
    """The same without the signature."""
    sampled = _sampled(one)
    at, runs = array("I", [at for at, _ in sampled]), array("Q", [key for _, key in sampled])
    return Marked(one, at, runs, array("I"))


class Led(NamedTuple):
    """Where a report leads: the reports (numbers) to align it with, sorted, and those of its runs that are formulas."""

    others: tuple[int, ...]
    formulas: frozenset[int]


class Candidates:
    """Reports by number, in order of arrival, with the index of their runs and signatures."""

    def __init__(self, bodies: MutableMapping[int, Body] | None = None) -> None:
        """`bodies` is where reports' words are held, by number: as they are when none is given."""
        self._bodies: MutableMapping[int, Body] = {} if bodies is None else bodies
        self.clear()

    def clear(self) -> None:
        """Let go of all reports."""
        self._bodies.clear()
        self._days = array("I")
        self._publishers: list[str] = []
        self._known_publishers: dict[str, str] = {}
        self._signatures: MutableMapping[int, array[int]] = {}
        self._sampled: dict[int, Marked] = {}
        self._runs = Holders(CROWD)
        self._bands = Holders(CROWD)

    def body(self, number: int) -> Body:
        """The report of a number."""
        return self._bodies[number]

    def day(self, number: int) -> int:
        """The day of a report of a number, 0 where it is not known."""
        return self._days[number]

    def house(self, number: int) -> str:
        """Who published the report of a number; empty where it is not known."""
        return self._publishers[number]

    def turn(self, number: int) -> Any:
        """What reports are compared in the order of: of those that share as much, the first stand for all."""
        return number

    def add(self, one: Marked) -> int:
        """Take in a report; its number."""
        number = len(self._days)
        self._bodies[number] = one.body
        self._days.append(one.body.day)
        house = one.body.house
        self._publishers.append(self._known_publishers.setdefault(house, house))
        self._sampled[number] = one
        self._runs.add(set(one.runs), number, one.body.day)
        self._signatures[number] = one.numbers
        self._bands.add(band_keys(one.numbers), number)
        return number

    def done(self) -> None:
        """Let go of what only `of` needs, of all that were added so far."""
        self._sampled.clear()
        self._runs.done()
        self._bands.done()

    def of(self, number: int) -> tuple[list[int], bytes]:
        """The reports (numbers) to align a report with, and a byte for each of its words, 1 where a formula.

        For those that were added since it was last `done`.
        """
        one = self._sampled[number]
        led = self._led(number, one.runs, band_keys(one.numbers))
        return list(led.others), covered(one, led.formulas)

    def _led(self, number: int, runs: Iterable[int], bands: Iterable[int]) -> Led:
        """Where a report of some runs and bands leads."""
        hits: Counter[int] = Counter()
        formulas: set[int] = set()
        for key in dict.fromkeys(runs):
            held = self._runs.of(key)
            if len(held) > 1:
                others = self._others(key, held, number)
                if others is None:
                    formulas.add(key)
                else:
                    hits.update(others)
        shared = [(times, other) for other, times in hits.items() if times >= HITS]
        found = set(self._most(shared))
        return Led(tuple(sorted(found.union(self._alike(number, bands)))), frozenset(formulas))

    def _others(self, key: int, held: Sequence[int], number: int) -> list[int] | None:
        """The other reports that a run leads to, of those that hold it; None where it is a formula."""
        if len(held) < SPREAD:
            return [other for other in held if other != number]
        crowd = self._runs.crowd(key)
        home = self.house(number)
        days = [day for other in held if (day := self.day(other))]
        if crowd and crowd.last:
            days += [crowd.first, crowd.last]
        if days and max(days) - min(days) > MONTH:
            return None
        others = [other for other in held if other != number]
        if home:
            elsewhere = [other for other in others if self.house(other) not in {"", home}]
            if crowd:
                return elsewhere[:FIRST] or None
            at_home = [other for other in others if self.house(other) == home]
            if len(at_home) + 1 >= HOUSE:
                return elsewhere or None
        return None if crowd else others

    def _alike(self, number: int, bands: Iterable[int]) -> Iterable[int]:
        """The reports whose signatures share a band, those that agree in most numbers."""
        met: set[int] = set()
        for key in bands:
            met.update(self._bands.of(key))
        met.discard(number)
        if len(met) <= MOST:
            return met
        mine = self._signatures[number]
        agreed = [(sum(map(int.__eq__, mine, self._signatures[other])), other) for other in met]
        return self._most(agreed)

    def _most(self, counted: Sequence[tuple[int, int]]) -> list[int]:
        """The reports that are counted most often, each given after its count."""
        if len(counted) > MOST:
            counted = sorted(counted, key=lambda pair: (-pair[0], self.turn(pair[1])))[:MOST]
        return [other for _, other in counted]


def covered(one: Marked, formulas: Set[int]) -> bytes:
    """A byte for each of a report's words, 1 where it stands in one of some runs."""
    made = bytearray(len(one.body.keys))
    if formulas:
        for start, key in zip(one.at, one.runs, strict=True):
            if key in formulas:
                made[start : start + SHINGLE] = b"\x01" * SHINGLE
    return bytes(made)


def _sampled(one: Body) -> list[tuple[int, int]]:
    """Every second run of SHINGLE words by its number, with the index of its first word; scraps are left out."""
    keys, counts = one.keys.tolist(), one.counts
    runs = zip(*(keys[k:] for k in range(SHINGLE)), strict=False)
    return [
        (at, number >> 1 & BAND - 1)
        for at, number in enumerate(map(hash, runs))
        if not number & 1 and counts[at] and counts[at + SHINGLE - 1]
    ]


def band_keys(numbers: Iterable[int]) -> list[int]:
    """The bands of a signature, as numbers."""
    row = tuple(numbers)
    if not any(row):
        return []
    each = NUMBERS // BANDS
    return [hash((band, *row[band * each : (band + 1) * each])) & BAND - 1 | BAND for band in range(BANDS)]
