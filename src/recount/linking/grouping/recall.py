"""Recall: names that lead from a report to others of long before or after, as long as few months' news have them."""

from __future__ import annotations

from array import array
from bisect import insort
from collections import Counter
from collections.abc import Iterator, Sequence

FEW_MONTHS = 6
"""A name that the reports of more months have is no one happening's: a street, an official, a town."""
A_MONTH = 30
"""Days of what is called a month here."""
HOLDERS = 6
"""Of one month's reports with a name so many stand for all; which, hangs on their rank alone."""
ENOUGH = 2
"""Names that two reports must share to be compared across months; one of several words counts for two."""
UNDATED = -1

Rank = tuple[str, str]
_Kept = dict[int, list[tuple[Rank, int]]]


class Recall:
    """Names with the reports that hold them, as numbers. What leads where hangs only on the reports that are here.

    A name leads between the `HOLDERS` lowest in rank of each month, and nowhere once it is in more than `FEW_MONTHS`
    months: so a name costs the same however often it stands in the news.
    """

    def __init__(self) -> None:
        self._full: set[int] = set()
        self._kept: dict[int, _Kept | None] = {}
        self._names: list[array[int]] = []
        self._ranks: list[Rank] = []
        self._months: list[int] = []

    def add(self, names: Sequence[int], full: Sequence[int], rank: Rank, day: int | None) -> set[int]:
        """Take in the next report; the reports that are led to from fewer names than before.

        `full` are those of its names that have several words.
        """
        number = len(self._names)
        self._full.update(full)
        self._names.append(array("I", names))
        self._ranks.append(rank)
        self._months.append(UNDATED if day is None else day // A_MONTH)
        lost: set[int] = set()
        for name in names:
            lost.update(self._hold(name, number))
        lost.discard(number)
        return lost

    def common(self, one: int, other: int) -> list[int]:
        """The names that lead between two reports."""
        shared = set(self._names[one]).intersection(self._names[other])
        return sorted(name for name in shared if self._holds(name, one) and self._holds(name, other))

    def led_to(self, number: int) -> Iterator[int]:
        """The reports to which enough of a report's names lead, in the order of their numbers."""
        count: Counter[int] = Counter()
        for name in self._names[number]:
            if self._holds(name, number):
                worth = 2 if name in self._full else 1
                for held in (self._kept[name] or {}).values():
                    for _, other in held:
                        count[other] += worth
        return iter(sorted(other for other, met in count.items() if met >= ENOUGH and other != number))

    def _hold(self, name: int, number: int) -> list[int]:
        months = self._kept.setdefault(name, {})
        if months is None:
            return []
        month = self._months[number]
        if month not in months and len(months) == FEW_MONTHS:
            self._kept[name] = None
            return [other for held in months.values() for _, other in held]
        held = months.setdefault(month, [])
        insort(held, (self._ranks[number], number))
        return [held.pop()[1]] if len(held) > HOLDERS else []

    def _holds(self, name: int, number: int) -> bool:
        months = self._kept[name]
        return months is not None and any(number == held for _, held in months.get(self._months[number], ()))
