"""Recall: names that lead from a report to others of long before or after, as long as few months' news have them."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Iterator, Sequence

from .held import Name, Shelf

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
        for name, spelt in zip(self._shelf.held[number].names, words, strict=True):
            lost.update(self._hold(name, spelt, number))
        lost.discard(number)
        return lost

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
        if known.months is None:
            return []
        month = self._month(number)
        if month not in known.months and len(known.months) == FEW_MONTHS:
            gone = [other for held in known.months.values() for other in held]
            known.months = None
            self._shelf.names[name] = known
            return gone
        held = known.months.setdefault(month, [])
        insort(held, number, key=lambda one: self._shelf.held[one].rank)
        lost = [held.pop()] if len(held) > HOLDERS else []
        self._shelf.names[name] = known
        return lost

    def _holds(self, name: int, number: int) -> bool:
        months = self._shelf.names[name].months
        return months is not None and number in months.get(self._month(number), ())

    def _month(self, number: int) -> int:
        day = self._shelf.held[number].account.day
        return UNDATED if day is None else day.toordinal() // A_MONTH
