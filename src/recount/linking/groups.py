"""Grouping by average similarity: who belongs together, given how alike pairs are."""

from __future__ import annotations

import heapq
from collections.abc import Mapping


def average_groups(size: int, alike: Mapping[tuple[int, int], float], least: float) -> list[tuple[int, ...]]:
    """Groups of the items 0..size-1, joined while the average similarity between two groups is at least `least`.

    `alike` holds similarities by pair (the lower index first); a pair that it lacks has similarity 0. Every item is
    in exactly one group; groups and their items are in ascending order. Equal similarities are joined in the order of
    the groups' lowest items, so that the result hangs on nothing but the input. Average linkage: one likeness of two
    reports cannot chain two events together, as it would where any pair suffices.
    """
    members: dict[int, tuple[int, ...]] = {item: (item,) for item in range(size)}
    sums: dict[int, dict[int, float]] = {item: {} for item in range(size)}
    queue: list[tuple[float, int, int, int, int]] = []
    for (one, other), value in sorted(alike.items()):
        sums[one][other] = sums[other][one] = value
        if value >= least:
            queue.append((-value, one, other, one, other))
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
