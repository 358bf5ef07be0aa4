"""One voice's account of an event: at which numbers its series stand, and what its parts add up to.

A series stands at its last figure. Of the dead an earlier one still is a floor under it unless it was taken back or
revised: that toll does not fall. The wounded may die, and the missing may be found: their figures hold for their day
alone, and are added only to figures of the same time. Figures of single days, or of other stretches of the event's
time, are parts of what counts the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from recount.model import Outcome, Period, Step, Term

from . import stretches
from .along import revises
from .book import Book
from .cliques import heaviest
from .entries import Voice
from .intervals import EVERYBODY
from .lattice import members
from .series import Run, Snap, said_before, told

_LASTING: tuple[Outcome, ...] = ("killed", "killed_or_injured")
MOST_PARTS = 48
"""So many parts of a toll, the largest first, are looked at."""


class Part(NamedTuple):
    """A figure as a floor: its toll's number in the lattice, its stretch of time, and its low end (within 10%)."""

    snap: Snap
    toll: int
    stretch: Period | None
    low: int


class Cap(NamedTuple):
    """A figure as a ceiling over its toll and all parts of it: its high end (within 10%)."""

    snap: Snap
    toll: int
    high: int


class Account:
    """What one voice's series stand at: `parts`, the largest first, and `floors`, `caps` and `by_toll` (its series).

    These go by the toll's number in the lattice. `total` is what all its parts add up to, whoever they share,
    and `is_tight` says that this is more than one of the ceilings.
    """

    def __init__(self, voice: Voice, runs: Sequence[Run], book: Book) -> None:
        self.voice = voice
        self.runs = tuple(runs)
        self.lattice = book.lattice
        self.floors: dict[int, Part] = {}
        self.caps: dict[int, Cap] = {}
        self.by_toll: dict[int, Run] = {}
        parts: list[Part] = []
        for run in runs:
            toll = book.lattice.number(run.key)
            self.by_toll[toll] = run
            floor, cap = _floor(run), _cap(run)
            if floor is not None and floor.within.low:
                self.floors[toll] = Part(floor, toll, None, floor.within.low)
            if cap is not None and cap.within.high is not None:
                self.caps[toll] = Cap(cap, toll, cap.within.high)
            if run.key.is_rest:
                continue
            if toll in self.floors:
                parts.append(self.floors[toll])
            parts += [Part(s, toll, s.stretch, s.within.low) for s in _of_stretches(run) if s.within.low]
        parts = [part for part in parts if not self._is_revised(part)]
        self.parts = tuple(sorted(parts, key=lambda part: (-part.low, part.snap.rank)))
        self.total = sum(part.low for part in self.parts)
        self.is_tight = bool(self.caps) and self.total > min(cap.high for cap in self.caps.values())

    def _is_revised(self, part: Part) -> bool:
        """Whether a toll that holds a part was revised by a later figure, so that the part may be withdrawn with it.

        Of a part without a day it is not known, and it bounds nothing then.
        """
        for toll in members(self.lattice.wider(part.toll)):
            run = self.by_toll.get(toll)
            if run is not None and any(day > part.snap.since for day in _revisions(run)):
                return True
        return False

    def under(self, toll: int, cap: Snap | None = None, *, beside: int | None = None) -> list[Part]:
        """The parts of a toll, the largest first; those said after its figure `cap` are left out.

        `beside` leaves only those that count nobody of another toll.
        """
        lattice = self.lattice
        held = lattice.narrower(toll)
        if beside is not None:
            held &= lattice.disjoint(beside)
        mine = 0 if beside is not None else 1 << toll
        run = self.by_toll.get(toll)
        own = run.last if run is not None and not _lasts(run.key.outcome) else None
        found = []
        for part in self.parts:
            bit = 1 << part.toll
            if not (held & bit or (mine & bit and part.stretch is not None)):
                continue
            last = None if _lasts(lattice.keys[part.toll].outcome) else cap or own
            if (cap is None or not said_before(cap, part.snap)) and (last is None or at_once(last, part.snap)):
                found.append(part)
                if len(found) == MOST_PARTS:
                    break
        return found

    def heaviest(self, parts: Sequence[Part], above: int = 0) -> list[Part]:
        """The disjoint ones of these parts that add up highest; none where they do not come above a number."""
        lows = [part.low for part in parts]
        if sum(lows) <= above:
            return []
        return [parts[one] for one in heaviest(lows, self.apart(parts), above)] if len(parts) > 1 else list(parts)

    def apart(self, parts: Sequence[Part]) -> list[int]:
        """For each of these parts the set of those that have nobody in common with it."""
        found = [0] * len(parts)
        for one, part in enumerate(parts):
            disjoint = self.lattice.disjoint(part.toll)
            lasts = _lasts(self.lattice.keys[part.toll].outcome)
            for other in range(one):
                beside = parts[other]
                if not disjoint >> beside.toll & 1 and not stretches.disjoint(part.stretch, beside.stretch):
                    continue
                both_last = lasts and _lasts(self.lattice.keys[beside.toll].outcome)
                if both_last or at_once(part.snap, beside.snap):
                    found[one] |= 1 << other
                    found[other] |= 1 << one
        return found


