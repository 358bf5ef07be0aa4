"""Recall: names that lead from a report to others of long before or after, as long as few months' news have them."""

from __future__ import annotations

import datetime as dt
from bisect import insort
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from .held import Name, Rank, Shelf
from .stretches import NEVER, stretches_of

FEW_MONTHS = 6
"""A name that the reports of more months have is no one happening's: a street, an official, a town."""
A_MONTH = 30
"""Days of what is called a month here."""
HOLDERS = 6
"""Of one month's reports with a name so many stand for all; which, hangs on their rank alone."""
ENOUGH = 2
"""Names that two reports must share to be compared across months; one of several words counts for two."""
UNDATED = -1


class Recall:
    """Names with the reports that hold them, as numbers. What leads where hangs only on the reports that are here.

    A name leads between the `HOLDERS` lowest in rank of each month, and nowhere once it is in more than `FEW_MONTHS`
    months: so a name costs the same however often it stands in the news.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def add(self, number: int, words: Sequence[str]) -> set[int]:
        """Take in a report that is on the shelf, with its names; the reports led to from fewer names than before."""
        lost: set[int] = set()
        for name, spelt in dict(zip(self._shelf.held[number].names, words, strict=True)).items():
            lost.update(self._hold(name, spelt, number))
        lost.discard(number)
        return lost

    def drop(self, numbers: Set[int]) -> set[int]:
        """Let go of reports that are on the shelf still; the reports that more names lead from now, in their place.

        Where a name loses one of the holders that stand for all of a month, or one of too many months, others take the
        place: they are looked for among the reports of those days.
        """
        short: dict[int, set[int]] = {}
        for number in sorted(numbers):
            month = self._month(number)
            for name in dict.fromkeys(self._shelf.held[number].names):
                if self._leave(name, number, month):
                    short.setdefault(name, set()).add(month)
        asked = {name: self._asked(name, months) for name, months in short.items()}
        listed: set[int] = set()
        for (name, month), found in self._holders(
            {n: months for n, months in asked.items() if months}, numbers
        ).items():
            known = self._shelf.names[name]
            if known.months is not None:
                before = known.months.get(month, [])
                known.months[month] = [number for _, number in found[:HOLDERS]]
                listed.update(set(known.months[month]).difference(before))
                self._count(known, month, len(found) - len(known.months[month]))
                self._shelf.names[name] = known
        return listed

    def holder(self, name: int) -> int:
        """A report that holds a name, which one does."""
        known = self._shelf.names[name]
        for listed in (known.months or {}).values():
            return listed[0]
        stretches = {stretch for month in known.unlisted for stretch in _stretches(month)}
        return next(one.number for one in self._shelf.bearers(stretches) if name in one.names)

    def common(self, one: int, other: int) -> list[str]:
        """The names that lead between two reports."""
        held = self._shelf.held
        shared = set(held[one].names).intersection(held[other].names)
        return sorted(self._shelf.names[name].words for name in shared if self._leads(name, one, other))

    def led_to(self, number: int) -> Iterator[int]:
        """The reports to which enough of a report's names lead, in the order of their numbers."""
        count: Counter[int] = Counter()
        for name in self._shelf.held[number].names:
            if self._holds(name, number):
                worth = 2 if name & 1 else 1
                for held in (self._shelf.names[name].months or {}).values():
                    for other in held:
                        count[other] += worth
        return iter(sorted(other for other, met in count.items() if met >= ENOUGH and other != number))

    def _leads(self, name: int, one: int, other: int) -> bool:
        return self._holds(name, one) and self._holds(name, other)

    def _hold(self, name: int, words: str, number: int) -> list[int]:
        known = self._shelf.names.get(name)
        if known is None:
            known = Name(words, {})
        month = self._month(number)
        lost: list[int] = []
        if known.months is not None and month not in known.months and len(known.months) == FEW_MONTHS:
            for each, held in known.months.items():
                self._count(known, each, known.unlisted.get(each, 0) + len(held))
                lost += held
            known.months = None
        if known.months is None:
            self._count(known, month, known.unlisted.get(month, 0) + 1)
        else:
            held = known.months.setdefault(month, [])
            insort(held, number, key=lambda one: self._shelf.held[one].rank)
            if len(held) > HOLDERS:
                lost.append(held.pop())
                self._count(known, month, known.unlisted.get(month, 0) + 1)
        self._shelf.names[name] = known
        return lost

    def _leave(self, name: int, number: int, month: int) -> bool:
        """Take a report from those that hold a name; whether others are to take its place."""
        known = self._shelf.names[name]
        if known.months is None:
            self._count(known, month, known.unlisted[month] - 1)
            few = len(known.unlisted) <= FEW_MONTHS
            self._shelf.names[name] = known
            return few
        held, lacks = known.months[month], False
        if number in held:
            held.remove(number)
            lacks = month in known.unlisted
        else:
            self._count(known, month, known.unlisted[month] - 1)
        if not held and month not in known.unlisted:
            del known.months[month]
        if known.months:
            self._shelf.names[name] = known
        else:
            del self._shelf.names[name]
        return lacks

    def _asked(self, name: int, months: set[int]) -> set[int]:
        """The months of a name whose holders are to be listed anew: those, or all where it was in too many."""
        known = self._shelf.names.get(name)
        if known is None:
            return set()
        if known.months is not None:
            return months & known.months.keys()
        if not known.unlisted:
            del self._shelf.names[name]
            return set()
        months, known.months, known.unlisted = set(known.unlisted), {}, {}
        self._shelf.names[name] = known
        return months

    def _holders(self, asked: Mapping[int, set[int]], gone: Set[int]) -> dict[tuple[int, int], list[tuple[Rank, int]]]:
        """The holders of some names in some months, by name and month, the lowest in rank first; but for some."""
        days = {month for months in asked.values() for month in months}
        stretches = {stretch for month in days for stretch in _stretches(month)}
        found: dict[tuple[int, int], list[tuple[Rank, int]]] = {}
        for one in self._shelf.bearers(stretches) if stretches else ():
            month = _month(one.day)
            if month in days and one.number not in gone:
                for name in dict.fromkeys(one.names):
                    if month in asked.get(name, ()):
                        found.setdefault((name, month), []).append((one.rank, one.number))
        return {key: sorted(holders) for key, holders in found.items()}

    @staticmethod
    def _count(known: Name, month: int, unlisted: int) -> None:
        if unlisted:
            known.unlisted[month] = unlisted
        else:
            known.unlisted.pop(month, None)

    def _holds(self, name: int, number: int) -> bool:
        months = self._shelf.names[name].months
        return months is not None and number in months.get(self._month(number), ())

    def _month(self, number: int) -> int:
        return _month(self._shelf.held[number].account.day)


def _month(day: dt.date | None) -> int:
    return UNDATED if day is None else day.toordinal() // A_MONTH


def _stretches(month: int) -> Iterable[int]:
    return [NEVER] if month == UNDATED else stretches_of(month * A_MONTH, (month + 1) * A_MONTH - 1)
