"""Passages: stretches of words that two reports share, a word changed, dropped or put in here and there.

A passage is a local alignment of the two rows of words: a word that both have counts +1, a word that only one has, or
another in its stead, -1, and it begins and ends where that sum is highest (Smith and Waterman 1981). It is sought from
runs of words that are the same in both, which are then joined into chains; `benchmarks/copies.py` holds it against the
full table of that method.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

RUN = 3
"""Words in a row from which the search starts."""
GAP = 20
"""Words between two runs of one passage, at most, on either side."""
OFTEN = 6
"""Places in the other report where a run is looked up, the first ones."""
NO_MORE = 4
"""Words that a chain is taken to win at its ends, at most: with fewer than the least score less these it is left."""
MOST_RUNS = 20_000
AGAIN = 10
LOOK_BACK = 60
"""Bounds on the runs of two reports, on how often their words may be read for them, and on how many runs back a chain
may go on from: odd texts repeat themselves."""


CHUNK = 64
"""Words of a long run that are compared at once."""


class Run(NamedTuple):
    """Words that are the same in both: where they begin in the one and in the other, and how many."""

    here: int
    there: int
    length: int


class Aligned(NamedTuple):
    """A shared passage: its runs in order, and its sum of shared words less differing ones."""

    score: int
    runs: tuple[Run, ...]

    @property
    def shared(self) -> int:
        """How many words are the same."""
        return sum(run.length for run in self.runs)


class Rows(NamedTuple):
    """The two rows of words, and a byte a word that is not 0 where it stands in a passage already."""

    here: Sequence[int]
    there: Sequence[int]
    taken_here: bytearray
    taken_there: bytearray

    def free(self, run: Run) -> bool:
        """Whether no word of a run is taken."""
        here = self.taken_here.find(1, run.here, run.here + run.length)
        return here < 0 and self.taken_there.find(1, run.there, run.there + run.length) < 0

    def take(self, run: Run) -> None:
        """Mark a run's words as taken."""
        self.taken_here[run.here : run.here + run.length] = b"\x01" * run.length
        self.taken_there[run.there : run.there + run.length] = b"\x01" * run.length


def align(here: Sequence[int], there: Sequence[int], least: int) -> list[Aligned]:
    """The passages of at least the score `least` (2 or more) that two rows of words share, the highest first.

    No word stands in two of them.
    """
    here, there = list(here), list(there)
    chains = _chains(_runs(here, there), here, there)
    found: list[Aligned] = []
    rows = Rows(here, there, bytearray(len(here)), bytearray(len(there)))
    for chain in chains:
        if _most(chain) < least - NO_MORE:
            continue
        runs = [run for run in _whole(chain, here, there) if rows.free(run)]
        if sum(run.length for run in runs) < least - NO_MORE:
            continue
        best = _best(runs, rows)
        if best and best.score >= least:
            found.append(best)
            for run in best.runs:
                rows.take(run)
    return sorted(found, key=lambda one: (-one.score, one.runs))


def _runs(here: Sequence[int], there: Sequence[int]) -> list[Run]:
    """The longest runs of RUN words and more that both have, in the order of the one."""
    rows = zip(here, here[1:], here[2:], strict=False), zip(there, there[1:], there[2:], strict=False)
    ours, theirs = map(list, rows)
    both = set(ours).intersection(theirs)
    at: dict[tuple[int, ...], list[int]] = {key: [] for key in both}
    for j, key in [(j, key) for j, key in enumerate(theirs) if key in both]:
        places = at[key]
        if len(places) < OFTEN:
            places.append(j)
    found: list[Run] = []
    left = AGAIN * (len(here) + len(there))
    for i, key in [(i, key) for i, key in enumerate(ours) if key in both]:
        for j in at[key]:
            if i and j and here[i - 1] == there[j - 1] and j - 1 in at.get((here[i - 1], *key[:2]), ()):
                continue  # part of the run that begins before
            length = RUN + _same(here, there, i + RUN, j + RUN)
            found.append(Run(i, j, length))
            left -= length
        if len(found) >= MOST_RUNS or left < 0:
            break
    return found


def _same(here: Sequence[int], there: Sequence[int], i: int, j: int) -> int:
    """How many words from here and there on are the same; long runs by the CHUNK."""
    start, most = i, min(len(here), len(there) - j + i)
    while i + CHUNK <= most and here[i] == there[j] and here[i : i + CHUNK] == there[j : j + CHUNK]:
        i, j = i + CHUNK, j + CHUNK
    while i < most and here[i] == there[j]:
        i, j = i + 1, j + 1
    return i - start


def _chains(runs: Sequence[Run], here: Sequence[int], there: Sequence[int]) -> list[tuple[Run, ...]]:
    """Runs that go on from each other, the chain of the highest score first; each run in one chain."""
    scores: list[int] = []
    before: list[int] = []
    longest = 0
    for number, run in enumerate(runs):
        best, from_ = 0, -1
        for back in range(number - 1, max(-1, number - 1 - LOOK_BACK), -1):
            one = runs[back]
            if run.here - one.here - longest > GAP:
                break  # so are all before it, as they begin before it
            gap_here, gap_there = run.here - one.here - one.length, run.there - one.there - one.length
            if gap_here > GAP or gap_there > GAP:
                continue
            # What lies between adds at most a point a word of the shorter side, less what the other has more.
            most = gap_here + gap_there - max(gap_here, gap_there) * 2 + min(gap_here, gap_there)
            if scores[back] + (most if gap_here > 0 and gap_there > 0 else 0) <= best:
                continue
            score = scores[back] + _between(one, run, here, there)
            if score > best:
                best, from_ = score, back
        longest = max(longest, run.length)
        scores.append(best + run.length)
        before.append(from_)
    chains = []
    used = [False] * len(runs)
    for end in sorted(range(len(runs)), key=lambda number: (-scores[number], number)):
        chain = []
        at = end
        while at >= 0 and not used[at]:
            used[at] = True
            chain.append(runs[at])
            at = before[at]
        if chain:
            chains.append(tuple(reversed(chain)))
    return chains