def _lasts(outcome: Outcome) -> bool:
    """Whether those whom a figure counts are counted for ever."""
    return outcome in _LASTING


def at_once(a: Snap, b: Snap) -> bool:
    """Whether two figures are of one time: of the same day, or told beside each other with no day told."""
    if a.day is not None and b.day is not None:
        return a.day == b.day
    return a.day == b.day and not set(a.reports).isdisjoint(b.reports)


def _floor(run: Run) -> Snap | None:
    """The figure that the number is not below, whether what is only probably the voice's own is so or not."""
    every, certain = _lowest(run, run.cumulative), _lowest(run, [snap for snap in run.cumulative if snap.certain])
    if every is None or certain is None:
        return every
    return min(every, certain, key=lambda snap: (snap.within.low or 0, snap.rank))


def _lowest(run: Run, snaps: Sequence[Snap]) -> Snap | None:
    """The figure with the largest low end that no later one revised.

    Of those who do not last it is the lowest of the last ones: more than one where no date tells which came last.
    """
    if not _lasts(run.key.outcome):
        last = _last_ones(snaps)
        return min(last, key=lambda snap: snap.within.low or 0) if last else None
    best: Snap | None = None
    for snap in snaps:
        if not snap.figure.says_something:
            continue
        if best is not None and revises(best, snap):
            best = snap if snap.within.low is not None else None
        elif snap.within.low is not None and (best is None or snap.within.low >= (best.within.low or 0)):
            best = snap
    return best


def _cap(run: Run) -> Snap | None:
    """The figure that the number is not above, whether what is only probably the voice's own is so or not."""
    every, certain = _highest(run, run.cumulative), _highest(run, [snap for snap in run.cumulative if snap.certain])
    if every is None or certain is None:
        return every
    return max(every, certain, key=lambda snap: (_top(snap), snap is every))


def _highest(run: Run, snaps: Sequence[Snap]) -> Snap | None:
    """The last figure; of those who do not last, the highest of the last ones."""
    last = _last_ones(snaps)
    if not last:
        return None
    return max(last, key=_top) if not _lasts(run.key.outcome) else last[-1]


def _top(snap: Snap) -> int:
    return EVERYBODY if snap.within.high is None else snap.within.high


def _last_ones(snaps: Sequence[Snap]) -> list[Snap]:
    """The figures of which no date tells that another came after them, in their order."""
    said = [snap for snap in snaps if snap.figure.says_something]
    return [snap for at, snap in enumerate(said) if not any(told(snap, later) for later in said[at + 1 :])]


def _revisions(run: Run) -> list[int]:
    """The days (ordinals) of the figures by which a series of the whole time was revised."""
    found, before = [], None
    for snap in run.cumulative:
        if snap.says_number:
            if before is not None and snap.day is not None and told(before, snap) and revises(before, snap):
                found.append(snap.since)
            before = snap
    return found


def _of_stretches(run: Run) -> list[Snap]:
    """The last figure of each stretch of time that a series counts alone."""
    last: dict[Period, Snap] = {}
    for snap in run.snaps:
        if snap.stretch is not None and not snap.withdrawn and snap.figure.says_something:
            last[snap.stretch] = snap
    return list(last.values())


def low_term(part: Part, *, minus: bool = False) -> Term:
    """A part's low end as a term of a sum."""
    return Term(part.snap.id, "low_within" if part.snap.figure.approximate else "low", part.low, minus)


def high_term(cap: Cap, *, minus: bool = False) -> Term:
    """A ceiling as a term of a sum."""
    return Term(cap.snap.id, "high_within" if cap.snap.figure.approximate else "high", cap.high, minus)


def added(gives: str, parts: Sequence[Part]) -> Step:
    """The sum of parts as a step."""
    return Step(gives, sum(part.low for part in parts), "sum", tuple(map(low_term, parts)))
