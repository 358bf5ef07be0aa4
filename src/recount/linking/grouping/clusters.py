"""Grouping by average similarity: who belongs together, given how alike pairs are."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence


def average_groups(
    size: int, alike: Mapping[tuple[int, int], float], least: float, together: Sequence[tuple[int, int]] = ()
) -> list[tuple[int, ...]]:
    """Groups of the items 0..size-1, joined while the average similarity between two groups is at least `least`.

    `alike` holds similarities by pair (the lower index first); a pair that it lacks has similarity 0. The pairs of
    `together` are joined before all others, whatever the rest of their groups is like. Every item is
    in exactly one group; groups and their items are in ascending order. Equal similarities are joined in the order of
    the groups' lowest items, so that the result hangs on nothing but the input. Average linkage: one likeness of two
    reports cannot chain two events together, as it would where any pair suffices.
    """
    head = _heads(size, together)
    members: dict[int, tuple[int, ...]] = {}
    for item in range(size):
        members[head[item]] = (*members.get(head[item], ()), item)
    sums: dict[int, dict[int, float]] = {group: {} for group in members}
    for (one, other), value in sorted(alike.items()):
        here, there = head[one], head[other]
        if here != there:
            sums[here][there] = sums[there][here] = sums[here].get(there, 0.0) + value
    queue: list[tuple[float, int, int, int, int]] = []
    for one, row in sorted(sums.items()):
        for other, value in sorted(row.items()):
            mean = value / (len(members[one]) * len(members[other]))
            if one < other and mean >= least:
                queue.append((-mean, one, other, one, other))
    heapq.heapify(queue)
    following = size
    while queue:
        _, _, _, one, other = heapq.heappop(queue)
        if one not in members or other not in members:
            continue
        joined, following = following, following + 1
        items = tuple(sorted(members.pop(one) + members.pop(other)))
        near: dict[int, float] = {}
        for gone in (one, other):
            for group, value in sums.pop(gone).items():
                sums[group].pop(gone, None)
                near[group] = near.get(group, 0.0) + value
        near = {group: value for group, value in near.items() if group in members}
        members[joined] = items
        sums[joined] = near
        for group, value in near.items():
            sums[group][joined] = value
            mean = value / (len(items) * len(members[group]))
            if mean >= least:
                low, high = sorted((items[0], members[group][0]))
                first, second = (joined, group) if items[0] == low else (group, joined)
                heapq.heappush(queue, (-mean, low, high, first, second))
    return sorted(members.values())


def _heads(size: int, together: Sequence[tuple[int, int]]) -> list[int]:
    """For each item the lowest item that it must be together with, by itself or through others."""
    head = list(range(size))

    def root(item: int) -> int:
        while head[item] != item:
            head[item] = head[head[item]]
            item = head[item]
        return item

    for one, other in together:
        low, high = sorted((root(one), root(other)))
        head[high] = low
    return [root(item) for item in range(size)]
