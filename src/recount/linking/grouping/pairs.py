"""Pairs: which reports are compared, and how alike they are, at a cost that grows with the new reports alone.

Reports within the window are looked for by their leading words in stretches of days, those of other months by names
(`recall.py`). In a crowd of reports that are all alike only some, the *cores*, are compared with all others; the
*followers* only with cores. So an event of thousands of reports costs no more a report than a small one. Which pairs
there are hangs on nothing but which reports are here, whatever the order in which they came.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator

from .accounts import Account
from .likeness import ALIKE, LATER, LEAST, SHORT, WINDOW, days_between, likeness
from .postings import Postings
from .recall import Rank, Recall
from .vectors import Vectors

CORES = 32
"""A report that is alike to so many cores of lower rank is a follower."""
STRETCH = WINDOW + 1
"""Days of a stretch: what lies within the window lies in the same stretch or in the next."""
FEWEST_LEADING = 2
"""Leading words that two reports must share to be compared, unless one of them has hardly any."""
HARDLY_ANY = 3

_DIGITS = 20
_NEVER = (1 << _DIGITS) - 10
"""The stretch of reports without a date; far from those of all days."""


class Pairs:
    """Reports by number, in order of arrival, and the likeness of those that were compared."""

    def __init__(self) -> None:
        self.accounts: list[Account] = []
        self.ranks: list[Rank] = []
        self.core: list[bool] = []
        self._pinned: set[int] = set()
        self._vectors = Vectors()
        self._recall = Recall()
        self._near: list[dict[int, int]] = []
        self._far: list[dict[int, int]] = []
        self._cores: Postings = Postings()
        self._followers: Postings = Postings()

    def add(self, account: Account, pinned: bool = False) -> set[int]:
        """Take in a report; the numbers of those whose likenesses or standing changed, its own among them.

        A `pinned` report is a core in any crowd. Add several in the order of `rank_of`: it costs the least.
        """
        number = len(self.accounts)
        self._vectors.add(account.weights)
        names = [self._vectors.number(name) for name in account.names]
        self.accounts.append(account._replace(weights={}, names=()))
        self.ranks.append(rank_of(account))
        self.core.append(True)
        self._near.append({})
        self._far.append({})
        if pinned:
            self._pinned.add(number)
        changed = {number}
        self._compare(number, self._cores)
        full = [number for number, name in zip(names, account.names, strict=True) if " " in name]
        lost = self._recall.add(names, full, self.ranks[number], account.day.toordinal() if account.day else None)
        changed |= self._forget(lost)
        for other in self._recall.led_to(number):
            self._score_far(number, other)
        if self._crowded(number):
            self.core[number] = False
            self._post(number)
            return changed
        self._compare(number, self._followers)
        self._post(number)
        changed.update(self._near[number], self._far[number])
        return changed | self._settle(number)

    def pin(self, number: int) -> set[int]:
        """Make a report a core in any crowd; the reports that this changes."""
        self._pinned.add(number)
        return self._stand(number) | self._settle(number)

    def edges(self, number: int) -> Iterator[tuple[int, int]]:
        """The reports that may be of one event with a report, and how alike they are; of two followers nothing."""
        core = self.core[number]
        for other, value in self._near[number].items():
            if core or self.core[other]:
                yield other, value
        for other, value in self._far[number].items():
            if (core or self.core[other]) and not self._later(number, other):
                yield other, value

    def apart_in_time(self, number: int) -> Iterator[tuple[int, int]]:
        """The reports of other months to which names lead from a report, and how alike they are."""
        yield from self._far[number].items()

    def names(self, one: int, other: int) -> list[str]:
        """The names that lead between two reports of different months, those of several words first."""
        found = [self._vectors.word(name) for name in self._recall.common(one, other)]
        return sorted(found, key=lambda name: (" " not in name, name))

    def shared(self, one: int, other: int) -> int:
        """How many rare words two reports share."""
        return self._vectors.compare(self._vectors.row(one), other).shared

    def _compare(self, number: int, postings: Postings) -> None:
        here, row = self.accounts[number], self._vectors.row(number)
        few = len(row) <= HARDLY_ANY
        count: Counter[int] = Counter()
        for mark in self._marks(number):
            for nearby in (mark - 1, mark, mark + 1):
                count.update(postings.get(nearby))
        for other, met in count.items():
            there = self.accounts[other]
            if other == number or (days_between(here, there) or 0) > WINDOW:
                continue
            brief = here.words <= SHORT and there.words <= SHORT
            if met >= FEWEST_LEADING or few or brief or len(self._vectors.leading(other)) <= HARDLY_ANY:
                value = likeness(here, there, *self._vectors.compare(row, other))
                if value:
                    self._near[number][other] = self._near[other][number] = value

    def _score_far(self, number: int, other: int) -> None:
        here, there = self.accounts[number], self.accounts[other]
        days = days_between(here, there)
        if (days is None and here.day != there.day) or (days is not None and days > WINDOW):
            value = likeness(here, there, *self._vectors.compare(self._vectors.row(number), other))
            if value >= LEAST:
                self._far[number][other] = self._far[other][number] = value

    def _forget(self, lost: set[int]) -> set[int]:
        """Drop what names no longer lead to; the reports that lose by it."""
        changed: set[int] = set()
        for one in sorted(one for one in lost if self._far[one]):
            led = set(self._recall.led_to(one))
            for other in [other for other in self._far[one] if other not in led]:
                del self._far[one][other], self._far[other][one]
                changed |= {one, other}
        return changed

    def _later(self, one: int, other: int) -> bool:
        days = days_between(self.accounts[one], self.accounts[other])
        return days is not None and days > LATER

    def _marks(self, number: int) -> list[int]:
        """What a report is looked for by: its leading words, and a brief's town, each with its stretch of days."""
        account = self.accounts[number]
        stretch = account.day.toordinal() // STRETCH if account.day else _NEVER
        words = list(self._vectors.leading(number))
        if account.words <= SHORT and account.day and account.counts:
            words.extend(self._vectors.number(f"at {town}") for town in account.towns[:1])
        return [word << _DIGITS | stretch for word in words]

    def _post(self, number: int) -> None:
        postings = self._cores if self.core[number] else self._followers
        for mark in self._marks(number):
            postings.add(mark, number)

    def _crowded(self, number: int) -> bool:
        """Whether a report is alike to so many cores of lower rank that it need not be one."""
        if number in self._pinned:
            return False
        rank, near = self.ranks[number], self._near[number]
        lower = sum(value >= ALIKE and self.core[other] and self.ranks[other] < rank for other, value in near.items())
        return lower >= CORES

    def _settle(self, number: int) -> set[int]:
        """Let reports of higher rank stand down or up where this one's standing changed; the reports changed by it."""
        changed: set[int] = set()
        waiting = self._above(number)
        heapq.heapify(waiting)
        while waiting:
            _, one = heapq.heappop(waiting)
            if self._crowded(one) == self.core[one]:
                above = self._above(one)
                changed |= self._stand(one)
                for each in {*above, *self._above(one)}:
                    heapq.heappush(waiting, each)
        return changed

    def _stand(self, number: int) -> set[int]:
        """Turn a core into a follower, or the other way round, where its crowd asks for it; the reports changed."""
        core = not self._crowded(number)
        if core == self.core[number]:
            return set()
        postings = self._cores if self.core[number] else self._followers
        for mark in self._marks(number):
            postings.remove(mark, number)
        self.core[number] = core
        changed = {number, *self._near[number], *self._far[number]}
        if core:
            self._compare(number, self._followers)
        else:
            for other in [other for other in self._near[number] if not self.core[other]]:
                del self._near[number][other], self._near[other][number]
        self._post(number)
        return changed | set(self._near[number])

    def _above(self, number: int) -> list[tuple[Rank, int]]:
        rank, near = self.ranks[number], self._near[number]
        return [(self.ranks[o], o) for o, value in near.items() if value >= ALIKE and self.ranks[o] > rank]


def rank_of(account: Account) -> Rank:
    """Where a report stands in all orders that must not hang on chance: by its bytes, then its id."""
    return (account.print, account.report)
