"""Pairs: which reports are compared, and how alike they are, at a cost that grows with the new reports alone.

Reports within the window are looked for by their leading words in stretches of days, those of other months by names
(`recall.py`). In a crowd of reports that are all alike only some, the *cores*, are compared with all others; the
*followers* only with cores. So an event of thousands of reports costs no more a report than a small one. Which pairs
there are hangs on nothing but which reports are here, whatever the order in which they came.
"""

from __future__ import annotations

import heapq
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from .accounts import Account
from .held import Held, Memory, Rank, Shelf
from .likeness import ALIKE, LATER, LEAST, SHORT, WINDOW, days_between, likeness
from .postings import Postings
from .recall import Recall
from .stretches import DIGITS, stretch_of
from .vectors import by_number, compare, number_of, row_of

CORES = 32
"""A report that is alike to so many cores of lower rank is a follower."""
FEWEST_LEADING = 2
"""Leading words that two reports must share to be compared, unless one of them has hardly any."""
HARDLY_ANY = 3


class Pairs:
    """Reports by number, and the likeness of those that were compared."""

    def __init__(self, shelf: Shelf | None = None) -> None:
        """`shelf` is where all that is known of reports is held: in memory when none is given."""
        self.shelf: Shelf = shelf or Memory()
        self._recall = Recall(self.shelf)
        self._pinned: set[int] = set()
        self._reached: set[int] = set()
        self.relisted: set[int] = set()
        """Reports that other names lead from than when this was last emptied: it may be told by others what they follow
        up."""
        self._cores: Postings = Postings()
        self._followers: Postings = Postings()

    @property
    def accounts(self) -> list[Account]:
        """The accounts of the reports that are in memory, in the order of their numbers."""
        return [self.shelf.held[number].account for number in sorted(self.shelf.held)]

    @property
    def core(self) -> list[bool]:
        """Which of them are cores."""
        return [self.shelf.held[number].core for number in sorted(self.shelf.held)]

    def account(self, number: int) -> Account:
        """A report's account."""
        return self.shelf.held[number].account

    def rank(self, number: int) -> Rank:
        """Where a report stands in all orders that must not hang on chance."""
        return self.shelf.held[number].rank

    def is_core(self, number: int) -> bool:
        """Whether a report is compared with all others."""
        return self.shelf.held[number].core

    def add(self, account: Account, pinned: bool = False) -> tuple[int, set[int]]:
        """Take in a report: its number, and those of the reports whose likenesses or standing changed, its own too.

        A `pinned` report is a core in any crowd. Add several in the order of `rank_of`: it costs the least.
        """
        names = array("I", [number_of(name) for name in account.names])
        one = Held(account.slim(), row_of(account.weights), names)
        number = self.shelf.add(account.report, one)
        if pinned:
            self._pinned.add(number)
        changed = {number}
        self._reach(number)
        self._compare(number, self._cores)
        changed |= self._forget(self._recall.add(number, account.names))
        row = by_number(one.row)
        for other in self._recall.led_to(number):
            self._score_far(number, other, row)
        if self._crowded(number):
            one.core = False
            self._post(number)
            return number, changed
        self._compare(number, self._followers)
        self._post(number)
        changed.update(one.near, one.far)
        return number, changed | self._settle(self._above(number))

    def drop(self, numbers: Collection[int]) -> set[int]:
        """Let go of reports, as if they had never come; those left whose likenesses or standing changed by it."""
        held = self.shelf.held
        gone = set(numbers)
        above = {one for number in gone for one in self._above(number)}
        changed: set[int] = set()
        for number in gone:
            one = held[number]
            if stretch_of(one.account) in self._reached:
                self._unpost(number)
            changed.update(one.near, one.far)
            for other in one.near:
                del held[other].near[number]
            for other in one.far:
                del held[other].far[number]
        listed = self._recall.drop(gone)
        for number in gone:
            self._pinned.discard(number)
            self.shelf.remove(number)
        for number in sorted(listed):
            changed |= self._led_anew(number)
        self.relisted = (self.relisted | listed) - gone
        return (changed | self._settle([(rank, one) for rank, one in above if one not in gone])) - gone

    def pin(self, number: int) -> set[int]:
        """Make a report a core in any crowd; the reports that this changes."""
        self._pinned.add(number)
        return self._stand(number) | self._settle(self._above(number))

    def edges(self, number: int) -> Iterator[tuple[int, int]]:
        """The reports that may be of one event with a report, and how alike they are; of two followers nothing."""
        held = self.shelf.held
        one = held[number]
        for other, value in one.near.items():
            if one.core or held[other].core:
                yield other, value
        for other, value in one.far.items():
            if (one.core or held[other].core) and not self._later(number, other):
                yield other, value

    def apart_in_time(self, number: int) -> Iterator[tuple[int, int]]:
        """The reports of other months to which names lead from a report, and how alike they are."""
        yield from self.shelf.held[number].far.items()

    def names(self, one: int, other: int) -> list[str]:
        """The names that lead between two reports of different months, those of several words first."""
        return sorted(self._recall.common(one, other), key=lambda name: (" " not in name, name))

    def shared(self, one: int, other: int) -> int:
        """How many rare words two reports share."""
        return compare(by_number(self.shelf.held[one].row), self.shelf.held[other].row).shared

    def _compare(self, number: int, postings: Postings) -> None:
        if not postings:
            return
        held = self.shelf.held
        one = held[number]
        here, row = one.account, by_number(one.row)
        few = len(row) <= HARDLY_ANY
        marks = self._marks(number)
        count = Counter(postings.among([near for mark in marks for near in (mark - 1, mark, mark + 1)]))
        for other, met in count.items():
            if other == number:
                continue
            two = held[other]
            there = two.account
            brief = here.words <= SHORT and there.words <= SHORT
            if not (met >= FEWEST_LEADING or few or brief or len(two.row.terms) <= HARDLY_ANY):
                continue
            if (days_between(here, there) or 0) <= WINDOW:
                value = likeness(here, there, *compare(row, two.row))
                if value:
                    one.near[other] = two.near[number] = value

    def _score_far(self, number: int, other: int, row: Mapping[int, int]) -> None:
        one, two = self.shelf.held[number], self.shelf.held[other]
        days = days_between(one.account, two.account)
        if (days is None and one.account.day != two.account.day) or (days is not None and days > WINDOW):
            value = likeness(one.account, two.account, *compare(row, two.row))
            if value >= LEAST:
                one.far[other] = two.far[number] = value

    def _led_anew(self, number: int) -> set[int]:
        """Compare a report that more names lead from with what they lead to; the reports changed by it."""
        held = self.shelf.held
        far, row, changed = held[number].far, by_number(held[number].row), set[int]()
        for other in self._recall.led_to(number):
            if other not in far:
                self._score_far(number, other, row)
                if other in far:
                    changed |= {number, other}
        return changed

    def _forget(self, lost: set[int]) -> set[int]:
        """Drop what names no longer lead to; the reports that lose by it."""
        changed: set[int] = set()
        held = self.shelf.held
        left = sorted(one for one in lost if held[one].far)
        self.relisted.update(left)
        for one in left:
            led = set(self._recall.led_to(one))
            for other in [other for other in held[one].far if other not in led]:
                del held[one].far[other], held[other].far[one]
                changed |= {one, other}
        return changed

    def _later(self, one: int, other: int) -> bool:
        days = days_between(self.account(one), self.account(other))
        return days is not None and days > LATER

    def _marks(self, number: int) -> list[int]:
        """What a report is looked for by, each with its stretch of days."""
        stretch = stretch_of(self.account(number))
        return [word << DIGITS | stretch for word in looked_for_by(self.shelf.held[number])]

    def _reach(self, number: int) -> None:
        """Post the reports that came before and may be within the window of a report."""
        stretch = stretch_of(self.account(number))
        for near_by in (stretch - 1, stretch, stretch + 1):
            if near_by not in self._reached:
                self._reached.add(near_by)
                for one in self.shelf.posted(near_by):
                    postings = self._cores if one.core else self._followers
                    for word in one.words:
                        postings.add(word << DIGITS | near_by, one.number)

    def _post(self, number: int) -> None:
        postings = self._cores if self.is_core(number) else self._followers
        for mark in self._marks(number):
            postings.add(mark, number)

    def _unpost(self, number: int) -> None:
        postings = self._cores if self.is_core(number) else self._followers
        for mark in self._marks(number):
            postings.remove(mark, number)

    def _crowded(self, number: int) -> bool:
        """Whether a report is alike to so many cores of lower rank that it need not be one."""
        if number in self._pinned:
            return False
        held = self.shelf.held
        rank, near = held[number].rank, held[number].near
        if len(near) < CORES:
            return False
        lower = sum(value >= ALIKE and held[other].core and held[other].rank < rank for other, value in near.items())
        return lower >= CORES

    def _settle(self, above: Iterable[tuple[Rank, int]]) -> set[int]:
        """Let reports stand down or up above one whose standing changed; the reports changed by it."""
        changed: set[int] = set()
        waiting = list(above)
        heapq.heapify(waiting)
        while waiting:
            _, one = heapq.heappop(waiting)
            if self._crowded(one) == self.is_core(one):
                above = self._above(one)
                changed |= self._stand(one)
                for each in {*above, *self._above(one)}:
                    heapq.heappush(waiting, each)
        return changed

    def _stand(self, number: int) -> set[int]:
        """Turn a core into a follower, or the other way round, where its crowd asks for it; the reports changed."""
        one, held = self.shelf.held[number], self.shelf.held
        core = not self._crowded(number)
        if core == one.core:
            return set()
        self._reach(number)
        self._unpost(number)
        one.core = core
        changed = {number, *one.near, *one.far}
        if core:
            self._compare(number, self._followers)
        else:
            for other in [other for other in one.near if not held[other].core]:
                del one.near[other], held[other].near[number]
        self._post(number)
        return changed | set(one.near)

    def _above(self, number: int) -> list[tuple[Rank, int]]:
        held = self.shelf.held
        rank, near = held[number].rank, held[number].near
        return [(held[o].rank, o) for o, value in near.items() if value >= ALIKE and held[o].rank > rank]


def looked_for_by(held: Held) -> list[int]:
    """The words (numbers) by which a report is looked for: its leading ones, and a brief's town."""
    words = list(held.row.leading)
    account = held.account
    if account.words <= SHORT and account.day and account.counts:
        words.extend(number_of(f"at {town}") for town in account.towns[:1])
    return words