def _most(chain: Sequence[Run]) -> int:
    """The most words that are the same in a chain and between its runs."""
    between = (
        max(0, min(run.here - last.here - last.length, run.there - last.there - last.length))
        for last, run in pairwise(chain)
    )
    return sum(run.length for run in chain) + sum(between)


def _between(one: Run, other: Run, here: Sequence[int], there: Sequence[int]) -> int:
    """What the words between two runs count, and what the second run loses where it begins within the first."""
    gap_here = other.here - one.here - one.length
    gap_there = other.there - one.there - one.length
    over = max(0, -gap_here, -gap_there)
    if over:
        if over >= other.length:
            return -(10**6)
        gap_here += over
        gap_there += over
    if gap_here > GAP or gap_there > GAP:
        return -(10**6)
    if not gap_here or not gap_there:
        return -max(gap_here, gap_there) - over
    start, end = one.here + one.length, one.there + one.length
    return _gap_score(here[start : start + gap_here], there[end : end + gap_there]) - over


def _whole(chain: Sequence[Run], here: Sequence[int], there: Sequence[int]) -> tuple[Run, ...]:
    """A chain with the single words between its runs that are the same too, runs cut where they overlap."""
    made: list[Run] = []
    for run in chain:
        if made:
            last = made[-1]
            start, end = last.here + last.length, last.there + last.length
            over = max(0, start - run.here, end - run.there)
            run = Run(run.here + over, run.there + over, run.length - over)
            if start < run.here and end < run.there:
                filled = _filled(tuple(here[start : run.here]), tuple(there[end : run.there]))
                made.extend(Run(start + i, end + j, length) for i, j, length in filled)
        made.append(run)
    return tuple(made)


def _gap_score(here: Sequence[int], there: Sequence[int]) -> int:
    """The highest score of aligning all of two short rows with each other: +1 a word alike, -1 any other.

    That is half of what is left of the words of both when 3 are taken off for each that stands alone and 4 for each
    two that differ, so the distance between the rows tells it.
    """
    return (len(here) + len(there) - _distance()(here, there, weights=(3, 3, 4))) // 2


@cache
def _distance() -> Callable[..., int]:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance


@lru_cache(maxsize=4096)
def _filled(here: tuple[int, ...], there: tuple[int, ...]) -> tuple[Run, ...]:
    """The words that are the same when all of two short rows are aligned with each other at the highest score."""
    if not here or not there or set(here).isdisjoint(there):
        return ()
    table = [list(range(0, -len(there) - 1, -1))]
    for i, word in enumerate(here, 1):
        before, row = table[-1], [-i]
        aside = before[0]
        left = -i
        for other, above in zip(there, before[1:], strict=True):
            best = aside + 1 if word == other else aside - 1
            if above - 1 > best:
                best = above - 1
            if left - 1 > best:
                best = left - 1
            row.append(best)
            aside, left = above, best
        table.append(row)
    runs: list[Run] = []
    i, j = len(here), len(there)
    while i and j:
        if here[i - 1] == there[j - 1] and table[i][j] == table[i - 1][j - 1] + 1:
            i, j = i - 1, j - 1
            if runs and (runs[-1].here, runs[-1].there) == (i + 1, j + 1):
                runs[-1] = Run(i, j, runs[-1].length + 1)
            else:
                runs.append(Run(i, j, 1))
        elif table[i][j] == table[i - 1][j - 1] - 1:
            i, j = i - 1, j - 1
        elif table[i][j] == table[i - 1][j] - 1:
            i -= 1
        else:
            j -= 1
    return tuple(reversed(runs))


def _best(runs: Sequence[Run], rows: Rows) -> Aligned | None:
    """The part of a chain whose score is highest, with the words beyond its ends that add to it."""
    best, sum_, start, from_, to = 0, 0, 0, 0, 0
    for number, run in enumerate(runs):
        if number > start:
            last = runs[number - 1]
            sum_ -= max(run.here - last.here - last.length, run.there - last.there - last.length)
        if sum_ <= 0:
            sum_, start = 0, number
        sum_ += run.length
        if sum_ > best:
            best, from_, to = sum_, start, number + 1
    if not best:
        return None
    row = list(runs[from_:to])
    last = row[-1]
    best += _beyond(row, last.here + last.length, last.there + last.length, 1, rows)
    best += _beyond(row, row[0].here - 1, row[0].there - 1, -1, rows)
    return Aligned(best, tuple(sorted(row)))


def _beyond(row: list[Run], i: int, j: int, step: int, rows: Rows) -> int:
    """Go on word by word along the same line while it pays; returns what it adds to the score."""
    here, there, taken_here, taken_there = rows
    gained = sum_ = 0
    pending: list[Run] = []
    most = min(len(here) - i, len(there) - j) if step > 0 else min(i, j) + 1
    for k in range(0, step * most, step):
        at, other = i + k, j + k
        if sum_ <= gained - GAP or taken_here[at] or taken_there[other]:
            break
        if here[at] == there[other]:
            sum_ += 1
            pending.append(Run(at, other, 1))
            if sum_ > gained:
                gained = sum_
                row.extend(pending)
                pending.clear()
        else:
            sum_ -= 1
    return gained
