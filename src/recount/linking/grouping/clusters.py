"""Clustering by average similarity: who belongs together, given how alike pairs are."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Mapping, Sequence

Pair = tuple[int, int]


def average_groups(
    size: int,
    alike: Mapping[Pair, int],
    least: int,
    together: Sequence[Pair] = (),
    apart: Collection[Pair] = (),
    days: Sequence[int | None] = (),
    longest: int = 0,
) -> list[tuple[int, ...]]:
    """Groups of the items 0..size-1, joined while the average similarity between two groups is at least `least`.

    `alike` holds similarities (whole numbers) by pair, the lower index first; a pair that it lacks has similarity 0.
    The pairs of `together` are joined before all others, in their order, whatever the rest of their groups is like.
    No group holds a pair of `apart` (the lower index first), nor, where `days` gives each item's day or None, is any
    joined by similarity that spans more than `longest` days. Every item is in exactly one group; groups and their
    items are in ascending order. Equal similarities are joined in the order of the groups' lowest items.

    Average linkage: one likeness of two reports cannot chain two events together, as it would where any pair suffices.
    And it is local: groups that come out are the same if only the items of some of them are given, because no joining
    inside one group ever looked at another.
    """
    return _Joining(size, alike, least, together, apart, days, longest).groups()


class _Joining:
    """The groups as they stand, with the sums of similarity between each two that have any."""

    def __init__(
        self,
        size: int,
        alike: Mapping[Pair, int],
        least: int,
        together: Sequence[Pair],
        apart: Collection[Pair],
        days: Sequence[int | None],
        longest: int,
    ) -> None:
        self._least, self._longest = least, longest
        head = _heads(size, together, apart)
        self._members: dict[int, tuple[int, ...]] = {}
        for item in range(size):
            self._members[head[item]] = (*self._members.get(head[item], ()), item)
        self._foes: dict[int, set[int]] = {}
        for one, other in apart:
            self._foes.setdefault(head[one], set()).add(head[other])
            self._foes.setdefault(head[other], set()).add(head[one])
        self._reach: dict[int, tuple[int, int]] = {}
        for group, items in self._members.items():
            known = [day for item in items if days and (day := days[item]) is not None]
            if known:
                self._reach[group] = (min(known), max(known))
        self._sums: dict[int, dict[int, int]] = {group: {} for group in self._members}
        for (one, other), value in alike.items():
            here, there = head[one], head[other]
            if here != there:
                self._sums[here][there] = self._sums[there][here] = self._sums[here].get(there, 0) + value
        self._queue: list[tuple[float, int, int, int, int]] = []
        for group, row in self._sums.items():
            for other, value in row.items():
                if group < other:
                    self._propose(group, other, value)

    def groups(self) -> list[tuple[int, ...]]:
        following = len(self._members) + max(self._members, default=0) + 1
        while self._queue:
            _, _, _, one, other = heapq.heappop(self._queue)
            if one in self._members and other in self._members and self._may_join(one, other):
                self._join(one, other, following)
                following += 1
        return sorted(self._members.values())

    def _propose(self, one: int, other: int, value: int) -> None:
        here, there = self._members[one], self._members[other]
        mean = value / (len(here) * len(there))
        if mean >= self._least:
            low, high = sorted((here[0], there[0]))
            heapq.heappush(self._queue, (-mean, low, high, one, other))

    def _may_join(self, one: int, other: int) -> bool:
        if other in self._foes.get(one, ()):
            return False
        here, there = self._reach.get(one), self._reach.get(other)
        return not (here and there) or max(here[1], there[1]) - min(here[0], there[0]) <= self._longest

    def _join(self, one: int, other: int, joined: int) -> None:
        self._members[joined] = tuple(sorted(self._members.pop(one) + self._members.pop(other)))
        reaches = [self._reach.pop(gone) for gone in (one, other) if gone in self._reach]
        if reaches:
            self._reach[joined] = (min(first for first, _ in reaches), max(last for _, last in reaches))
        foes = self._foes.pop(one, set()) | self._foes.pop(other, set())
        for foe in foes:
            self._foes[foe] -= {one, other}
            self._foes[foe].add(joined)
        if foes:
            self._foes[joined] = foes
        near: dict[int, int] = {}
        for gone in (one, other):
            for group, value in self._sums.pop(gone).items():
                if group in self._members:
                    del self._sums[group][gone]
                    near[group] = near.get(group, 0) + value
        self._sums[joined] = near
        for group, value in near.items():
            self._sums[group][joined] = value
            self._propose(joined, group, value)


def _heads(size: int, together: Sequence[Pair], apart: Collection[Pair]) -> list[int]:
    """For each item the lowest item that it must be together with, by itself or through others.

    A pair whose joining would bring a pair of `apart` together is passed over.
    """
    head = list(range(size))
    foes: dict[int, set[int]] = {}
    for one, other in apart:
        foes.setdefault(one, set()).add(other)
        foes.setdefault(other, set()).add(one)

    def root(item: int) -> int:
        while head[item] != item:
            head[item] = head[head[item]]
            item = head[item]
        return item

    for one, other in together:
        low, high = sorted((root(one), root(other)))
        if low == high or any(root(foe) == high for foe in foes.get(low, ())):
            continue
        head[high] = low
        foes.setdefault(low, set()).update(foes.get(high, ()))
    return [root(item) for item in range(size)]
